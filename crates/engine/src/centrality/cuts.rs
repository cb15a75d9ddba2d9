//! Articulation people and bridges: whose loss, and the loss of which ties, breaks the network into pieces.

use crate::Graph;

/// Somebody whose loss breaks the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Articulation {
    pub node: u32,
    /// Into how many pieces their part of the network falls: at least 2.
    pub pieces: u32,
    /// How many people are no longer connected with the largest piece.
    pub cut_off: u32,
}

/// A tie whose loss breaks the network: two people with a line one way or both ways and no other connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bridge {
    /// The two people, the smaller number first.
    pub ends: [u32; 2],
    /// How many people the smaller of the two pieces holds.
    pub cut_off: u32,
}

/// The places at which a network breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cuts {
    /// Ascending by node.
    pub articulations: Vec<Articulation>,
    /// Ascending by ends.
    pub bridges: Vec<Bridge>,
    /// Pieces the network is in anyway, people without any tie among them.
    pub components: u32,
}

/// All articulation people and bridges of the undirected skeleton: a tie wherever there is a line one way or both ways.
///
/// # Arguments
/// * `graph`: directions and probabilities do not count, self loops neither
///
/// # Returns
/// The exact answer, with how many people each loss would cut off.
///
/// # Complexity
/// O(n + m) and O(a log a + b log b) for putting a people and b bridges in order; 4 bytes a node and 28 for each node on the deepest
/// way.
///
/// # References
/// Hopcroft, Tarjan: Algorithm 447: efficient algorithms for graph manipulation, 1973, without recursion.
///
/// # Examples
/// A triangle with a tail of two:
/// ```
/// use guanxi_domain::Probability;
/// use guanxi_engine::centrality::{Articulation, Bridge, cuts};
/// use guanxi_engine::{Edge, Graph};
///
/// let edge = |from, to| Edge { from, to, probability: Probability::ONE, coin: 0 };
/// let graph = Graph::new(5, vec![edge(0, 1), edge(1, 2), edge(2, 0), edge(3, 2), edge(3, 4), edge(4, 3)]);
/// let found = cuts(&graph);
/// let articulation = |node, cut_off| Articulation { node, pieces: 2, cut_off };
/// assert_eq!(found.articulations, [articulation(2, 2), articulation(3, 1)]);
/// assert_eq!(found.bridges, [Bridge { ends: [2, 3], cut_off: 2 }, Bridge { ends: [3, 4], cut_off: 1 }]);
/// assert_eq!(found.components, 1);
/// ```
pub fn cuts(graph: &Graph) -> Cuts {
    let mut search = Search {
        graph,
        number: vec![UNSEEN; graph.nodes() as usize],
        numbers: UNSEEN,
        way: Vec::new(),
        articulations: Vec::new(),
        hanging: Vec::new(),
        bridges: Vec::new(),
    };
    let mut components = 0;
    for root in 0..graph.nodes() {
        if search.number[root as usize] == UNSEEN {
            search.component(root);
            components += 1;
        }
    }
    let Search { mut articulations, mut bridges, .. } = search;
    articulations.sort_unstable_by_key(|a| a.node);
    bridges.sort_unstable();
    Cuts { articulations, bridges, components }
}

/// Not numbered yet; numbers begin at 1.
const UNSEEN: u32 = 0;

/// A depth-first search: nodes are numbered as they are found.
struct Search<'a> {
    graph: &'a Graph,
    number: Vec<u32>,
    /// The last number given.
    numbers: u32,
    /// From the root to where the search is.
    way: Vec<Step>,
    articulations: Vec<Articulation>,
    /// Of each articulation: how many people hang on them. Until all of a component is known, `cut_off` is the largest of what
    /// hangs on them, and of a bridge all that does.
    hanging: Vec<u32>,
    bridges: Vec<Bridge>,
}

/// A node on the way.
struct Step {
    node: u32,
    number: u32,
    /// The least number that a tie reaches from the node or from what was found below it.
    lowest: u32,
    /// How many of its ties have been looked at: lines out, then lines in.
    looked_at: u32,
    /// What hangs on this node alone: how many pieces, the largest, and all together.
    pieces: u32,
    largest: u32,
    hanging: u32,
}

impl Step {
    /// Something hangs on this node alone.
    fn hang(&mut self, people: u32) {
        self.pieces += 1;
        self.largest = self.largest.max(people);
        self.hanging += people;
    }
}

