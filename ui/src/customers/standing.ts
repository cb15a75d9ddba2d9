import { useEffect, useState } from 'react';
import { type Answer, useAnswer } from '../api/answer';
import { CustomerStandingsDocument, type CustomerStandingsQuery } from './generated/graphql';

export type Standing = CustomerStandingsQuery['customerLine']['customers']['nodes'][number];

/** The numbers of one customer, with how much is left out of them; `undefined` for a customer that has none. */
interface Found {
  readonly standing: Standing | undefined;
  readonly omitted: number;
}

/** Finds the numbers of one customer among those of its region, page by page. */
export function useStanding(customer: { readonly sourceId: string; readonly region?: string | null }, asOf: string | undefined): Answer<Found> {
  const { sourceId, region } = customer;
  const [after, setAfter] = useState<string>();
  useEffect(() => setAfter(undefined), [sourceId, asOf]);
  const answer = useAnswer(CustomerStandingsDocument, { filter: typeof region === 'string' ? { region } : {}, asOf, after });
  const page = answer.data?.customerLine;
  const standing = page?.customers.nodes.find((one) => one.customer.sourceId === sourceId);
  const next = page && !standing && page.customers.pageInfo.hasNextPage ? page.customers.pageInfo.endCursor : undefined;
  useEffect(() => {
    if (typeof next === 'string') setAfter(next);
  }, [next]);
  const data = page && typeof next !== 'string' ? { standing, omitted: page.omitted } : undefined;
  return { ...answer, data };
}
