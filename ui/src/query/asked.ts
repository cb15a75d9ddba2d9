import { createContext, useSyncExternalStore } from 'react';

/** One operation that the screen asked. */
export interface Asked {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What the screen that is open has asked, in the order it was first asked. */
export class AskedQueries {
  #asked: ReadonlyMap<string, Asked> = new Map();
  readonly #listeners = new Set<() => void>();

  put(place: string, asked: Asked): void {
    this.#change((map) => map.set(place, asked));
  }

  drop(place: string): void {
    this.#change((map) => map.delete(place));
  }

  readonly all = (): ReadonlyMap<string, Asked> => this.#asked;

  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #change(how: (map: Map<string, Asked>) => void): void {
    const next = new Map(this.#asked);
    how(next);
    this.#asked = next;
    for (const listener of this.#listeners) listener();
  }
}

export const AskedContext = createContext(new AskedQueries());

/** What the screen asked, each once, though several of its pieces ask the same. */
export function useAsked(queries: AskedQueries): readonly Asked[] {
  const all = useSyncExternalStore(queries.listen, queries.all);
  return [...new Map([...all.values()].map((asked) => [asked.text + JSON.stringify(asked.variables), asked])).values()];
}
