//! The part of a graph that lies on some walk from a door to the target within the limit: nothing else can matter.

use std::ops::Range;

use super::Graph;

/// The relevant part of a graph, renumbered densely in the same order: people keep their order, so ties break the same way.
///
/// No edge enters a door or leaves the target, so that no route in it passes through another door, and there is no self loop.
#[derive(Debug)]
pub(super) struct Relevant {
    /// The node of the graph that each node here is; ascending.
    pub(super) nodes: Vec<u32>,
    /// Sorted by (from, to).
    pub(super) edges: Vec<RelevantEdge>,
    /// The edges out of `v` are `out_start[v]..out_start[v + 1]`.
    pub(super) out_start: Vec<u32>,
    /// The target here; it is missing if no door has a walk to it within the limit, and then there is nothing at all.
    pub(super) target: Option<u32>,
    /// The doors here that have a walk to the target; ascending.
    pub(super) doors: Vec<u32>,
    /// For each node, the fewest edges from a door; 0 for doors.
    pub(super) from_doors: Vec<u8>,
}

/// An edge of the relevant part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RelevantEdge {
    pub(super) from: u32,
    pub(super) to: u32,
    /// Its index in the graph.
    pub(super) edge: u32,
}

/// Distances of the breadth-first searches; 0 means not reached, so that untouched memory of a large graph stays untouched.
#[derive(Debug)]
struct Steps {
    plus_one: Vec<u8>,
    reached: Vec<u32>,
}

impl Steps {
    fn new(nodes: u32) -> Self {
        Self { plus_one: vec![0; nodes as usize], reached: Vec::new() }
    }

    fn get(&self, node: u32) -> Option<u32> {
        self.plus_one[node as usize].checked_sub(1).map(u32::from)
    }

    /// Forgets everything, at the cost of what was reached.
    fn clear(&mut self) {
        for node in self.reached.drain(..) {
            self.plus_one[node as usize] = 0;
        }
    }

    /// Takes a node at this distance unless it was reached before.
    fn take(&mut self, node: u32, steps: u32) {
        if self.plus_one[node as usize] == 0 {
            self.plus_one[node as usize] = steps as u8 + 1;
            self.reached.push(node);
        }
    }
}

/// What is known before it is said which of the doors begin: how far everybody is from the target.
#[derive(Debug)]
pub(super) struct Towards<'a> {
    graph: &'a Graph,
    target: u32,
    limit: u32,
    is_door: Vec<bool>,
    to_target: Steps,
}

/// Working memory for searches forward from doors, as large as the graph, used again and again.
#[derive(Debug)]
pub(super) struct Scratch {
    from_doors: Steps,
    here: Vec<u32>,
}

impl Scratch {
    pub(super) fn new(graph: &Graph) -> Self {
        Self { from_doors: Steps::new(graph.nodes()), here: vec![0; graph.nodes() as usize] }
    }
}

impl<'a> Towards<'a> {
    /// Searches back from the target. A door that is the target itself is passed over: nobody needs a route to oneself.
    ///
    /// O(edges within `max_edges` of the target), besides two zeroed bytes per node of the graph.
    pub(super) fn new(graph: &'a Graph, target: u32, doors: &[u32], max_edges: u8) -> Self {
        assert!(doors.is_sorted(), "doors are given in ascending order");
        let limit = u32::from(max_edges.min(254));
        let mut is_door = vec![false; graph.nodes() as usize];
        for &door in doors.iter().filter(|&&door| door != target) {
            is_door[door as usize] = true;
        }
        let mut to_target = Steps::new(graph.nodes());
        to_target.take(target, 0);
        let mut next = 0;
        while let Some(&node) = to_target.reached.get(next) {
            next += 1;
            let steps = to_target.get(node).expect("a node in the queue was reached");
            if steps < limit && !is_door[node as usize] {
                for &tail in graph.tails(node) {
                    // With the last step only a door is of use.
                    if steps + 1 < limit || is_door[tail as usize] {
                        to_target.take(tail, steps + 1);
                    }
                }
            }
        }
        Self { graph, target, limit, is_door, to_target }
    }

    /// The relevant part if only `doors`, some of all doors, begin: a search forward from them.
    ///
    /// O(n log n + d) for the n nodes of the relevant part and the d edges out of them.
    pub(super) fn relevant(&self, doors: &[u32], scratch: &mut Scratch) -> Relevant {
        self.relevant_unless_many(doors, scratch, usize::MAX).expect("a graph has no more edges than that")
    }

