//! Lines laid out for going back from many targets: into every person, those from employees apart from those from contacts.

use std::ops::Range;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;

use rayon::prelude::*;

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

/// Nodes that a thread looks at in a row. Few in tests, for small graphs to be divided too.
const PIECE: usize = if cfg!(test) { 2 } else { 2_048 };

/// Where the lines into each person are laid: see [`Inward`].
struct Shape {
    near: Vec<AtomicBool>,
    start: Vec<usize>,
    split: Vec<usize>,
}

impl Shape {
    fn new(graph: &Graph, targets: &[u32], is_employee: &[bool], max_edges: u8) -> Self {
        let nodes = graph.nodes() as usize;
        let near: Vec<AtomicBool> = (0..nodes).map(|_| AtomicBool::new(false)).collect();
        let mut frontier: Vec<u32> = if max_edges == 0 { Vec::new() } else { targets.to_vec() };
        for &target in &frontier {
            near[target as usize].store(true, Relaxed);
        }
        // Whoever is met first by one thread is passed by the others: the order of a frontier does not matter.
        let is_new = |tail: u32| {
            let near = &near[tail as usize];
            !is_employee[tail as usize] && !near.load(Relaxed) && !near.swap(true, Relaxed)
        };
        for _ in 1..max_edges {
            let some = frontier.par_chunks(PIECE.div_ceil(8)).map(|some| {
                some.iter().flat_map(|&v| graph.tails(v)).copied().filter(|&tail| is_new(tail)).collect::<Vec<u32>>()
            });
            let next: Vec<Vec<u32>> = some.collect();
            frontier = next.concat();
            if frontier.is_empty() {
                break;
            }
        }
        let lines = (0..nodes).into_par_iter().with_min_len(PIECE).map(|v| {
            let tails = if near[v].load(Relaxed) { graph.tails(v as u32) } else { &[] };
            let others = tails.iter().filter(|tail| **tail as usize != v);
            others.fold((0u32, 0u32), |(employees, contacts), &tail| {
                let is_employee = u32::from(is_employee[tail as usize]);
                (employees + is_employee, contacts + 1 - is_employee)
            })
        });
        let lines: Vec<(u32, u32)> = lines.collect();
        let (mut start, mut split) = (Vec::with_capacity(nodes + 1), Vec::with_capacity(nodes));
        let mut slots = 0;
        for (employees, contacts) in lines {
            start.push(slots);
            split.push(slots + employees as usize);
            slots += (employees + contacts) as usize;
        }
        start.push(slots);
        Self { near, start, split }
    }

    /// Room for the tails and what is known of each line.
    fn room<T: Default + Clone + Send>(&self) -> (Vec<u32>, Vec<T>) {
        let slots = self.start[self.split.len()];
        (vec![0; slots], rayon::iter::repeat_n(T::default(), slots).collect())
    }

    fn is_near(&self, node: u32) -> bool {
        self.near[node as usize].load(Relaxed)
    }

    /// Does `work` on parts of the people and of what is laid out for them, on all threads. There is one part for each thread, of about as
    /// many lines as any other, or so many that none has more than `most` lines, unless one person has.
    fn parts<T: Send>(
        &self,
        most: usize,
        tails: &mut [u32],
        lines: &mut [T],
        work: &(impl Fn(Range<u32>, &mut [u32], &mut [T]) + Sync),
    ) {
        self.part(most.max(1), 0..self.split.len(), tails, lines, work);
    }

    fn part<T: Send>(
        &self,
        most: usize,
        people: Range<usize>,
        tails: &mut [u32],
        lines: &mut [T],
        work: &(impl Fn(Range<u32>, &mut [u32], &mut [T]) + Sync),
    ) {
        let begin = self.start[people.start];
        if tails.len() <= most || people.len() <= 1 {
            return work(people.start as u32..people.end as u32, tails, lines);
        }
        let half = begin + tails.len() / 2;
        let middle = people.start + self.start[people.start..people.end].partition_point(|&start| start < half);
        let middle = middle.clamp(people.start + 1, people.end - 1);
        let (one_tails, other_tails) = tails.split_at_mut(self.start[middle] - begin);
        let (one_lines, other_lines) = lines.split_at_mut(self.start[middle] - begin);
        rayon::join(
            || self.part(most, people.start..middle, one_tails, one_lines, work),
            || self.part(most, middle..people.end, other_tails, other_lines, work),
        );
    }
}

impl<T: Copy + Default + Send + Sync> Inward<T> {
    /// Lays out the lines; `line` says what is to be known of a line, given by its head and its place among [`Graph::tails`] of that.
    ///
    /// O(nodes + m) for the m edges of the graph, on all threads.
    pub(crate) fn new(
        graph: &Graph,
        targets: &[u32],
        is_employee: &[bool],
        max_edges: u8,
        line: impl Fn(u32, usize) -> T + Sync,
    ) -> Self {
        let shape = Shape::new(graph, targets, is_employee, max_edges);
        let (mut tails, mut lines) = shape.room();
        shape.parts(8 * PIECE, &mut tails, &mut lines, &|people, tails, lines| {
            let begin = shape.start[people.start as usize];
            for v in people {
                if !shape.is_near(v) {
                    continue;
                }
                let mut next = [shape.start[v as usize] - begin, shape.split[v as usize] - begin];
                for (place, &tail) in graph.tails(v).iter().enumerate() {
                    if tail != v {
                        let slot = &mut next[usize::from(!is_employee[tail as usize])];
                        (tails[*slot], lines[*slot]) = (tail, line(v, place));
                        *slot += 1;
                    }
                }
            }
        });
        Self::of(shape, tails, lines)
    }

    /// The same, where what is to be known of a line follows from its index.
    pub(crate) fn by_index(
        graph: &Graph,
        targets: &[u32],
        is_employee: &[bool],
        max_edges: u8,
        line: impl Fn(u32) -> T + Sync,
    ) -> Self {
        let shape = Shape::new(graph, targets, is_employee, max_edges);
        let (mut tails, mut lines) = shape.room();
        // Forward, so that no line has to be searched for: tails come in ascending order for every head. Each thread takes those of
        // its own heads.
        let most = tails.len().div_ceil(rayon::current_num_threads()) + PIECE;
        shape.parts(most, &mut tails, &mut lines, &|people, tails, lines| {
            let (first, begin) = (people.start as usize, shape.start[people.start as usize]);
            let mut employees_next: Vec<usize> = shape.start[first..people.end as usize].to_vec();
            let mut contacts_next: Vec<usize> = shape.split[first..people.end as usize].to_vec();
            for tail in 0..graph.nodes() {
                let next = if is_employee[tail as usize] { &mut employees_next } else { &mut contacts_next };
                let heads = graph.heads(tail);
                let edges = heads.partition_point(|head| *head < people.start);
                let heads = heads[edges..].iter().take_while(|head| **head < people.end);
                for (edge, &head) in (graph.outgoing(tail).start + edges as u32..).zip(heads) {
                    if shape.is_near(head) && head != tail {
                        let slot = &mut next[head as usize - first];
                        (tails[*slot - begin], lines[*slot - begin]) = (tail, line(edge));
                        *slot += 1;
                    }
                }
            }
        });
        Self::of(shape, tails, lines)
    }

    fn of(shape: Shape, tails: Vec<u32>, lines: Vec<T>) -> Self {
        Self { start: shape.start, split: shape.split, tails, lines }
    }
}

impl<T> Inward<T> {
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
