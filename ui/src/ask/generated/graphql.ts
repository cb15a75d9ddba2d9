/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** A role in a decision 决策角色. */
export type DecisionRole =
  /** Approves the decision. */
  | 'APPROVER'
  /** Decides. */
  | 'DECISION_MAKER'
  /** Judges it. */
  | 'EVALUATOR'
  /** Influences those who do. */
  | 'INFLUENCER'
  /** Buys. */
  | 'PROCUREMENT'
  /** Nobody recorded which; the same as leaving the role out where one is given. */
  | 'UNNAMED'
  /** Uses what is bought. */
  | 'USER';

/** What is known of a relation between us and the key person. The states are never confused with each other. */
export type Knowledge =
  /** There are ways, but each has decayed to its floor somewhere. */
  | 'COLD'
  /** There is something, but not for this viewer. */
  | 'HIDDEN'
  /** Somebody has a way to the person. */
  | 'KNOWN'
  /** Recorded: there is no relation. */
  | 'NONE'
  /** Nobody recorded anything. */
  | 'UNKNOWN';

/** What a line of influence stands on, in the order in which it is taken. */
export type LineKind =
  /** Seats on the same board or committee in overlapping years. */
  | 'BOARD'
  /** Colleagues of one small department. */
  | 'DEPARTMENT'
  /** A recorded level. */
  | 'LEVEL'
  /** A recorded probability. */
  | 'PROBABILITY'
  /** A manager and a report. */
  | 'REPORTING'
  /** Trust computed from interactions. */
  | 'TRUST';

/** Why something is not in an answer. */
export type OmissionReason =
  /** Lines of other teams, which this viewer may not see. */
  | 'OTHER_TEAMS';

/** How an opportunity ended. */
export type OpportunityOutcome =
  /** Ended without a decision. */
  | 'DROPPED'
  /** Won by somebody else. */
  | 'LOST'
  /** Won by us. */
  | 'WON';

/** How a reach was computed. */
export type ReachMethod =
  /** Exactly. */
  | 'EXACT'
  /** Estimated over possible worlds, with a standard error; the same data always gives the same estimate. */
  | 'SAMPLED';

/** From where to look. */
export type ViewpointInput = {
  /** Which competitor, by an identifier of this API or the one used in imports: with `COMPETITOR`, and only then. */
  competitor?: string | null | undefined;
  /** Whose ways. */
  kind: ViewpointKind;
};

/** From where to look 四视角. */
export type ViewpointKind =
  /** Those of a competitor's people 友商. */
  | 'COMPETITOR'
  /** The viewer's own ways 个人. */
  | 'ME'
  /** Those of the viewer's departments and of everybody below the viewer 团队. */
  | 'MY_TEAM'
  /** Those of all our people 我司. */
  | 'OUR_COMPANY';

export type OpenDealsQueryVariables = Exact<{
  asOf?: string | null | undefined;
}>;


export type OpenDealsQuery = { viewer: { person: { id: string, opportunities: { nodes: Array<{ id: string, sourceId: string, name: string, outcome: OpportunityOutcome | null, customer: { id: string, name: string }, roles: { nodes: Array<{ id: string, role: DecisionRole | null, person: { id: string, sourceId: string, name: string } }> } }> } } | null } };

export type DoorsQueryVariables = Exact<{
  keyPerson: string;
  viewpoint?: ViewpointInput | null | undefined;
  asOf?: string | null | undefined;
  first?: number | null | undefined;
}>;


