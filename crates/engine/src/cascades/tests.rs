//! Choices against enumeration of all worlds and all choices, samples against exact chances, and against forward simulation.

use std::ops::ControlFlow;

use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::oracle::{any_case, edge};
use crate::{Edge, Graph, Unwatched};

/// Weights of 0, 1/4, 1 and 2, by number.
fn weights_of(people: &[u32]) -> Vec<Weight> {
    people.iter().map(|v| Weight::new([1.0, 0.25, 0.0, 2.0][*v as usize % 4]).unwrap()).collect()
}

struct Question {
    graph: CascadeGraph,
    targets: Vec<u32>,
    weights: Vec<Weight>,
    candidates: Vec<u32>,
}

impl Question {
    fn of_everybody(graph: &Graph) -> Self {
        let everybody: Vec<u32> = (0..graph.nodes()).collect();
        let weights = weights_of(&everybody);
        Self { graph: CascadeGraph::new(graph), targets: everybody.clone(), weights, candidates: everybody }
    }

    fn problem(&self, seeds: usize) -> InfluenceMaximizationProblem<'_> {
        let Self { graph, targets, weights, candidates } = self;
        let (epsilon, delta, max_samples, max_members, seed) = (0.1, 1e-6, 1 << 17, 1 << 24, 9);
        InfluenceMaximizationProblem {
            graph,
            targets,
            weights,
            candidates,
            seeds,
            epsilon,
            delta,
            max_samples,
            max_members,
            seed,
        }
    }

    fn solve(&self, seeds: usize) -> InfluenceMaximization {
        influence_maximization(&self.problem(seeds), &Unwatched).unwrap()
    }
}

/// Whom the seeds move along these edges, themselves included.
fn moved(nodes: u32, edges: impl Iterator<Item = Edge> + Clone, seeds: &[u32]) -> Vec<bool> {
    let mut moved = vec![false; nodes as usize];
    seeds.iter().for_each(|&v| moved[v as usize] = true);
    for _ in 0..nodes {
        edges
            .clone()
            .filter(|e| moved[e.from as usize])
            .map(|e| e.to)
            .collect::<Vec<_>>()
            .iter()
            .for_each(|&v| moved[v as usize] = true);
    }
    moved
}

fn weight_moved(question: &Question, moved: &[bool]) -> f64 {
    let each = question.targets.iter().zip(&question.weights);
    each.filter(|(v, _)| moved[**v as usize]).map(|(_, w)| w.get()).sum()
}

/// The expected spread: the sum over all sets of lines that carry.
fn exact_spread(graph: &Graph, question: &Question, seeds: &[u32]) -> f64 {
    let edges: Vec<Edge> = graph.edges().filter(|e| e.from != e.to).collect();
    let of_world = |world: u32| {
        let carries = |i: usize| world >> i & 1 == 1;
        let chance = |(i, e): (usize, &Edge)| {
            let p = e.probability.get();
            if carries(i) { p } else { 1.0 - p }
        };
        let open = edges.iter().enumerate().filter(|(i, _)| carries(*i)).map(|(_, e)| *e);
        let chance: f64 = edges.iter().enumerate().map(chance).product();
        chance * weight_moved(question, &moved(graph.nodes(), open, seeds))
    };
    (0u32..1 << edges.len()).map(of_world).sum()
}

/// The best spread of any so many of the candidates.
fn optimum(graph: &Graph, question: &Question, seeds: usize) -> f64 {
    let sets = (0u32..1 << graph.nodes()).filter(|set| set.count_ones() as usize <= seeds);
    let chosen = sets.map(|set| (0..graph.nodes()).filter(|v| set >> v & 1 == 1).collect::<Vec<u32>>());
    let allowed = chosen.filter(|chosen| chosen.iter().all(|v| question.candidates.contains(v)));
    allowed.map(|chosen| exact_spread(graph, question, &chosen)).fold(0.0, f64::max)
}

fn on_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool of threads").install(work)
}

