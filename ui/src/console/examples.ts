/** Queries to begin with. Their identifiers are those of the demonstration company. */
export const examples = {
  doors: {
    query: `# Who of us can influence a key person, through whom, and on what evidence?
query Doors($person: ID!) {
  influencersOf(keyPerson: $person) {
    knowledge
    companyReach { probability method }
    doors(first: 3) {
      nodes {
        employee { ... on Person { name } ... on MaskedColleague { department { name } } }
        probability
        askFirst
        routes { explanation steps { strength evidence } }
        introduction { probability }
      }
    }
  }
}
`,
    variables: { person: 'con-0000002' },
  },
  chain: {
    query: `# How does an opportunity stand, how likely is it won, and what would help most?
query Chain($opportunity: ID!) {
  lookup(kind: OPPORTUNITY, sourceId: $opportunity) {
    ... on Opportunity {
      name
      decisionChain { status statusReason averages { dimension mean band } alerts { text } }
      winProbability { probability kind }
      bestChanges(first: 3) { kind dimension fromLevel toLevel probability gain member { person { name } } }
    }
  }
}
`,
    variables: { opportunity: 'opp-00000' },
  },
  overview: {
    query: `# Where does the company stand with all its customers, and how did that change?
query Overview {
  companyOverview(period: QUARTER) {
    nCustomers
    nKeyPersons
    degrees { dimension pooled { mean band nKnown nTotal } }
    business { status open { count amounts { amount currency } } }
    trend(every: MONTH, points: 6) { asOf degrees { dimension pooled { mean } } }
  }
}
`,
    variables: {},
  },
  departure: {
    query: `# What do we lose if these people leave, and who could take over?
query Departure($people: [ID!]!) {
  departure(people: $people) {
    loss
    amountAtRisk { amount currency opportunities }
    ownerlessOpportunities(first: 5) { name amount currency }
    weakenedKeyPersons(first: 5) { nodes { person { name } before { probability } after { probability } } }
    successors(first: 5) { nodes { contact { name } strength successor { person { name } probability reasons } } }
  }
}
`,
    variables: { people: ['emp-0000013'] },
  },
  changes: {
    query: `# Whom do we reach better or worse than then, and because of which lines?
query Changes($from: DateTime!) {
  changes(from: $from) {
    reachBefore
    reachAfter
    keyPersons(first: 5) {
      nodes { person { name } probabilityBefore probabilityAfter lines { kind text } }
    }
  }
}
`,
    variables: { from: '2026-09-01' },
  },
} as const;

export const exampleNames = Object.keys(examples) as readonly (keyof typeof examples)[];
export type ExampleName = keyof typeof examples;
