/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/**
 * An assessment with all its values. Told apart by person, vendor, dimension, opportunity, instant and who assessed; a newer
 * one supersedes.
 */
export type AssessmentInput = {
  /** When it was true; not in the future. */
  at: string;
  /** Who assessed, and so owns it. Only an admin records what another assessed. */
  byId?: string | null | undefined;
  /** Whether the person coaches 教练 us. */
  coach?: boolean;
  /** Which of the three degrees. */
  dimension: Dimension;
  /** What it stands on. */
  evidence?: string | null | undefined;
  /** The level, on the scale. */
  level: number;
  /** In which opportunity. */
  opportunityId?: string | null | undefined;
  /** Whose attitude. */
  personId: string;
  /** The scale; levels are kept as -2 to 2. */
  scale?: LevelScale;
  /** Towards which organization. */
  vendorId: string;
  /** Who may see it: everybody without. `BLIND` is `BAD_INPUT`, and so is what not everybody may see without `byId`. */
  visibility?: Visibility;
};

/** One of the three degrees 三度 of a key person. */
export type Dimension =
  /** Price acceptance 价格接受度, towards a vendor in an opportunity. */
  | 'PRICE'
  /** Relationship closeness 关系紧密度, towards a vendor. */
  | 'RELATIONSHIP'
  /** Solution acceptance 方案认可度, towards a vendor in an opportunity. */
  | 'SOLUTION';

/** What can be looked up by the identifier used in imports, and searched. */
export type EntityKind =
  /** A department. */
  | 'DEPARTMENT'
  /** An opportunity. */
  | 'OPPORTUNITY'
  /** An organization. */
  | 'ORGANIZATION'
  /** A person: colleague or contact. */
  | 'PERSON';

/** A file of the import format: exactly one of `text` and `base64`. */
export type FileInput = {
  /** The bytes of any file in Base64. */
  base64?: string | null | undefined;
  /**
   * With its ending: a CSV file named after its rows (`people.csv`, `assessments.csv`, ...), a workbook (`map.xlsx`), or an
   * address book (`contacts.vcf`).
   */
  name: string;
  /** The content of a text file. */
  text?: string | null | undefined;
};

/** What an import does to a record. */
export type ImportEffect =
  /** It is not stored yet. */
  | 'ADDED'
  /** It is stored with other values. */
  | 'CHANGED'
  /** It changes in nothing but that it ends. */
  | 'ENDED';

/** How files are imported. */
export type ImportOptionsInput = {
  /** Whether address books are the viewer's own: each card is then also a line from the viewer to its person, acquainted. */
  addressBookIsMine?: boolean;
  /** Whether the valid rows are written although others are not. */
  skipInvalid?: boolean;
  /** Visibility of influence lines that say none; `COMPANY` without. */
  visibility?: Visibility | null | undefined;
};

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

/**
 * An influence line with all its values. Told apart by both people, polarity, kind, source, owner, `observedAt`, and whether a
 * level or a strength is given.
 */
export type InfluenceLineInput = {
  /** When it ended. */
  endedAt?: string | null | undefined;
  /** What it stands on; never the content of a message. */
  evidence?: string | null | undefined;
  /** Who can move the other. */
  fromId: string;
  /** A word for the kind of relation. */
  kind?: string | null | undefined;
  /** A level: this or `strength`. */
  level?: InfluenceLevel | null | undefined;
  /** When it was last seen to be true. */
  observedAt?: string | null | undefined;
  /**
   * Whose knowledge it is. Without, the viewer's, but the company's where everybody may see it; null says the company's.
   * Only an admin records for another owner.
   */
  ownerId?: string | null | undefined;
  /** For or against. */
  polarity?: Polarity;
  /** Where it was learned. */
  source?: string | null | undefined;
  /** A probability above 0 and at most 1: this or `level`. */
  strength?: number | null | undefined;
  /** Who can be moved. */
  toId: string;
  /** Who may see it. */
  visibility?: Visibility;
};

/** The scale on which an assessment is given. */
export type LevelScale =
  /** -2 to 2, one to one. */
  | 'BIPOLAR_5'
  /** -1 to 3: not accepted, neutral, support, prefers us, coach. */
  | 'HUAWEI'
  /** -1 to 1, one to one. */
  | 'TRI';

