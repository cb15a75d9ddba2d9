//! Departures against plain search in one world after the other, against removal, and against exact reach.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use proptest::prelude::*;

use super::*;
use crate::coins::{BLOCK, Block, Coin};
use crate::oracle::{Case, any_case, any_renumbering, edge, renumbered};
use crate::{Cancelled, Edge, Graph, ReachMethod, ReachProblem, Unwatched, Weight, reach};

const WORLDS: u32 = 1536;

/// An employee, her loss, and the worlds lost of each key person.
type PlainLoss = (u32, f64, Vec<(u32, u64)>);

/// Targets and their weights, from the bits of a number: every second case or so has a target who is an employee too.
fn key_persons(case: &Case, chosen: u16) -> (Vec<u32>, Vec<Weight>) {
    let targets: Vec<u32> = (0..case.graph.nodes()).filter(|v| chosen >> v & 1 == 1).collect();
    let weights = targets.iter().map(|v| Weight::new([0.0, 0.25, 1.0, 3.5][*v as usize % 4]).unwrap()).collect();
    (targets, weights)
}

fn losses_of<'a>(case: &'a Case, (targets, weights): &'a (Vec<u32>, Vec<Weight>)) -> DepartureLossProblem<'a> {
    let Case { graph, doors: employees, max_edges, .. } = case;
    DepartureLossProblem { graph, targets, weights, employees, max_edges: *max_edges, worlds: WORLDS, seed: 3 }
}

fn departure_of<'a>(
    case: &'a Case,
    (targets, weights): &'a (Vec<u32>, Vec<Weight>),
    leaving: &'a [u32],
    exact_budget: u64,
) -> DepartureProblem<'a> {
    let Case { graph, doors: employees, max_edges, .. } = case;
    let (worlds, seed, max_edges) = (WORLDS, 3, *max_edges);
    DepartureProblem { graph, targets, weights, employees, leaving, max_edges, worlds, seed, exact_budget }
}

/// The worlds in which somebody reaches the target, by search forward from all employees who are there, in one world after the other.
fn reached(case: &Case, target: u32, absent: &[u32]) -> u64 {
    let there = |v: &u32| !absent.contains(v);
    let carries = |world: usize, edge: &Edge| {
        Block::new(3, (world / BLOCK) as u64).carries_in(Coin::new(edge.coin, edge.probability), world % BLOCK)
    };
    let succeeds = |world: &usize| {
        let mut here: BTreeSet<u32> = case.doors.iter().copied().filter(|v| there(v) && *v != target).collect();
        for _ in 0..case.max_edges {
            let open = case.graph.edges().filter(|e| here.contains(&e.from) && carries(*world, e));
            let heads: Vec<u32> = open.map(|e| e.to).filter(|v| there(v)).collect();
            if heads.contains(&target) {
                return true;
            }
            here.extend(heads.into_iter().filter(|v| !case.doors.contains(v)));
        }
        false
    };
    (0..WORLDS as usize).filter(succeeds).count() as u64
}

/// The case without some people's lines.
fn without(case: &Case, absent: &[u32]) -> Case {
    let stays = |e: &Edge| !absent.contains(&e.from) && !absent.contains(&e.to);
    let edges = case.graph.edges().filter(stays).collect();
    Case { graph: Graph::new(case.graph.nodes(), edges), ..case.clone() }
}

