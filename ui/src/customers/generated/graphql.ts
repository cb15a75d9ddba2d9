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

/** The state of a decision chain. */
export type ChainStatus =
  /** Somebody supports, but that does not decide. */
  | 'AMBER'
  /** A supporter decides or approves, and no vetoer opposes. */
  | 'GREEN'
  /** Nobody supports. */
  | 'RED';

/** With what a change is compared 环比. */
export type ChangePeriod =
  /** The same time a month before. */
  | 'MONTH'
  /** The same time three months before. */
  | 'QUARTER'
  /** The same time a year before. */
  | 'YEAR';

/** An average of a degree in one of some bands. */
export type CustomerBandFilter = {
  /** The bands, at least one. */
  bands: Array<Band>;
  /** Which degree. */
  dimension: Dimension;
};

/** Potential × relation of a customer, where relation is the band of closeness. */
export type CustomerClass =
  /** High potential, strong relation: defend. */
  | 'A'
  /** Low potential, strong relation: maintain. */
  | 'B'
  /** High potential, weak relation: invest. */
  | 'C'
  /** Low potential, weak relation. */
  | 'D'
  /** Potential or relation is not known. */
  | 'UNKNOWN';

/** Which customers: those that fit at the moment of the question. What is absent does not matter. */
export type CustomerFilter = {
  /** Whose average of a degree stands in one of some bands. */
  band?: CustomerBandFilter | null | undefined;
  /** Of one of these classes. */
  classes?: Array<CustomerClass> | null | undefined;
  /** Whose owner is in this department of ours or below, by an identifier of this API or the one used in imports. */
  department?: string | null | undefined;
  /** Whose customers, by an identifier of this API or the one used in imports. */
  owner?: string | null | undefined;
  /** Of this region, as it was recorded. */
  region?: string | null | undefined;
};

/** In which order customers are listed. */
export type CustomerOrder =
  /** The least complete first. */
  | 'COMPLETENESS'
  /** By identifier. */
  | 'IDENTIFIER'
  /** Those least known of first. */
  | 'INSIGHT'
  /** Those that accept the price least first; those of whom nothing is known last. */
  | 'PRICE'
  /** The least close first; those of whom nothing is known last. */
  | 'RELATIONSHIP'
  /** Those that accept the solution least first; those of whom nothing is known last. */
  | 'SOLUTION';

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

/** What a department is. */
export type DepartmentKind =
  /** A board: shared seats are lines of their own. */
  | 'BOARD'
  /** A standing committee; treated as a board. */
  | 'COMMITTEE'
  /** A part of the line organization. */
  | 'UNIT';

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

/** The language of a text. */
export type Language =
  /** English. */
  | 'EN'
  /** Chinese 中文. */
  | 'ZH';

/** Why the average of a customer moved. */
export type MoverReasonKind =
  /** A key person was assessed anew. */
  | 'ASSESSED'
  /** Somebody assessed before became a key person. */
  | 'JOINED'
  /** Somebody is a key person no more. */
  | 'LEFT'
  /** An assessment of another team can no longer be seen. */
  | 'UNSEEN';

/** How an opportunity ended. */
export type OpportunityOutcome =
  /** Ended without a decision. */
  | 'DROPPED'
  /** Won by somebody else. */
  | 'LOST'
  /** Won by us. */
  | 'WON';

/** What an organization is to us. */
export type OrganizationKind =
  /** A competitor 友商. */
  | 'COMPETITOR'
  /** A customer 客户. */
  | 'CUSTOMER'
  /** Our company: exactly one. */
  | 'OWN'
  /** A partner. */
  | 'PARTNER';

/** What a customer could buy. */
export type Potential =
  /** Much. */
  | 'HIGH'
  /** Little. */
  | 'LOW';

/** A vote, or any question that may not have been asked yet. */
export type YesNoUnknown =
  /** Recorded: no. */
  | 'NO'
  /** Nobody recorded it. */
  | 'UNKNOWN'
  /** Recorded: yes. */
  | 'YES';

