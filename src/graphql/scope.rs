//! What the objects of one answer share: one reading of the store, its loaders, and the moment they are looked at.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;
use std::time::Duration;

use async_graphql::dataloader::{DataLoader, HashMapCache, Loader};

use crate::domain::AsOf;
use crate::service::{PageRequest, Reading, ServiceError};

use super::batches;
use super::failure::Answer;
use super::loaders::Records;
use super::scalars::DateTime;

/// One reading with its loaders, and a moment. Cheap to clone: every object has one, so that all nested fields of an answer
/// see the same data, and look at the moment of the answer unless told otherwise.
#[derive(Clone)]
pub struct Scope {
    inner: Arc<Inner>,
    as_of: AsOf,
}

struct Inner {
    reading: Arc<Reading>,
    records: DataLoader<Records, HashMapCache>,
}

impl Scope {
    /// Everything of one request; the moment is that of the request.
    pub fn new(reading: Arc<Reading>) -> Self {
        let as_of = reading.now();
        let records = DataLoader::with_cache(Records(Arc::clone(&reading)), batches::hold, HashMapCache::default());
        let records = records.delay(Duration::ZERO);
        Self { inner: Arc::new(Inner { reading, records }), as_of }
    }

    /// The same data, looked at another moment.
    pub fn at(&self, as_of: AsOf) -> Self {
        Self { inner: Arc::clone(&self.inner), as_of }
    }

    /// As [`Scope::at`], at the moment an argument names, if it does.
    ///
    /// # Errors
    /// `BAD_INPUT` for an unreadable moment.
    pub fn at_argument(&self, as_of: Option<&DateTime>) -> Answer<Self> {
        Ok(match as_of {
            None => self.clone(),
            Some(as_of) => self.at(as_of.as_of("asOf")?),
        })
    }

    /// The moment.
    pub fn as_of(&self) -> AsOf {
        self.as_of
    }

    /// The reading.
    pub fn reading(&self) -> &Arc<Reading> {
        &self.inner.reading
    }

    /// What a key leads to, together with what else is asked at the same time.
    ///
    /// # Errors
    /// Those of the service.
    pub async fn load<K>(&self, key: K) -> Answer<Option<<Records as Loader<K>>::Value>>
    where
        K: Send + Sync + Hash + Eq + Clone + 'static,
        Records: Loader<K, Error = ServiceError>,
    {
        // Boxed, because what a loader needs would make every field of every object larger, also those that load nothing.
        Ok(Box::pin(self.inner.records.load_one(key)).await?)
    }

    /// As [`Scope::load`], for many keys.
    ///
    /// # Errors
    /// As [`Scope::load`].
    pub async fn load_many<K>(&self, keys: Vec<K>) -> Answer<HashMap<K, <Records as Loader<K>>::Value>>
    where
        K: Send + Sync + Hash + Eq + Clone + 'static,
        Records: Loader<K, Error = ServiceError>,
    {
        Ok(Box::pin(self.inner.records.load_many(keys)).await?)
    }

    /// The arguments of a page, held to the limits.
    ///
    /// # Errors
    /// `BAD_INPUT` for a negative number, `LIMIT_EXCEEDED` above the page size.
    pub fn page(&self, first: Option<i32>, after: Option<String>) -> Answer<PageRequest> {
        Ok(PageRequest::new(first.map(i64::from), after, self.reading().service().limits())?)
    }
}
