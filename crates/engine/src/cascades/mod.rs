//! Whom to move first, so that most decision power is moved: influence maximisation under independent cascades.

mod cover;
mod sampler;

#[cfg(test)]
mod tests;

use std::cmp::Reverse;

use super::progress::Meter;
use super::{Cancelled, Progress, Weight};
use cover::{Cover, frequent, greedy};
pub use sampler::CascadeGraph;
use sampler::{Purpose, Sampler, Sets};

/// What [`influence_maximization`] is asked.
#[derive(Debug, Clone, Copy)]
pub struct InfluenceMaximizationProblem<'a> {
    pub graph: &'a CascadeGraph,
    /// Whoever counts when moved, ascending.
    pub targets: &'a [u32],
    /// How much each of them counts, in the same order.
    pub weights: &'a [Weight],
    /// Who may be moved first, ascending: our employees, or anybody.
    pub candidates: &'a [u32],
    /// How many people to move first.
    pub seeds: usize,
    /// How far below 1 − 1/e the share of the optimum may stay: in (0, 1 − 1/e).
    pub epsilon: f64,
    /// How likely the certificate may be wrong: in (0, 1).
    pub delta: f64,
    /// Most samples drawn; when they do not suffice, the certificate tells what they did suffice for.
    pub max_samples: u64,
    /// Most people in the sets that are kept, 8 bytes each; as above.
    pub max_members: u64,
    /// Seed of the coins.
    pub seed: u64,
}

/// Whom to move first.
#[derive(Debug, Clone, PartialEq)]
pub struct InfluenceMaximization {
    /// In the order of choice. Fewer than asked for if nobody else was seen to add anything.
    pub people: Vec<SeedPerson>,
    /// The decision power that moves if they do, themselves included where they count: the mean over samples that had no part in the
    /// choice.
    pub spread: f64,
    /// The spread is at least this.
    pub lower_bound: f64,
    /// The spread is at most this.
    pub upper_bound: f64,
    pub certificate: Certificate,
    /// Samples drawn in all.
    pub samples: u64,
}

/// One of those to move first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SeedPerson {
    pub person: u32,
    /// What this person adds to those before, as the samples have it from which the person was chosen.
    pub gain: f64,
}

/// What is certain about a choice, but for a chance of `delta`. The bounds of the spread are part of what is certain.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Certificate {
    /// No choice of so many people spreads further than this.
    pub optimum_at_most: f64,
    /// The share of the optimum that is reached at least: lower bound / `optimum_at_most`.
    pub ratio: f64,
    /// The share that was asked for: 1 − 1/e − ε.
    pub wanted: f64,
    /// The chance that any of this is wrong.
    pub delta: f64,
}

impl Certificate {
    /// Whether what was asked for is reached.
    pub fn holds(&self) -> bool {
        self.ratio >= self.wanted
    }
}

/// Rounds of choosing and verifying among which δ is divided. With as many doublings no memory would suffice.
const ROUNDS: f64 = 64.0;

/// Samples of the first round.
const FIRST: u64 = 2048;

/// People visited by the pilot samples at most, but for those of the last one.
const PILOT_VISITS: u64 = 400_000;
/// Pilot samples at most.
const PILOT_SAMPLES: u64 = 256;
/// From so many people per sample on, cascades are taken for supercritical, and sentinels are chosen.
const SUPERCRITICAL: u64 = 64;
/// A sentinel adds at least so many of the pilot samples: fewer could be chance.
const SENTINEL_SAMPLES: u32 = 4;
/// After so many rounds without success other sentinels are chosen, from more samples.
const PATIENCE: u32 = 4;

