import { token } from './token';

/** What is told of something that goes on. */
export interface Follower<Data> {
  readonly next: (data: Data) => void;
  /** The line is down, or the service does not tell: look yourself from now on. */
  readonly lost: () => void;
}

/** Follows a subscription over a web socket (graphql-transport-ws) until the given function is called. The token goes in its first message, never in the address. */
export function follow<Data>(operation: { toString(): string }, variables: Record<string, unknown>, follower: Follower<Data>): () => void {
  let stop: (() => void) | undefined;
  let left = false;
  const begin = async () => {
    const { createClient } = await import('graphql-ws');
    if (left) return;
    const url = new URL('/graphql', location.origin);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const bearer = token();
    const client = createClient({ url: url.href, retryAttempts: 0, connectionParams: bearer ? { authorization: `Bearer ${bearer}` } : {} });
    const unsubscribe = client.subscribe<Data>(
      { query: operation.toString(), variables },
      {
        next: ({ data, errors }) => (data && !errors ? follower.next(data) : follower.lost()),
        error: () => !left && follower.lost(),
        complete: () => undefined,
      },
    );
    stop = () => {
      unsubscribe();
      void client.dispose();
    };
    if (left) stop();
  };
  begin().catch(() => !left && follower.lost());
  return () => {
    left = true;
    stop?.();
  };
}
