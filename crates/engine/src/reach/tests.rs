//! Reach against full enumeration, against one world at a time, and against itself.

use proptest::prelude::*;

use super::*;
use crate::Edge;
use crate::oracle::{self, Case, any_case, any_renumbering, edge};

fn problem(case: &Case, exact_budget: u64) -> ReachProblem<'_> {
    let Case { graph, target, doors, max_edges } = case;
    ReachProblem { graph, target: *target, doors, max_edges: *max_edges, worlds: 1024, seed: 5, exact_budget }
}

/// The sum over every set of open edges.
fn enumerated(case: &Case) -> Option<f64> {
    let edges: Vec<u32> = oracle::edges_of_walks(case).into_iter().collect();
    if edges.len() > 13 {
        return None;
    }
    let bit = |edge: u32| edges.binary_search(&edge).expect("a walk uses relevant edges");
    let walks: Vec<u32> = oracle::routes(case)
        .iter()
        .map(|route| oracle::edges_of(case, &route.nodes).fold(0, |set, edge| set | 1 << bit(edge)))
        .collect();
    let worlds = (0u32..1 << edges.len()).filter(|world| walks.iter().any(|walk| walk & world == *walk));
    let chance = |world: u32| -> f64 {
        let of = |(i, &e): (usize, &u32)| {
            let p = case.graph.probability(e).get();
            if world >> i & 1 == 1 { p } else { 1.0 - p }
        };
        edges.iter().enumerate().map(of).product()
    };
    Some(worlds.map(chance).sum())
}

/// One plus the sum over all non-empty sets of routes, with alternating sign, of the chance that all of them are open.
fn by_inclusion_and_exclusion(case: &Case) -> Option<f64> {
    let routes = oracle::routes(case);
    if routes.len() > 12 {
        return None;
    }
    let edges: Vec<std::collections::BTreeSet<u32>> =
        routes.iter().map(|route| oracle::edges_of(case, &route.nodes).collect()).collect();
    let term = |set: u32| -> f64 {
        let chosen = (0..routes.len()).filter(|i| set >> i & 1 == 1);
        let union: std::collections::BTreeSet<u32> = chosen.flat_map(|i| edges[i].iter().copied()).collect();
        let open: f64 = union.iter().map(|&e| case.graph.probability(e).get()).product();
        if set.count_ones() % 2 == 1 { open } else { -open }
    };
    Some((1u32..1 << routes.len()).map(term).sum())
}

fn everywhere(case: &Case, threads: usize) -> Reach {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool of threads");
    pool.install(|| reach(&ReachProblem { worlds: 512 * 9 - 1, ..problem(case, 0) }))
}

/// Two layers of contacts, every one connected with every one of the next.
fn lattice(width: u32, p: f64) -> Case {
    let (first, second, target) = (width, 2 * width, 3 * width);
    let mut edges = Vec::new();
    for i in 0..width {
        edges.push(edge(second + i, target, p, 3));
        for j in 0..width {
            edges.push(edge(i, first + j, p, 3));
            edges.push(edge(first + i, second + j, p, 3));
        }
    }
    Case { graph: Graph::new(target + 1, edges), target, doors: (0..width).collect(), max_edges: 3 }
}

#[test]
fn no_route_is_exactly_zero() {
    let case = Case { graph: Graph::new(2, vec![edge(1, 0, 0.5, 0)]), target: 1, doors: vec![0], max_edges: 3 };
    let nothing = Reach { probability: 0.0, standard_error: 0.0, worlds: 0, method: ReachMethod::Exact };
    assert_eq!(reach(&problem(&case, 0)), nothing);
}

#[test]
fn the_limit_counts_the_edges_of_the_open_route_not_of_the_shortest_one() {
    // The short way is rarely open; the long one always is, and is one edge too long for a limit of 2.
    let edges = vec![edge(0, 3, 0.1, 0), edge(0, 1, 1.0, 0), edge(1, 2, 1.0, 0), edge(2, 3, 1.0, 0)];
    let case = |max_edges| Case { graph: Graph::new(4, edges.clone()), target: 3, doors: vec![0], max_edges };
    let chance = |max_edges| reach(&problem(&case(max_edges), 1000)).probability;
    assert!((chance(2) - 0.1).abs() < 1e-12);
    assert_eq!(chance(3), 1.0);
}

