import { useCallback, useRef, useState } from 'react';
import { type AnyVariables, useClient } from 'urql';
import { type Operation, forClient } from '../api/document';
import { type Failure, failureOf } from '../api/failure';

/** What every answer that a recorded fact can change is made of: all of them are asked anew. */
const touched = [
  'CoachingList', 'CompanyOverview', 'CustomerLine', 'DecisionChain', 'Department', 'InfluenceAnswer', 'InfluenceLine', 'KeyPersonCard', 'Opportunity',
  'Organization', 'Person', 'SearchConnection', 'Sellers', 'Trend', 'TrendPoint', 'Viewer', 'WinProbability',
];

/** A key of one request: sent again with the same values it changes nothing. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export interface Recording<Data, Variables> {
  readonly send: (variables: Variables) => Promise<Data | undefined>;
  readonly sending: boolean;
  readonly failure: Failure | undefined;
  /** What was answered last. */
  readonly done: Data | undefined;
  /** Forgets what was answered. */
  readonly forget: () => void;
}

/**
 * Sends one mutation. What is sent again unchanged after a failure carries the same key, so that it is never recorded twice.
 */
export function useRecording<Data, Variables extends { readonly clientId: string }>(operation: Operation<Data, Variables>): Recording<Data, Omit<Variables, 'clientId'>> {
  const last = useRef<{ readonly values: string; readonly key: string }>(undefined);
  const keyed = useCallback((variables: Omit<Variables, 'clientId'>) => {
    const values = JSON.stringify(variables);
    if (last.current?.values !== values) last.current = { values, key: newKey() };
    return { ...variables, clientId: last.current.key } as Variables;
  }, []);
  return useSending(operation, keyed);
}

/** Sends one mutation with variables that are made of others. */
export function useSending<Data, Given, Variables>(operation: Operation<Data, Variables>, make: (given: Given) => Variables): Recording<Data, Given> {
  const client = useClient();
  const [state, setState] = useState<{ readonly sending: boolean; readonly failure?: Failure; readonly done?: Data }>({ sending: false });
  const send = useCallback(
    async (given: Given) => {
      setState({ sending: true });
      const context = { additionalTypenames: touched };
      const { data, error } = await client.mutation<Data, AnyVariables>(forClient(operation), make(given) as AnyVariables, context).toPromise();
      setState({ sending: false, failure: error ? failureOf(error) : undefined, done: error ? undefined : data });
      return error ? undefined : data;
    },
    [client, operation, make],
  );
  const forget = useCallback(() => setState({ sending: false }), []);
  return { send, sending: state.sending, failure: state.failure, done: state.done, forget };
}

/** Asks a question when told to, not while something is shown: what it is about is large, or only looked at once. The last one asked counts. */
export function useAsking<Data, Variables>(operation: Operation<Data, Variables>) {
  const client = useClient();
  const latest = useRef(0);
  const [state, setState] = useState<{ readonly asking: boolean; readonly failure?: Failure; readonly data?: Data }>({ asking: false });
  const ask = useCallback(
    async (variables: Variables) => {
      latest.current += 1;
      const mine = latest.current;
      setState({ asking: true });
      const { data, error } = await client.query<Data, AnyVariables>(forClient(operation), variables as AnyVariables, { requestPolicy: 'network-only' }).toPromise();
      if (latest.current === mine) setState({ asking: false, failure: error ? failureOf(error) : undefined, data: data ?? undefined });
    },
    [client, operation],
  );
  const forget = useCallback(() => {
    latest.current += 1;
    setState({ asking: false });
  }, []);
  return { ask, forget, ...state };
}
