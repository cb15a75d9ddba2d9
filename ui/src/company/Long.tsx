import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import type { Operation } from '../api/document';
import type { Failure } from '../api/failure';
import { useSending } from '../record/recording';
import { Answered } from '../states/Answered';
import { FailureNotice } from '../states/FailureNotice';
import { Waiting } from '../states/Waiting';
import { useDates } from '../values/dates';
import { useCompanyChoice } from './address';
import { type JobInput, StartLongDocument } from './generated/graphql';
import { type Job, hasEnded, useJob } from './job';
import { JobProgress } from './JobProgress';

/** A question that takes so long is worth a job. */
const longMs = 4000;

/** Where the address may have a job. */
type JobPlace = 'job' | 'report';

/** What was told, by the question itself or by a job. */
export interface Told<Data> {
  readonly data: Data;
  /** A job told it: of lists there is the first page, the longest there is, and no other. */
  readonly byJob: boolean;
  /** More of it is being read. */
  readonly fetching: boolean;
}

interface LongProps<Data, Variables extends { readonly asOf?: string | undefined }> {
  readonly operation: Operation<Data, Variables>;
  readonly variables: Variables;
  /** The same question as a job. */
  readonly job: JobInput;
  /** What a job answered, as the question itself would have; nothing where it is something else. */
  readonly read: (result: unknown) => Data | undefined;
  readonly label: string;
  /** As for `useAnswer`: a longer page of the same list. */
  readonly keepFor?: string;
  /** Where the address has the job; a screen may have two. */
  readonly place?: JobPlace;
  readonly children: (told: Told<Data>) => ReactNode;
}

/**
 * Shows the answer of a question about the whole company. It is asked at once; where that takes long, or takes longer than a request
 * may, it can go on as a job: with progress, to be stopped, while one reads something else.
 */
export function Long<Data, Variables extends { readonly asOf?: string | undefined }>({ operation, variables, job, read, label, keepFor, place = 'job', children }: LongProps<Data, Variables>) {
  const [{ [place]: id }, change] = useCompanyChoice();
  const answer = useAnswer(operation, variables, { pause: id !== undefined, keepFor });
  const { fetching } = answer;
  if (id !== undefined) {
    return (
      <AsJob id={id} label={label} read={({ result }) => read(result)} anew={() => change({ [place]: undefined })}>
        {(data) => children({ data, byJob: true, fetching: false })}
      </AsJob>
    );
  }
  return (
    <>
      <Offer asOf={variables.asOf} job={job} place={place} waits={fetching && answer.data === undefined} failure={answer.failure} question={JSON.stringify(variables)} />
      <Answered answer={answer} lines={10}>
        {(data) => children({ data, byJob: false, fetching })}
      </Answered>
    </>
  );
}

interface OfferProps {
  readonly asOf: string | undefined;
  readonly job: JobInput;
  readonly place: JobPlace;
  /** The question is under way, and nothing of it is here. */
  readonly waits: boolean;
  readonly failure: Failure | undefined;
  /** What tells this question from others. */
  readonly question: string;
}

/** Offers to go on as a job where a question takes long, or longer than a request may. */
export function Offer({ asOf, job, place, waits, failure, question }: OfferProps) {
  const { t } = useTranslation();
  const [, change] = useCompanyChoice();
  const starting = useSending(StartLongDocument, (asked: { asOf?: string | undefined; job: JobInput }) => asked);
  const begin = () => void starting.send({ asOf, job }).then((data) => data && change({ [place]: data.startJob.id }));
  const long = useLong(waits, question);
  return (
    <>
      {(long || failure?.kind === 'timeout') && (
        <p className="job">
          <span className="faint">{t('company.job.long')}</span>
          <button type="button" disabled={starting.sending} onClick={begin}>
            {t('company.job.begin')}
          </button>
        </p>
      )}
      {starting.failure && <FailureNotice failure={starting.failure} />}
    </>
  );
}

/** Whether a question has been under way for long. */
function useLong(waits: boolean, key: string): boolean {
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
  readonly read: (job: Job) => Data | undefined;
  readonly anew: () => void;
  readonly children: (data: Data) => ReactNode;
}

/** A question that goes on as a job: how far it has come, and what it answered. */
export function AsJob<Data>({ id, label, read, anew, children }: AsJobProps<Data>) {
  const { t } = useTranslation();
  const { day } = useDates();
  const { job, failure } = useJob(id);
  const data = job?.state === 'DONE' ? read(job) : undefined;
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
