import type { Spot } from './layout';

/** Where the reader put cards by hand, kept in the browser for each map. */
const prefix = 'guanxi.map.';

export function movedSpots(map: string): ReadonlyMap<string, Spot> {
  const text = localStorage.getItem(prefix + map);
  if (text === null) return new Map();
  try {
    const stored: unknown = JSON.parse(text);
    if (typeof stored !== 'object' || stored === null) return new Map();
    return new Map(Object.entries(stored).filter((entry): entry is [string, Spot] => isSpot(entry[1])));
  } catch {
    // Not ours, or cut short: as if nothing had been moved.
    return new Map();
  }
}

function isSpot(value: unknown): value is Spot {
  return typeof value === 'object' && value !== null && 'x' in value && 'y' in value && Number.isFinite(value.x) && Number.isFinite(value.y);
}

export function keepMoved(map: string, spots: ReadonlyMap<string, Spot>): void {
  if (spots.size === 0) localStorage.removeItem(prefix + map);
  else localStorage.setItem(prefix + map, JSON.stringify(Object.fromEntries(spots)));
}
