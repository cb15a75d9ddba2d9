//! Communities as circles beside each other.

use std::collections::BTreeMap;

use crate::Graph;

use super::{Circle, MARGIN, Point};

/// What lies between two communities, both ways together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CommunityTie {
    /// The one with the smaller number.
    pub a: u32,
    pub b: u32,
    /// How many lines.
    pub lines: u32,
    /// The sum of their probabilities.
    pub strength: f64,
}

/// The lines between communities, added up: by the two communities.
///
/// # Arguments
/// * `graph`, `of`: the lines, and the community of each node; nodes whose community is `u32::MAX` have none, and their lines do not count
///
/// # Complexity
/// O(m log t) for m lines and t ties.
///
/// # Panics
/// If `of` is not as long as there are nodes.
pub fn community_ties(graph: &Graph, of: &[u32]) -> Vec<CommunityTie> {
    assert_eq!(of.len(), graph.nodes() as usize, "each node has a community");
    let mut between: BTreeMap<(u32, u32), (u32, f64)> = BTreeMap::new();
    for edge in graph.edges() {
        let (from, to) = (of[edge.from as usize], of[edge.to as usize]);
        if from != to && from != u32::MAX && to != u32::MAX {
            let sum = between.entry((from.min(to), from.max(to))).or_default();
            sum.0 += 1;
            sum.1 += edge.probability.get();
        }
    }
    between.into_iter().map(|((a, b), (lines, strength))| CommunityTie { a, b, lines, strength }).collect()
}

/// Directions in which room is looked for.
const DIRECTIONS: usize = 24;
/// The cosine and the sine of a 24th of a turn.
const TURN: (f64, f64) = (0.965_925_826_289_068_3, 0.258_819_045_102_520_74);
/// Room between circles, as a share of the smaller radius.
const GAP: f64 = 0.25;

/// Circles for communities, as large as they have people, none overlapping another; who is tied is near.
///
/// The first community stands in the middle. Each of the others goes to the free place nearest to the mean of those it is tied to,
/// weighed by the strength of the ties: in each of 24 directions from there, the circles in the way close parts of the ray, and
/// the first open point counts. Who is tied to nobody placed before is drawn to the middle of all.
///
/// # Arguments
/// * `sizes`: how many people each community has, in the order in which room is given: the largest first, usually
/// * `ties`: what lies between them; those that name no community here are left out
///
/// # Returns
/// A circle for each community, around the origin: of radius √size and a margin.
///
/// # Complexity
/// O(k² log k + t) for k communities and t ties: 24 rays for each, every circle before it looked at for each ray.
///
/// # References
/// Word by word on free places near where it belongs: Viégas, Wattenberg, Feinberg, Participatory visualization with Wordle, 2009; here
/// with exact rays in place of a spiral of tries.
///
/// # Examples
/// ```
/// use guanxi_engine::layout::{CommunityTie, community_circles};
///
/// let tie = CommunityTie { a: 0, b: 1, lines: 3, strength: 1.5 };
/// let circles = community_circles(&[9, 4], &[tie]);
/// assert!(circles.first().zip(circles.last()).is_some_and(|(large, small)| large.is_apart(small)));
/// ```
pub fn community_circles(sizes: &[u32], ties: &[CommunityTie]) -> Vec<Circle> {
    let mut near: Vec<Vec<(u32, f64)>> = vec![Vec::new(); sizes.len()];
    for tie in ties.iter().filter(|tie| (tie.a.max(tie.b) as usize) < sizes.len()) {
        near[tie.a as usize].push((tie.b, tie.strength));
        near[tie.b as usize].push((tie.a, tie.strength));
    }
    let mut circles: Vec<Circle> = Vec::with_capacity(sizes.len());
    for (size, near) in sizes.iter().zip(&near) {
        let radius = f64::from(*size).sqrt() + MARGIN;
        let (mut wanted, mut weight) = (Point::default(), 0.0);
        for (other, strength) in near {
            if let Some(other) = circles.get(*other as usize) {
                wanted.x += strength * other.centre.x;
                wanted.y += strength * other.centre.y;
                weight += strength;
            }
        }
        if weight > 0.0 {
            wanted = Point { x: wanted.x / weight, y: wanted.y / weight };
        }
        circles.push(Circle { centre: nearest_free(&circles, wanted, radius), radius });
    }
    circles
}

/// The point nearest to the one wanted, along one of the rays, around which a circle overlaps no other.
fn nearest_free(circles: &[Circle], wanted: Point, radius: f64) -> Point {
    let mut best: Option<(f64, Point)> = None;
    let mut towards = Point { x: 1.0, y: 0.0 };
    let mut closed: Vec<(f64, f64)> = Vec::new();
    for _ in 0..DIRECTIONS {
        closed.clear();
        for other in circles {
            // The part of the ray that is nearer to the other's centre than the sum of radii.
            let reach = radius + other.radius + GAP * radius.min(other.radius);
            let away = other.centre.minus(wanted);
            let along = away.x * towards.x + away.y * towards.y;
            let half = reach * reach - (away.squared() - along * along);
            if half > 0.0 {
                let half = half.sqrt();
                if along + half > 0.0 {
                    closed.push((along - half, along + half));
                }
            }
        }
        closed.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let mut open = 0.0;
        for &(begin, end) in &closed {
            if begin > open {
                break;
            }
            open = f64::max(open, end);
        }
        if best.is_none_or(|(least, _)| open < least) {
            best = Some((open, Point { x: wanted.x + open * towards.x, y: wanted.y + open * towards.y }));
        }
        let (cosine, sine) = TURN;
        towards = Point { x: cosine * towards.x - sine * towards.y, y: sine * towards.x + cosine * towards.y };
    }
    best.map_or(wanted, |(_, point)| point)
}
