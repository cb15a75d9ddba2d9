import { describe, expect, it } from 'vitest';
import { datesIn } from './dates';
import { numbersIn } from './numbers';

describe('a chance', () => {
  const { chance } = numbersIn('en');
  it('is whole from ten per cent on', () => expect([chance(0.694), chance(0.1), chance(0.5)]).toEqual(['69%', '10%', '50%']));
  it('has a decimal where one matters', () => expect([chance(0.063), chance(0.9953)]).toEqual(['6.3%', '99.5%']));
  it('never rounds to certainty', () => expect([chance(0.0004), chance(0.99999), chance(0), chance(1)]).toEqual(['<0.1%', '>99.9%', '0%', '100%']));
});

describe('numbers', () => {
  it('carry their sign', () => expect([numbersIn('en').signed(2), numbersIn('en').signed(-0.51), numbersIn('en').signed(0)]).toEqual(['+2', '−0.5', '0']));
  it('line up as means', () => expect([-0.2, 0.456, 0, -0.001].map(numbersIn('en').mean)).toEqual(['−0.20', '+0.46', '0.00', '0.00']));
  it('are money of their language', () => {
    expect(numbersIn('zh').money(48_000_000, 'CNY')).toBe('¥4800万');
    expect(numbersIn('en').money(48_000_000, 'CNY')).toBe('¥48M');
  });
});

describe('dates', () => {
  it('are those of the language', () => {
    expect(datesIn('zh').day('2026-11-22')).toBe('2026年11月22日');
    expect(datesIn('en').day('2026-11-22')).toBe('Nov 22, 2026');
  });
  it('do not slip into the day before', () => expect(datesIn('en').day('2026-01-01T00:00:00.000Z')).toBe('Jan 1, 2026'));
  it('tell how long ago', () => {
    expect([0, 20, 80, 800].map(datesIn('en').ago)).toEqual(['today', '20 days ago', '3 months ago', '2 years ago']);
    expect(datesIn('zh').ago(20)).toBe('20天前');
  });
});
