import { describe, expect, it } from 'vitest';
import { subjectOf } from './context';

describe('what is recorded about', () => {
  it('is whom the screen is about', () => {
    expect(subjectOf('/person/con-1', { opportunity: 'opp-1' })).toEqual({ what: 'assessment', person: 'con-1', opportunity: 'opp-1' });
    expect(subjectOf('/ask/con-1', { door: 'emp-1' })).toEqual({ what: 'assessment', person: 'con-1' });
    expect(subjectOf('/route/con%201', {})).toEqual({ what: 'influence', person: 'con 1' });
    expect(subjectOf('/opportunity/opp-1', {})).toEqual({ what: 'signal', opportunity: 'opp-1' });
  });
  it('is who is selected on a map', () => {
    expect(subjectOf('/map/opportunity/opp-1', { who: 'con-1' })).toEqual({ what: 'assessment', person: 'con-1', opportunity: 'opp-1' });
    expect(subjectOf('/map/customer/org-1', {})).toEqual({ what: 'assessment', person: undefined, opportunity: undefined });
  });
  it('is nobody elsewhere', () => expect([subjectOf('/', {}), subjectOf('/customers', {}), subjectOf('/person/', {})]).toEqual([{}, {}, {}]));
});
