//! Choosing the people who are in the most sets.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::sampler::Sets;

/// What greedy chose, and a bound of what any choice could cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cover {
    /// In the order of choice, with the number of sets each adds, which is never 0.
    pub(super) chosen: Vec<(u32, u64)>,
    /// The sets that are covered, those that were so from the start included.
    pub(super) covered: u64,
    /// No choice of so many covers more.
    pub(super) upper_bound: u64,
}

/// Chooses up to `seats` people, each time the one in the most sets that are not covered yet, of equals the one with the smaller number.
/// `covered` sets besides are covered already by people chosen before, and `others` of these are counted among the seats that a choice
/// to compare with has.
///
/// The bound is the least, over the beginnings of the choice, of what it covers and the largest counts of single people after it, as many as
/// there are seats.
///
/// O(members of all sets + people).
pub(super) fn greedy(people: usize, sets: &Sets, covered: u64, seats: usize, others: usize) -> Cover {
    let mut index_start = vec![0u32; people + 1];
    for &member in &sets.members {
        index_start[member as usize + 1] += 1;
    }
    let mut counts: Vec<u32> = index_start[1..].to_vec();
    for v in 0..people {
        index_start[v + 1] += index_start[v];
    }
    let mut next = index_start.clone();
    let mut index = vec![0u32; sets.members.len()];
    for (set, range) in (0u32..).zip(sets.start.windows(2)) {
        for &member in &sets.members[range[0]..range[1]] {
            let slot = &mut next[member as usize];
            index[*slot as usize] = set;
            *slot += 1;
        }
    }

    let mut tally = Tally::new(&counts);
    let mut waiting: BinaryHeap<(u32, Reverse<u32>)> =
        (0u32..).zip(&counts).filter(|(_, count)| **count > 0).map(|(v, &count)| (count, Reverse(v))).collect();
    let mut is_covered = vec![false; sets.start.len() - 1];
    let mut covered = covered;
    let mut upper_bound = covered + tally.largest(seats + others);
    let mut chosen = Vec::new();
    while chosen.len() < seats {
        let Some((count, Reverse(v))) = waiting.pop() else { break };
        let now = counts[v as usize];
        if now < count {
            if now > 0 {
                waiting.push((now, Reverse(v)));
            }
            continue;
        }
        for &set in &index[index_start[v as usize] as usize..index_start[v as usize + 1] as usize] {
            if std::mem::replace(&mut is_covered[set as usize], true) {
                continue;
            }
            for &member in &sets.members[sets.start[set as usize]..sets.start[set as usize + 1]] {
                let count = &mut counts[member as usize];
                tally.one_less(*count);
                *count -= 1;
            }
        }
        covered += u64::from(count);
        chosen.push((v, u64::from(count)));
        upper_bound = upper_bound.min(covered + tally.largest(seats + others));
    }
    Cover { chosen, covered, upper_bound }
}

/// How many people have each count.
struct Tally {
    people: Vec<u32>,
    /// No count is greater.
    greatest: usize,
}

impl Tally {
    fn new(counts: &[u32]) -> Self {
        let greatest = counts.iter().copied().max().unwrap_or(0) as usize;
        let mut people = vec![0; greatest + 1];
        for &count in counts {
            people[count as usize] += 1;
        }
        Self { people, greatest }
    }

    fn one_less(&mut self, count: u32) {
        self.people[count as usize] -= 1;
        self.people[count as usize - 1] += 1;
    }

    /// The sum of the so many largest counts.
    fn largest(&mut self, many: usize) -> u64 {
        while self.greatest > 0 && self.people[self.greatest] == 0 {
            self.greatest -= 1;
        }
        let (mut left, mut sum) = (many as u64, 0);
        for count in (1..=self.greatest).rev() {
            let here = u64::from(self.people[count]).min(left);
            sum += here * count as u64;
            left -= here;
            if left == 0 {
                break;
            }
        }
        sum
    }
}
