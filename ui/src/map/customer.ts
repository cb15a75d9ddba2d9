import { useContext, useEffect, useState } from 'react';
import { useClient } from 'urql';
import { useAnswer } from '../api/answer';
import { type Operation, forClient } from '../api/document';
import { type Failure, failureOf } from '../api/failure';
import { AskedContext } from '../query/asked';
import type { Chart } from './chart';
import { MapDepartmentDocument, MapDepartmentsDocument } from './generated/graphql';
import { type Member, chartOfMembers } from './read';

/** The map of a customer as it comes in, department by department. */
export interface CustomerChart {
  readonly name: string | undefined;
  readonly opportunities: readonly { readonly sourceId: string; readonly name: string; readonly outcome?: string | null }[];
  readonly chart: Chart | undefined;
  /** How many departments are there, of how many. */
  readonly done: number;
  readonly of: number;
  readonly missing: boolean;
  readonly failure: Failure | undefined;
  readonly again: () => void;
}

/** Reads everybody at a customer. One request for each department keeps every one within the limits of the service. */
export function useCustomerChart(customer: string, asOf: string | undefined): CustomerChart {
  const client = useClient();
  const asked = useContext(AskedContext);
  const departments = useAnswer(MapDepartmentsDocument, { customer });
  const organization = departments.data?.lookup?.__typename === 'Organization' ? departments.data.lookup : undefined;
  const [state, setState] = useState<{ readonly done: number; readonly chart?: Chart; readonly failure?: Failure }>({ done: 0 });
  const [round, setRound] = useState(0);

  useEffect(() => {
    if (!organization) return undefined;
    let left = false;
    const ids = organization.departments.nodes.map(({ id }) => id);
    const ask = async <Data, Variables>(operation: Operation<Data, Variables>, variables: Variables) => {
      const result = await client.query(forClient(operation), variables as never).toPromise();
      if (result.error) throw result.error;
      return result.data as Data;
    };
    const membersOf = async (department: string): Promise<Member[]> => {
      const members: Member[] = [];
      for (let after: string | undefined, more = true; more; ) {
        // Each page begins where the one before it ended.
        // oxlint-disable-next-line no-await-in-loop
        const { node } = await ask(MapDepartmentDocument, { department, asOf, after });
        const page = node?.__typename === 'Department' ? node.members : undefined;
        members.push(...(page?.nodes ?? []));
        after = page?.pageInfo.endCursor ?? undefined;
        more = page?.pageInfo.hasNextPage ?? false;
      }
      if (!left) setState((before) => ({ ...before, done: before.done + 1 }));
      return members;
    };
    setState({ done: 0 });
    if (ids[0]) asked.put('map-department', { text: MapDepartmentDocument.toString(), variables: { department: ids[0], ...(asOf ? { asOf } : {}) } });
    Promise.all(ids.map(membersOf))
      .then((all) => {
        if (!left) setState({ done: ids.length, chart: chartOfMembers(all.flat()) });
      })
      .catch((error) => {
        if (!left) setState({ done: 0, failure: failureOf(error) });
      });
    return () => {
      left = true;
      asked.drop('map-department');
    };
  }, [client, asked, organization, asOf, round]);

  return {
    name: organization?.name,
    opportunities: organization?.opportunities.nodes ?? [],
    chart: state.chart,
    done: state.done,
    of: organization?.departments.nodes.length ?? 0,
    missing: departments.data !== undefined && organization === undefined,
    failure: departments.failure ?? state.failure,
    again: departments.failure ? departments.again : () => setRound(round + 1),
  };
}
