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
///
/// It takes 32 bytes an edge and 8 a node ([`Graph::memory`]). Forward there are head, probability and coin, backward tail and cost,
/// because searches go back from a target. What is not there follows from what is: the start of an edge from its place, its cost
/// from its probability, and its index from its two ends.
///
/// # Examples
/// ```
/// use guanxi_domain::Probability;
/// use guanxi_engine::{Edge, Graph};
///
/// let edge = |from, to, p| Probability::new(p).map(|probability| Edge { from, to, probability, coin: from.into() });
/// let graph = Graph::new(3, vec![edge(1, 2, 0.5)?, edge(0, 2, 0.3)?, edge(0, 1, 0.6)?]);
/// assert_eq!((graph.heads(0), graph.tails(2)), (&[1, 2][..], &[0, 1][..]));
/// // A way over two edges costs what its probability does: 0.6 · 0.5 = 0.3.
/// let cost = |from, to| graph.edge_between(from, to).map(|edge| graph.cost(edge));
/// assert_eq!(cost(0, 1).zip(cost(1, 2)).map(|(one, two)| one + two), cost(0, 2));
/// # Ok::<(), guanxi_domain::InvalidValue>(())
/// ```
#[derive(Debug, Clone)]
pub struct Graph {
    /// The edges out of `v` are `out_start[v]..out_start[v + 1]`.
    out_start: Vec<u32>,
    heads: Vec<u32>,
    probabilities: Vec<Probability>,
    coins: Vec<u64>,
    /// The tails and costs of the edges into `v` are at `in_start[v]..in_start[v + 1]`.
    in_start: Vec<u32>,
    tails: Vec<u32>,
    costs: Vec<Cost>,
}

impl Graph {
    /// Builds the graph from its edges, in any order.
    ///
    /// # Panics
    /// If an edge names a node that is not in `0..nodes`, or an ordered pair has two edges: which of several lines counts is
    /// decided before (method §7). If there are 2³² edges or more.
    ///
    /// # Complexity
    /// O(nodes + m) for m edges, by counting; edges that come sorted by (from, to) or by `to` take less. While it is built there are up to
    /// 24 bytes more an edge, besides the edges themselves.
    pub fn new(nodes: u32, mut edges: Vec<Edge>) -> Self {
        assert!(u32::try_from(edges.len()).is_ok(), "{} edges are more than have numbers", edges.len());
        let (mut out_start, mut in_start) = (Starts::new(nodes), Starts::new(nodes));
        for edge in &edges {
            assert!(edge.from < nodes && edge.to < nodes, "edge {} to {} of {nodes} nodes", edge.from, edge.to);
            out_start.count(edge.from);
            in_start.count(edge.to);
        }
        let (out_start, in_start) = (out_start.summed(), in_start.summed());
        if !edges.is_sorted_by_key(|e| (e.from, e.to)) {
            let mut runs = vec![NO_EDGE; edges.len()];
            if !edges.is_sorted_by_key(|e| e.to) {
                to_runs(edges.iter().copied(), &mut runs, &in_start, |e| e.to);
                from_runs(&runs, &in_start, |e| e.to, |slot, e| edges[slot] = e);
            }
            to_runs(edges.iter().copied(), &mut runs, &out_start, |e| e.from);
            from_runs(&runs, &out_start, |e| e.from, |slot, e| edges[slot] = e);
        }
        for pair in edges.windows(2) {
            let (from, to) = (pair[0].from, pair[0].to);
            assert!((from, to) != (pair[1].from, pair[1].to), "two edges from {from} to {to}");
        }
        let (mut tails, mut costs) = (vec![0u32; edges.len()], vec![Cost::default(); edges.len()]);
        let mut runs = vec![(0, 0, Cost::default()); edges.len()];
        let inward = edges.iter().map(|e| (e.to, e.from, Cost::of(e.probability)));
        to_runs(inward, &mut runs, &in_start, |line| line.0);
        from_runs(
            &runs,
            &in_start,
            |line| line.0,
            |slot, (_, from, cost)| {
                tails[slot] = from;
                costs[slot] = cost;
            },
        );
        drop(runs);
        let heads = edges.iter().map(|e| e.to).collect();
        let probabilities = edges.iter().map(|e| e.probability).collect();
        let coins = edges.iter().map(|e| e.coin).collect();
        Self { out_start, heads, probabilities, coins, in_start, tails, costs }
    }

