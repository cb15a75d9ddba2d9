//! Where to draw people: communities as circles that do not overlap, and people inside the circle of theirs.
//!
//! Nothing here asks a clock, a random number generator or a trigonometric function, so that the same problem has the same positions
//! on every machine and with any number of threads.

mod circles;
mod forces;
mod quadtree;

#[cfg(test)]
mod tests;

use rayon::prelude::*;

use crate::progress::Meter;
use crate::{Cancelled, Graph, Progress};

pub use circles::{CommunityTie, community_circles, community_ties};

/// A place in the picture. One unit is about the room of one person.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

impl Point {
    fn minus(self, other: Self) -> Self {
        Self { x: self.x - other.x, y: self.y - other.y }
    }

    fn squared(self) -> f64 {
        self.x * self.x + self.y * self.y
    }
}

/// Where a community is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Circle {
    pub centre: Point,
    pub radius: f64,
}

impl Circle {
    /// Whether two circles have no point inside both of them. `1e-9` of overlap, the rounding of a sum, does not count.
    pub fn is_apart(&self, other: &Self) -> bool {
        self.centre.minus(other.centre).squared().sqrt() >= self.radius + other.radius - 1e-9
    }
}

/// What [`place_people`] is asked.
#[derive(Debug, Clone, Copy)]
pub struct PlacingProblem<'a> {
    pub graph: &'a Graph,
    /// The community of each node: its place among the circles. Nodes of no circle are not placed.
    pub of: &'a [u32],
    /// As [`community_circles`] has them.
    pub circles: &'a [Circle],
    /// Where people stand at first depends on it.
    pub seed: u64,
}

/// Rounds in which forces move the people of a community. Afterwards everybody is pushed into the circle, which hides what more would
/// change.
const ROUNDS: u32 = 80;
/// Between the outermost person and the edge of a circle.
const MARGIN: f64 = 0.6;

/// Places people inside the circle of their community: who is tied to whom stands near, and all are spread evenly over the circle.
///
/// The lines within the community pull, together as strongly in a dense community as in one with few lines; everybody pushes everybody (Fruchterman and Reingold; far groups push as one, Barnes and Hut).
/// Then distances from the middle are replaced by their rank, so that the n-th of N stands where a circle with n of N parts of the
/// area ends: neither does somebody far out squeeze all others together, nor does anybody leave the circle. Lines between communities
/// have no say: positions of one community do not depend on whether others are drawn.
///
/// # Arguments
/// * `problem`: graph, communities, circles and seed
/// * `progress`: told rounds of people; may stop
///
/// # Returns
/// A position for each node, inside its circle; the origin for nodes of no circle. Positions depend on how the people of a community
/// are numbered among each other.
///
/// # Errors
/// [`Cancelled`] when `progress` says so.
///
/// # Complexity
/// O(80 · (n log n + m)) for a community of n people and m lines in it, one thread for each community; about 100 bytes a person.
///
/// # References
/// Fruchterman, Reingold: Graph drawing by force-directed placement, 1991. Barnes, Hut: A hierarchical O(N log N) force-calculation
/// algorithm, 1986.
///
/// # Examples
/// ```
/// use guanxi_domain::Probability;
/// use guanxi_engine::layout::{PlacingProblem, community_circles, community_ties, place_people};
/// use guanxi_engine::{Edge, Graph, Unwatched};
///
/// let edge = |(from, to)| Edge { from, to, probability: Probability::ONE, coin: 0 };
/// let graph = Graph::new(6, [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (2, 3)].map(edge).to_vec());
/// let of = [0, 0, 0, 1, 1, 1];
/// let ties = community_ties(&graph, &of);
/// let circles = community_circles(&[3, 3], &ties);
/// let placed = place_people(&PlacingProblem { graph: &graph, of: &of, circles: &circles, seed: 1 }, &Unwatched)?;
/// for (point, community) in placed.iter().zip(of) {
///     let Some(circle) = circles.get(community as usize) else { continue };
///     let (x, y) = (point.x - circle.centre.x, point.y - circle.centre.y);
///     assert!(x.hypot(y) <= circle.radius);
/// }
/// # Ok::<(), guanxi_engine::Cancelled>(())
/// ```
///
/// # Panics
/// If `of` is not as long as there are nodes.
pub fn place_people(problem: &PlacingProblem<'_>, progress: &dyn Progress) -> Result<Vec<Point>, Cancelled> {
    let PlacingProblem { graph, of, circles, seed } = *problem;
    assert_eq!(of.len(), graph.nodes() as usize, "each node has a community");
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); circles.len()];
    let mut place = vec![0u32; of.len()];
    for (node, &community) in of.iter().enumerate() {
        if let Some(members) = members.get_mut(community as usize) {
            place[node] = members.len() as u32;
            members.push(node as u32);
        }
    }
    let all: usize = members.iter().map(Vec::len).sum();
    let meter = Meter::new(progress, all as u64 * u64::from(ROUNDS));
    let inside = |members: &Vec<u32>| {
        let ties = members.iter().flat_map(|&from| {
            let (place, heads) = (&place, graph.outgoing(from).zip(graph.heads(from)));
            heads
                .filter(move |&(_, &to)| of[to as usize] == of[from as usize] && to != from)
                .map(move |(edge, &to)| (place[from as usize], place[to as usize], graph.probability(edge).get()))
        });
        let ties: Vec<_> = ties.collect();
        forces::settled(members.len(), &ties, seed, ROUNDS, &|| meter.advance(members.len() as u64))
    };
    let placed: Vec<Vec<Point>> = members.par_iter().map(inside).collect::<Result<_, Cancelled>>()?;
    let mut points = vec![Point::default(); of.len()];
    for ((members, placed), circle) in members.iter().zip(&placed).zip(circles) {
        for (&node, point) in members.iter().zip(into_circle(placed, circle)) {
            points[node as usize] = point;
        }
    }
    Ok(points)
}

/// Replaces distances from the middle by ranks, so that people are spread evenly over a circle.
fn into_circle(points: &[Point], circle: &Circle) -> Vec<Point> {
    let n = points.len() as f64;
    let middle = Point {
        x: points.iter().map(|point| point.x).sum::<f64>() / n,
        y: points.iter().map(|point| point.y).sum::<f64>() / n,
    };
    let mut by_distance: Vec<(f64, usize)> =
        points.iter().enumerate().map(|(place, point)| (point.minus(middle).squared(), place)).collect();
    by_distance.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let room = (circle.radius - MARGIN).max(0.0);
    let mut placed = vec![circle.centre; points.len()];
    if points.len() > 1 {
        for (rank, &(squared, place)) in by_distance.iter().enumerate() {
            let away = points[place].minus(middle);
            let towards = match squared.sqrt() {
                // Who is in the very middle moves sideways.
                0.0 => Point { x: 1.0, y: 0.0 },
                length => Point { x: away.x / length, y: away.y / length },
            };
            let radius = room * ((rank as f64 + 0.5) / n).sqrt();
            placed[place].x += towards.x * radius;
            placed[place].y += towards.y * radius;
        }
    }
    placed
}
