import type { Party } from '../people/party';

/** A step of a route, as far as the picture needs it. */
export interface Step {
  readonly from: Party;
  readonly to: Party;
  readonly line: string;
  readonly strength: number;
  readonly cold: boolean;
  readonly ageDays?: number | null;
  readonly evidence?: string | null;
}

/** A way from a door to the key person, with the viewer's way to that door where one is known. */
export interface Ways {
  readonly door: Party;
  readonly inside: readonly Step[];
  readonly outside: readonly (readonly Step[])[];
}

/** Where a party stands: the viewer, colleagues on the way, doors, contacts, and the key person last. */
export type Stand = 'viewer' | 'colleague' | 'door' | 'contact' | 'keyPerson';

export interface PictureNode {
  readonly key: string;
  readonly party: Party;
  readonly stand: Stand;
  /** From the left, without gaps. */
  readonly column: number;
  /** From the top of the column. */
  readonly row: number;
}

export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  readonly step: Step;
  /** The doors, by their place in the ranking, whose ways take this step. */
  readonly doors: ReadonlySet<number>;
}

export interface Picture {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  readonly columns: readonly Stand[];
}

/** What tells a party of the picture from the others: a hidden colleague is known by the door alone. */
function keyOf(party: Party, door: number): string {
  return party.__typename === 'Person' ? party.sourceId : `hidden-${door}`;
}

interface Placed {
  readonly party: Party;
  readonly stand: Stand;
  /** How many steps it is from the door, negative on our side. */
  depth: number;
  /** The best door that has it. */
  readonly door: number;
}

/**
 * Puts the ways of the ranked doors into columns: everybody is drawn once, where the longest way through them puts them, and
 * in a column by the best door that has them. Hidden colleagues are nobody in particular: each is drawn for its own door.
 */
export function pictureOf(ways: readonly Ways[]): Picture {
  const placed = new Map<string, Placed>();
  const edges = new Map<string, { from: string; to: string; step: Step; doors: Set<number> }>();

  ways.forEach(({ door, inside, outside }, rank) => {
    const put = (party: Party, stand: Stand, depth: number) => {
      const key = keyOf(party, rank);
      const known = placed.get(key);
      if (!known) placed.set(key, { party, stand, depth, door: rank });
      else if (stand === 'contact') known.depth = Math.max(known.depth, depth);
      return key;
    };
    const join = (from: string, to: string, step: Step) => {
      const key = `${from} ${to} ${step.line}`;
      const known = edges.get(key) ?? { from, to, step, doors: new Set<number>() };
      known.doors.add(rank);
      edges.set(key, known);
    };
    put(door, 'door', 0);
    inside.forEach((step, index) => {
      const from = put(step.from, index === 0 ? 'viewer' : 'colleague', -2 + Number(index > 0));
      const to = index === inside.length - 1 ? keyOf(door, rank) : put(step.to, 'colleague', -1);
      join(from, to, step);
    });
    for (const route of outside) {
      route.forEach((step, index) => {
        const from = keyOf(step.from, rank);
        const last = index === route.length - 1;
        join(from, put(step.to, last ? 'keyPerson' : 'contact', last ? Number.MAX_SAFE_INTEGER : index + 1), step);
      });
    }
  });
  return { ...columned(placed), edges: [...edges.values()] };
}

function columned(placed: ReadonlyMap<string, Placed>): Pick<Picture, 'nodes' | 'columns'> {
  const depths = [...new Set([...placed.values()].map(({ depth }) => depth))].toSorted((a, b) => a - b);
  const rows = depths.map(() => 0);
  const columns: Stand[] = [];
  const nodes = [...placed]
    .toSorted(([, a], [, b]) => a.door - b.door)
    .map(([key, { party, stand, depth }]) => {
      const column = depths.indexOf(depth);
      // A door that is also on somebody's way stays a door; the column is named by what most of it is.
      if (columns[column] !== 'door') columns[column] = stand;
      const row = rows[column] ?? 0;
      rows[column] = row + 1;
      return { key, party, stand, column, row };
    });
  return { nodes, columns };
}

/** How clearly a step is drawn, 1 when it was seen today, down to 0.35 for what is old, cold, or without a date. */
export function clearness(step: Pick<Step, 'ageDays' | 'cold'>, halfLifeDays = 180): number {
  if (step.cold) return 0.35;
  if (typeof step.ageDays !== 'number') return 0.6;
  return Math.max(0.35, 0.5 ** (step.ageDays / (2 * halfLifeDays)));
}
