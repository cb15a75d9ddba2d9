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

/** What is wrong or missing in a decision chain. */
export type ChainAlertKind =
  /** An approver's stance is known, and it is not support. */
  | 'APPROVER_NOT_FOR_US'
  /** Nobody approves, by role or by vote. */
  | 'NO_APPROVER'
  /** One colleague carries nearly all of the contacts. */
  | 'SINGLE_THREADED_HERE'
  /** Fewer than two members are engaged. */
  | 'SINGLE_THREADED_THERE'
  /** A member with a veto opposes. */
  | 'VETOER_OPPOSES'
  /** Nobody's veto is recorded, neither yes nor no. */
  | 'VOTES_UNKNOWN'
  /** A member with a vote, or an approver, is no longer at the customer. */
  | 'VOTE_HOLDER_LEFT'
  /** Nothing is known of the stance of a member with a veto, or of an approver. */
  | 'VOTE_HOLDER_UNKNOWN';

/** A single change in a chain. */
export type ChainChangeKind =
  /** One unknown degree of one member becomes known. */
  | 'LEARN_DEGREE'
  /** A rival's supporter becomes neutral towards that rival. */
  | 'NEUTRALISE_SUPPORTER'
  /** One known degree of one member rises by one level. */
  | 'RAISE_DEGREE';

/** The rule that gave a chain its status. */
export type ChainRule =
  /** Green: a supporter decides or approves, and no vetoer opposes. */
  | 'DECIDER_SUPPORTS'
  /** Red: stances are known, and none supports. */
  | 'NOBODY_SUPPORTS'
  /** Red: no member's stance is known. */
  | 'NOTHING_KNOWN'
  /** Amber: somebody supports, but nobody who decides or approves does. */
  | 'NO_DECIDER_SUPPORTS'
  /** Red: the chain has no members. */
  | 'NO_MEMBERS'
  /** Amber: a supporter decides or approves, but a vetoer opposes. */
  | 'VETOER_OPPOSES';

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

/** What an answer to one of the 3 knows and 6 haves was read from. */
export type FindingSource =
  /** The deal signals about the award: mode, scoring items and rule. */
  | 'AWARD_SIGNALS'
  /** The chain scores of us and of the rivals. */
  | 'CHAIN_SCORES'
  /** The status of the decision chain. */
  | 'CHAIN_STATUS'
  /** Nothing of the kind is recorded. */
  | 'NOT_RECORDED'
  /** How the opportunity ended. */
  | 'OUTCOME'
  /** The six deal signals. */
  | 'SIGNALS'
  /** The stage of the opportunity. */
  | 'STAGE'
  /** The win probability and the insight behind it. */
  | 'WIN_PROBABILITY';

/** The 6 haves 六有. */
export type HaveKind =
  /** 有优势: a value proposition. */
  | 'ADVANTAGE'
  /** 有准头: the behaviour of the project. */
  | 'AIM'
  /** 有敌情: win probability against rivals. */
  | 'ENEMY_INTELLIGENCE'
  /** 有方法: a competition and relationship strategy. */
  | 'METHOD'
  /** 有预兆: deal signals. */
  | 'OMEN'
  /** 有关系: a decision chain that is for us. */
  | 'RELATION';

/** The 3 knows 三知. */
export type KnowKind =
  /** Can we win 能不能赢. */
  | 'CAN_WIN'
  /** Are we competitive 有没有竞争力. */
  | 'COMPETITIVE'
  /** Is it an opportunity 是不是机会. */
  | 'IS_OPPORTUNITY';

/** The language of a text. */
export type Language =
  /** English. */
  | 'EN'
  /** Chinese 中文. */
  | 'ZH';

/** How an opportunity ended. */
export type OpportunityOutcome =
  /** Ended without a decision. */
  | 'DROPPED'
  /** Won by somebody else. */
  | 'LOST'
  /** Won by us. */
  | 'WON';

/** The stage of an opportunity in which it can still be won. */
export type SalesStage =
  /** TAS3, analyse needs 需求分析. */
  | 'ANALYSE'
  /** TAS6, bid 组织投标. */
  | 'BID'
  /** TAS2, establish 商机立项. */
  | 'ESTABLISH'
  /** TAS7, negotiate and sign 谈判签约. */
  | 'NEGOTIATE'
  /** TAS4, present value 价值呈现. */
  | 'PRESENT'
  /** TAS1, verify 验证商机. */
  | 'VERIFY';

/** One of the six deal signals 成交信号 (六点把控). */
export type SignalKind =
  /** Our advice was taken in budgeting. */
  | 'ADVICE_IN_BUDGET'
  /** The mode of the award is known. */
  | 'AWARD_MODE_KNOWN'
  /** The award rule is known. */
  | 'AWARD_RULE_KNOWN'
  /** Most of the time they spend on exchanges is spent with us. */
  | 'EXCHANGE_TIME_OURS'
  /** The scoring items are known. */
  | 'SCORING_KNOWN'
  /** Our solution is studied while the request for proposals is drafted. */
  | 'SOLUTION_STUDIED';

