import { describe, expect, it } from 'vitest';
import { readPlan, readSpread } from './results';

const plan = { gain: 0.5, guarantee: 0.5, reached: 0.9, upperBound: 1, power: 12, powerBefore: 3, nCandidates: 7, omitted: 0, introductions: [{ gain: 0.5 }] };
const spread = { spread: 1, lowerBound: 0.9, upperBound: 1.1, power: 12, samples: 1000, omitted: 0, certificate: { holds: true }, people: [] };

describe('what a job answered', () => {
  it('is what its question would have answered', () => {
    expect(readPlan(plan)).toEqual({ introductionPlan: plan });
    expect(readSpread(spread)).toEqual({ influenceMaximization: spread });
  });
  it('is nothing where it is something else', () => {
    for (const other of [null, 'text', [], {}, { ...plan, introductions: [1] }, { ...plan, gain: '0.5' }, spread]) expect(readPlan(other)).toBeUndefined();
    for (const other of [null, plan, { ...spread, certificate: null }, { ...spread, people: {} }]) expect(readSpread(other)).toBeUndefined();
  });
});
