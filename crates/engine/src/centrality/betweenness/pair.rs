//! One of the best routes between two people, drawn at random among them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;

use super::rows::Rows;
use super::tangle::NO_ROUTE;
use crate::coins::mixed;

/// A search from both ends at once.
///
/// Lines are taken one by one, the shortest way first, so that a row of thousands is not walked because its node was met. What a
/// walk over whole rows is otherwise needed for, to notice that both searches touch, is done with the lines to ends of more lines:
/// a line is noticed from one of its ends, and few of the lines of a node with many lead to one with more.
pub(super) struct PairSearch<'a> {
    sides: [Side<'a>; 2],
    /// The least length found, and where it was noticed: (side, node).
    least: u64,
    noticed: Vec<(usize, u32)>,
    crossings: Vec<(u32, u32)>,
}

/// The search from one end.
struct Side<'a> {
    rows: &'a Rows<'a>,
    at: Vec<At>,
    touched: Vec<u32>,
    /// (length, the node it goes on from, the place in its row).
    heap: BinaryHeap<Reverse<(u64, u32, u32)>>,
    /// The distance of whom was settled last.
    furthest: u64,
}

#[derive(Debug, Clone, Copy)]
struct At {
    /// From this side's end, once settled.
    distance: u64,
    /// What the other side has noticed: a way from its end to here.
    other: u64,
    routes: f64,
    before: u32,
}

const NOWHERE: At = At { distance: NO_ROUTE, other: NO_ROUTE, routes: 0.0, before: 0 };

impl<'a> Side<'a> {
    fn new(rows: &'a Rows<'a>, nodes: usize) -> Self {
        Self { rows, at: vec![NOWHERE; nodes], touched: Vec::new(), heap: BinaryHeap::new(), furthest: 0 }
    }

    fn clear(&mut self) {
        self.heap.clear();
        self.touched.drain(..).for_each(|node| self.at[node as usize] = NOWHERE);
    }

    /// Nothing unsettled is nearer than this.
    fn radius(&self) -> u64 {
        self.heap.peek().map_or(NO_ROUTE, |Reverse((length, ..))| *length)
    }

    fn settled(&self, node: u32) -> bool {
        self.at[node as usize].distance != NO_ROUTE
    }
}

impl<'a> PairSearch<'a> {
    pub(super) fn new(forward: &'a Rows<'a>, backward: &'a Rows<'a>, nodes: usize) -> Self {
        let sides = [Side::new(forward, nodes), Side::new(backward, nodes)];
        Self { sides, least: NO_ROUTE, noticed: Vec::new(), crossings: Vec::new() }
    }

    /// Tells those between two different people on one of their best routes, if there is one; `coin` decides which.
    pub(super) fn between(&mut self, from: u32, to: u32, coin: u64, mut tell: impl FnMut(u32)) {
        self.sides.iter_mut().for_each(Side::clear);
        self.noticed.clear();
        self.least = NO_ROUTE;
        self.settle(0, from, 0, from, 1.0);
        self.settle(1, to, 0, to, 1.0);
        loop {
            let radii = [self.sides[0].radius(), self.sides[1].radius()];
            if radii.contains(&NO_ROUTE) || radii[0].saturating_add(radii[1]) > self.least {
                break;
            }
            let side = usize::from(self.sides[1].heap.len() < self.sides[0].heap.len());
            self.take_line(side, coin);
        }
        if self.least != NO_ROUTE {
            // Lines that tie with the last one taken are taken too, for the number of routes to be that of all.
            while self.sides[0].radius() == self.sides[0].furthest {
                self.take_line(0, coin);
            }
            self.draw(from, to, coin, &mut tell);
        }
    }

