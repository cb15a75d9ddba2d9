//! Cost and number of edges of a route in one number.

use crate::Cost;

/// Cost and number of edges in one number that orders by cost, then edges, and adds both at once: the cost in the upper 44 bits, the
/// edges in the lower 20.
///
/// A route has room here if its probability is not below 2⁻²⁰⁴⁸ (a floating-point number ends at 2⁻¹⁰⁷⁴) and it has fewer than
/// 2²⁰ edges; one that has not is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Distance(u64);

const EDGES: u64 = (1 << 20) - 1;

impl Distance {
    /// No edges.
    pub(crate) const START: Self = Self(0);
    /// No route: after every route.
    pub(crate) const NONE: Self = Self(u64::MAX);

    /// One edge of this cost.
    pub(crate) fn of_edge(cost: Cost) -> Self {
        Self((cost.0.cast_unsigned() << 20) | 1)
    }

    /// One more edge; nothing is added to no route.
    pub(crate) fn plus(self, edge: Self) -> Self {
        if self.0 & EDGES == EDGES {
            return Self::NONE;
        }
        Self(self.0.saturating_add(edge.0))
    }

    /// The cost, if this is a route.
    pub(crate) fn cost(self) -> Option<Cost> {
        (self != Self::NONE).then(|| Cost((self.0 >> 20).cast_signed()))
    }
}
