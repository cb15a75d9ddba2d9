import { Client, type Exchange, cacheExchange, fetchExchange, makeOperation } from '@urql/core';
import { map, pipe, tap } from 'wonka';
import { token } from './token';

/** Asks what failed again as soon as it is wanted again: the cache would tell the failure for as long as the page is open. */
const askFailedAgain: Exchange = ({ forward }) => (operations) => {
  const failed = new Set<number>();
  return pipe(
    operations,
    map((operation) => (operation.kind === 'query' && failed.has(operation.key) ? makeOperation('query', operation, { ...operation.context, requestPolicy: 'network-only' }) : operation)),
    forward,
    tap(({ operation, error }) => (error ? failed.add(operation.key) : failed.delete(operation.key))),
  );
};

/**
 * Asks again what was under way while something was recorded: it may have been read before. The cache asks anew only what it has
 * been told already.
 */
const askOvertakenAgain: Exchange = ({ client, forward }) => (operations) => {
  const underWay = new Set<number>();
  const overtaken = new Set<number>();
  return pipe(
    operations,
    tap(({ kind, key }) => {
      if (kind === 'query') underWay.add(key);
      else if (kind === 'teardown') underWay.delete(key);
    }),
    forward,
    tap(({ operation }) => {
      if (operation.kind === 'mutation') for (const key of underWay) overtaken.add(key);
      if (operation.kind !== 'query') return;
      underWay.delete(operation.key);
      if (overtaken.delete(operation.key)) client.reexecuteOperation(makeOperation('query', operation, { ...operation.context, requestPolicy: 'network-only' }));
    }),
  );
};

/** A client of the service this page came from. What it was told is kept until a mutation touches it. */
export function makeClient(): Client {
  return new Client({
    url: new URL('/graphql', location.origin).href,
    exchanges: [askFailedAgain, cacheExchange, askOvertakenAgain, fetchExchange],
    preferGetMethod: false,
    fetchOptions: () => {
      const bearer = token();
      const headers: Record<string, string> = { accept: 'application/graphql-response+json, application/json' };
      if (bearer) headers['authorization'] = `Bearer ${bearer}`;
      return { headers, credentials: 'same-origin' };
    },
  });
}
