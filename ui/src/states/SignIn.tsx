import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keepToken, token } from '../api/token';
import { SignInContext } from '../app/signin';
import './states.css';

/** Asks for a bearer token, once for each tab. It is kept in the tab and sent in a header, never in an address. */
export function SignIn({ message }: { readonly message: string }) {
  const { t } = useTranslation();
  const begin = useContext(SignInContext);
  const [pasted, setPasted] = useState('');
  return (
    <form
      className="sign-in"
      onSubmit={(event) => {
        event.preventDefault();
        keepToken(pasted);
        begin();
      }}
    >
      <h1>{t('shell.signIn.title')}</h1>
      <p>{t('shell.signIn.text')}</p>
      {token() && (
        <p role="alert" className="notice" data-tone="bad">
          {t('shell.signIn.refused')} <span className="faint">{message}</span>
        </p>
      )}
      <label>
        {t('shell.signIn.token')}
        <input type="password" autoComplete="off" spellCheck={false} required value={pasted} onChange={(event) => setPasted(event.target.value)} />
      </label>
      <button type="submit" className="strong">
        {t('shell.signIn.begin')}
      </button>
    </form>
  );
}
