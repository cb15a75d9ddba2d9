//! Estimating a component: in how many random worlds is some route open?
//!
//! Every world throws the coin of every line once. [`count`] looks at 512 worlds at a time, one bit each, going back from the target
//! step by step; [`count_world_by_world`] looks at one after the other and says the same.

use rayon::prelude::*;

use super::coin::{BLOCK, Block, Coin, Lanes, NO_WORLD};
use super::component::Component;

/// The worlds to look at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Worlds {
    pub(super) seed: u64,
    pub(super) blocks: u64,
    pub(super) max_edges: u8,
}

/// A component laid out for going back from the target: the lines into every contact, those from doors and those from contacts.
#[derive(Debug)]
struct Inward {
    people: usize,
    from_doors: Vec<u8>,
    /// The coins of the door lines into `v` are `doors[door_start[v]..door_start[v + 1]]`.
    door_start: Vec<u32>,
    doors: Vec<Coin>,
    /// The lines from contacts into `v` are `contacts[contact_start[v]..contact_start[v + 1]]`.
    contact_start: Vec<u32>,
    contacts: Vec<(u32, Coin)>,
}

impl Inward {
    /// The target is the last person.
    fn new(component: &Component) -> Self {
        let target = component.people;
        let slots = component.people as usize + 2;
        let (mut door_start, mut contact_start) = (vec![0u32; slots], vec![0u32; slots]);
        let head = |to: Option<u32>| to.unwrap_or(target);
        for line in &component.lines {
            let starts = if line.from.is_none() { &mut door_start } else { &mut contact_start };
            starts[head(line.to) as usize + 1] += 1;
        }
        for v in 1..slots {
            door_start[v] += door_start[v - 1];
            contact_start[v] += contact_start[v - 1];
        }
        let (mut doors, mut contacts) = (Vec::new(), Vec::new());
        let mut lines: Vec<_> = component.lines.iter().collect();
        lines.sort_by_key(|line| head(line.to));
        for line in lines {
            match line.from {
                None => doors.push(line.coin),
                Some(from) => contacts.push((from, line.coin)),
            }
        }
        let mut from_doors = component.from_doors.clone();
        from_doors.push(0);
        Self { people: slots - 1, from_doors, door_start, doors, contact_start, contacts }
    }

    fn doors_into(&self, v: u32) -> &[Coin] {
        &self.doors[self.door_start[v as usize] as usize..self.door_start[v as usize + 1] as usize]
    }

    fn contacts_into(&self, v: u32) -> &[(u32, Coin)] {
        &self.contacts[self.contact_start[v as usize] as usize..self.contact_start[v as usize + 1] as usize]
    }

    fn target(&self) -> u32 {
        self.people as u32 - 1
    }
}

/// For each component the number of worlds with an open way from a door to the target of at most `max_edges`. Blocks are spread over
/// the threads of the pool this runs in; sums of whole numbers do not depend on how.
pub(super) fn count(components: &[Component], worlds: Worlds) -> Vec<u64> {
    let inward: Vec<Inward> = components.iter().map(Inward::new).collect();
    let nothing = || vec![0u64; components.len()];
    let add = |mut sum: Vec<u64>, counts: Vec<u64>| {
        sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        sum
    };
    (0..worlds.blocks)
        .into_par_iter()
        .map_init(Scratch::default, |scratch, number| {
            let block = Block::new(worlds.seed, number);
            inward.iter().map(|c| scratch.successes(c, block, worlds.max_edges)).collect()
        })
        .fold(nothing, add)
        .reduce(nothing, add)
}

/// Working memory of one thread.
#[derive(Debug, Default)]
struct Scratch {
    /// In which worlds the target can be reached from each person in as many steps as have been made.
    reached: Vec<Lanes>,
    /// In which worlds the last step was the first to reach the person.
    newly: Vec<Lanes>,
    /// The same for the step being made.
    next: Vec<Lanes>,
    /// People with a bit in `newly`.
    frontier: Vec<u32>,
}

