import { useNavigate } from '@tanstack/react-router';
import { useContext, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keepDraft } from '../console/draft';
import { type Asked, AskedContext, useAsked } from './asked';
import './query.css';

/** The queries behind the screen that is open, with their variables, to copy or to try. On every screen, by the shell. */
export function ShowQuery() {
  const { t } = useTranslation();
  const asked = useAsked(useContext(AskedContext));
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <button type="button" className="quiet" onClick={() => dialog.current?.showModal()}>
        {t('shell.query.show')}
      </button>
      <dialog ref={dialog} className="query" aria-labelledby="query-title">
        <header>
          <h2 id="query-title">{t('shell.query.title')}</h2>
          <button type="button" className="quiet" onClick={() => dialog.current?.close()}>
            {t('shell.close')}
          </button>
        </header>
        <p className="faint">{t('shell.query.what')}</p>
        {asked.map((one) => (
          <Query key={one.text + JSON.stringify(one.variables)} asked={one} onLeave={() => dialog.current?.close()} />
        ))}
      </dialog>
    </>
  );
}

function Query({ asked, onLeave }: { readonly asked: Asked; readonly onLeave: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [copied, setCopied] = useState(false);
  const variables = JSON.stringify(asked.variables, null, 2);
  const copy = () => {
    void navigator.clipboard.writeText(JSON.stringify({ query: asked.text, variables: asked.variables })).then(() => setCopied(true));
  };
  const open = () => {
    keepDraft({ query: asked.text.trim(), variables: variables === '{}' ? '' : variables });
    onLeave();
    void navigate({ to: '/api' });
  };
  return (
    <section className="query-one">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
      <pre tabIndex={0} aria-label={t('shell.query.text')}>
        {asked.text.trim()}
      </pre>
      {variables !== '{}' && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
        <pre tabIndex={0} aria-label={t('shell.query.variables')}>
          {variables}
        </pre>
      )}
      <button type="button" onClick={copy}>
        {t('shell.query.copy')}
      </button>{' '}
      <button type="button" onClick={open}>
        {t('shell.query.open')}
      </button>{' '}
      <span role="status">{copied ? t('shell.copied') : ''}</span>
    </section>
  );
}
