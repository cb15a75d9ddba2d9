//! Who matters by where they stand.

use guanxi_engine::Unwatched;
use guanxi_engine::centrality::{
    BetweennessEstimateProblem, CommunityProblem, Direction, LineWeight, PageRankProblem, PersonalProblem,
    PersonalRanks, Restart, Stop, betweenness, betweenness_estimate, communities, cuts, page_rank,
};
use rand::seq::IndexedRandom;
use serde_json::{Value, json};

use super::{Answer, Contender, Kernel, Run, node};
use crate::graphs::Input;

pub const PAGERANK: Kernel = Kernel { name: "pagerank", questions: once, contenders: &[RANKS] };
pub const PERSONAL: Kernel = Kernel { name: "personal_pagerank", questions: seeds, contenders: &[PERSONAL_RANKS] };
pub const BETWEENNESS: Kernel = Kernel { name: "betweenness", questions: once, contenders: &[EXACT] };
pub const ESTIMATE: Kernel = Kernel { name: "betweenness_estimate", questions: once, contenders: &[ESTIMATED] };
pub const CUTS: Kernel = Kernel { name: "cuts", questions: once, contenders: &[CUT] };
pub const COMMUNITIES: Kernel = Kernel { name: "communities", questions: once, contenders: &[LEIDEN] };

/// There is nothing to ask but the graph.
fn once(_: &Input) -> Vec<Value> {
    vec![json!({})]
}

/// People who move somebody.
fn seeds(input: &Input) -> Vec<Value> {
    let graph = &input.graph;
    let movers: Vec<u32> = (0..graph.nodes()).filter(|&v| !graph.heads(v).is_empty()).collect();
    let mut random = input.random("personal_pagerank");
    movers.choose_multiple(&mut random, 5).map(|seed| json!({ "seed": seed })).collect()
}

const RANKS: Contender = ("guanxi", |input, _| -> Run<'_> {
    let (graph, direction, weight) = (&input.graph, Direction::Forward, LineWeight::Alike);
    let (restart, damping, stop) = (Restart::Anywhere, 0.85, Stop::Rounds(20));
    Box::new(move |_| {
        let found = page_rank(&PageRankProblem { graph, direction, weight, restart, damping, stop });
        Box::new(move || Answer::Numbers(found.ranks))
    })
});

const PERSONAL_RANKS: Contender = ("guanxi", |input, questions| -> Run<'_> {
    let ranks = PersonalRanks::new(&input.graph, Direction::Forward, LineWeight::Probability, 0.85);
    let seeds: Vec<u32> = questions.iter().map(|question| node(question, "seed")).collect();
    Box::new(move |number| {
        let found = ranks.around(&PersonalProblem { seeds: &[(seeds[number], 1.0)], threshold: 1e-5, top: 100 });
        Box::new(move || Answer::Small(json!(found.top.iter().map(|first| first.0).collect::<Vec<u32>>())))
    })
});

const EXACT: Contender = ("guanxi", |input, _| -> Run<'_> {
    Box::new(move |_| {
        let found = betweenness(&input.graph, &Unwatched).expect("nobody watches");
        Box::new(move || Answer::Numbers(found.scores))
    })
});

const ESTIMATED: Contender = ("guanxi", |input, _| -> Run<'_> {
    let (graph, epsilon, delta, max_samples) = (&input.graph, 0.01, 0.1, 1 << 30);
    Box::new(move |_| {
        let problem = BetweennessEstimateProblem { graph, epsilon, delta, seed: 1, max_samples };
        let found = betweenness_estimate(&problem, &Unwatched).expect("nobody watches");
        Box::new(move || Answer::Numbers(found.parts))
    })
});

const CUT: Contender = ("guanxi", |input, _| -> Run<'_> {
    Box::new(move |_| {
        let found = cuts(&input.graph);
        Box::new(move || {
            let articulations: Vec<u32> = found.articulations.iter().map(|articulation| articulation.node).collect();
            let bridges: Vec<[u32; 2]> = found.bridges.iter().map(|bridge| bridge.ends).collect();
            Answer::Small(json!({ "articulations": articulations, "bridges": bridges }))
        })
    })
});

const LEIDEN: Contender = ("guanxi", |input, _| -> Run<'_> {
    Box::new(move |_| {
        let problem = CommunityProblem { graph: &input.graph, resolution: 1.0, seed: 1, max_rounds: 2 };
        let found = communities(&problem, &Unwatched).expect("nobody watches");
        Box::new(move || Answer::Small(json!(found.modularity)))
    })
});
