//! Communities: groups of people who are tied to each other more than to others.

mod leiden;
mod network;

#[cfg(test)]
mod tests;

use crate::{Cancelled, Graph, Progress};
use network::Network;

/// What [`communities`] is asked.
#[derive(Debug, Clone, Copy)]
pub struct CommunityProblem<'a> {
    pub graph: &'a Graph,
    /// γ: 1 for modularity as it is usually meant; larger for more and smaller communities. Positive.
    pub resolution: f64,
    /// In which order people are looked at depends on it.
    pub seed: u64,
    /// The search begins again from what it found until nothing changes, at most so many times.
    pub max_rounds: u32,
}

/// Who belongs together.
#[derive(Debug, Clone, PartialEq)]
pub struct Communities {
    /// The community of each node, numbered from the largest on; of equally large ones, the one with the smaller node comes first.
    pub of: Vec<u32>,
    /// How many people each community has.
    pub sizes: Vec<u32>,
    /// What was maximised: Σ over communities of inner ties / all ties − γ · (their ends / all ends)².
    pub modularity: f64,
    /// Rounds made.
    pub rounds: u32,
    /// Whether the last round changed nothing: then nobody alone would raise the modularity by going elsewhere.
    pub stable: bool,
}

/// Communities of high modularity, in which everybody is tied to the others.
///
/// The tie of two people weighs what the lines between them do, both ways together; directions do not count, self loops neither.
///
/// # Arguments
/// * `problem`: graph, resolution, seed and rounds
/// * `progress`: told the rounds; may stop
///
/// # Returns
/// A partition of all people; who has no tie is a community alone. Every community hangs together: each of its people reaches the
/// others by ties within it. Maximising the modularity is NP-hard, and how near the answer is to the maximum is not known. The
/// same problem has the same answer, whatever the number of threads: the search uses one.
///
/// # Errors
/// [`Cancelled`] when `progress` says so.
///
/// # Complexity
/// Nearly O(m) a round; 12 bytes a tie and its way back, and 40 a node.
///
/// # References
/// Traag, Waltman, van Eck: From Louvain to Leiden: guaranteeing well-connected communities, 2019. In the refinement, the best
/// merger is taken instead of a random one among the good, so that the answer does not depend on an exponential function.
///
/// # Examples
/// Two triangles with a tie between them:
/// ```
/// use guanxi_domain::Probability;
/// use guanxi_engine::centrality::{CommunityProblem, communities};
/// use guanxi_engine::{Edge, Graph, Unwatched};
///
/// let edge = |(from, to)| Edge { from, to, probability: Probability::ONE, coin: 0 };
/// let lines = [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (2, 3)];
/// let graph = Graph::new(6, lines.map(edge).to_vec());
/// let problem = CommunityProblem { graph: &graph, resolution: 1.0, seed: 1, max_rounds: 10 };
/// let found = communities(&problem, &Unwatched)?;
/// assert_eq!((found.of, found.stable), (vec![0, 0, 0, 1, 1, 1], true));
/// assert!((found.modularity - 5.0 / 14.0).abs() < 1e-12);
/// # Ok::<(), guanxi_engine::Cancelled>(())
/// ```
///
/// # Panics
/// If the resolution is not positive and finite.
pub fn communities(problem: &CommunityProblem<'_>, progress: &dyn Progress) -> Result<Communities, Cancelled> {
    let resolution = problem.resolution;
    assert!(resolution > 0.0 && resolution.is_finite(), "resolution {resolution}");
    let network = Network::of(problem.graph);
    let mut of: Vec<u32> = (0..problem.graph.nodes()).collect();
    let (mut rounds, mut stable) = (0, false);
    while rounds < problem.max_rounds && !stable {
        let watch = || match progress.step(u64::from(rounds), u64::from(problem.max_rounds)) {
            std::ops::ControlFlow::Continue(()) => Ok(()),
            std::ops::ControlFlow::Break(()) => Err(Cancelled),
        };
        let search = leiden::Search { resolution, seed: problem.seed.wrapping_add(u64::from(rounds)), watch: &watch };
        let found = search.improve(&network, &of)?;
        stable = found == of;
        of = found;
        rounds += 1;
    }
    let sizes = by_size(&mut of);
    let modularity = network.modularity(&of, sizes.len(), resolution);
    Ok(Communities { of, sizes, modularity, rounds, stable })
}

/// Numbers communities from the largest on, and returns their sizes.
fn by_size(of: &mut [u32]) -> Vec<u32> {
    let mut size = vec![0u32; of.len()];
    let mut first = vec![u32::MAX; of.len()];
    for (node, &community) in (0u32..).zip(&*of) {
        size[community as usize] += 1;
        let first = &mut first[community as usize];
        *first = node.min(*first);
    }
    let mut order: Vec<u32> = (0..of.len() as u32).filter(|&c| size[c as usize] > 0).collect();
    order.sort_unstable_by_key(|&c| (std::cmp::Reverse(size[c as usize]), first[c as usize]));
    let mut number = vec![0u32; of.len()];
    for (new, &old) in (0u32..).zip(&order) {
        number[old as usize] = new;
    }
    of.iter_mut().for_each(|community| *community = number[*community as usize]);
    order.into_iter().map(|community| size[community as usize]).collect()
}
