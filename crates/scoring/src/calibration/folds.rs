//! Which deals a model is tried on: folds of whole customers.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore as _, SeedableRng as _};

use super::Cases;
use guanxi_domain::CalibrationPolicy;

/// The folds of one repeat.
pub(super) struct Split {
    /// The fold of each deal.
    pub of_deal: Vec<u32>,
}

/// What a generator of random numbers is for; keeps those of one seed apart.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    Folds = 1,
    Customers = 2,
}

/// Random numbers that depend on (seed, purpose, index) alone, so that no thread waits for another's.
pub(super) fn generator(policy: &CalibrationPolicy, purpose: Purpose, index: u32) -> ChaCha8Rng {
    let mut key = [0_u8; 32];
    key[..8].copy_from_slice(&(policy.seed as u64).to_le_bytes());
    key[8] = purpose as u8;
    key[16..20].copy_from_slice(&index.to_le_bytes());
    ChaCha8Rng::from_seed(key)
}

/// A number in `0..bound`.
pub(super) fn below(generator: &mut ChaCha8Rng, bound: usize) -> usize {
    // The bias is below 1 in 2³² for any number of customers that there can be.
    ((u128::from(generator.next_u64()) * bound as u128) >> 64) as usize
}

/// Deals the customers out to the folds: in random order, each to the fold with the fewest deals so far. With at least as many
/// customers as folds, no fold is empty.
pub(super) fn split(cases: &Cases, repeat: u32, policy: &CalibrationPolicy) -> Split {
    let mut sizes: std::collections::BTreeMap<u32, usize> = std::collections::BTreeMap::new();
    for deal in &cases.deals {
        *sizes.entry(deal.customer).or_default() += 1;
    }
    let mut customers: Vec<(u32, usize)> = sizes.into_iter().collect();
    let mut generator = generator(policy, Purpose::Folds, repeat);
    for last in (1..customers.len()).rev() {
        customers.swap(last, below(&mut generator, last + 1));
    }
    let mut loads = vec![0_usize; policy.folds as usize];
    let mut of_customer = std::collections::HashMap::with_capacity(customers.len());
    for (customer, size) in customers {
        let (fold, load) = loads.iter_mut().enumerate().min_by_key(|(_, load)| **load).expect("there are folds");
        *load += size;
        of_customer.insert(customer, u32::try_from(fold).expect("there are few folds"));
    }
    Split { of_deal: cases.deals.iter().map(|deal| of_customer[&deal.customer]).collect() }
}

#[cfg(test)]
mod tests {
    use super::super::ClosedDeal;
    use super::*;
    use guanxi_domain::Policy;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_customer_is_in_one_fold_and_no_fold_is_empty(customers in proptest::collection::vec(0_u32..30, 60..200)) {
            let policy = Policy::default().calibration;
            let deal = |&customer| ClosedDeal { customer, won: false, values: vec![], heuristic: None, cap: None };
            let cases = Cases { features: vec![], deals: customers.iter().map(deal).collect() };
            let distinct: std::collections::BTreeSet<u32> = customers.iter().copied().collect();
            prop_assume!(distinct.len() >= 5);
            let (one, other) = (split(&cases, 0, &policy), split(&cases, 1, &policy));
            for customer in distinct {
                let mut folds = customers.iter().zip(&one.of_deal).filter(|(c, _)| **c == customer).map(|(_, f)| f);
                let first = folds.next();
                prop_assert!(folds.all(|fold| Some(fold) == first));
            }
            for fold in 0..5 {
                prop_assert!(one.of_deal.contains(&fold) && other.of_deal.contains(&fold));
            }
            prop_assert_eq!(&one.of_deal, &split(&cases, 0, &policy).of_deal);
        }
    }
}
