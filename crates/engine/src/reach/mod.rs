//! Company reach: the chance that at least one door succeeds.

mod component;
mod factoring;
mod three_edges;
mod wide;
mod worlds;

#[cfg(test)]
mod tests;

use rayon::prelude::*;

use super::Graph;
use super::coins::Worlds;
use super::relevant::{Relevant, Scratch, Towards};
use component::Component;
use wide::MANY_LINES;

/// Worlds are drawn in multiples of this.
const WORLDS_STEP: u64 = 512;

/// What [`reach`] is asked.
#[derive(Debug, Clone, Copy)]
pub struct ReachProblem<'a> {
    pub graph: &'a Graph,
    /// The person to be moved.
    pub target: u32,
    /// Who may begin, ascending. The target among them is passed over.
    pub doors: &'a [u32],
    /// Most edges of a route.
    pub max_edges: u8,
    /// Worlds drawn where reach is estimated; rounded up to a multiple of 512.
    pub worlds: u32,
    /// Seed of the coins.
    pub seed: u64,
    /// Most steps of the exact computation; 0 estimates everything but lone lines.
    pub exact_budget: u64,
}

/// How a reach was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReachMethod {
    /// Every part was computed exactly.
    Exact,
    /// At least one part was estimated.
    Sampled,
}

/// The chance that at least one door succeeds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reach {
    /// In [0, 1]; 0 only if there is no route, or an estimate saw none open.
    pub probability: f64,
    /// The standard error of the estimate; 0 if exact, never 0 if sampled.
    pub standard_error: f64,
    /// Worlds drawn; 0 if exact.
    pub worlds: u32,
    pub method: ReachMethod,
}

/// The chance that at least one door has a route of at most `max_edges` open edges to the target, when every edge is open with its
/// probability, independently of the others: two-terminal reliability with a limited diameter, shared steps counted once.
///
/// The relevant edges fall apart into components that share no contact; with r_i the chance of component i, the answer is 1 − Π(1 − r_i).
/// Components are computed exactly, smallest first, while `exact_budget` lasts: within three edges over a tree of decisions, else by
/// factoring. From the first one it does not suffice for, they are estimated over the same random worlds: r_i = successes / worlds,
/// counted in whole numbers.
///
/// Where there are more than 524,288 relevant edges nothing is split and nothing exact: the whole is estimated, by searches from both
/// ends that meet.
///
/// # Arguments
/// * `problem`: graph, target, doors, limits, and how much effort to spend
///
/// # Returns
/// [`Reach`]. The standard error is that of the delta method, √Σ(∂R/∂r_i)²·Var(r_i) with ∂R/∂r_i = Π_{j≠i}(1 − r_j), over the
/// estimated components, which use different coins. For Var(r_i) the half width of the Wilson interval at one standard error
/// is taken, which is not 0 when no world or every world succeeded. Coins are a function of (seed, world, the edge's coin): the
/// same problem has the same answer for any number of threads, and whatever the numbering of the nodes, provided that no two
/// edges share a coin. Probabilities of coins are rounded to a multiple of 2⁻³².
///
/// # Complexity
/// Exact: at most `exact_budget` steps, which are 64 cases and links each within three edges, and in factoring 1 + (m/16)² for a
/// subproblem of m lines. Estimated: O(worlds/64 · m) words for m relevant edges, in blocks of 1,024 worlds over the threads of the pool. From both ends: the lines looked at in each world until they meet.
///
/// # References
/// Factoring: Moskowitz 1958, Satyanarayana, Chang 1983; limited diameter: Petingi, Rodriguez 2001. Both ends: Pohl 1971. Possible worlds, one bit each:
/// Zhu et al., bit-parallel reachability on uncertain graphs. Half width: Wilson 1927.
///
/// # Examples
/// Doors 0 and 1 both go through 2, then 2 → 3: (1 − 0.5 · 0.5) · 0.6. Adding up the two routes would count the last step twice.
/// ```
/// use guanxi_domain::Probability;
/// use guanxi_engine::{Edge, Graph, ReachMethod, ReachProblem, reach};
///
/// let edge = |from, to, p| Probability::new(p).map(|probability| Edge { from, to, probability, coin: from.into() });
/// let graph = Graph::new(4, vec![edge(0, 2, 0.5)?, edge(1, 2, 0.5)?, edge(2, 3, 0.6)?]);
/// let problem = ReachProblem {
///     graph: &graph, target: 3, doors: &[0, 1], max_edges: 3, worlds: 16_384, seed: 1, exact_budget: 20_000,
/// };
/// let exact = reach(&problem);
/// assert!((exact.probability - 0.45).abs() < 1e-12);
/// assert_eq!((exact.method, exact.standard_error), (ReachMethod::Exact, 0.0));
///
/// let sampled = reach(&ReachProblem { exact_budget: 0, ..problem });
/// assert_eq!((sampled.method, sampled.worlds), (ReachMethod::Sampled, 16_384));
/// assert!((sampled.probability - 0.45).abs() < 3.0 * sampled.standard_error);
/// # Ok::<(), guanxi_domain::InvalidValue>(())
/// ```
///
/// # Panics
/// If a node is not in the graph or the doors are not ascending.
pub fn reach(problem: &ReachProblem<'_>) -> Reach {
    solve(problem, MANY_LINES, &Counting { parts: worlds::count, whole: wide::count })
}

