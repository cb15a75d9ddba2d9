import { expect, it } from 'vitest';
import { quarterBefore } from './Moves';

it('a quarter before ends no later than its month', () => {
  expect(quarterBefore('2026-11-22')).toBe('2026-08-22');
  expect(quarterBefore('2026-05-31')).toBe('2026-02-28');
  expect(quarterBefore('2026-01-15')).toBe('2025-10-15');
  expect(quarterBefore(undefined, new Date('2026-03-31T23:00:00Z'))).toBe('2025-12-31');
});
