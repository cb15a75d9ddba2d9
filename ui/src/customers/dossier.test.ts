import { describe, expect, it } from 'vitest';
import { countedIn } from './dossier';
import { isOpen } from './deals';
import { yearsBefore } from './years';

const member = (name: string, decisionWeight: number, more: object = {}) => ({ role: 'USER', veto: 'NO', approve: 'UNKNOWN', left: false, decisionWeight, person: { sourceId: name, name }, ...more });

describe('who counts at a customer', () => {
  const deals = [
    { name: 'one', decisionChain: { members: [member('a', 0.2), member('b', 0.7, { veto: 'YES' })] } },
    { name: 'two', decisionChain: { members: [member('a', 0.9, { approve: 'YES', role: 'APPROVER' }), member('c', 0.7)] } },
  ];
  it('is each person once, the weightiest first', () => expect(countedIn(deals).map(({ person }) => person.name)).toEqual(['a', 'b', 'c']));
  it('has what somebody is in every opportunity', () => {
    const [first, second] = countedIn(deals);
    expect(first).toMatchObject({ approve: true, veto: false, roles: [{ deal: 'one', role: 'USER' }, { deal: 'two', role: 'APPROVER' }] });
    expect(second).toMatchObject({ approve: false, veto: true });
  });
});

describe('an opportunity', () => {
  it('is open between its days without an outcome', () => {
    expect(isOpen({ opened: '2026-01-01' }, '2026-06-01')).toBe(true);
    expect(isOpen({ opened: null, closed: '2026-06-01' }, '2026-06-01')).toBe(false);
    expect(isOpen({ opened: '2026-07-01' }, '2026-06-01')).toBe(false);
    expect(isOpen({ outcome: 'LOST' }, '2026-06-01')).toBe(false);
  });
});

describe('years before a day', () => {
  it('end on the last of February where a leap day has no like', () => {
    expect([yearsBefore('2026-11-22', 2), yearsBefore('2024-02-29', 1), yearsBefore('2024-02-29', 4)]).toEqual(['2024-11-22', '2023-02-28', '2020-02-29']);
  });
});
