/** One colleague of a ranking by loss, as a job answers it. */
export interface Loss {
  readonly person: { readonly sourceId: string; readonly name: string } | undefined;
  readonly department: string | undefined;
  readonly loss: number;
  readonly standardError: number;
  readonly nKeyPersons: number;
  readonly keyPersons: readonly { readonly sourceId: string; readonly name: string; readonly reach: number }[];
}

export interface LossRanking {
  readonly reach: number;
  readonly worlds: number;
  readonly entries: readonly Loss[];
}

type Known = Readonly<Record<string, unknown>>;

/** Reads what a job answered, which the schema calls JSON; nothing if it is not a ranking. */
export function readRanking(result: unknown): LossRanking | undefined {
  const entries = isKnown(result) && isKnown(result['entries']) ? result['entries']['nodes'] : undefined;
  if (!isKnown(result) || !Array.isArray(entries)) return undefined;
  return {
    reach: numberOf(result['reach']),
    worlds: numberOf(result['worlds']),
    entries: entries.filter(isKnown).map((entry) => ({
      person: personOf(entry['person']),
      department: isKnown(entry['department']) ? textOf(entry['department']['name']) : undefined,
      loss: numberOf(entry['loss']),
      standardError: numberOf(entry['standardError']),
      nKeyPersons: numberOf(entry['nKeyPersons']),
      keyPersons: (Array.isArray(entry['keyPersons']) ? entry['keyPersons'] : []).filter(isKnown).flatMap((part) => {
        const person = personOf(part['person']);
        return person ? [{ ...person, reach: numberOf(part['reach']) }] : [];
      }),
    })),
  };
}

function isKnown(value: unknown): value is Known {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function personOf(value: unknown): { readonly sourceId: string; readonly name: string } | undefined {
  if (!isKnown(value)) return undefined;
  const [sourceId, name] = [textOf(value['sourceId']), textOf(value['name'])];
  return sourceId === undefined ? undefined : { sourceId, name: name ?? sourceId };
}
