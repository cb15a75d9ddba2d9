import type { Chart, ChartLine, ChartPerson } from './chart';
import type { MapDepartmentQuery, MapOfOpportunityQuery, MapPersonFragment } from './generated/graphql';

type Deal = Extract<NonNullable<MapOfOpportunityQuery['lookup']>, { __typename: 'Opportunity' }>;
export type Member = Extract<NonNullable<MapDepartmentQuery['node']>, { __typename: 'Department' }>['members']['nodes'][number];

function postOf({ memberships }: MapPersonFragment): string {
  const [post] = memberships.nodes;
  return post ? (post.title ?? post.department?.name ?? '') : '';
}

interface Ends {
  readonly from: { readonly sourceId: string };
  readonly to: { readonly sourceId: string };
  readonly strength?: number | null;
  readonly evidence?: string | null;
}

function line(kind: 'influence' | 'conflict', { from, to, strength, evidence }: Ends): ChartLine {
  return { kind, from: from.sourceId, to: to.sourceId, strength: strength ?? undefined, evidence: evidence ?? undefined };
}

/** The map of an opportunity: the members of its decision chain. */
export function chartOfDeal({ decisionChain: chain }: Deal): Chart {
  return {
    people: chain.members.map((member) => ({
      key: member.person.sourceId,
      name: member.person.name,
      post: postOf(member.person),
      role: member.role,
      stance: member.stanceValue ?? undefined,
      veto: member.veto === 'YES',
      approve: member.approve === 'YES',
      weight: member.decisionWeight,
      left: member.left,
    })),
    lines: [
      ...chain.reporting.map(({ manager, person, opportunity }) => ({
        kind: opportunity ? ('team' as const) : ('reporting' as const),
        from: manager.sourceId,
        to: person.sourceId,
      })),
      ...chain.influence.map((influence) => line('influence', influence)),
      ...chain.conflicts.map((conflict) => line('conflict', conflict)),
    ],
    missing: chain.missingRoles,
  };
}

/** The map of a customer: everybody who works there, by their closeness to us. Somebody with two posts stands there once. */
export function chartOfMembers(members: readonly Member[]): Chart {
  const people = new Map<string, ChartPerson>();
  const lines: ChartLine[] = [];
  for (const { person } of members) {
    if (people.has(person.sourceId)) continue;
    const closeness = person.keyPerson?.degrees.find(({ dimension }) => dimension === 'RELATIONSHIP');
    people.set(person.sourceId, { key: person.sourceId, name: person.name, post: postOf(person), stance: closeness?.level ?? undefined, veto: false, approve: false, left: false });
    if (person.manager) lines.push({ kind: 'reporting', from: person.manager.sourceId, to: person.sourceId });
    for (const influence of person.influences.nodes) {
      lines.push(line(influence.polarity === 'CONFLICT' ? 'conflict' : 'influence', { ...influence, from: person }));
    }
  }
  return { people: [...people.values()], lines: lines.filter(({ from, to }) => people.has(from) && people.has(to)), missing: [] };
}
