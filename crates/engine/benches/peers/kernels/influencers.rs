//! Everything the engine does for one question "who can influence whom": routes of all doors, reach of the company and of each
//! department, redundancy; on the neighbourhood of a key person, as the service takes it out of the snapshot.

use std::collections::BTreeMap;

use guanxi_domain::Policy;
use guanxi_engine::{
    Edge, Graph, ReachProblem, RedundancyProblem, RouteProblem, best_routes, reach, reach_of_groups, redundancy,
};
use serde_json::{Value, json};

use super::{Answer, Contender, Kernel, Run, node};
use crate::graphs::Input;

pub const KERNEL: Kernel = Kernel { name: "influencers", questions, contenders: &[GUANXI] };

const MAX_EDGES: u8 = 3;

fn questions(input: &Input) -> Vec<Value> {
    let mut random = input.random("influencers");
    let targets = if input.employees.is_empty() { Vec::new() } else { input.targets(&mut random, 200) };
    targets.into_iter().map(|target| json!({ "target": target })).collect()
}

/// A neighbourhood, and who of it belongs to which department of ten.
struct Case {
    graph: Graph,
    target: u32,
    doors: Vec<u32>,
    departments: Vec<Vec<u32>>,
}

/// The people within the limit before the target, over contacts, with all lines among them.
fn case(input: &Input, target: u32) -> Case {
    let graph = &input.graph;
    let is_employee = |v: &u32| input.employees.binary_search(v).is_ok();
    let mut numbers = BTreeMap::from([(target, 0)]);
    let mut frontier = vec![target];
    for _ in 0..MAX_EDGES {
        let tails: Vec<u32> = frontier.iter().flat_map(|&v| graph.tails(v)).copied().collect();
        frontier = tails.into_iter().filter(|tail| numbers.insert(*tail, 0).is_none() && !is_employee(tail)).collect();
    }
    for (here, number) in (0u32..).zip(numbers.values_mut()) {
        *number = here;
    }
    let edges = numbers.keys().flat_map(|&v| graph.outgoing(v)).map(|edge| graph.edge(edge));
    let inside = edges.filter_map(|e| {
        let to = *numbers.get(&e.to)?;
        (!is_employee(&e.to)).then(|| Edge { from: numbers[&e.from], to, ..e })
    });
    let doors: Vec<u32> = numbers.iter().filter(|(v, _)| is_employee(v)).map(|(_, &here)| here).collect();
    let mut departments: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (v, &here) in numbers.iter().filter(|(v, _)| is_employee(v)) {
        departments.entry(v / 10).or_default().push(here);
    }
    Case {
        graph: Graph::new(numbers.len() as u32, inside.collect()),
        target: numbers[&target],
        doors,
        departments: departments.into_values().collect(),
    }
}

const GUANXI: Contender = ("guanxi", |input, questions| -> Run<'_> {
    let cases: Vec<Case> = questions.iter().map(|question| case(input, node(question, "target"))).collect();
    let policy = Policy::default().reach;
    Box::new(move |number| {
        let Case { graph, target, doors, departments } = &cases[number];
        let (target, max_edges) = (*target, MAX_EDGES);
        let routes = best_routes(&RouteProblem { graph, target, doors, max_edges, k: 3 });
        let (worlds, exact_budget) = (policy.worlds as u32, policy.exact_budget as u64);
        let problem = ReachProblem { graph, target, doors, max_edges, worlds, seed: 1, exact_budget };
        let company = reach(&problem);
        let groups: Vec<&[u32]> = departments.iter().map(Vec::as_slice).collect();
        let groups = reach_of_groups(&problem, &groups);
        let redundancy = redundancy(&RedundancyProblem { graph, target, doors, max_edges });
        Box::new(move || {
            Answer::Small(json!([routes.len(), company.probability, groups.len(), redundancy.disjoint_routes]))
        })
    })
});