impl Search<'_> {
    fn component(&mut self, root: u32) {
        let before = self.numbers;
        let (first_articulation, first_bridge) = (self.articulations.len(), self.bridges.len());
        self.enter(root);
        while let Some(mut step) = self.way.pop() {
            let parent = self.way.last().map_or(step.node, |parent| parent.node);
            match self.next(&mut step, parent) {
                Some(found) => {
                    self.way.push(step);
                    self.enter(found);
                }
                None => self.leave(&step),
            }
        }
        // How many people there are is known only now.
        let people = self.numbers - before;
        let found = self.articulations[first_articulation..].iter_mut().zip(&self.hanging[first_articulation..]);
        for (articulation, hanging) in found {
            let rest = people - 1 - hanging;
            articulation.cut_off = people - 1 - rest.max(articulation.cut_off);
        }
        for bridge in &mut self.bridges[first_bridge..] {
            bridge.cut_off = bridge.cut_off.min(people - bridge.cut_off);
        }
    }

    fn enter(&mut self, node: u32) {
        self.numbers += 1;
        let number = self.numbers;
        self.number[node as usize] = number;
        self.way.push(Step { node, number, lowest: number, looked_at: 0, pieces: 0, largest: 0, hanging: 0 });
    }

    /// The next tie to somebody unseen.
    #[inline(always)]
    fn next(&self, step: &mut Step, parent: u32) -> Option<u32> {
        let (heads, tails) = (self.graph.heads(step.node), self.graph.tails(step.node));
        let mut lowest = step.lowest;
        let mut unseen = |other: u32| {
            let number = self.number[other as usize];
            // The unseen have the least number of all, so that one comparison is enough for nearly every tie.
            if number < lowest {
                if number == UNSEEN {
                    return true;
                }
                if other != parent {
                    lowest = number;
                }
            }
            false
        };
        let looked_at = step.looked_at as usize;
        let mut found = None;
        if let Some(row) = heads.get(looked_at..)
            && let Some(place) = row.iter().position(|&head| unseen(head))
        {
            found = Some((looked_at + place, row[place]));
        }
        if found.is_none() {
            let from = looked_at.saturating_sub(heads.len());
            if let Some(place) = tails[from..].iter().position(|&tail| unseen(tail)) {
                found = Some((heads.len() + from + place, tails[from + place]));
            }
        }
        step.lowest = lowest;
        found.map(|(place, node)| {
            step.looked_at = place as u32 + 1;
            node
        })
    }

    /// All ties of a node have been looked at.
    fn leave(&mut self, step: &Step) {
        let (node, people) = (step.node, self.numbers + 1 - step.number);
        let rest = u32::from(!self.way.is_empty());
        if step.pieces + rest >= 2 && step.pieces > 0 {
            let (pieces, cut_off) = (step.pieces + rest, step.largest);
            self.articulations.push(Articulation { node, pieces, cut_off });
            self.hanging.push(step.hanging);
        }
        let Some(parent) = self.way.last_mut() else { return };
        parent.lowest = parent.lowest.min(step.lowest);
        if step.lowest >= parent.number {
            parent.hang(people);
        }
        if step.lowest == step.number {
            let ends = [node.min(parent.node), node.max(parent.node)];
            self.bridges.push(Bridge { ends, cut_off: people });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oracle::any_case;
    use proptest::prelude::*;

    /// The pieces in which the people around `around` are, without a node and without a tie: their sizes, the largest last.
    fn pieces(graph: &Graph, around: &[u32], without: Option<u32>, without_tie: Option<[u32; 2]>) -> Vec<u32> {
        let mut left: Vec<u32> = around.iter().copied().filter(|v| Some(*v) != without).collect();
        let mut sizes = Vec::new();
        while let Some(first) = left.first().copied() {
            let mut piece = vec![first];
            let mut at = 0;
            while at < piece.len() {
                for edge in graph.edges() {
                    let tie = [edge.from.min(edge.to), edge.from.max(edge.to)];
                    let other = if edge.from == piece[at] { edge.to } else { edge.from };
                    if tie.contains(&piece[at])
                        && without_tie != Some(tie)
                        && left.contains(&other)
                        && !piece.contains(&other)
                    {
                        piece.push(other);
                    }
                }
                at += 1;
            }
            left.retain(|v| !piece.contains(v));
            sizes.push(piece.len() as u32);
        }
        sizes.sort_unstable();
        sizes
    }

    /// The people in one piece with somebody.
    fn component(graph: &Graph, node: u32) -> Vec<u32> {
        let mut piece = vec![node];
        for _ in 0..graph.nodes() {
            for edge in graph.edges() {
                for [a, b] in [[edge.from, edge.to], [edge.to, edge.from]] {
                    if piece.contains(&a) && !piece.contains(&b) {
                        piece.push(b);
                    }
                }
            }
        }
        piece.sort_unstable();
        piece
    }

    /// Every person and every tie removed in turn.
    fn by_removal(graph: &Graph) -> Cuts {
        let nodes = graph.nodes();
        let cut_off = |pieces: &[u32]| pieces[..pieces.len() - 1].iter().sum();
        let articulations = (0..nodes).filter_map(|node| {
            let pieces = pieces(graph, &component(graph, node), Some(node), None);
            (pieces.len() > 1).then(|| Articulation { node, pieces: pieces.len() as u32, cut_off: cut_off(&pieces) })
        });
        let pairs = (0..nodes).flat_map(|a| (a + 1..nodes).map(move |b| [a, b]));
        let bridges = pairs.filter_map(|ends| {
            let pieces = pieces(graph, &component(graph, ends[0]), None, Some(ends));
            (pieces.len() > 1).then(|| Bridge { ends, cut_off: cut_off(&pieces) })
        });
        let everybody: Vec<u32> = (0..nodes).collect();
        let components = pieces(graph, &everybody, None, None).len() as u32;
        Cuts { articulations: articulations.collect(), bridges: bridges.collect(), components }
    }

    /// Graphs of few lines, so that they break.
    fn sparse(case: &crate::oracle::Case, every: usize) -> Graph {
        Graph::new(case.graph.nodes(), case.graph.edges().step_by(every).collect())
    }

    proptest! {
        #[test]
        fn agrees_with_removing_everybody_in_turn(case in any_case(9), every in 1usize..5) {
            let graph = sparse(&case, every);
            prop_assert_eq!(cuts(&graph), by_removal(&graph));
        }
    }

    #[test]
    fn a_long_chain_needs_no_deep_stack() {
        let edge = |v| crate::oracle::edge(v + 1, v, 0.5, 0);
        let found = cuts(&Graph::new(300_000, (0..299_999).map(edge).collect()));
        assert_eq!((found.articulations.len(), found.bridges.len(), found.components), (299_998, 299_999, 1));
        assert_eq!(found.articulations[149_999], Articulation { node: 150_000, pieces: 2, cut_off: 149_999 });
    }

    #[test]
    fn an_empty_graph_has_no_pieces() {
        assert_eq!(cuts(&Graph::new(0, vec![])).components, 0);
    }
}
