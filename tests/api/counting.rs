//! A store that counts the statements it is asked to read with.

use std::sync::Arc;
use std::sync::Mutex;

use async_trait::async_trait;
use guanxi::store::{Params, Row, RowStream, Statement, Store, StoreError, StoreKind, Transaction, View};

/// The names of the statements that were run, in their order.
pub type Counted = Arc<Mutex<Vec<&'static str>>>;

pub struct Counting {
    pub inner: Arc<dyn Store>,
    pub counted: Counted,
}

struct CountingView {
    inner: Box<dyn View>,
    counted: Counted,
}

#[async_trait]
impl Store for Counting {
    fn kind(&self) -> StoreKind {
        self.inner.kind()
    }
    async fn ping(&self) -> Result<(), StoreError> {
        self.inner.ping().await
    }
    async fn run(&self, statement: &'static Statement, params: Params) -> Result<Vec<Row>, StoreError> {
        self.counted.lock().unwrap().push(statement.name);
        self.inner.run(statement, params).await
    }
    async fn stream(&self, statement: &'static Statement, params: Params) -> Result<RowStream, StoreError> {
        self.counted.lock().unwrap().push(statement.name);
        self.inner.stream(statement, params).await
    }
    async fn view(&self) -> Result<Box<dyn View>, StoreError> {
        Ok(Box::new(CountingView { inner: self.inner.view().await?, counted: Arc::clone(&self.counted) }))
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
impl View for CountingView {
    async fn run(&mut self, statement: &'static Statement, params: Params) -> Result<Vec<Row>, StoreError> {
        self.counted.lock().unwrap().push(statement.name);
        self.inner.run(statement, params).await
    }
    async fn stream(&mut self, statement: &'static Statement, params: Params) -> Result<RowStream, StoreError> {
        self.counted.lock().unwrap().push(statement.name);
        self.inner.stream(statement, params).await
    }
}
