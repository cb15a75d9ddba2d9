//! Random reverse reachable sets: who would have moved a random person, in a random world.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::coins::mixed;
use crate::per_thread::PerThread;
use crate::progress::Meter;
use crate::weight::of_units;
use crate::{Cancelled, Graph, Weight};

/// The lines into a person, and how to draw which of them carry.
#[derive(Debug, Clone, Copy)]
struct Person {
    start: u32,
    lines: u32,
    /// If all lines are equally strong, and weak: a leap to the next line that carries is −ln u · `leap` lines long. Otherwise 0.
    leap: f64,
    /// A u up to this leaps over all.
    none: f64,
}

/// Lines weaker than this (in units of 2⁻³²) are leapt over: below a quarter a logarithm costs less than a coin for each line.
const WEAK: u32 = 1 << 30;

/// A graph laid out for drawing who would have moved somebody, a step per line that carries. Made once, asked often: 24 bytes a person
/// and 8 a line.
#[derive(Debug, Clone)]
pub struct CascadeGraph {
    people: Vec<Person>,
    /// For each person, the tails of the lines into it, strongest first, then by number.
    tails: Vec<u32>,
    /// The strength of each line times 2³², less one.
    strengths: Vec<u32>,
    /// For each number of halvings, how long leaps are between lines of that strength, as `Person::leap`.
    leaps: [f64; 33],
}

impl CascadeGraph {
    /// Lays out the lines of a graph. Strengths are rounded to a multiple of 2⁻³²; lines that are then nothing are left out, and so are
    /// loops.
    ///
    /// # Complexity
    /// O(nodes + m log d) for m lines, d the most lines into one person.
    pub fn new(graph: &Graph) -> Self {
        let units = |edge: u32| (graph.probability(edge).get() * (1u64 << 32) as f64).round() as u64;
        let mut next = vec![0u32; graph.nodes() as usize + 1];
        for v in 0..graph.nodes() {
            next[v as usize + 1] = next[v as usize] + graph.tails(v).len() as u32;
        }
        let mut into = vec![(0u32, 0u32); graph.edges().len()];
        let start = next.clone();
        for v in 0..graph.nodes() {
            for (edge, &head) in graph.outgoing(v).zip(graph.heads(v)) {
                let units = units(edge);
                if head != v && units > 0 {
                    let slot = &mut next[head as usize];
                    into[*slot as usize] = ((units - 1) as u32, v);
                    *slot += 1;
                }
            }
        }
        let (mut tails, mut strengths) = (Vec::with_capacity(into.len()), Vec::with_capacity(into.len()));
        let people = (0..graph.nodes() as usize).map(|v| {
            let lines = &mut into[start[v] as usize..next[v] as usize];
            lines.sort_unstable_by_key(|&(strength, tail)| (Reverse(strength), tail));
            let start = tails.len() as u32;
            tails.extend(lines.iter().map(|(_, tail)| tail));
            strengths.extend(lines.iter().map(|(strength, _)| strength));
            let alike = lines.first().filter(|first| first.0 < WEAK && lines[lines.len() - 1].0 == first.0);
            let (leap, none) = alike.map_or((0.0, 0.0), |&(strength, _)| {
                let leap = leap_of((f64::from(strength) + 1.0) / (1u64 << 32) as f64);
                (leap, (-(lines.len() as f64) / leap).exp())
            });
            Person { start, lines: lines.len() as u32, leap, none }
        });
        let people = people.collect();
        let leap = |halvings: usize| if halvings == 0 { 0.0 } else { leap_of(0.5f64.powi(halvings as i32)) };
        Self { people, tails, strengths, leaps: std::array::from_fn(leap) }
    }

    /// How many people there are.
    pub(super) fn people(&self) -> usize {
        self.people.len()
    }

    /// The tails of the lines into a person, strongest first.
    fn tails(&self, v: u32) -> &[u32] {
        let Person { start, lines, .. } = self.people[v as usize];
        &self.tails[start as usize..start as usize + lines as usize]
    }
}

/// −1 / ln(1 − p).
fn leap_of(p: f64) -> f64 {
    -1.0 / (-p).ln_1p()
}

