import { describe, expect, it } from 'vitest';
import type { Party } from '../people/party';
import { type Step, clearness, pictureOf } from './picture';

const person = (name: string): Party => ({ __typename: 'Person', sourceId: name, name });
const hidden: Party = { __typename: 'MaskedColleague', department: { name: 'F' } };
const step = (from: Party, to: Party): Step => ({ from, to, line: 'LEVEL', strength: 0.5, cold: false, ageDays: 0 });
const route = (...parties: Party[]) => parties.slice(1).map((to, index) => step(parties[index] ?? to, to));

const [me, boss, ann, bob, wei, tang, wang] = ['me', 'boss', 'ann', 'bob', 'wei', 'tang', 'wang'].map(person) as [Party, Party, Party, Party, Party, Party, Party];

describe('the picture of routes', () => {
  const picture = pictureOf([
    { door: ann, inside: route(me, ann), outside: [route(ann, wang), route(ann, tang, wang)] },
    { door: bob, inside: route(me, boss, bob), outside: [route(bob, wei, tang, wang)] },
    { door: hidden, inside: [], outside: [route(hidden, wang)] },
    { door: hidden, inside: [], outside: [route(hidden, wang)] },
  ]);
  const at = (key: string) => picture.nodes.find((node) => node.key === key);

  it('has a column for each stand on the way', () => {
    expect(picture.columns).toEqual(['viewer', 'colleague', 'door', 'contact', 'contact', 'keyPerson']);
  });
  it('draws everybody once, as far right as the longest way puts them', () => {
    expect(picture.nodes.filter(({ key }) => key === 'tang')).toHaveLength(1);
    expect([at('wei')?.column, at('tang')?.column, at('wang')?.column]).toEqual([3, 4, 5]);
  });
  it('never leads a step to the left', () => {
    for (const { from, to } of picture.edges) expect(at(from)?.column, `${from} ${to}`).toBeLessThan(at(to)?.column ?? 0);
  });
  it('joins what several doors share', () => {
    const shared = picture.edges.find(({ from, to }) => from === 'tang' && to === 'wang');
    expect([...(shared?.doors ?? [])]).toEqual([0, 1]);
  });
  it('takes no two hidden colleagues for one', () => {
    expect(picture.nodes.filter(({ party }) => party.__typename === 'MaskedColleague').map(({ row }) => row)).toEqual([2, 3]);
  });
  it('never puts two into one place', () => {
    expect(new Set(picture.nodes.map(({ column, row }) => `${column}/${row}`)).size).toBe(picture.nodes.length);
  });
});

it('fades with age and never vanishes', () => {
  expect(clearness({ ageDays: 0, cold: false })).toBe(1);
  expect(clearness({ ageDays: 180, cold: false })).toBeCloseTo(Math.SQRT1_2, 6);
  expect([clearness({ ageDays: 9000, cold: false }), clearness({ ageDays: 0, cold: true })]).toEqual([0.35, 0.35]);
});
