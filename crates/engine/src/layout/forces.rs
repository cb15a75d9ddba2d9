//! Forces between people: lines pull, everybody pushes.

use crate::Cancelled;
use crate::coins::mixed;

use super::Point;
use super::quadtree::Quadtree;

/// How strongly all are drawn to the middle, so that pieces without a line between them stay together.
const GRAVITY: f64 = 0.02;

/// Moves `n` people for some rounds.
///
/// # Arguments
/// * `ties`: pairs of people, and how strongly each pulls, in (0, 1]
/// * `seed`: where people stand at first
/// * `told`: called after every round; may stop
pub(super) fn settled(
    n: usize,
    ties: &[(u32, u32, f64)],
    seed: u64,
    rounds: u32,
    told: &dyn Fn() -> Result<(), Cancelled>,
) -> Result<Vec<Point>, Cancelled> {
    let side = (n as f64).sqrt();
    // Between -1/2 and 1/2, from the 53 upper bits.
    let drawn = |number: u64| (mixed(mixed(seed).wrapping_add(number)) >> 11) as f64 / (1u64 << 53) as f64 - 0.5;
    let start = |person: u64| Point { x: 2.0 * side * drawn(2 * person), y: 2.0 * side * drawn(2 * person + 1) };
    let mut points: Vec<Point> = (0..n as u64).map(start).collect();
    if n < 2 {
        return Ok(points);
    }
    // Where people have many lines, each pulls less: else a dense community would shrink to a clump.
    let pulls: f64 = ties.iter().map(|(_, _, strength)| 2.0 * strength).sum();
    let share_of_pull = if pulls > n as f64 { n as f64 / pulls } else { 1.0 };
    let mut moves = vec![Point::default(); n];
    let mut tree = Quadtree::default();
    for round in 0..rounds {
        tree.build(&points);
        for (point, force) in points.iter().zip(&mut moves) {
            // k²/d with k = 1, away from every other.
            let pushed = tree.push(*point);
            *force = Point { x: pushed.x - GRAVITY * point.x, y: pushed.y - GRAVITY * point.y };
        }
        for &(a, b, strength) in ties {
            let (a, b) = (a as usize, b as usize);
            let away = points[b].minus(points[a]);
            // d²/k, towards the other.
            let pull = share_of_pull * strength * away.squared().sqrt();
            moves[a].x += pull * away.x;
            moves[a].y += pull * away.y;
            moves[b].x -= pull * away.x;
            moves[b].y -= pull * away.y;
        }
        // Nobody moves further than the temperature, which falls to nothing.
        let most = 0.5 * side * f64::from(rounds - round) / f64::from(rounds);
        for (point, force) in points.iter_mut().zip(&moves) {
            let length = force.squared().sqrt();
            let share = if length > most { most / length } else { 1.0 };
            point.x += share * force.x;
            point.y += share * force.y;
        }
        told()?;
    }
    Ok(points)
}