/// Which people, moved first, move most decision power, if every line carries with its probability independently of the others (method
/// §7; the independent cascade model of Kempe, Kleinberg, Tardos 2003)?
///
/// A sample is a random reverse reachable set: a target, drawn with its share of decision power, and everybody who would have moved it
/// in a random world. Whoever is in a share x of them spreads over a share x of all decision power. Greedy chooses the
/// people who cover most of one lot of samples; another lot, with which they had nothing to do, tells how far they spread. From
/// both follow a lower bound of their spread and an upper bound of any choice's, and when the first is the wanted share of the
/// second, it is done; otherwise both lots are doubled.
///
/// Where strengths are such that samples hold a large part of the graph, a few people are in nearly all large samples. These sentinels
/// are found on pilot samples and are chosen first; every further sample ends as soon as it meets one. Both bounds stay what they
/// are: a sample that meets somebody chosen is covered, whatever else is in it.
///
/// # Arguments
/// * `problem`: graph, who counts how much, who may be chosen, how many, and how sure to be
/// * `progress`: told after every few samples
///
/// # Returns
/// [`InfluenceMaximization`] with its [`Certificate`]: with chance at least 1 − δ the spread is within its bounds, and no choice
/// spreads further than `optimum_at_most`. Samples are functions of (seed, number of the sample), so that the same problem has the
/// same answer for any number of threads, and in any graph that holds the same people in the same order. Probabilities are rounded
/// to a multiple of 2⁻³².
///
/// # Errors
/// [`Cancelled`] if who watches stops it.
///
/// # Complexity
/// O((k + ln 1/δ)·(n + m)·ε⁻²) expected for k seeds, n people and m lines at worst (Borgs et al.); the bounds stop it earlier. Drawing who
/// moves somebody takes a step per line that carries, not per line. Memory: 8 bytes per member of a set, at most `max_members`, besides the
/// graph.
///
/// # References
/// Reverse sampling: Borgs, Brautbar, Chayes, Lucier 2014; Tang, Shi, Xiao 2015 (IMM). Bounds from the data: Tang, Tang, Xiao, Yuan 2018
/// (OPIM-C). Leaps over lines (SUBSIM) and sentinels (HIST): Guo, Wang, Wei, Chen 2020.
///
/// # Examples
/// Person 0 moves 1, 2 and 3 with certainty, 4 moves 5: the two to move first.
/// ```
/// use guanxi_domain::Probability;
/// use guanxi_engine::{CascadeGraph, Edge, Graph, InfluenceMaximizationProblem, Unwatched, Weight, influence_maximization};
///
/// let edge = |from, to| Edge { from, to, probability: Probability::ONE, coin: u64::from(from * 10 + to) };
/// let graph = Graph::new(6, vec![edge(0, 1), edge(1, 2), edge(1, 3), edge(4, 5)]);
/// let everybody = [0, 1, 2, 3, 4, 5];
/// let found = influence_maximization(
///     &InfluenceMaximizationProblem {
///         graph: &CascadeGraph::new(&graph), targets: &everybody, weights: &[Weight::new(1.0)?; 6], candidates: &everybody,
///         seeds: 2, epsilon: 0.1, delta: 0.01, max_samples: 1 << 20, max_members: 1 << 24, seed: 1,
///     },
///     &Unwatched,
/// )?;
/// assert_eq!([found.people[0].person, found.people[1].person], [0, 4]);
/// assert!(found.certificate.holds() && found.lower_bound <= 6.0);
/// assert_eq!(found.spread, 6.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Panics
/// If a node is not in the graph, targets or candidates are not ascending, there is not one weight for each target, or ε or δ is out of its
/// range.
pub fn influence_maximization(
    problem: &InfluenceMaximizationProblem<'_>,
    progress: &dyn Progress,
) -> Result<InfluenceMaximization, Cancelled> {
    let &InfluenceMaximizationProblem { graph, targets, weights, candidates, epsilon, delta, .. } = problem;
    assert!(targets.is_sorted_by(|a, b| a < b), "targets are given in ascending order");
    assert!(candidates.is_sorted_by(|a, b| a < b), "candidates are given in ascending order");
    assert_eq!(targets.len(), weights.len(), "one weight for each target");
    assert!(epsilon > 0.0 && epsilon < FULL, "ε is between 0 and 1 − 1/e");
    assert!(delta > 0.0 && delta < 1.0, "δ is between 0 and 1");
    let meter = Meter::new(progress, 2 * FIRST);
    let sampler = Sampler::new(graph, targets, weights, candidates, problem.seed, &meter);
    let seats = problem.seeds.min(candidates.len());
    if seats == 0 || !sampler.somebody_moves_a_target() {
        let certificate = Certificate { optimum_at_most: 0.0, ratio: 1.0, wanted: FULL - epsilon, delta };
        let (spread, lower_bound, upper_bound, samples) = (0.0, 0.0, 0.0, 0);
        return Ok(InfluenceMaximization {
            people: Vec::new(),
            spread,
            lower_bound,
            upper_bound,
            certificate,
            samples,
        });
    }
    Search { problem, sampler, meter: &meter, seats, log: (3.0 * ROUNDS / delta).ln() }.run()
}

