//! PageRank over a small weighted directed graph, and its rescaling to 0…1 (method §6).

use guanxi_domain::Probability;

/// `from` gives of its rank to `to`, in proportion to the weight among all its links.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    pub from: usize,
    pub to: usize,
    pub weight: Probability,
}

/// The iteration ends when the ranks of one round differ from those of the last by less than this altogether.
const PRECISION: f64 = 1e-12;
/// As [`PRECISION`], of sums that end as soon as nothing moves.
const SUM_PRECISION: f64 = 1e-15;
/// Ranks nearer to each other than this are equal: what differs is where the iteration ended.
const EQUAL_WITHIN: f64 = 1e-10;

/// PageRank of each node; the ranks sum to 1.
///
/// ```text
/// r(v) = (1 − d)/n + d · ( Σ over links u→v of r(u) · w(u,v) / Σ w(u,·)  +  Σ over u without links of r(u) / n )
/// ```
///
/// Nodes without links out (dangling) give to all nodes alike. Links from and to the same nodes add up. The answer does not
/// depend on the order of the links.
///
/// # Arguments
/// * `nodes`: how many there are; links name them 0 to `nodes` − 1
/// * `links`: in any order
/// * `damping`: d in [0, 1)
///
/// # Panics
/// When a link names a node that does not exist, or `damping` is not in [0, 1).
///
/// # Complexity
/// O(rounds · (nodes + links)), with at most ln 10⁻¹² / ln d rounds: 171 at the default damping of 0.85.
///
/// Brin, Page: The anatomy of a large-scale hypertextual web search engine, 1998.
///
/// # Examples
/// Two nodes give their rank to a third, which has no links:
/// ```
/// use guanxi_domain::Probability;
/// use guanxi_scoring::pagerank::{Link, page_rank, rescaled};
///
/// let weight = Probability::new(0.5)?;
/// let ranks = page_rank(3, &[Link { from: 0, to: 2, weight }, Link { from: 1, to: 2, weight }], 0.85);
/// assert!((ranks[2] - 0.574468).abs() < 1e-6 && ranks[0] == ranks[1]);
/// assert_eq!(rescaled(&ranks), [0.0, 0.0, 1.0]);
/// # Ok::<(), guanxi_domain::InvalidValue>(())
/// ```
pub fn page_rank(nodes: usize, links: &[Link], damping: f64) -> Vec<f64> {
    assert!((0.0..1.0).contains(&damping), "damping {damping} is not in [0, 1)");
    if nodes == 0 {
        assert!(links.is_empty(), "links between no nodes");
        return Vec::new();
    }
    let mut links: Vec<(usize, usize, f64)> = links.iter().map(|l| (l.to, l.from, l.weight.get())).collect();
    links.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
    let mut given = vec![0.0; nodes];
    for &(_, from, weight) in &links {
        given[from] += weight;
    }
    let share = 1.0 / nodes as f64;
    let mut ranks = vec![share; nodes];
    for _ in 0..rounds(damping, PRECISION) {
        let dangling: f64 = (0..nodes).filter(|&u| given[u] == 0.0).map(|u| ranks[u]).sum();
        let mut next = vec![(1.0 - damping) * share + damping * dangling * share; nodes];
        for &(to, from, weight) in &links {
            next[to] += damping * ranks[from] * weight / given[from];
        }
        let moved: f64 = next.iter().zip(&ranks).map(|(a, b)| (a - b).abs()).sum();
        ranks = next;
        if moved < PRECISION {
            break;
        }
    }
    ranks
}

/// Rounds after which what moves is below a precision whatever the graph: each round shrinks it by the damping.
fn rounds(damping: f64, precision: f64) -> usize {
    if damping <= 0.0 { 1 } else { (precision.ln() / damping.ln()).ceil() as usize + 1 }
}

/// Ranks moved so that the least is 0 and the greatest 1; all 0 where all are equal.
pub fn rescaled(ranks: &[f64]) -> Vec<f64> {
    let least = ranks.iter().copied().fold(f64::INFINITY, f64::min);
    let greatest = ranks.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let span = greatest - least;
    if span < EQUAL_WITHIN {
        return vec![0.0; ranks.len()];
    }
    ranks.iter().map(|rank| (rank - least) / span).collect()
}

