import { expect, it } from 'vitest';
import { keepDraft, keptDraft, readVariables } from './draft';

it('a draft is kept for the tab, and what is none is as if absent', () => {
  keepDraft({ query: '{ viewer { role } }', variables: '' });
  expect(keptDraft()).toEqual({ query: '{ viewer { role } }', variables: '' });
  sessionStorage.setItem('guanxi.console', '[1');
  expect(keptDraft()).toBeUndefined();
});

it('variables are an object or none', () => {
  expect(readVariables(' ')).toEqual({ variables: {} });
  expect(readVariables('{"a":1}')).toEqual({ variables: { a: 1 } });
  expect(readVariables('[1]')).toHaveProperty('fault');
  expect(readVariables('{')).toHaveProperty('fault');
});