/** A membership with all its values. Told apart by person, unit and first day. */
export type MembershipInput = {
  /** The department: this or `organizationId`. */
  departmentId?: string | null | undefined;
  /** The first day. */
  from?: string | null | undefined;
  /** The title level 职级, 1 (highest) to 255. */
  level?: number | null | undefined;
  /** The organization as a whole: this or `departmentId`. */
  organizationId?: string | null | undefined;
  /** Who holds the post. */
  personId: string;
  /** The title 职务. */
  title?: string | null | undefined;
  /** The first day on which it does not hold any more. */
  to?: string | null | undefined;
};

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

/** What a row of the import format is. */
export type RecordKind =
  /** An assessment. */
  | 'ASSESSMENT'
  /** A role in a decision. */
  | 'DECISION_ROLE'
  /** A department. */
  | 'DEPARTMENT'
  /** An endorsement. */
  | 'ENDORSEMENT'
  /** An influence line. */
  | 'INFLUENCE'
  /** An interaction. */
  | 'INTERACTION'
  /** A membership. */
  | 'MEMBERSHIP'
  /** An opportunity. */
  | 'OPPORTUNITY'
  /** An organization. */
  | 'ORGANIZATION'
  /** A person. */
  | 'PERSON'
  /** A reporting line. */
  | 'REPORTING'
  /** A deal signal. */
  | 'SIGNAL'
  /** A sales target. */
  | 'TARGET';

/** A reporting line with all its values. Told apart by both people, scope and first day. */
export type ReportingLineInput = {
  /** The first day. */
  from?: string | null | undefined;
  /** To whom. */
  managerId: string;
  /** Who reports. */
  personId: string;
  /** The opportunity whose virtual team it is; the line organization without. */
  scope?: string | null | undefined;
  /** The first day on which it does not hold any more. */
  to?: string | null | undefined;
};

/** A deal signal with all its values. Told apart by opportunity, signal, instant and who saw it; the latest counts. */
export type SignalInput = {
  /** When it was seen; not in the future. */
  at: string;
  /** Who saw it. */
  byId?: string | null | undefined;
  /** What it stands on; never the content of a message. */
  evidence?: string | null | undefined;
  /** Of which opportunity. */
  opportunityId: string;
  /** Which of the six. */
  signal: SignalKind;
  /** Whether it was there. */
  value: boolean;
};

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

/** What a viewer may do. */
export type ViewerRole =
  /** Runs the service; sees no more relations than a rep. */
  | 'ADMIN'
  /** Stands above every department, so sees every team's lines. */
  | 'EXECUTIVE'
  /** As a rep; stands above departments by the reporting lines. */
  | 'MANAGER'
  /** Asks, and records what they know. */
  | 'REP';

/** Who may see an influence line or an assessment; as a person's consent, how that person agreed to be shown. */
export type Visibility =
  /** Everybody may use it, the colleague's name replaced until that colleague agrees. Not for assessments. */
  | 'BLIND'
  /** Everybody. */
  | 'COMPANY'
  /** The owner alone; nobody else learns even that it exists. */
  | 'PRIVATE'
  /** The owner's department and the managers above; others learn how many are not shown. */
  | 'TEAM';

export type RecordViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type RecordViewerQuery = { viewer: { role: ViewerRole, person: { id: string, sourceId: string, name: string } | null }, own: { nodes: Array<{ id: string, sourceId: string, name: string }> }, rivals: { nodes: Array<{ id: string, sourceId: string, name: string }> } };

export type RecordPersonQueryVariables = Exact<{
  person: string;
}>;


