import type { IntroductionsQuery, SpreadQuery } from './generated/graphql';

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