/// A graph of 300 people with 15 random lines each: every sample that gets going holds most of it.
fn supercritical() -> Graph {
    let mut random = ChaCha8Rng::seed_from_u64(4);
    let pairs: std::collections::BTreeSet<(u32, u32)> =
        (0..4500).map(|_| (random.random_range(0..300), random.random_range(0..300))).collect();
    Graph::new(300, pairs.into_iter().map(|(from, to)| edge(from, to, 0.15, 8)).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_certificate_is_true(case in any_case(5), candidates in any::<u8>(), seeds in 1usize..4) {
        prop_assume!(case.graph.edges().filter(|e| e.from != e.to).count() <= 9);
        let mut question = Question::of_everybody(&case.graph);
        question.candidates.retain(|v| candidates >> v & 1 == 1);
        let found = question.solve(seeds);
        let people: Vec<u32> = found.people.iter().map(|seed| seed.person).collect();
        let spread = exact_spread(&case.graph, &question, &people);
        let best = optimum(&case.graph, &question, seeds);
        prop_assert!(people.len() <= seeds && people.iter().all(|v| question.candidates.contains(v)));
        prop_assert!(found.lower_bound <= spread + 1e-9 && spread <= found.upper_bound + 1e-9, "{} {:?}", spread, found);
        prop_assert!(best <= found.certificate.optimum_at_most + 1e-9, "{} {:?}", best, found);
        prop_assert!(spread >= found.certificate.ratio * best - 1e-9);
        prop_assert!(!found.certificate.holds() || spread >= (FULL - 0.1) * best - 1e-9);
        let error = 6.0 * (spread * question.weights.iter().map(|w| w.get()).sum::<f64>() / 1024.0).sqrt();
        prop_assert!((found.spread - spread).abs() <= error + 1e-9, "{} {:?}", spread, found);
    }

    #[test]
    fn greedy_is_plain_greedy_and_its_bound_is_one(members in proptest::collection::vec(proptest::collection::btree_set(0u32..8, 1..5), 0..20), seats in 1usize..4) {
        let mut sets = Sets::new(0);
        for set in &members {
            sets.members.extend(set);
            sets.start.push(sets.members.len());
        }
        let found = on_threads(3, || greedy(8, &sets, 5, seats, 1));
        prop_assert_eq!(&on_threads(1, || greedy(8, &sets, 5, seats, 1)), &found);
        let often: Vec<(u32, u64)> = found.chosen.iter().copied().take_while(|(_, count)| *count >= 2).collect();
        prop_assert_eq!(on_threads(3, || frequent(8, &sets, seats, 2)), often);
        let all = earliest(8, &sets, 8);
        prop_assert_eq!(earliest(8, &sets, seats), &all[..seats.min(all.len())]);
        let covered = |chosen: &[u32]| members.iter().filter(|set| chosen.iter().any(|v| set.contains(v))).count() as u64;
        let mut plain: Vec<(u32, u64)> = Vec::new();
        while plain.len() < seats {
            let before: Vec<u32> = plain.iter().map(|(v, _)| *v).collect();
            let gain = |v: u32| covered(&[before.as_slice(), &[v]].concat()) - covered(&before);
            let best = (0..8).rev().max_by_key(|v| gain(*v)).unwrap();
            if gain(best) == 0 {
                break;
            }
            plain.push((best, gain(best)));
        }
        prop_assert_eq!(&found.chosen, &plain);
        prop_assert_eq!(found.covered, 5 + plain.iter().map(|(_, gain)| gain).sum::<u64>());
        let any = (0u32..256).filter(|set| set.count_ones() as usize <= seats + 1);
        let most = any.map(|set| covered(&(0..8).filter(|v| set >> v & 1 == 1).collect::<Vec<_>>())).max().unwrap();
        prop_assert!(found.upper_bound >= 5 + most && found.upper_bound >= found.covered);
    }

    #[test]
    fn threads_and_other_people_do_not_matter(case in any_case(12), gaps in proptest::collection::vec(0u32..4, 12)) {
        let question = Question::of_everybody(&case.graph);
        let one = on_threads(1, || question.solve(3));
        prop_assert_eq!(&on_threads(3, || question.solve(3)), &one);
        // The same people in a larger graph, in the same order.
        let numbers: Vec<u32> = gaps.iter().scan(0, |at, gap| { *at += gap + 1; Some(*at) }).collect();
        let number = |v: u32| numbers[v as usize];
        let wide = Graph::new(60, case.graph.edges().map(|e| Edge { from: number(e.from), to: number(e.to), ..e }).collect());
        let everybody: Vec<u32> = question.targets.iter().map(|&v| number(v)).collect();
        let weights = question.weights.clone();
        let wide = Question { graph: CascadeGraph::new(&wide), targets: everybody.clone(), weights, candidates: everybody };
        let mut expected = one;
        expected.people.iter_mut().for_each(|seed| seed.person = number(seed.person));
        prop_assert_eq!(wide.solve(3), expected);
    }
}

/// Lines of one strength and of many, weak ones and strong ones, into the person who counts: everybody is in their share of samples.
#[test]
fn everybody_is_in_as_many_samples_as_the_chance_to_move_the_root() {
    let alike = |_: u32| 0.11;
    let falling = |v: u32| 0.9 / f64::from(v);
    let steps = |v: u32| [1.0, 0.6, 0.25, 0.2, 0.013, 0.0004][v as usize % 6];
    let strengths: [&dyn Fn(u32) -> f64; 3] = [&alike, &falling, &steps];
    for strength in strengths {
        let lines = 60;
        let graph = Graph::new(lines + 1, (1..=lines).map(|v| edge(v, 0, strength(v), 0)).collect());
        let everybody: Vec<u32> = (0..=lines).collect();
        let meter = Meter::new(&Unwatched, 0);
        let layout = CascadeGraph::new(&graph);
        let sampler = Sampler::new(&layout, &[0], &[Weight::new(1.0).unwrap()], &everybody, 7, &meter);
        let mut sets = Sets::new(0);
        let samples = 200_000;
        sampler.draw(Purpose::Choose, samples, &[], &mut sets).unwrap();
        let mut counts = vec![0u32; everybody.len()];
        sets.members.iter().for_each(|&v| counts[v as usize] += 1);
        assert_eq!(u64::from(counts[0]), samples);
        for v in 1..=lines {
            let p = strength(v);
            let error = (p * (1.0 - p) / samples as f64).sqrt();
            let share = f64::from(counts[v as usize]) / samples as f64;
            assert!((share - p).abs() <= 4.5 * error, "{v}: {share} against {p}");
        }
        // Two lines carry together as often as they should: leaps do not depend on each other.
        let both = sets
            .start
            .windows(2)
            .filter(|r| sets.members[r[0]..r[1]].contains(&2) && sets.members[r[0]..r[1]].contains(&3));
        let (share, p) = (both.count() as f64 / samples as f64, strength(2) * strength(3));
        assert!((share - p).abs() <= 4.5 * (p / samples as f64).sqrt(), "{share} against {p}");
    }
}

#[test]
fn roots_have_their_share() {
    let graph = Graph::new(5, vec![]);
    let weights = [0.0, 0.25, 0.0, 0.5, 2.25].map(|w| Weight::new(w).unwrap());
    let (meter, layout) = (Meter::new(&Unwatched, 0), CascadeGraph::new(&graph));
    let sampler = Sampler::new(&layout, &[0, 1, 2, 3, 4], &weights, &[0, 1, 2, 3, 4], 7, &meter);
    let mut sets = Sets::new(0);
    sampler.draw(Purpose::Choose, 100_000, &[], &mut sets).unwrap();
    for (v, weight) in (0u32..).zip(&weights) {
        let share = sets.members.iter().filter(|m| **m == v).count() as f64 / 1e5;
        assert!((share - weight.get() / 3.0).abs() < 0.007, "{v}: {share}");
    }
}

#[test]
fn sentinels_change_nothing_of_what_is_certain() {
    let graph = supercritical();
    let question = Question::of_everybody(&graph);
    let found = question.solve(6);
    let mut sets = Sets::new(0);
    let meter = Meter::new(&Unwatched, 0);
    let problem = question.problem(6);
    let sampler = Sampler::new(&question.graph, &question.targets, &question.weights, &question.candidates, 9, &meter);
    sampler.draw(Purpose::Pilot, 100, &[], &mut sets).unwrap();
    assert!(sets.visited > SUPERCRITICAL * sets.samples, "the case is meant to need sentinels");
    assert!(found.certificate.holds() && found.people.len() == 6, "{found:?}");
    // Forward simulation, with other coins, tells the same spread.
    let mut random = ChaCha8Rng::seed_from_u64(5);
    let seeds: Vec<u32> = found.people.iter().map(|seed| seed.person).collect();
    let worlds = 300;
    let sum: f64 = (0..worlds)
        .map(|_| {
            let open: Vec<Edge> = graph.edges().filter(|e| random.random_bool(e.probability.get())).collect();
            weight_moved(&question, &moved(300, open.iter().copied(), &seeds))
        })
        .sum();
    let simulated = sum / f64::from(worlds);
    assert!((simulated / found.spread - 1.0).abs() < 0.05, "{simulated} {found:?}");
    assert!(found.lower_bound <= simulated && simulated <= found.upper_bound);
    // A sample that meets a stop is one that holds it.
    let stops = [seeds[0], seeds[1]];
    let holding = sets.start.windows(2).filter(|r| sets.members[r[0]..r[1]].iter().any(|v| stops.contains(v))).count();
    assert_eq!(sampler.count(Purpose::Pilot, 0..100, &stops).unwrap(), holding as u64);
    assert_eq!(problem.seeds, 6);
}

#[test]
fn nothing_is_moved_where_nobody_can() {
    let nothing = |graph: Graph, candidates: &[u32], seeds: usize| {
        let question = Question { candidates: candidates.to_vec(), ..Question::of_everybody(&graph) };
        let found = question.solve(seeds);
        (found.people.len(), found.spread, found.certificate.ratio, found.samples)
    };
    assert_eq!(nothing(Graph::new(0, vec![]), &[], 3), (0, 0.0, 1.0, 0));
    let line = || Graph::new(4, vec![edge(0, 1, 0.5, 0)]);
    assert_eq!(nothing(line(), &[], 3), (0, 0.0, 1.0, 0));
    assert_eq!(nothing(line(), &[0], 0), (0, 0.0, 1.0, 0));
    // Person 2 counts for nothing and moves nobody.
    assert_eq!(nothing(line(), &[2], 1), (0, 0.0, 1.0, 0));
}

#[test]
fn certainty_and_next_to_nothing() {
    let circle = |p: f64| Graph::new(100, (0..100).map(|v| edge(v, (v + 1) % 100, p, 0)).collect());
    let certain = Question::of_everybody(&circle(1.0)).solve(1);
    assert_eq!((certain.people.len(), certain.spread), (1, 25.0 * 3.25));
    assert!(certain.certificate.holds());
    // Everybody is alone: the three who count most are best.
    let alone = Question::of_everybody(&circle(1e-9)).solve(3);
    assert!(alone.people.iter().all(|seed| seed.person % 4 == 3), "{alone:?}");
    assert!(alone.certificate.holds());
}

#[test]
fn what_does_not_suffice_says_so() {
    // One of 1,000 equals: a sample in a thousand is covered, and few samples prove little.
    let question = Question::of_everybody(&Graph::new(1000, vec![]));
    let few = InfluenceMaximizationProblem { max_samples: 4096, ..question.problem(1) };
    let found = influence_maximization(&few, &Unwatched).unwrap();
    assert!(!found.certificate.holds() && found.samples <= 5000 && found.people.len() == 1, "{found:?}");
    assert!(found.lower_bound <= 2.0 && found.upper_bound >= 2.0 && found.certificate.optimum_at_most >= 2.0);
    let little = InfluenceMaximizationProblem { max_members: 100, ..question.problem(1) };
    assert!(!influence_maximization(&little, &Unwatched).unwrap().certificate.holds());
}

#[test]
fn stops_when_told() {
    let question = Question::of_everybody(&supercritical());
    let after = |limit: u64| {
        let stop = move |done: u64, of: u64| {
            assert!(of > 0);
            if done < limit { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        influence_maximization(&question.problem(3), &stop).map(|found| found.people.len())
    };
    assert_eq!((after(1), after(3000), after(u64::MAX)), (Err(Cancelled), Err(Cancelled), Ok(3)));
}