export type DoorsQuery = { influencersOf: { asOf: string, dataVersion: number, knowledge: Knowledge, keyPerson: { id: string, sourceId: string, name: string, memberships: { nodes: Array<{ id: string, title: string | null, organization: { id: string, sourceId: string, name: string }, department: { id: string, name: string } | null }> } }, companyReach: { probability: number, method: ReachMethod, standardError: number }, redundancy: { disjointRoutes: number, cut: Array<
        | { __typename: 'MaskedColleague', strength: number, department: { id: string, name: string } | null }
        | { __typename: 'Person', id: string, sourceId: string, name: string }
      > }, omissions: Array<{ reason: OmissionReason, count: number }>, doors: { totalCount: number | null, nodes: Array<{ probability: number, undecayedProbability: number, askFirst: boolean, cold: boolean, deep: boolean, department: { id: string, name: string } | null, employee:
          | { __typename: 'MaskedColleague', strength: number, department: { id: string, name: string } | null }
          | { __typename: 'Person', id: string, sourceId: string, name: string }
        , introduction: { probability: number, route: { probability: number, undecayedProbability: number, weakestStep: { strength: number, from:
                | { __typename: 'MaskedColleague', strength: number, department: { id: string, name: string } | null }
                | { __typename: 'Person', id: string, sourceId: string, name: string }
              , to:
                | { __typename: 'MaskedColleague', strength: number, department: { id: string, name: string } | null }
                | { __typename: 'Person', id: string, sourceId: string, name: string }
               }, steps: Array<{ line: LineKind, strength: number, undecayedStrength: number, cold: boolean, ageDays: number | null, lastEvidenceAt: string | null, evidence: string | null, source: string | null, from:
                | { __typename: 'MaskedColleague', strength: number, department: { id: string, name: string } | null }
                | { __typename: 'Person', id: string, sourceId: string, name: string }
              , to:
                | { __typename: 'MaskedColleague', strength: number, department: { id: string, name: string } | null }
                | { __typename: 'Person', id: string, sourceId: string, name: string }
               }> } | null } | null, routes: Array<{ probability: number, undecayedProbability: number, weakestStep: { strength: number, from:
              | { __typename: 'MaskedColleague', strength: number, department: { id: string, name: string } | null }
              | { __typename: 'Person', id: string, sourceId: string, name: string }
            , to:
              | { __typename: 'MaskedColleague', strength: number, department: { id: string, name: string } | null }
              | { __typename: 'Person', id: string, sourceId: string, name: string }
             }, steps: Array<{ line: LineKind, strength: number, undecayedStrength: number, cold: boolean, ageDays: number | null, lastEvidenceAt: string | null, evidence: string | null, source: string | null, from:
              | { __typename: 'MaskedColleague', strength: number, department: { id: string, name: string } | null }
              | { __typename: 'Person', id: string, sourceId: string, name: string }
            , to:
              | { __typename: 'MaskedColleague', strength: number, department: { id: string, name: string } | null }
              | { __typename: 'Person', id: string, sourceId: string, name: string }
             }> }> }> } } };

export type WayFragment = { probability: number, undecayedProbability: number, weakestStep: { strength: number, from:
      | { __typename: 'MaskedColleague', strength: number, department: { id: string, name: string } | null }
      | { __typename: 'Person', id: string, sourceId: string, name: string }
    , to:
      | { __typename: 'MaskedColleague', strength: number, department: { id: string, name: string } | null }
      | { __typename: 'Person', id: string, sourceId: string, name: string }
     }, steps: Array<{ line: LineKind, strength: number, undecayedStrength: number, cold: boolean, ageDays: number | null, lastEvidenceAt: string | null, evidence: string | null, source: string | null, from:
      | { __typename: 'MaskedColleague', strength: number, department: { id: string, name: string } | null }
      | { __typename: 'Person', id: string, sourceId: string, name: string }
    , to:
      | { __typename: 'MaskedColleague', strength: number, department: { id: string, name: string } | null }
      | { __typename: 'Person', id: string, sourceId: string, name: string }
     }> };

type Party_MaskedColleague_Fragment = { __typename: 'MaskedColleague', strength: number, department: { id: string, name: string } | null };

type Party_Person_Fragment = { __typename: 'Person', id: string, sourceId: string, name: string };

export type PartyFragment =
  | Party_MaskedColleague_Fragment
  | Party_Person_Fragment
;

export type DealOwnersQueryVariables = Exact<{
  person: string;
  asOf?: string | null | undefined;
}>;