    /// How many nodes there are.
    pub fn nodes(&self) -> u32 {
        self.out_start.len() as u32 - 1
    }

    /// All edges, sorted by (from, to).
    pub fn edges(&self) -> impl ExactSizeIterator<Item = Edge> {
        let mut from = 0;
        (0..self.heads.len() as u32).map(move |index| {
            while self.out_start[from as usize + 1] <= index {
                from += 1;
            }
            self.edge_from(from, index)
        })
    }

    /// The edge with this index. Its start is searched for, in O(log nodes); who wants one of the other parts asks for that.
    pub fn edge(&self, index: u32) -> Edge {
        // The last node whose edges begin at the index or before it.
        let from = self.out_start.partition_point(|&start| start <= index) as u32 - 1;
        self.edge_from(from, index)
    }

    fn edge_from(&self, from: u32, index: u32) -> Edge {
        let Self { heads, probabilities, coins, .. } = self;
        let index = index as usize;
        Edge { from, to: heads[index], probability: probabilities[index], coin: coins[index] }
    }

    /// Where the edge with this index leads.
    pub fn head(&self, index: u32) -> u32 {
        self.heads[index as usize]
    }

    /// The probability of the edge with this index.
    pub fn probability(&self, index: u32) -> Probability {
        self.probabilities[index as usize]
    }

    /// The coin of the edge with this index.
    pub fn coin(&self, index: u32) -> u64 {
        self.coins[index as usize]
    }

    /// The cost of the edge with this index. It takes a logarithm: a search that asks often for the same edges keeps their costs.
    pub fn cost(&self, index: u32) -> Cost {
        Cost::of(self.probability(index))
    }

    /// The indices of the edges out of a node, in the order of their heads.
    pub fn outgoing(&self, node: u32) -> Range<u32> {
        self.out_start[node as usize]..self.out_start[node as usize + 1]
    }

    /// The nodes with an edge from a node, ascending, in the order of [`Graph::outgoing`].
    pub fn heads(&self, node: u32) -> &[u32] {
        &self.heads[self.out_start[node as usize] as usize..self.out_start[node as usize + 1] as usize]
    }

    /// The indices of the edges into a node, in the order of their tails. Each is searched for among the edges out of its tail, in
    /// O(log d) for d of them; who wants only the costs asks for those.
    pub fn incoming(&self, node: u32) -> impl ExactSizeIterator<Item = u32> {
        let index = move |tail: &u32| self.edge_between(*tail, node).expect("every edge is in both rows");
        self.tails(node).iter().map(index)
    }

    /// The nodes with an edge into a node, ascending, in the order of [`Graph::incoming`].
    pub fn tails(&self, node: u32) -> &[u32] {
        &self.tails[self.row_into(node)]
    }

    /// The costs of the edges into a node, in the order of [`Graph::incoming`].
    pub fn incoming_costs(&self, node: u32) -> &[Cost] {
        &self.costs[self.row_into(node)]
    }

    fn row_into(&self, node: u32) -> Range<usize> {
        self.in_start[node as usize] as usize..self.in_start[node as usize + 1] as usize
    }

    /// The index of the edge from one node to another, if there is one.
    pub fn edge_between(&self, from: u32, to: u32) -> Option<u32> {
        let first = self.outgoing(from).start;
        self.heads(from).binary_search(&to).ok().map(|position| first + position as u32)
    }

    /// The memory it holds, in bytes.
    pub fn memory(&self) -> usize {
        let Self { out_start, heads, probabilities, coins, in_start, tails, costs } = self;
        let numbers = [out_start, heads, in_start, tails];
        numbers.iter().map(|each| size_of_val(each.as_slice())).sum::<usize>()
            + size_of_val(probabilities.as_slice())
            + size_of_val(coins.as_slice())
            + size_of_val(costs.as_slice())
    }
}

/// How many edges each node has, while they are counted.
struct Starts(Vec<u32>);

impl Starts {
    fn new(nodes: u32) -> Self {
        Self(vec![0; nodes as usize + 1])
    }

    fn count(&mut self, node: u32) {
        self.0[node as usize + 1] += 1;
    }

    /// Where the edges of each node begin, and of the last end.
    fn summed(mut self) -> Vec<u32> {
        for v in 1..self.0.len() {
            self.0[v] += self.0[v - 1];
        }
        self.0
    }
}

