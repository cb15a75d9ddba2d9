//! Circles of reporting lines, per scope and over time.
//!
//! A circle is wrong when all its lines are true on one day. Lines that never lie on a circle whatever their days, by far the
//! most, are put aside by one pass for strongly connected components (Tarjan 1972); for the rest the time is halved until
//! the lines that remain are all true throughout: O((n + m) log t) for t different days, unless circles are found.

use std::collections::VecDeque;

/// A line, with dense numbers for people and scopes and days in any order-keeping number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    pub person: u32,
    pub manager: u32,
    pub scope: u32,
    pub from: i32,
    /// The first day on which it is no longer true.
    pub to: i32,
    /// Its place in the run's order; absent: the line is in the store already.
    pub order: Option<u32>,
}

/// A line that closes a circle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Closing {
    /// Which line.
    pub line: usize,
    /// The people of the circle, from the line's person along its manager; empty where a component holds too many circles to
    /// tell them apart.
    pub people: Vec<u32>,
}

/// Circles of one component that are told one by one.
const TOLD_CIRCLES: usize = 64;

/// Finds lines of this run without which the rest of the run closes no circle. Of each circle it is the last line.
pub(super) fn closing_lines(lines: &[Line]) -> Vec<Closing> {
    let mut search = Search { lines, removed: vec![false; lines.len()], found: Vec::new() };
    let mut order: Vec<usize> = (0..lines.len()).filter(|l| lines[*l].from < lines[*l].to).collect();
    order.sort_by_key(|l| lines[*l].scope);
    for scope in order.chunk_by(|a, b| lines[*a].scope == lines[*b].scope) {
        let suspects = on_circles(lines, scope);
        let mut days: Vec<i32> = suspects.iter().flat_map(|l| [lines[*l].from, lines[*l].to]).collect();
        days.sort_unstable();
        days.dedup();
        if !suspects.is_empty() {
            search.within(&days, suspects);
        }
    }
    search.found.sort_by_key(|closing| closing.line);
    search.found
}

struct Search<'a> {
    lines: &'a [Line],
    removed: Vec<bool>,
    found: Vec<Closing>,
}

impl Search<'_> {
    /// Looks between the first and the last of `days`, which are all days on which a suspect begins or ends.
    fn within(&mut self, days: &[i32], mut suspects: Vec<usize>) {
        let (first, last) = (days[0], days[days.len() - 1]);
        suspects.retain(|l| !self.removed[*l] && self.lines[*l].from < last && first < self.lines[*l].to);
        let suspects = on_circles(self.lines, &suspects);
        if suspects.is_empty() {
            return;
        }
        if days.len() == 2 || suspects.iter().all(|l| self.lines[*l].from <= first && last <= self.lines[*l].to) {
            return self.open_all(suspects);
        }
        let middle = days.len() / 2;
        self.within(&days[..=middle], suspects.clone());
        self.within(&days[middle..], suspects);
    }

    /// All lines are true at once: takes lines away until no circle with a line of this run is left.
    fn open_all(&mut self, mut suspects: Vec<usize>) {
        for round in 0.. {
            let components = components(self.lines, &suspects);
            let mut left = Vec::new();
            for component in components {
                let Some(last) = component
                    .iter()
                    .copied()
                    .filter(|l| self.lines[*l].order.is_some())
                    .max_by_key(|l| self.lines[*l].order)
                else {
                    continue;
                };
                if round < TOLD_CIRCLES {
                    let people = self.way_back(last, &component);
                    self.take(last, people);
                    left.extend(component.into_iter().filter(|l| *l != last));
                } else {
                    for line in component.into_iter().filter(|l| self.lines[*l].order.is_some()) {
                        self.take(line, Vec::new());
                    }
                }
            }
            suspects = left;
            if suspects.is_empty() {
                return;
            }
        }
    }

    fn take(&mut self, line: usize, people: Vec<u32>) {
        self.removed[line] = true;
        self.found.push(Closing { line, people });
    }

    /// The shortest way from a line's manager back to its person.
    fn way_back(&self, line: usize, component: &[usize]) -> Vec<u32> {
        let Line { person, manager, .. } = self.lines[line];
        let graph = Graph::new(self.lines, component);
        let mut from: Vec<Option<u32>> = vec![None; graph.people.len()];
        let (start, end) = (graph.number(manager), graph.number(person));
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            for edge in graph.edges(node) {
                let next = graph.target[edge];
                if next != start && from[next as usize].is_none() {
                    from[next as usize] = Some(node);
                    queue.push_back(next);
                }
            }
        }
        let mut people = Vec::new();
        let mut node = end;
        while node != start {
            people.push(graph.people[node as usize]);
            let Some(before) = from[node as usize] else { break };
            node = before;
        }
        people.push(manager);
        people.push(person);
        people.reverse();
        people
    }
}

