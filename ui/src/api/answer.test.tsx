import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { Provider } from 'urql';
import { expect, test, vi } from 'vitest';
import { useAnswer } from './answer';
import { makeClient } from './client';

interface Found {
  readonly lookup: { readonly __typename: 'Person'; readonly name: string } | null;
}

const operation = { toString: () => 'query Named($person: ID!) { lookup(kind: PERSON, sourceId: $person) { __typename ... on Person { name } } }' } as { toString(): string; __apiType?: (variables: { person: string }) => Found };
const away = { data: { lookup: null }, errors: [{ message: 'the database does not answer', path: ['lookup'], extensions: { code: 'UNAVAILABLE' } }] };
const there = { data: { lookup: { __typename: 'Person', name: '王芳' } } };

/** A service that answers each question when the test says so. */
function service() {
  const waiting: ((body: object) => void)[] = [];
  const listen = () => vi.stubGlobal('fetch', () => new Promise((resolve) => waiting.push((body) => resolve(new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } })))));
  listen();
  const client = makeClient();
  const wrapper = ({ children }: { readonly children: ReactNode }) => <Provider value={client}>{children}</Provider>;
  const tell = async (body: object) => {
    await waitFor(() => expect(waiting).toHaveLength(1));
    await act(async () => waiting.pop()?.(body));
  };
  const ask = (keepFor?: string) => renderHook(({ person }: { person: string }) => useAnswer(operation, { person }, { keepFor }), { wrapper, initialProps: { person: 'p1' } });
  return { ask, client, listen, tell, waiting };
}

test('a failure stays until there is another answer', async () => {
  const { ask, tell } = service();
  const { result } = ask();
  await tell(away);
  await waitFor(() => expect(result.current.failure?.kind).toBe('unavailable'));
  expect(result.current).toMatchObject({ data: undefined, fetching: false });
  act(() => result.current.again());
  await waitFor(() => expect(result.current.fetching).toBe(true));
  expect(result.current.failure?.kind, 'not read is not "not there"').toBe('unavailable');
  expect(result.current.data).toBeUndefined();
  await tell(away);
  await waitFor(() => expect(result.current.fetching).toBe(false));
  expect(result.current.failure?.kind).toBe('unavailable');
  act(() => result.current.again());
  await tell(there);
  await waitFor(() => expect(result.current.data).toEqual(there.data));
  expect(result.current).toMatchObject({ failure: undefined, fetching: false, kept: false });
});

test('what was told before stays beside a failure, and while it is asked again', async () => {
  const { ask, tell } = service();
  const { result, rerender } = ask('the same list');
  await tell(there);
  await waitFor(() => expect(result.current.data).toEqual(there.data));
  rerender({ person: 'p2' });
  expect(result.current).toMatchObject({ data: there.data, kept: true, failure: undefined, fetching: true });
  await tell(away);
  await waitFor(() => expect(result.current.failure?.kind).toBe('unavailable'));
  act(() => result.current.again());
  await waitFor(() => expect(result.current.fetching).toBe(true));
  expect(result.current).toMatchObject({ data: there.data, kept: true, failure: { kind: 'unavailable' } });
  await tell({ data: { lookup: null } });
  await waitFor(() => expect(result.current).toMatchObject({ data: { lookup: null }, kept: false, failure: undefined }));
});

test('what failed is asked again when somebody comes back to it, what was answered is not', async () => {
  const { ask, tell, waiting } = service();
  const first = ask();
  await tell(away);
  await waitFor(() => expect(first.result.current.failure).toBeDefined());
  first.unmount();
  const second = ask();
  await tell(there);
  await waitFor(() => expect(second.result.current.data).toEqual(there.data));
  second.unmount();
  const third = ask();
  await waitFor(() => expect(third.result.current.data).toEqual(there.data));
  expect(waiting).toHaveLength(0);
});

test('what was under way while something was recorded is asked again', async () => {
  const { ask, client, tell, waiting } = service();
  const { result } = ask();
  await waitFor(() => expect(waiting).toHaveLength(1));
  const [before] = waiting.splice(0);
  const recorded = client.mutation('mutation { record { id } }', {}).toPromise();
  await tell({ data: { record: { id: '1' } } });
  await recorded;
  await act(async () => before?.({ data: { lookup: null } }));
  await tell(there);
  await waitFor(() => expect(result.current.data).toEqual(there.data));
  await waitFor(() => expect(result.current.fetching).toBe(false));
  expect(waiting).toHaveLength(0);
});

test('what found no way to the service is asked again once there is a network', async () => {
  const { ask, listen, tell, waiting } = service();
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  const { result } = ask();
  await waitFor(() => expect(result.current.failure?.kind).toBe('offline'));
  listen();
  act(() => void dispatchEvent(new Event('online')));
  await tell(there);
  await waitFor(() => expect(result.current).toMatchObject({ data: there.data, failure: undefined }));
  act(() => void dispatchEvent(new Event('online')));
  expect(waiting).toHaveLength(0);
});