/// The share of the optimum that greedy reaches: 1 − 1/e.
const FULL: f64 = 1.0 - 1.0 / std::f64::consts::E;

/// So many of the people in the sets, who would have ended the samples earliest: in the order of the visits they would have saved.
fn earliest(people: usize, sets: &Sets, many: usize) -> Vec<u32> {
    let mut saved = vec![0u64; people];
    for range in sets.start.windows(2) {
        for (after, &member) in (1..).zip(sets.members[range[0]..range[1]].iter().rev()) {
            saved[member as usize] += after;
        }
    }
    let mut order: Vec<(Reverse<u64>, u32)> =
        saved.into_iter().map(Reverse).zip(0..).filter(|(saved, _)| saved.0 > 0).collect();
    if many < order.len() {
        order.select_nth_unstable(many);
        order.truncate(many);
    }
    order.sort_unstable();
    order.into_iter().map(|(_, person)| person).collect()
}

struct Search<'a> {
    problem: &'a InfluenceMaximizationProblem<'a>,
    sampler: Sampler<'a>,
    meter: &'a Meter<'a>,
    seats: usize,
    /// −ln of the chance that one bound of one round may be wrong: there are three in each.
    log: f64,
}

/// Samples drawn so far for each purpose; what comes next has the next number.
#[derive(Debug, Clone, Copy, Default)]
struct Drawn {
    pilot: u64,
    choose: u64,
    verify: u64,
}