export type DealOwnersQuery = { lookup:
    | { __typename: 'Assessment' }
    | { __typename: 'Department' }
    | { __typename: 'Endorsement' }
    | { __typename: 'InfluenceLine' }
    | { __typename: 'Membership' }
    | { __typename: 'Opportunity' }
    | { __typename: 'Organization' }
    | { __typename: 'Person', id: string, decisionRoles: { nodes: Array<{ id: string, opportunity: { id: string, name: string, opened: string | null, closed: string | null, outcome: OpportunityOutcome | null, owner: { id: string, sourceId: string, name: string } | null } }> } }
    | { __typename: 'ReportingLine' }
    | { __typename: 'RoleInDecision' }
    | { __typename: 'Signal' }
    | { __typename: 'Target' }
   | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const PartyFragmentDoc = new TypedDocumentString(`
    fragment Party on RouteParty {
  __typename
  ... on Person {
    id
    sourceId
    name
  }
  ... on MaskedColleague {
    strength
    department {
      id
      name
    }
  }
}
    `, {"fragmentName":"Party"}) as unknown as TypedDocumentString<PartyFragment, unknown>;
export const WayFragmentDoc = new TypedDocumentString(`
    fragment Way on Route {
  probability
  undecayedProbability
  weakestStep {
    from {
      ...Party
    }
    to {
      ...Party
    }
    strength
  }
  steps {
    from {
      ...Party
    }
    to {
      ...Party
    }
    line
    strength
    undecayedStrength
    cold
    ageDays
    lastEvidenceAt
    evidence
    source
  }
}
    fragment Party on RouteParty {
  __typename
  ... on Person {
    id
    sourceId
    name
  }
  ... on MaskedColleague {
    strength
    department {
      id
      name
    }
  }
}`, {"fragmentName":"Way"}) as unknown as TypedDocumentString<WayFragment, unknown>;
export const OpenDealsDocument = new TypedDocumentString(`
    query OpenDeals($asOf: DateTime) {
  viewer {
    person {
      id
      opportunities(first: 12) {
        nodes {
          id
          sourceId
          name
          outcome
          customer {
            id
            name
          }
          roles(asOf: $asOf, first: 8) {
            nodes {
              id
              role
              person {
                id
                sourceId
                name
              }
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OpenDealsQuery, OpenDealsQueryVariables>;
export const DoorsDocument = new TypedDocumentString(`
    query Doors($keyPerson: ID!, $viewpoint: ViewpointInput, $asOf: DateTime, $first: Int) {
  influencersOf(keyPerson: $keyPerson, viewpoint: $viewpoint, asOf: $asOf) {
    asOf
    dataVersion
    knowledge
    keyPerson {
      id
      sourceId
      name
      memberships(asOf: $asOf, first: 1) {
        nodes {
          id
          title
          organization {
            id
            sourceId
            name
          }
          department {
            id
            name
          }
        }
      }
    }
    companyReach {
      probability
      method
      standardError
    }
    redundancy {
      disjointRoutes
      cut {
        ...Party
      }
    }
    omissions {
      reason
      count
    }
    doors(first: $first) {
      totalCount
      nodes {
        probability
        undecayedProbability
        askFirst
        cold
        deep
        department {
          id
          name
        }
        employee {
          ...Party
        }
        introduction {
          probability
          route {
            ...Way
          }
        }
        routes {
          ...Way
        }
      }
    }
  }
}
    fragment Way on Route {
  probability
  undecayedProbability
  weakestStep {
    from {
      ...Party
    }
    to {
      ...Party
    }
    strength
  }
  steps {
    from {
      ...Party
    }
    to {
      ...Party
    }
    line
    strength
    undecayedStrength
    cold
    ageDays
    lastEvidenceAt
    evidence
    source
  }
}
fragment Party on RouteParty {
  __typename
  ... on Person {
    id
    sourceId
    name
  }
  ... on MaskedColleague {
    strength
    department {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<DoorsQuery, DoorsQueryVariables>;
export const DealOwnersDocument = new TypedDocumentString(`
    query DealOwners($person: ID!, $asOf: DateTime) {
  lookup(kind: PERSON, sourceId: $person) {
    __typename
    ... on Person {
      id
      decisionRoles(asOf: $asOf, first: 20) {
        nodes {
          id
          opportunity {
            id
            name
            opened
            closed
            outcome
            owner {
              id
              sourceId
              name
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DealOwnersQuery, DealOwnersQueryVariables>;