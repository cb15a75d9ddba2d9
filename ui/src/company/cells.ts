import { useCallback, useContext, useEffect, useId, useState } from 'react';
import { useClient } from 'urql';
import { forClient } from '../api/document';
import { type Failure, failureOf } from '../api/failure';
import { AskedContext } from '../query/asked';
import { CoverageCellsDocument, type CoverageCellsQuery } from './generated/graphql';

export type Cell = CoverageCellsQuery['coverage']['departments']['nodes'][number];

/** A department with its cells by customer. */
export interface Row {
  readonly key: string;
  readonly name: string | undefined;
  readonly cells: ReadonlyMap<string, Cell>;
  readonly covers: boolean;
}

/** Customers in the order they came, and departments with their cells. */
export function gridOf(cells: readonly Cell[]): { readonly customers: readonly Cell['customer'][]; readonly rows: readonly Row[] } {
  const customers = new Map(cells.map(({ customer }) => [customer.id, customer]));
  const rows = new Map<string, { readonly key: string; readonly name: string | undefined; readonly cells: Map<string, Cell>; covers: boolean }>();
  for (const cell of cells) {
    const key = cell.department?.id ?? '';
    const row = rows.get(key) ?? { key, name: cell.department?.name, cells: new Map(), covers: false };
    row.cells.set(cell.customer.id, cell);
    row.covers ||= cell.nCovered > 0;
    rows.set(key, row);
  }
  return {
    customers: [...customers.values()].toSorted((one, other) => one.sourceId.localeCompare(other.sourceId)),
    rows: [...rows.values()],
  };
}

interface Cells {
  readonly cells: readonly Cell[];
  readonly total: number | undefined;
  readonly failure: Failure | undefined;
  readonly again: () => void;
}

/** The first cells, and where the others go on. */
export interface FirstCells {
  readonly cells: readonly Cell[];
  readonly total: number;
  readonly after: string | undefined;
}

/** All cells of departments and customers that have a route, page after page; of those behind the first ones, where some are here already. */
export function useCells(asOf: string | undefined, first?: FirstCells): Cells {
  const client = useClient();
  const asked = useContext(AskedContext);
  const place = useId();
  const [times, setTimes] = useState(0);
  const key = `${asOf} ${first?.after} ${times}`;
  const [got, setGot] = useState<{ readonly key: string; readonly cells: readonly Cell[]; readonly total?: number; readonly failure?: Failure }>({ key, cells: [] });
  useEffect(() => {
    asked.put(place, { text: CoverageCellsDocument.toString(), variables: { asOf } });
    return () => asked.drop(place);
  }, [asked, place, asOf]);
  useEffect(() => {
    let left = false;
    const readAll = async () => {
      const read: Cell[] = [...(first?.cells ?? [])];
      let after = first?.after;
      if (first) setGot({ key, cells: [...read], total: first.total });
      let more = first === undefined || after !== undefined;
      while (more) {
        // oxlint-disable-next-line no-await-in-loop -- a page is asked for by the end of the one before
        const { data, error } = await client.query(forClient(CoverageCellsDocument), { asOf, after }).toPromise();
        if (left) return;
        if (error || !data) return void setGot({ key, cells: [...read], total: first?.total, failure: error && failureOf(error) });
        const { departments } = data.coverage;
        read.push(...departments.nodes);
        after = departments.pageInfo.hasNextPage ? (departments.pageInfo.endCursor ?? undefined) : undefined;
        setGot({ key, cells: [...read], total: departments.totalCount ?? read.length });
        more = after !== undefined;
      }
    };
    void readAll();
    return () => {
      left = true;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- the key has what tells the first cells from others
  }, [client, asOf, key]);
  const again = useCallback(() => setTimes((before) => before + 1), []);
  return got.key === key ? { cells: got.cells, total: got.total, failure: got.failure, again } : { cells: [], total: undefined, failure: undefined, again };
}
