/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** How somebody takes to what is new 行为倾向. */
export type BehaviourTendency =
  /** Waits until everybody has it. */
  | 'CONSERVATIVE'
  /** Tries what nobody has tried. */
  | 'INNOVATOR'
  /** Would rather not. */
  | 'LAGGARD'
  /** Waits until it works elsewhere. */
  | 'PRAGMATIST'
  /** Sees what it could become. */
  | 'VISIONARY';

/** How much contact there is with a person 交往程度. */
export type ContactLevel =
  /** Brief. */
  | 'BRIEF'
  /** Deep. */
  | 'DEEP'
  /** Recorded: none. */
  | 'NONE'
  /** Several contacts. */
  | 'SEVERAL';

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

/** A recorded level of an influence line; the policy says what probability each stands for. */
export type InfluenceLevel =
  /** Acquainted. */
  | 'ACQUAINTED'
  /** Deep 深度. */
  | 'DEEP'
  /** Familiar. */
  | 'FAMILIAR'
  /** Medium 中. */
  | 'MEDIUM'
  /** Recorded: there is no relation. Carries nothing. */
  | 'NONE'
  /** Strong 强. */
  | 'STRONG'
  /** Trusted. */
  | 'TRUSTED'
  /** Weak 弱. */
  | 'WEAK';

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

/** Social style 社交风格. */
export type SocialStyle =
  /** Amiable 亲切. */
  | 'AMIABLE'
  /** Analytic 分析. */
  | 'ANALYTIC'
  /** Controlling 控制. */
  | 'CONTROLLING'
  /** Promoting 倡导. */
  | 'PROMOTING';

/** What a member's three degrees together say of a vendor. */
export type Stance =
  /** Nearer to neutral than to either side. */
  | 'NEUTRAL'
  /** Nearer to opposition than to neutral. */
  | 'OPPOSES'
  /** Nearer to strong opposition than to opposition. */
  | 'STRONGLY_OPPOSES'
  /** Nearer to strong support than to support. */
  | 'STRONGLY_SUPPORTS'
  /** Nearer to support than to neutral. */
  | 'SUPPORTS'
  /** None of the degrees is known. */
  | 'UNKNOWN';

/** A vote, or any question that may not have been asked yet. */
export type YesNoUnknown =
  /** Recorded: no. */
  | 'NO'
  /** Nobody recorded it. */
  | 'UNKNOWN'
  /** Recorded: yes. */
  | 'YES';

export type PersonCardQueryVariables = Exact<{
  person: string;
  opportunity?: string | null | undefined;
  asOf?: string | null | undefined;
}>;


export type PersonCardQuery = { lookup:
    | { __typename: 'Assessment' }
    | { __typename: 'Department' }
    | { __typename: 'Endorsement' }
    | { __typename: 'InfluenceLine' }
    | { __typename: 'Membership' }
    | { __typename: 'Opportunity' }
    | { __typename: 'Organization' }
    | { __typename: 'Person', id: string, sourceId: string, name: string, aliases: Array<string>, email: string | null, phone: string | null, isEmployee: boolean, memberships: { nodes: Array<{ id: string, title: string | null, from: string | null, organization: { id: string, sourceId: string, name: string }, department: { id: string, name: string } | null }> }, manager: { id: string, sourceId: string, name: string } | null, reports: { nodes: Array<{ id: string, sourceId: string, name: string }> }, decisionRoles: { nodes: Array<{ id: string, role: DecisionRole | null, opportunity: { id: string, sourceId: string, name: string, outcome: OpportunityOutcome | null, customer: { id: string, name: string } } }> }, opportunities: { nodes: Array<{ id: string, sourceId: string, name: string, outcome: OpportunityOutcome | null, customer: { id: string, name: string } }> }, influences: { nodes: Array<{ id: string, level: InfluenceLevel | null, strength: number | null, polarity: Polarity, evidence: string | null, observedAt: string | null, from:
            | { __typename: 'MaskedColleague', department: { id: string, name: string } | null }
            | { __typename: 'Person', id: string, sourceId: string, name: string }
          , to: { id: string, sourceId: string, name: string } }> }, keyPerson: { coach: boolean, importance: number | null, contactLevel: ContactLevel | null, decisionWeight: number | null, veto: YesNoUnknown, approve: YesNoUnknown, behaviour: BehaviourTendency | null, socialStyle: SocialStyle | null, needs: string | null, vendor: { id: string, name: string }, member: { role: DecisionRole, roles: Array<DecisionRole>, stance: Stance, stanceValue: number | null } | null, degrees: Array<{ dimension: Dimension, isKnown: boolean, level: number | null, at: string | null, ageDays: number | null, fresh: boolean, general: boolean, coach: boolean, evidence: string | null, by: { id: string, sourceId: string, name: string } | null }>, influencedBy: Array<{ id: string, level: InfluenceLevel | null, strength: number | null, polarity: Polarity, evidence: string | null, observedAt: string | null, from:
            | { __typename: 'MaskedColleague', department: { id: string, name: string } | null }
            | { __typename: 'Person', id: string, sourceId: string, name: string }
          , to: { id: string, sourceId: string, name: string } }>, history: Array<{ id: string, at: string, dimension: Dimension, level: number, evidence: string | null, by: { id: string, sourceId: string, name: string } | null, opportunity: { id: string, sourceId: string, name: string } | null }>, reach: { knowledge: Knowledge, companyReach: { probability: number }, doors: { totalCount: number | null, nodes: Array<{ probability: number, askFirst: boolean, employee:
                | { __typename: 'MaskedColleague', department: { id: string, name: string } | null }
                | { __typename: 'Person', id: string, sourceId: string, name: string }
               }> } } } | null }
    | { __typename: 'ReportingLine' }
    | { __typename: 'RoleInDecision' }
    | { __typename: 'Signal' }
    | { __typename: 'Target' }
   | null };

