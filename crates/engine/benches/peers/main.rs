//! The engine beside other libraries, on the same graphs, with answers compared. `make bench-peers` measures; the Python side,
//! which leads, is `benches/peers/run.py`.
//!
//! ```text
//! peers graph <name> <folder>       writes the graph there for the others
//! peers serve <name> <folder>       answers requests, a line of JSON each (`serve.rs`)
//! peers alone <name> <kernel> [s]   the Rust contenders of a kernel for s seconds each, to profile
//! peers build <name>                builds the graph from its lines, in no order, by head and sorted
//! peers                             every kernel on a small graph, once: contenders have to agree
//! ```

mod graphs;
mod kernels;
mod processors;
mod serve;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

use graphs::Input;
use guanxi_engine::{Edge, Graph};
use kernels::{ALL, Kernel};
use rand::seq::SliceRandom;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Box<dyn Error>> {
    processors::on_processors(rayon::ThreadPoolBuilder::new()).build_global()?;
    // Cargo adds a flag of its own.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => agree(),
        ["graph", name, folder] => dump(&input(name)?, Path::new(folder)),
        ["serve", name, folder] => serve::serve(&input(name)?, Path::new(folder)),
        ["build", name] => build(&input(name)?),
        ["alone", name, kernel] => alone(&input(name)?, kernel, 3.0),
        ["alone", name, kernel, seconds] => alone(&input(name)?, kernel, seconds.parse()?),
        _ => Err(format!("not understood: {}", words.join(" ")).into()),
    }
}

fn input(name: &str) -> Result<Input, Box<dyn Error>> {
    Input::named(name).ok_or_else(|| format!("no graph is called {name}").into())
}

fn kernel(name: &str) -> Result<&'static Kernel, Box<dyn Error>> {
    ALL.iter().find(|kernel| kernel.name == name).ok_or_else(|| format!("no kernel is called {name}").into())
}

/// Runs everything once on small graphs: what `cargo test` does with a benchmark. A kernel that has no question there was not
/// meant for that graph.
fn agree() -> Result<(), Box<dyn Error>> {
    for name in ["rmat-s8", "company-1000"] {
        let input = input(name)?;
        for kernel in ALL {
            let questions = (kernel.questions)(&input);
            let answers_of = |prepare: &kernels::Contender| {
                let mut run = prepare.1(&input, &questions);
                (0..questions.len()).map(|number| run(number)()).collect::<Vec<_>>()
            };
            let ours = answers_of(&kernel.contenders[0]);
            for contender in &kernel.contenders[1..] {
                if answers_of(contender) != ours {
                    return Err(format!("{}: {} does not agree on {name}", kernel.name, contender.0).into());
                }
            }
            println!("{name} {}: {} questions, {} agree", kernel.name, questions.len(), kernel.contenders.len());
        }
    }
    Ok(())
}

/// `from.u32`, `to.u32`, `probability.f64`, `cost.f64` (whole numbers), sorted by (from, to), `employees.u32`, `key_persons.u32`
/// and the number of nodes, `nodes`.
fn dump(input: &Input, folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let graph = &input.graph;
    let numbers = |name: &str, bytes: Vec<u8>| fs::write(folder.join(name), bytes);
    numbers("from.u32", graph.edges().flat_map(|e| e.from.to_le_bytes()).collect())?;
    numbers("to.u32", graph.edges().flat_map(|e| e.to.to_le_bytes()).collect())?;
    numbers("probability.f64", graph.edges().flat_map(|e| e.probability.get().to_le_bytes()).collect())?;
    let edges = 0..graph.edges().len() as u32;
    numbers("cost.f64", edges.flat_map(|e| (graph.cost(e).0 as f64).to_le_bytes()).collect())?;
    numbers("employees.u32", input.employees.iter().flat_map(|v| v.to_le_bytes()).collect())?;
    numbers("key_persons.u32", input.key_persons.iter().flat_map(|v| v.to_le_bytes()).collect())?;
    fs::write(folder.join("nodes"), graph.nodes().to_string())?;
    Ok(())
}

/// Times the contenders of the Rust side one after the other.
fn alone(input: &Input, name: &str, seconds: f64) -> Result<(), Box<dyn Error>> {
    let kernel = kernel(name)?;
    let questions = (kernel.questions)(input);
    for (name, prepare) in kernel.contenders {
        let mut run = prepare(input, &questions);
        let (mut times, mut longest): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
        let began = Instant::now();
        while times.is_empty() || began.elapsed().as_secs_f64() < seconds {
            for number in 0..questions.len() {
                let seconds = serve::timed(&mut run, number).0;
                times.push(seconds.processor);
                longest.push(seconds.longest);
            }
        }
        let best_and_median = |mut times: Vec<f64>| {
            times.sort_by(f64::total_cmp);
            [times[0] * 1e3, times[times.len() / 2] * 1e3]
        };
        let answers = times.len();
        let ([best, median], [least, middle]) = (best_and_median(times), best_and_median(longest));
        println!(
            "{name}: median {median:.4} ms, best {best:.4} ms of {answers} answers; by the thread that worked longest, median \
             {middle:.4} ms, best {least:.4} ms"
        );
    }
    Ok(())
}

/// Times building: nobody else keeps a graph in this form.
fn build(input: &Input) -> Result<(), Box<dyn Error>> {
    let sorted: Vec<Edge> = input.graph.edges().collect();
    let mut shuffled = sorted.clone();
    shuffled.shuffle(&mut input.random("build"));
    let lines = sorted.len();
    let mut by_head = sorted.clone();
    by_head.sort_by_key(|e| e.to);
    println!("{}: {lines} lines, {:.1} bytes a line", input.name, input.graph.memory() as f64 / lines as f64);
    for (order, lines) in [("in no order", &shuffled), ("by head", &by_head), ("sorted", &sorted)] {
        for _ in 0..3 {
            let mut given = Some(lines.clone());
            let mut graph = None;
            let mut run: kernels::Run<'_> = Box::new(|_| {
                graph = given.take().map(|lines| Graph::new(input.graph.nodes(), lines));
                Box::new(|| kernels::Answer::Numbers(Vec::new()))
            });
            let seconds = serve::timed(&mut run, 0).0;
            drop(run);
            let edges = graph.ok_or("a graph was built")?.edges().len();
            println!("{order}: {:.3} s of processor time, {:.3} s, {edges} edges", seconds.processor, seconds.wall);
        }
    }
    Ok(())
}