fn on_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool of threads").install(work)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn losses_are_those_of_plain_removal(case in any_case(7), chosen in any::<u16>()) {
        let key = key_persons(&case, chosen);
        let found = departure_losses(&losses_of(&case, &key), &Unwatched).unwrap();
        let all: Vec<u64> = key.0.iter().map(|&target| reached(&case, target, &[])).collect();
        let weighted = |counts: &[u64]| key.1.iter().zip(counts).map(|(w, c)| w.get() * *c as f64).sum::<f64>() / f64::from(WORLDS);
        prop_assert!((found.reach - weighted(&all)).abs() < 1e-9);
        let mut expected: Vec<PlainLoss> = case.doors.iter().map(|&employee| {
            let lost: Vec<u64> = key.0.iter().zip(&all).map(|(&target, all)| all - reached(&case, target, &[employee])).collect();
            let lost: Vec<u64> = key.0.iter().zip(lost).map(|(&k, lost)| if k == employee { 0 } else { lost }).collect();
            let mut parts: Vec<_> = key.0.iter().copied().zip(lost.iter().copied()).filter(|(_, n)| *n > 0).collect();
            parts.sort_unstable();
            (employee, weighted(&lost), parts)
        }).collect();
        expected.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let found: Vec<PlainLoss> = found.employees.iter().map(|e| {
            let mut parts: Vec<_> = e.key_persons.iter().map(|k| (k.target, u64::from(k.worlds))).collect();
            parts.sort_unstable();
            (e.employee, e.loss, parts)
        }).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn one_pass_is_removal_one_at_a_time(case in any_case(12), chosen in any::<u16>()) {
        let key = key_persons(&case, chosen);
        let problem = losses_of(&case, &key);
        let one_pass = departure_losses(&problem, &Unwatched);
        prop_assert_eq!(one_pass, departure_losses_one_by_one(&problem, &case.doors, &Unwatched));
    }

    #[test]
    fn counted_departures_are_those_of_plain_search(case in any_case(7), chosen in any::<u16>(), leaving in any::<u8>()) {
        let key = key_persons(&case, chosen);
        let leaving: Vec<u32> = (0..case.graph.nodes()).filter(|v| leaving >> v & 1 == 1).collect();
        let found = departure(&departure_of(&case, &key, &leaving, 0), &Unwatched).unwrap();
        for (&target, weight) in key.0.iter().zip(&key.1) {
            let (before, after) = (reached(&case, target, &[]), reached(&case, target, &leaving));
            let Some(change) = found.key_persons.iter().find(|k| k.target == target) else {
                prop_assert_eq!(before, after, "who is not named loses nothing: {}, weight {:?}", target, weight);
                continue;
            };
            let counted = |probability: f64| (probability * f64::from(WORLDS)).round() as u64;
            // Lone lines are computed exactly even without a budget.
            if change.before.method == ReachMethod::Sampled {
                prop_assert_eq!(counted(change.before.probability), before);
                prop_assert_eq!(counted(change.after.probability), after);
            }
        }
        let order: Vec<_> = found.key_persons.iter().map(|k| {
            let position = key.0.binary_search(&k.target).unwrap();
            (key.1[position].get() * k.loss(), k.target)
        }).collect();
        prop_assert!(order.is_sorted_by(|a, b| a.0 > b.0 || (a.0 == b.0 && a.1 < b.1)), "{:?}", order);
        prop_assert!((found.loss - order.iter().map(|(loss, _)| loss).sum::<f64>()).abs() < 1e-9);
    }

    #[test]
    fn exact_departures_are_reach_with_and_without(case in any_case(7), chosen in any::<u16>(), leaving in any::<u8>()) {
        let key = key_persons(&case, chosen);
        let leaving: Vec<u32> = (0..case.graph.nodes()).filter(|v| leaving >> v & 1 == 1).collect();
        let found = departure(&departure_of(&case, &key, &leaving, u64::MAX), &Unwatched).unwrap();
        let chance = |case: &Case, target: u32| reach(&ReachProblem {
            graph: &case.graph, target, doors: &case.doors, max_edges: case.max_edges, worlds: 512, seed: 0, exact_budget: u64::MAX,
        }).probability;
        let other = without(&case, &leaving);
        for &target in &key.0 {
            let (before, after) = (chance(&case, target), chance(&other, target));
            match found.key_persons.iter().find(|k| k.target == target) {
                None => prop_assert!((before - after).abs() < 1e-12),
                Some(change) => {
                    prop_assert_eq!((change.before.method, change.after.method), (ReachMethod::Exact, ReachMethod::Exact));
                    prop_assert!((change.before.probability - before).abs() < 1e-12);
                    prop_assert!((change.after.probability - after).abs() < 1e-12);
                }
            }
        }
    }

    #[test]
    fn threads_and_numbering_do_not_matter((case, numbers) in any_renumbering(9), chosen in any::<u16>(), leaving in any::<u8>()) {
        let key = key_persons(&case, chosen);
        let leaving: Vec<u32> = (0..case.graph.nodes().min(8)).filter(|v| leaving >> v & 1 == 1).collect();
        let one = on_threads(1, || departure_losses(&losses_of(&case, &key), &Unwatched)).unwrap();
        prop_assert_eq!(&on_threads(3, || departure_losses(&losses_of(&case, &key), &Unwatched)).unwrap(), &one);
        let set = |threads| on_threads(threads, || departure(&departure_of(&case, &key, &leaving, 10), &Unwatched));
        prop_assert_eq!(set(1), set(3));

        let other = renumbered(&case, &numbers);
        let mut renamed: Vec<(u32, Weight)> = key.0.iter().map(|&v| numbers[v as usize]).zip(key.1.iter().copied()).collect();
        renamed.sort_by_key(|(v, _)| *v);
        let renamed = renamed.into_iter().unzip();
        let elsewhere = departure_losses(&losses_of(&other, &renamed), &Unwatched).unwrap();
        let loss_of = |losses: &DepartureLosses, v: u32| losses.employees.iter().find(|e| e.employee == v).map(|e| e.loss);
        for &employee in &case.doors {
            prop_assert_eq!(loss_of(&one, employee), loss_of(&elsewhere, numbers[employee as usize]));
        }
    }
}

