//! Batches: whatever the objects of one level ask for goes to the store as one statement for each kind of question.

use std::collections::HashMap;
use std::hash::Hash;
use std::marker::PhantomData;
use std::sync::Arc;

use async_graphql::dataloader::Loader;

use crate::domain::{Assessment, Department, Id, Opportunity, Organization, Person, Record, RecordKind};
use crate::service::{Reading, ServiceError};

/// Loads through one reading.
pub struct Records(pub Arc<Reading>);

/// Something with an identifier of its own.
pub trait Entity: Sized + Send + Sync + 'static {
    /// Its kind.
    const KIND: RecordKind;
    /// Takes it out of a record of its kind.
    fn of(record: Record) -> Option<Self>;
}

/// One entity, by its identifier.
pub struct One<E>(pub Id, PhantomData<fn() -> E>);

impl<E> One<E> {
    /// The entity with this identifier.
    pub fn new(id: Id) -> Self {
        Self(id, PhantomData)
    }
}

impl<E: Entity> Loader<One<E>> for Records {
    type Value = Arc<E>;
    type Error = ServiceError;

    async fn load(&self, keys: &[One<E>]) -> Result<HashMap<One<E>, Arc<E>>, ServiceError> {
        let ids: Vec<Id> = keys.iter().map(|key| key.0.clone()).collect();
        let records = self.0.records(E::KIND, &ids).await?;
        let entity = |(id, record)| Some((One::new(id), Arc::new(E::of(record)?)));
        Ok(records.into_iter().filter_map(entity).collect())
    }
}

/// A relation from an entity to facts or other entities.
pub trait Relation: Sized + Send + Sync + 'static {
    /// What it leads to.
    type Item: Clone + Send + Sync + 'static;
    /// What it depends on beside the entity: a moment, an optional one, or nothing.
    type Moment: Copy + Eq + Hash + Send + Sync + 'static;

    /// Asks for the items of many entities; each comes with the entity it belongs to.
    fn ask(
        reading: &Reading,
        ids: &[Id],
        moment: Self::Moment,
    ) -> impl Future<Output = Result<Vec<(Id, Self::Item)>, ServiceError>> + Send;

    /// In which order the items of one entity are shown.
    fn rank(item: &Self::Item) -> impl Ord;
}

/// The items of one entity at one moment.
pub struct Of<R: Relation>(pub Id, pub R::Moment);

impl<R: Relation> Loader<Of<R>> for Records {
    type Value = Arc<Vec<R::Item>>;
    type Error = ServiceError;

    async fn load(&self, keys: &[Of<R>]) -> Result<HashMap<Of<R>, Self::Value>, ServiceError> {
        let mut by_moment: HashMap<R::Moment, Vec<Id>> = HashMap::new();
        for Of(id, moment) in keys {
            by_moment.entry(*moment).or_default().push(id.clone());
        }
        let mut items: HashMap<Of<R>, Vec<R::Item>> = HashMap::with_capacity(keys.len());
        for (moment, ids) in by_moment {
            let found = R::ask(&self.0, &ids, moment).await?;
            items.extend(ids.into_iter().map(|id| (Of(id, moment), Vec::new())));
            for (id, item) in found {
                items.entry(Of(id, moment)).or_default().push(item);
            }
        }
        let ranked = |(key, mut items): (Of<R>, Vec<R::Item>)| {
            items.sort_by(|a, b| R::rank(a).cmp(&R::rank(b)));
            (key, Arc::new(items))
        };
        Ok(items.into_iter().map(ranked).collect())
    }
}

// Written out because a derive would ask the marker types for the same.
impl<E> Clone for One<E> {
    fn clone(&self) -> Self {
        Self::new(self.0.clone())
    }
}
impl<E> PartialEq for One<E> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<E> Eq for One<E> {}
impl<E> Hash for One<E> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<R: Relation> Clone for Of<R> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), self.1)
    }
}
impl<R: Relation> PartialEq for Of<R> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 && self.1 == other.1
    }
}
impl<R: Relation> Eq for Of<R> {}
impl<R: Relation> Hash for Of<R> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (&self.0, &self.1).hash(state);
    }
}

impl Entity for Person {
    const KIND: RecordKind = RecordKind::Person;
    fn of(record: Record) -> Option<Self> {
        if let Record::Person(person) = record { Some(person) } else { None }
    }
}
impl Entity for Assessment {
    const KIND: RecordKind = RecordKind::Assessment;
    fn of(record: Record) -> Option<Self> {
        if let Record::Assessment(assessment) = record { Some(assessment) } else { None }
    }
}
impl Entity for Department {
    const KIND: RecordKind = RecordKind::Department;
    fn of(record: Record) -> Option<Self> {
        if let Record::Department(department) = record { Some(department) } else { None }
    }
}
impl Entity for Organization {
    const KIND: RecordKind = RecordKind::Organization;
    fn of(record: Record) -> Option<Self> {
        if let Record::Organization(organization) = record { Some(organization) } else { None }
    }
}
impl Entity for Opportunity {
    const KIND: RecordKind = RecordKind::Opportunity;
    fn of(record: Record) -> Option<Self> {
        if let Record::Opportunity(opportunity) = record { Some(opportunity) } else { None }
    }
}
