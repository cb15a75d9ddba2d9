import { describe, expect, it } from 'vitest';
import { countOf, peopleOf, readCompanyChoice } from './choice';

describe('what the address of the company screen carries', () => {
  it('is read', () => {
    expect(readCompanyChoice({ part: 'departure', people: 'a,b' })).toMatchObject({ part: 'departure', people: 'a,b' });
    expect(peopleOf('a,b,,a')).toEqual(['a', 'b']);
  });
  it('is as if absent where it makes no sense', () => {
    expect(readCompanyChoice({ part: 'nothing', count: '-3', among: 'CONTACTS' })).toEqual({});
    expect([countOf('0'), countOf('51'), countOf('x'), countOf('3.5')]).toEqual([undefined, undefined, undefined, undefined]);
    expect(countOf('50')).toBe(50);
    expect(peopleOf(undefined)).toEqual([]);
  });
});
