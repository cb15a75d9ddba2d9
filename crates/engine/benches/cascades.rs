//! What is asked of the whole company, against the plain way of answering it, in the same run. `cargo bench -p guanxi-engine --bench
//! cascades` prints a table; words after `--` choose questions (`maximization`, `departure`, `reach`, `plan`).
//!
//! One thread: processor time. Two threads: the processor time of the one that worked longer, which is the time that passes where nobody
//! else uses the processors; each thread has a processor of its own. The least of several rounds, in which everybody takes turns: what
//! others do beside only adds, and who of two threads is held up leaves more to the other.

#[path = "peers/graphs.rs"]
#[allow(dead_code, reason = "the graphs of the peers, of which this needs some")]
mod graphs;
#[path = "peers/processors.rs"]
mod processors;

use std::hint::black_box;

use graphs::Input;
use guanxi_domain::Probability;
use guanxi_engine::{
    CascadeGraph, DepartureLossProblem, Edge, Graph, InfluenceMatrixProblem, InfluenceMaximization,
    InfluenceMaximizationProblem, IntroductionCandidate, IntroductionPlanProblem, ReachProblem, Unwatched, Weight,
    departure_losses, departure_losses_one_by_one, influence_matrix, influence_maximization, introduction_plan, reach,
    reach_world_by_world,
};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::{ThreadPool, ThreadPoolBuilder};
use rustix::time::{ClockId, clock_gettime};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Milliseconds of one thread and of two.
struct Times {
    one: f64,
    two: f64,
}

/// Pools of one thread and of two.
struct Pools {
    one: ThreadPool,
    two: ThreadPool,
}

impl Pools {
    fn new() -> Self {
        let pool = |threads| {
            let pool = processors::on_processors(ThreadPoolBuilder::new().num_threads(threads));
            pool.build().expect("a pool of threads")
        };
        Self { one: pool(1), two: pool(2) }
    }

    /// The same work on one thread and on two, which have to agree.
    fn times<T: PartialEq + Send>(&self, rounds: usize, work: impl Fn() -> T + Sync) -> (Times, T) {
        let (mut one, mut two) = (Vec::new(), Vec::new());
        let mut answer = None;
        for _ in 0..rounds {
            let began = processor();
            let first = self.one.install(|| black_box(work()));
            one.push((processor() - began) * 1e3);
            let began = self.two.broadcast(|_| seconds(ClockId::ThreadCPUTime));
            let second = self.two.install(|| black_box(work()));
            let ended = self.two.broadcast(|_| seconds(ClockId::ThreadCPUTime));
            two.push(began.iter().zip(ended).map(|(began, ended)| (ended - began) * 1e3).fold(0.0, f64::max));
            assert!(first == second, "one thread and two have the same answer");
            answer = Some(first);
        }
        (Times { one: least(&one), two: least(&two) }, answer.expect("a round at least"))
    }

    /// Processor time of work on one thread, and its answer.
    fn alone<T: Send>(&self, work: impl FnOnce() -> T + Send) -> (f64, T) {
        let began = processor();
        let answer = self.one.install(|| black_box(work()));
        ((processor() - began) * 1e3, answer)
    }
}

/// Seconds of all threads of this process.
fn processor() -> f64 {
    seconds(ClockId::ProcessCPUTime)
}

fn seconds(clock: ClockId) -> f64 {
    let time = clock_gettime(clock);
    time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9
}

fn least(times: &[f64]) -> f64 {
    times.iter().copied().fold(f64::INFINITY, f64::min)
}

fn tell(what: &str, times: &Times, against: &str) {
    let Times { one, two } = times;
    println!("{what}: {one:.1} ms; two threads {two:.1} ms ({:.2} ×); {against}", one / two);
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    // As a test, with a graph for which it is quick.
    let quick = !std::env::args().any(|word| word == "--bench");
    let chosen = |name: &str| words.is_empty() || words.iter().any(|word| word == name);
    let pools = Pools::new();
    if chosen("maximization") {
        maximization(&pools, quick);
    }
    if chosen("departure") {
        departures(&pools, quick);
    }
    if chosen("reach") {
        reaches(&pools, quick);
    }
}

fn named(name: &str) -> Input {
    Input::named(name).expect("a graph of this name")
}

fn with_strengths(graph: &Graph, strength: impl Fn(&Edge) -> f64) -> Graph {
    let probability = |e: &Edge| Probability::new(strength(e)).expect("a strength is a probability");
    Graph::new(graph.nodes(), graph.edges().map(|e| Edge { probability: probability(&e), ..e }).collect())
}

