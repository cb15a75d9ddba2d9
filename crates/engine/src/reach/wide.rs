//! Estimating reach where much of the graph lies within the limit: one world after the other, from both ends.
//!
//! What could matter is then nearly everything, and finding it, splitting it and carrying worlds through it takes longer than two
//! searches that meet.

use rayon::prelude::*;

use super::ReachProblem;
use crate::Graph;
use crate::coins::{BLOCK, Block, Coin, Worlds};

/// How many relevant lines are too many to be laid out.
pub(super) const MANY_LINES: usize = 1 << 19;

/// The number of worlds with an open way from a door to the target of at most `max_edges`. Worlds are spread over the threads of the
/// pool this runs in; the sum does not depend on how.
///
/// Of each thread it takes 16 bytes a node of the graph and 24 bytes a line that is looked at.
pub(super) fn count(problem: &ReachProblem<'_>, worlds: Worlds) -> u64 {
    let mut is_door = vec![false; problem.graph.nodes() as usize];
    for &door in problem.doors.iter().filter(|&&door| door != problem.target) {
        is_door[door as usize] = true;
    }
    let threads = rayon::current_num_threads() as u64;
    let share = |thread: u64| {
        let mut search = Search::new(problem, &is_door);
        let mine = worlds.number * thread / threads..worlds.number * (thread + 1) / threads;
        mine.filter(|world| search.succeeds(worlds, *world)).count() as u64
    };
    (0..threads).into_par_iter().map(share).sum()
}

/// Who was reached from one end in the present world.
#[derive(Debug, Default)]
struct Front {
    /// Those of the last step.
    people: Vec<u32>,
    /// The lines that go on from them.
    lines: usize,
}

/// Searches in one world after the other. The one from the doors follows lines, the one from the target goes back.
struct Search<'a> {
    graph: &'a Graph,
    target: u32,
    is_door: &'a [bool],
    doors: Vec<u32>,
    /// The lines out of all doors.
    door_lines: usize,
    rows: Rows,
    /// The last world in which each person was reached by the search on, and by the search back: nothing needs to be cleared.
    reached: Vec<[u32; 2]>,
    world: u32,
    on: Front,
    back: Front,
    next: Vec<u32>,
}

const ON: usize = 0;
const BACK: usize = 1;

impl<'a> Search<'a> {
    fn new(problem: &ReachProblem<'a>, is_door: &'a [bool]) -> Self {
        let ReachProblem { graph, target, .. } = *problem;
        let doors: Vec<u32> = problem.doors.iter().copied().filter(|&door| door != target).collect();
        let nodes = graph.nodes() as usize;
        Self {
            graph,
            target,
            is_door,
            door_lines: doors.iter().map(|&door| graph.heads(door).len()).sum(),
            doors,
            rows: Rows { of: vec![(0, 0); nodes], lines: Vec::new() },
            reached: vec![[0; 2]; nodes],
            world: 0,
            on: Front::default(),
            back: Front::default(),
            next: Vec::new(),
        }
    }

    /// The side with fewer lines to look at goes a step further, until the two meet, one ends, or both together have gone
    /// `max_edges` steps. If the shortest open way has d edges, they meet in their d-th step.
    fn succeeds(&mut self, worlds: Worlds, world: u64) -> bool {
        self.world += 1;
        let block = Block::new(worlds.seed, world / BLOCK as u64);
        let world = (world % BLOCK as u64) as usize;
        self.on.people.clear();
        self.on.people.extend(&self.doors);
        self.on.lines = self.door_lines;
        self.back.people.clear();
        self.back.people.push(self.target);
        self.back.lines = self.graph.tails(self.target).len();
        self.reached[self.target as usize][BACK] = self.world;
        for _ in 0..worlds.max_edges {
            let met =
                if self.on.lines < self.back.lines { self.go_on(block, world) } else { self.go_back(block, world) };
            if met {
                return true;
            }
            if self.on.people.is_empty() || self.back.people.is_empty() {
                return false;
            }
        }
        false
    }

    /// Nobody goes on into a door. A line is asked only where its answer matters: it takes longer than looking who was reached.
    fn go_on(&mut self, block: Block, world: usize) -> bool {
        let Self { graph, is_door, reached, on, next, .. } = self;
        next.clear();
        on.lines = 0;
        for &v in &on.people {
            for (edge, &head) in graph.outgoing(v).zip(graph.heads(v)) {
                let seen = &mut reached[head as usize];
                if seen[ON] == self.world || is_door[head as usize] {
                    continue;
                }
                if !block.carries_in(Coin::new(graph.coin(edge), graph.probability(edge)), world) {
                    continue;
                }
                if seen[BACK] == self.world {
                    return true;
                }
                seen[ON] = self.world;
                on.lines += graph.heads(head).len();
                next.push(head);
            }
        }
        std::mem::swap(&mut on.people, next);
        false
    }

    fn go_back(&mut self, block: Block, world: usize) -> bool {
        let Self { graph, is_door, reached, back, next, rows, .. } = self;
        next.clear();
        back.lines = 0;
        for &v in &back.people {
            for &(tail, coin) in rows.into(graph, v) {
                let seen = &mut reached[tail as usize];
                if seen[BACK] == self.world || !block.carries_in(coin, world) {
                    continue;
                }
                if seen[ON] == self.world || is_door[tail as usize] {
                    return true;
                }
                seen[BACK] = self.world;
                back.lines += graph.tails(tail).len();
                next.push(tail);
            }
        }
        std::mem::swap(&mut back.people, next);
        false
    }
}

/// The coins of lines into people, fetched when they are asked for the first time: the graph has them in the order of the tails.
#[derive(Debug)]
struct Rows {
    /// Where the lines into each person stand, and how many there are; none is also not fetched.
    of: Vec<(u32, u32)>,
    lines: Vec<(u32, Coin)>,
}

impl Rows {
    fn into(&mut self, graph: &Graph, v: u32) -> &[(u32, Coin)] {
        let (start, length) = &mut self.of[v as usize];
        if *length == 0 {
            (*start, *length) = (self.lines.len() as u32, graph.tails(v).len() as u32);
            self.lines.extend(graph.tails(v).iter().map(|&tail| {
                let edge = graph.edge_between(tail, v).expect("an edge from everybody who is a tail");
                (tail, Coin::new(graph.coin(edge), graph.probability(edge)))
            }));
        }
        &self.lines[*start as usize..(*start + *length) as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oracle::any_case;
    use crate::reach::component::Component;
    use crate::reach::worlds::count_world_by_world;
    use crate::relevant::Relevant;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_one_search_back_in_each_world(case in any_case(12), seed in any::<u64>(), threads in 1usize..4) {
            let (graph, target, doors, max_edges) = (&case.graph, case.target, &case.doors[..], case.max_edges);
            let problem = ReachProblem { graph, target, doors, max_edges, worlds: 1536, seed, exact_budget: 0 };
            let worlds = Worlds { seed, number: 1536, max_edges };
            let relevant = Relevant::new(graph, target, doors, max_edges);
            let expected: u64 = count_world_by_world(&[Component::whole(graph, &relevant)], worlds).iter().sum();
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool of threads");
            prop_assert_eq!(pool.install(|| count(&problem, worlds)), expected);
        }
    }
}
