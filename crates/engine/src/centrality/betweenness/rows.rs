//! Rows of lines both ways, made when they are first looked at.

use std::sync::OnceLock;

use rayon::prelude::*;

use super::tangle::length;
use crate::Graph;

/// The lines of one node, one way.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Length and the other end, the shortest first.
    pub(super) sorted: Box<[(u64, u32)]>,
    /// Those whose other end has more lines (towards this end) than this one has, or as many and a larger number: every line is
    /// in this list of one of its ends, and lists are short where rows are long.
    pub(super) upward: Box<[(u64, u32)]>,
}

/// The rows of one way.
pub(super) struct Rows<'a> {
    graph: &'a Graph,
    forward: bool,
    rows: Vec<OnceLock<Row>>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(graph: &'a Graph, forward: bool) -> Self {
        Self { graph, forward, rows: (0..graph.nodes()).into_par_iter().map(|_| OnceLock::new()).collect() }
    }

    pub(super) fn row(&self, node: u32) -> &Row {
        self.rows[node as usize].get_or_init(|| self.made(node))
    }

    /// Gives the memory back, on all threads: a row has two pieces of it.
    pub(super) fn free(self) {
        self.rows.into_par_iter().with_min_len(1024).for_each(drop);
    }

    fn made(&self, node: u32) -> Row {
        let graph = self.graph;
        let mut sorted: Vec<(u64, u32)> = if self.forward {
            graph.outgoing(node).zip(graph.heads(node)).map(|(e, &head)| (length(graph.cost(e)), head)).collect()
        } else {
            graph
                .incoming_costs(node)
                .iter()
                .zip(graph.tails(node))
                .map(|(&cost, &tail)| (length(cost), tail))
                .collect()
        };
        sorted.retain(|line| line.1 != node);
        sorted.sort_unstable();
        let own = if self.forward { graph.heads(node).len() } else { graph.tails(node).len() };
        let lines_of = |other: u32| if self.forward { graph.tails(other).len() } else { graph.heads(other).len() };
        // The same comparison from both ends: (lines, whether it is the start, number) of the two differ.
        let upward =
            sorted.iter().copied().filter(|&(_, other)| (own, !self.forward) < (lines_of(other), self.forward));
        Row { upward: upward.collect(), sorted: sorted.into() }
    }
}