    /// Takes the line that leads to the nearest.
    fn take_line(&mut self, side: usize, coin: u64) {
        let Side { rows, at, heap, .. } = &mut self.sides[side];
        let Some(mut top) = heap.peek_mut() else { return };
        let Reverse((length, node, place)) = *top;
        let At { distance, routes, .. } = at[node as usize];
        let sorted = &rows.row(node).sorted;
        let head = sorted[place as usize].1;
        match sorted.get(place as usize + 1) {
            Some((line, _)) => {
                *top = Reverse((distance.saturating_add(*line), node, place + 1));
                drop(top);
            }
            None => drop(PeekMut::pop(top)),
        }
        let there = &mut at[head as usize];
        if there.distance == length {
            there.routes += routes;
            // Each of those before is kept with its part of the chances.
            if chance(coin ^ side as u64, head, node) * there.routes < routes {
                there.before = node;
            }
        } else if there.distance == NO_ROUTE {
            self.settle(side, head, length, node, routes);
        }
    }

    /// A node's distance is known.
    fn settle(&mut self, side: usize, node: u32, distance: u64, before: u32, routes: f64) {
        let [first, second] = &mut self.sides;
        let (own, other) = if side == 0 { (first, second) } else { (second, first) };
        let at = &mut own.at[node as usize];
        if at.other == NO_ROUTE {
            own.touched.push(node);
        }
        (at.distance, at.before, at.routes) = (distance, before, routes);
        own.furthest = distance;
        let met = at.other;
        let row = own.rows.row(node);
        if let Some((line, _)) = row.sorted.first() {
            own.heap.push(Reverse((distance.saturating_add(*line), node, 0)));
        }
        let (least, noticed) = (&mut self.least, &mut self.noticed);
        let mut notice = |length: u64, side: usize, node: u32| {
            if length < *least {
                *least = length;
                noticed.clear();
            }
            if length == *least && length != NO_ROUTE {
                noticed.push((side, node));
            }
        };
        notice(distance.saturating_add(met), side, node);
        for &(line, end) in &row.upward {
            let length = distance.saturating_add(line);
            let there = &mut other.at[end as usize];
            if there.distance != NO_ROUTE {
                notice(length.saturating_add(there.distance), 1 - side, end);
            } else if length < there.other {
                if there.other == NO_ROUTE {
                    other.touched.push(end);
                }
                there.other = length;
            }
        }
    }

    /// Every best route leaves those settled from the start over one line, to somebody settled from the end, unless all are settled
    /// from the start. One of these lines is drawn by the number of routes over it; before and behind it, routes were drawn on
    /// the way.
    fn draw(&mut self, from: u32, to: u32, coin: u64, tell: &mut impl FnMut(u32)) {
        let Self { sides: [start, end], least, noticed, crossings } = self;
        let within = start.at[to as usize].distance == *least;
        crossings.clear();
        if !within {
            for &(side, node) in &*noticed {
                let (own, other) = if side == 0 { (&*start, &*end) } else { (&*end, &*start) };
                let left = *least - own.at[node as usize].distance;
                for &(line, there) in own.rows.row(node).sorted.iter().take_while(|(line, _)| *line <= left) {
                    if other.at[there as usize].distance == left - line && other.settled(there) {
                        let (first, second) = if side == 0 { (node, there) } else { (there, node) };
                        if !start.settled(second) {
                            crossings.push((first, second));
                        }
                    }
                }
            }
            crossings.sort_unstable();
            crossings.dedup();
            assert!(!crossings.is_empty(), "a length was found, but no route of it");
        }
        let mut ends = [to, to];
        let mut all = 0.0;
        for &(first, second) in &*crossings {
            let routes = start.at[first as usize].routes * end.at[second as usize].routes;
            all += routes;
            if chance(coin ^ 2, first, second) * all < routes {
                ends = [first, second];
            }
        }
        let mut tell_way = |side: &Side<'_>, mut node: u32, last: u32| {
            while node != last {
                if node != from && node != to {
                    tell(node);
                }
                node = side.at[node as usize].before;
            }
        };
        tell_way(start, ends[0], from);
        if !within {
            tell_way(end, ends[1], to);
        }
    }
}

/// A number from 0 to 1 for two nodes, uniform.
fn chance(coin: u64, a: u32, b: u32) -> f64 {
    mixed(coin ^ mixed(u64::from(a) << 32 | u64::from(b))) as f64 / 2f64.powi(64)
}
