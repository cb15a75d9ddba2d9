import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { CompanyChoice } from './choice';

/** What the address carries, and how to change it. */
export function useCompanyChoice(): readonly [CompanyChoice, (change: CompanyChoice) => void] {
  const choice = useSearch({ from: '/company' });
  const navigate = useNavigate({ from: '/company' });
  const change = useCallback((what: CompanyChoice) => void navigate({ search: (before) => ({ ...before, ...what }), replace: true, resetScroll: false }), [navigate]);
  return [choice, change];
}
