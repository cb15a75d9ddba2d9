//! Who of us should meet which key person next.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use rayon::prelude::*;

use super::Weight;
use guanxi_domain::Probability;

/// An introduction that could be made: the line that `employee` would then have to `target`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IntroductionCandidate {
    pub employee: u32,
    pub target: u32,
    /// How strong the new line is expected to be.
    pub probability: Probability,
}

/// What [`introduction_plan`] is asked.
#[derive(Debug, Clone, Copy)]
pub struct IntroductionPlanProblem<'a> {
    /// The key persons, ascending.
    pub targets: &'a [u32],
    /// How much each of them counts, in the same order.
    pub weights: &'a [Weight],
    /// How well we reach each of them already, in [0, 1], in the same order.
    pub reach: &'a [f64],
    /// Our employees, ascending.
    pub employees: &'a [u32],
    /// How many introductions each of them can take on, in the same order.
    pub room: &'a [u32],
    /// What could be done, sorted by (employee, target), each pair once.
    pub candidates: &'a [IntroductionCandidate],
    /// Most introductions of the plan.
    pub introductions: usize,
}

/// An introduction of a plan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlannedIntroduction {
    pub candidate: IntroductionCandidate,
    /// What it adds to those before it.
    pub gain: f64,
}

/// Who should meet whom.
#[derive(Debug, Clone, PartialEq)]
pub struct IntroductionPlan {
    /// In the order of their gain; each brings something.
    pub introductions: Vec<PlannedIntroduction>,
    /// What all of them add to the reach over decision power.
    pub gain: f64,
    /// The share of the best plan's gain that this way of choosing always reaches: 1 if nobody's room is too small for what she could
    /// be asked, else 1/2.
    pub guarantee: f64,
    /// No plan gains more than this: computed from these very candidates.
    pub upper_bound: f64,
    /// The share of the best plan's gain that is certainly reached: gain / upper bound, 1 if there is nothing to gain. At least `guarantee`, but
    /// for rounding.
    pub reached: f64,
}

/// With so many introductions and so much room per employee: who should meet whom, so that Σ weight · (1 − (1 − reach)·Π(1 − p)) grows
/// most (method §7)? p are the new lines' strengths, taken as independent of each other and of the routes there are.
///
/// Lazy greedy: the introduction that adds most, again and again; it is what plain greedy chooses, to the last one, because what an
/// introduction adds can only shrink while others are chosen.
///
/// # Arguments
/// * `problem`: key persons with weight and reach, employees with their room, and what could be done
///
/// # Returns
/// [`IntroductionPlan`]. Of introductions that add the same the first in the order of the candidates is taken, so that the same problem has
/// the same plan.
///
/// The sum is monotone and submodular, and the plans that are allowed are the independent sets of a matroid (at most `room` for each
/// employee, truncated at `introductions`), so that greedy reaches half of the best plan. Without the limits of the employees greedy is
/// even best, because what the next best candidate of one key person adds falls from one to the next. The upper bound is the least of two:
/// the best plan without these limits, and, after any part of the plan, what it has gained and the greatest sum of
/// what further introductions would add on their own, which greedy finds for a matroid.
///
/// # Complexity
/// O(c·log c) for the c candidates and the bound, and O(log c) for each time a candidate's gain is looked at again; parts of the bound are spread over the
/// threads of the pool this runs in. 24 bytes a candidate, and 16 for each thread.
///
/// # References
/// Guarantee for a matroid: Fisher, Nemhauser, Wolsey 1978. Lazy evaluation: Minoux 1978; CELF and the bound from the data: Leskovec et al.
/// 2007.
///
/// # Examples
/// Employee 0 has room for one introduction and takes the greater key person; 1 gets the other.
/// ```
/// use guanxi_domain::Probability;
/// use guanxi_engine::{IntroductionCandidate, IntroductionPlanProblem, Weight, introduction_plan};
///
/// let line = |employee, target, p| {
///     Probability::new(p).map(|probability| IntroductionCandidate { employee, target, probability })
/// };
/// let plan = introduction_plan(&IntroductionPlanProblem {
///     targets: &[7, 8], weights: &[Weight::new(1.0)?, Weight::new(2.0)?], reach: &[0.0, 0.5],
///     employees: &[0, 1], room: &[1, 1],
///     candidates: &[line(0, 7, 0.5)?, line(0, 8, 0.75)?, line(1, 7, 0.25)?], introductions: 5,
/// });
/// let chosen: Vec<_> = plan.introductions.iter().map(|i| (i.candidate.employee, i.candidate.target, i.gain)).collect();
/// assert_eq!(chosen, [(0, 8, 0.75), (1, 7, 0.25)]);
/// assert_eq!((plan.gain, plan.guarantee), (1.0, 0.5));
/// # Ok::<(), guanxi_domain::InvalidValue>(())
/// ```
///
/// # Panics
/// If key persons, employees or candidates are not ascending, a candidate names somebody who is neither, a reach is outside [0, 1], or
/// there is not one weight and reach for each key person and one room for each employee.
pub fn introduction_plan(problem: &IntroductionPlanProblem<'_>) -> IntroductionPlan {
    let candidates = problem.lookup();
    let demand = problem.demand(&candidates);
    let binding =
        demand.iter().zip(problem.room).any(|(&asked, &room)| asked.min(problem.introductions) > room as usize);

    let unlimited = greedy(problem, &candidates, &vec![u32::MAX; problem.room.len()]);
    let best_without_limits: f64 = unlimited.iter().map(|(_, gain)| gain).sum();
    let chosen = if binding { greedy(problem, &candidates, problem.room) } else { unlimited };
    // The sum over nothing is −0.
    let gain = chosen.iter().map(|(_, gain)| gain).sum::<f64>() + 0.0;
    let upper_bound =
        if binding { best_without_limits.min(bound_of_parts(problem, &candidates, &chosen)).max(gain) } else { gain };
    let planned = |&(index, gain): &(usize, f64)| PlannedIntroduction { candidate: problem.candidates[index], gain };
    IntroductionPlan {
        introductions: chosen.iter().map(planned).collect(),
        gain,
        guarantee: if binding { 0.5 } else { 1.0 },
        upper_bound,
        reached: if upper_bound > 0.0 { gain / upper_bound } else { 1.0 },
    }
}

