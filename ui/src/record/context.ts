/** What is recorded about, as far as the screen one comes from tells. */
export interface Subject {
  readonly what?: Kind;
  readonly person?: string;
  readonly opportunity?: string;
}

/** What can be recorded by hand, and files. */
export const kinds = ['assessment', 'influence', 'membership', 'reporting', 'signal', 'files'] as const;
export type Kind = (typeof kinds)[number];

/**
 * Whom a screen is about, from its address: on a person and on the answer about one that person, on a map who is selected there and
 * its opportunity, on an opportunity that one. From a route it is the line that one wants to record, from an opportunity the signal.
 */
export function subjectOf(path: string, search: Readonly<Record<string, unknown>>): Subject {
  const [, screen = '', first = '', second = ''] = path.split('/').map(decode);
  const text = (key: string) => (typeof search[key] === 'string' ? (search[key] as string) : undefined);
  if (screen === 'person' && first !== '') return { what: 'assessment', person: first, opportunity: text('opportunity') };
  if (screen === 'ask' && first !== '') return { what: 'assessment', person: first };
  if (screen === 'route' && first !== '') return { what: 'influence', person: first };
  if (screen === 'map' && second !== '') return { what: 'assessment', person: text('who'), opportunity: first === 'opportunity' ? second : undefined };
  if (screen === 'opportunity' && first !== '') return { what: 'signal', opportunity: first };
  return {};
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
