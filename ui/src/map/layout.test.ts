import { describe, expect, it } from 'vitest';
import { type Chart, type ChartLine, managersOf } from './chart';
import { card, layOut, legible } from './layout';

/** A company of so many people in which everybody manages so many; numbered from the top. */
function company(people: number, reports: number, missing: readonly string[] = []): Chart {
  const line = (person: number): ChartLine => ({ kind: 'reporting', from: `${Math.floor((person - 1) / reports)}`, to: `${person}` });
  return {
    people: Array.from({ length: people }, (_, person) => ({ key: `${person}`, name: `${person}`, post: '', stance: 0, veto: false, approve: false, left: false })),
    lines: Array.from({ length: people - 1 }, (_, person) => line(person + 1)),
    missing,
  };
}

/** As many people with whatever lines a simple generator draws, circles and loops among them. */
function tangle(seed: number): Chart {
  let state = seed;
  const draw = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const size = 1 + draw(60);
  const lines = Array.from({ length: draw(90) }, (): ChartLine => ({ kind: draw(4) === 0 ? 'team' : 'reporting', from: `${draw(size + 3)}`, to: `${draw(size + 3)}` }));
  return { ...company(size, 1), lines, missing: Array.from({ length: draw(4) }, (_, role) => `${role}`) };
}

const room = { width: 1400, height: 700 };

function check(chart: Chart): void {
  const layout = layOut(chart, room);
  const hidden = [...layout.folded.values()].reduce((sum, count) => sum + count, 0);
  expect(layout.spots.size + hidden, 'everybody is shown or folded away').toBe(chart.people.length);
  expect(layout.ghosts).toHaveLength(chart.missing.length);
  const spots = [...layout.spots.values(), ...layout.ghosts];
  const outside = spots.filter(({ x, y }) => x < 0 || y < 0 || x + card.width > layout.width + 0.01 || y + card.height > layout.height + 0.01);
  expect(outside).toEqual([]);
  const overlaps = spots.filter((spot, index) =>
    spots.some((other, place) => place > index && Math.abs(spot.x - other.x) < card.width && Math.abs(spot.y - other.y) < card.height),
  );
  expect(overlaps).toEqual([]);
}

describe('the layout', () => {
  for (const [people, reports] of [[1, 1], [7, 2], [40, 4], [40, 39], [150, 5], [150, 12], [150, 149]] as const) {
    it(`overlaps nobody among ${people} people with ${reports} reports each`, () => check(company(people, reports, ['PROCUREMENT', 'USER'])));
  }
  it('overlaps nobody in 300 tangles, and ends', () => {
    for (let seed = 1; seed <= 300; seed += 1) check(tangle(seed));
  });
  it('keeps the names of 150 people legible by folding what is deep', () => {
    const layout = layOut(company(150, 5), room);
    expect(layout.zoom).toBeGreaterThanOrEqual(legible);
    expect(layout.folded.size).toBeGreaterThan(0);
    expect(layout.spots.size).toBeGreaterThanOrEqual(6);
  });
  it('folds nothing where all fits', () => expect(layOut(company(13, 3), room).folded.size).toBe(0));
  it('does as it is told about single branches', () => {
    expect(layOut(company(13, 3), room, new Map([['1', true]])).folded.get('1')).toBe(3);
    expect(layOut(company(150, 5), room, new Map([['1', false]])).folded.has('1')).toBe(false);
  });
  it('folds nothing else when a branch is opened', () => {
    const before = layOut(company(150, 5), room);
    for (const opened of before.folded.keys()) {
      const after = layOut(company(150, 5), room, new Map([[opened, false]]));
      expect([...before.folded.keys()].filter((key) => key !== opened && !after.folded.has(key))).toEqual([]);
      expect([...before.spots.keys()].filter((key) => !after.spots.has(key))).toEqual([]);
    }
  });
});

describe('managers', () => {
  const lines: ChartLine[] = [
    { kind: 'team', from: 'b', to: 'a' },
    { kind: 'reporting', from: 'a', to: 'b' },
    { kind: 'reporting', from: 'elsewhere', to: 'a' },
  ];
  const people = ['a', 'b'].map((key) => ({ key, name: key, post: '', stance: 0, veto: false, approve: false, left: false }));
  it('are of the line organization first, on the map, and never in a circle', () => {
    expect([...managersOf({ people, lines, missing: [] })]).toEqual([['b', 'a']]);
  });
});
