//! A store with something before each of its readings: tests count statements with it, and record while something is read.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use futures_util::future::BoxFuture;
use guanxi::store::{Params, Row, RowStream, Statement, Store, StoreError, StoreKind, Transaction, View};

/// The names of the statements that were run, in their order.
pub type Noted = Arc<Mutex<Vec<&'static str>>>;

/// A store that does something before it reads with a statement.
#[derive(Clone)]
pub struct Interposed {
    inner: Arc<dyn Store>,
    before: Arc<dyn Fn(&'static str) -> BoxFuture<'static, ()> + Send + Sync>,
}

struct InterposedView {
    inner: Box<dyn View>,
    of: Interposed,
}

impl Interposed {
    /// Over a store.
    pub fn over(
        inner: &Arc<dyn Store>,
        before: impl Fn(&'static str) -> BoxFuture<'static, ()> + Send + Sync + 'static,
    ) -> Arc<dyn Store> {
        Arc::new(Self { inner: Arc::clone(inner), before: Arc::new(before) })
    }

    /// A store that notes the names of the statements with which it reads.
    pub fn noting(inner: &Arc<dyn Store>) -> (Arc<dyn Store>, Noted) {
        let names = Noted::default();
        (Self::noting_in(inner, &names), names)
    }

    /// As [`Interposed::noting`], into these.
    pub fn noting_in(inner: &Arc<dyn Store>, names: &Noted) -> Arc<dyn Store> {
        let noted = Arc::clone(names);
        Self::over(inner, move |name| {
            noted.lock().unwrap().push(name);
            Box::pin(std::future::ready(()))
        })
    }
}

#[async_trait]
impl Store for Interposed {
    fn kind(&self) -> StoreKind {
        self.inner.kind()
    }
    async fn ping(&self) -> Result<(), StoreError> {
        self.inner.ping().await
    }
    async fn run(&self, statement: &'static Statement, params: Params) -> Result<Vec<Row>, StoreError> {
        (self.before)(statement.name).await;
        self.inner.run(statement, params).await
    }
    async fn stream(&self, statement: &'static Statement, params: Params) -> Result<RowStream, StoreError> {
        (self.before)(statement.name).await;
        self.inner.stream(statement, params).await
    }
    async fn view(&self) -> Result<Box<dyn View>, StoreError> {
        Ok(Box::new(InterposedView { inner: self.inner.view().await?, of: self.clone() }))
    }
    async fn begin(&self) -> Result<Box<dyn Transaction>, StoreError> {
        self.inner.begin().await
    }
    fn lanes(&self) -> usize {
        self.inner.lanes()
    }
    async fn migrate(&self) -> Result<Vec<String>, StoreError> {
        self.inner.migrate().await
    }
    async fn examine(&self) -> Result<Vec<String>, StoreError> {
        self.inner.examine().await
    }
}

#[async_trait]
impl View for InterposedView {
    async fn run(&mut self, statement: &'static Statement, params: Params) -> Result<Vec<Row>, StoreError> {
        (self.of.before)(statement.name).await;
        self.inner.run(statement, params).await
    }
    async fn stream(&mut self, statement: &'static Statement, params: Params) -> Result<RowStream, StoreError> {
        (self.of.before)(statement.name).await;
        self.inner.stream(statement, params).await
    }
}
