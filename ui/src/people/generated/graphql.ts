/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

export type FindPeopleQueryVariables = Exact<{
  text: string;
  first?: number | null | undefined;
}>;


export type FindPeopleQuery = { search: { nodes: Array<
      | { __typename: 'Assessment' }
      | { __typename: 'Department' }
      | { __typename: 'Endorsement' }
      | { __typename: 'InfluenceLine' }
      | { __typename: 'Membership' }
      | { __typename: 'Opportunity' }
      | { __typename: 'Organization' }
      | { __typename: 'Person', id: string, sourceId: string, name: string, aliases: Array<string>, isEmployee: boolean, memberships: { nodes: Array<{ id: string, title: string | null, organization: { id: string, name: string, kind: OrganizationKind }, department: { id: string, name: string } | null }> } }
      | { __typename: 'ReportingLine' }
      | { __typename: 'RoleInDecision' }
      | { __typename: 'Signal' }
      | { __typename: 'Target' }
    > } };

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

export const FindPeopleDocument = new TypedDocumentString(`
    query FindPeople($text: String!, $first: Int) {
  search(text: $text, kinds: [PERSON], first: $first) {
    nodes {
      __typename
      ... on Person {
        id
        sourceId
        name
        aliases
        isEmployee
        memberships(first: 1) {
          nodes {
            id
            title
            organization {
              id
              name
              kind
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
}
    `) as unknown as TypedDocumentString<FindPeopleQuery, FindPeopleQueryVariables>;