/// Draws sets. Each is a function of (seed, number of the sample) and of the graph, whichever thread draws it.
pub(super) struct Sampler<'a> {
    graph: &'a CascadeGraph,
    roots: Roots,
    is_candidate: Vec<bool>,
    seed: u64,
    meter: &'a Meter<'a>,
    threads: PerThread<Scratch>,
}

/// Working memory of one thread.
#[derive(Debug, Default)]
struct Scratch {
    /// The last sample that met each person; [`STOP`] for those where a sample ends.
    met: Vec<u32>,
    mark: u32,
    stops: Vec<u32>,
    queue: Vec<u32>,
}

const STOP: u32 = u32::MAX;

/// Samples drawn in a row by one thread.
const RUN: u64 = 32;

/// Which samples are meant: those of one purpose never share coins with those of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Pilot,
    Choose,
    Verify,
}

/// Sets of candidates, one after the other.
#[derive(Debug, Default)]
pub(super) struct Sets {
    pub(super) start: Vec<usize>,
    pub(super) members: Vec<u32>,
    /// The number of the first sample.
    first: u64,
    /// Samples drawn: the sets, and those that met a stop or no candidate.
    pub(super) samples: u64,
    /// Samples that met a stop: they are not kept.
    pub(super) stopped: u64,
    /// People whose lines were drawn.
    pub(super) visited: u64,
}

impl Sets {
    pub(super) fn new(first: u64) -> Self {
        Self { start: vec![0], first, ..Self::default() }
    }

    fn append(&mut self, other: &Self) {
        let offset = self.members.len();
        self.members.extend_from_slice(&other.members);
        self.start.extend(other.start[1..].iter().map(|end| offset + end));
        self.samples += other.samples;
        self.stopped += other.stopped;
        self.visited += other.visited;
    }
}

impl<'a> Sampler<'a> {
    pub(super) fn new(
        graph: &'a CascadeGraph,
        targets: &[u32],
        weights: &[Weight],
        candidates: &[u32],
        seed: u64,
        meter: &'a Meter<'a>,
    ) -> Self {
        let mut is_candidate = vec![false; graph.people()];
        for &candidate in candidates {
            is_candidate[candidate as usize] = true;
        }
        Self { graph, roots: Roots::new(targets, weights), is_candidate, seed, meter, threads: PerThread::new() }
    }

    /// Whether a candidate has any way to somebody who counts.
    pub(super) fn somebody_moves_a_target(&self) -> bool {
        let mut met = vec![false; self.graph.people()];
        let mut queue = self.roots.targets.clone();
        for &root in &queue {
            met[root as usize] = true;
        }
        while let Some(v) = queue.pop() {
            if self.is_candidate[v as usize] {
                return true;
            }
            for &tail in self.graph.tails(v) {
                if !std::mem::replace(&mut met[tail as usize], true) {
                    queue.push(tail);
                }
            }
        }
        false
    }

    /// Appends so many more samples to `sets`: of each, the candidates who would have moved its root. A sample ends when it meets one of
    /// `stops`, and is then only counted.
    pub(super) fn draw(&self, purpose: Purpose, more: u64, stops: &[u32], sets: &mut Sets) -> Result<(), Cancelled> {
        let next = sets.first + sets.samples;
        let drawn = self.runs(next..next + more, |scratch, run| self.drawn(purpose, run, stops, scratch))?;
        drawn.iter().for_each(|drawn| sets.append(drawn));
        Ok(())
    }

    /// Appends pilot samples to `sets` until these hold so many samples, or so many people were visited for them. The last may be most of
    /// the graph, and so may any other: threads take them one by one, in order, and what they drew beyond the end is not used.
    pub(super) fn draw_until(&self, samples: u64, visits: u64, sets: &mut Sets) -> Result<(), Cancelled> {
        let next = AtomicU64::new(sets.first + sets.samples);
        let end = sets.first + samples;
        // Those drawn before others with smaller numbers, until these are there.
        let in_order = Mutex::new((sets, BTreeMap::new()));
        (0..rayon::current_num_threads()).into_par_iter().with_max_len(1).try_for_each(|_| {
            loop {
                let number = next.fetch_add(1, Relaxed);
                if number >= end {
                    return Ok(());
                }
                let one = number..number + 1;
                let drawn =
                    self.threads.with(Scratch::default, |scratch| self.drawn(Purpose::Pilot, one, &[], scratch));
                self.meter.advance(1)?;
                let (sets, waiting) = &mut *in_order.lock().unwrap_or_else(PoisonError::into_inner);
                waiting.insert(number, drawn);
                while sets.visited < visits
                    && let Some(drawn) = waiting.remove(&(sets.first + sets.samples))
                {
                    sets.append(&drawn);
                }
                if sets.visited >= visits {
                    return Ok(());
                }
            }
        })
    }