/// As [`reach`], but with one breadth-first search per world and component instead of a block of worlds at a time. The answer is the same
/// to the last bit; it is what tests hold `reach` to, and what the benchmark compares it with.
pub fn reach_world_by_world(problem: &ReachProblem<'_>) -> Reach {
    solve(problem, MANY_LINES, &WORLD_BY_WORLD)
}

const WORLD_BY_WORLD: Counting = Counting {
    parts: worlds::count_world_by_world,
    whole: |problem, worlds| {
        let relevant = Relevant::new(problem.graph, problem.target, problem.doors, problem.max_edges);
        worlds::count_world_by_world(&[Component::whole(problem.graph, &relevant)], worlds)[0]
    },
};

/// As [`reach`], for several groups of the doors: the chance that at least one door of the group succeeds. Doors outside a group
/// do not begin, and no route passes through them. The search back from the target is made once for all groups.
///
/// # Arguments
/// * `problem`: as for [`reach`]; the budget and the worlds are for each group
/// * `groups`: doors of the problem, ascending within each group
///
/// # Returns
/// One [`Reach`] for each group, in their order.
///
/// # Complexity
/// That of the search back once, and for each group that of [`reach`] on the part its own doors lead through; groups are spread
/// over the threads of the pool this runs in.
pub fn reach_of_groups(problem: &ReachProblem<'_>, groups: &[&[u32]]) -> Vec<Reach> {
    let towards = Towards::new(problem.graph, problem.target, problem.doors, problem.max_edges);
    groups
        .par_iter()
        .map_init(
            || Scratch::new(problem.graph),
            |scratch, group| {
                assert!(group.is_sorted(), "doors are given in ascending order");
                reach_over(problem, &towards.relevant(group, scratch), worlds::count)
            },
        )
        .collect()
}

