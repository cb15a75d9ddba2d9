//! The chance that one person can move another, whatever the way, over 10,000 random worlds.

use guanxi_engine::{Reach, ReachProblem, reach, reach_world_by_world};
use serde_json::{Value, json};

use super::best_route::pairs_with_a_route;
use super::{Answer, Contender, Kernel, Run, node};
use crate::graphs::Input;

pub const KERNEL: Kernel = Kernel { name: "reach", questions, contenders: &[IN_BLOCKS, ONE_BY_ONE] };

fn questions(input: &Input) -> Vec<Value> {
    pairs_with_a_route(input, &mut input.random("reach"), 4)
}

/// More edges than any route needs in these graphs.
const MAX_EDGES: u8 = 64;

fn ask(input: &Input, question: &Value, solve: fn(&ReachProblem<'_>) -> Reach) -> Answer {
    let doors = [node(question, "from")];
    let (graph, target) = (&input.graph, node(question, "target"));
    let problem =
        ReachProblem { graph, target, doors: &doors, max_edges: MAX_EDGES, worlds: 10_000, seed: 1, exact_budget: 0 };
    let found = solve(&problem);
    Answer::Small(json!([found.probability, found.standard_error]))
}

const IN_BLOCKS: Contender = ("guanxi", |input, questions| -> Run<'_> {
    Box::new(move |number| {
        let answer = ask(input, &questions[number], reach);
        Box::new(move || answer)
    })
});

const ONE_BY_ONE: Contender = ("one world at a time", |input, questions| -> Run<'_> {
    Box::new(move |number| {
        let answer = ask(input, &questions[number], reach_world_by_world);
        Box::new(move || answer)
    })
});
