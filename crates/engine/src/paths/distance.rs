//! Cost and number of edges of a route in one number.

use crate::Cost;

/// Cost and number of edges in one number that orders by cost, then edges, and adds both at once: the cost in the upper 44 bits, the
/// edges in the lower 20.
///
/// A route has room here if its probability is above 2⁻²²⁸⁶ (floating-point numbers end at 2⁻¹⁰⁷⁴) and it has fewer than 2²⁰ edges;
/// one that has not is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Distance(u64);

const EDGE_BITS: u32 = 20;
const EDGES: u64 = (1 << EDGE_BITS) - 1;

impl Distance {
    /// No edges.
    pub(crate) const START: Self = Self(0);
    /// No route: after every route.
    pub(crate) const NONE: Self = Self(u64::MAX);

    /// One edge of this cost.
    pub(crate) fn of_edge(cost: Cost) -> Self {
        Self((cost.0.cast_unsigned() << EDGE_BITS) | 1)
    }

    /// Both parts added; nothing is added to no route.
    pub(crate) fn plus(self, other: Self) -> Self {
        let sum = self.0.saturating_add(other.0);
        // With too many edges the lower part has run over into the upper one.
        let edges = (self.0 & EDGES) + (other.0 & EDGES);
        if edges >= EDGES { Self::NONE } else { Self(sum) }
    }

    /// What is left when the end of a route is taken away.
    pub(super) fn minus(self, end: Self) -> Self {
        Self(self.0 - end.0)
    }

    /// The cost, if this is a route.
    pub(crate) fn cost(self) -> Option<Cost> {
        (self != Self::NONE).then(|| Cost((self.0 >> EDGE_BITS).cast_signed()))
    }

    /// The number of edges, if this is a route.
    pub(crate) fn edges(self) -> Option<u32> {
        (self != Self::NONE).then_some((self.0 & EDGES) as u32)
    }

    /// The place of this distance when distances are cut into steps of 2^`bits` units of cost.
    pub(crate) fn step(self, bits: u32) -> u64 {
        self.0 >> (EDGE_BITS + bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_has_no_room_is_no_route() {
        let one = Distance::of_edge(Cost(1 << 43));
        assert_eq!(one.plus(one), Distance::NONE);
        assert_eq!(Distance::NONE.plus(Distance::of_edge(Cost(0))), Distance::NONE);
        assert_eq!(Distance::NONE.cost(), None);
        let longest = (0..1_048_574).fold(Distance::START, |sum, _| sum.plus(Distance::of_edge(Cost(0))));
        assert_eq!((longest.cost(), longest.edges()), (Some(Cost(0)), Some(1_048_574)));
        assert_eq!(longest.plus(Distance::of_edge(Cost(0))), Distance::NONE);
    }

    proptest! {
        #[test]
        fn orders_by_cost_then_edges(a in 0i64..1 << 42, b in 0i64..1 << 42) {
            let (one, two) = (Distance::of_edge(Cost(a)), Distance::of_edge(Cost(b)).plus(Distance::of_edge(Cost(0))));
            prop_assert_eq!(one < two, a <= b);
            let sum = one.plus(two);
            prop_assert_eq!((sum.cost(), sum.edges()), (Some(Cost(a + b)), Some(3)));
        }
    }
}
