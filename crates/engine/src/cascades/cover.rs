//! Choosing the people who are in the most sets.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::Relaxed;

use rayon::prelude::*;

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
    let mut choice = Choice::new(people, sets);
    let mut tally = Tally::new(&choice.counts);
    let mut covered = covered;
    let mut upper_bound = covered + tally.largest(seats + others);
    let mut chosen = Vec::new();
    while chosen.len() < seats {
        let Some((v, count)) = choice.next(1, |count| tally.one_less(count)) else { break };
        covered += u64::from(count);
        chosen.push((v, u64::from(count)));
        upper_bound = upper_bound.min(covered + tally.largest(seats + others));
    }
    Cover { chosen, covered, upper_bound }
}

/// The same choice without a bound, as long as each adds at least `least` sets: people with the number of sets they add.
pub(super) fn frequent(people: usize, sets: &Sets, seats: usize, least: u32) -> Vec<(u32, u64)> {
    let mut choice = Choice::new(people, sets);
    let next = || choice.next(least, |_| ());
    std::iter::from_fn(next).take(seats).map(|(v, count)| (v, u64::from(count))).collect()
}

/// The sets, and who is in how many of those that are not covered.
struct Choice<'a> {
    sets: &'a Sets,
    is_covered: Vec<bool>,
    counts: Vec<u32>,
    /// The sets that `v` is in are `index[index_start[v]..index_start[v + 1]]`, ascending.
    index_start: Vec<u32>,
    index: Vec<AtomicU32>,
    /// People with a count that was theirs once.
    waiting: BinaryHeap<(u32, Reverse<u32>)>,
}

/// Members that are worth a thread. Few in tests, for small sets to be divided too.
const PIECE: usize = if cfg!(test) { 2 } else { 1 << 15 };

impl<'a> Choice<'a> {
    fn new(people: usize, sets: &'a Sets) -> Self {
        let parts = parts(sets, rayon::current_num_threads());
        let counted = parts.par_iter().map(|part| {
            let mut counts = vec![0u32; people];
            for &member in &sets.members[sets.start[part.start]..sets.start[part.end]] {
                counts[member as usize] += 1;
            }
            counts
        });
        // Of each part how often everybody is in it; then where in the index its next set goes.
        let mut of_parts: Vec<Vec<u32>> = counted.collect();
        let mut counts = of_parts[0].clone();
        for part in &of_parts[1..] {
            counts.iter_mut().zip(part).for_each(|(sum, count)| *sum += count);
        }
        let mut index_start = Vec::with_capacity(people + 1);
        let mut end = 0;
        index_start.push(0);
        index_start.extend(counts.iter().map(|count| {
            end += count;
            end
        }));
        let mut begin = index_start[..people].to_vec();
        for part in &mut of_parts {
            for (begin, count) in begin.iter_mut().zip(part) {
                *begin += std::mem::replace(count, *begin);
            }
        }
        let members = sets.members.len();
        // Atomic, for the parts to write to it in turns; no two of them to the same place.
        let index: Vec<AtomicU32> =
            (0..members).into_par_iter().with_min_len(PIECE).map(|_| AtomicU32::new(0)).collect();
        let fill = |(part, mut next): (Range<usize>, Vec<u32>)| {
            let bounds = sets.start[part.start..=part.end].windows(2);
            for (set, range) in (part.start as u32..).zip(bounds) {
                for &member in &sets.members[range[0]..range[1]] {
                    let slot = &mut next[member as usize];
                    index[*slot as usize].store(set, Relaxed);
                    *slot += 1;
                }
            }
        };
        parts.into_par_iter().zip(of_parts).for_each(fill);
        let waiting =
            (0u32..).zip(&counts).filter(|(_, count)| **count > 0).map(|(v, &count)| (count, Reverse(v))).collect();
        Self { sets, is_covered: vec![false; sets.start.len() - 1], counts, index_start, index, waiting }
    }

    /// The one in the most sets, if those are at least `least`, which is never 0, with their number. The sets are covered then; `one_less`
    /// is told the count of everybody in each, before it falls by one.
    fn next(&mut self, least: u32, mut one_less: impl FnMut(u32)) -> Option<(u32, u32)> {
        let Self { sets, is_covered, counts, index_start, index, waiting } = self;
        loop {
            let (count, Reverse(v)) = waiting.pop()?;
            let now = counts[v as usize];
            if now < count {
                if now >= least {
                    waiting.push((now, Reverse(v)));
                }
                continue;
            }
            if count < least {
                return None;
            }
            for set in &index[index_start[v as usize] as usize..index_start[v as usize + 1] as usize] {
                let set = set.load(Relaxed) as usize;
                if std::mem::replace(&mut is_covered[set], true) {
                    continue;
                }
                for &member in &sets.members[sets.start[set]..sets.start[set + 1]] {
                    let count = &mut counts[member as usize];
                    one_less(*count);
                    *count -= 1;
                }
            }
            return Some((v, count));
        }
    }
}

/// As many parts of the sets, with about as many members each, but few if there are few members.
fn parts(sets: &Sets, most: usize) -> Vec<Range<usize>> {
    let members = sets.members.len();
    let number = most.min(members / PIECE).max(1);
    let last = sets.start.len() - 1;
    let bound = |part| {
        if part == number { last } else { sets.start[..last].partition_point(|&start| start < members * part / number) }
    };
    (0..number).map(|part| bound(part)..bound(part + 1)).collect()
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
