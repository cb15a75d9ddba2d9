//! The best simple routes from one person to another: with the tree to the target kept from an earlier question, and without.

use guanxi_engine::{Graph, Route, RouteTree, best_routes_to, routes_between};
use serde_json::{Value, json};

use super::best_route::pairs_with_a_route;
use super::{Answer, Contender, Kernel, Run, node};
use crate::graphs::Input;

/// 10 routes, the tree kept.
pub const KEPT: Kernel = Kernel { name: "routes_between", questions: ten, contenders: &[WITH_TREE] };
/// 10 routes, nothing kept.
pub const FRESH: Kernel = Kernel { name: "routes_between_fresh", questions: ten, contenders: &[WITHOUT_TREE] };
/// 2 routes, nothing kept.
pub const FEW: Kernel = Kernel { name: "routes_between_k_2", questions: two, contenders: &[WITHOUT_TREE] };
/// 128 routes, nothing kept.
pub const MANY: Kernel = Kernel { name: "routes_between_k_128", questions: many, contenders: &[WITHOUT_TREE] };

fn ten(input: &Input) -> Vec<Value> {
    questions(input, 10)
}

fn two(input: &Input) -> Vec<Value> {
    questions(input, 2)
}

fn many(input: &Input) -> Vec<Value> {
    questions(input, 128)
}

fn questions(input: &Input, k: usize) -> Vec<Value> {
    let mut pairs = pairs_with_a_route(input, &mut input.random("routes_between"), 10);
    pairs.iter_mut().for_each(|pair| pair["k"] = json!(k));
    pairs
}

/// A question: from whom, to whom, how many.
fn asked(question: &Value) -> (u32, u32, usize) {
    (node(question, "from"), node(question, "target"), node(question, "k") as usize)
}

fn costs(routes: &[Route]) -> Answer {
    Answer::Small(json!(routes.iter().map(|route| route.cost.0).collect::<Vec<_>>()))
}

fn tree(graph: &Graph, question: &Value) -> RouteTree {
    best_routes_to(graph, asked(question).1)
}

const WITH_TREE: Contender = ("guanxi", |input, questions| -> Run<'_> {
    let trees: Vec<RouteTree> = questions.iter().map(|question| tree(&input.graph, question)).collect();
    Box::new(move |number| {
        let (from, _, k) = asked(&questions[number]);
        let routes = routes_between(&input.graph, &trees[number], from, k);
        Box::new(move || costs(&routes))
    })
});

const WITHOUT_TREE: Contender = ("guanxi", |input, questions| -> Run<'_> {
    Box::new(move |number| {
        let (from, _, k) = asked(&questions[number]);
        let routes = routes_between(&input.graph, &tree(&input.graph, &questions[number]), from, k);
        Box::new(move || costs(&routes))
    })
});
