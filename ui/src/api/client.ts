import { Client, cacheExchange, fetchExchange } from '@urql/core';
import { token } from './token';

/** A client of the service this page came from. What it was told is kept until a mutation touches it. */
export function makeClient(): Client {
  return new Client({
    url: new URL('/graphql', location.origin).href,
    exchanges: [cacheExchange, fetchExchange],
    preferGetMethod: false,
    fetchOptions: () => {
      const bearer = token();
      const headers: Record<string, string> = { accept: 'application/graphql-response+json, application/json' };
      if (bearer) headers['authorization'] = `Bearer ${bearer}`;
      return { headers, credentials: 'same-origin' };
    },
  });
}