export type CustomerQueryVariables = Exact<{
  customer: string;
}>;


export type CustomerQuery = { lookup:
    | { __typename: 'Assessment' }
    | { __typename: 'Department' }
    | { __typename: 'Endorsement' }
    | { __typename: 'InfluenceLine' }
    | { __typename: 'Membership' }
    | { __typename: 'Opportunity' }
    | { __typename: 'Organization', id: string, sourceId: string, name: string, kind: OrganizationKind, region: string | null, industry: string | null, potential: Potential | null, departments: { totalCount: number | null, nodes: Array<{ id: string, sourceId: string, name: string, kind: DepartmentKind }> } }
    | { __typename: 'Person' }
    | { __typename: 'ReportingLine' }
    | { __typename: 'RoleInDecision' }
    | { __typename: 'Signal' }
    | { __typename: 'Target' }
   | null };

export type CustomerStandingsQueryVariables = Exact<{
  filter?: CustomerFilter | null | undefined;
  asOf?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type CustomerStandingsQuery = { customerLine: { omitted: number, customers: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ class: CustomerClass, nKeyPersons: number, customer: { id: string, sourceId: string }, owner: { id: string, sourceId: string, name: string } | null, department: { id: string, name: string } | null, large: { large: YesNoUnknown, share: number | null, target: number | null, currency: string | null, repeats: boolean, nWon: number }, completeness: { value: number, roles: { done: number, of: number, share: number }, reporting: { done: number, of: number, share: number }, features: { done: number, of: number, share: number } }, insight: { rate: number, nFresh: number, nKnown: number, nTotal: number } | null, open: { count: number, withoutAmount: number, amounts: Array<{ amount: number, currency: string }> }, degrees: Array<{ dimension: Dimension, average: { mean: number | null, band: Band, nKnown: number, nTotal: number, polarised: boolean }, weighted: { mean: number | null, band: Band, nKnown: number, nTotal: number }, periodOnPeriod: { difference: number | null }, yearOnYear: { difference: number | null } }> }> } } };

export type CustomerHistoryQueryVariables = Exact<{
  of: string;
  from: string;
  to?: string | null | undefined;
}>;


export type CustomerHistoryQuery = { RELATIONSHIP: { points: Array<{ asOf: string, value: number | null, nKnown: number, nTotal: number }> }, SOLUTION: { points: Array<{ asOf: string, value: number | null, nKnown: number, nTotal: number }> }, PRICE: { points: Array<{ asOf: string, value: number | null, nKnown: number, nTotal: number }> } };

export type PointsFragment = { points: Array<{ asOf: string, value: number | null, nKnown: number, nTotal: number }> };

export type CustomerDealsQueryVariables = Exact<{
  customer: string;
}>;


export type CustomerDealsQuery = { lookup:
    | { __typename: 'Assessment' }
    | { __typename: 'Department' }
    | { __typename: 'Endorsement' }
    | { __typename: 'InfluenceLine' }
    | { __typename: 'Membership' }
    | { __typename: 'Opportunity' }
    | { __typename: 'Organization', id: string, opportunities: { totalCount: number | null, nodes: Array<{ id: string, sourceId: string, name: string, stage: string | null, outcome: OpportunityOutcome | null, opened: string | null, closed: string | null, amount: number | null, currency: string | null, owner: { id: string, name: string } | null }> } }
    | { __typename: 'Person' }
    | { __typename: 'ReportingLine' }
    | { __typename: 'RoleInDecision' }
    | { __typename: 'Signal' }
    | { __typename: 'Target' }
   | null };

export type CustomerDealQueryVariables = Exact<{
  opportunity: string;
  asOf?: string | null | undefined;
  language?: Language | null | undefined;
}>;


