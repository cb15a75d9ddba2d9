//! The parts of the relevant graph that are independent of each other.

use crate::Graph;
use crate::coins::Coin;
use crate::relevant::{Relevant, RelevantEdge};

/// Lines that hang together through contacts: whether a route leads through one component says nothing about the others.
///
/// Doors and the target hold nothing together: doors always act, and the target only receives. So a door's lines may be in several
/// components, and its direct line to the target is one of its own. People and lines are in the order of their coins, which
/// makes every computation on a component independent of how the graph numbers its nodes.
#[derive(Debug, Clone)]
pub(super) struct Component {
    /// Contacts are `0..people`.
    pub(super) people: u32,
    /// For each contact, the fewest edges from a door.
    pub(super) from_doors: Vec<u8>,
    /// Every line, by coin.
    pub(super) lines: Vec<Line>,
}

/// A line of a component.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// The contact it starts from; nothing for a door.
    pub(super) from: Option<u32>,
    /// The contact it leads to; nothing for the target.
    pub(super) to: Option<u32>,
    pub(super) probability: f64,
    pub(super) coin: Coin,
}

impl Component {
    /// Everything as one, whether it hangs together or not.
    pub(super) fn whole(graph: &Graph, relevant: &Relevant) -> Self {
        let mut from_doors = Vec::new();
        let number = |(v, &steps): (u32, &u8)| {
            (Some(v) != relevant.target && steps > 0).then(|| {
                from_doors.push(steps);
                from_doors.len() as u32 - 1
            })
        };
        let here: Vec<Option<u32>> = (0..).zip(&relevant.from_doors).map(number).collect();
        let line = |edge: &RelevantEdge| {
            let probability = graph.probability(edge.edge);
            let coin = Coin::new(graph.coin(edge.edge), probability);
            Line { from: here[edge.from as usize], to: here[edge.to as usize], probability: probability.get(), coin }
        };
        Self { people: from_doors.len() as u32, lines: relevant.edges.iter().map(line).collect(), from_doors }
    }

    /// All components, by number of lines, then by their first coin.
    pub(super) fn all(graph: &Graph, relevant: &Relevant) -> Vec<Self> {
        let is_contact = |v: u32| Some(v) != relevant.target && relevant.from_doors[v as usize] > 0;
        let mut sets = Sets::new(relevant.nodes.len());
        for edge in relevant.edges.iter().filter(|e| is_contact(e.from) && is_contact(e.to)) {
            sets.join(edge.from, edge.to);
        }
        let mut edges: Vec<(u64, RelevantEdge)> =
            relevant.edges.iter().map(|&edge| (graph.coin(edge.edge), edge)).collect();
        edges.sort_by_key(|(coin, edge)| (*coin, edge.edge));

        let mut components: Vec<Self> = Vec::new();
        let mut of_set: Vec<Option<usize>> = vec![None; relevant.nodes.len()];
        let mut here: Vec<Option<u32>> = vec![None; relevant.nodes.len()];
        for (_, edge) in edges {
            let contact = [edge.from, edge.to].into_iter().find(|&v| is_contact(v));
            let known = contact.and_then(|v| of_set[sets.root(v) as usize]);
            let number = known.unwrap_or(components.len());
            if known.is_none() {
                components.push(Self { people: 0, from_doors: Vec::new(), lines: Vec::new() });
                if let Some(v) = contact {
                    of_set[sets.root(v) as usize] = Some(number);
                }
            }
            let component = &mut components[number];
            let mut person = |v: u32| {
                is_contact(v).then(|| {
                    *here[v as usize].get_or_insert_with(|| {
                        component.from_doors.push(relevant.from_doors[v as usize]);
                        component.people += 1;
                        component.people - 1
                    })
                })
            };
            let (from, to) = (person(edge.from), person(edge.to));
            let probability = graph.probability(edge.edge);
            let coin = Coin::new(graph.coin(edge.edge), probability);
            component.lines.push(Line { from, to, probability: probability.get(), coin });
        }
        components.sort_by_key(|c| (c.lines.len(), c.lines[0].coin.id()));
        components
    }
}

/// Disjoint sets of nodes.
pub(super) struct Sets {
    parent: Vec<u32>,
}

impl Sets {
    pub(super) fn new(nodes: usize) -> Self {
        Self { parent: (0..nodes as u32).collect() }
    }

    /// The node that stands for the set of `v`.
    pub(super) fn root(&mut self, mut v: u32) -> u32 {
        while self.parent[v as usize] != v {
            self.parent[v as usize] = self.parent[self.parent[v as usize] as usize];
            v = self.parent[v as usize];
        }
        v
    }

    pub(super) fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b) as usize] = a.min(b);
    }
}