impl Search<'_> {
    fn run(&self) -> Result<InfluenceMaximization, Cancelled> {
        let max_samples = self.problem.max_samples.max(2 * FIRST);
        let mut drawn = Drawn::default();
        let mut effort = 1;
        loop {
            let sentinels = self.sentinels(effort, &mut drawn)?;
            let stops: Vec<u32> = sentinels.iter().map(|seed| seed.person).collect();
            let mut sets = Sets::new(drawn.choose);
            let mut wanted = FIRST;
            let mut rounds = 0;
            loop {
                // As many are drawn to verify as to choose.
                let others = drawn.pilot + drawn.verify + drawn.choose - sets.samples;
                let until = wanted.min((max_samples.saturating_sub(others) / 2).max(FIRST).max(sets.samples));
                self.meter.plan(others + 2 * until);
                let complete = self.extend(&mut sets, until, &stops, &mut drawn)?;
                let last = until < wanted || !complete;
                let people = self.problem.graph.people();
                let cover = greedy(people, &sets, sets.stopped, self.seats - sentinels.len(), sentinels.len());
                // If not even the samples of the choice itself, which flatter it, would do, the others need not be asked.
                let hope = self.lower(cover.covered, sets.samples) / self.upper(cover.upper_bound, sets.samples);
                if last || hope >= FULL - self.problem.epsilon {
                    let found = self.verified(&sets, &sentinels, &cover, &mut drawn)?;
                    if last || found.certificate.holds() {
                        return Ok(found);
                    }
                }
                rounds += 1;
                if rounds == PATIENCE && !sentinels.is_empty() {
                    break;
                }
                wanted = self.enough(&cover, sets.samples);
            }
            effort *= 4;
        }
    }

    /// The people with whom samples end; nobody if samples are small.
    fn sentinels(&self, effort: u64, drawn: &mut Drawn) -> Result<Vec<SeedPerson>, Cancelled> {
        let mut sets = Sets::new(drawn.pilot);
        self.sampler.draw_until(PILOT_SAMPLES * effort, PILOT_VISITS * effort, &mut sets)?;
        drawn.pilot += sets.samples;
        if sets.visited < SUPERCRITICAL * sets.samples {
            return Ok(Vec::new());
        }
        let people = self.problem.graph.people();
        let mut sentinels = frequent(people, &sets, self.seats, SENTINEL_SAMPLES);
        for person in earliest(people, &sets, self.seats) {
            if sentinels.len() >= self.seats / 2 {
                break;
            }
            if sentinels.iter().all(|(sentinel, _)| *sentinel != person) {
                sentinels.push((person, 0));
            }
        }
        let gain = |count| self.share(count, sets.samples);
        Ok(sentinels.into_iter().map(|(person, count)| SeedPerson { person, gain: gain(count) }).collect())
    }

    /// How many samples should do, if as many of them are covered as of those there are: at least half as many again as these, and not
    /// more than eight times as many.
    fn enough(&self, cover: &Cover, samples: u64) -> u64 {
        let does = |times: f64| {
            let of = |covered: u64| (covered as f64 * times) as u64;
            self.lower(of(cover.covered), samples)
                >= (FULL - self.problem.epsilon) * self.upper(of(cover.upper_bound), samples)
        };
        let times = (3..16).map(|half| f64::from(half) / 2.0).find(|times| does(times / 1.1)).unwrap_or(8.0);
        (samples as f64 * times) as u64
    }

    /// Draws until there are so many samples; says whether memory sufficed.
    fn extend(&self, sets: &mut Sets, until: u64, stops: &[u32], drawn: &mut Drawn) -> Result<bool, Cancelled> {
        while sets.samples < until {
            if sets.members.len() as u64 >= self.problem.max_members {
                return Ok(false);
            }
            // As many as will bring about four million members, going by those there are.
            let each = (sets.members.len() as u64 / sets.samples.max(1)).max(1);
            let some = ((1 << 22) / each).clamp(256, 1 << 16).min(until - sets.samples);
            self.sampler.draw(Purpose::Choose, some, stops, sets)?;
            drawn.choose += some;
        }
        Ok(true)
    }

    /// So many of so many samples as decision power.
    fn share(&self, covered: u64, samples: u64) -> f64 {
        self.sampler.total() * covered as f64 / samples as f64
    }

    /// How far the chosen spread, by samples that had no part in the choice.
    fn verified(
        &self,
        sets: &Sets,
        sentinels: &[SeedPerson],
        cover: &Cover,
        drawn: &mut Drawn,
    ) -> Result<InfluenceMaximization, Cancelled> {
        let samples = sets.samples;
        let chosen =
            cover.chosen.iter().map(|&(person, count)| SeedPerson { person, gain: self.share(count, samples) });
        let people: Vec<SeedPerson> = sentinels.iter().copied().chain(chosen).collect();
        let stops: Vec<u32> = people.iter().map(|seed| seed.person).collect();
        let covered = self.sampler.count(Purpose::Verify, 0..samples, &stops)?;
        drawn.verify += samples;
        let (lower_bound, upper_bound) = (self.lower(covered, samples), self.upper(covered, samples));
        let optimum_at_most = self.upper(cover.upper_bound, samples).min(self.sampler.total());
        let ratio = lower_bound / optimum_at_most;
        let certificate =
            Certificate { optimum_at_most, ratio, wanted: FULL - self.problem.epsilon, delta: self.problem.delta };
        let upper_bound = upper_bound.min(self.sampler.total());
        let spread = self.share(covered, samples);
        let samples = drawn.pilot + drawn.choose + drawn.verify;
        Ok(InfluenceMaximization { people, spread, lower_bound, upper_bound, certificate, samples })
    }

    /// With a chance of at most e^−`log` to be wrong, the expected spread of people who cover so many samples is at least this (Tang et al.
    /// 2018, inequality 5).
    fn lower(&self, covered: u64, samples: u64) -> f64 {
        let (covered, a) = (covered as f64, self.log);
        let least = ((covered + 2.0 * a / 9.0).sqrt() - (a / 2.0).sqrt()).powi(2) - a / 18.0;
        // Of nothing covered nothing follows, but the formula would have it below.
        if least > 0.0 && covered > 0.0 { self.sampler.total() * least / samples as f64 } else { 0.0 }
    }

    /// With the same chance it is at most this (inequality 8).
    fn upper(&self, covered: u64, samples: u64) -> f64 {
        let a = self.log;
        let most = ((covered as f64 + a / 2.0).sqrt() + (a / 2.0).sqrt()).powi(2);
        self.sampler.total() * most / samples as f64
    }
}
