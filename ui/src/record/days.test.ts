import { describe, expect, it } from 'vitest';
import { instantOf } from './days';
import { newKey } from './recording';

describe('the instant of a day', () => {
  const now = new Date('2026-11-22T08:30:00Z');
  it('is its noon', () => expect(instantOf('2026-11-21', now)).toBe('2026-11-21T12:00:00.000Z'));
  it('is never in the future', () => expect([instantOf('2026-11-22', now), instantOf('2027-01-01', now)]).toEqual(['2026-11-22T08:30:00.000Z', '2026-11-22T08:30:00.000Z']));
});

describe('the key of a request', () => {
  it('is a new one each time', () => {
    const keys = new Set(Array.from({ length: 100 }, newKey));
    expect(keys.size).toBe(100);
    expect([...keys][0]).toMatch(/^[0-9a-f]{32}$/);
  });
});