    /// These samples, drawn by one thread.
    fn drawn(&self, purpose: Purpose, run: Range<u64>, stops: &[u32], scratch: &mut Scratch) -> Sets {
        let mut sets = Sets::new(run.start);
        scratch.stop_at(self.graph.people(), stops);
        for sample in run {
            sets.samples += 1;
            let stopped = self.sample(purpose, sample, scratch);
            sets.visited += scratch.queue.len() as u64;
            if stopped {
                sets.stopped += 1;
                continue;
            }
            let before = sets.members.len();
            sets.members.extend(scratch.queue.iter().filter(|&&v| self.is_candidate[v as usize]));
            if sets.members.len() > before {
                sets.start.push(sets.members.len());
            }
        }
        sets
    }

    /// How many of these samples meet one of `stops`.
    pub(super) fn count(&self, purpose: Purpose, samples: Range<u64>, stops: &[u32]) -> Result<u64, Cancelled> {
        let counts = self.runs(samples, |scratch, run| {
            scratch.stop_at(self.graph.people(), stops);
            run.filter(|&sample| self.sample(purpose, sample, scratch)).count() as u64
        })?;
        Ok(counts.into_iter().sum())
    }

    /// Spreads samples over the threads, in runs; answers come in their order.
    fn runs<T: Send>(
        &self,
        samples: Range<u64>,
        work: impl Fn(&mut Scratch, Range<u64>) -> T + Sync,
    ) -> Result<Vec<T>, Cancelled> {
        (0..(samples.end - samples.start).div_ceil(RUN))
            .into_par_iter()
            .map(|run| {
                let from = samples.start + run * RUN;
                let until = samples.end.min(from + RUN);
                let found = self.threads.with(Scratch::default, |scratch| work(scratch, from..until));
                self.meter.advance(until - from)?;
                Ok(found)
            })
            .collect()
    }

    /// Draws one sample into the queue of `scratch`; says whether it met a stop.
    fn sample(&self, purpose: Purpose, number: u64, scratch: &mut Scratch) -> bool {
        let mut draws = Draws { state: mixed(mixed(self.seed ^ mixed(purpose as u64 + 1)).wrapping_add(number)) };
        let root = self.roots.draw(draws.next());
        let graph = self.graph;
        let Scratch { met, mark, queue, .. } = scratch;
        if *mark == STOP - 1 {
            met.iter_mut().filter(|met| **met != STOP).for_each(|met| *met = 0);
            *mark = 0;
        }
        *mark += 1;
        queue.clear();
        queue.push(root);
        if met[root as usize] == STOP {
            return true;
        }
        met[root as usize] = *mark;
        let mut meet = |tail: u32, queue: &mut Vec<u32>| {
            let known = &mut met[tail as usize];
            if *known != *mark {
                if *known == STOP {
                    return true;
                }
                *known = *mark;
                queue.push(tail);
            }
            false
        };
        let mut next = 0;
        while let Some(&v) = queue.get(next) {
            next += 1;
            let Person { start, lines, leap, none } = graph.people[v as usize];
            let (start, lines) = (start as usize, lines as usize);
            let tails = &graph.tails[start..start + lines];
            let mut at = 0;
            if leap > 0.0 {
                let mut u = draws.unit();
                if u <= none {
                    continue;
                }
                loop {
                    at += (-u.ln() * leap) as usize;
                    let Some(&tail) = tails.get(at) else { break };
                    if meet(tail, queue) {
                        return true;
                    }
                    at += 1;
                    u = draws.unit();
                }
                continue;
            }
            let strengths = &graph.strengths[start..start + lines];
            while let Some(&strength) = strengths.get(at) {
                if strength >= WEAK {
                    if draws.next() as u32 <= strength && meet(tails[at], queue) {
                        return true;
                    }
                    at += 1;
                    continue;
                }
                // Leaps as if all lines from here on were as strong as the next power of two; the line it lands on is then taken
                // with its share of that.
                let halvings = strength.leading_zeros();
                at += (-draws.unit().ln() * graph.leaps[halvings as usize]) as usize;
                let Some(&landed) = strengths.get(at) else { break };
                if draws.next() >> 32 >> halvings <= u64::from(landed) && meet(tails[at], queue) {
                    return true;
                }
                at += 1;
            }
        }
        false
    }

