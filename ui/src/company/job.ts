import { useContext, useEffect, useId, useState } from 'react';
import { useClient } from 'urql';
import { forClient } from '../api/document';
import { type Failure, failureOf } from '../api/failure';
import { follow } from '../api/follow';
import { AskedContext } from '../query/asked';
import { type AsItStandsFragment, FollowJobDocument, type FollowJobSubscription, JobAsItStandsDocument } from './generated/graphql';

export type Job = AsItStandsFragment;

const ended = new Set<Job['state']>(['DONE', 'FAILED', 'CANCELLED', 'INTERRUPTED']);

export function hasEnded(job: Job): boolean {
  return ended.has(job.state);
}

const lookAgainMs = 1000;

/** A job as it stands: told by the service over a web socket, looked up every second where that fails. */
export function useJob(id: string | undefined): { readonly job: Job | undefined; readonly failure: Failure | undefined } {
  const client = useClient();
  const asked = useContext(AskedContext);
  const place = useId();
  const [told, setTold] = useState<{ readonly id: string; readonly job?: Job; readonly failure?: Failure }>();
  useEffect(() => {
    if (id === undefined) return undefined;
    asked.put(place, { text: FollowJobDocument.toString(), variables: { id } });
    return () => asked.drop(place);
  }, [asked, place, id]);
  useEffect(() => {
    if (id === undefined) return undefined;
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const { data, error } = await client.query(forClient(JobAsItStandsDocument), { id }, { requestPolicy: 'network-only' }).toPromise();
      if (left) return;
      setTold((before) => ({ id, job: data?.job ?? (before?.id === id ? before.job : undefined), failure: error && failureOf(error) }));
      const over = data ? hasEnded(data.job) : error?.graphQLErrors.some(({ extensions }) => extensions?.['code'] === 'NOT_FOUND');
      if (!over) timer = setTimeout(() => void look(), lookAgainMs);
    };
    const stop = follow<FollowJobSubscription>(FollowJobDocument, { id }, {
      next: ({ jobProgress }) => !left && setTold({ id, job: jobProgress }),
      lost: () => void look(),
    });
    return () => {
      left = true;
      clearTimeout(timer);
      stop();
    };
  }, [client, id]);
  return told !== undefined && told.id === id ? { job: told.job, failure: told.failure } : { job: undefined, failure: undefined };
}