export type RecordPersonQuery = { lookup:
    | { __typename: 'Assessment' }
    | { __typename: 'Department' }
    | { __typename: 'Endorsement' }
    | { __typename: 'InfluenceLine' }
    | { __typename: 'Membership' }
    | { __typename: 'Opportunity' }
    | { __typename: 'Organization' }
    | { __typename: 'Person', id: string, sourceId: string, name: string, isEmployee: boolean, memberships: { nodes: Array<{ id: string, title: string | null, level: number | null, from: string | null, department: { id: string, sourceId: string, name: string, organization: { id: string, name: string } } | null, organization: { id: string, sourceId: string, name: string } }> }, decisionRoles: { nodes: Array<{ id: string, opportunity: { id: string, sourceId: string, name: string, outcome: OpportunityOutcome | null } }> }, assessments: { nodes: Array<{ id: string, at: string, dimension: Dimension, level: number, evidence: string | null, coach: boolean, visibility: Visibility, by: { id: string, sourceId: string, name: string } | null, vendor: { id: string, sourceId: string, name: string }, opportunity: { id: string, sourceId: string, name: string } | null }> }, influencedBy: { nodes: Array<{ id: string, level: InfluenceLevel | null, strength: number | null, polarity: Polarity, kind: string | null, evidence: string | null, observedAt: string | null, endedAt: string | null, source: string | null, visibility: Visibility, owner: { id: string, sourceId: string, name: string } | null, from:
            | { __typename: 'MaskedColleague', department: { id: string, name: string } | null }
            | { __typename: 'Person', id: string, sourceId: string, name: string }
          , to: { id: string, sourceId: string, name: string } }> }, influences: { nodes: Array<{ id: string, level: InfluenceLevel | null, strength: number | null, polarity: Polarity, kind: string | null, evidence: string | null, observedAt: string | null, endedAt: string | null, source: string | null, visibility: Visibility, owner: { id: string, sourceId: string, name: string } | null, from:
            | { __typename: 'MaskedColleague', department: { id: string, name: string } | null }
            | { __typename: 'Person', id: string, sourceId: string, name: string }
          , to: { id: string, sourceId: string, name: string } }> }, reportingLines: { nodes: Array<{ id: string, from: string | null, manager: { id: string, sourceId: string, name: string }, opportunity: { id: string, sourceId: string, name: string } | null }> } }
    | { __typename: 'ReportingLine' }
    | { __typename: 'RoleInDecision' }
    | { __typename: 'Signal' }
    | { __typename: 'Target' }
   | null };

export type RecordOpportunityQueryVariables = Exact<{
  opportunity: string;
}>;


export type RecordOpportunityQuery = { lookup:
    | { __typename: 'Assessment' }
    | { __typename: 'Department' }
    | { __typename: 'Endorsement' }
    | { __typename: 'InfluenceLine' }
    | { __typename: 'Membership' }
    | { __typename: 'Opportunity', id: string, sourceId: string, name: string, signals: { nodes: Array<{ id: string, at: string, signal: SignalKind, value: boolean, evidence: string | null, by: { id: string, name: string } | null }> } }
    | { __typename: 'Organization' }
    | { __typename: 'Person' }
    | { __typename: 'ReportingLine' }
    | { __typename: 'RoleInDecision' }
    | { __typename: 'Signal' }
    | { __typename: 'Target' }
   | null };

export type FindRecordedQueryVariables = Exact<{
  text: string;
  kinds?: Array<EntityKind> | EntityKind | null | undefined;
}>;


export type FindRecordedQuery = { search: { nodes: Array<
      | { __typename: 'Assessment' }
      | { __typename: 'Department', id: string, sourceId: string, name: string, organization: { id: string, name: string } }
      | { __typename: 'Endorsement' }
      | { __typename: 'InfluenceLine' }
      | { __typename: 'Membership' }
      | { __typename: 'Opportunity', id: string, sourceId: string, name: string }
      | { __typename: 'Organization', id: string, sourceId: string, name: string }
      | { __typename: 'Person' }
      | { __typename: 'ReportingLine' }
      | { __typename: 'RoleInDecision' }
      | { __typename: 'Signal' }
      | { __typename: 'Target' }
    > } };

export type RecordNamedQueryVariables = Exact<{
  opportunity: string;
  department: string;
  organization: string;
}>;


export type RecordNamedQuery = { opportunity:
    | { __typename: 'Assessment' }
    | { __typename: 'Department' }
    | { __typename: 'Endorsement' }
    | { __typename: 'InfluenceLine' }
    | { __typename: 'Membership' }
    | { __typename: 'Opportunity', id: string, name: string }
    | { __typename: 'Organization' }
    | { __typename: 'Person' }
    | { __typename: 'ReportingLine' }
    | { __typename: 'RoleInDecision' }
    | { __typename: 'Signal' }
    | { __typename: 'Target' }
   | null, department:
    | { __typename: 'Assessment' }
    | { __typename: 'Department', id: string, name: string }
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
   | null, organization:
    | { __typename: 'Assessment' }
    | { __typename: 'Department' }
    | { __typename: 'Endorsement' }
    | { __typename: 'InfluenceLine' }
    | { __typename: 'Membership' }
    | { __typename: 'Opportunity' }
    | { __typename: 'Organization', id: string, name: string }
    | { __typename: 'Person' }
    | { __typename: 'ReportingLine' }
    | { __typename: 'RoleInDecision' }
    | { __typename: 'Signal' }
    | { __typename: 'Target' }
   | null };