    /// The decision power of all targets.
    pub(super) fn total(&self) -> f64 {
        self.roots.total
    }
}

impl Scratch {
    /// From now on samples end at these people.
    fn stop_at(&mut self, people: usize, stops: &[u32]) {
        self.met.resize(people, 0);
        if self.stops != stops {
            for stop in std::mem::replace(&mut self.stops, stops.to_vec()) {
                self.met[stop as usize] = 0;
            }
            for &stop in stops {
                self.met[stop as usize] = STOP;
            }
        }
    }
}

/// The numbers that one sample draws: wyrand (Wang Yi 2019), a counter whose product with itself is folded.
struct Draws {
    state: u64,
}

impl Draws {
    #[inline(always)]
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0xa076_1d64_78bd_642f);
        let product = u128::from(self.state) * u128::from(self.state ^ 0xe703_7ed1_a0b4_28db);
        (product >> 64) as u64 ^ product as u64
    }

    /// Uniform in (0, 1].
    #[inline(always)]
    fn unit(&mut self) -> f64 {
        ((self.next() >> 11) + 1) as f64 * 0.5f64.powi(53)
    }
}

/// Draws the person a sample begins with: a target, with its share of all decision power.
#[derive(Debug)]
struct Roots {
    targets: Vec<u32>,
    /// Whole units up to each target, itself included; the last is below 2⁶³.
    ends: Vec<u64>,
    /// For each of 2^`bits` equal parts of all units, the first target that reaches beyond its beginning.
    guide: Vec<u32>,
    bits: u32,
    /// All weights together.
    total: f64,
}

impl Roots {
    fn new(targets: &[u32], weights: &[Weight]) -> Self {
        let all: u128 = weights.iter().map(|w| u128::from(w.units())).sum();
        // Never shifted but for sums beyond 2³¹, where the digits that are lost do not matter.
        let shift = (128 - all.leading_zeros()).saturating_sub(63);
        let mut targets = targets.to_vec();
        let mut sum = 0u64;
        let mut ends: Vec<u64> = Vec::with_capacity(targets.len());
        let mut weight = weights.iter();
        targets.retain(|_| {
            let units = weight.next().map_or(0, |w| w.units() >> shift);
            sum += units;
            if units > 0 {
                ends.push(sum);
            }
            units > 0
        });
        let bits = usize::BITS - ends.len().leading_zeros();
        let mut first = 0;
        let guide = (0..1u64 << bits).map(|part| {
            let begin = scaled(part << (64 - bits.max(1)), sum);
            while ends.get(first).is_some_and(|&end| end <= begin) {
                first += 1;
            }
            first as u32
        });
        let guide = guide.collect();
        Self { targets, ends, guide, bits, total: of_units(all) }
    }

    #[inline(always)]
    fn draw(&self, uniform: u64) -> u32 {
        let unit = scaled(uniform, self.ends[self.ends.len() - 1]);
        let mut at = self.guide[(uniform >> (64 - self.bits)) as usize] as usize;
        while self.ends[at] <= unit {
            at += 1;
        }
        self.targets[at]
    }
}

/// A uniform number of 64 bits brought into 0..`total`.
#[inline(always)]
fn scaled(uniform: u64, total: u64) -> u64 {
    ((u128::from(uniform) * u128::from(total)) >> 64) as u64
}
