/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** The state of a decision chain. */
export type ChainStatus =
  /** Somebody supports, but that does not decide. */
  | 'AMBER'
  /** A supporter decides or approves, and no vetoer opposes. */
  | 'GREEN'
  /** Nobody supports. */
  | 'RED';

/** What changes are asked. */
export type ChangesInput = {
  /** The first date. */
  from: string;
};

/** What coverage is asked. */
export type CoverageInput = {
  /** Only this customer. */
  customer?: string | null | undefined;
  /** Only people of this department of ours, or of one below it. */
  department?: string | null | undefined;
};

/** What a departure is asked. */
export type DepartureInput = {
  /** Who leaves. */
  people: Array<string>;
};

/** What a departure ranking is asked. */
export type DepartureRankingInput = {
  /** Random worlds in which reach is counted; as the policy says without. */
  worlds?: number | null | undefined;
};

/** What hidden influencers are asked. */
export type HiddenInfluencersInput = {
  /** Only people of this department of ours, or of one below it. */
  department?: string | null | undefined;
};

/** What influence maximisation is asked. */
export type InfluenceMaximizationInput = {
  /** Who may be moved first; people outside our company without. */
  among?: SeedsAmong | null | undefined;
  /** The chance that the certificate is wrong. */
  delta?: number;
  /** How far below 1 - 1/e the certified share of the optimum may stay. */
  epsilon?: number;
  /** How many people. */
  seeds: number;
};

/** What the structure of the network is asked. */
export type InfluenceStructureInput = {
  /** Rank everybody as seen from this person, too. */
  around?: string | null | undefined;
  /** Over which lines; influence without. */
  layer?: StructureLayer | null | undefined;
};

/** What an introduction plan is asked. */
export type IntroductionPlanInput = {
  /** Only key persons of this customer. */
  customer?: string | null | undefined;
  /** How many introductions. */
  introductions?: number;
  /** At most so many for one employee. */
  perEmployee?: number;
};

/** A long question: exactly one of these, with the arguments it has as a field of its own. */
export type JobInput =
  {   /** What changed from a date to the moment of the job. */
  changes: ChangesInput; coverage?: never; departure?: never; departureRanking?: never; hiddenInfluencers?: never; influenceMaximization?: never; influenceStructure?: never; introductionPlan?: never; reachRanking?: never; }
  |  { changes?: never;   /** Who covers whom, and on whom we depend alone. */
  coverage: CoverageInput; departure?: never; departureRanking?: never; hiddenInfluencers?: never; influenceMaximization?: never; influenceStructure?: never; introductionPlan?: never; reachRanking?: never; }
  |  { changes?: never; coverage?: never;   /** What we lose if people leave together. */
  departure: DepartureInput; departureRanking?: never; hiddenInfluencers?: never; influenceMaximization?: never; influenceStructure?: never; introductionPlan?: never; reachRanking?: never; }
  |  { changes?: never; coverage?: never; departure?: never;   /** All employees by the loss that the departure of each would cause. */
  departureRanking: DepartureRankingInput; hiddenInfluencers?: never; influenceMaximization?: never; influenceStructure?: never; introductionPlan?: never; reachRanking?: never; }
  |  { changes?: never; coverage?: never; departure?: never; departureRanking?: never;   /** Employees whose reach is far above their title. */
  hiddenInfluencers: HiddenInfluencersInput; influenceMaximization?: never; influenceStructure?: never; introductionPlan?: never; reachRanking?: never; }
  |  { changes?: never; coverage?: never; departure?: never; departureRanking?: never; hiddenInfluencers?: never;   /** Which people to move first. */
  influenceMaximization: InfluenceMaximizationInput; influenceStructure?: never; introductionPlan?: never; reachRanking?: never; }
  |  { changes?: never; coverage?: never; departure?: never; departureRanking?: never; hiddenInfluencers?: never; influenceMaximization?: never;   /** Where the network holds together and where it breaks. */
  influenceStructure: InfluenceStructureInput; introductionPlan?: never; reachRanking?: never; }
  |  { changes?: never; coverage?: never; departure?: never; departureRanking?: never; hiddenInfluencers?: never; influenceMaximization?: never; influenceStructure?: never;   /** Who of ours should meet which key person next. */
  introductionPlan: IntroductionPlanInput; reachRanking?: never; }
  |  { changes?: never; coverage?: never; departure?: never; departureRanking?: never; hiddenInfluencers?: never; influenceMaximization?: never; influenceStructure?: never; introductionPlan?: never;   /** Employees, departments or offices by reach. */
  reachRanking: ReachRankingInput; };