/// [`rescaled`] ranks of [`page_rank`], in time that grows with the links and hardly with the nodes: for many people of whom few
/// are linked.
///
/// Up to a factor that all nodes share, and that rescaling takes away, a rank is what a node has by itself and through its links:
///
/// ```text
/// s(v) = 1 + d · Σ over links u→v of s(u) · w(u,v) / Σ w(u,·)          r(v) = s(v) · b
/// ```
///
/// What dangling nodes and chance give, `b`, is the same for all. So only linked nodes are computed, and where links make no
/// circle the sum is exact after as many rounds as the longest way has links.
///
/// # Arguments
/// As [`page_rank`].
///
/// # Panics
/// As [`page_rank`].
///
/// # Complexity
/// O(nodes + rounds · links), with at most ln 10⁻¹⁵ / ln d rounds.
///
/// # Examples
/// ```
/// use guanxi_domain::Probability;
/// use guanxi_scoring::pagerank::{Link, rescaled_ranks};
///
/// let weight = Probability::new(0.5)?;
/// let links = [Link { from: 0, to: 1, weight }, Link { from: 1, to: 2, weight }];
/// // s is 1, 1.85 and 2.5725; who has no links has 1.
/// let ranks = rescaled_ranks(1_000_000, &links, 0.85);
/// assert!((ranks[1] - 0.85 / 1.5725).abs() < 1e-12);
/// assert_eq!((ranks[0], ranks[2], ranks[999_999]), (0.0, 1.0, 0.0));
/// # Ok::<(), guanxi_domain::InvalidValue>(())
/// ```
pub fn rescaled_ranks(nodes: usize, links: &[Link], damping: f64) -> Vec<f64> {
    assert!((0.0..1.0).contains(&damping), "damping {damping} is not in [0, 1)");
    let mut ranks = vec![0.0; nodes];
    let mut linked: Vec<usize> = links.iter().flat_map(|l| [l.from, l.to]).collect();
    linked.sort_unstable();
    linked.dedup();
    let place = |node: usize| linked.binary_search(&node).expect("both ends of a link are linked");
    let mut shares: Vec<(usize, usize, f64)> =
        links.iter().map(|l| (place(l.to), place(l.from), l.weight.get())).collect();
    shares.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
    let mut given = vec![0.0; linked.len()];
    for &(_, from, weight) in &shares {
        given[from] += weight;
    }
    for (_, from, weight) in &mut shares {
        *weight *= damping / given[*from];
    }
    let mut sums = vec![1.0; linked.len()];
    for _ in 0..rounds(damping, SUM_PRECISION) {
        let mut next = vec![1.0; linked.len()];
        for &(to, from, share) in &shares {
            next[to] += sums[from] * share;
        }
        let stands = next == sums;
        sums = next;
        if stands {
            break;
        }
    }
    let alone = if linked.len() < nodes { 1.0 } else { f64::INFINITY };
    let least = sums.iter().copied().fold(alone, f64::min);
    let greatest = sums.iter().copied().fold(0.0, f64::max);
    if greatest - least > EQUAL_WITHIN {
        for (&node, sum) in linked.iter().zip(sums) {
            ranks[node] = (sum - least) / (greatest - least);
        }
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn link(from: usize, to: usize, weight: f64) -> Link {
        Link { from, to, weight: Probability::new(weight).unwrap() }
    }

    /// Solves the equations of the doc comment by elimination.
    fn dense(nodes: usize, links: &[Link], damping: f64) -> Vec<f64> {
        let n = nodes as f64;
        let mut flow = vec![vec![0.0; nodes]; nodes];
        for from in 0..nodes {
            let total: f64 = links.iter().filter(|l| l.from == from).map(|l| l.weight.get()).sum();
            for (to, row) in flow.iter_mut().enumerate() {
                let given: f64 = links.iter().filter(|l| (l.from, l.to) == (from, to)).map(|l| l.weight.get()).sum();
                row[from] = if total > 0.0 { given / total } else { 1.0 / n };
            }
        }
        let mut rows: Vec<Vec<f64>> = (0..nodes)
            .map(|v| {
                let left = (0..nodes).map(|u| f64::from(u8::from(u == v)) - damping * flow[v][u]);
                left.chain([(1.0 - damping) / n]).collect()
            })
            .collect();
        for pivot in 0..nodes {
            let best = (pivot..nodes).max_by(|&a, &b| rows[a][pivot].abs().total_cmp(&rows[b][pivot].abs())).unwrap();
            rows.swap(pivot, best);
            let divisor = rows[pivot][pivot];
            rows[pivot].iter_mut().for_each(|x| *x /= divisor);
            let row = rows[pivot].clone();
            for (at, other) in rows.iter_mut().enumerate().filter(|(at, _)| *at != pivot) {
                debug_assert_ne!(at, pivot);
                let factor = other[pivot];
                other.iter_mut().zip(&row).for_each(|(x, p)| *x -= factor * p);
            }
        }
        rows.into_iter().map(|row| row[nodes]).collect()
    }

    #[test]
    fn without_links_all_are_equal() {
        assert_eq!(page_rank(0, &[], 0.85), Vec::<f64>::new());
        assert_eq!(page_rank(4, &[], 0.85), [0.25; 4]);
        assert_eq!(rescaled(&page_rank(7, &[], 0.85)), [0.0; 7]);
        assert_eq!(rescaled(&[]), Vec::<f64>::new());
    }

    #[test]
    fn a_ring_is_equal_and_a_star_points_to_its_middle() {
        let ring: Vec<Link> = (0..5).map(|v| link(v, (v + 1) % 5, 0.4)).collect();
        assert_eq!(rescaled(&page_rank(5, &ring, 0.85)), [0.0; 5]);
        let star: Vec<Link> = (1..5).map(|v| link(v, 0, 0.2)).collect();
        assert_eq!(rescaled(&page_rank(5, &star, 0.85)), [1.0, 0.0, 0.0, 0.0, 0.0]);
    }

    #[test]
    fn rank_is_given_in_proportion_to_weight() {
        let ranks = page_rank(3, &[link(0, 1, 0.6), link(0, 2, 0.2)], 0.85);
        let base = ranks[0];
        assert!(((ranks[1] - base) / (ranks[2] - base) - 3.0).abs() < 1e-9);
    }

    #[test]
    fn without_damping_links_do_not_count() {
        assert_eq!(page_rank(2, &[link(0, 1, 1.0)], 0.0), [0.5, 0.5]);
    }

    fn graphs() -> impl Strategy<Value = (usize, Vec<Link>)> {
        (1usize..9).prop_flat_map(|nodes| {
            let one = (0..nodes, 0..nodes, 0.05f64..=1.0).prop_map(|(from, to, weight)| link(from, to, weight));
            (Just(nodes), proptest::collection::vec(one, 0..20).prop_shuffle())
        })
    }

    proptest! {
        #[test]
        fn ranks_are_those_of_the_equations((nodes, links) in graphs(), damping in 0.0f64..0.95) {
            let ranks = page_rank(nodes, &links, damping);
            for (rank, exact) in ranks.iter().zip(dense(nodes, &links, damping)) {
                prop_assert!((rank - exact).abs() < 1e-9, "{ranks:?}");
            }
            prop_assert!((ranks.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        }

        #[test]
        fn the_order_of_the_links_does_not_matter((nodes, links) in graphs()) {
            let mut turned = links.clone();
            turned.reverse();
            prop_assert_eq!(page_rank(nodes, &links, 0.85), page_rank(nodes, &turned, 0.85));
        }

        #[test]
        fn ranks_by_links_alone_are_those_of_all((nodes, links) in graphs(), alone in 0usize..20, damping in 0.0f64..0.95) {
            let few = rescaled_ranks(nodes + alone, &links, damping);
            let all = rescaled(&page_rank(nodes + alone, &links, damping));
            prop_assert_eq!(few.len(), all.len());
            for (a, b) in few.iter().zip(&all) {
                prop_assert!((a - b).abs() < 1e-7, "{few:?} {all:?}");
            }
        }

        #[test]
        fn rescaled_ranks_reach_from_zero_to_one((nodes, links) in graphs()) {
            let scaled = rescaled(&page_rank(nodes, &links, 0.85));
            prop_assert!(scaled.iter().all(|r| (0.0..=1.0).contains(r)));
            prop_assert!(scaled.iter().all(|&r| r == 0.0) || scaled.contains(&1.0) && scaled.contains(&0.0));
        }
    }
}
