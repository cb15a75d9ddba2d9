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

/** One of the three degrees 三度 of a key person. */
export type Dimension =
  /** Price acceptance 价格接受度, towards a vendor in an opportunity. */
  | 'PRICE'
  /** Relationship closeness 关系紧密度, towards a vendor. */
  | 'RELATIONSHIP'
  /** Solution acceptance 方案认可度, towards a vendor in an opportunity. */
  | 'SOLUTION';

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

/** How an opportunity ended. */
export type OpportunityOutcome =
  /** Ended without a decision. */
  | 'DROPPED'
  /** Won by somebody else. */
  | 'LOST'
  /** Won by us. */
  | 'WON';

/** Whether a line works for or against. */
export type Polarity =
  /** Shown, never carries influence. */
  | 'CONFLICT'
  /** Carries influence. */
  | 'SUPPORT';

/** A vote, or any question that may not have been asked yet. */
export type YesNoUnknown =
  /** Recorded: no. */
  | 'NO'
  /** Nobody recorded it. */
  | 'UNKNOWN'
  /** Recorded: yes. */
  | 'YES';

export type MapOfOpportunityQueryVariables = Exact<{
  opportunity: string;
  asOf?: string | null | undefined;
}>;


export type MapOfOpportunityQuery = { lookup:
    | { __typename: 'Assessment' }
    | { __typename: 'Department' }
    | { __typename: 'Endorsement' }
    | { __typename: 'InfluenceLine' }
    | { __typename: 'Membership' }
    | { __typename: 'Opportunity', id: string, sourceId: string, name: string, customer: { id: string, sourceId: string, name: string }, decisionChain: { omitted: number, missingRoles: Array<DecisionRole>, vendor: { id: string, name: string }, members: Array<{ role: DecisionRole, roles: Array<DecisionRole>, stanceValue: number | null, veto: YesNoUnknown, approve: YesNoUnknown, decisionWeight: number, left: boolean, person: { id: string, sourceId: string, name: string, memberships: { nodes: Array<{ id: string, title: string | null, department: { id: string, name: string } | null }> } } }>, reporting: Array<{ id: string, person: { id: string, sourceId: string }, manager: { id: string, sourceId: string }, opportunity: { id: string } | null }>, influence: Array<{ strength: number, evidence: string | null, from: { id: string, sourceId: string }, to: { id: string, sourceId: string } }>, conflicts: Array<{ strength: number | null, evidence: string | null, from: { id: string, sourceId: string }, to: { id: string, sourceId: string } }> } }
    | { __typename: 'Organization' }
    | { __typename: 'Person' }
    | { __typename: 'ReportingLine' }
    | { __typename: 'RoleInDecision' }
    | { __typename: 'Signal' }
    | { __typename: 'Target' }
   | null };

export type MapReachQueryVariables = Exact<{
  opportunity: string;
  asOf?: string | null | undefined;
}>;


export type MapReachQuery = { lookup:
    | { __typename: 'Assessment' }
    | { __typename: 'Department' }
    | { __typename: 'Endorsement' }
    | { __typename: 'InfluenceLine' }
    | { __typename: 'Membership' }
    | { __typename: 'Opportunity', id: string, decisionChain: { members: Array<{ person: { id: string, sourceId: string, keyPerson: { reach: { knowledge: Knowledge, companyReach: { probability: number } } } | null } }> } }
    | { __typename: 'Organization' }
    | { __typename: 'Person' }
    | { __typename: 'ReportingLine' }
    | { __typename: 'RoleInDecision' }
    | { __typename: 'Signal' }
    | { __typename: 'Target' }
   | null };

export type MapDepartmentsQueryVariables = Exact<{
  customer: string;
}>;


export type MapDepartmentsQuery = { lookup:
    | { __typename: 'Assessment' }
    | { __typename: 'Department' }
    | { __typename: 'Endorsement' }
    | { __typename: 'InfluenceLine' }
    | { __typename: 'Membership' }
    | { __typename: 'Opportunity' }
    | { __typename: 'Organization', id: string, sourceId: string, name: string, departments: { totalCount: number | null, nodes: Array<{ id: string, name: string }> }, opportunities: { nodes: Array<{ id: string, sourceId: string, name: string, outcome: OpportunityOutcome | null }> } }
    | { __typename: 'Person' }
    | { __typename: 'ReportingLine' }
    | { __typename: 'RoleInDecision' }
    | { __typename: 'Signal' }
    | { __typename: 'Target' }
   | null };