export type RecordedLineFragment = { id: string, level: InfluenceLevel | null, strength: number | null, polarity: Polarity, kind: string | null, evidence: string | null, observedAt: string | null, endedAt: string | null, source: string | null, visibility: Visibility, owner: { id: string, sourceId: string, name: string } | null, from:
    | { __typename: 'MaskedColleague', department: { id: string, name: string } | null }
    | { __typename: 'Person', id: string, sourceId: string, name: string }
  , to: { id: string, sourceId: string, name: string } };

export type RecordAssessmentMutationVariables = Exact<{
  clientId: string;
  input: AssessmentInput;
}>;


export type RecordAssessmentMutation = { recordAssessment: { dataVersion: number, unchanged: boolean, assessment: { id: string } | null } };

export type RecordInfluenceLineMutationVariables = Exact<{
  clientId: string;
  input: InfluenceLineInput;
}>;


export type RecordInfluenceLineMutation = { recordInfluenceLine: { dataVersion: number, unchanged: boolean, influenceLine: { id: string } | null } };

export type EndInfluenceLineMutationVariables = Exact<{
  clientId: string;
  id: string;
  at: string;
}>;


export type EndInfluenceLineMutation = { endInfluenceLine: { dataVersion: number, unchanged: boolean } };

export type RecordMembershipMutationVariables = Exact<{
  clientId: string;
  input: MembershipInput;
}>;


export type RecordMembershipMutation = { recordMembership: { dataVersion: number, unchanged: boolean, membership: { id: string } } };

export type EndMembershipMutationVariables = Exact<{
  clientId: string;
  id: string;
  on: string;
}>;


export type EndMembershipMutation = { endMembership: { dataVersion: number, unchanged: boolean } };

export type RecordReportingLineMutationVariables = Exact<{
  clientId: string;
  input: ReportingLineInput;
}>;


export type RecordReportingLineMutation = { recordReportingLine: { dataVersion: number, unchanged: boolean, reportingLine: { id: string } } };

export type EndReportingLineMutationVariables = Exact<{
  clientId: string;
  id: string;
  on: string;
}>;


export type EndReportingLineMutation = { endReportingLine: { dataVersion: number, unchanged: boolean } };

export type RecordSignalMutationVariables = Exact<{
  clientId: string;
  input: SignalInput;
}>;


export type RecordSignalMutation = { recordSignal: { dataVersion: number, unchanged: boolean, signal: { id: string } } };

export type PreviewImportQueryVariables = Exact<{
  files: Array<FileInput> | FileInput;
  options?: ImportOptionsInput | null | undefined;
}>;


export type PreviewImportQuery = { importPreview: { nChanges: number, nFaults: number, notices: Array<string>, dataVersion: number, files: Array<{ file: string, kind: RecordKind, read: number, added: number, changed: number, ended: number, unchanged: number, rejected: number }>, faults: Array<{ file: string, row: number | null, column: string | null, value: string | null, code: string, expected: string }>, changes: { nodes: Array<{ id: string, kind: RecordKind, effect: ImportEffect, values: Array<{ column: string, before: string | null, after: string | null }> }> } } };

export type ImportFilesMutationVariables = Exact<{
  files: Array<FileInput> | FileInput;
  options?: ImportOptionsInput | null | undefined;
}>;


export type ImportFilesMutation = { importFiles: { dataVersion: number | null, nFaults: number, notices: Array<string>, files: Array<{ file: string, kind: RecordKind, read: number, added: number, changed: number, ended: number, unchanged: number, rejected: number }>, faults: Array<{ file: string, row: number | null, column: string | null, value: string | null, code: string, expected: string }>, rejects: Array<{ name: string, text: string }> } };

export type FileOutcomeFragment = { file: string, kind: RecordKind, read: number, added: number, changed: number, ended: number, unchanged: number, rejected: number };

export type FaultFragment = { file: string, row: number | null, column: string | null, value: string | null, code: string, expected: string };

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
export const RecordedLineFragmentDoc = new TypedDocumentString(`
    fragment RecordedLine on InfluenceLine {
  id
  level
  strength
  polarity
  kind
  evidence
  observedAt
  endedAt
  source
  visibility
  owner {
    id
    sourceId
    name
  }
  from {
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
  to {
    id
    sourceId
    name
  }
}
    `, {"fragmentName":"RecordedLine"}) as unknown as TypedDocumentString<RecordedLineFragment, unknown>;