/// 50 people to move first, everybody counting the same, on R-MAT s17.
fn maximization(pools: &Pools, quick: bool) {
    let (name, seeds) = if quick { ("rmat-s8", 5) } else { ("rmat-s17", 50) };
    let graph = named(name).graph;
    let mut first = None;
    let cases: [(&str, Graph); 3] = [
        ("weighted cascade", with_strengths(&graph, |e| 1.0 / graph.tails(e.to).len() as f64)),
        ("p = 0.1", with_strengths(&graph, |_| 0.1)),
        ("p in (0.02, 0.6)", graph),
    ];
    for (strengths, graph) in &cases {
        let people: Vec<u32> = (0..graph.nodes()).collect();
        let weights = vec![Weight::new(1.0).expect("a weight"); people.len()];
        let (laid_out, layout) = pools.alone(|| CascadeGraph::new(graph));
        let ask = |seed| {
            let (epsilon, max_samples, max_members) = (0.1, 1 << 26, 1 << 30);
            let problem = InfluenceMaximizationProblem {
                graph: &layout,
                targets: &people,
                weights: &weights,
                candidates: &people,
                seeds,
                epsilon,
                delta: 1.0 / f64::from(graph.nodes()),
                max_samples,
                max_members,
                seed,
            };
            influence_maximization(&problem, &Unwatched).expect("nobody stops it")
        };
        let (times, found) =
            pools.times(if quick { 1 } else { 9 }, || (0..4).map(ask).collect::<Vec<InfluenceMaximization>>());
        let times = Times { one: times.one / 4.0, two: times.two / 4.0 };
        assert!(found.iter().all(|found| found.certificate.holds()), "the certificate holds");
        let against_first = times.one / *first.get_or_insert(times.one);
        let InfluenceMaximization { spread, lower_bound, upper_bound, certificate, samples, .. } = &found[0];
        let mut against = format!(
            "{against_first:.1} × the first; spread {spread:.0} in [{lower_bound:.0}, {upper_bound:.0}], ratio {:.3}, {samples} samples; \
             layout {laid_out:.0} ms",
            certificate.ratio
        );
        if *strengths == "weighted cascade" {
            let greedy = greedy_monte_carlo(pools, quick);
            let scale = f64::from(graph.nodes()) / greedy.people;
            against += &format!(
                "; greedy Monte-Carlo extrapolated from s10: {:.0} ×",
                greedy.milliseconds * scale / times.one
            );
        }
        tell(&format!("influence maximisation, k = {seeds}, ε = 0.1, {name}, {strengths}"), &times, &against);
    }
}

/// The time that plain greedy would take, and among how many people.
struct Greedy {
    milliseconds: f64,
    people: f64,
}

/// Greedy that simulates 10,000 cascades for every candidate and every seat (Kempe et al. 2003), on s10 with weighted cascade. Fifty rounds of
/// 1,024 candidates would take hours: the first seat is measured with 20 cascades a candidate, and multiplied, and to
/// come to s17 only multiplied by the number of candidates. Later seats and larger graphs have larger cascades, so that this is
/// less than it would be.
fn greedy_monte_carlo(pools: &Pools, quick: bool) -> Greedy {
    let graph = named("rmat-s10").graph;
    let graph = with_strengths(&graph, |e| 1.0 / graph.tails(e.to).len() as f64);
    let (cascades, measured) = (10_000.0, if quick { 1 } else { 20 });
    let (milliseconds, moved) = pools.alone(|| {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        let (mut met, mut mark) = (vec![0u32; graph.nodes() as usize], 0);
        let mut moved = 0usize;
        for candidate in 0..graph.nodes() {
            for _ in 0..measured {
                mark += 1;
                met[candidate as usize] = mark;
                let mut queue = vec![candidate];
                let mut next = 0;
                while let Some(&v) = queue.get(next) {
                    next += 1;
                    for (edge, &head) in graph.outgoing(v).zip(graph.heads(v)) {
                        if met[head as usize] != mark && random.random_bool(graph.probability(edge).get()) {
                            met[head as usize] = mark;
                            queue.push(head);
                        }
                    }
                }
                moved += queue.len();
            }
        }
        moved
    });
    assert!(moved > 0);
    let milliseconds = milliseconds * cascades / f64::from(measured) * 50.0;
    Greedy { milliseconds, people: f64::from(graph.nodes()) }
}

