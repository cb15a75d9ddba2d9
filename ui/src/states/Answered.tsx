import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../api/answer';
import { AgainButton, FailureNotice } from './FailureNotice';
import { Waiting } from './Waiting';

interface AnsweredProps<Data> {
  readonly answer: Answer<Data>;
  /** Lines of room while it is under way. */
  readonly lines?: number;
  /** The screen is this answer: without it, the failure is its heading. */
  readonly whole?: boolean;
  readonly children: (data: Data) => ReactNode;
}

/**
 * Shows an answer in each of its states: under way, failed, there in part, there. What is there stays on the screen while it
 * is asked again.
 */
export function Answered<Data>({ answer, lines, whole = false, children }: AnsweredProps<Data>) {
  const { t } = useTranslation();
  const { data, kept, failure, fetching, again } = answer;
  if (data === undefined || data === null) {
    return failure ? <FailureNotice whole={whole} failure={failure} again={again} asking={fetching} /> : <Waiting lines={lines} />;
  }
  return (
    <>
      {failure && kept && (
        <FailureNotice failure={failure} again={again} asking={fetching}>
          <p>{t('shell.states.kept')}</p>
        </FailureNotice>
      )}
      {failure && !kept && (
        <div className="notice" data-tone="caution" role="alert">
          <strong>{t('shell.states.partial')}</strong>
          <p className="faint notice-said">{failure.message}</p>
          <AgainButton again={again} asking={fetching} />
        </div>
      )}
      {children(data)}
    </>
  );
}
