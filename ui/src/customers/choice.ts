import { word } from '../app/place';
import { type Band, type Dimension, bands, dimensions, oneOf } from '../standing/dimensions';

export const periods = ['MONTH', 'QUARTER', 'YEAR'] as const;
export const classes = ['A', 'B', 'C', 'D', 'UNKNOWN'] as const;
export const orders = ['IDENTIFIER', 'RELATIONSHIP', 'SOLUTION', 'PRICE', 'COMPLETENESS', 'INSIGHT'] as const;

/** Which customers are shown, against which time and in which order, as an address carries it. */
export interface Choice {
  readonly period?: (typeof periods)[number];
  readonly class?: (typeof classes)[number];
  readonly region?: string;
  readonly department?: string;
  /** A degree and a band in which its average stands: `RELATIONSHIP.POOR`. */
  readonly band?: string;
  readonly order?: (typeof orders)[number];
  /** Of which degree the movers are told. */
  readonly moved?: Dimension;
}

/** Reads an address; what makes no sense there is as if it were absent. */
export function readChoice(search: Record<string, unknown>): Choice {
  const band = bandOf(word(search, 'band'));
  return {
    period: oneOf(periods, word(search, 'period')),
    class: oneOf(classes, word(search, 'class')),
    region: word(search, 'region'),
    department: word(search, 'department'),
    band: band && `${band.dimension}.${band.band}`,
    order: oneOf(orders, word(search, 'order')),
    moved: oneOf(dimensions, word(search, 'moved')),
  };
}

/** A degree and a band of it, from the word of an address. */
export function bandOf(text: string | undefined): { readonly dimension: Dimension; readonly band: Band } | undefined {
  const [first, second] = text?.split('.') ?? [];
  const dimension = oneOf(dimensions, first);
  const band = oneOf(bands, second);
  return dimension && band && { dimension, band };
}

/** The filter of the API for everything of a choice but the band, which only narrows the list. */
export function filterOf(choice: Choice) {
  return {
    ...(choice.class && { classes: [choice.class] }),
    ...(choice.region !== undefined && { region: choice.region }),
    ...(choice.department !== undefined && { department: choice.department }),
  };
}

/** The filter of the API for the list: also the band. */
export function listFilterOf(choice: Choice) {
  const band = bandOf(choice.band);
  return { ...filterOf(choice), ...(band && { band: { dimension: band.dimension, bands: [band.band] } }) };
}
