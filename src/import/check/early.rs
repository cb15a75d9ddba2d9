//! Assessments of people from before they were anywhere: told, and kept.

use crate::domain::{AsOf, Id, Membership, Record};
use crate::import::known::Known;
use crate::service::ServiceError;

use super::key::{Key, KeyMap, KeySet};
use super::posts::not_asked;
use super::{day_number, days};

/// How many assessments are from before the first membership of their person, here or in the store.
#[derive(Default)]
pub(super) struct EarlyAssessments {
    /// The first day of all memberships of a person, as a number that keeps the order.
    first_days: KeyMap<i32>,
    /// Those whose stored memberships were asked for.
    asked: KeySet,
    count: u64,
}

impl EarlyAssessments {
    /// How many there are so far.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Brings in what the store knows of the people who are assessed in this piece.
    pub async fn learn_stored(
        &mut self,
        known: &dyn Known,
        records: impl Iterator<Item = &Record>,
    ) -> Result<(), ServiceError> {
        let assessed = records.filter_map(|record| match record {
            Record::Assessment(r) => Some(r.person_id.clone()),
            _ => None,
        });
        let people: Vec<Id> = not_asked(assessed, &mut self.asked);
        if people.is_empty() {
            return Ok(());
        }
        for membership in &known.memberships_of(&people).await? {
            self.learn(membership);
        }
        Ok(())
    }

    fn learn(&mut self, membership: &Membership) {
        let (from, _) = days(membership.period);
        let first = self.first_days.entry(Key::of_id(&membership.person_id)).or_insert(from);
        *first = from.min(*first);
    }

    /// Takes a record up; memberships come before assessments.
    pub fn take(&mut self, record: &Record) {
        match record {
            Record::Membership(r) => self.learn(r),
            Record::Assessment(r) => {
                let day = day_number(AsOf::new(r.at).day());
                self.count +=
                    u64::from(self.first_days.get(&Key::of_id(&r.person_id)).is_some_and(|first| day < *first));
            }
            _ => {}
        }
    }
}
