import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Answer, useAnswer } from '../api/answer';
import type { Operation } from '../api/document';
import { useSending } from '../record/recording';
import { Answered } from '../states/Answered';
import { FailureNotice } from '../states/FailureNotice';
import { Waiting } from '../states/Waiting';
import { useDates } from '../values/dates';
import { useCompanyChoice } from './address';
import { type JobInput, StartLongDocument } from './generated/graphql';
import { hasEnded, useJob } from './job';
import { JobProgress } from './JobProgress';

/** A question that takes so long is worth a job. */
const longMs = 4000;

interface LongProps<Data, Variables extends { readonly asOf?: string | undefined }> {
  readonly operation: Operation<Data, Variables>;
  readonly variables: Variables;
  /** The same question as a job. */
  readonly job: JobInput;
  /** What a job answered, as the question itself would have; nothing where it is something else. */
  readonly read: (result: unknown) => Data | undefined;
  readonly label: string;
  readonly children: (data: Data) => ReactNode;
}

/**
 * Shows the answer of a question about the whole company. It is asked at once; where that takes long, or takes longer than a request
 * may, it can go on as a job: with progress, to be stopped, while one reads something else.
 */
export function Long<Data, Variables extends { readonly asOf?: string | undefined }>({ operation, variables, job: input, read, label, children }: LongProps<Data, Variables>) {
  const { t } = useTranslation();
  const [{ job: id }, change] = useCompanyChoice();
  const answer = useAnswer(operation, variables, { pause: id !== undefined });
  const starting = useSending(StartLongDocument, (asked: { asOf?: string | undefined; job: JobInput }) => asked);
  const begin = () => void starting.send({ asOf: variables.asOf, job: input }).then((data) => data && change({ job: data.startJob.id }));
  const long = useLong(answer, JSON.stringify(variables));
  if (id !== undefined) {
    return (
      <AsJob id={id} label={label} read={read} anew={() => change({ job: undefined })}>
        {children}
      </AsJob>
    );
  }
  return (
    <>
      {(long || answer.failure?.kind === 'timeout') && (
        <p className="job">
          <span className="faint">{t('company.job.long')}</span>
          <button type="button" disabled={starting.sending} onClick={begin}>
            {t('company.job.begin')}
          </button>
        </p>
      )}
      {starting.failure && <FailureNotice failure={starting.failure} />}
      <Answered answer={answer} lines={10}>
        {children}
      </Answered>
    </>
  );
}

/** Whether a question has been under way for long. */
function useLong(answer: Answer<unknown>, key: string): boolean {
  const waits = answer.fetching && answer.data === undefined;
  const [long, setLong] = useState<string>();
  useEffect(() => {
    if (!waits) return undefined;
    const timer = setTimeout(() => setLong(key), longMs);
    return () => clearTimeout(timer);
  }, [waits, key]);
  return waits && long === key;
}

interface AsJobProps<Data> {
  readonly id: string;
  readonly label: string;
  readonly read: (result: unknown) => Data | undefined;
  readonly anew: () => void;
  readonly children: (data: Data) => ReactNode;
}

function AsJob<Data>({ id, label, read, anew, children }: AsJobProps<Data>) {
  const { t } = useTranslation();
  const { day } = useDates();
  const { job, failure } = useJob(id);
  const data = job?.state === 'DONE' ? read(job.result) : undefined;
  const over = failure !== undefined || (job !== undefined && hasEnded(job));
  return (
    <>
      {failure && <FailureNotice failure={failure} />}
      {job && <JobProgress job={job} label={label} />}
      {!over && !job && <Waiting lines={3} />}
      {job?.state === 'DONE' && data === undefined && <p className="notice">{t('company.job.unreadable')}</p>}
      {over && (
        <p className="job">
          {job && <span className="faint">{t('company.job.of', { day: day(job.asOf), version: job.dataVersion ?? '–' })}</span>}
          <button type="button" onClick={anew}>
            {t('company.job.anew')}
          </button>
        </p>
      )}
      {data !== undefined && children(data)}
    </>
  );
}