/** Why a win probability may not be higher. */
export type WinCapKind =
  /** A member with a veto opposes. */
  | 'VETO_OPPOSED'
  /** A member with a veto strongly opposes. */
  | 'VETO_STRONGLY_OPPOSED'
  /** Nothing is known of the stance of a member with a veto. */
  | 'VETO_UNKNOWN';

/** What a win probability rests on. */
export type WinProbabilityKind =
  /** A model fitted to closed opportunities and cross-validated. */
  | 'CALIBRATED'
  /** The method's formula; not fitted to any outcome. */
  | 'HEURISTIC';

/** A vote, or any question that may not have been asked yet. */
export type YesNoUnknown =
  /** Recorded: no. */
  | 'NO'
  /** Nobody recorded it. */
  | 'UNKNOWN'
  /** Recorded: yes. */
  | 'YES';

export type DealQueryVariables = Exact<{
  opportunity: string;
  asOf?: string | null | undefined;
  language?: Language | null | undefined;
}>;


export type DealQuery = { lookup:
    | { __typename: 'Assessment' }
    | { __typename: 'Department' }
    | { __typename: 'Endorsement' }
    | { __typename: 'InfluenceLine' }
    | { __typename: 'Membership' }
    | { __typename: 'Opportunity', id: string, sourceId: string, name: string, amount: number | null, currency: string | null, stage: string | null, opened: string | null, closed: string | null, outcome: OpportunityOutcome | null, owner: { id: string, sourceId: string, name: string } | null, customer: { id: string, sourceId: string, name: string }, decisionChain: { asOf: string, omitted: number, status: ChainStatus, statusRule: ChainRule, statusReason: string, missingRoles: Array<DecisionRole>, vendor: { id: string, name: string }, alerts: Array<{ kind: ChainAlertKind, text: string, members: Array<{ person: { id: string, sourceId: string, name: string } }> }>, averages: Array<{ dimension: Dimension, mean: number | null, band: Band, nKnown: number, nTotal: number, polarised: boolean }>, scores: Array<{ score: number | null, vendor: { id: string, name: string } }>, completeness: { value: number, roles: { done: number, of: number, share: number }, reporting: { done: number, of: number, share: number }, features: { done: number, of: number, share: number } }, insight: { rate: number, nFresh: number, nKnown: number, nTotal: number }, members: Array<{ role: DecisionRole, roles: Array<DecisionRole>, decisionWeight: number, importance: number, importanceKnown: boolean, veto: YesNoUnknown, approve: YesNoUnknown, contactLevel: ContactLevel | null, stanceValue: number | null, left: boolean, nFresh: number, degrees: Array<{ dimension: Dimension, level: number | null, fresh: boolean }>, person: { id: string, sourceId: string, name: string } }> }, winProbability: { probability: number, kind: WinProbabilityKind, raw: number, prior: number, insight: number, uncapped: number, stage: SalesStage | null, noDecision: { raw: number }, vendors: Array<{ raw: number, score: number | null, vendor: { id: string, name: string } }>, caps: Array<{ kind: WinCapKind, limit: number, lowers: boolean, members: Array<{ person: { id: string, sourceId: string, name: string } }> }> }, knows: Array<{ kind: KnowKind, state: YesNoUnknown, source: FindingSource }>, haves: Array<{ kind: HaveKind, state: YesNoUnknown, source: FindingSource }>, dealSignals: Array<{ signal: SignalKind, state: YesNoUnknown, latest: { id: string, at: string, evidence: string | null, by: { id: string, sourceId: string, name: string } | null } | null }> }
    | { __typename: 'Organization' }
    | { __typename: 'Person' }
    | { __typename: 'ReportingLine' }
    | { __typename: 'RoleInDecision' }
    | { __typename: 'Signal' }
    | { __typename: 'Target' }
   | null };

export type DealHelpQueryVariables = Exact<{
  opportunity: string;
  asOf?: string | null | undefined;
}>;


export type DealHelpQuery = { lookup:
    | { __typename: 'Assessment' }
    | { __typename: 'Department' }
    | { __typename: 'Endorsement' }
    | { __typename: 'InfluenceLine' }
    | { __typename: 'Membership' }
    | { __typename: 'Opportunity', id: string, bestChanges: Array<{ kind: ChainChangeKind, dimension: Dimension | null, fromLevel: number | null, toLevel: number | null, probability: number, gain: number, low: number, high: number, towards: { id: string, name: string }, member: { person: { id: string, sourceId: string, name: string } }, enablers: Array<{ probability: number, employee:
            | { __typename: 'MaskedColleague', department: { id: string, name: string } | null }
            | { __typename: 'Person', id: string, sourceId: string, name: string }
           }> }> }
    | { __typename: 'Organization' }
    | { __typename: 'Person' }
    | { __typename: 'ReportingLine' }
    | { __typename: 'RoleInDecision' }
    | { __typename: 'Signal' }
    | { __typename: 'Target' }
   | null };

export type MyDealsQueryVariables = Exact<{
  asOf?: string | null | undefined;
}>;


