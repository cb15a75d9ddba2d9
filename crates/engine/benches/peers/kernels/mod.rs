//! The kernels: what is asked, and who answers on the Rust side.

pub mod best_route;
pub mod centrality;
pub mod everyone_to_key;
pub mod influencers;
pub mod reach;
pub mod routes_between;

use serde_json::Value;

use crate::graphs::Input;

/// One kernel. A new one is a file here, a line in [`ALL`] and a file of the same name in `benches/peers/kernels`.
pub struct Kernel {
    pub name: &'static str,
    /// The questions asked of every contender, in this order.
    pub questions: fn(&Input) -> Vec<Value>,
    /// Who answers; the engine is called `guanxi`, variants of it `guanxi: what`.
    pub contenders: &'static [Contender],
}

pub type Contender = (&'static str, for<'a> fn(&'a Input, &'a [Value]) -> Run<'a>);
/// Answers the question with this number (timed).
pub type Run<'a> = Box<dyn FnMut(usize) -> Show<'a> + 'a>;
/// Brings the answer into the form that is compared (not timed).
pub type Show<'a> = Box<dyn FnOnce() -> Answer + 'a>;

/// An answer as it is compared.
#[derive(Debug, PartialEq)]
pub enum Answer {
    /// A number per node, handed over in a file; infinite where there is none.
    Numbers(Vec<f64>),
    /// Anything small.
    Small(Value),
}

pub const ALL: &[Kernel] = &[
    best_route::KERNEL,
    centrality::BETWEENNESS,
    centrality::COMMUNITIES,
    centrality::CUTS,
    centrality::ESTIMATE,
    centrality::PAGERANK,
    centrality::PERSONAL,
    everyone_to_key::KERNEL,
    influencers::KERNEL,
    reach::KERNEL,
    routes_between::KEPT,
    routes_between::FRESH,
    routes_between::FEW,
    routes_between::MANY,
];

/// A node in a question.
pub fn node(question: &Value, name: &str) -> u32 {
    let number = question[name].as_u64().and_then(|number| u32::try_from(number).ok());
    number.unwrap_or_else(|| panic!("a question names a node {name}: {question}"))
}