/** What a job asks: the question of the same name. */
export type JobKind =
  /** As `changes`. */
  | 'CHANGES'
  /** As `coverage`. */
  | 'COVERAGE'
  /** As `departure`. */
  | 'DEPARTURE'
  /** As `departureRanking`. */
  | 'DEPARTURE_RANKING'
  /** As `hiddenInfluencers`. */
  | 'HIDDEN_INFLUENCERS'
  /** As `influenceMaximization`. */
  | 'INFLUENCE_MAXIMIZATION'
  /** As `influenceStructure`. */
  | 'INFLUENCE_STRUCTURE'
  /** As `introductionPlan`. */
  | 'INTRODUCTION_PLAN'
  /** As `reachRanking`. */
  | 'REACH_RANKING';

/** How a job stands. */
export type JobState =
  /** Its owner ended it. */
  | 'CANCELLED'
  /** Answered: `result` holds what. */
  | 'DONE'
  /** There is an error instead of an answer. */
  | 'FAILED'
  /** The process that worked on it ended before it did: ask again. */
  | 'INTERRUPTED'
  /** Others come first. */
  | 'QUEUED'
  /** Under way. */
  | 'RUNNING';

/** The language of a text. */
export type Language =
  /** English. */
  | 'EN'
  /** Chinese 中文. */
  | 'ZH';

/** What became of a line. */
export type LineChangeKind =
  /** There is none any more. */
  | 'ENDED'
  /** There was none. */
  | 'NEW'
  /** It stands on something else. */
  | 'REPLACED'
  /** It was seen anew, or contacts grew. */
  | 'STRONGER'
  /** It faded with the age of its evidence. */
  | 'WEAKER';

/** Whose reach is ranked. */
export type ReachBy =
  /** Our departments: those who work in each itself. */
  | 'DEPARTMENTS'
  /** Our people, one by one. */
  | 'EMPLOYEES'
  /** Our uppermost departments, with everybody below. */
  | 'OFFICES';

/** What a reach ranking is asked. */
export type ReachRankingInput = {
  /** Whose reach is ranked. */
  by?: ReachBy;
  /** Only people of this department of ours, or of one below it. */
  department?: string | null | undefined;
};

/** Who may be moved first. */
export type SeedsAmong =
  /** People outside our company. */
  | 'CONTACTS'
  /** Our own people. */
  | 'EMPLOYEES';

/** Which lines. */
export type StructureLayer =
  /** Trust from contacts alone, whatever else is recorded. */
  | 'CONTACT'
  /** Everything that carries influence. */
  | 'INFLUENCE';

export type CompanyStateQueryVariables = Exact<{
  asOf?: string | null | undefined;
}>;


export type CompanyStateQuery = { companyOverview: { nCustomers: number, nKeyPersons: number, omitted: number, completeness: { value: number }, business: Array<{ status: ChainStatus, open: { count: number, withoutAmount: number, amounts: Array<{ amount: number, currency: string }> } }> } };

export type CompanyGapsQueryVariables = Exact<{
  asOf?: string | null | undefined;
}>;


export type CompanyGapsQuery = { coverage: { nKeyPersons: number, nCovered: number, power: number, coveredPower: number, omitted: number, singleThreaded: { totalCount: number | null, nodes: Array<{ customer: { id: string, sourceId: string, name: string }, onOurSide: { masked: boolean, person: { id: string, sourceId: string, name: string } | null, department: { id: string, name: string } | null } | null, onTheirSide: { id: string, sourceId: string, name: string } | null }> }, uncoveredKeyPersons: { totalCount: number | null, nodes: Array<{ power: number, bestProbability: number | null, person: { id: string, sourceId: string, name: string }, customers: Array<{ id: string, name: string }> }> } } };

export type CompanyMovesQueryVariables = Exact<{
  from: string;
  to?: string | null | undefined;
  language?: Language | null | undefined;
}>;


