import { word } from '../app/place';
import { oneOf } from '../standing/dimensions';

export const layers = ['INFLUENCE', 'CONTACT'] as const;
export const sides = ['OURS', 'OUTSIDE'] as const;
/** Strengths from which lines may be shown, in per cent, as an address carries them. */
export const strengths = ['10', '15', '20', '30', '50', '70'] as const;

/** What the map of the network shows, as an address carries it. */
export interface NetworkChoice {
  readonly layer?: 'CONTACT' | undefined;
  readonly side?: (typeof sides)[number] | undefined;
  /** Lines that touch this customer alone. */
  readonly customer?: string | undefined;
  readonly strength?: (typeof strengths)[number] | undefined;
  /** The community of this person is open. */
  readonly around?: string | undefined;
  /** The community of this number is open: one of which nobody may be named. */
  readonly community?: string | undefined;
  /** Everybody is drawn. */
  readonly show?: 'all' | undefined;
  /** Who stands out. */
  readonly who?: string | undefined;
}

/** Reads an address; what makes no sense there is as if it were absent. */
export function readNetworkChoice(search: Record<string, unknown>): NetworkChoice {
  return {
    layer: search['layer'] === 'CONTACT' ? 'CONTACT' : undefined,
    side: oneOf(sides, word(search, 'side')),
    customer: word(search, 'customer'),
    strength: oneOf(strengths, word(search, 'strength')),
    around: word(search, 'around'),
    community: /^\d{1,5}$/.test(word(search, 'community') ?? '') ? word(search, 'community') : undefined,
    show: search['show'] === 'all' ? 'all' : undefined,
    who: word(search, 'who'),
  };
}

/** What is asked of the service: the lines that count. */
export function askedOf({ layer, side, customer, strength }: NetworkChoice) {
  return { layer: layer ?? 'INFLUENCE', side, customer, minStrength: strength === undefined ? undefined : Number(strength) / 100 } as const;
}