export type MapDepartmentQueryVariables = Exact<{
  department: string;
  asOf?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type MapDepartmentQuery = { node:
    | { __typename: 'Assessment' }
    | { __typename: 'Department', id: string, members: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, person: { id: string, sourceId: string, name: string, manager: { id: string, sourceId: string } | null, keyPerson: { degrees: Array<{ dimension: Dimension, level: number | null }> } | null, influences: { nodes: Array<{ id: string, polarity: Polarity, strength: number | null, evidence: string | null, to: { id: string, sourceId: string } }> }, memberships: { nodes: Array<{ id: string, title: string | null, department: { id: string, name: string } | null }> } } }> } }
    | { __typename: 'Endorsement' }
    | { __typename: 'InfluenceLine' }
    | { __typename: 'Membership' }
    | { __typename: 'Opportunity' }
    | { __typename: 'Organization' }
    | { __typename: 'Person' }
    | { __typename: 'ReportingLine' }
    | { __typename: 'RoleInDecision' }
    | { __typename: 'Signal' }
    | { __typename: 'Target' }
   | null };

export type MapStartQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type MapStartQuery = { organizations: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, sourceId: string, name: string, opportunities: { nodes: Array<{ id: string, sourceId: string, name: string, outcome: OpportunityOutcome | null }> } }> } };

export type MapPersonFragment = { id: string, sourceId: string, name: string, memberships: { nodes: Array<{ id: string, title: string | null, department: { id: string, name: string } | null }> } };

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
export const MapPersonFragmentDoc = new TypedDocumentString(`
    fragment MapPerson on Person {
  id
  sourceId
  name
  memberships(asOf: $asOf, first: 1) {
    nodes {
      id
      title
      department {
        id
        name
      }
    }
  }
}
    `, {"fragmentName":"MapPerson"}) as unknown as TypedDocumentString<MapPersonFragment, unknown>;
export const MapOfOpportunityDocument = new TypedDocumentString(`
    query MapOfOpportunity($opportunity: ID!, $asOf: DateTime) {
  lookup(kind: OPPORTUNITY, sourceId: $opportunity) {
    __typename
    ... on Opportunity {
      id
      sourceId
      name
      customer {
        id
        sourceId
        name
      }
      decisionChain(asOf: $asOf) {
        omitted
        missingRoles
        vendor {
          id
          name
        }
        members {
          role
          roles
          stanceValue
          veto
          approve
          decisionWeight
          left
          person {
            ...MapPerson
          }
        }
        reporting {
          id
          person {
            id
            sourceId
          }
          manager {
            id
            sourceId
          }
          opportunity {
            id
          }
        }
        influence {
          from {
            id
            sourceId
          }
          to {
            id
            sourceId
          }
          strength
          evidence
        }
        conflicts {
          from {
            id
            sourceId
          }
          to {
            id
            sourceId
          }
          strength
          evidence
        }
      }
    }
  }
}
    fragment MapPerson on Person {
  id
  sourceId
  name
  memberships(asOf: $asOf, first: 1) {
    nodes {
      id
      title
      department {
        id
        name
      }
    }
  }
}`) as unknown as TypedDocumentString<MapOfOpportunityQuery, MapOfOpportunityQueryVariables>;
export const MapReachDocument = new TypedDocumentString(`
    query MapReach($opportunity: ID!, $asOf: DateTime) {
  lookup(kind: OPPORTUNITY, sourceId: $opportunity) {
    __typename
    ... on Opportunity {
      id
      decisionChain(asOf: $asOf) {
        members {
          person {
            id
            sourceId
            keyPerson(asOf: $asOf) {
              reach {
                knowledge
                companyReach {
                  probability
                }
              }
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MapReachQuery, MapReachQueryVariables>;
export const MapDepartmentsDocument = new TypedDocumentString(`
    query MapDepartments($customer: ID!) {
  lookup(kind: ORGANIZATION, sourceId: $customer) {
    __typename
    ... on Organization {
      id
      sourceId
      name
      departments(first: 200) {
        totalCount
        nodes {
          id
          name
        }
      }
      opportunities(first: 50) {
        nodes {
          id
          sourceId
          name
          outcome
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MapDepartmentsQuery, MapDepartmentsQueryVariables>;
export const MapDepartmentDocument = new TypedDocumentString(`
    query MapDepartment($department: ID!, $asOf: DateTime, $after: String) {
  node(id: $department) {
    __typename
    ... on Department {
      id
      members(asOf: $asOf, first: 40, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          person {
            ...MapPerson
            manager(asOf: $asOf) {
              id
              sourceId
            }
            keyPerson(asOf: $asOf) {
              degrees {
                dimension
                level
              }
            }
            influences(asOf: $asOf, first: 30) {
              nodes {
                id
                polarity
                strength
                evidence
                to {
                  id
                  sourceId
                }
              }
            }
          }
        }
      }
    }
  }
}
    fragment MapPerson on Person {
  id
  sourceId
  name
  memberships(asOf: $asOf, first: 1) {
    nodes {
      id
      title
      department {
        id
        name
      }
    }
  }
}`) as unknown as TypedDocumentString<MapDepartmentQuery, MapDepartmentQueryVariables>;
export const MapStartDocument = new TypedDocumentString(`
    query MapStart($after: String) {
  organizations(kind: CUSTOMER, first: 50, after: $after) {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      sourceId
      name
      opportunities(first: 50) {
        nodes {
          id
          sourceId
          name
          outcome
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MapStartQuery, MapStartQueryVariables>;