//! The engine on named, seeded graphs. `cargo bench -p guanxi-engine --bench engine` measures.
//!
//! With `GUANXI_BENCH_DUMP=<folder>` it writes the graph as CSV and its own time for all routes there instead, for
//! `benches/peers/networkx_routes.py`, which times networkx on the very same graph.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use criterion::Criterion;
use guanxi_domain::{Policy, Probability};
use guanxi_engine::{
    Edge, Graph, ReachProblem, RedundancyProblem, RouteProblem, best_routes, reach, reach_world_by_world, redundancy,
};
use guanxi_scoring::decay::decayed;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

const PEOPLE: u32 = 2_000;
const LINES: usize = 20_000;
const DOORS: u32 = 200;
/// Lines into the target: ten times as many as into the average person.
const LINES_INTO_TARGET: usize = 100;
const MAX_EDGES: u8 = 3;

/// "neighbourhood 2,000/20,000": people 0 to 199 are doors, 1,999 is the target, a hub; lines begin and end anywhere, with the levels of
/// the method decayed over up to three years.
struct Neighbourhood {
    graph: Graph,
    target: u32,
    doors: Vec<u32>,
}

impl Neighbourhood {
    fn seeded(seed: u64) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let policy = Policy::default();
        let target = PEOPLE - 1;
        let mut pairs = BTreeSet::new();
        while pairs.len() < LINES {
            let to = if pairs.len() < LINES_INTO_TARGET { target } else { random.random_range(0..target) };
            let from = random.random_range(0..PEOPLE);
            if from != to {
                pairs.insert((from, to));
            }
        }
        let edges = pairs.into_iter().map(|(from, to)| {
            let level = *[1.0, 0.75, 0.5, 0.25, 0.6, 0.4, 0.2].choose(&mut random).expect("there are levels");
            let level = Probability::new(level).expect("levels are probabilities");
            let probability = decayed(level, random.random_range(0..1_000), &policy.decay).strength;
            Edge { from, to, probability, coin: random.random() }
        });
        Self { graph: Graph::new(PEOPLE, edges.collect()), target, doors: (0..DOORS).collect() }
    }

    fn routes(&self) -> RouteProblem<'_> {
        let Self { graph, target, doors } = self;
        RouteProblem { graph, target: *target, doors, max_edges: MAX_EDGES, k: 3 }
    }

    /// All of it estimated.
    fn reach(&self) -> ReachProblem<'_> {
        let Self { graph, target, doors } = self;
        let (worlds, seed, exact_budget) = (16_384, 1, 0);
        ReachProblem { graph, target: *target, doors, max_edges: MAX_EDGES, worlds, seed, exact_budget }
    }

    fn redundancy(&self) -> RedundancyProblem<'_> {
        let Self { graph, target, doors } = self;
        RedundancyProblem { graph, target: *target, doors, max_edges: MAX_EDGES }
    }
}

fn measure(case: &Neighbourhood) {
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("neighbourhood 2,000/20,000");
    group.warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
    group.bench_function("routes of all doors, k = 3", |b| b.iter(|| best_routes(black_box(&case.routes()))));
    group.bench_function("redundancy", |b| b.iter(|| redundancy(black_box(&case.redundancy()))));
    group.bench_function("reach with its default budget", |b| {
        let problem = ReachProblem { exact_budget: Policy::default().reach.exact_budget as u64, ..case.reach() };
        b.iter(|| reach(black_box(&problem)));
    });
    // The ratio is stated for one thread: the plain loop has no more.
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool of one thread");
    group.bench_function("reach, 16,384 worlds, a block at a time, one thread", |b| {
        alone.install(|| b.iter(|| reach(black_box(&case.reach()))));
    });
    group.bench_function("reach, 16,384 worlds, a block at a time, all threads", |b| {
        b.iter(|| reach(black_box(&case.reach())));
    });
    group.sample_size(10);
    group.bench_function("reach, 16,384 worlds, one at a time", |b| {
        b.iter(|| reach_world_by_world(black_box(&case.reach())));
    });
    group.finish();
    assert_eq!(reach(&case.reach()), reach_world_by_world(&case.reach()), "what is compared has the same answer");
    criterion.final_summary();
}

/// Writes `lines.csv`, `routes.csv` (the best probability of every door, for comparison) and `engine.csv` (our time).
fn dump(case: &Neighbourhood, folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let mut lines = csv::Writer::from_path(folder.join("lines.csv"))?;
    lines.write_record(["from", "to", "probability"])?;
    for edge in case.graph.edges() {
        lines.write_record([edge.from.to_string(), edge.to.to_string(), edge.probability.get().to_string()])?;
    }
    lines.flush()?;

    let mut routes = csv::Writer::from_path(folder.join("routes.csv"))?;
    routes.write_record(["door", "rank", "edges", "probability"])?;
    for door in best_routes(&case.routes()) {
        for (rank, route) in door.routes.iter().enumerate() {
            let (edges, probability) = (route.edges.len().to_string(), route.probability.to_string());
            routes.write_record([door.door.to_string(), rank.to_string(), edges, probability])?;
        }
    }
    routes.flush()?;

    let repeats = 200u32;
    let began = Instant::now();
    for _ in 0..repeats {
        black_box(best_routes(black_box(&case.routes())));
    }
    let seconds = began.elapsed().as_secs_f64() / f64::from(repeats);
    let target = case.target.to_string();
    let mut engine = csv::Writer::from_path(folder.join("engine.csv"))?;
    engine.write_record(["target", "doors", "k", "max_edges", "seconds"])?;
    engine.write_record([
        target,
        case.doors.len().to_string(),
        3.to_string(),
        MAX_EDGES.to_string(),
        seconds.to_string(),
    ])?;
    engine.flush()?;
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let case = Neighbourhood::seeded(1);
    match std::env::var_os("GUANXI_BENCH_DUMP") {
        Some(folder) => dump(&case, Path::new(&folder)),
        None => {
            measure(&case);
            Ok(())
        }
    }
}
