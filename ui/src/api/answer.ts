import { useCallback, useContext, useEffect, useId, useMemo, useState } from 'react';
import { type AnyVariables, type CombinedError, useQuery } from 'urql';
import { AskedContext } from '../query/asked';
import { type Operation, forClient } from './document';
import { type Failure, failureOf } from './failure';

/** What became of a question. */
export interface Answer<Data> {
  /** The answer; there may be one beside a failure, which is then a partial one. */
  readonly data: Data | undefined;
  /** Whether `data` answers an earlier question of the same `keepFor`, not this one. */
  readonly kept: boolean;
  readonly failure: Failure | undefined;
  /** Whether it is under way. */
  readonly fetching: boolean;
  /** Asks again, past what is kept. */
  readonly again: () => void;
}

export interface AnswerOptions {
  /** Not asked while true: something it needs is not chosen yet. */
  readonly pause?: boolean;
  /** While the next answer is under way, the last one of the same `keepFor` stays: a longer page of the same list. */
  readonly keepFor?: string;
}

/** Whether an answer is none: it is not there, or everything that was asked for failed. */
function hasNothing(data: unknown, error: unknown): boolean {
  if (typeof data !== 'object' || data === null) return true;
  return error !== undefined && Object.values(data).every((field) => field === null);
}

interface Result<Data> {
  readonly data?: Data | undefined;
  readonly error?: CombinedError | undefined;
}

/**
 * What a question was told. While it is asked again after a failure, urql tells the data of the failed answer without its failure,
 * and what could not be read would look like what is not there: the failure stays until there is another answer.
 */
function useSettled<Data>(key: string, mine: boolean, { data, error }: Result<Data>): Result<Data> {
  const [settled, settle] = useState<Result<Data> & { readonly key: string }>({ key });
  if (!mine) return {};
  const old = settled.key === key && settled.error !== undefined && error === undefined && data === settled.data;
  if (old) return settled;
  if (settled.key !== key || settled.data !== data || settled.error !== error) settle({ key, data, error });
  return { data, error };
}

/**
 * Asks the API, and tells "show the query" what was asked. Nothing old is shown under a new heading: `data` is always
 * of these variables, or of the same `keepFor`. What found no way to the service is asked again once there is a network.
 */
export function useAnswer<Data, Variables>(
  operation: Operation<Data, Variables>,
  variables: Variables,
  { pause = false, keepFor }: AnswerOptions = {},
): Answer<Data> {
  const asked = useContext(AskedContext);
  const place = useId();
  const key = JSON.stringify(variables);
  const stable = useMemo(() => JSON.parse(key) as Variables & AnyVariables, [key]);
  const [result, execute] = useQuery<Data, Variables & AnyVariables>({ query: forClient(operation), variables: stable, pause });
  useEffect(() => {
    if (pause) return undefined;
    asked.put(place, { text: operation.toString(), variables: stable as Record<string, unknown> });
    return () => asked.drop(place);
  }, [asked, place, operation, stable, pause]);
  const again = useCallback(() => execute({ requestPolicy: 'network-only' }), [execute]);
  const mine = JSON.stringify(result.operation?.variables ?? {}) === JSON.stringify(stable ?? {});
  const { data, error } = useSettled(key, mine && !pause, result);
  const [kept, keep] = useState<{ readonly of: string; readonly data: Data }>();
  const fresh = hasNothing(data, error) ? undefined : data;
  if (fresh !== undefined && keepFor !== undefined && (kept?.of !== keepFor || kept.data !== fresh)) keep({ of: keepFor, data: fresh });
  const before = keepFor !== undefined && kept?.of === keepFor ? kept.data : undefined;
  const failure = error ? failureOf(error) : undefined;
  const wasOffline = failure?.kind === 'offline';
  useEffect(() => {
    if (!wasOffline) return undefined;
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, [wasOffline, again]);
  return {
    data: fresh ?? before,
    kept: fresh === undefined && before !== undefined,
    failure,
    fetching: !pause && (result.fetching || !mine),
    again,
  };
}
