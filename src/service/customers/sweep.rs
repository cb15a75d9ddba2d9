//! Customers at many moments in one pass.
//!
//! Asking each moment by itself looks at every assessment of every person again each time. Here each person's assessments are
//! gone through once, in the order of time, with the moments beside them; what is left for each moment is the weights.
//! The numbers are the very same: the same people in the same order, through the same formulas.

use crate::domain::{AttitudeLevel, Policy};
use crate::scoring::chain::{Power, SupportLine, weights_of_many};
use crate::service::ledger::LedgerView;

use super::standing::Counted;

/// A key person at a moment.
struct Present {
    person: u32,
    levels: [Option<AttitudeLevel>; 3],
    power: Power,
}

/// What averages of a customer are made of, at each of these moments, which go on in time.
pub fn sweep(views: &[LedgerView], customer: u32) -> Vec<Counted> {
    let Some(first) = views.first() else { return Vec::new() };
    let mut present: Vec<Vec<Present>> = views.iter().map(|_| Vec::new()).collect();
    first.each_key_person(customer, views, |moment, person, levels, power| {
        present[moment].push(Present { person, levels, power });
    });
    let counted = |(view, present): (&LedgerView, Vec<Present>)| count(view, &present, view.policy());
    views.iter().zip(present).map(counted).collect()
}

fn count(view: &LedgerView, present: &[Present], policy: &Policy) -> Counted {
    let members: Vec<u32> = present.iter().map(|p| p.person).collect();
    let (support, _): (Vec<SupportLine>, u64) = view.support_among(&members);
    let weights = weights_of_many(present.iter().map(|p| p.power), &support, &policy.chain);
    let mut counted = Counted::default();
    for (p, weight) in present.iter().zip(weights) {
        counted.add(p.levels, weight.weight);
    }
    counted
}
