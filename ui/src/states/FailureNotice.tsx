import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Failure, isPassing } from '../api/failure';
import './states.css';

/** What went wrong, what that means, and the way on. */
export function FailureNotice({ failure, again, children }: { readonly failure: Failure; readonly again?: () => void; readonly children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="notice" data-tone={isPassing(failure) ? 'caution' : 'bad'} role="alert">
      <strong>{t(`shell.failures.${failure.kind}.title`)}</strong>
      <p>{t(`shell.failures.${failure.kind}.text`)}</p>
      {children}
      {failure.kind !== 'offline' && <p className="faint notice-said">{failure.message}</p>}
      {again && isPassing(failure) && (
        <button type="button" onClick={again}>
          {t('shell.states.again')}
        </button>
      )}
    </div>
  );
}
