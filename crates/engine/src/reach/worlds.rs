//! Estimating a component: in how many random worlds is some route open?
//!
//! Every world throws the coin of every line once. [`count`] looks at a block of worlds at a time, one bit each, going back from the target
//! step by step; [`count_world_by_world`] looks at one after the other and says the same.

use rayon::prelude::*;

use super::component::Component;
use crate::coins::{BLOCK, Block, Coin, Kernel, Lanes, NO_WORLD, Worlds, and_not, none, or, widest};

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
    (0..worlds.blocks())
        .into_par_iter()
        .map_init(Scratch::default, |scratch, number| {
            let (block, asked) = (Block::new(worlds.seed, number), worlds.of_block(number));
            let max_edges = worlds.max_edges;
            let mut successes =
                |component| widest(Successes { scratch: &mut *scratch, component, block, asked, max_edges });
            inward.iter().map(&mut successes).collect()
        })
        .fold(nothing, add)
        .reduce(nothing, add)
}

/// What is known of a person in a block of worlds.
#[derive(Debug, Clone, Copy)]
struct Person {
    /// The worlds in which the target was reached so far, the present step included.
    reached: Lanes,
    /// Those of the last step.
    newly: Lanes,
    /// Those of the present step.
    next: Lanes,
}

const UNREACHED: Person = Person { reached: NO_WORLD, newly: NO_WORLD, next: NO_WORLD };

/// Working memory of one thread.
#[derive(Debug, Default)]
struct Scratch {
    people: Vec<Person>,
    /// Who was reached in the last step, and who is in the present one.
    frontier: Vec<u32>,
    touched: Vec<u32>,
}

/// In how many of the `asked` worlds of a block is a way open?
struct Successes<'a> {
    scratch: &'a mut Scratch,
    component: &'a Inward,
    block: Block,
    asked: Lanes,
    max_edges: u8,
}

impl Kernel for Successes<'_> {
    type Output = u64;

    /// A coin is looked at only in worlds where it matters: the line's head has just been reached, its tail has not, and the world has
    /// not been decided.
    #[inline(always)]
    fn run(self) -> u64 {
        let Self { scratch: Scratch { people, frontier, touched }, component, block, asked, max_edges } = self;
        people.clear();
        people.resize(component.people, UNREACHED);
        people[component.target() as usize].newly = asked;
        frontier.clear();
        frontier.push(component.target());
        let mut success = NO_WORLD;
        for step in 1..=max_edges {
            for &v in &*frontier {
                for &coin in component.doors_into(v) {
                    let asked = and_not(&people[v as usize].newly, &success);
                    if none(&asked) {
                        break;
                    }
                    success = or(&success, &block.carries(coin, &asked));
                }
            }
            if step == max_edges {
                break;
            }
            touched.clear();
            for &v in &*frontier {
                let live = and_not(&people[v as usize].newly, &success);
                if none(&live) {
                    continue;
                }
                for &(u, coin) in component.contacts_into(v) {
                    let person = &mut people[u as usize];
                    let asked = and_not(&live, &person.reached);
                    let in_time = u32::from(step) + u32::from(component.from_doors[u as usize]) <= u32::from(max_edges);
                    if !in_time || none(&asked) {
                        continue;
                    }
                    let carries = block.carries(coin, &asked);
                    if none(&person.next) {
                        touched.push(u);
                    }
                    person.reached = or(&person.reached, &carries);
                    person.next = or(&person.next, &carries);
                }
            }
            // Somebody nobody's coin reached after all may be listed, even twice: that does no harm, and costs less than looking.
            for &u in &*touched {
                let person = &mut people[u as usize];
                person.newly = person.next;
            }
            for &u in &*touched {
                people[u as usize].next = NO_WORLD;
            }
            std::mem::swap(frontier, touched);
        }
        success.iter().map(|word| u64::from(word.count_ones())).sum()
    }
}

/// As [`count`], one world after the other by breadth-first search: the oracle of the tests and the measure of the benchmark.
pub(super) fn count_world_by_world(components: &[Component], worlds: Worlds) -> Vec<u64> {
    let inward: Vec<Inward> = components.iter().map(Inward::new).collect();
    let count = |component: &Inward| {
        let mut search =
            SingleWorld { seen: vec![0; component.people], mark: 0, frontier: Vec::new(), next: Vec::new() };
        let mut successes = 0;
        for world in 0..worlds.number {
            let (number, world) = (world / BLOCK as u64, (world % BLOCK as u64) as usize);
            let block = Block::new(worlds.seed, number);
            successes += u64::from(search.succeeds(component, block, world, worlds.max_edges));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coins::on_every_width;
    use crate::reach::component::Line;
    use guanxi_domain::Probability;

    #[test]
    fn every_width_of_this_processor_counts_the_same() {
        // Ten contacts in a ring with chords, a door's line into every other one, three lines to the target.
        let line = |number: u64, from, to| {
            let probability = 0.05 + 0.9 * (number as f64 * 0.37).fract();
            Line { from, to, probability, coin: Coin::new(number, Probability::new(probability).unwrap()) }
        };
        let people = 10;
        let mut lines = Vec::new();
        for v in 0..people {
            lines.push(line(u64::from(v), Some(v), Some((v + 1) % people)));
            lines.push(line(100 + u64::from(v), Some(v), Some((v + 3) % people)));
            if v % 2 == 0 {
                lines.push(line(200 + u64::from(v), None, Some(v)));
            }
            if v % 4 == 0 {
                lines.push(line(300 + u64::from(v), Some(v), None));
            }
        }
        let from_doors = (0..people).map(|v| if v % 2 == 0 { 1 } else { 2 }).collect();
        let inward = Inward::new(&Component { people, from_doors, lines });
        for number in 0..50 {
            let block = Block::new(11, number);
            let asked: Lanes = std::array::from_fn(|lane| u64::MAX >> lane);
            for max_edges in 1..6 {
                let mut scratch: [Scratch; 3] = Default::default();
                let mut each = scratch.iter_mut();
                let found = on_every_width(|| {
                    let scratch = each.next().expect("one for every width");
                    Successes { scratch, component: &inward, block, asked, max_edges }
                });
                assert!(found.iter().all(|successes| *successes == found[0]), "{found:?}");
                assert!(max_edges < 3 || found[0] > 0);
            }
        }
    }
}