/// A candidate by positions.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    employee: usize,
    target: usize,
    probability: f64,
}

impl IntroductionPlanProblem<'_> {
    fn lookup(&self) -> Vec<Candidate> {
        assert!(self.targets.is_sorted_by(|a, b| a < b), "key persons are given in ascending order");
        assert!(self.employees.is_sorted_by(|a, b| a < b), "employees are given in ascending order");
        assert!(
            self.candidates.is_sorted_by(|a, b| (a.employee, a.target) < (b.employee, b.target)),
            "candidates are given in the order of (employee, target)"
        );
        assert_eq!((self.targets.len(), self.targets.len()), (self.weights.len(), self.reach.len()), "one for each");
        assert_eq!(self.employees.len(), self.room.len(), "one room for each employee");
        assert!(self.reach.iter().all(|reach| (0.0..=1.0).contains(reach)), "reach is a probability");
        let position =
            |people: &[u32], person: u32| people.binary_search(&person).expect("a candidate names who is given");
        let lookup = |c: &IntroductionCandidate| Candidate {
            employee: position(self.employees, c.employee),
            target: position(self.targets, c.target),
            probability: c.probability.get(),
        };
        self.candidates.iter().map(lookup).collect()
    }

    /// How many candidates each employee has.
    fn demand(&self, candidates: &[Candidate]) -> Vec<usize> {
        let mut demand = vec![0; self.employees.len()];
        for candidate in candidates {
            demand[candidate.employee] += 1;
        }
        demand
    }

    /// The decision power of each key person that is not reached.
    fn unreached(&self) -> Vec<f64> {
        self.weights.iter().zip(self.reach).map(|(weight, reach)| weight.get() * (1.0 - reach)).collect()
    }
}

/// What a candidate added when it was last looked at: greatest first, then in the order of the candidates.
#[derive(Debug, Clone, Copy)]
struct Waiting {
    gain: f64,
    index: usize,
}

