//! Customers whose average moved.

use std::sync::Arc;

use async_graphql::Object;

use crate::domain;
use crate::service::{Mover, MoverReason};

use super::super::connection::page_cost;
use super::super::decision::DegreeAverage;
use super::super::enums::Dimension;
use super::super::facts::Assessment;
use super::super::failure::Answer;
use super::super::loaders::One;
use super::super::organization::Organization;
use super::super::person::Person;
use super::super::scope::Scope;
use super::enums::MoverReasonKind;

/// Reasons that are told where nobody says how many.
const REASONS: i32 = 5;

/// A customer whose average moved, looked at in a scope.
pub struct CustomerMover {
    pub scope: Scope,
    pub mover: Arc<Mover>,
}

/// A customer whose average of a degree moved since one period before.
#[Object]
impl CustomerMover {
    /// The customer.
    async fn customer(&self) -> Organization {
        Organization { scope: self.scope.clone(), record: Arc::clone(&self.mover.customer) }
    }
    /// Which degree.
    async fn dimension(&self) -> Dimension {
        self.mover.dimension.into()
    }
    /// The average over the key persons one period before.
    async fn before(&self) -> DegreeAverage {
        DegreeAverage::of(self.mover.dimension, &self.mover.before)
    }
    /// The average over the key persons at the moment.
    async fn after(&self) -> DegreeAverage {
        DegreeAverage::of(self.mover.dimension, &self.mover.after)
    }
    /// How far it moved: after less before.
    async fn change(&self) -> f64 {
        self.mover.change
    }
    /// How many things moved it.
    async fn n_reasons(&self) -> usize {
        self.mover.reasons.len()
    }
    /// What moved it: the greatest steps first.
    #[graphql(complexity = "page_cost(Some(first.unwrap_or(REASONS)), child_complexity)")]
    async fn reasons(
        &self,
        #[graphql(desc = "At most this many; 5 without.")] first: Option<i32>,
    ) -> Answer<Vec<CustomerMoverReason>> {
        let first = self.scope.page(Some(first.unwrap_or(REASONS)), None)?.first as usize;
        let reason = |at| CustomerMoverReason { scope: self.scope.clone(), mover: Arc::clone(&self.mover), at };
        Ok((0..self.mover.reasons.len().min(first)).map(reason).collect())
    }
}

/// One thing that moved an average, by its place in the answer.
pub struct CustomerMoverReason {
    scope: Scope,
    mover: Arc<Mover>,
    at: usize,
}

impl CustomerMoverReason {
    fn reason(&self) -> &MoverReason {
        &self.mover.reasons[self.at]
    }
}

/// One thing that moved an average.
#[Object]
impl CustomerMoverReason {
    /// What it was.
    async fn kind(&self) -> MoverReasonKind {
        self.reason().kind.into()
    }
    /// Whose level.
    async fn person(&self) -> Answer<Person> {
        Person::known(&self.scope, &self.reason().person).await
    }
    /// The level before, -2 to 2; null where none counted.
    async fn before(&self) -> Option<i32> {
        self.reason().before.map(|level| i32::from(level.get()))
    }
    /// The level after, -2 to 2; null where none counts.
    async fn after(&self) -> Option<i32> {
        self.reason().after.map(|level| i32::from(level.get()))
    }
    /// The assessment that counts now, with who assessed, when, and the evidence; where none does, the one that counted.
    async fn assessment(&self) -> Answer<Assessment> {
        let id = &self.reason().assessment;
        let record = self.scope.load(One::<domain::Assessment>::new(id.clone())).await?;
        let record = record.ok_or_else(|| super::super::node::dangling(domain::RecordKind::Assessment, id))?;
        Ok(Assessment { scope: self.scope.clone(), record: (*record).clone() })
    }
}
