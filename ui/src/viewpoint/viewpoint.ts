import { usePlace } from '../app/place';

/** From where one looks, as the API takes it. */
export interface Viewpoint {
  readonly kind: 'ME' | 'MY_TEAM' | 'OUR_COMPANY' | 'COMPETITOR';
  readonly competitor?: string;
}

/** Reads the viewpoint of an address: `me`, `team`, `rival:` with an identifier; our company without. */
export function viewpointOf(from: string | undefined): Viewpoint {
  if (from === 'me') return { kind: 'ME' };
  if (from === 'team') return { kind: 'MY_TEAM' };
  if (from?.startsWith('rival:')) return { kind: 'COMPETITOR', competitor: from.slice('rival:'.length) };
  return { kind: 'OUR_COMPANY' };
}

export function useViewpoint(): Viewpoint {
  return viewpointOf(usePlace().from);
}