impl Ord for Waiting {
    fn cmp(&self, other: &Self) -> Ordering {
        self.gain.total_cmp(&other.gain).then_with(|| Reverse(self.index).cmp(&Reverse(other.index)))
    }
}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Waiting {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Waiting {}

/// The candidates that lazy greedy takes, with what each adds.
///
/// Rounding is monotone: the product with another factor of at most 1 never comes out greater. So gains never grow, and a candidate whose
/// gain has not changed since it was put into the heap is the best.
fn greedy(problem: &IntroductionPlanProblem<'_>, candidates: &[Candidate], room: &[u32]) -> Vec<(usize, f64)> {
    let mut unreached = problem.unreached();
    let mut room = room.to_vec();
    let mut waiting: BinaryHeap<Waiting> = candidates
        .iter()
        .enumerate()
        .map(|(index, c)| Waiting { gain: unreached[c.target] * c.probability, index })
        .collect();
    let mut chosen = Vec::new();
    while chosen.len() < problem.introductions {
        let Some(best) = waiting.pop() else { break };
        let Candidate { employee, target, probability } = candidates[best.index];
        if room[employee] == 0 {
            continue;
        }
        let gain = unreached[target] * probability;
        if gain <= 0.0 {
            continue;
        }
        if gain < best.gain {
            waiting.push(Waiting { gain, ..best });
            continue;
        }
        room[employee] -= 1;
        unreached[target] *= 1.0 - probability;
        chosen.push((best.index, gain));
    }
    chosen
}

/// The parts of the plan after which the bound is computed: spread evenly, the whole plan included.
const PARTS: usize = 16;

/// The least of the bounds that parts of the plan give: f(S) + the greatest sum of gains, given S, of a plan that is allowed.
fn bound_of_parts(problem: &IntroductionPlanProblem<'_>, candidates: &[Candidate], chosen: &[(usize, f64)]) -> f64 {
    let mut unreached = problem.unreached();
    let mut gained = 0.0;
    let mut next = 0;
    let parts = PARTS.min(chosen.len());
    let after: Vec<(f64, Vec<f64>)> = (0..=parts)
        .map(|part| {
            let end = chosen.len() * part / parts.max(1);
            for &(index, gain) in &chosen[next..end] {
                let Candidate { target, probability, .. } = candidates[index];
                unreached[target] *= 1.0 - probability;
                gained += gain;
            }
            next = end;
            (gained, unreached.clone())
        })
        .collect();
    let bounds = after.par_iter().map(|(gained, unreached)| gained + greatest_sum(problem, candidates, unreached));
    bounds.reduce(|| f64::INFINITY, f64::min)
}

/// The greatest sum of gains that an allowed plan has if each candidate's gain is what it adds on its own.
fn greatest_sum(problem: &IntroductionPlanProblem<'_>, candidates: &[Candidate], unreached: &[f64]) -> f64 {
    let mut gains: Vec<Waiting> = candidates
        .iter()
        .enumerate()
        .map(|(index, c)| Waiting { gain: unreached[c.target] * c.probability, index })
        .collect();
    gains.sort_unstable_by(|a, b| b.cmp(a));
    let mut room = problem.room.to_vec();
    let mut left = problem.introductions;
    let mut sum = 0.0;
    for Waiting { gain, index } in gains {
        let room = &mut room[candidates[index].employee];
        if left > 0 && *room > 0 {
            (left, *room) = (left - 1, *room - 1);
            sum += gain;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Debug, Clone)]
    struct Case {
        weights: Vec<Weight>,
        reach: Vec<f64>,
        room: Vec<u32>,
        candidates: Vec<IntroductionCandidate>,
        introductions: usize,
    }

    /// Four employees (10 to 13), three key persons (0 to 2), values that are few, so that ties are common.
    fn any_case() -> impl Strategy<Value = Case> {
        let value = || proptest::sample::select(&[0.0, 0.25, 0.5, 1.0][..]);
        let line = prop_oneof![1 => Just(0.0), 2 => proptest::sample::select(&[0.25, 0.5, 0.75, 1.0][..])];
        (
            proptest::collection::vec(value(), 3),
            proptest::collection::vec(value(), 3),
            proptest::collection::vec(0u32..3, 4),
            proptest::collection::vec(line, 12),
            0usize..6,
        )
            .prop_map(|(weights, reach, room, lines, introductions)| Case {
                weights: weights.into_iter().map(|w| Weight::new(w).unwrap()).collect(),
                reach,
                room,
                candidates: (0..12u32)
                    .zip(lines)
                    .filter_map(|(i, p)| {
                        let probability = Probability::new(p).ok()?;
                        Some(IntroductionCandidate { employee: 10 + i / 3, target: i % 3, probability })
                    })
                    .collect(),
                introductions,
            })
    }

    fn problem(case: &Case) -> IntroductionPlanProblem<'_> {
        let Case { weights, reach, room, candidates, introductions } = case;
        IntroductionPlanProblem {
            targets: &[0, 1, 2],
            weights,
            reach,
            employees: &[10, 11, 12, 13],
            room,
            candidates,
            introductions: *introductions,
        }
    }

    /// What the chosen candidates gain, from the definition.
    fn gain_of(case: &Case, chosen: &[IntroductionCandidate]) -> f64 {
        let of_target = |target: usize| {
            let lines = chosen.iter().filter(|c| c.target == target as u32);
            let missed: f64 = lines.map(|c| 1.0 - c.probability.get()).product();
            case.weights[target].get() * (1.0 - case.reach[target]) * (1.0 - missed)
        };
        (0..3).map(of_target).sum()
    }

    fn allowed(case: &Case, chosen: &[IntroductionCandidate]) -> bool {
        let load = |employee: u32| chosen.iter().filter(|c| c.employee == employee).count();
        chosen.len() <= case.introductions && (0..4).all(|e| load(10 + e as u32) <= case.room[e] as usize)
    }

    /// The gain of the best plan, by trying all.
    fn best(case: &Case) -> f64 {
        let sets = 0u32..1 << case.candidates.len();
        let chosen = sets.map(|set| {
            let of_set = case.candidates.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1);
            of_set.map(|(_, c)| *c).collect::<Vec<_>>()
        });
        chosen.filter(|chosen| allowed(case, chosen)).map(|chosen| gain_of(case, &chosen)).fold(0.0, f64::max)
    }

    /// Plain greedy: every candidate looked at every time.
    fn plain_greedy(case: &Case) -> Vec<IntroductionCandidate> {
        let mut unreached: Vec<f64> = (0..3).map(|t| case.weights[t].get() * (1.0 - case.reach[t])).collect();
        let mut chosen: Vec<IntroductionCandidate> = Vec::new();
        loop {
            let mut best: Option<(f64, IntroductionCandidate)> = None;
            for &candidate in &case.candidates {
                let longer = [chosen.as_slice(), &[candidate]].concat();
                let gain = unreached[candidate.target as usize] * candidate.probability.get();
                let better = gain > best.map_or(0.0, |(gain, _)| gain);
                if !chosen.contains(&candidate) && allowed(case, &longer) && better {
                    best = Some((gain, candidate));
                }
            }
            let Some((_, candidate)) = best else { return chosen };
            unreached[candidate.target as usize] *= 1.0 - candidate.probability.get();
            chosen.push(candidate);
        }
    }

    proptest! {
        #[test]
        fn lazy_greedy_is_plain_greedy(case in any_case()) {
            let plan = introduction_plan(&problem(&case));
            let chosen: Vec<_> = plan.introductions.iter().map(|i| i.candidate).collect();
            prop_assert_eq!(&chosen, &plain_greedy(&case));
            prop_assert!((plan.gain - gain_of(&case, &chosen)).abs() < 1e-9);
        }

        #[test]
        fn the_best_plan_lies_between_gain_and_bound(case in any_case()) {
            let plan = introduction_plan(&problem(&case));
            let best = best(&case);
            prop_assert!(plan.gain <= best + 1e-9 && best <= plan.upper_bound + 1e-9, "{:?} {}", plan, best);
            prop_assert!(plan.gain >= plan.guarantee * best - 1e-9);
            prop_assert!(plan.reached >= plan.guarantee - 1e-9 && plan.reached <= 1.0, "{:?}", plan);
        }

        #[test]
        fn without_limits_greedy_is_best(case in any_case()) {
            let plan = introduction_plan(&problem(&Case { room: vec![3; 4], ..case.clone() }));
            prop_assert_eq!((plan.guarantee, plan.reached), (1.0, 1.0));
            let best = best(&Case { room: vec![3; 4], ..case });
            prop_assert!((plan.gain - best).abs() < 1e-9);
        }
    }

    #[test]
    fn nothing_comes_of_no_candidate() {
        let case = Case {
            weights: vec![Weight::ZERO; 3],
            reach: vec![0.0; 3],
            room: vec![9; 4],
            candidates: vec![],
            introductions: 9,
        };
        let plan = introduction_plan(&problem(&case));
        assert_eq!((plan.introductions, plan.gain, plan.upper_bound, plan.reached), (vec![], 0.0, 0.0, 1.0));
    }
}
