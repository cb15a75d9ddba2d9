import { describe, expect, it } from 'vitest';
import { byRank, crowdOf, linesOf, makeFinder, otherEnd } from './crowd';

/** Ann and Ben are ours; nobody may name the third. Ann moves Ben, Ben moves the third, the third moves Ann. */
const columns = {
  sourceIds: ['ann', 'ben', null],
  names: ['Ann', 'Ben', null],
  x: [0, 10, 20],
  y: [0, 0, 5],
  communities: [0, 0, 1],
  areEmployees: [true, true, false],
  ranks: [0.5, 2, 1],
  units: [1, null, 0],
  unitNames: ['Bank', 'Sales'],
  linesFrom: [0, 1, 2],
  linesTo: [1, 2, 0],
  lineStrengths: [0.9, 0.5, 0.1],
};

describe('a crowd', () => {
  const crowd = crowdOf(columns);
  it('knows the lines of everybody, both ways', () => {
    expect([0, 1, 2].map((person) => Array.from(linesOf(crowd, person)))).toEqual([
      [0, 2],
      [0, 1],
      [1, 2],
    ]);
    expect(otherEnd(crowd, 2, 0)).toBe(2);
    expect(otherEnd(crowd, 0, 0)).toBe(1);
  });
  it('knows what people belong to, and who counts most', () => {
    expect(crowd.units).toEqual(['Sales', undefined, 'Bank']);
    expect(byRank(crowd)).toEqual([1, 2, 0]);
  });
  it('may be nobody', () => {
    const nobody = crowdOf({ ...columns, sourceIds: [], names: [], x: [], y: [], communities: [], areEmployees: [], ranks: [], units: [], linesFrom: [], linesTo: [], lineStrengths: [] });
    expect([nobody.n, byRank(nobody), makeFinder(nobody)(0, 0, 5)]).toEqual([0, [], undefined]);
  });
});

describe('who stands at a point', () => {
  const find = makeFinder(crowdOf(columns));
  it('is the nearest within reach', () => {
    expect(find(9, 0.5, 3)).toBe(1);
    expect(find(4.9, 0, 20)).toBe(0);
    expect(find(5.1, 0, 20)).toBe(1);
    expect(find(20, 9.1, 4)).toBeUndefined();
  });
  it('is the one that looking at everybody finds', () => {
    let state = 7;
    const draw = () => ((state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648) * 60 - 30;
    const many = Array.from({ length: 300 }, draw);
    const others = Array.from({ length: 300 }, draw);
    const findAmong = makeFinder(crowdOf({ ...columns, x: many, y: others, linesFrom: [], linesTo: [], lineStrengths: [] }));
    for (let trial = 0; trial < 200; trial += 1) {
      const [x, y] = [draw(), draw()];
      const away = many.map((atX, person) => (atX - x) ** 2 + ((others[person] ?? 0) - y) ** 2);
      const nearest = Math.min(...away);
      const found = findAmong(x, y, 3);
      expect(found === undefined ? undefined : away[found]).toBe(nearest <= 9 ? nearest : undefined);
    }
  });
});
