/* eslint-disable */
import * as types from './graphql';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query NetworkCommunities($asOf: DateTime, $layer: StructureLayer, $side: MapSide, $customer: ID, $minStrength: Float) {\n  influenceMap(\n    asOf: $asOf\n    layer: $layer\n    side: $side\n    customer: $customer\n    minStrength: $minStrength\n  ) {\n    nPeople\n    nLines\n    nCommunities\n    omitted\n    communities(first: 100) {\n      ...OnMap\n      nLines\n      nOfUnit\n      head {\n        masked\n        person {\n          id\n          sourceId\n          name\n        }\n        department {\n          id\n          name\n        }\n      }\n    }\n    ties(among: 100, first: 200) {\n      communities\n      nLines\n      strength\n    }\n  }\n}\n\nquery NetworkPeople($asOf: DateTime, $layer: StructureLayer, $side: MapSide, $customer: ID, $minStrength: Float, $community: Int, $around: ID) {\n  influenceMap(\n    asOf: $asOf\n    layer: $layer\n    side: $side\n    customer: $customer\n    minStrength: $minStrength\n  ) {\n    nPeople\n    nLines\n    nCommunities\n    omitted\n    communities(first: 100) {\n      ...OnMap\n    }\n    detail(community: $community, around: $around) {\n      sourceIds\n      names\n      x\n      y\n      communities\n      areEmployees\n      ranks\n      units\n      unitNames\n      linesFrom\n      linesTo\n      lineStrengths\n    }\n  }\n}\n\nquery NetworkCustomers($after: String) {\n  organizations(kind: CUSTOMER, first: 100, after: $after) {\n    nodes {\n      id\n      sourceId\n      name\n    }\n  }\n}\n\nfragment OnMap on MapCommunity {\n  number\n  size\n  nEmployees\n  x\n  y\n  radius\n  department {\n    id\n    name\n  }\n  customer {\n    id\n    name\n  }\n}": typeof types.NetworkCommunitiesDocument,
};
const documents: Documents = {
    "query NetworkCommunities($asOf: DateTime, $layer: StructureLayer, $side: MapSide, $customer: ID, $minStrength: Float) {\n  influenceMap(\n    asOf: $asOf\n    layer: $layer\n    side: $side\n    customer: $customer\n    minStrength: $minStrength\n  ) {\n    nPeople\n    nLines\n    nCommunities\n    omitted\n    communities(first: 100) {\n      ...OnMap\n      nLines\n      nOfUnit\n      head {\n        masked\n        person {\n          id\n          sourceId\n          name\n        }\n        department {\n          id\n          name\n        }\n      }\n    }\n    ties(among: 100, first: 200) {\n      communities\n      nLines\n      strength\n    }\n  }\n}\n\nquery NetworkPeople($asOf: DateTime, $layer: StructureLayer, $side: MapSide, $customer: ID, $minStrength: Float, $community: Int, $around: ID) {\n  influenceMap(\n    asOf: $asOf\n    layer: $layer\n    side: $side\n    customer: $customer\n    minStrength: $minStrength\n  ) {\n    nPeople\n    nLines\n    nCommunities\n    omitted\n    communities(first: 100) {\n      ...OnMap\n    }\n    detail(community: $community, around: $around) {\n      sourceIds\n      names\n      x\n      y\n      communities\n      areEmployees\n      ranks\n      units\n      unitNames\n      linesFrom\n      linesTo\n      lineStrengths\n    }\n  }\n}\n\nquery NetworkCustomers($after: String) {\n  organizations(kind: CUSTOMER, first: 100, after: $after) {\n    nodes {\n      id\n      sourceId\n      name\n    }\n  }\n}\n\nfragment OnMap on MapCommunity {\n  number\n  size\n  nEmployees\n  x\n  y\n  radius\n  department {\n    id\n    name\n  }\n  customer {\n    id\n    name\n  }\n}": types.NetworkCommunitiesDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query NetworkCommunities($asOf: DateTime, $layer: StructureLayer, $side: MapSide, $customer: ID, $minStrength: Float) {\n  influenceMap(\n    asOf: $asOf\n    layer: $layer\n    side: $side\n    customer: $customer\n    minStrength: $minStrength\n  ) {\n    nPeople\n    nLines\n    nCommunities\n    omitted\n    communities(first: 100) {\n      ...OnMap\n      nLines\n      nOfUnit\n      head {\n        masked\n        person {\n          id\n          sourceId\n          name\n        }\n        department {\n          id\n          name\n        }\n      }\n    }\n    ties(among: 100, first: 200) {\n      communities\n      nLines\n      strength\n    }\n  }\n}\n\nquery NetworkPeople($asOf: DateTime, $layer: StructureLayer, $side: MapSide, $customer: ID, $minStrength: Float, $community: Int, $around: ID) {\n  influenceMap(\n    asOf: $asOf\n    layer: $layer\n    side: $side\n    customer: $customer\n    minStrength: $minStrength\n  ) {\n    nPeople\n    nLines\n    nCommunities\n    omitted\n    communities(first: 100) {\n      ...OnMap\n    }\n    detail(community: $community, around: $around) {\n      sourceIds\n      names\n      x\n      y\n      communities\n      areEmployees\n      ranks\n      units\n      unitNames\n      linesFrom\n      linesTo\n      lineStrengths\n    }\n  }\n}\n\nquery NetworkCustomers($after: String) {\n  organizations(kind: CUSTOMER, first: 100, after: $after) {\n    nodes {\n      id\n      sourceId\n      name\n    }\n  }\n}\n\nfragment OnMap on MapCommunity {\n  number\n  size\n  nEmployees\n  x\n  y\n  radius\n  department {\n    id\n    name\n  }\n  customer {\n    id\n    name\n  }\n}"): typeof import('./graphql').NetworkCommunitiesDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