/// Those of the lines that lie on a circle, whatever their days.
fn on_circles(lines: &[Line], candidates: &[usize]) -> Vec<usize> {
    components(lines, candidates).into_iter().flatten().collect()
}

/// Some lines as a graph with numbers of its own.
struct Graph {
    people: Vec<u32>,
    /// Where the edges of each person begin.
    starts: Vec<u32>,
    target: Vec<u32>,
    line: Vec<usize>,
}

impl Graph {
    fn new(lines: &[Line], candidates: &[usize]) -> Self {
        let mut people: Vec<u32> = candidates.iter().flat_map(|l| [lines[*l].person, lines[*l].manager]).collect();
        people.sort_unstable();
        people.dedup();
        let number = |person: u32| people.binary_search(&person).map_or(0, |n| n as u32);
        let mut edges: Vec<(u32, u32, usize)> =
            candidates.iter().map(|l| (number(lines[*l].person), number(lines[*l].manager), *l)).collect();
        edges.sort_unstable();
        let mut starts = vec![0; people.len() + 1];
        for (person, _, _) in &edges {
            starts[*person as usize + 1] += 1;
        }
        for node in 0..people.len() {
            starts[node + 1] += starts[node];
        }
        let target = edges.iter().map(|e| e.1).collect();
        let line = edges.iter().map(|e| e.2).collect();
        Self { people, starts, target, line }
    }

    fn number(&self, person: u32) -> u32 {
        self.people.binary_search(&person).map_or(0, |n| n as u32)
    }

    fn edges(&self, node: u32) -> std::ops::Range<usize> {
        self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize
    }
}

