/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Where an average attitude stands 等级. */
export type Band =
  /** 优: 1 and above. */
  | 'EXCELLENT'
  /** 良: above 0. */
  | 'GOOD'
  /** 中: above -1. */
  | 'MEDIUM'
  /** 差: -1 and below. */
  | 'POOR'
  /** 未知: nothing is known. */
  | 'UNKNOWN';

/** A single change in a chain. */
export type ChainChangeKind =
  /** One unknown degree of one member becomes known. */
  | 'LEARN_DEGREE'
  /** A rival's supporter becomes neutral towards that rival. */
  | 'NEUTRALISE_SUPPORTER'
  /** One known degree of one member rises by one level. */
  | 'RAISE_DEGREE';

/** The state of a decision chain. */
export type ChainStatus =
  /** Somebody supports, but that does not decide. */
  | 'AMBER'
  /** A supporter decides or approves, and no vetoer opposes. */
  | 'GREEN'
  /** Nobody supports. */
  | 'RED';

/** Why an opportunity is on the coaching list. */
export type CoachingReason =
  /** The chain score fell by more than the policy allows. */
  | 'FELL'
  /** The decision chain is red. */
  | 'RED'
  /** The status is worse than it was. */
  | 'WORSE';

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

/** The language of a text. */
export type Language =
  /** English. */
  | 'EN'
  /** Chinese 中文. */
  | 'ZH';

/** Seller grades 销售分级. */
export type SellerGrade =
  /** 初级. */
  | 'JUNIOR'
  /** 中级. */
  | 'MIDDLE'
  /** 小白: less than a junior. */
  | 'NOVICE'
  /** 高级. */
  | 'SENIOR'
  /** 顶级: as senior, and a recognised authority of the industry. */
  | 'TOP';

/** A vote, or any question that may not have been asked yet. */
export type YesNoUnknown =
  /** Recorded: no. */
  | 'NO'
  /** Nobody recorded it. */
  | 'UNKNOWN'
  /** Recorded: yes. */
  | 'YES';

export type CoachingQueryVariables = Exact<{
  asOf?: string | null | undefined;
  language?: Language | null | undefined;
  first?: number | null | undefined;
}>;


export type CoachingQuery = { coachingList: { nOpen: number, omitted: number, comparedWith: string, nWithoutAmount: number, amounts: Array<{ amount: number, currency: string, opportunities: number }>, reasons: Array<{ reason: CoachingReason, opportunities: number }>, opportunities: { totalCount: number | null, nodes: Array<{ amount: number | null, currency: string | null, status: ChainStatus, statusThen: ChainStatus | null, score: number | null, scoreThen: number | null, reasons: Array<CoachingReason>, questions: Array<string>, department: { id: string, name: string } | null, opportunity: { id: string, sourceId: string, name: string, customer: { id: string, sourceId: string, name: string }, owner: { id: string, name: string } | null }, chain: { statusReason: string, missingRoles: Array<DecisionRole>, alerts: Array<{ text: string }> }, bestChanges: Array<{ kind: ChainChangeKind, dimension: Dimension | null, fromLevel: number | null, toLevel: number | null, gain: number, probability: number, member: { person: { id: string, sourceId: string, name: string } }, towards: { id: string, name: string }, enablers: Array<{ probability: number, employee:
              | { __typename: 'MaskedColleague', department: { id: string, name: string } | null }
              | { __typename: 'Person', id: string, sourceId: string, name: string }
             }> }> }> } } };

export type TeamSellersQueryVariables = Exact<{
  asOf?: string | null | undefined;
  from?: string | null | undefined;
  to?: string | null | undefined;
  language?: Language | null | undefined;
  first?: number | null | undefined;
}>;


export type TeamSellersQuery = { sellers: { from: string, to: string, omitted: number, nNotBrokenDown: number, notice: string, groups: Array<{ nSellers: number, brokenDown: boolean, department: { id: string, name: string } | null, grades: Array<{ grade: SellerGrade, sellers: number }> | null }>, sellers: { totalCount: number | null, nodes: Array<{ grade: SellerGrade, isAuthority: boolean, nWonWithoutAmount: number, person: { id: string, sourceId: string, name: string }, department: { id: string, name: string } | null, held: { strong: number, excellent: number, good: number, medium: number, poor: number, unknown: number, total: number }, changes: Array<{ dimension: Dimension, difference: number | null }>, sales: Array<{ counts: boolean, currency: string, nWon: number, target: number | null, won: number }>, performance: { score: number | null, low: number, high: number, completeness: number | null, insight: number | null, change: number | null, salesRatio: number | null, base: { value: number | null, weight: number }, sales: { value: number | null, weight: number }, account: { value: number | null, weight: number } }, customers: Array<{ customer: { id: string, sourceId: string, name: string }, closeness: { band: Band, mean: number | null, nKnown: number, nTotal: number, polarised: boolean }, relationship: { strong: YesNoUnknown, closenessExcellent: YesNoUnknown, votesInfluenced: YesNoUnknown, decidersForUs: YesNoUnknown, nobodyOpposes: YesNoUnknown } }> }> } } };

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

export const CoachingDocument = new TypedDocumentString(`
    query Coaching($asOf: DateTime, $language: Language, $first: Int) {
  coachingList(asOf: $asOf) {
    nOpen
    omitted
    comparedWith
    nWithoutAmount
    amounts {
      amount
      currency
      opportunities
    }
    reasons {
      reason
      opportunities
    }
    opportunities(first: $first) {
      totalCount
      nodes {
        amount
        currency
        status
        statusThen
        score
        scoreThen
        reasons
        questions(language: $language)
        department {
          id
          name
        }
        opportunity {
          id
          sourceId
          name
          customer {
            id
            sourceId
            name
          }
          owner {
            id
            name
          }
        }
        chain {
          statusReason(language: $language)
          missingRoles
          alerts {
            text(language: $language)
          }
        }
        bestChanges(first: 1) {
          kind
          dimension
          fromLevel
          toLevel
          gain
          probability
          member {
            person {
              id
              sourceId
              name
            }
          }
          towards {
            id
            name
          }
          enablers {
            probability
            employee {
              __typename
              ... on Person {
                id
                sourceId
                name
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
    `) as unknown as TypedDocumentString<CoachingQuery, CoachingQueryVariables>;
export const TeamSellersDocument = new TypedDocumentString(`
    query TeamSellers($asOf: DateTime, $from: Date, $to: Date, $language: Language, $first: Int) {
  sellers(asOf: $asOf, from: $from, to: $to) {
    from
    to
    omitted
    nNotBrokenDown
    notice(language: $language)
    groups {
      nSellers
      brokenDown
      department {
        id
        name
      }
      grades {
        grade
        sellers
      }
    }
    sellers(first: $first) {
      totalCount
      nodes {
        grade
        isAuthority
        nWonWithoutAmount
        person {
          id
          sourceId
          name
        }
        department {
          id
          name
        }
        held {
          strong
          excellent
          good
          medium
          poor
          unknown
          total
        }
        changes {
          dimension
          difference
        }
        sales {
          counts
          currency
          nWon
          target
          won
        }
        performance {
          score
          low
          high
          completeness
          insight
          change
          salesRatio
          base {
            value
            weight
          }
          sales {
            value
            weight
          }
          account {
            value
            weight
          }
        }
        customers(first: 20) {
          customer {
            id
            sourceId
            name
          }
          closeness {
            band
            mean
            nKnown
            nTotal
            polarised
          }
          relationship {
            strong
            closenessExcellent
            votesInfluenced
            decidersForUs
            nobodyOpposes
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TeamSellersQuery, TeamSellersQueryVariables>;