import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Failure, isPassing } from '../api/failure';
import './states.css';

interface FailureNoticeProps {
  readonly failure: Failure;
  readonly again?: () => void;
  /** Whether it is being asked again; the notice stays until there is an answer. */
  readonly asking?: boolean;
  /** Nothing else is on the screen: this is its heading. */
  readonly whole?: boolean;
  readonly children?: ReactNode;
}

/** What went wrong, what that means, and the way on. */
export function FailureNotice({ failure, again, asking = false, whole = false, children }: FailureNoticeProps) {
  const { t } = useTranslation();
  const Title = whole ? 'h1' : 'strong';
  return (
    <div className="notice" data-tone={isPassing(failure) ? 'caution' : 'bad'} role="alert">
      <Title>{t(`shell.failures.${failure.kind}.title`)}</Title>
      <p>{t(`shell.failures.${failure.kind}.text`)}</p>
      {children}
      {failure.kind !== 'offline' && <p className="faint notice-said">{failure.message}</p>}
      {again && isPassing(failure) && (
        <AgainButton again={again} asking={asking} />
      )}
    </div>
  );
}

/** Asks again; keeps its place and the focus while that is under way. */
export function AgainButton({ again, asking }: { readonly again: () => void; readonly asking: boolean }) {
  const { t } = useTranslation();
  return (
    <button type="button" aria-disabled={asking} onClick={() => !asking && again()}>
      {t(asking ? 'shell.states.asking' : 'shell.states.again')}
    </button>
  );
}