export type CustomerDealQuery = { lookup:
    | { __typename: 'Assessment' }
    | { __typename: 'Department' }
    | { __typename: 'Endorsement' }
    | { __typename: 'InfluenceLine' }
    | { __typename: 'Membership' }
    | { __typename: 'Opportunity', id: string, decisionChain: { status: ChainStatus, statusReason: string }, winProbability: { probability: number } }
    | { __typename: 'Organization' }
    | { __typename: 'Person' }
    | { __typename: 'ReportingLine' }
    | { __typename: 'RoleInDecision' }
    | { __typename: 'Signal' }
    | { __typename: 'Target' }
   | null };

export type DepartmentPeopleQueryVariables = Exact<{
  department: string;
  asOf?: string | null | undefined;
}>;


export type DepartmentPeopleQuery = { lookup:
    | { __typename: 'Assessment' }
    | { __typename: 'Department', id: string, members: { totalCount: number | null, nodes: Array<{ id: string, title: string | null, level: number | null, person: { id: string, sourceId: string, name: string, keyPerson: { importance: number | null, veto: YesNoUnknown, approve: YesNoUnknown, coach: boolean, degrees: Array<{ dimension: Dimension, level: number | null, isKnown: boolean, fresh: boolean, ageDays: number | null }> } | null } }> } }
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

export type CustomerTotalsQueryVariables = Exact<{
  filter?: CustomerFilter | null | undefined;
  period?: ChangePeriod | null | undefined;
  asOf?: string | null | undefined;
}>;


export type CustomerTotalsQuery = { customerLine: { asOf: string, nCustomers: number, nKeyPersons: number, omitted: number, large: { yes: number, unknown: number }, classes: Array<{ class: CustomerClass, count: number }>, completeness: { value: number }, insight: { rate: number | null }, open: { count: number, withoutAmount: number, amounts: Array<{ amount: number, currency: string }> }, degrees: Array<{ dimension: Dimension, bands: Array<{ band: Band, count: number }>, pooled: { mean: number | null, band: Band, nKnown: number, nTotal: number, polarised: boolean } }>, periodOnPeriod: { since: string, completeness: { difference: number | null }, insight: { difference: number | null }, degrees: Array<{ dimension: Dimension, pooled: { difference: number | null } }> } } };

export type CustomerListQueryVariables = Exact<{
  filter?: CustomerFilter | null | undefined;
  period?: ChangePeriod | null | undefined;
  asOf?: string | null | undefined;
  order?: CustomerOrder | null | undefined;
  first?: number | null | undefined;
}>;


export type CustomerListQuery = { customerLine: { customers: { totalCount: number | null, nodes: Array<{ class: CustomerClass, nKeyPersons: number, customer: { id: string, sourceId: string, name: string, region: string | null, industry: string | null }, department: { id: string, name: string } | null, owner: { id: string, name: string } | null, completeness: { value: number }, insight: { rate: number } | null, open: { count: number, withoutAmount: number, amounts: Array<{ amount: number, currency: string }> }, degrees: Array<{ dimension: Dimension, average: { mean: number | null, band: Band, nKnown: number, nTotal: number, polarised: boolean }, periodOnPeriod: { difference: number | null } }> }> } } };

export type CustomerMovementQueryVariables = Exact<{
  filter?: CustomerFilter | null | undefined;
  period?: ChangePeriod | null | undefined;
  asOf?: string | null | undefined;
  dimension: Dimension;
}>;


export type CustomerMovementQuery = { companyOverview: { up: Array<{ change: number, nReasons: number, customer: { id: string, sourceId: string, name: string }, before: { mean: number | null }, after: { mean: number | null }, reasons: Array<{ kind: MoverReasonKind, before: number | null, after: number | null, person: { id: string, name: string }, assessment: { id: string, at: string, evidence: string | null, by: { id: string, name: string } | null } }> }>, down: Array<{ change: number, nReasons: number, customer: { id: string, sourceId: string, name: string }, before: { mean: number | null }, after: { mean: number | null }, reasons: Array<{ kind: MoverReasonKind, before: number | null, after: number | null, person: { id: string, name: string }, assessment: { id: string, at: string, evidence: string | null, by: { id: string, name: string } | null } }> }> } };

export type CustomerTrendQueryVariables = Exact<{
  filter?: CustomerFilter | null | undefined;
  asOf?: string | null | undefined;
  points?: number | null | undefined;
}>;


export type CustomerTrendQuery = { companyOverview: { trend: Array<{ asOf: string, degrees: Array<{ dimension: Dimension, pooled: { mean: number | null, nKnown: number, nTotal: number } }> }> } };

export type CustomerChoicesQueryVariables = Exact<{
  asOf?: string | null | undefined;
}>;


export type CustomerChoicesQuery = { companyOverview: { regions: { nodes: Array<{ region: string | null }> }, departments: { nodes: Array<{ department: { id: string, sourceId: string, name: string } | null }> } } };

export type MovedFragment = { change: number, nReasons: number, customer: { id: string, sourceId: string, name: string }, before: { mean: number | null }, after: { mean: number | null }, reasons: Array<{ kind: MoverReasonKind, before: number | null, after: number | null, person: { id: string, name: string }, assessment: { id: string, at: string, evidence: string | null, by: { id: string, name: string } | null } }> };

export type DossierQueryVariables = Exact<{
  customer: string;
}>;


export type DossierQuery = { viewer: { sourceId: string, person: { id: string, name: string } | null }, lookup:
    | { __typename: 'Assessment' }
    | { __typename: 'Department' }
    | { __typename: 'Endorsement' }
    | { __typename: 'InfluenceLine' }
    | { __typename: 'Membership' }
    | { __typename: 'Opportunity' }
    | { __typename: 'Organization', id: string, sourceId: string, name: string, region: string | null, industry: string | null }
    | { __typename: 'Person' }
    | { __typename: 'ReportingLine' }
    | { __typename: 'RoleInDecision' }
    | { __typename: 'Signal' }
    | { __typename: 'Target' }
   | null };

export type DossierDealQueryVariables = Exact<{
  opportunity: string;
  asOf?: string | null | undefined;
  language?: Language | null | undefined;
}>;


export type DossierDealQuery = { lookup:
    | { __typename: 'Assessment' }
    | { __typename: 'Department' }
    | { __typename: 'Endorsement' }
    | { __typename: 'InfluenceLine' }
    | { __typename: 'Membership' }
    | { __typename: 'Opportunity', id: string, sourceId: string, name: string, winProbability: { probability: number }, decisionChain: { status: ChainStatus, statusReason: string, missingRoles: Array<DecisionRole>, alerts: Array<{ text: string }>, conflicts: Array<{ evidence: string | null, from: { id: string, name: string }, to: { id: string, name: string } }>, members: Array<{ role: DecisionRole, veto: YesNoUnknown, approve: YesNoUnknown, importance: number, left: boolean, decisionWeight: number, person: { id: string, sourceId: string, name: string } }> } }
    | { __typename: 'Organization' }
    | { __typename: 'Person' }
    | { __typename: 'ReportingLine' }
    | { __typename: 'RoleInDecision' }
    | { __typename: 'Signal' }
    | { __typename: 'Target' }
   | null };

export type DossierPersonQueryVariables = Exact<{
  person: string;
  asOf?: string | null | undefined;
}>;


export type DossierPersonQuery = { lookup:
    | { __typename: 'Assessment' }
    | { __typename: 'Department' }
    | { __typename: 'Endorsement' }
    | { __typename: 'InfluenceLine' }
    | { __typename: 'Membership' }
    | { __typename: 'Opportunity' }
    | { __typename: 'Organization' }
    | { __typename: 'Person', id: string, memberships: { nodes: Array<{ id: string, title: string | null, department: { id: string, name: string } | null, organization: { id: string, sourceId: string } }> }, keyPerson: { needs: string | null, coach: boolean, degrees: Array<{ dimension: Dimension, level: number | null, isKnown: boolean, fresh: boolean, ageDays: number | null, evidence: string | null, by: { id: string, name: string } | null }> } | null }
    | { __typename: 'ReportingLine' }
    | { __typename: 'RoleInDecision' }
    | { __typename: 'Signal' }
    | { __typename: 'Target' }
   | null, influencersOf: { knowledge: Knowledge, doors: { nodes: Array<{ probability: number, cold: boolean, employee:
          | { __typename: 'MaskedColleague', department: { id: string, name: string } | null }
          | { __typename: 'Person', id: string, sourceId: string, name: string }
        , department: { id: string, name: string } | null }> } } };

export type DossierQuestionsQueryVariables = Exact<{
  owner: string;
  asOf?: string | null | undefined;
  language?: Language | null | undefined;
}>;


export type DossierQuestionsQuery = { coachingList: { opportunities: { nodes: Array<{ questions: Array<string>, opportunity: { id: string, sourceId: string } }> } } };

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
export const PointsFragmentDoc = new TypedDocumentString(`
    fragment Points on Trend {
  points {
    asOf
    value
    nKnown
    nTotal
  }
}
    `, {"fragmentName":"Points"}) as unknown as TypedDocumentString<PointsFragment, unknown>;
export const MovedFragmentDoc = new TypedDocumentString(`
    fragment Moved on CustomerMover {
  change
  nReasons
  customer {
    id
    sourceId
    name
  }
  before {
    mean
  }
  after {
    mean
  }
  reasons(first: 3) {
    kind
    before
    after
    person {
      id
      name
    }
    assessment {
      id
      at
      evidence
      by {
        id
        name
      }
    }
  }
}
    `, {"fragmentName":"Moved"}) as unknown as TypedDocumentString<MovedFragment, unknown>;
export const CustomerDocument = new TypedDocumentString(`
    query Customer($customer: ID!) {
  lookup(kind: ORGANIZATION, sourceId: $customer) {
    __typename
    ... on Organization {
      id
      sourceId
      name
      kind
      region
      industry
      potential
      departments(first: 60) {
        totalCount
        nodes {
          id
          sourceId
          name
          kind
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CustomerQuery, CustomerQueryVariables>;
export const CustomerStandingsDocument = new TypedDocumentString(`
    query CustomerStandings($filter: CustomerFilter, $asOf: DateTime, $after: String) {
  customerLine(filter: $filter, period: MONTH, asOf: $asOf) {
    omitted
    customers(first: 100, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        class
        nKeyPersons
        customer {
          id
          sourceId
        }
        owner {
          id
          sourceId
          name
        }
        department {
          id
          name
        }
        large {
          large
          share
          target
          currency
          repeats
          nWon
        }
        completeness {
          value
          roles {
            done
            of
            share
          }
          reporting {
            done
            of
            share
          }
          features {
            done
            of
            share
          }
        }
        insight {
          rate
          nFresh
          nKnown
          nTotal
        }
        open {
          count
          withoutAmount
          amounts {
            amount
            currency
          }
        }
        degrees {
          dimension
          average {
            mean
            band
            nKnown
            nTotal
            polarised
          }
          weighted {
            mean
            band
            nKnown
            nTotal
          }
          periodOnPeriod {
            difference
          }
          yearOnYear {
            difference
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CustomerStandingsQuery, CustomerStandingsQueryVariables>;
export const CustomerHistoryDocument = new TypedDocumentString(`
    query CustomerHistory($of: ID!, $from: DateTime!, $to: DateTime) {
  RELATIONSHIP: trend(
    metric: RELATIONSHIP
    of: $of
    from: $from
    to: $to
    every: MONTH
  ) {
    ...Points
  }
  SOLUTION: trend(metric: SOLUTION, of: $of, from: $from, to: $to, every: MONTH) {
    ...Points
  }
  PRICE: trend(metric: PRICE, of: $of, from: $from, to: $to, every: MONTH) {
    ...Points
  }
}
    fragment Points on Trend {
  points {
    asOf
    value
    nKnown
    nTotal
  }
}`) as unknown as TypedDocumentString<CustomerHistoryQuery, CustomerHistoryQueryVariables>;
export const CustomerDealsDocument = new TypedDocumentString(`
    query CustomerDeals($customer: ID!) {
  lookup(kind: ORGANIZATION, sourceId: $customer) {
    __typename
    ... on Organization {
      id
      opportunities(first: 200) {
        totalCount
        nodes {
          id
          sourceId
          name
          stage
          outcome
          opened
          closed
          amount
          currency
          owner {
            id
            name
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CustomerDealsQuery, CustomerDealsQueryVariables>;
export const CustomerDealDocument = new TypedDocumentString(`
    query CustomerDeal($opportunity: ID!, $asOf: DateTime, $language: Language) {
  lookup(kind: OPPORTUNITY, sourceId: $opportunity) {
    __typename
    ... on Opportunity {
      id
      decisionChain(asOf: $asOf) {
        status
        statusReason(language: $language)
      }
      winProbability(asOf: $asOf) {
        probability
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CustomerDealQuery, CustomerDealQueryVariables>;
export const DepartmentPeopleDocument = new TypedDocumentString(`
    query DepartmentPeople($department: ID!, $asOf: DateTime) {
  lookup(kind: DEPARTMENT, sourceId: $department) {
    __typename
    ... on Department {
      id
      members(first: 60, asOf: $asOf) {
        totalCount
        nodes {
          id
          title
          level
          person {
            id
            sourceId
            name
            keyPerson(asOf: $asOf) {
              importance
              veto
              approve
              coach
              degrees {
                dimension
                level
                isKnown
                fresh
                ageDays
              }
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DepartmentPeopleQuery, DepartmentPeopleQueryVariables>;
export const CustomerTotalsDocument = new TypedDocumentString(`
    query CustomerTotals($filter: CustomerFilter, $period: ChangePeriod, $asOf: DateTime) {
  customerLine(filter: $filter, period: $period, asOf: $asOf) {
    asOf
    nCustomers
    nKeyPersons
    omitted
    large {
      yes
      unknown
    }
    classes {
      class
      count
    }
    completeness {
      value
    }
    insight {
      rate
    }
    open {
      count
      withoutAmount
      amounts {
        amount
        currency
      }
    }
    degrees {
      dimension
      bands {
        band
        count
      }
      pooled {
        mean
        band
        nKnown
        nTotal
        polarised
      }
    }
    periodOnPeriod {
      since
      completeness {
        difference
      }
      insight {
        difference
      }
      degrees {
        dimension
        pooled {
          difference
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CustomerTotalsQuery, CustomerTotalsQueryVariables>;
export const CustomerListDocument = new TypedDocumentString(`
    query CustomerList($filter: CustomerFilter, $period: ChangePeriod, $asOf: DateTime, $order: CustomerOrder, $first: Int) {
  customerLine(filter: $filter, period: $period, asOf: $asOf) {
    customers(order: $order, first: $first) {
      totalCount
      nodes {
        class
        nKeyPersons
        customer {
          id
          sourceId
          name
          region
          industry
        }
        department {
          id
          name
        }
        owner {
          id
          name
        }
        completeness {
          value
        }
        insight {
          rate
        }
        open {
          count
          withoutAmount
          amounts {
            amount
            currency
          }
        }
        degrees {
          dimension
          average {
            mean
            band
            nKnown
            nTotal
            polarised
          }
          periodOnPeriod {
            difference
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CustomerListQuery, CustomerListQueryVariables>;
export const CustomerMovementDocument = new TypedDocumentString(`
    query CustomerMovement($filter: CustomerFilter, $period: ChangePeriod, $asOf: DateTime, $dimension: Dimension!) {
  companyOverview(filter: $filter, period: $period, asOf: $asOf) {
    up: movers(dimension: $dimension, direction: UP, first: 4) {
      ...Moved
    }
    down: movers(dimension: $dimension, direction: DOWN, first: 4) {
      ...Moved
    }
  }
}
    fragment Moved on CustomerMover {
  change
  nReasons
  customer {
    id
    sourceId
    name
  }
  before {
    mean
  }
  after {
    mean
  }
  reasons(first: 3) {
    kind
    before
    after
    person {
      id
      name
    }
    assessment {
      id
      at
      evidence
      by {
        id
        name
      }
    }
  }
}`) as unknown as TypedDocumentString<CustomerMovementQuery, CustomerMovementQueryVariables>;
export const CustomerTrendDocument = new TypedDocumentString(`
    query CustomerTrend($filter: CustomerFilter, $asOf: DateTime, $points: Int) {
  companyOverview(filter: $filter, asOf: $asOf) {
    trend(every: MONTH, points: $points) {
      asOf
      degrees {
        dimension
        pooled {
          mean
          nKnown
          nTotal
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CustomerTrendQuery, CustomerTrendQueryVariables>;
export const CustomerChoicesDocument = new TypedDocumentString(`
    query CustomerChoices($asOf: DateTime) {
  companyOverview(asOf: $asOf) {
    regions: groups(by: REGION, first: 50) {
      nodes {
        region
      }
    }
    departments: groups(by: DEPARTMENT, first: 50) {
      nodes {
        department {
          id
          sourceId
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CustomerChoicesQuery, CustomerChoicesQueryVariables>;
export const DossierDocument = new TypedDocumentString(`
    query Dossier($customer: ID!) {
  viewer {
    person {
      id
      name
    }
    sourceId
  }
  lookup(kind: ORGANIZATION, sourceId: $customer) {
    __typename
    ... on Organization {
      id
      sourceId
      name
      region
      industry
    }
  }
}
    `) as unknown as TypedDocumentString<DossierQuery, DossierQueryVariables>;
export const DossierDealDocument = new TypedDocumentString(`
    query DossierDeal($opportunity: ID!, $asOf: DateTime, $language: Language) {
  lookup(kind: OPPORTUNITY, sourceId: $opportunity) {
    __typename
    ... on Opportunity {
      id
      sourceId
      name
      winProbability(asOf: $asOf) {
        probability
      }
      decisionChain(asOf: $asOf) {
        status
        statusReason(language: $language)
        missingRoles
        alerts {
          text(language: $language)
        }
        conflicts {
          evidence
          from {
            id
            name
          }
          to {
            id
            name
          }
        }
        members {
          role
          veto
          approve
          importance
          left
          decisionWeight
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
    `) as unknown as TypedDocumentString<DossierDealQuery, DossierDealQueryVariables>;
export const DossierPersonDocument = new TypedDocumentString(`
    query DossierPerson($person: ID!, $asOf: DateTime) {
  lookup(kind: PERSON, sourceId: $person) {
    __typename
    ... on Person {
      id
      memberships(asOf: $asOf, first: 3) {
        nodes {
          id
          title
          department {
            id
            name
          }
          organization {
            id
            sourceId
          }
        }
      }
      keyPerson(asOf: $asOf) {
        needs
        coach
        degrees {
          dimension
          level
          isKnown
          fresh
          ageDays
          evidence
          by {
            id
            name
          }
        }
      }
    }
  }
  influencersOf(keyPerson: $person, asOf: $asOf, viewpoint: {kind: OUR_COMPANY}) {
    knowledge
    doors(first: 2) {
      nodes {
        probability
        cold
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
        department {
          id
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DossierPersonQuery, DossierPersonQueryVariables>;
export const DossierQuestionsDocument = new TypedDocumentString(`
    query DossierQuestions($owner: ID!, $asOf: DateTime, $language: Language) {
  coachingList(owner: $owner, asOf: $asOf) {
    opportunities(first: 100) {
      nodes {
        opportunity {
          id
          sourceId
        }
        questions(language: $language)
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DossierQuestionsQuery, DossierQuestionsQueryVariables>;