fn alone(edges: Vec<Edge>, nodes: u32, doors: &[u32]) -> Case {
    Case { graph: Graph::new(nodes, edges), target: 0, doors: doors.to_vec(), max_edges: 3 }
}

#[test]
fn a_loss_is_the_exact_one_within_its_error() {
    // Three employees over two contacts, with a direct line besides.
    let edges = vec![
        edge(0, 3, 0.5, 1),
        edge(1, 3, 0.4, 1),
        edge(2, 4, 0.6, 1),
        edge(3, 4, 0.3, 1),
        edge(3, 5, 0.7, 1),
        edge(4, 5, 0.5, 1),
        edge(0, 5, 0.1, 1),
    ];
    let case = alone(edges, 6, &[0, 1, 2]);
    let key = (vec![5], vec![Weight::new(2.0).unwrap()]);
    let found =
        departure_losses(&DepartureLossProblem { worlds: 1 << 17, ..losses_of(&case, &key) }, &Unwatched).unwrap();
    for loss in &found.employees {
        let exact = departure(&departure_of(&case, &key, &[loss.employee], u64::MAX), &Unwatched).unwrap();
        assert_eq!(exact.key_persons[0].before.method, ReachMethod::Exact);
        assert!(loss.standard_error > 0.0 && loss.standard_error < 0.004);
        assert!((loss.loss - exact.loss).abs() < 4.0 * loss.standard_error, "{loss:?} {exact:?}");
    }
}

#[test]
fn nothing_is_lost_where_nothing_is() {
    let nobody = alone(vec![], 0, &[]);
    let none = (vec![], vec![]);
    assert_eq!(departure_losses(&losses_of(&nobody, &none), &Unwatched).unwrap().employees, []);
    assert_eq!(departure(&departure_of(&nobody, &none, &[], 9), &Unwatched).unwrap().key_persons, []);

    // Two pieces, and a key person without lines; a limit of 0 reaches nobody.
    let case = alone(vec![edge(0, 1, 1.0, 0), edge(2, 3, 1e-12, 0)], 5, &[0, 2]);
    let key = (vec![1, 3, 4], vec![Weight::new(1.0).unwrap(); 3]);
    let found = departure_losses(&losses_of(&case, &key), &Unwatched).unwrap();
    let losses: Vec<(u32, f64)> = found.employees.iter().map(|e| (e.employee, e.loss)).collect();
    assert_eq!((found.reach, losses), (1.0, vec![(0, 1.0), (2, 0.0)]));
    let no_step = Case { max_edges: 0, ..case.clone() };
    assert_eq!(departure_losses(&losses_of(&no_step, &key), &Unwatched).unwrap().reach, 0.0);
    assert_eq!(departure(&departure_of(&no_step, &key, &[0, 1, 2, 3, 4], 9), &Unwatched).unwrap().loss, 0.0);
    let everybody = departure(&departure_of(&case, &key, &[0, 1, 2, 3, 4], 9), &Unwatched).unwrap();
    assert_eq!((everybody.key_persons.len(), everybody.key_persons[0].after.probability), (2, 0.0));
    assert!((everybody.loss - 1.0).abs() < 1e-9);
}

#[test]
fn certainty_everywhere_makes_everybody_dispensable() {
    let pairs = (0..6u32).flat_map(|from| (0..6).map(move |to| (from, to))).filter(|(from, to)| from != to);
    let case = alone(pairs.map(|(from, to)| edge(from, to, 1.0, 0)).collect(), 6, &[0, 1]);
    let key = (vec![2, 3, 4, 5], vec![Weight::new(1.0).unwrap(); 4]);
    let found = departure_losses(&losses_of(&case, &key), &Unwatched).unwrap();
    assert_eq!((found.reach, found.employees[0].loss, found.employees[1].loss), (4.0, 0.0, 0.0));
    let both = departure(&departure_of(&case, &key, &[0, 1], 0), &Unwatched).unwrap();
    assert_eq!((both.loss, both.key_persons.len()), (4.0, 4));
}

#[test]
fn stops_when_told() {
    let case = alone(vec![edge(0, 1, 0.5, 0)], 2, &[0]);
    let key = (vec![1], vec![Weight::new(1.0).unwrap()]);
    let stop = |_, _| ControlFlow::Break(());
    assert_eq!(departure_losses(&losses_of(&case, &key), &stop), Err(Cancelled));
    assert_eq!(departure_losses_one_by_one(&losses_of(&case, &key), &[0], &stop), Err(Cancelled));
    assert_eq!(departure(&departure_of(&case, &key, &[0], 0), &stop), Err(Cancelled));
}