    /// The same, but nothing if it has more than `most` edges.
    ///
    /// O(n log n + d), with n and d those of the part that was found when it is given up.
    pub(super) fn relevant_unless_many(&self, doors: &[u32], scratch: &mut Scratch, most: usize) -> Option<Relevant> {
        let Self { graph, target, limit, is_door, to_target } = self;
        let Scratch { from_doors, here } = scratch;
        // The edges in the order of the search; those out of each node reached stand together, in the order of their heads.
        let mut found: Vec<(u32, u32)> = Vec::new();
        let mut rows: Vec<(u32, Range<usize>)> = Vec::new();
        for &door in doors.iter().filter(|&&door| is_door[door as usize] && to_target.get(door).is_some()) {
            from_doors.take(door, 0);
        }
        let mut next = 0;
        while let Some(&node) = from_doors.reached.get(next) {
            next += 1;
            let steps = from_doors.get(node).expect("a node in the queue was reached");
            let first = found.len();
            if node != *target {
                for (edge, &head) in graph.outgoing(node).zip(graph.heads(node)) {
                    let within = to_target.get(head).is_some_and(|rest| steps + 1 + rest <= *limit);
                    if within && !is_door[head as usize] && head != node {
                        found.push((edge, head));
                        from_doors.take(head, steps + 1);
                    }
                }
            }
            rows.push((node, first..found.len()));
            if found.len() > most {
                from_doors.clear();
                return None;
            }
        }
        if found.is_empty() {
            rows.clear();
        }
        rows.sort_unstable_by_key(|(node, _)| *node);
        let nodes: Vec<u32> = rows.iter().map(|(node, _)| *node).collect();
        for (local, &node) in (0u32..).zip(&nodes) {
            here[node as usize] = local;
        }
        let mut edges = Vec::with_capacity(found.len());
        let mut out_start = Vec::with_capacity(nodes.len() + 1);
        for (from, (_, row)) in (0u32..).zip(rows) {
            out_start.push(edges.len() as u32);
            let row = found[row].iter();
            edges.extend(row.map(|&(edge, head)| RelevantEdge { from, to: here[head as usize], edge }));
        }
        out_start.push(edges.len() as u32);
        let relevant = Relevant {
            target: nodes.binary_search(target).ok().map(|local| local as u32),
            doors: (0..nodes.len() as u32).filter(|&v| is_door[nodes[v as usize] as usize]).collect(),
            from_doors: nodes.iter().map(|&v| from_doors.plus_one[v as usize] - 1).collect(),
            nodes,
            edges,
            out_start,
        };
        from_doors.clear();
        Some(relevant)
    }
}

impl Relevant {
    /// The relevant part if all doors begin.
    pub(super) fn new(graph: &Graph, target: u32, doors: &[u32], max_edges: u8) -> Self {
        Towards::new(graph, target, doors, max_edges).relevant(doors, &mut Scratch::new(graph))
    }

    /// The edges out of a node, in the order of their heads.
    pub(super) fn outgoing(&self, node: u32) -> &[RelevantEdge] {
        &self.edges[self.out_start[node as usize] as usize..self.out_start[node as usize + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oracle::{self, any_case};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn holds_exactly_the_edges_of_walks_within_the_limit(case in any_case(8)) {
            let relevant = Relevant::new(&case.graph, case.target, &case.doors, case.max_edges);
            let found: BTreeSet<u32> = relevant.edges.iter().map(|e| e.edge).collect();
            let expected: BTreeSet<u32> = oracle::edges_of_walks(&case);
            prop_assert_eq!(&found, &expected);
            prop_assert_eq!(relevant.edges.len(), found.len());
            for edge in &relevant.edges {
                let line = case.graph.edge(edge.edge);
                let ends = (relevant.nodes[edge.from as usize], relevant.nodes[edge.to as usize]);
                prop_assert_eq!(ends, (line.from, line.to));
            }
            let doors: BTreeSet<u32> = relevant.doors.iter().map(|&d| relevant.nodes[d as usize]).collect();
            let with_routes: BTreeSet<u32> = oracle::routes(&case).into_iter().map(|r| r.nodes[0]).collect();
            prop_assert_eq!(doors, with_routes);
        }
    }
}
