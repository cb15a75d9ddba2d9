import { useTranslation } from 'react-i18next';
import { useSending } from '../record/recording';
import { FailureNotice } from '../states/FailureNotice';
import { useNumbers } from '../values/numbers';
import { CancelCountingDocument } from './generated/graphql';
import { type Job, hasEnded } from './job';

const same = <Value,>(value: Value): Value => value;

/** How far a job has come, with the way to stop it; or how it ended, where that was not well. */
export function JobProgress({ job, label }: { readonly job: Job; readonly label: string }) {
  const { t } = useTranslation();
  const { chance } = useNumbers();
  const cancelling = useSending(CancelCountingDocument, same<{ id: string }>);
  if (job.state === 'DONE') return null;
  if (hasEnded(job)) {
    return (
      <p className="notice" data-tone={job.state === 'FAILED' ? 'bad' : 'caution'} role="status">
        {t(`company.job.${job.state as 'FAILED'}`)} {job.error}
      </p>
    );
  }
  const known = typeof job.progress === 'number';
  return (
    <div className="job">
      <progress aria-label={label} {...(known && { value: job.progress ?? 0 })} />
      <span role="status">{job.state === 'QUEUED' ? t('company.job.QUEUED') : known ? t('company.job.counted', { value: chance(job.progress ?? 0) }) : t('company.job.RUNNING')}</span>
      <button type="button" disabled={cancelling.sending} onClick={() => void cancelling.send({ id: job.id })}>
        {t('company.job.cancel')}
      </button>
      {cancelling.failure && <FailureNotice failure={cancelling.failure} />}
    </div>
  );
}
