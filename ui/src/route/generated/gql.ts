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
    "query Routes($keyPerson: ID!, $viewpoint: ViewpointInput, $asOf: DateTime, $first: Int) {\n  viewer {\n    sourceId\n  }\n  influencersOf(keyPerson: $keyPerson, viewpoint: $viewpoint, asOf: $asOf) {\n    asOf\n    knowledge\n    keyPerson {\n      id\n      sourceId\n      name\n      memberships(asOf: $asOf, first: 1) {\n        nodes {\n          id\n          title\n          organization {\n            id\n            sourceId\n            name\n          }\n        }\n      }\n    }\n    companyReach {\n      probability\n    }\n    omissions {\n      reason\n      count\n    }\n    conflicts {\n      from {\n        id\n        sourceId\n        name\n      }\n      to {\n        id\n        sourceId\n        name\n      }\n      strength\n      evidence\n      observedAt\n    }\n    doors(first: $first) {\n      totalCount\n      nodes {\n        probability\n        askFirst\n        cold\n        department {\n          id\n          name\n        }\n        employee {\n          ...Party\n        }\n        introduction {\n          probability\n          route {\n            ...Way\n          }\n        }\n        routes {\n          ...Way\n        }\n      }\n    }\n  }\n}\n\nfragment Way on Route {\n  probability\n  undecayedProbability\n  weakestStep {\n    from {\n      ...Party\n    }\n    to {\n      ...Party\n    }\n    strength\n  }\n  steps {\n    from {\n      ...Party\n    }\n    to {\n      ...Party\n    }\n    line\n    strength\n    undecayedStrength\n    cold\n    ageDays\n    lastEvidenceAt\n    evidence\n    source\n  }\n}\n\nfragment Party on RouteParty {\n  __typename\n  ... on Person {\n    id\n    sourceId\n    name\n  }\n  ... on MaskedColleague {\n    strength\n    department {\n      id\n      name\n    }\n  }\n}": typeof types.RoutesDocument,
};
const documents: Documents = {
    "query Routes($keyPerson: ID!, $viewpoint: ViewpointInput, $asOf: DateTime, $first: Int) {\n  viewer {\n    sourceId\n  }\n  influencersOf(keyPerson: $keyPerson, viewpoint: $viewpoint, asOf: $asOf) {\n    asOf\n    knowledge\n    keyPerson {\n      id\n      sourceId\n      name\n      memberships(asOf: $asOf, first: 1) {\n        nodes {\n          id\n          title\n          organization {\n            id\n            sourceId\n            name\n          }\n        }\n      }\n    }\n    companyReach {\n      probability\n    }\n    omissions {\n      reason\n      count\n    }\n    conflicts {\n      from {\n        id\n        sourceId\n        name\n      }\n      to {\n        id\n        sourceId\n        name\n      }\n      strength\n      evidence\n      observedAt\n    }\n    doors(first: $first) {\n      totalCount\n      nodes {\n        probability\n        askFirst\n        cold\n        department {\n          id\n          name\n        }\n        employee {\n          ...Party\n        }\n        introduction {\n          probability\n          route {\n            ...Way\n          }\n        }\n        routes {\n          ...Way\n        }\n      }\n    }\n  }\n}\n\nfragment Way on Route {\n  probability\n  undecayedProbability\n  weakestStep {\n    from {\n      ...Party\n    }\n    to {\n      ...Party\n    }\n    strength\n  }\n  steps {\n    from {\n      ...Party\n    }\n    to {\n      ...Party\n    }\n    line\n    strength\n    undecayedStrength\n    cold\n    ageDays\n    lastEvidenceAt\n    evidence\n    source\n  }\n}\n\nfragment Party on RouteParty {\n  __typename\n  ... on Person {\n    id\n    sourceId\n    name\n  }\n  ... on MaskedColleague {\n    strength\n    department {\n      id\n      name\n    }\n  }\n}": types.RoutesDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Routes($keyPerson: ID!, $viewpoint: ViewpointInput, $asOf: DateTime, $first: Int) {\n  viewer {\n    sourceId\n  }\n  influencersOf(keyPerson: $keyPerson, viewpoint: $viewpoint, asOf: $asOf) {\n    asOf\n    knowledge\n    keyPerson {\n      id\n      sourceId\n      name\n      memberships(asOf: $asOf, first: 1) {\n        nodes {\n          id\n          title\n          organization {\n            id\n            sourceId\n            name\n          }\n        }\n      }\n    }\n    companyReach {\n      probability\n    }\n    omissions {\n      reason\n      count\n    }\n    conflicts {\n      from {\n        id\n        sourceId\n        name\n      }\n      to {\n        id\n        sourceId\n        name\n      }\n      strength\n      evidence\n      observedAt\n    }\n    doors(first: $first) {\n      totalCount\n      nodes {\n        probability\n        askFirst\n        cold\n        department {\n          id\n          name\n        }\n        employee {\n          ...Party\n        }\n        introduction {\n          probability\n          route {\n            ...Way\n          }\n        }\n        routes {\n          ...Way\n        }\n      }\n    }\n  }\n}\n\nfragment Way on Route {\n  probability\n  undecayedProbability\n  weakestStep {\n    from {\n      ...Party\n    }\n    to {\n      ...Party\n    }\n    strength\n  }\n  steps {\n    from {\n      ...Party\n    }\n    to {\n      ...Party\n    }\n    line\n    strength\n    undecayedStrength\n    cold\n    ageDays\n    lastEvidenceAt\n    evidence\n    source\n  }\n}\n\nfragment Party on RouteParty {\n  __typename\n  ... on Person {\n    id\n    sourceId\n    name\n  }\n  ... on MaskedColleague {\n    strength\n    department {\n      id\n      name\n    }\n  }\n}"): typeof import('./graphql').RoutesDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