/// How successes are counted over worlds.
struct Counting {
    /// Those of each component.
    parts: fn(&[Component], Worlds) -> Vec<u64>,
    /// Those of everything together.
    whole: fn(&ReachProblem<'_>, Worlds) -> u64,
}

fn solve(problem: &ReachProblem<'_>, many_lines: usize, counting: &Counting) -> Reach {
    let ReachProblem { graph, target, doors, max_edges, .. } = *problem;
    let towards = Towards::new(graph, target, doors, max_edges);
    match towards.relevant_unless_many(doors, &mut Scratch::new(graph), many_lines) {
        Some(relevant) => reach_over(problem, &relevant, counting.parts),
        None => {
            let worlds = problem.drawn();
            sampled_reach((counting.whole)(problem, worlds), worlds.number)
        }
    }
}

/// How many steps of the exact computation may still be made.
struct Budget {
    steps: u64,
}

/// The exact chance that a component has an open way of at most `max_edges`; nothing if the budget does not suffice.
fn exact(component: &Component, max_edges: u8, budget: &mut Budget) -> Option<f64> {
    match component.lines.as_slice() {
        [line] => Some(line.probability),
        _ if max_edges <= three_edges::EDGES => three_edges::exact(component, budget),
        _ => factoring::exact(component, max_edges, budget),
    }
}

/// The chance that at least one of `doors` succeeds if the budget suffices for the exact computation, and nothing otherwise. `doors` are
/// some of those that `towards` knows; the others do not begin, and no route passes through them.
pub(crate) fn exact_reach(
    graph: &Graph,
    towards: &Towards<'_>,
    doors: &[u32],
    max_edges: u8,
    exact_budget: u64,
    scratch: &mut Scratch,
) -> Option<f64> {
    let components = Component::all(graph, &towards.relevant(doors, scratch));
    let mut budget = Budget { steps: exact_budget };
    let chances: Option<Vec<f64>> = components.iter().map(|c| exact(c, max_edges, &mut budget)).collect();
    Some((1.0 - failure(&chances?)).clamp(0.0, 1.0))
}

/// A reach counted over worlds, with its standard error.
pub(crate) fn sampled_reach(successes: u64, worlds: u64) -> Reach {
    Reach {
        probability: successes as f64 / worlds as f64,
        standard_error: wilson_half_width(successes, worlds),
        worlds: u32::try_from(worlds).unwrap_or(u32::MAX),
        method: ReachMethod::Sampled,
    }
}

/// So many worlds, rounded up to what is drawn together.
pub(crate) fn whole_worlds(worlds: u32) -> u64 {
    u64::from(worlds.max(1)).next_multiple_of(WORLDS_STEP)
}

impl ReachProblem<'_> {
    /// The worlds in which reach is estimated.
    fn drawn(&self) -> Worlds {
        Worlds { seed: self.seed, number: whole_worlds(self.worlds), max_edges: self.max_edges.min(254) }
    }
}

fn reach_over(problem: &ReachProblem<'_>, relevant: &Relevant, count: fn(&[Component], Worlds) -> Vec<u64>) -> Reach {
    let components = Component::all(problem.graph, relevant);
    let mut budget = Budget { steps: problem.exact_budget };
    let mut chances: Vec<f64> = Vec::new();
    for component in &components {
        let Some(chance) = exact(component, problem.max_edges, &mut budget) else { break };
        chances.push(chance);
    }
    let exact = chances.len();
    if exact == components.len() {
        let probability = (1.0 - failure(&chances)).clamp(0.0, 1.0);
        return Reach { probability, standard_error: 0.0, worlds: 0, method: ReachMethod::Exact };
    }

    let drawn = problem.drawn();
    let worlds = drawn.number;
    let counts = count(&components[exact..], drawn);
    chances.extend(counts.iter().map(|&successes| successes as f64 / worlds as f64));
    let variance = (exact..chances.len()).map(|i| {
        let others = failure(&chances[..i]) * failure(&chances[i + 1..]);
        (others * wilson_half_width(counts[i - exact], worlds)).powi(2)
    });
    Reach {
        probability: (1.0 - failure(&chances)).clamp(0.0, 1.0),
        standard_error: variance.sum::<f64>().sqrt(),
        worlds: u32::try_from(worlds).unwrap_or(u32::MAX),
        method: ReachMethod::Sampled,
    }
}

/// The chance that nobody succeeds.
fn failure(chances: &[f64]) -> f64 {
    chances.iter().map(|r| 1.0 - r).product()
}

/// Half the width of the Wilson score interval at one standard error: √(p(1 − p)/n + 1/4n²) / (1 + 1/n).
fn wilson_half_width(successes: u64, worlds: u64) -> f64 {
    let (n, p) = (worlds as f64, successes as f64 / worlds as f64);
    (p * (1.0 - p) / n + 0.25 / (n * n)).sqrt() / (1.0 + 1.0 / n)
}
