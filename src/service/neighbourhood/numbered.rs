//! A neighbourhood as the engine takes it.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::Id;
use crate::engine;
use crate::service::lines::Line;

use super::Node;

/// A neighbourhood as the engine takes it: people numbered in the order of [`Node`].
#[derive(Debug)]
pub struct Numbered {
    pub nodes: Vec<Node>,
    /// The people of the asked company, ascending.
    pub doors: Vec<u32>,
    pub lines: Lines,
    pub graph: engine::Graph,
}

/// What is told of the edges of a graph.
#[derive(Debug)]
pub enum Lines {
    /// The line of each.
    All(Vec<Arc<Line>>),
    /// The lines of those that are shown.
    Shown(HashMap<u32, Arc<Line>>),
}

impl Default for Lines {
    fn default() -> Self {
        Self::Shown(HashMap::new())
    }
}

impl Lines {
    /// The line of an edge, if anything is told of it.
    pub fn of(&self, edge: u32) -> Option<&Arc<Line>> {
        match self {
            Self::All(lines) => lines.get(edge as usize),
            Self::Shown(lines) => lines.get(&edge),
        }
    }
}

impl Numbered {
    /// The number of a node that takes part.
    pub fn number(&self, node: &Node) -> Option<u32> {
        self.nodes.binary_search(node).ok().map(|i| i as u32)
    }

    /// The identifiers of those among these who are known by name.
    pub fn people(&self, nodes: impl IntoIterator<Item = u32>) -> impl Iterator<Item = &Id> {
        nodes.into_iter().filter_map(|node| match &self.nodes[node as usize] {
            Node::Person(id) => Some(id),
            Node::Masked(_) => None,
        })
    }
}