/// A company of 10,000 employees, 5,000 key persons and 500,000 lines, and what a departure of each employee costs.
fn departures(pools: &Pools, quick: bool) {
    let people = if quick { 2_000 } else { 100_000 };
    let input = named(&format!("company-{people}"));
    let mut edges: Vec<Edge> = input.graph.edges().collect();
    edges.shuffle(&mut ChaCha8Rng::seed_from_u64(2));
    edges.truncate(people as usize * 5);
    let graph = Graph::new(people, edges);
    // Two of each organization, and the third of some.
    let mut targets = input.key_persons.clone();
    targets
        .extend(input.key_persons.iter().skip(1).step_by(2).map(|v| v + 1).take(people as usize / 20 - targets.len()));
    targets.sort_unstable();
    let mut random = ChaCha8Rng::seed_from_u64(3);
    let weights: Vec<Weight> = targets.iter().map(|_| Weight::new(random.random::<f64>()).expect("a weight")).collect();
    let employees = &input.employees;
    let (max_edges, worlds, seed) = (3, 1024, 1);
    let problem = DepartureLossProblem {
        graph: &graph,
        targets: &targets,
        weights: &weights,
        employees,
        max_edges,
        worlds,
        seed,
    };
    let (times, losses) =
        pools.times(if quick { 1 } else { 9 }, || departure_losses(&problem, &Unwatched).expect("nobody stops it"));

    // Everybody where that is quick, otherwise every fifth, multiplied.
    let every = if quick { 1 } else { 5 };
    let some: Vec<u32> = employees.iter().copied().step_by(every).collect();
    let none = pools.alone(|| departure_losses_one_by_one(&problem, &[], &Unwatched).expect("nobody stops it")).0;
    let (removed, plain) =
        pools.alone(|| departure_losses_one_by_one(&problem, &some, &Unwatched).expect("nobody stops it"));
    for loss in plain.employees.iter().filter(|loss| some.binary_search(&loss.employee).is_ok()) {
        let ours = losses.employees.iter().find(|ours| ours.employee == loss.employee);
        assert_eq!(ours, Some(loss), "one pass and removal have the same answer");
    }
    let one_by_one = (removed - none) * employees.len() as f64 / some.len() as f64;
    let everybody = none * employees.len() as f64;
    let what = format!(
        "departure losses, {} employees, {} key persons, {} lines, {worlds} worlds",
        employees.len(),
        targets.len(),
        graph.edges().len()
    );
    let against = format!(
        "removing one at a time {one_by_one:.0} ms from every {every}th ({:.0} ×), equal for all of them; if each removal asked about all \
         key persons, {everybody:.0} ms ({:.0} ×)",
        one_by_one / times.one,
        everybody / times.one
    );
    tell(&what, &times, &against);

    let matrix = InfluenceMatrixProblem { graph: &graph, targets: &targets, employees, max_edges, max_pairs: 1 << 30 };
    let (times, found) =
        pools.times(if quick { 1 } else { 15 }, || influence_matrix(&matrix, &Unwatched).expect("it fits"));
    tell("influence matrix of the same", &times, &format!("{} pairs", found.pairs()));

    let reached: Vec<f64> =
        (0..targets.len()).map(|i| found.of_target(i).next().map_or(0.0, |best| best.probability())).collect();
    let candidates: Vec<IntroductionCandidate> = employees
        .iter()
        .flat_map(|&employee| {
            let mut some: Vec<u32> = (0..50).map(|_| targets[random.random_range(0..targets.len())]).collect();
            some.sort_unstable();
            some.dedup();
            let mut line = |target| {
                let probability = Probability::new(random.random_range(0.02..0.6)).expect("a strength");
                IntroductionCandidate { employee, target, probability }
            };
            some.into_iter().map(&mut line).collect::<Vec<_>>()
        })
        .collect();
    let room = vec![2; employees.len()];
    let (times, plan) = pools.times(3, || {
        introduction_plan(&IntroductionPlanProblem {
            targets: &targets,
            weights: &weights,
            reach: &reached,
            employees,
            room: &room,
            candidates: &candidates,
            introductions: 1_000,
        })
    });
    let against = format!("{} candidates, {:.4} of the best at least", candidates.len(), plan.reached);
    tell("introduction plan of 1,000 for the same", &times, &against);
}

/// 10,000 worlds of key persons of R-MAT s17: a hundredth of the people are doors.
fn reaches(pools: &Pools, quick: bool) {
    let input = named(if quick { "rmat-s8" } else { "rmat-s17" });
    let mut random = input.random("reach");
    let doors_of = |every: usize, random: &mut ChaCha8Rng| {
        let mut doors: Vec<u32> = (0..input.graph.nodes()).collect();
        doors.shuffle(random);
        doors.truncate(doors.len() / every);
        doors.sort_unstable();
        doors
    };
    let all_targets = input.targets(&mut random, 8);
    for (every, max_edges) in [(100, 3), (10_000, 4), (1000, 3)] {
        let (targets, worlds) = (&all_targets, 10_000);
        let doors = if quick { doors_of(20, &mut random) } else { doors_of(every, &mut random) };
        let problem = |target| ReachProblem {
            graph: &input.graph,
            target,
            doors: &doors,
            max_edges,
            worlds: 10_000,
            seed: 1,
            exact_budget: 0,
        };
        let ask = || targets.iter().map(|&target| reach(&problem(target))).collect::<Vec<_>>();
        let (times, found) = pools.times(3, ask);
        let (plain, expected) =
            pools.alone(|| targets.iter().map(|&target| reach_world_by_world(&problem(target))).collect::<Vec<_>>());
        assert_eq!(found, expected, "blocks and single worlds have the same answer");
        let mean = found.iter().map(|reach| reach.probability).sum::<f64>() / found.len() as f64;
        let each = plain / f64::from(worlds) / targets.len() as f64;
        let what = format!(
            "reach of {} key persons, {worlds} worlds, {} doors, limit {max_edges}",
            targets.len(),
            doors.len()
        );
        let against = format!(
            "one world at a time {plain:.0} ms, {each:.3} ms each ({:.1} ×); mean reach {mean:.3}",
            plain / times.one
        );
        tell(&what, &times, &against);
    }
}
