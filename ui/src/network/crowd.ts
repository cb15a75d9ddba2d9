import type { NetworkPeopleQuery } from './generated/graphql';

type Columns = NonNullable<NetworkPeopleQuery['influenceMap']['detail']>;

/** People with their places, and the lines between them, as drawing needs them. */
export interface Crowd {
  readonly n: number;
  readonly ids: readonly (string | null | undefined)[];
  readonly names: readonly (string | null | undefined)[];
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly communities: readonly number[];
  readonly ours: readonly boolean[];
  readonly ranks: readonly number[];
  /** What each belongs to. */
  readonly units: readonly (string | undefined)[];
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly strengths: readonly number[];
  /** The lines of person p are `lines[starts[p]]` to `lines[starts[p + 1] - 1]`, those of both directions. */
  readonly starts: Uint32Array;
  readonly lines: Uint32Array;
}

export function crowdOf(columns: Columns): Crowd {
  const { linesFrom: from, linesTo: to } = columns;
  const n = columns.x.length;
  const starts = new Uint32Array(n + 1);
  for (const end of [from, to]) for (const person of end) starts[person + 1] = (starts[person + 1] ?? 0) + 1;
  for (let person = 0; person < n; person += 1) starts[person + 1] = (starts[person + 1] ?? 0) + (starts[person] ?? 0);
  const lines = new Uint32Array(2 * from.length);
  const next = starts.slice();
  for (let line = 0; line < from.length; line += 1) {
    for (const person of [from[line] ?? 0, to[line] ?? 0]) {
      const place = next[person] ?? 0;
      lines[place] = line;
      next[person] = place + 1;
    }
  }
  return {
    n,
    ids: columns.sourceIds,
    names: columns.names,
    x: Float64Array.from(columns.x),
    y: Float64Array.from(columns.y),
    communities: columns.communities,
    ours: columns.areEmployees,
    ranks: columns.ranks,
    units: columns.units.map((unit) => (typeof unit === 'number' ? columns.unitNames[unit] : undefined)),
    from,
    to,
    strengths: columns.lineStrengths,
    starts,
    lines,
  };
}

/** The lines that begin or end at a person. */
export function linesOf({ starts, lines }: Crowd, person: number): Uint32Array {
  return lines.subarray(starts[person], starts[person + 1]);
}

/** Who is at the other end of a line. */
export function otherEnd({ from, to }: Crowd, line: number, person: number): number {
  const begin = from[line] ?? 0;
  return begin === person ? (to[line] ?? 0) : begin;
}

/** Everybody, the highest rank first. */
export function byRank({ n, ranks }: Crowd): readonly number[] {
  return Array.from({ length: n }, (_, person) => person).toSorted((a, b) => (ranks[b] ?? 0) - (ranks[a] ?? 0) || a - b);
}

const cell = 4;

function key(column: number, row: number): string {
  return `${column},${row}`;
}

/** Finds who stands nearest to a point, in the plane of the map; people are looked up by squares. */
export function makeFinder({ n, x, y }: Crowd): (atX: number, atY: number, within: number) => number | undefined {
  const squares = new Map<string, number[]>();
  for (let person = 0; person < n; person += 1) {
    const at = key(Math.floor((x[person] ?? 0) / cell), Math.floor((y[person] ?? 0) / cell));
    const square = squares.get(at);
    if (square) square.push(person);
    else squares.set(at, [person]);
  }
  return (atX, atY, within) => {
    let [found, least]: [number | undefined, number] = [undefined, within * within];
    for (let column = Math.floor((atX - within) / cell); column <= Math.floor((atX + within) / cell); column += 1) {
      for (let row = Math.floor((atY - within) / cell); row <= Math.floor((atY + within) / cell); row += 1) {
        for (const person of squares.get(key(column, row)) ?? []) {
          const away = ((x[person] ?? 0) - atX) ** 2 + ((y[person] ?? 0) - atY) ** 2;
          if (away <= least) [found, least] = [person, away];
        }
      }
    }
    return found;
  };
}
