//! Exact reach of a component within three edges: door, contact, contact, target.
//!
//! Every way is a start (a line from a door), an end (a line to the target), and at most one line between, so that nothing has to be
//! known of a contact but whether its start and its end are open. A contact that has both is linked with itself by certainty. Starts
//! and ends are decided one after the other, the one with most links first; whatever no longer hangs together then is independent,
//! and is solved apart. Which they are does not depend on how they were decided, so they are put into a tree once.

use super::Budget;
use super::component::Component;

/// The longest limit for which this holds.
pub(super) const EDGES: u8 = 3;

/// Cases and links looked at that count as one step of the budget: such a step takes about as long as one of factoring.
const OPERATIONS_PER_STEP: u64 = 64;

/// Nobody can pay for deeper trees, and no stack has to hold them.
const DEPTH_MAX: u32 = 40;

/// The exact chance that a component of lines within [`EDGES`] has an open way; nothing if the budget does not suffice.
///
/// O(Σ 2ᵈ · (1 + l)) over starts and ends, with d of them above one in the tree and l links from it to those below.
pub(super) fn exact(component: &Component, budget: &mut Budget) -> Option<f64> {
    if budget.steps == 0 {
        return None;
    }
    if let Some(chance) = star(component) {
        return Some(chance);
    }
    let operations = budget.steps.saturating_mul(OPERATIONS_PER_STEP);
    let (tree, left) = Tree::new(component, operations)?;
    budget.steps = left / OPERATIONS_PER_STEP;
    let mut linked = vec![0.0; tree.outer.len()];
    Some(tree.any_of(0, tree.outer.len(), &mut linked, &mut Vec::new()))
}

/// The chance where there is a single start, as in most components of a single door: given that, the ends are independent. Costs no step.
fn star(component: &Component) -> Option<f64> {
    let (mut start, mut started) = (None, 0.0);
    let mut ends = vec![0.0; component.people as usize];
    for line in &component.lines {
        match (line.from, line.to) {
            (None, Some(contact)) if start.is_none_or(|known| known == contact) => {
                start = Some(contact);
                started = either(started, line.probability);
            }
            (None, _) => return None,
            (Some(contact), None) => ends[contact as usize] = either(ends[contact as usize], line.probability),
            (Some(_), Some(_)) => {}
        }
    }
    let links =
        component.lines.iter().filter_map(|line| Some(line.probability * ends[line.from.and(line.to)? as usize]));
    Some(started * links.fold(ends[start? as usize], either))
}

/// A start or an end, and what hangs together with it once those above it are decided.
#[derive(Debug)]
struct Outer {
    probability: f64,
    /// Those below it stand behind it, up to here.
    behind: usize,
    /// Those below it that it is linked with, and how probably.
    links: Vec<(usize, f64)>,
}

/// Starts and ends, each before those that are decided after it. Those beside each other are independent.
#[derive(Debug)]
struct Tree {
    outer: Vec<Outer>,
}

impl Tree {
    /// The tree, and what is left of so many operations once it has been looked through; nothing if they do not suffice.
    fn new(component: &Component, operations: u64) -> Option<(Self, u64)> {
        let mut planted = Planting::new(component);
        let everybody: Vec<usize> = (0..planted.chances.len()).collect();
        let mut left = operations;
        planted.split(&everybody, 0, &mut left)?;
        Some((planted.tree, left))
    }

    /// The chance that there is an open way among `first..end`, given how those above were decided.
    ///
    /// `linked` holds for each the chance of a link with somebody open above it; `undo` what it was before.
    fn any_of(&self, first: usize, end: usize, linked: &mut [f64], undo: &mut Vec<f64>) -> f64 {
        let (mut chance, mut at) = (0.0, first);
        while at < end {
            chance = either(chance, self.with(at, linked, undo));
            at = self.outer[at].behind;
        }
        chance
    }

    /// The same of one and those below it.
    fn with(&self, at: usize, linked: &mut [f64], undo: &mut Vec<f64>) -> f64 {
        let Outer { probability, behind, links } = &self.outer[at];
        if *behind == at + 1 {
            return probability * linked[at];
        }
        let closed = if *probability < 1.0 { self.any_of(at + 1, *behind, linked, undo) } else { 0.0 };
        for (other, chance) in links {
            undo.push(linked[*other]);
            linked[*other] = either(linked[*other], *chance);
        }
        let open = either(linked[at], self.any_of(at + 1, *behind, linked, undo));
        for (other, _) in links.iter().rev() {
            linked[*other] = undo.pop().expect("every change was kept");
        }
        (1.0 - probability) * closed + probability * open
    }
}