export type NamedFragment = { id: string, sourceId: string, name: string };

export type LineFragment = { id: string, level: InfluenceLevel | null, strength: number | null, polarity: Polarity, evidence: string | null, observedAt: string | null, from:
    | { __typename: 'MaskedColleague', department: { id: string, name: string } | null }
    | { __typename: 'Person', id: string, sourceId: string, name: string }
  , to: { id: string, sourceId: string, name: string } };

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
export const NamedFragmentDoc = new TypedDocumentString(`
    fragment Named on Person {
  id
  sourceId
  name
}
    `, {"fragmentName":"Named"}) as unknown as TypedDocumentString<NamedFragment, unknown>;
export const LineFragmentDoc = new TypedDocumentString(`
    fragment Line on InfluenceLine {
  id
  level
  strength
  polarity
  evidence
  observedAt
  from {
    __typename
    ... on Person {
      ...Named
    }
    ... on MaskedColleague {
      department {
        id
        name
      }
    }
  }
  to {
    ...Named
  }
}
    fragment Named on Person {
  id
  sourceId
  name
}`, {"fragmentName":"Line"}) as unknown as TypedDocumentString<LineFragment, unknown>;
export const PersonCardDocument = new TypedDocumentString(`
    query PersonCard($person: ID!, $opportunity: ID, $asOf: DateTime) {
  lookup(kind: PERSON, sourceId: $person) {
    __typename
    ... on Person {
      id
      sourceId
      name
      aliases
      email
      phone
      isEmployee(asOf: $asOf)
      memberships(asOf: $asOf, first: 10) {
        nodes {
          id
          title
          from
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
      manager(asOf: $asOf) {
        ...Named
      }
      reports(asOf: $asOf, first: 50) {
        nodes {
          ...Named
        }
      }
      decisionRoles(asOf: $asOf, first: 50) {
        nodes {
          id
          role
          opportunity {
            id
            sourceId
            name
            outcome
            customer {
              id
              name
            }
          }
        }
      }
      opportunities(first: 20) {
        nodes {
          id
          sourceId
          name
          outcome
          customer {
            id
            name
          }
        }
      }
      influences(asOf: $asOf, first: 100) {
        nodes {
          ...Line
        }
      }
      keyPerson(opportunity: $opportunity, asOf: $asOf) {
        vendor {
          id
          name
        }
        coach
        importance
        contactLevel
        decisionWeight
        veto
        approve
        behaviour
        socialStyle
        needs
        member {
          role
          roles
          stance
          stanceValue
        }
        degrees {
          dimension
          isKnown
          level
          at
          ageDays
          fresh
          general
          coach
          evidence
          by {
            ...Named
          }
        }
        influencedBy {
          ...Line
        }
        history(first: 30) {
          id
          at
          dimension
          level
          evidence
          by {
            ...Named
          }
          opportunity {
            id
            sourceId
            name
          }
        }
        reach {
          knowledge
          companyReach {
            probability
          }
          doors(first: 3) {
            totalCount
            nodes {
              probability
              askFirst
              employee {
                __typename
                ... on Person {
                  ...Named
                }
                ... on MaskedColleague {
                  department {
                    id
                    name
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
    fragment Named on Person {
  id
  sourceId
  name
}
fragment Line on InfluenceLine {
  id
  level
  strength
  polarity
  evidence
  observedAt
  from {
    __typename
    ... on Person {
      ...Named
    }
    ... on MaskedColleague {
      department {
        id
        name
      }
    }
  }
  to {
    ...Named
  }
}`) as unknown as TypedDocumentString<PersonCardQuery, PersonCardQueryVariables>;