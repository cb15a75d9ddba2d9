//! Exact reach of a component by factoring: take one uncertain line, solve with it and without it.
//!
//! Only lines next to the doors or the target are taken. With such a line certain, its contact melts into the doors (or the target)
//! and passes its own lines on, one step longer; so every subproblem is of the same kind, with lengths on its outer lines. What
//! falls apart is solved apart.

use super::Budget;
use super::component::{Component, Sets};

/// Deepest nesting, far below what a thread's stack can hold; a component that needs more is estimated.
const DEPTH_MAX: u32 = 1000;

/// A way between the doors (or the target) and a contact.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Outer {
    contact: u32,
    /// How many edges it stands for.
    length: u8,
    probability: f64,
}

/// A line between two contacts.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Inner {
    from: u32,
    to: u32,
    probability: f64,
}

/// A subproblem: the chance of an open way start, inner…, end whose lengths add up to no more than the limit.
#[derive(Debug, Clone, Default)]
struct Part {
    contacts: u32,
    starts: Vec<Outer>,
    inner: Vec<Inner>,
    ends: Vec<Outer>,
}

impl Budget {
    /// Pays 1 + (m/16)² steps for a subproblem of m lines: more than in proportion to its work, so that one which has no hope of being
    /// finished gives way at once, and those of a few dozen lines have nearly all of the budget.
    fn pay(&mut self, part: &Part) -> Option<()> {
        let lines = (part.starts.len() + part.inner.len() + part.ends.len()) as u64;
        self.steps = self.steps.checked_sub(1 + lines * lines / 256)?;
        Some(())
    }
}

/// The exact chance that a component has an open way of at most `max_edges`; nothing if the budget does not suffice.
pub(super) fn exact(component: &Component, max_edges: u8, budget: &mut Budget) -> Option<f64> {
    let mut part = Part { contacts: component.people, ..Part::default() };
    for line in &component.lines {
        let probability = line.probability;
        match (line.from, line.to) {
            (Some(from), Some(to)) => part.inner.push(Inner { from, to, probability }),
            (None, Some(contact)) => part.starts.push(Outer { contact, length: 1, probability }),
            (Some(contact), None) => part.ends.push(Outer { contact, length: 1, probability }),
            (None, None) => unreachable!("a line from door to target is a component of its own"),
        }
    }
    chance(part, max_edges, 0, budget)
}

fn chance(mut part: Part, limit: u8, depth: u32, budget: &mut Budget) -> Option<f64> {
    budget.pay(&part)?;
    if depth > DEPTH_MAX {
        return None;
    }
    part.prune(limit);
    if part.starts.is_empty() {
        return Some(0.0);
    }
    let mut failure = 1.0;
    for part in part.split() {
        failure *= 1.0 - chance_of_connected(&part, limit, depth, budget)?;
    }
    Some(1.0 - failure)
}

fn chance_of_connected(part: &Part, limit: u8, depth: u32, budget: &mut Budget) -> Option<f64> {
    if part.inner.is_empty() {
        return Some(part.chance_of_one_contact(limit));
    }
    let pivot = part.pivot();
    let (direct_failure, melted) = part.with(pivot);
    let open = 1.0 - direct_failure * (1.0 - chance(melted, limit, depth + 1, budget)?);
    let probability = part.outer(pivot).probability;
    if probability >= 1.0 {
        return Some(open);
    }
    let closed = chance(part.without(pivot), limit, depth + 1, budget)?;
    Some(probability * open + (1.0 - probability) * closed)
}

/// One of a part's outer lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pivot {
    Start(usize),
    End(usize),
}

impl Part {
    /// Leaves out what lies on no way within the limit and joins outer lines that are alike.
    fn prune(&mut self, limit: u8) {
        let far = u32::MAX / 4;
        let nearest = |outer: &[Outer], inner: &mut dyn FnMut(&mut [u32]) -> bool| {
            let mut steps = vec![far; self.contacts as usize];
            for o in outer {
                let here = &mut steps[o.contact as usize];
                *here = (*here).min(u32::from(o.length));
            }
            while inner(&mut steps) {}
            steps
        };
        let relax = |steps: &mut [u32], near: u32, next: u32| {
            let through = steps[near as usize] + 1;
            let better = through < steps[next as usize] && through <= u32::from(limit);
            if better {
                steps[next as usize] = through;
            }
            better
        };
        let from_doors = nearest(&self.starts, &mut |steps| {
            self.inner.iter().fold(false, |changed, e| relax(steps, e.from, e.to) | changed)
        });
        let to_target = nearest(&self.ends, &mut |steps| {
            self.inner.iter().fold(false, |changed, e| relax(steps, e.to, e.from) | changed)
        });
        let limit = u32::from(limit);
        self.starts.retain(|s| u32::from(s.length) + to_target[s.contact as usize] <= limit);
        self.ends.retain(|e| u32::from(e.length) + from_doors[e.contact as usize] <= limit);
        self.inner.retain(|e| from_doors[e.from as usize] + 1 + to_target[e.to as usize] <= limit);
        join_alike(&mut self.starts);
        join_alike(&mut self.ends);
    }