/// The lines of each strongly connected component of more than one person.
fn components(lines: &[Line], candidates: &[usize]) -> Vec<Vec<usize>> {
    const UNSEEN: u32 = u32::MAX;
    let graph = Graph::new(lines, candidates);
    let nodes = graph.people.len();
    let (mut index, mut low) = (vec![UNSEEN; nodes], vec![0u32; nodes]);
    let mut component = vec![UNSEEN; nodes];
    let (mut count, mut counter) = (0u32, 0u32);
    let mut stack: Vec<u32> = Vec::new();
    let mut calls: Vec<(u32, usize)> = Vec::new();
    for root in 0..nodes as u32 {
        if index[root as usize] != UNSEEN {
            continue;
        }
        calls.push((root, graph.edges(root).start));
        while let Some((node, edge)) = calls.last_mut() {
            let at = *node as usize;
            if *edge == graph.edges(*node).start && index[at] == UNSEEN {
                (index[at], low[at]) = (counter, counter);
                counter += 1;
                stack.push(*node);
            }
            if *edge < graph.edges(*node).end {
                let next = graph.target[*edge];
                *edge += 1;
                if index[next as usize] == UNSEEN {
                    calls.push((next, graph.edges(next).start));
                } else if component[next as usize] == UNSEEN {
                    low[at] = low[at].min(index[next as usize]);
                }
                continue;
            }
            if low[at] == index[at] {
                while let Some(member) = stack.pop() {
                    component[member as usize] = count;
                    if member as usize == at {
                        break;
                    }
                }
                count += 1;
            }
            calls.pop();
            if let Some((parent, _)) = calls.last() {
                low[*parent as usize] = low[*parent as usize].min(low[at]);
            }
        }
    }
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); count as usize];
    for node in 0..nodes as u32 {
        for edge in graph.edges(node) {
            if component[node as usize] == component[graph.target[edge] as usize] {
                members[component[node as usize] as usize].push(graph.line[edge]);
            }
        }
    }
    members.retain(|lines| !lines.is_empty());
    members
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(person: u32, manager: u32, days: std::ops::Range<i32>, order: Option<u32>) -> Line {
        Line { person, manager, scope: 0, from: days.start, to: days.end, order }
    }

    /// By brute force: on some day, some line that is left lies on a circle with a line of this run.
    fn has_circle(lines: &[Line], left: &[usize]) -> bool {
        (0..8).any(|day| {
            (0..3).any(|scope| {
                let now: Vec<&Line> = left
                    .iter()
                    .map(|l| &lines[*l])
                    .filter(|l| l.scope == scope && l.from <= day && day < l.to)
                    .collect();
                now.iter().filter(|l| l.order.is_some()).any(|l| {
                    let mut reached = vec![l.manager];
                    let mut at = 0;
                    while at < reached.len() {
                        let person = reached[at];
                        for next in now.iter().filter(|n| n.person == person) {
                            if !reached.contains(&next.manager) {
                                reached.push(next.manager);
                            }
                        }
                        at += 1;
                    }
                    reached.contains(&l.person)
                })
            })
        })
    }

    #[test]
    fn the_last_line_of_a_circle_closes_it() {
        let lines = [
            line(1, 2, 0..9, Some(0)),
            line(2, 3, 0..9, Some(1)),
            line(3, 1, 0..9, Some(2)),
            line(4, 1, 0..9, Some(3)),
        ];
        assert_eq!(closing_lines(&lines), [Closing { line: 2, people: vec![3, 1, 2, 3] }]);
    }

    #[test]
    fn lines_that_are_never_true_together_close_nothing() {
        assert_eq!(closing_lines(&[line(1, 2, 0..5, Some(0)), line(2, 1, 5..9, Some(1))]), []);
        assert_eq!(closing_lines(&[line(1, 2, 0..5, Some(0)), line(2, 1, 4..9, Some(1))]).len(), 1);
        let other_scope = Line { scope: 1, ..line(2, 1, 0..9, Some(1)) };
        assert_eq!(closing_lines(&[line(1, 2, 0..9, Some(0)), other_scope]), []);
    }

    #[test]
    fn lines_of_the_store_count_but_are_not_blamed() {
        assert_eq!(
            closing_lines(&[line(1, 2, 0..9, Some(7)), line(2, 1, 0..9, None)]),
            [Closing { line: 0, people: vec![1, 2, 1] }]
        );
        assert_eq!(closing_lines(&[line(1, 2, 0..9, None), line(2, 1, 0..9, None)]), []);
    }

    #[test]
    fn a_circle_of_many_people_is_one_circle() {
        let n = 50_000;
        let lines: Vec<Line> = (0..n).map(|i| line(i, (i + 1) % n, 0..9, Some(i))).collect();
        let found = closing_lines(&lines);
        assert_eq!((found.len(), found[0].line, found[0].people.len()), (1, n as usize - 1, n as usize + 1));
    }

    proptest! {
        #[test]
        fn without_the_closing_lines_there_is_no_circle_and_none_is_taken_needlessly(
            raw in prop::collection::vec((0..6u32, 1..6u32, 0..2u32, 0..6i32, 1..4i32, prop::bool::ANY), 0..14)
        ) {
            let lines: Vec<Line> = raw.iter().enumerate().map(|(i, (person, step, scope, from, length, ours))| Line {
                person: *person,
                manager: (person + step) % 6,
                scope: *scope,
                from: *from,
                to: from + length,
                order: ours.then_some(i as u32),
            }).collect();
            let taken: Vec<usize> = closing_lines(&lines).iter().map(|c| c.line).collect();
            let all: Vec<usize> = (0..lines.len()).collect();
            let left: Vec<usize> = all.iter().copied().filter(|l| !taken.contains(l)).collect();
            prop_assert!(!has_circle(&lines, &left));
            prop_assert_eq!(taken.is_empty(), !has_circle(&lines, &all));
            prop_assert!(taken.iter().all(|l| lines[*l].order.is_some()));
            let mut once = taken.clone();
            once.dedup();
            prop_assert_eq!(once, taken);
        }
    }
}
