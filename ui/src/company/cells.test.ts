import { expect, it } from 'vitest';
import { type Cell, gridOf } from './cells';

const cell = (department: string, customer: string, nCovered: number): Cell => ({
  nKeyPersons: 3,
  nCovered,
  coveredPower: nCovered / 3,
  bestProbability: 0.4,
  department: { id: department, sourceId: department, name: department },
  customer: { id: customer, sourceId: customer, name: customer },
});

it('cells become a row for each department and a column for each customer, also across pages', () => {
  const { customers, rows } = gridOf([cell('d1', 'c2', 0), cell('d1', 'c1', 0), cell('d2', 'c1', 0), cell('d2', 'c3', 2)]);
  expect(customers.map(({ id }) => id)).toEqual(['c1', 'c2', 'c3']);
  expect(rows.map(({ key, covers }) => [key, covers])).toEqual([['d1', false], ['d2', true]]);
  expect(rows[1]?.cells.get('c3')?.nCovered).toBe(2);
  expect(rows[1]?.cells.has('c2')).toBe(false);
});
