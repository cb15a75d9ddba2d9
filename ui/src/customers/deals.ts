import { useTranslation } from 'react-i18next';
import { type Answer, useAnswer } from '../api/answer';
import type { Language } from '../app/language';
import { CustomerDealsDocument, type CustomerDealsQuery } from './generated/graphql';

export type Deal = Extract<NonNullable<CustomerDealsQuery['lookup']>, { __typename: 'Organization' }>['opportunities']['nodes'][number];

/** The language of the words that the service writes. */
export function useApiLanguage(): 'ZH' | 'EN' {
  const { i18n } = useTranslation();
  return (i18n.language as Language) === 'zh' ? 'ZH' : 'EN';
}

/** Whether an opportunity is open on a day; today without one. */
export function isOpen(deal: Partial<Pick<Deal, 'opened' | 'closed' | 'outcome'>>, asOf: string | undefined): boolean {
  const day = asOf ?? new Date().toISOString().slice(0, 10);
  return !deal.outcome && (!deal.opened || deal.opened <= day) && (!deal.closed || deal.closed > day);
}

/** The open opportunities of a customer, the largest first, and how many opportunities were not looked at. */
export function useOpenDeals(customer: string, asOf: string | undefined): Answer<{ readonly open: readonly Deal[]; readonly beyond: number }> {
  const answer = useAnswer(CustomerDealsDocument, { customer });
  if (!answer.data) return { ...answer, data: undefined };
  const { lookup } = answer.data;
  const all = lookup?.__typename === 'Organization' ? lookup.opportunities : { nodes: [], totalCount: 0 };
  const open = all.nodes.filter((deal) => isOpen(deal, asOf)).toSorted((one, other) => (other.amount ?? 0) - (one.amount ?? 0));
  return { ...answer, data: { open, beyond: (all.totalCount ?? all.nodes.length) - all.nodes.length } };
}