#[test]
fn a_large_component_is_estimated_within_its_error() {
    let case = lattice(8, 0.2);
    let exact = reach(&problem(&case, u64::MAX));
    let sampled = reach(&ReachProblem { worlds: 1 << 17, ..problem(&case, 20) });
    assert_eq!((exact.method, sampled.method), (ReachMethod::Exact, ReachMethod::Sampled));
    assert!(sampled.standard_error > 0.0 && sampled.standard_error < 0.002);
    assert!((exact.probability - sampled.probability).abs() < 4.0 * sampled.standard_error, "{exact:?} {sampled:?}");
}

/// Three who move the target are linked with forty whom a door moves: three decisions tell everything, and twenty steps are plenty.
#[test]
fn few_hubs_among_many_are_exact() {
    let (door, hubs, many, target) = (0, 1..4, 4..44, 44);
    let mut edges: Vec<Edge> = many.clone().map(|contact| edge(door, contact, 0.1, 0)).collect();
    for hub in hubs {
        edges.extend(many.clone().map(|contact| edge(contact, hub, 0.2, 0)));
        edges.push(edge(hub, target, 0.3, 0));
    }
    let case = Case { graph: Graph::new(target + 1, edges), target, doors: vec![door], max_edges: 3 };
    let open_with = |hubs: i32| 1.0 - (1.0 - 0.1 * (1.0 - 0.8f64.powi(hubs))).powi(40);
    let expected: f64 = [(1.0, 0), (3.0, 1), (3.0, 2), (1.0, 3)]
        .map(|(ways, hubs)| ways * 0.3f64.powi(hubs) * 0.7f64.powi(3 - hubs) * open_with(hubs))
        .iter()
        .sum();
    let found = reach(&problem(&case, 20));
    assert_eq!(found.method, ReachMethod::Exact);
    assert!((found.probability - expected).abs() < 1e-12, "{found:?} {expected}");
}

#[test]
fn the_stated_error_is_the_scatter_over_seeds() {
    let case = lattice(3, 0.25);
    let exact = reach(&problem(&case, u64::MAX)).probability;
    let estimates: Vec<Reach> = (0..400).map(|seed| reach(&ReachProblem { seed, ..problem(&case, 0) })).collect();
    let scatter = estimates.iter().map(|r| (r.probability - exact).powi(2)).sum::<f64>() / 400.0;
    let stated = estimates.iter().map(|r| r.standard_error.powi(2)).sum::<f64>() / 400.0;
    assert!((scatter / stated - 1.0).abs() < 0.25, "{scatter} {stated}");
}

#[test]
fn an_estimate_that_saw_no_success_does_not_claim_certainty() {
    let edges = vec![edge(0, 1, 1e-12, 0), edge(1, 2, 1e-12, 0)];
    let case = Case { graph: Graph::new(3, edges), target: 2, doors: vec![0], max_edges: 3 };
    let found = reach(&problem(&case, 0));
    assert_eq!((found.probability, found.method, found.worlds), (0.0, ReachMethod::Sampled, 1024));
    assert_eq!(found.standard_error, 0.5 / 1025.0);
}