export type CompanyMovesQuery = { changes: { from: string, reachBefore: number, reachAfter: number, keyPersons: { totalCount: number | null, nodes: Array<{ probabilityBefore: number | null, probabilityAfter: number | null, person: { id: string, sourceId: string, name: string }, lines: Array<{ kind: LineChangeKind, text: string }> }> } } };

export type CoverageCellsQueryVariables = Exact<{
  asOf?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type CoverageCellsQuery = { coverage: { omitted: number, departments: { totalCount: number | null, pageInfo: { endCursor: string | null, hasNextPage: boolean }, nodes: Array<{ nKeyPersons: number, nCovered: number, coveredPower: number, bestProbability: number, department: { id: string, sourceId: string, name: string } | null, customer: { id: string, sourceId: string, name: string } }> } } };

export type DependedOnQueryVariables = Exact<{
  asOf?: string | null | undefined;
  first?: number | null | undefined;
}>;


export type DependedOnQuery = { singlePointsOfFailure: { totalCount: number | null, nodes: Array<{ nKeyPersons: number, power: number, employee: { masked: boolean, person: { id: string, sourceId: string, name: string } | null, department: { id: string, name: string } | null }, keyPersons: Array<{ probability: number, nextBestProbability: number | null, person: { id: string, sourceId: string, name: string } }> }> } };

export type HiddenOnesQueryVariables = Exact<{
  asOf?: string | null | undefined;
  first?: number | null | undefined;
  language?: Language | null | undefined;
}>;


export type HiddenOnesQuery = { hiddenInfluencers: { nWithoutLevel: number, notice: string, influencers: { totalCount: number | null, nodes: Array<{ gap: number, why: string, entry: { masked: boolean, reach: number, percentile: number, titlePercentile: number | null, person: { id: string, sourceId: string, name: string } | null, department: { id: string, name: string } | null } }> } } };

export type WhatIfQueryVariables = Exact<{
  people: Array<string> | string;
  asOf?: string | null | undefined;
  language?: Language | null | undefined;
}>;


export type WhatIfQuery = { departure: { loss: number, omitted: number, nOpportunitiesAtRisk: number, nWithoutAmount: number, amountAtRisk: Array<{ amount: number, currency: string, opportunities: number }>, uncoveredCustomers: Array<{ id: string, sourceId: string, name: string }>, chainsTurnedRed: Array<{ before: ChainStatus, opportunity: { id: string, sourceId: string, name: string } }>, ownerlessOpportunities: Array<{ id: string, sourceId: string, name: string, amount: number | null, currency: string | null, customer: { id: string, name: string } }>, lostKeyPersons: { totalCount: number | null, nodes: Array<{ power: number, person: { id: string, sourceId: string, name: string }, before: { probability: number }, after: { probability: number } }> }, weakenedKeyPersons: { totalCount: number | null, nodes: Array<{ power: number, person: { id: string, sourceId: string, name: string }, before: { probability: number }, after: { probability: number } }> }, successors: { totalCount: number | null, nodes: Array<{ strength: number, contact: { id: string, sourceId: string, name: string }, leaver: { id: string, sourceId: string, name: string }, successor: { probability: number, reasons: Array<string>, person: { id: string, sourceId: string, name: string } } | null }> } } };

export type LeaversQueryVariables = Exact<{
  person: string;
}>;


export type LeaversQuery = { lookup:
    | { __typename: 'Assessment' }
    | { __typename: 'Department' }
    | { __typename: 'Endorsement' }
    | { __typename: 'InfluenceLine' }
    | { __typename: 'Membership' }
    | { __typename: 'Opportunity' }
    | { __typename: 'Organization' }
    | { __typename: 'Person', id: string, sourceId: string, name: string }
    | { __typename: 'ReportingLine' }
    | { __typename: 'RoleInDecision' }
    | { __typename: 'Signal' }
    | { __typename: 'Target' }
   | null };

export type CountDeparturesMutationVariables = Exact<{
  asOf?: string | null | undefined;
}>;


export type CountDeparturesMutation = { startJob: { id: string } };

export type StartLongMutationVariables = Exact<{
  job: JobInput;
  asOf?: string | null | undefined;
}>;


export type StartLongMutation = { startJob: { id: string } };

export type CancelCountingMutationVariables = Exact<{
  id: string;
}>;


export type CancelCountingMutation = { cancelJob: { id: string, state: JobState } };

export type JobAsItStandsQueryVariables = Exact<{
  id: string;
}>;


export type JobAsItStandsQuery = { job: { id: string, kind: JobKind, state: JobState, progress: number | null, error: string | null, asOf: string, dataVersion: number | null, result: unknown } };

export type FollowJobSubscriptionVariables = Exact<{
  id: string;
}>;


export type FollowJobSubscription = { jobProgress: { id: string, kind: JobKind, state: JobState, progress: number | null, error: string | null, asOf: string, dataVersion: number | null, result: unknown } };

export type IntroductionsQueryVariables = Exact<{
  asOf?: string | null | undefined;
  customer?: string | null | undefined;
  introductions: number;
  perEmployee: number;
}>;


export type IntroductionsQuery = { introductionPlan: { gain: number, guarantee: number, reached: number, upperBound: number, power: number, powerBefore: number, nCandidates: number, omitted: number, introductions: Array<{ gain: number, probability: number, reachBefore: number, routeBefore: number | null, employee: { masked: boolean, person: { id: string, sourceId: string, name: string } | null, department: { id: string, name: string } | null }, keyPerson: { id: string, sourceId: string, name: string }, customers: Array<{ id: string, name: string }> }> } };

export type SpreadQueryVariables = Exact<{
  asOf?: string | null | undefined;
  among?: SeedsAmong | null | undefined;
  seeds: number;
}>;


export type SpreadQuery = { influenceMaximization: { spread: number, lowerBound: number, upperBound: number, power: number, samples: number, omitted: number, certificate: { holds: boolean, ratio: number, wanted: number, delta: number, epsilon: number, optimumAtMost: number }, people: Array<{ gain: number, person: { masked: boolean, person: { id: string, sourceId: string, name: string } | null, department: { id: string, name: string } | null } }> } };

export type CompanyCustomersQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type CompanyCustomersQuery = { organizations: { nodes: Array<{ id: string, sourceId: string, name: string }> } };

export type OneOfUsFragment = { masked: boolean, person: { id: string, sourceId: string, name: string } | null, department: { id: string, name: string } | null };

export type WeakenedFragment = { power: number, person: { id: string, sourceId: string, name: string }, before: { probability: number }, after: { probability: number } };

export type AsItStandsFragment = { id: string, kind: JobKind, state: JobState, progress: number | null, error: string | null, asOf: string, dataVersion: number | null, result: unknown };

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
export const OneOfUsFragmentDoc = new TypedDocumentString(`
    fragment OneOfUs on CompanyPerson {
  masked
  person {
    id
    sourceId
    name
  }
  department {
    id
    name
  }
}
    `, {"fragmentName":"OneOfUs"}) as unknown as TypedDocumentString<OneOfUsFragment, unknown>;
export const WeakenedFragmentDoc = new TypedDocumentString(`
    fragment Weakened on WeakenedKeyPerson {
  power
  person {
    id
    sourceId
    name
  }
  before {
    probability
  }
  after {
    probability
  }
}
    `, {"fragmentName":"Weakened"}) as unknown as TypedDocumentString<WeakenedFragment, unknown>;
export const AsItStandsFragmentDoc = new TypedDocumentString(`
    fragment AsItStands on Job {
  id
  kind
  state
  progress
  error
  asOf
  dataVersion
  result
}
    `, {"fragmentName":"AsItStands"}) as unknown as TypedDocumentString<AsItStandsFragment, unknown>;
export const CompanyStateDocument = new TypedDocumentString(`
    query CompanyState($asOf: DateTime) {
  companyOverview(asOf: $asOf) {
    nCustomers
    nKeyPersons
    omitted
    completeness {
      value
    }
    business {
      status
      open {
        count
        withoutAmount
        amounts {
          amount
          currency
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CompanyStateQuery, CompanyStateQueryVariables>;
export const CompanyGapsDocument = new TypedDocumentString(`
    query CompanyGaps($asOf: DateTime) {
  coverage(asOf: $asOf) {
    nKeyPersons
    nCovered
    power
    coveredPower
    omitted
    singleThreaded(first: 8) {
      totalCount
      nodes {
        customer {
          id
          sourceId
          name
        }
        onOurSide {
          ...OneOfUs
        }
        onTheirSide {
          id
          sourceId
          name
        }
      }
    }
    uncoveredKeyPersons(first: 8) {
      totalCount
      nodes {
        power
        bestProbability
        person {
          id
          sourceId
          name
        }
        customers {
          id
          name
        }
      }
    }
  }
}
    fragment OneOfUs on CompanyPerson {
  masked
  person {
    id
    sourceId
    name
  }
  department {
    id
    name
  }
}`) as unknown as TypedDocumentString<CompanyGapsQuery, CompanyGapsQueryVariables>;
export const CompanyMovesDocument = new TypedDocumentString(`
    query CompanyMoves($from: DateTime!, $to: DateTime, $language: Language) {
  changes(from: $from, to: $to) {
    from
    reachBefore
    reachAfter
    keyPersons(first: 6) {
      totalCount
      nodes {
        probabilityBefore
        probabilityAfter
        person {
          id
          sourceId
          name
        }
        lines {
          kind
          text(language: $language)
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CompanyMovesQuery, CompanyMovesQueryVariables>;
export const CoverageCellsDocument = new TypedDocumentString(`
    query CoverageCells($asOf: DateTime, $after: String) {
  coverage(asOf: $asOf) {
    omitted
    departments(first: 200, after: $after) {
      totalCount
      pageInfo {
        endCursor
        hasNextPage
      }
      nodes {
        nKeyPersons
        nCovered
        coveredPower
        bestProbability
        department {
          id
          sourceId
          name
        }
        customer {
          id
          sourceId
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CoverageCellsQuery, CoverageCellsQueryVariables>;
export const DependedOnDocument = new TypedDocumentString(`
    query DependedOn($asOf: DateTime, $first: Int) {
  singlePointsOfFailure(asOf: $asOf, first: $first) {
    totalCount
    nodes {
      nKeyPersons
      power
      employee {
        ...OneOfUs
      }
      keyPersons(first: 4) {
        probability
        nextBestProbability
        person {
          id
          sourceId
          name
        }
      }
    }
  }
}
    fragment OneOfUs on CompanyPerson {
  masked
  person {
    id
    sourceId
    name
  }
  department {
    id
    name
  }
}`) as unknown as TypedDocumentString<DependedOnQuery, DependedOnQueryVariables>;
export const HiddenOnesDocument = new TypedDocumentString(`
    query HiddenOnes($asOf: DateTime, $first: Int, $language: Language) {
  hiddenInfluencers(asOf: $asOf) {
    nWithoutLevel
    notice(language: $language)
    influencers(first: $first) {
      totalCount
      nodes {
        gap
        why(language: $language)
        entry {
          masked
          reach
          percentile
          titlePercentile
          person {
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
  }
}
    `) as unknown as TypedDocumentString<HiddenOnesQuery, HiddenOnesQueryVariables>;
export const WhatIfDocument = new TypedDocumentString(`
    query WhatIf($people: [ID!]!, $asOf: DateTime, $language: Language) {
  departure(people: $people, asOf: $asOf) {
    loss
    omitted
    nOpportunitiesAtRisk
    nWithoutAmount
    amountAtRisk {
      amount
      currency
      opportunities
    }
    uncoveredCustomers(first: 50) {
      id
      sourceId
      name
    }
    chainsTurnedRed(first: 50) {
      before
      opportunity {
        id
        sourceId
        name
      }
    }
    ownerlessOpportunities(first: 50) {
      id
      sourceId
      name
      amount
      currency
      customer {
        id
        name
      }
    }
    lostKeyPersons(first: 50) {
      totalCount
      nodes {
        ...Weakened
      }
    }
    weakenedKeyPersons(first: 50) {
      totalCount
      nodes {
        ...Weakened
      }
    }
    successors(first: 100) {
      totalCount
      nodes {
        strength
        contact {
          id
          sourceId
          name
        }
        leaver {
          id
          sourceId
          name
        }
        successor {
          probability
          reasons(language: $language)
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
    fragment Weakened on WeakenedKeyPerson {
  power
  person {
    id
    sourceId
    name
  }
  before {
    probability
  }
  after {
    probability
  }
}`) as unknown as TypedDocumentString<WhatIfQuery, WhatIfQueryVariables>;
export const LeaversDocument = new TypedDocumentString(`
    query Leavers($person: ID!) {
  lookup(kind: PERSON, sourceId: $person) {
    __typename
    ... on Person {
      id
      sourceId
      name
    }
  }
}
    `) as unknown as TypedDocumentString<LeaversQuery, LeaversQueryVariables>;
export const CountDeparturesDocument = new TypedDocumentString(`
    mutation CountDepartures($asOf: DateTime) {
  startJob(job: {departureRanking: {}}, asOf: $asOf) {
    id
  }
}
    `) as unknown as TypedDocumentString<CountDeparturesMutation, CountDeparturesMutationVariables>;
export const StartLongDocument = new TypedDocumentString(`
    mutation StartLong($job: JobInput!, $asOf: DateTime) {
  startJob(job: $job, asOf: $asOf) {
    id
  }
}
    `) as unknown as TypedDocumentString<StartLongMutation, StartLongMutationVariables>;
export const CancelCountingDocument = new TypedDocumentString(`
    mutation CancelCounting($id: ID!) {
  cancelJob(id: $id) {
    id
    state
  }
}
    `) as unknown as TypedDocumentString<CancelCountingMutation, CancelCountingMutationVariables>;
export const JobAsItStandsDocument = new TypedDocumentString(`
    query JobAsItStands($id: ID!) {
  job(id: $id) {
    ...AsItStands
  }
}
    fragment AsItStands on Job {
  id
  kind
  state
  progress
  error
  asOf
  dataVersion
  result
}`) as unknown as TypedDocumentString<JobAsItStandsQuery, JobAsItStandsQueryVariables>;
export const FollowJobDocument = new TypedDocumentString(`
    subscription FollowJob($id: ID!) {
  jobProgress(id: $id) {
    ...AsItStands
  }
}
    fragment AsItStands on Job {
  id
  kind
  state
  progress
  error
  asOf
  dataVersion
  result
}`) as unknown as TypedDocumentString<FollowJobSubscription, FollowJobSubscriptionVariables>;
export const IntroductionsDocument = new TypedDocumentString(`
    query Introductions($asOf: DateTime, $customer: ID, $introductions: Int!, $perEmployee: Int!) {
  introductionPlan(
    asOf: $asOf
    customer: $customer
    introductions: $introductions
    perEmployee: $perEmployee
  ) {
    gain
    guarantee
    reached
    upperBound
    power
    powerBefore
    nCandidates
    omitted
    introductions {
      gain
      probability
      reachBefore
      routeBefore
      employee {
        ...OneOfUs
      }
      keyPerson {
        id
        sourceId
        name
      }
      customers {
        id
        name
      }
    }
  }
}
    fragment OneOfUs on CompanyPerson {
  masked
  person {
    id
    sourceId
    name
  }
  department {
    id
    name
  }
}`) as unknown as TypedDocumentString<IntroductionsQuery, IntroductionsQueryVariables>;
export const SpreadDocument = new TypedDocumentString(`
    query Spread($asOf: DateTime, $among: SeedsAmong, $seeds: Int!) {
  influenceMaximization(asOf: $asOf, among: $among, seeds: $seeds) {
    spread
    lowerBound
    upperBound
    power
    samples
    omitted
    certificate {
      holds
      ratio
      wanted
      delta
      epsilon
      optimumAtMost
    }
    people {
      gain
      person {
        ...OneOfUs
      }
    }
  }
}
    fragment OneOfUs on CompanyPerson {
  masked
  person {
    id
    sourceId
    name
  }
  department {
    id
    name
  }
}`) as unknown as TypedDocumentString<SpreadQuery, SpreadQueryVariables>;
export const CompanyCustomersDocument = new TypedDocumentString(`
    query CompanyCustomers($after: String) {
  organizations(kind: CUSTOMER, first: 100, after: $after) {
    nodes {
      id
      sourceId
      name
    }
  }
}
    `) as unknown as TypedDocumentString<CompanyCustomersQuery, CompanyCustomersQueryVariables>;