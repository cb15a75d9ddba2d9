import type { Cell, FirstCells } from './cells';
import type { DependedOnQuery, HiddenOnesQuery, IntroductionsQuery, SpreadQuery, WhatIfQuery } from './generated/graphql';

type Known = Readonly<Record<string, unknown>>;

function isKnown(value: unknown): value is Known {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether an answer has lists of objects and numbers under these names. */
function has(result: unknown, lists: readonly string[], numbers: readonly string[]): result is Known {
  return (
    isKnown(result) &&
    lists.every((name) => {
      const list = result[name];
      return Array.isArray(list) && list.every(isKnown);
    }) &&
    numbers.every((name) => typeof result[name] === 'number')
  );
}

// A job answers every field that its question has, the schema calls that JSON (docs/jobs.md); what the screen needs most is looked at.

/** An introduction plan that a job made. */
export function readPlan(result: unknown): IntroductionsQuery | undefined {
  if (!has(result, ['introductions'], ['gain', 'guarantee', 'reached', 'power', 'powerBefore', 'nCandidates', 'omitted'])) return undefined;
  return { introductionPlan: result as unknown as IntroductionsQuery['introductionPlan'] };
}

/** People to move first that a job chose. */
export function readSpread(result: unknown): SpreadQuery | undefined {
  if (!has(result, ['people'], ['spread', 'lowerBound', 'upperBound', 'power', 'samples', 'omitted']) || !isKnown(result['certificate'])) return undefined;
  return { influenceMaximization: result as unknown as SpreadQuery['influenceMaximization'] };
}

function isList(value: unknown): value is { readonly nodes: readonly Known[]; readonly totalCount?: number } {
  return isKnown(value) && has(value, ['nodes'], ['totalCount']);
}

/** What is written in both languages, in one: a job cannot know the reader's. */
function inLanguage(told: Known, field: string, language: 'ZH' | 'EN'): Known {
  return { ...told, [field]: language === 'ZH' ? told['chinese'] : told[field] };
}

/** Hidden influencers that a job found. */
export function readHidden(result: unknown, language: 'ZH' | 'EN'): HiddenOnesQuery | undefined {
  if (!has(result, [], ['nWithoutLevel']) || typeof result['chinese'] !== 'string') return undefined;
  const { influencers } = result;
  if (!isList(influencers) || !influencers.nodes.every((one) => isKnown(one['entry']) && typeof one['chinese'] === 'string')) return undefined;
  const told = { ...inLanguage(result, 'notice', language), influencers: { ...influencers, nodes: influencers.nodes.map((one) => inLanguage(one, 'why', language)) } };
  return { hiddenInfluencers: told as unknown as HiddenOnesQuery['hiddenInfluencers'] };
}

/** The first cells of the coverage that a job computed, and where the others go on. */
export function readCells(result: unknown): FirstCells | undefined {
  if (!isKnown(result)) return undefined;
  const { departments } = result;
  if (!isList(departments) || !departments.nodes.every((cell) => isKnown(cell['customer']) && has(cell, [], ['nCovered', 'nKeyPersons', 'coveredPower', 'bestProbability']))) return undefined;
  const { pageInfo } = departments as Known;
  if (!isKnown(pageInfo)) return undefined;
  const after = pageInfo['hasNextPage'] === true ? pageInfo['endCursor'] : undefined;
  if (after !== undefined && typeof after !== 'string') return undefined;
  return { cells: departments.nodes as unknown as readonly Cell[], total: departments.totalCount ?? departments.nodes.length, after };
}

/** On whom we depend alone, out of the coverage that a job computed. */
export function readAlone(result: unknown): DependedOnQuery | undefined {
  if (!isKnown(result) || !isList(result['singlePointsOfFailure']) || !result['singlePointsOfFailure'].nodes.every((one) => isKnown(one['employee']) && has(one, ['keyPersons'], ['power', 'nKeyPersons']))) return undefined;
  return { singlePointsOfFailure: result['singlePointsOfFailure'] as unknown as DependedOnQuery['singlePointsOfFailure'] };
}

/** What would break if people left, as a job found. */
export function readDeparture(result: unknown, language: 'ZH' | 'EN'): WhatIfQuery | undefined {
  if (!has(result, ['amountAtRisk', 'uncoveredCustomers', 'chainsTurnedRed', 'ownerlessOpportunities'], ['loss', 'omitted', 'nOpportunitiesAtRisk', 'nWithoutAmount'])) return undefined;
  const { successors, lostKeyPersons, weakenedKeyPersons } = result;
  if (!isList(successors) || !isList(lostKeyPersons) || !isList(weakenedKeyPersons)) return undefined;
  const nodes = successors.nodes.map((one) => (isKnown(one['successor']) ? { ...one, successor: inLanguage(one['successor'], 'reasons', language) } : one));
  return { departure: { ...result, successors: { ...successors, nodes } } as unknown as WhatIfQuery['departure'] };
}
