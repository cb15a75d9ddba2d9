/** Somebody on a power map. */
export interface ChartPerson {
  /** The identifier used in imports. */
  readonly key: string;
  readonly name: string;
  readonly post: string;
  /** The weightiest role in the decision; none where the map is not that of an opportunity. */
  readonly role?: string | undefined;
  /** The attitude towards us, -2 to 2; nothing while unknown. */
  readonly stance: number | undefined;
  readonly veto: boolean;
  readonly approve: boolean;
  /** The share in the decision. */
  readonly weight?: number | undefined;
  /** Whether the person is no longer at the customer. */
  readonly left: boolean;
}

/** How two people of a map stand to each other. Reporting decides the layout; a team is that of one opportunity. */
export type LineKind = 'reporting' | 'team' | 'influence' | 'conflict';

/** A line of the map: `from` manages, moves, or stands against `to`. */
export interface ChartLine {
  readonly kind: LineKind;
  readonly from: string;
  readonly to: string;
  /** The chance or level, 0 to 1, of influence and conflict. */
  readonly strength?: number | undefined;
  readonly evidence?: string | undefined;
}

/** What a power map shows. */
export interface Chart {
  readonly people: readonly ChartPerson[];
  readonly lines: readonly ChartLine[];
  /** Roles of a complete chain that nobody has: ghost seats. */
  readonly missing: readonly string[];
}

/** The manager of each person in the layout: the first recorded one on the map, without going round in circles. */
export function managersOf({ people, lines }: Chart): Map<string, string> {
  const known = new Set(people.map(({ key }) => key));
  const managers = new Map<string, string>();
  const leadsTo = (from: string, to: string) => {
    for (let at: string | undefined = from; at !== undefined; at = managers.get(at)) if (at === to) return true;
    return false;
  };
  // The line organization comes before the teams of opportunities.
  for (const kind of ['reporting', 'team'] as const) {
    for (const { from: manager, to: person } of lines.filter((line) => line.kind === kind)) {
      if (managers.has(person) || !known.has(manager) || !known.has(person) || leadsTo(manager, person)) continue;
      managers.set(person, manager);
    }
  }
  return managers;
}