    /// The parts that share no contact, contacts renumbered within each.
    fn split(self) -> Vec<Self> {
        let mut sets = Sets::new(self.contacts as usize);
        for line in &self.inner {
            sets.join(line.from, line.to);
        }
        let mut parts: Vec<Self> = Vec::new();
        let mut part_of_set: Vec<Option<usize>> = vec![None; self.contacts as usize];
        let mut here: Vec<Option<u32>> = vec![None; self.contacts as usize];
        let mut place = |contact: u32, parts: &mut Vec<Self>| {
            let part = *part_of_set[sets.root(contact) as usize].get_or_insert_with(|| {
                parts.push(Self::default());
                parts.len() - 1
            });
            let number = *here[contact as usize].get_or_insert_with(|| {
                parts[part].contacts += 1;
                parts[part].contacts - 1
            });
            (part, number)
        };
        for start in self.starts {
            let (part, contact) = place(start.contact, &mut parts);
            parts[part].starts.push(Outer { contact, ..start });
        }
        for line in self.inner {
            let (part, from) = place(line.from, &mut parts);
            let (_, to) = place(line.to, &mut parts);
            parts[part].inner.push(Inner { from, to, ..line });
        }
        for end in self.ends {
            let (part, contact) = place(end.contact, &mut parts);
            parts[part].ends.push(Outer { contact, ..end });
        }
        parts
    }

    /// With a single contact: the shortest open start needs an open end that is short enough.
    fn chance_of_one_contact(&self, limit: u8) -> f64 {
        let (mut total, mut none_shorter) = (0.0, 1.0);
        for start in &self.starts {
            let short_enough = self.ends.iter().filter(|end| start.length + end.length <= limit);
            let no_end: f64 = short_enough.map(|end| 1.0 - end.probability).product();
            total += none_shorter * start.probability * (1.0 - no_end);
            none_shorter *= 1.0 - start.probability;
        }
        total
    }

    /// The outer line to take: among the shortest starts and the shortest ends (nothing reaches their contact earlier, so the contact
    /// can melt) a certain one if there is one, else that whose contact has most inner lines, which will fall away.
    fn pivot(&self) -> Pivot {
        let mut lines = vec![0usize; self.contacts as usize];
        for line in &self.inner {
            lines[line.from as usize] += 1;
            lines[line.to as usize] += 1;
        }
        let shortest = |outer: &[Outer]| outer.iter().map(|o| o.length).min();
        let (start, end) = (shortest(&self.starts), shortest(&self.ends));
        let worth = |o: &Outer| (o.probability >= 1.0, lines[o.contact as usize]);
        let starts = self.starts.iter().enumerate().filter(|(_, o)| Some(o.length) == start);
        let ends = self.ends.iter().enumerate().filter(|(_, o)| Some(o.length) == end);
        let candidates =
            starts.map(|(i, o)| (Pivot::Start(i), worth(o))).chain(ends.map(|(i, o)| (Pivot::End(i), worth(o))));
        // The first of the best: the order of the lines is that of their coins.
        let best = candidates.reduce(|best, next| if next.1 > best.1 { next } else { best });
        best.expect("a pruned part with inner lines has starts and ends").0
    }

    fn outer(&self, pivot: Pivot) -> &Outer {
        match pivot {
            Pivot::Start(i) => &self.starts[i],
            Pivot::End(i) => &self.ends[i],
        }
    }

    /// The part without the pivot.
    fn without(&self, pivot: Pivot) -> Self {
        let mut part = self.clone();
        match pivot {
            Pivot::Start(i) => part.starts.remove(i),
            Pivot::End(i) => part.ends.remove(i),
        };
        part
    }

    /// The part with the pivot certain: its contact melts away. Also the chance that none of the ways it completes is open.
    fn with(&self, pivot: Pivot) -> (f64, Self) {
        let &Outer { contact: melted, length, .. } = self.outer(pivot);
        let stays = |o: &&Outer| o.contact != melted;
        let passed_on = |contact, line: &Inner| Outer { contact, length: length + 1, probability: line.probability };
        let mut part = Self {
            contacts: self.contacts,
            starts: self.starts.iter().filter(stays).copied().collect(),
            inner: self.inner.iter().filter(|e| e.from != melted && e.to != melted).copied().collect(),
            ends: self.ends.iter().filter(stays).copied().collect(),
        };
        let completed = match pivot {
            Pivot::Start(_) => {
                let onward = self.inner.iter().filter(|e| e.from == melted);
                part.starts.extend(onward.map(|e| passed_on(e.to, e)));
                &self.ends
            }
            Pivot::End(_) => {
                let onward = self.inner.iter().filter(|e| e.to == melted);
                part.ends.extend(onward.map(|e| passed_on(e.from, e)));
                &self.starts
            }
        };
        let direct_failure = completed.iter().filter(|o| o.contact == melted).map(|o| 1.0 - o.probability).product();
        (direct_failure, part)
    }
}

/// Outer lines of one contact and length act as one: 1 − Π(1 − p). Sorts by contact, then length.
fn join_alike(outer: &mut Vec<Outer>) {
    outer.sort_by_key(|o| (o.contact, o.length));
    outer.dedup_by(|next, kept| {
        let alike = (next.contact, next.length) == (kept.contact, kept.length);
        if alike {
            kept.probability = 1.0 - (1.0 - kept.probability) * (1.0 - next.probability);
        }
        alike
    });
}
