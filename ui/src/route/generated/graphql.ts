/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

export type RoutesQueryVariables = Exact<{
  keyPerson: string;
  viewpoint?: ViewpointInput | null | undefined;
  asOf?: string | null | undefined;
  first?: number | null | undefined;
}>;


export type RoutesQuery = { viewer: { sourceId: string }, influencersOf: { asOf: string, knowledge: Knowledge, keyPerson: { id: string, sourceId: string, name: string, memberships: { nodes: Array<{ id: string, title: string | null, organization: { id: string, sourceId: string, name: string } }> } }, companyReach: { probability: number }, omissions: Array<{ reason: OmissionReason, count: number }>, conflicts: { totalCount: number | null, nodes: Array<{ strength: number | null, evidence: string | null, observedAt: string | null, from: { id: string, sourceId: string, name: string }, to: { id: string, sourceId: string, name: string } }> }, doors: { totalCount: number | null, nodes: Array<{ probability: number, askFirst: boolean, cold: boolean, department: { id: string, name: string } | null, employee:
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
export const RoutesDocument = new TypedDocumentString(`
    query Routes($keyPerson: ID!, $viewpoint: ViewpointInput, $asOf: DateTime, $first: Int) {
  viewer {
    sourceId
  }
  influencersOf(keyPerson: $keyPerson, viewpoint: $viewpoint, asOf: $asOf) {
    asOf
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
        }
      }
    }
    companyReach {
      probability
    }
    omissions {
      reason
      count
    }
    conflicts(first: 50) {
      totalCount
      nodes {
        from {
          id
          sourceId
          name
        }
        to {
          id
          sourceId
          name
        }
        strength
        evidence
        observedAt
      }
    }
    doors(first: $first) {
      totalCount
      nodes {
        probability
        askFirst
        cold
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
}`) as unknown as TypedDocumentString<RoutesQuery, RoutesQueryVariables>;