/// Fills a place until an edge is put there.
const NO_EDGE: Edge = Edge { from: 0, to: 0, probability: Probability::ONE, coin: 0 };

/// Sorts items by the upper bits of the node that `of` names, of whose items the first slots are `starts`. Equal ones keep their
/// order.
///
/// Putting each item into its slot at once would touch memory all over, a line of the cache for each item. From runs, each of
/// which has its slots within the cache, [`from_runs`] does not.
fn to_runs<T>(items: impl Iterator<Item = T>, runs: &mut [T], starts: &[u32], of: impl Fn(&T) -> u32) {
    let nodes = starts.len() - 1;
    let low_bits = nodes.checked_ilog2().unwrap_or(0).saturating_sub(RUN_BITS);
    let mut next: Vec<u32> = starts.iter().step_by(1 << low_bits).copied().collect();
    for item in items {
        let slot = &mut next[(of(&item) >> low_bits) as usize];
        runs[*slot as usize] = item;
        *slot += 1;
    }
}

/// Hands each item with its slot to `put`: slots are in the order of the nodes, those of one node in the order of the items.
fn from_runs<T: Copy>(runs: &[T], starts: &[u32], of: impl Fn(&T) -> u32, mut put: impl FnMut(usize, T)) {
    let mut next = starts.to_vec();
    for item in runs {
        let slot = &mut next[of(item) as usize];
        put(*slot as usize, *item);
        *slot += 1;
    }
}

/// There are between 2⁸ and 2⁹ runs: as many as can be written to side by side.
const RUN_BITS: u32 = 8;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edge(from: u32, to: u32) -> Edge {
        Edge { from, to, probability: Probability::ONE, coin: u64::from(from * 10 + to) }
    }

    #[test]
    fn rows_hold_every_edge_in_both_directions() {
        let graph = Graph::new(4, vec![edge(2, 0), edge(0, 3), edge(0, 1), edge(2, 3), edge(1, 1)]);
        let heads = |v| graph.outgoing(v).map(|e| graph.edge(e).to).collect::<Vec<_>>();
        let tails = |v| {
            let tails: Vec<u32> = graph.incoming(v).map(|e| graph.edge(e).from).collect();
            assert_eq!(graph.tails(v), tails);
            tails
        };
        assert_eq!([heads(0), heads(1), heads(2), heads(3)], [vec![1, 3], vec![1], vec![0, 3], vec![]]);
        assert_eq!([tails(0), tails(1), tails(2), tails(3)], [vec![2], vec![0, 1], vec![], vec![0, 2]]);
        assert_eq!((graph.nodes(), graph.edge_between(2, 3), graph.edge_between(3, 2)), (4, Some(4), None));
        assert_eq!(graph.memory(), 5 * 32 + 2 * 5 * 4);
    }

    proptest! {
        #[test]
        fn edges_come_sorted_and_whole(
            edges in proptest::collection::btree_map((0u32..12, 0u32..12), (0.01f64..=1.0, any::<u64>()), 0..60)
                .prop_map(|edges| edges.into_iter().collect::<Vec<_>>()).prop_shuffle(),
        ) {
            let mut edges: Vec<Edge> = edges.into_iter().map(|((from, to), (p, coin))| {
                Edge { from, to, probability: Probability::new(p).unwrap(), coin }
            }).collect();
            let graph = Graph::new(12, edges.clone());
            edges.sort_by_key(|e| (e.from, e.to));
            prop_assert_eq!(graph.edges().collect::<Vec<_>>(), edges.clone());
            for (index, edge) in (0u32..).zip(&edges) {
                let parts = (graph.head(index), graph.probability(index), graph.coin(index), graph.cost(index));
                prop_assert_eq!(parts, (edge.to, edge.probability, edge.coin, Cost::of(edge.probability)));
                prop_assert_eq!(graph.edge(index), *edge);
                prop_assert_eq!(graph.heads(edge.from)[(index - graph.outgoing(edge.from).start) as usize], edge.to);
            }
            for node in 0..12 {
                let into: Vec<u32> = (0u32..).zip(&edges).filter(|(_, e)| e.to == node).map(|(index, _)| index).collect();
                prop_assert_eq!(graph.incoming(node).collect::<Vec<_>>(), into.clone());
                let costs: Vec<Cost> = into.iter().map(|&index| graph.cost(index)).collect();
                prop_assert_eq!(graph.incoming_costs(node), costs);
            }
        }
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
