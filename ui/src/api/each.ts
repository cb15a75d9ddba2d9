import { useCallback, useContext, useEffect, useId, useMemo, useState } from 'react';
import { type AnyVariables, useClient } from 'urql';
import { AskedContext } from '../query/asked';
import type { Answer } from './answer';
import { type Operation, forClient } from './document';
import { failureOf } from './failure';

type Given<Data> = Pick<Answer<Data>, 'data' | 'failure'>;

/**
 * Asks one operation several times, with each of some variables, and gives an answer for each in their order. "Show the query"
 * tells the first of them.
 */
export function useEach<Data, Variables>(operation: Operation<Data, Variables>, variables: readonly Variables[]): readonly Answer<Data>[] {
  const client = useClient();
  const asked = useContext(AskedContext);
  const place = useId();
  const key = JSON.stringify(variables);
  // oxlint-disable-next-line react/exhaustive-deps -- the key is the value of the variables
  const stable = useMemo(() => variables, [key]);
  const [given, setGiven] = useState<{ readonly key: string; readonly answers: readonly (Given<Data> | undefined)[] }>({ key, answers: [] });
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const [first] = stable;
    if (first === undefined) return undefined;
    asked.put(place, { text: operation.toString(), variables: first as Record<string, unknown> });
    return () => asked.drop(place);
  }, [asked, place, operation, stable]);
  useEffect(() => {
    let left = false;
    setGiven({ key, answers: [] });
    const put = (at: number, one: Given<Data>) =>
      setGiven((before) => (left ? before : { key, answers: stable.map((_, other) => (other === at ? one : before.answers[other])) }));
    for (const [at, one] of stable.entries()) {
      void client
        .query<Data, AnyVariables>(forClient(operation), one as AnyVariables, { requestPolicy: times > 0 ? 'network-only' : 'cache-first' })
        .toPromise()
        .then(({ data, error }) => put(at, { data, failure: error ? failureOf(error) : undefined }));
    }
    return () => {
      left = true;
    };
  }, [client, operation, stable, key, times]);
  const again = useCallback(() => setTimes((before) => before + 1), []);
  return stable.map((_, at) => {
    const one = given.key === key ? given.answers[at] : undefined;
    return { data: one?.data, kept: false, failure: one?.failure, fetching: one === undefined, again };
  });
}
