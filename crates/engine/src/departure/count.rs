//! Counting over a block of worlds at a time: in how many is a key person reached, and in which by one employee alone?

use super::part::Part;
use crate::coins::{Block, Kernel, Lanes, NO_WORLD, Worlds, and, and_not, none, or, widest};

/// What is known of a contact in a block of worlds.
#[derive(Debug, Clone, Copy)]
struct Contact {
    /// The worlds in which the key person can be moved from here, the present step included.
    reached: Lanes,
    /// Those of the last step.
    newly: Lanes,
    /// Those of the present step.
    next: Lanes,
}

const UNREACHED: Contact = Contact { reached: NO_WORLD, newly: NO_WORLD, next: NO_WORLD };

/// Working memory of one thread.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    contacts: Vec<Contact>,
    /// For each employee, the worlds in which a route of hers is open.
    succeeds: Vec<Lanes>,
    frontier: Vec<u32>,
    touched: Vec<u32>,
}

/// What was counted for one key person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Counted {
    /// The worlds in which somebody reaches the key person.
    pub(super) reached: u64,
    /// For each employee of the part, the worlds in which nobody else does.
    pub(super) alone: Vec<u32>,
}

impl Scratch {
    /// In how many worlds is the key person reached, and in how many by whom alone?
    pub(super) fn reached_and_alone(&mut self, part: &Part, worlds: Worlds) -> Counted {
        let mut counted = Counted { reached: 0, alone: vec![0; part.employees.len()] };
        for number in 0..worlds.blocks() {
            let (block, asked) = (Block::new(worlds.seed, number), worlds.of_block(number));
            let alone = &mut counted.alone;
            let kernel = InBlock::<true> { scratch: self, part, block, asked, max_edges: worlds.max_edges, alone };
            counted.reached += widest(kernel);
        }
        counted
    }

    /// In how many worlds is the key person reached?
    pub(super) fn reached(&mut self, part: &Part, worlds: Worlds) -> u64 {
        let in_block = |number| {
            let (block, asked) = (Block::new(worlds.seed, number), worlds.of_block(number));
            let max_edges = worlds.max_edges;
            widest(InBlock::<false> { scratch: self, part, block, asked, max_edges, alone: &mut [] })
        };
        (0..worlds.blocks()).map(in_block).sum()
    }
}

/// One block of worlds; with `ALONE` a world is settled when two employees have succeeded, otherwise when one has.
struct InBlock<'a, const ALONE: bool> {
    scratch: &'a mut Scratch,
    part: &'a Part,
    block: Block,
    asked: Lanes,
    max_edges: u8,
    alone: &'a mut [u32],
}

impl<const ALONE: bool> Kernel for InBlock<'_, ALONE> {
    type Output = u64;

    /// A line's coin is looked at only in worlds that are not settled, whose contact has just been reached, and whose employee or
    /// contact at the other end has not.
    #[inline(always)]
    fn run(self) -> u64 {
        let Self { scratch, part, block, asked, max_edges, alone } = self;
        let Scratch { contacts, succeeds, frontier, touched } = scratch;
        contacts.clear();
        contacts.resize(part.contacts.len(), UNREACHED);
        if ALONE {
            succeeds.clear();
            succeeds.resize(part.employees.len(), NO_WORLD);
        }
        frontier.clear();
        if let Some(target) = contacts.first_mut() {
            target.newly = asked;
            frontier.push(0);
        }
        // The worlds in which at least one employee has succeeded, and those in which at least two have.
        let (mut one, mut two) = (NO_WORLD, NO_WORLD);
        for step in 1..=max_edges {
            for &v in &*frontier {
                let newly = contacts[v as usize].newly;
                for &(employee, coin) in part.employees_into(v) {
                    let settled = if ALONE { or(&two, &succeeds[employee as usize]) } else { one };
                    let asked = and_not(&newly, &settled);
                    if none(&asked) {
                        if !ALONE {
                            break;
                        }
                        continue;
                    }
                    let carries = block.carries(coin, &asked);
                    if ALONE {
                        // She has not succeeded in these worlds before: whoever has is somebody else.
                        two = or(&two, &and(&one, &carries));
                        let hers = &mut succeeds[employee as usize];
                        *hers = or(hers, &carries);
                    }
                    one = or(&one, &carries);
                }
            }
            if step == max_edges {
                break;
            }
            touched.clear();
            let settled = if ALONE { two } else { one };
            for &v in &*frontier {
                let live = and_not(&contacts[v as usize].newly, &settled);
                if none(&live) {
                    continue;
                }
                for &(u, coin) in part.contacts_into(v) {
                    let contact = &mut contacts[u as usize];
                    let asked = and_not(&live, &contact.reached);
                    let in_time = u32::from(step) + u32::from(part.near[u as usize]) <= u32::from(max_edges);
                    if !in_time || none(&asked) {
                        continue;
                    }
                    let carries = block.carries(coin, &asked);
                    if none(&contact.next) {
                        touched.push(u);
                    }
                    contact.reached = or(&contact.reached, &carries);
                    contact.next = or(&contact.next, &carries);
                }
            }
            // Somebody nobody's coin reached after all may be listed, even twice: that does no harm, and costs less than looking.
            for &u in &*touched {
                let contact = &mut contacts[u as usize];
                contact.newly = contact.next;
            }
            for &u in &*touched {
                contacts[u as usize].next = NO_WORLD;
            }
            std::mem::swap(frontier, touched);
            if frontier.is_empty() {
                break;
            }
        }
        if ALONE {
            let lonely = and_not(&one, &two);
            for (count, hers) in alone.iter_mut().zip(&*succeeds) {
                *count += ones(&and(hers, &lonely));
            }
        }
        u64::from(ones(&one))
    }
}

#[inline(always)]
fn ones(lanes: &Lanes) -> u32 {
    lanes.iter().map(|word| word.count_ones()).sum()
}