proptest! {
    #[test]
    fn exact_reach_agrees_with_full_enumeration(case in any_case(6)) {
        let found = reach(&problem(&case, u64::MAX));
        prop_assert_eq!(found.method, ReachMethod::Exact);
        for expected in [enumerated(&case), by_inclusion_and_exclusion(&case)].into_iter().flatten() {
            prop_assert!((found.probability - expected).abs() < 1e-9, "{} {}", found.probability, expected);
        }
    }

    #[test]
    fn within_three_edges_the_tree_agrees_with_factoring(case in any_case(9), max_edges in 1u8..=3) {
        let relevant = Relevant::new(&case.graph, case.target, &case.doors, max_edges);
        for component in Component::all(&case.graph, &relevant).iter().filter(|c| c.lines.len() > 1) {
            let budget = || Budget { steps: u64::MAX };
            let by_the_tree = three_edges::exact(component, &mut budget()).expect("the budget has no end");
            let factored = factoring::exact(component, max_edges, &mut budget()).expect("the budget has no end");
            prop_assert!((by_the_tree - factored).abs() < 1e-9, "{} {}", by_the_tree, factored);
        }
    }

    #[test]
    fn estimate_agrees_with_one_world_at_a_time(case in any_case(8), budget in 0u64..20) {
        prop_assert_eq!(reach(&problem(&case, budget)), reach_world_by_world(&problem(&case, budget)));
    }

    #[test]
    fn estimate_is_near_the_exact_answer(case in any_case(7)) {
        let exact = reach(&problem(&case, u64::MAX));
        let sampled = reach(&ReachProblem { worlds: 8192, ..problem(&case, 0) });
        let error = 6.0 * sampled.standard_error + 1e-9;
        prop_assert!((exact.probability - sampled.probability).abs() <= error, "{:?} {:?}", exact, sampled);
    }

    #[test]
    fn numbering_does_not_matter((case, numbers) in any_renumbering(8), budget in 0u64..40) {
        let other = oracle::renumbered(&case, &numbers);
        prop_assert_eq!(reach(&problem(&case, budget)), reach(&problem(&other, budget)));
    }

    /// A group's reach is that of a graph in which the other doors have no lines at all.
    #[test]
    fn a_group_reaches_as_if_the_other_doors_had_no_lines(case in any_case(8), members in any::<u8>(), budget in 0u64..40) {
        let chosen = |door: &u32| members >> (door % 8) & 1 == 1;
        let group: Vec<u32> = case.doors.iter().copied().filter(|door| chosen(door)).collect();
        let all = problem(&case, budget);
        let found = reach_of_groups(&all, &[&group, &case.doors]);
        let silent = |node: u32| case.doors.contains(&node) && !group.contains(&node) && node != case.target;
        let edges = case.graph.edges().filter(|e| !silent(e.from) && !silent(e.to)).collect();
        let graph = Graph::new(case.graph.nodes(), edges);
        prop_assert_eq!(found[0], reach(&ReachProblem { graph: &graph, doors: &group, ..all }));
        prop_assert_eq!(found[1], reach(&all));
    }

    #[test]
    fn threads_do_not_matter(case in any_case(8)) {
        let alone = everywhere(&case, 1);
        prop_assert_eq!(everywhere(&case, 3), alone);
    }

    /// With fixed coins a world that succeeds goes on succeeding when a line is added.
    #[test]
    fn one_line_more_never_lowers_reach(case in any_case(7), drop in any::<prop::sample::Index>()) {
        prop_assume!(case.graph.edges().len() > 0);
        let mut edges: Vec<Edge> = case.graph.edges().collect();
        edges.remove(drop.index(edges.len()));
        let fewer = Case { graph: Graph::new(case.graph.nodes(), edges), ..case.clone() };
        let exact = |case| reach(&problem(case, u64::MAX)).probability;
        prop_assert!(exact(&fewer) <= exact(&case) + 1e-12);
    }
}

proptest! {
    /// Whatever lies within the limit is too much.
    #[test]
    fn worlds_searched_from_both_ends_are_those_of_the_plain_way(case in any_case(9)) {
        let problem = problem(&case, 0);
        let ours = solve(&problem, 0, &Counting { parts: worlds::count, whole: wide::count });
        prop_assert_eq!(ours, solve(&problem, 0, &WORLD_BY_WORLD));
        if let Some(expected) = enumerated(&case) {
            prop_assert!((ours.probability - expected).abs() <= 5.0 * ours.standard_error + 1e-9);
        }
    }
}

#[test]
fn a_large_graph_is_searched_from_both_ends() {
    // Everybody moves 40 of 20,000 people, far apart: 800,000 lines within a limit of 200.
    let (people, reaches) = (20_000, 40);
    let lines =
        (0..people).flat_map(|v| (1..=reaches).map(move |step| edge(v, (v * 31 + step * 97) % people, 0.05, 1)));
    let graph = Graph::new(people, lines.collect());
    let problem = ReachProblem {
        graph: &graph,
        target: 0,
        doors: &[7_000],
        max_edges: 200,
        worlds: 512,
        seed: 1,
        exact_budget: 2_000,
    };
    let found = reach(&problem);
    assert_eq!((found, found.method, found.worlds), (reach_world_by_world(&problem), ReachMethod::Sampled, 512));
    assert!(found.probability > 0.3 && found.probability < 0.99, "{found:?}");
}
