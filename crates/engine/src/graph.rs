//! The graph: lines with their probability, in compressed sparse rows both ways.

use std::ops::Range;

use super::Cost;
use guanxi_domain::Probability;

/// One line: `from` can move `to`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    pub from: u32,
    pub to: u32,
    /// The chance that it does.
    pub probability: Probability,
    /// The coin of this line: a hash of its stable id, its own among the edges of the graph. Whatever is drawn at random for this
    /// edge depends on this number and nothing else of the edge, so that two graphs that number their people differently draw
    /// the same.
    pub coin: u64,
}

/// An immutable directed graph with at most one edge per ordered pair of nodes.
///
/// Nodes are `0..nodes`, numbered in the order of the people's ids, because ties are broken by the smaller number. Edges are
/// held sorted by (from, to); an edge's index is its position in that order. A self loop is allowed and lies on no route.
#[derive(Debug, Clone)]
pub struct Graph {
    edges: Vec<Edge>,
    costs: Vec<Cost>,
    /// The edges out of `v` are `out_start[v]..out_start[v + 1]`.
    out_start: Vec<u32>,
    /// The edges into `v` are `incoming[in_start[v]..in_start[v + 1]]`.
    in_start: Vec<u32>,
    incoming: Vec<u32>,
    /// The tails of `incoming`, side by side, because searches look at little else.
    tails: Vec<u32>,
}

impl Graph {
    /// Builds the graph from its edges, in any order.
    ///
    /// # Panics
    /// If an edge names a node that is not in `0..nodes`, or an ordered pair has two edges: which of several lines counts is
    /// decided before (method §7).
    ///
    /// # Complexity
    /// O(nodes + m log m) for m edges.
    pub fn new(nodes: u32, mut edges: Vec<Edge>) -> Self {
        edges.sort_by_key(|e| (e.from, e.to));
        for pair in edges.windows(2) {
            let (from, to) = (pair[0].from, pair[0].to);
            assert!((from, to) != (pair[1].from, pair[1].to), "two edges from {from} to {to}");
        }
        let slots = nodes as usize + 1;
        let (mut out_start, mut in_start) = (vec![0u32; slots], vec![0u32; slots]);
        for edge in &edges {
            assert!(edge.from < nodes && edge.to < nodes, "edge {} to {} of {nodes} nodes", edge.from, edge.to);
            out_start[edge.from as usize + 1] += 1;
            in_start[edge.to as usize + 1] += 1;
        }
        for v in 1..slots {
            out_start[v] += out_start[v - 1];
            in_start[v] += in_start[v - 1];
        }
        let mut next = in_start.clone();
        let mut incoming = vec![0u32; edges.len()];
        for (index, edge) in (0u32..).zip(&edges) {
            let slot = &mut next[edge.to as usize];
            incoming[*slot as usize] = index;
            *slot += 1;
        }
        let tails = incoming.iter().map(|&index| edges[index as usize].from).collect();
        let costs = edges.iter().map(|e| Cost::of(e.probability)).collect();
        Self { edges, costs, out_start, in_start, incoming, tails }
    }

    /// How many nodes there are.
    pub fn nodes(&self) -> u32 {
        self.out_start.len() as u32 - 1
    }

    /// All edges, sorted by (from, to).
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The edge with this index.
    pub fn edge(&self, index: u32) -> &Edge {
        &self.edges[index as usize]
    }

    /// The cost of the edge with this index.
    pub fn cost(&self, index: u32) -> Cost {
        self.costs[index as usize]
    }

    /// The indices of the edges out of a node, in the order of their heads.
    pub fn outgoing(&self, node: u32) -> Range<u32> {
        self.out_start[node as usize]..self.out_start[node as usize + 1]
    }

    /// The indices of the edges into a node, in the order of their tails.
    pub fn incoming(&self, node: u32) -> &[u32] {
        &self.incoming[self.in_start[node as usize] as usize..self.in_start[node as usize + 1] as usize]
    }

    /// The nodes with an edge into a node, ascending.
    pub fn tails(&self, node: u32) -> &[u32] {
        &self.tails[self.in_start[node as usize] as usize..self.in_start[node as usize + 1] as usize]
    }

    /// The index of the edge from one node to another, if there is one.
    pub fn edge_between(&self, from: u32, to: u32) -> Option<u32> {
        let range = self.outgoing(from);
        let row = &self.edges[range.start as usize..range.end as usize];
        row.binary_search_by_key(&to, |e| e.to).ok().map(|position| range.start + position as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(from: u32, to: u32) -> Edge {
        Edge { from, to, probability: Probability::ONE, coin: u64::from(from * 10 + to) }
    }

    #[test]
    fn rows_hold_every_edge_in_both_directions() {
        let graph = Graph::new(4, vec![edge(2, 0), edge(0, 3), edge(0, 1), edge(2, 3), edge(1, 1)]);
        let heads = |v| graph.outgoing(v).map(|e| graph.edge(e).to).collect::<Vec<_>>();
        let tails = |v| {
            let tails: Vec<u32> = graph.incoming(v).iter().map(|&e| graph.edge(e).from).collect();
            assert_eq!(graph.tails(v), tails);
            tails
        };
        assert_eq!([heads(0), heads(1), heads(2), heads(3)], [vec![1, 3], vec![1], vec![0, 3], vec![]]);
        assert_eq!([tails(0), tails(1), tails(2), tails(3)], [vec![2], vec![0, 1], vec![], vec![0, 2]]);
        assert_eq!((graph.nodes(), graph.edge_between(2, 3), graph.edge_between(3, 2)), (4, Some(4), None));
    }

    #[test]
    fn a_graph_may_be_empty() {
        assert_eq!(Graph::new(0, vec![]).nodes(), 0);
        assert!(Graph::new(1, vec![]).outgoing(0).is_empty());
    }

    #[test]
    #[should_panic(expected = "two edges from 0 to 1")]
    fn one_edge_per_ordered_pair() {
        Graph::new(2, vec![edge(0, 1), edge(1, 0), edge(0, 1)]);
    }

    #[test]
    #[should_panic(expected = "of 2 nodes")]
    fn nodes_are_in_range() {
        Graph::new(2, vec![edge(0, 2)]);
    }
}
