import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../api/answer';
import { FailureNotice } from './FailureNotice';
import { Waiting } from './Waiting';

interface AnsweredProps<Data> {
  readonly answer: Answer<Data>;
  /** Lines of room while it is under way. */
  readonly lines?: number;
  readonly children: (data: Data) => ReactNode;
}

/**
 * Shows an answer in each of its states: under way, failed, there in part, there. What is there stays on the screen while it
 * is asked again.
 */
export function Answered<Data>({ answer, lines, children }: AnsweredProps<Data>) {
  const { t } = useTranslation();
  const { data, kept, failure, again } = answer;
  if (data === undefined || data === null) {
    return failure ? <FailureNotice failure={failure} again={again} /> : <Waiting lines={lines} />;
  }
  return (
    <>
      {failure && kept && (
        <FailureNotice failure={failure} again={again}>
          <p>{t('shell.states.kept')}</p>
        </FailureNotice>
      )}
      {failure && !kept && (
        <div className="notice" data-tone="caution" role="alert">
          <strong>{t('shell.states.partial')}</strong>
          <p className="faint notice-said">{failure.message}</p>
          <button type="button" onClick={again}>
            {t('shell.states.again')}
          </button>
        </div>
      )}
      {children(data)}
    </>
  );
}
