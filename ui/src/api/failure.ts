import type { CombinedError } from '@urql/core';

/** What went wrong, as a reader must act on it: the stable codes of the API, and a service that is not there. */
export type FailureKind =
  | 'badInput'
  | 'notFound'
  | 'signedOut'
  | 'forbidden'
  | 'limit'
  | 'conflict'
  | 'unavailable'
  | 'timeout'
  | 'internal'
  | 'offline';

/** Something that was asked and not answered. */
export interface Failure {
  readonly kind: FailureKind;
  /** What the service said, in its words. */
  readonly message: string;
}

const kinds: Readonly<Record<string, FailureKind>> = {
  BAD_INPUT: 'badInput',
  NOT_FOUND: 'notFound',
  UNAUTHENTICATED: 'signedOut',
  FORBIDDEN: 'forbidden',
  LIMIT_EXCEEDED: 'limit',
  CONFLICT: 'conflict',
  UNAVAILABLE: 'unavailable',
  TIMEOUT: 'timeout',
  INTERNAL: 'internal',
};

/** The failures that asking again can heal. */
const passing: ReadonlySet<FailureKind> = new Set(['conflict', 'unavailable', 'timeout', 'internal', 'offline']);

export function isPassing(failure: Failure): boolean {
  return passing.has(failure.kind);
}

/** Reads an error of the client. A reply that is no GraphQL answer is a service that is not there. */
export function failureOf(error: CombinedError): Failure {
  const [first] = error.graphQLErrors;
  if (first) {
    const code = first.extensions?.['code'];
    return { kind: (typeof code === 'string' && kinds[code]) || 'internal', message: first.message };
  }
  const status = (error.response as Response | undefined)?.status;
  if (status === undefined) return { kind: 'offline', message: error.networkError?.message ?? error.message };
  if (status === 401) return { kind: 'signedOut', message: error.message };
  return { kind: status === 403 ? 'forbidden' : 'unavailable', message: `HTTP ${status}` };
}
