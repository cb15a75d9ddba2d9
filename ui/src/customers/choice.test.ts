import { describe, expect, it } from 'vitest';
import { bandOf, filterOf, listFilterOf, readChoice } from './choice';

describe('the choice of an address', () => {
  it('is read word by word', () => {
    expect(readChoice({ period: 'YEAR', class: 'C', region: '华东', band: 'PRICE.POOR', order: 'INSIGHT', moved: 'SOLUTION' })).toEqual({
      period: 'YEAR',
      class: 'C',
      region: '华东',
      department: undefined,
      band: 'PRICE.POOR',
      order: 'INSIGHT',
      moved: 'SOLUTION',
    });
  });
  it('leaves out what makes no sense', () => {
    expect(Object.values(readChoice({ period: 'DECADE', class: 'Z', band: 'PRICE.BEST', order: 'NAME', moved: 'LOVE', region: '' })).every((value) => value === undefined)).toBe(true);
    expect(bandOf('PRICE')).toBeUndefined();
  });
});

describe('the filter', () => {
  it('has the band for the list alone', () => {
    const choice = readChoice({ class: 'A', band: 'RELATIONSHIP.POOR' });
    expect(filterOf(choice)).toEqual({ classes: ['A'] });
    expect(listFilterOf(choice)).toEqual({ classes: ['A'], band: { dimension: 'RELATIONSHIP', bands: ['POOR'] } });
  });
  it('is empty without a choice', () => expect(listFilterOf({})).toEqual({}));
});
