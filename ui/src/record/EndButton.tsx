import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../states/FailureNotice';
import type { Recording } from './recording';

interface EndButtonProps<Data, Variables> {
  readonly recording: Recording<Data, Variables>;
  readonly what: string;
  readonly send: () => Variables;
}

/** Ends something that is recorded, as of today, once it was asked whether that is meant. */
export function EndButton<Data, Variables>({ recording, what, send }: EndButtonProps<Data, Variables>) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <button type="button" onClick={() => setAsked(true)} aria-label={t('record.endOf', { what })}>
        {t('record.end')}
      </button>
    );
  }
  return (
    <span className="end-asked">
      {t('record.reallyEnd')}{' '}
      <button type="button" className="strong" disabled={recording.sending} onClick={() => void recording.send(send()).then(() => setAsked(false))}>
        {t('record.end')}
      </button>{' '}
      <button type="button" className="quiet" onClick={() => setAsked(false)}>
        {t('record.keep')}
      </button>
      {recording.failure && <FailureNotice failure={recording.failure} />}
    </span>
  );
}
