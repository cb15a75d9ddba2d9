import { word } from '../app/place';
import { type NetworkChoice, readNetworkChoice } from '../network/choice';
import { oneOf } from '../standing/dimensions';

export const parts = ['overview', 'coverage', 'network', 'alone', 'hidden', 'departure', 'plan', 'spread'] as const;
export type Part = (typeof parts)[number];

/** What is asked of the whole company, as an address carries it. */
export interface CompanyChoice extends NetworkChoice {
  readonly part?: Part | undefined;
  /** Who leaves together: identifiers with commas between them. */
  readonly people?: string | undefined;
  /** A long question that was begun as a job. */
  readonly job?: string | undefined;
  /** What would break if the people left, begun as a job beside the count of departures. */
  readonly report?: string | undefined;
  /** How many introductions, or how many people to move first. */
  readonly count?: string | undefined;
  /** Whether the people to move first are our own. */
  readonly among?: 'EMPLOYEES' | undefined;
}

/** Reads an address; what makes no sense there is as if it were absent. */
export function readCompanyChoice(search: Record<string, unknown>): CompanyChoice {
  return {
    // The customer is that of introductions, too.
    ...readNetworkChoice(search),
    part: oneOf(parts, word(search, 'part')),
    people: word(search, 'people'),
    job: word(search, 'job'),
    report: word(search, 'report'),
    count: countOf(word(search, 'count')) === undefined ? undefined : word(search, 'count'),
    among: search['among'] === 'EMPLOYEES' ? 'EMPLOYEES' : undefined,
  };
}

const most = 50;

/** A number of people or introductions, 1 to 50. */
export function countOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,2}$/.test(text)) return undefined;
  const count = Number(text);
  return count >= 1 && count <= most ? count : undefined;
}

/** The people of an address, each once. */
export function peopleOf(text: string | undefined): readonly string[] {
  return [...new Set((text ?? '').split(',').filter((one) => one !== ''))];
}