impl Scratch {
    /// In how many of the block's worlds a way is open. A coin is looked at only in worlds where it matters: the line's head has just
    /// been reached, its tail has not, and the world has not been decided.
    fn successes(&mut self, component: &Inward, block: Block, max_edges: u8) -> u64 {
        for lanes in [&mut self.reached, &mut self.newly, &mut self.next] {
            lanes.clear();
            lanes.resize(component.people, NO_WORLD);
        }
        let target = component.target();
        self.reached[target as usize] = [u64::MAX; 8];
        self.newly[target as usize] = [u64::MAX; 8];
        self.frontier.clear();
        self.frontier.push(target);
        let mut success = NO_WORLD;
        for step in 0..max_edges {
            for &v in &self.frontier {
                for &coin in component.doors_into(v) {
                    let asked = and_not(&self.newly[v as usize], &success);
                    if asked == NO_WORLD {
                        break;
                    }
                    success = or(&success, &block.carries(coin, &asked));
                }
            }
            let mut touched = Vec::new();
            for &v in &self.frontier {
                let live = and_not(&self.newly[v as usize], &success);
                self.newly[v as usize] = NO_WORLD;
                if live == NO_WORLD {
                    continue;
                }
                for &(u, coin) in component.contacts_into(v) {
                    // This step, and at least as many more as a door is away.
                    if u32::from(step) + 1 + u32::from(component.from_doors[u as usize]) > u32::from(max_edges) {
                        continue;
                    }
                    let u = u as usize;
                    let known = or(&self.reached[u], &self.next[u]);
                    let asked = and_not(&live, &known);
                    if asked == NO_WORLD {
                        continue;
                    }
                    let carries = block.carries(coin, &asked);
                    if carries != NO_WORLD {
                        if self.next[u] == NO_WORLD {
                            touched.push(u as u32);
                        }
                        self.next[u] = or(&self.next[u], &carries);
                    }
                }
            }
            if touched.is_empty() {
                break;
            }
            for &u in &touched {
                let u = u as usize;
                self.reached[u] = or(&self.reached[u], &self.next[u]);
                self.newly[u] = self.next[u];
                self.next[u] = NO_WORLD;
            }
            self.frontier = touched;
        }
        success.iter().map(|word| u64::from(word.count_ones())).sum()
    }
}

fn or(a: &Lanes, b: &Lanes) -> Lanes {
    std::array::from_fn(|lane| a[lane] | b[lane])
}

fn and_not(a: &Lanes, b: &Lanes) -> Lanes {
    std::array::from_fn(|lane| a[lane] & !b[lane])
}

/// As [`count`], one world after the other by breadth-first search: the oracle of the tests and the measure of the benchmark.
pub(super) fn count_world_by_world(components: &[Component], worlds: Worlds) -> Vec<u64> {
    let inward: Vec<Inward> = components.iter().map(Inward::new).collect();
    let count = |component: &Inward| {
        let mut search =
            SingleWorld { seen: vec![0; component.people], mark: 0, frontier: Vec::new(), next: Vec::new() };
        let mut successes = 0;
        for number in 0..worlds.blocks {
            let block = Block::new(worlds.seed, number);
            for world in 0..BLOCK {
                successes += u64::from(search.succeeds(component, block, world, worlds.max_edges));
            }
        }
        successes
    };
    inward.iter().map(count).collect()
}

/// Breadth-first search in one world after the other.
#[derive(Debug)]
struct SingleWorld {
    /// The last world in which each person was reached, so that nothing needs to be cleared.
    seen: Vec<u64>,
    mark: u64,
    frontier: Vec<u32>,
    next: Vec<u32>,
}

impl SingleWorld {
    fn succeeds(&mut self, component: &Inward, block: Block, world: usize, max_edges: u8) -> bool {
        self.mark += 1;
        self.frontier.clear();
        self.frontier.push(component.target());
        self.seen[component.target() as usize] = self.mark;
        for step in 0..max_edges {
            for &v in &self.frontier {
                if component.doors_into(v).iter().any(|&coin| block.carries_in(coin, world)) {
                    return true;
                }
            }
            self.next.clear();
            for &v in &self.frontier {
                for &(u, coin) in component.contacts_into(v) {
                    let in_time =
                        u32::from(step) + 1 + u32::from(component.from_doors[u as usize]) <= u32::from(max_edges);
                    if in_time && self.seen[u as usize] != self.mark && block.carries_in(coin, world) {
                        self.seen[u as usize] = self.mark;
                        self.next.push(u);
                    }
                }
            }
            std::mem::swap(&mut self.frontier, &mut self.next);
        }
        false
    }
}
