/** The three degrees in the order in which they are always shown. */
export const dimensions = ['RELATIONSHIP', 'SOLUTION', 'PRICE'] as const;
export type Dimension = (typeof dimensions)[number];

/** The bands from the best to the worst, then those of whom nothing is known. */
export const bands = ['EXCELLENT', 'GOOD', 'MEDIUM', 'POOR', 'UNKNOWN'] as const;
export type Band = (typeof bands)[number];

/** Reads a word as one of some words. */
export function oneOf<Word extends string>(words: readonly Word[], text: string | undefined): Word | undefined {
  return words.find((known) => known === text);
}
