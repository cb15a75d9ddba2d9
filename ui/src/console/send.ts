import { token } from '../api/token';

/** What became of a request, as it came. */
export interface Reply {
  readonly text: string;
  readonly status: number;
  readonly ms: number;
}

/** Sends an operation as it is written, and gives the answer as it came, faults included. */
export async function send(query: string, variables: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<Reply> {
  const bearer = token();
  const begun = performance.now();
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    signal,
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...(bearer && { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  return { text: indented(text), status: response.status, ms: performance.now() - begun };
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