/// A tree in the making.
#[derive(Debug)]
struct Planting {
    /// The chance of each start and end. Alike ones act as one.
    chances: Vec<f64>,
    /// Links of each, both ways.
    links: Vec<Vec<(usize, f64)>>,
    /// Where each stands in the tree.
    place: Vec<Option<usize>>,
    /// The part to which each belongs at present, by a number that no other part had.
    part: Vec<u32>,
    parts: u32,
    tree: Tree,
}

impl Planting {
    fn new(component: &Component) -> Self {
        let mut chances = Vec::new();
        let mut starts = vec![None; component.people as usize];
        let mut ends = starts.clone();
        for line in &component.lines {
            let outer = match (line.from, line.to) {
                (None, Some(contact)) => &mut starts[contact as usize],
                (Some(contact), None) => &mut ends[contact as usize],
                _ => continue,
            };
            let at = *outer.get_or_insert_with(|| {
                chances.push(0.0);
                chances.len() - 1
            });
            chances[at] = either(chances[at], line.probability);
        }
        let n = chances.len();
        let mut links = vec![Vec::new(); n];
        let mut link = |start: Option<usize>, end: Option<usize>, probability: f64| {
            let (start, end) = start.zip(end).expect("a line within three edges leads from a start to an end");
            links[start].push((end, probability));
            links[end].push((start, probability));
        };
        for line in &component.lines {
            if let (Some(from), Some(to)) = (line.from, line.to) {
                link(starts[from as usize], ends[to as usize], line.probability);
            }
        }
        for (start, end) in starts.into_iter().zip(ends).filter(|(start, end)| start.is_some() && end.is_some()) {
            link(start, end, 1.0);
        }
        let tree = Tree { outer: Vec::with_capacity(n) };
        Self { chances, links, place: vec![None; n], part: vec![0; n], parts: 0, tree }
    }

    /// Puts those of some who are undecided into the tree, those that hang together below each other, and pays for it.
    fn split(&mut self, among: &[usize], depth: u32, left: &mut u64) -> Option<()> {
        let before = self.parts;
        for &one in among {
            if self.place[one].is_none() && self.part[one] <= before {
                let together = self.together(one, before);
                self.decide(&together, depth, left)?;
            }
        }
        Some(())
    }

    /// Those who hang together with one of a part, by links with somebody undecided.
    fn together(&mut self, one: usize, before: u32) -> Vec<usize> {
        self.parts += 1;
        self.part[one] = self.parts;
        let mut found = vec![one];
        let mut next = 0;
        while let Some(&at) = found.get(next) {
            next += 1;
            for &(other, _) in &self.links[at] {
                if self.place[other].is_none() && self.part[other] <= before {
                    self.part[other] = self.parts;
                    found.push(other);
                }
            }
        }
        found
    }

    /// Puts a part that hangs together into the tree.
    fn decide(&mut self, part: &[usize], depth: u32, left: &mut u64) -> Option<()> {
        if depth > DEPTH_MAX {
            return None;
        }
        let open_links = |one: usize| self.links[one].iter().filter(|(other, _)| self.place[*other].is_none());
        // The first of equals: they are in the order of their coins, whatever the numbering of the graph.
        let most = part.iter().copied().max_by_key(|&one| (open_links(one).count(), std::cmp::Reverse(one)));
        let first = most.expect("a part has somebody");
        let below: Vec<(usize, f64)> = open_links(first).copied().collect();
        let operations = (1 + below.len() as u64) << depth;
        *left = left.checked_sub(operations)?;
        let at = self.tree.outer.len();
        self.place[first] = Some(at);
        self.tree.outer.push(Outer { probability: self.chances[first], behind: 0, links: Vec::new() });
        self.split(part, depth + 1, left)?;
        let here = |(other, chance): (usize, f64)| (self.place[other].expect("whoever is below was put there"), chance);
        let links = below.into_iter().map(here).collect();
        let behind = self.tree.outer.len();
        let outer = &mut self.tree.outer[at];
        (outer.links, outer.behind) = (links, behind);
        Some(())
    }
}

/// The chance of at least one of two independent events. Keeps the digits of small chances, which 1 − (1 − a)(1 − b) would not.
fn either(a: f64, b: f64) -> f64 {
    a + (1.0 - a) * b
}