export const FileOutcomeFragmentDoc = new TypedDocumentString(`
    fragment FileOutcome on ImportedFile {
  file
  kind
  read
  added
  changed
  ended
  unchanged
  rejected
}
    `, {"fragmentName":"FileOutcome"}) as unknown as TypedDocumentString<FileOutcomeFragment, unknown>;
export const FaultFragmentDoc = new TypedDocumentString(`
    fragment Fault on ImportFault {
  file
  row
  column
  value
  code
  expected
}
    `, {"fragmentName":"Fault"}) as unknown as TypedDocumentString<FaultFragment, unknown>;
export const RecordViewerDocument = new TypedDocumentString(`
    query RecordViewer {
  viewer {
    role
    person {
      id
      sourceId
      name
    }
  }
  own: organizations(kind: OWN, first: 5) {
    nodes {
      id
      sourceId
      name
    }
  }
  rivals: organizations(kind: COMPETITOR, first: 50) {
    nodes {
      id
      sourceId
      name
    }
  }
}
    `) as unknown as TypedDocumentString<RecordViewerQuery, RecordViewerQueryVariables>;
export const RecordPersonDocument = new TypedDocumentString(`
    query RecordPerson($person: ID!) {
  lookup(kind: PERSON, sourceId: $person) {
    __typename
    ... on Person {
      id
      sourceId
      name
      isEmployee
      memberships(first: 10) {
        nodes {
          id
          title
          level
          from
          department {
            id
            sourceId
            name
            organization {
              id
              name
            }
          }
          organization {
            id
            sourceId
            name
          }
        }
      }
      decisionRoles(first: 40) {
        nodes {
          id
          opportunity {
            id
            sourceId
            name
            outcome
          }
        }
      }
      assessments(first: 8) {
        nodes {
          id
          at
          dimension
          level
          evidence
          coach
          visibility
          by {
            id
            sourceId
            name
          }
          vendor {
            id
            sourceId
            name
          }
          opportunity {
            id
            sourceId
            name
          }
        }
      }
      influencedBy(first: 12) {
        nodes {
          ...RecordedLine
        }
      }
      influences(first: 12) {
        nodes {
          ...RecordedLine
        }
      }
      reportingLines(first: 10) {
        nodes {
          id
          from
          manager {
            id
            sourceId
            name
          }
          opportunity {
            id
            sourceId
            name
          }
        }
      }
    }
  }
}
    fragment RecordedLine on InfluenceLine {
  id
  level
  strength
  polarity
  kind
  evidence
  observedAt
  endedAt
  source
  visibility
  owner {
    id
    sourceId
    name
  }
  from {
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
  to {
    id
    sourceId
    name
  }
}`) as unknown as TypedDocumentString<RecordPersonQuery, RecordPersonQueryVariables>;
export const RecordOpportunityDocument = new TypedDocumentString(`
    query RecordOpportunity($opportunity: ID!) {
  lookup(kind: OPPORTUNITY, sourceId: $opportunity) {
    __typename
    ... on Opportunity {
      id
      sourceId
      name
      signals(first: 20) {
        nodes {
          id
          at
          signal
          value
          evidence
          by {
            id
            name
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RecordOpportunityQuery, RecordOpportunityQueryVariables>;
export const FindRecordedDocument = new TypedDocumentString(`
    query FindRecorded($text: String!, $kinds: [EntityKind!]) {
  search(text: $text, kinds: $kinds, first: 8) {
    nodes {
      __typename
      ... on Opportunity {
        id
        sourceId
        name
      }
      ... on Department {
        id
        sourceId
        name
        organization {
          id
          name
        }
      }
      ... on Organization {
        id
        sourceId
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FindRecordedQuery, FindRecordedQueryVariables>;
export const RecordNamedDocument = new TypedDocumentString(`
    query RecordNamed($opportunity: ID!, $department: ID!, $organization: ID!) {
  opportunity: lookup(kind: OPPORTUNITY, sourceId: $opportunity) {
    __typename
    ... on Opportunity {
      id
      name
    }
  }
  department: lookup(kind: DEPARTMENT, sourceId: $department) {
    __typename
    ... on Department {
      id
      name
    }
  }
  organization: lookup(kind: ORGANIZATION, sourceId: $organization) {
    __typename
    ... on Organization {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<RecordNamedQuery, RecordNamedQueryVariables>;
export const RecordAssessmentDocument = new TypedDocumentString(`
    mutation RecordAssessment($clientId: String!, $input: AssessmentInput!) {
  recordAssessment(clientId: $clientId, input: $input) {
    dataVersion
    unchanged
    assessment {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<RecordAssessmentMutation, RecordAssessmentMutationVariables>;
export const RecordInfluenceLineDocument = new TypedDocumentString(`
    mutation RecordInfluenceLine($clientId: String!, $input: InfluenceLineInput!) {
  recordInfluenceLine(clientId: $clientId, input: $input) {
    dataVersion
    unchanged
    influenceLine {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<RecordInfluenceLineMutation, RecordInfluenceLineMutationVariables>;
export const EndInfluenceLineDocument = new TypedDocumentString(`
    mutation EndInfluenceLine($clientId: String!, $id: ID!, $at: DateTime!) {
  endInfluenceLine(clientId: $clientId, id: $id, at: $at) {
    dataVersion
    unchanged
  }
}
    `) as unknown as TypedDocumentString<EndInfluenceLineMutation, EndInfluenceLineMutationVariables>;
export const RecordMembershipDocument = new TypedDocumentString(`
    mutation RecordMembership($clientId: String!, $input: MembershipInput!) {
  recordMembership(clientId: $clientId, input: $input) {
    dataVersion
    unchanged
    membership {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<RecordMembershipMutation, RecordMembershipMutationVariables>;
export const EndMembershipDocument = new TypedDocumentString(`
    mutation EndMembership($clientId: String!, $id: ID!, $on: Date!) {
  endMembership(clientId: $clientId, id: $id, on: $on) {
    dataVersion
    unchanged
  }
}
    `) as unknown as TypedDocumentString<EndMembershipMutation, EndMembershipMutationVariables>;
export const RecordReportingLineDocument = new TypedDocumentString(`
    mutation RecordReportingLine($clientId: String!, $input: ReportingLineInput!) {
  recordReportingLine(clientId: $clientId, input: $input) {
    dataVersion
    unchanged
    reportingLine {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<RecordReportingLineMutation, RecordReportingLineMutationVariables>;
export const EndReportingLineDocument = new TypedDocumentString(`
    mutation EndReportingLine($clientId: String!, $id: ID!, $on: Date!) {
  endReportingLine(clientId: $clientId, id: $id, on: $on) {
    dataVersion
    unchanged
  }
}
    `) as unknown as TypedDocumentString<EndReportingLineMutation, EndReportingLineMutationVariables>;
export const RecordSignalDocument = new TypedDocumentString(`
    mutation RecordSignal($clientId: String!, $input: SignalInput!) {
  recordSignal(clientId: $clientId, input: $input) {
    dataVersion
    unchanged
    signal {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<RecordSignalMutation, RecordSignalMutationVariables>;
export const PreviewImportDocument = new TypedDocumentString(`
    query PreviewImport($files: [FileInput!]!, $options: ImportOptionsInput) {
  importPreview(files: $files, options: $options) {
    nChanges
    nFaults
    notices
    dataVersion
    files {
      ...FileOutcome
    }
    faults {
      ...Fault
    }
    changes(first: 100) {
      nodes {
        id
        kind
        effect
        values {
          column
          before
          after
        }
      }
    }
  }
}
    fragment FileOutcome on ImportedFile {
  file
  kind
  read
  added
  changed
  ended
  unchanged
  rejected
}
fragment Fault on ImportFault {
  file
  row
  column
  value
  code
  expected
}`) as unknown as TypedDocumentString<PreviewImportQuery, PreviewImportQueryVariables>;
export const ImportFilesDocument = new TypedDocumentString(`
    mutation ImportFiles($files: [FileInput!]!, $options: ImportOptionsInput) {
  importFiles(files: $files, options: $options) {
    dataVersion
    nFaults
    notices
    files {
      ...FileOutcome
    }
    faults {
      ...Fault
    }
    rejects {
      name
      text
    }
  }
}
    fragment FileOutcome on ImportedFile {
  file
  kind
  read
  added
  changed
  ended
  unchanged
  rejected
}
fragment Fault on ImportFault {
  file
  row
  column
  value
  code
  expected
}`) as unknown as TypedDocumentString<ImportFilesMutation, ImportFilesMutationVariables>;