export type MyDealsQuery = { viewer: { sourceId: string, person: { id: string, opportunities: { nodes: Array<{ id: string, sourceId: string, name: string, stage: string | null, amount: number | null, currency: string | null, outcome: OpportunityOutcome | null, customer: { id: string, name: string } }> } } | null }, coachingList: { nOpen: number, opportunities: { totalCount: number | null, nodes: Array<{ status: ChainStatus, statusThen: ChainStatus | null, reasons: Array<CoachingReason>, opportunity: { id: string, sourceId: string, name: string, stage: string | null, amount: number | null, currency: string | null, customer: { id: string, name: string }, owner: { id: string, sourceId: string, name: string } | null } }> } } };

export type DealPersonFragment = { id: string, sourceId: string, name: string };

export type PartFragment = { done: number, of: number, share: number };

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
export const DealPersonFragmentDoc = new TypedDocumentString(`
    fragment DealPerson on Person {
  id
  sourceId
  name
}
    `, {"fragmentName":"DealPerson"}) as unknown as TypedDocumentString<DealPersonFragment, unknown>;
export const PartFragmentDoc = new TypedDocumentString(`
    fragment Part on CompletenessPart {
  done
  of
  share
}
    `, {"fragmentName":"Part"}) as unknown as TypedDocumentString<PartFragment, unknown>;
export const DealDocument = new TypedDocumentString(`
    query Deal($opportunity: ID!, $asOf: DateTime, $language: Language) {
  lookup(kind: OPPORTUNITY, sourceId: $opportunity) {
    __typename
    ... on Opportunity {
      id
      sourceId
      name
      amount
      currency
      stage
      opened
      closed
      outcome
      owner {
        ...DealPerson
      }
      customer {
        id
        sourceId
        name
      }
      decisionChain(asOf: $asOf) {
        asOf
        omitted
        status
        statusRule
        statusReason(language: $language)
        missingRoles
        vendor {
          id
          name
        }
        alerts {
          kind
          text(language: $language)
          members {
            person {
              ...DealPerson
            }
          }
        }
        averages {
          dimension
          mean
          band
          nKnown
          nTotal
          polarised
        }
        scores {
          score
          vendor {
            id
            name
          }
        }
        completeness {
          value
          roles {
            ...Part
          }
          reporting {
            ...Part
          }
          features {
            ...Part
          }
        }
        insight {
          rate
          nFresh
          nKnown
          nTotal
        }
        members {
          role
          roles
          decisionWeight
          importance
          importanceKnown
          veto
          approve
          contactLevel
          stanceValue
          left
          nFresh
          degrees {
            dimension
            level
            fresh
          }
          person {
            ...DealPerson
          }
        }
      }
      winProbability(asOf: $asOf) {
        probability
        kind
        raw
        prior
        insight
        uncapped
        stage
        noDecision {
          raw
        }
        vendors {
          raw
          score
          vendor {
            id
            name
          }
        }
        caps {
          kind
          limit
          lowers
          members {
            person {
              ...DealPerson
            }
          }
        }
      }
      knows(asOf: $asOf) {
        kind
        state
        source
      }
      haves(asOf: $asOf) {
        kind
        state
        source
      }
      dealSignals(asOf: $asOf) {
        signal
        state
        latest {
          id
          at
          evidence
          by {
            ...DealPerson
          }
        }
      }
    }
  }
}
    fragment DealPerson on Person {
  id
  sourceId
  name
}
fragment Part on CompletenessPart {
  done
  of
  share
}`) as unknown as TypedDocumentString<DealQuery, DealQueryVariables>;
export const DealHelpDocument = new TypedDocumentString(`
    query DealHelp($opportunity: ID!, $asOf: DateTime) {
  lookup(kind: OPPORTUNITY, sourceId: $opportunity) {
    __typename
    ... on Opportunity {
      id
      bestChanges(first: 5, asOf: $asOf) {
        kind
        dimension
        fromLevel
        toLevel
        probability
        gain
        low
        high
        towards {
          id
          name
        }
        member {
          person {
            ...DealPerson
          }
        }
        enablers {
          probability
          employee {
            __typename
            ... on Person {
              ...DealPerson
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
    fragment DealPerson on Person {
  id
  sourceId
  name
}`) as unknown as TypedDocumentString<DealHelpQuery, DealHelpQueryVariables>;
export const MyDealsDocument = new TypedDocumentString(`
    query MyDeals($asOf: DateTime) {
  viewer {
    sourceId
    person {
      id
      opportunities(first: 100) {
        nodes {
          id
          sourceId
          name
          stage
          amount
          currency
          outcome
          customer {
            id
            name
          }
        }
      }
    }
  }
  coachingList(asOf: $asOf) {
    nOpen
    opportunities(first: 50) {
      totalCount
      nodes {
        status
        statusThen
        reasons
        opportunity {
          id
          sourceId
          name
          stage
          amount
          currency
          customer {
            id
            name
          }
          owner {
            ...DealPerson
          }
        }
      }
    }
  }
}
    fragment DealPerson on Person {
  id
  sourceId
  name
}`) as unknown as TypedDocumentString<MyDealsQuery, MyDealsQueryVariables>;