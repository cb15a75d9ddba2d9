//! Lines laid out for going back from many targets: into every person, those from employees apart from those from contacts.

use super::Graph;

/// The lines that some route from an employee to some target can use, by head. What a search needs of each line is laid beside it.
///
/// A route passes no second employee, so that lines into an employee are kept only if the employee is a target. Only people from whom
/// a target is fewer than `max_edges` steps away have lines here: nobody else is ever on a route but as its door.
#[derive(Debug)]
pub(crate) struct Inward<T> {
    /// The lines into `v` are `start[v]..start[v + 1]`; those from `split[v]` on come from contacts.
    start: Vec<usize>,
    split: Vec<usize>,
    tails: Vec<u32>,
    lines: Vec<T>,
}

/// Some lines into a person: their tails, and what is known of each.
pub(crate) type Lines<'a, T> = std::iter::Zip<std::iter::Copied<std::slice::Iter<'a, u32>>, std::slice::Iter<'a, T>>;

impl<T: Copy + Default> Inward<T> {
    /// Lays out the lines; `line` says what is to be known of a line, given by its index, its head and its place among
    /// [`Graph::tails`] of that.
    ///
    /// O(nodes + m) for the m edges of the graph.
    pub(crate) fn new(
        graph: &Graph,
        targets: &[u32],
        is_employee: &[bool],
        max_edges: u8,
        line: impl Fn(u32, u32, usize) -> T,
    ) -> Self {
        let nodes = graph.nodes() as usize;
        let mut near = vec![false; nodes];
        let mut frontier: Vec<u32> = if max_edges == 0 { Vec::new() } else { targets.to_vec() };
        for &target in &frontier {
            near[target as usize] = true;
        }
        for _ in 1..max_edges {
            let mut next = Vec::new();
            for &tail in frontier.iter().flat_map(|&v| graph.tails(v)) {
                if !near[tail as usize] && !is_employee[tail as usize] {
                    near[tail as usize] = true;
                    next.push(tail);
                }
            }
            if next.is_empty() {
                break;
            }
            frontier = next;
        }
        let (mut start, mut split) = (Vec::with_capacity(nodes + 1), Vec::with_capacity(nodes));
        let mut slots = 0;
        for v in 0..graph.nodes() {
            start.push(slots);
            let tails = if near[v as usize] { graph.tails(v) } else { &[] };
            let others = || tails.iter().filter(|tail| **tail != v);
            split.push(slots + others().filter(|tail| is_employee[**tail as usize]).count());
            slots += others().count();
        }
        start.push(slots);
        // Forward, so that no line has to be searched for: tails come in ascending order for every head.
        let (mut tails, mut lines) = (vec![0u32; slots], vec![T::default(); slots]);
        let (mut employees_next, mut contacts_next) = (start.clone(), split.clone());
        let mut places = vec![0u32; nodes];
        for tail in 0..graph.nodes() {
            let next = if is_employee[tail as usize] { &mut employees_next } else { &mut contacts_next };
            for (edge, &head) in graph.outgoing(tail).zip(graph.heads(tail)) {
                let place = &mut places[head as usize];
                if near[head as usize] && head != tail {
                    let slot = next[head as usize];
                    next[head as usize] += 1;
                    (tails[slot], lines[slot]) = (tail, line(edge, head, *place as usize));
                }
                *place += 1;
            }
        }
        Self { start, split, tails, lines }
    }

    /// The lines into a person from employees, by tail.
    pub(crate) fn employees_into(&self, v: u32) -> Lines<'_, T> {
        self.between(self.start[v as usize], self.split[v as usize])
    }

    /// The lines into a person from contacts, by tail.
    pub(crate) fn contacts_into(&self, v: u32) -> Lines<'_, T> {
        self.between(self.split[v as usize], self.start[v as usize + 1])
    }

    fn between(&self, from: usize, to: usize) -> Lines<'_, T> {
        self.tails[from..to].iter().copied().zip(&self.lines[from..to])
    }
}
