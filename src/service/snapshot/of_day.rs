//! What the facts say of everybody on one day: counted once, and used by all questions about that day.

use std::sync::Arc;

use super::around::small_units;
use super::facts::Facts;

/// Who works for us, a bit each: few enough to stay in the cache of a processor while lines of everywhere are looked at.
#[derive(Debug, Clone)]
pub struct Employees(Arc<[u64]>);

impl Employees {
    /// On a day.
    pub fn on(facts: &Facts, day: i32) -> Self {
        let mut bits = vec![0; facts.people.len().div_ceil(64)];
        for person in 0..facts.people.len() as u32 {
            bits[person as usize / 64] |= u64::from(facts.is_employee(person, day)) << (person % 64);
        }
        Self(bits.into())
    }

    /// Whether somebody is among them.
    pub fn contains(&self, person: u32) -> bool {
        self.0[person as usize / 64] >> (person % 64) & 1 == 1
    }
}

/// What holds on a day.
#[derive(Debug)]
pub struct OfDay {
    /// Who works for us.
    pub employees: Employees,
    /// Of each department whether its members know each other.
    pub small: Box<[bool]>,
}

impl OfDay {
    /// Counts it; members of a department know each other where there are at most so many.
    pub fn new(facts: &Facts, day: i32, members_max: usize) -> Self {
        Self { employees: Employees::on(facts, day), small: small_units(facts, day, members_max) }
    }
}
