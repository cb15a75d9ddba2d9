import { describe, expect, it } from 'vitest';
import { readAlone, readCells, readDeparture, readHidden, readPlan, readSpread } from './results';

const plan = { gain: 0.5, guarantee: 0.5, reached: 0.9, upperBound: 1, power: 12, powerBefore: 3, nCandidates: 7, omitted: 0, introductions: [{ gain: 0.5 }] };
const spread = { spread: 1, lowerBound: 0.9, upperBound: 1.1, power: 12, samples: 1000, omitted: 0, certificate: { holds: true }, people: [] };
const hidden = { nWithoutLevel: 2, notice: 'Not for', chinese: '不得', influencers: { totalCount: 1, nodes: [{ gap: 0.5, why: 'because', chinese: '因为', entry: { reach: 1 } }] } };
const cell = { customer: { id: 'c' }, department: null, nCovered: 1, nKeyPersons: 2, coveredPower: 0.5, bestProbability: 0.7 };
const coverage = {
  departments: { totalCount: 2, pageInfo: { hasNextPage: true, endCursor: 'behind' }, nodes: [cell] },
  singlePointsOfFailure: { totalCount: 1, nodes: [{ employee: { person: null }, power: 1, nKeyPersons: 1, keyPersons: [{ probability: 0.6 }] }] },
};
const list = { totalCount: 0, nodes: [] };
const departure = {
  loss: 1,
  omitted: 0,
  nOpportunitiesAtRisk: 0,
  nWithoutAmount: 0,
  amountAtRisk: [],
  uncoveredCustomers: [],
  chainsTurnedRed: [],
  ownerlessOpportunities: [],
  lostKeyPersons: list,
  weakenedKeyPersons: list,
  successors: { totalCount: 2, nodes: [{ strength: 0.5, successor: { reasons: ['near'], chinese: ['近'] } }, { strength: 0.4, successor: null }] },
};

function reasons(language: 'ZH' | 'EN') {
  return readDeparture(departure, language)?.departure.successors.nodes.map(({ successor }) => successor?.reasons);
}

describe('what a job answered', () => {
  it('is what its question would have answered', () => {
    expect(readPlan(plan)).toEqual({ introductionPlan: plan });
    expect(readSpread(spread)).toEqual({ influenceMaximization: spread });
  });
  it('is told in the language of the reader', () => {
    expect(readHidden(hidden, 'ZH')?.hiddenInfluencers).toMatchObject({ notice: '不得', influencers: { nodes: [{ why: '因为' }] } });
    expect(readHidden(hidden, 'EN')?.hiddenInfluencers).toMatchObject({ notice: 'Not for', influencers: { nodes: [{ why: 'because' }] } });
    expect([reasons('ZH'), reasons('EN')]).toEqual([[['近'], undefined], [['near'], undefined]]);
  });
  it('may be a part of a wider answer, and its beginning', () => {
    expect(readAlone(coverage)).toEqual({ singlePointsOfFailure: coverage.singlePointsOfFailure });
    expect(readCells(coverage)).toEqual({ cells: [cell], total: 2, after: 'behind' });
    const whole = { departments: { ...coverage.departments, totalCount: 1, pageInfo: { hasNextPage: false, endCursor: 'behind' } } };
    expect(readCells(whole)).toEqual({ cells: [cell], total: 1, after: undefined });
  });
  it('is nothing where it is something else', () => {
    for (const other of [null, 'text', [], {}, { ...plan, introductions: [1] }, { ...plan, gain: '0.5' }, spread]) expect(readPlan(other)).toBeUndefined();
    for (const other of [null, plan, { ...hidden, chinese: undefined }, { ...hidden, influencers: { ...hidden.influencers, nodes: [{}] } }]) expect(readHidden(other, 'ZH')).toBeUndefined();
    for (const other of [null, plan, { singlePointsOfFailure: list.nodes }, { singlePointsOfFailure: { ...list, nodes: [{ power: 1 }] } }]) expect(readAlone(other)).toBeUndefined();
    for (const other of [null, plan, { departments: list }, { departments: { ...list, nodes: [{}], pageInfo: {} } }]) expect(readCells(other)).toBeUndefined();
    for (const other of [null, plan, { ...departure, successors: [] }, { ...departure, loss: null }]) expect(readDeparture(other, 'EN')).toBeUndefined();
    for (const other of [null, plan, { ...spread, certificate: null }, { ...spread, people: {} }]) expect(readSpread(other)).toBeUndefined();
  });
});
