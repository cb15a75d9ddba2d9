import { expect, it } from 'vitest';
import { worthShowing } from './Help';

const change = (id: string, gain: number) => ({ gain, member: { person: { id } } });

it('shows what helps', () => {
  const { shown, none } = worthShowing([change('a', 0.05), change('b', 0.0001)], new Set());
  expect([shown.map(({ member }) => member.person.id), none]).toEqual([['a'], false]);
});

it('shows who sets the cap where nothing helps alone', () => {
  const { shown, none } = worthShowing([change('a', 0), change('b', 0)], new Set(['b']));
  expect([shown.map(({ member }) => member.person.id), none]).toEqual([['b'], true]);
});
