/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Whose lines a map shows. */
export type MapSide =
  /** Lines among our own people. */
  | 'OURS'
  /** Lines among people outside our company. */
  | 'OUTSIDE';

/** Which lines. */
export type StructureLayer =
  /** Trust from contacts alone, whatever else is recorded. */
  | 'CONTACT'
  /** Everything that carries influence. */
  | 'INFLUENCE';

export type NetworkCommunitiesQueryVariables = Exact<{
  asOf?: string | null | undefined;
  layer?: StructureLayer | null | undefined;
  side?: MapSide | null | undefined;
  customer?: string | null | undefined;
  minStrength?: number | null | undefined;
}>;


export type NetworkCommunitiesQuery = { influenceMap: { nPeople: number, nLines: number, nCommunities: number, omitted: number, communities: Array<{ nLines: number, nOfUnit: number, number: number, size: number, nEmployees: number, x: number, y: number, radius: number, head: { masked: boolean, person: { id: string, sourceId: string, name: string } | null, department: { id: string, name: string } | null }, department: { id: string, name: string } | null, customer: { id: string, name: string } | null }>, ties: Array<{ communities: Array<number>, nLines: number, strength: number }> } };

export type NetworkPeopleQueryVariables = Exact<{
  asOf?: string | null | undefined;
  layer?: StructureLayer | null | undefined;
  side?: MapSide | null | undefined;
  customer?: string | null | undefined;
  minStrength?: number | null | undefined;
  community?: number | null | undefined;
  around?: string | null | undefined;
}>;


export type NetworkPeopleQuery = { influenceMap: { nPeople: number, nLines: number, nCommunities: number, omitted: number, communities: Array<{ number: number, size: number, nEmployees: number, x: number, y: number, radius: number, department: { id: string, name: string } | null, customer: { id: string, name: string } | null }>, detail: { sourceIds: Array<string | null>, names: Array<string | null>, x: Array<number>, y: Array<number>, communities: Array<number>, areEmployees: Array<boolean>, ranks: Array<number>, units: Array<number | null>, unitNames: Array<string>, linesFrom: Array<number>, linesTo: Array<number>, lineStrengths: Array<number> } | null } };

export type NetworkCustomersQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type NetworkCustomersQuery = { organizations: { nodes: Array<{ id: string, sourceId: string, name: string }> } };

export type OnMapFragment = { number: number, size: number, nEmployees: number, x: number, y: number, radius: number, department: { id: string, name: string } | null, customer: { id: string, name: string } | null };

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
export const OnMapFragmentDoc = new TypedDocumentString(`
    fragment OnMap on MapCommunity {
  number
  size
  nEmployees
  x
  y
  radius
  department {
    id
    name
  }
  customer {
    id
    name
  }
}
    `, {"fragmentName":"OnMap"}) as unknown as TypedDocumentString<OnMapFragment, unknown>;
export const NetworkCommunitiesDocument = new TypedDocumentString(`
    query NetworkCommunities($asOf: DateTime, $layer: StructureLayer, $side: MapSide, $customer: ID, $minStrength: Float) {
  influenceMap(
    asOf: $asOf
    layer: $layer
    side: $side
    customer: $customer
    minStrength: $minStrength
  ) {
    nPeople
    nLines
    nCommunities
    omitted
    communities(first: 100) {
      ...OnMap
      nLines
      nOfUnit
      head {
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
    }
    ties(among: 100, first: 200) {
      communities
      nLines
      strength
    }
  }
}
    fragment OnMap on MapCommunity {
  number
  size
  nEmployees
  x
  y
  radius
  department {
    id
    name
  }
  customer {
    id
    name
  }
}`) as unknown as TypedDocumentString<NetworkCommunitiesQuery, NetworkCommunitiesQueryVariables>;
export const NetworkPeopleDocument = new TypedDocumentString(`
    query NetworkPeople($asOf: DateTime, $layer: StructureLayer, $side: MapSide, $customer: ID, $minStrength: Float, $community: Int, $around: ID) {
  influenceMap(
    asOf: $asOf
    layer: $layer
    side: $side
    customer: $customer
    minStrength: $minStrength
  ) {
    nPeople
    nLines
    nCommunities
    omitted
    communities(first: 100) {
      ...OnMap
    }
    detail(community: $community, around: $around) {
      sourceIds
      names
      x
      y
      communities
      areEmployees
      ranks
      units
      unitNames
      linesFrom
      linesTo
      lineStrengths
    }
  }
}
    fragment OnMap on MapCommunity {
  number
  size
  nEmployees
  x
  y
  radius
  department {
    id
    name
  }
  customer {
    id
    name
  }
}`) as unknown as TypedDocumentString<NetworkPeopleQuery, NetworkPeopleQueryVariables>;
export const NetworkCustomersDocument = new TypedDocumentString(`
    query NetworkCustomers($after: String) {
  organizations(kind: CUSTOMER, first: 100, after: $after) {
    nodes {
      id
      sourceId
      name
    }
  }
}
    `) as unknown as TypedDocumentString<NetworkCustomersQuery, NetworkCustomersQueryVariables>;