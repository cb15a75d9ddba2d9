//! The snapshot: every fact that a line of influence can stand on, in memory, at one data version (method §7, "Company-wide mining").
//!
//! What is asked of the whole company cannot be fetched step by step. So all facts behind lines are read once at a data version
//! ([`read`]), as numbers and without texts ([`facts`], [`influences`]), of all times and whoever may see them. For one viewer and
//! day the graph is drawn from them ([`company`]): what is between each ordered pair ([`around`]), and which of it counts for
//! this viewer ([`choice`]). Those are the rules of a live question, so that an employee's reach and the doors of a key
//! person agree.

mod around;
mod choice;
mod company;
mod facts;
mod influences;
mod read;

use std::sync::Arc;

use crate::domain::{AsOf, Id, Organization};

use super::ledger::{LedgerView, numbers};
use super::recall::Recollection;
use super::{Reading, ServiceError};

pub use company::{CompanyLine, DrawnGraph};
pub use facts::Facts;

/// The whole company at a moment as one viewer may see it: lines, our own people, and the key persons of all customers with
/// their decision power.
#[derive(Debug)]
pub struct CompanyGraph {
    drawn: Arc<DrawnGraph>,
    view: LedgerView,
    key_persons: Vec<KeyPerson>,
    omitted: u64,
    data_version: i64,
}

/// A key person 关键人 with what they decide.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyPerson {
    /// The node in the graph.
    pub node: u32,
    /// Decision power: the sum of the decision weights below. The weights of one customer sum to 1, so every customer counts alike.
    pub power: f64,
    /// Customer, by its number in the ledger, and decision weight there (method §6), by customer.
    pub customers: Vec<(u32, f64)>,
}

impl Reading {
    /// The whole company at a moment as this viewer may see it, and the data version it is of.
    ///
    /// # Errors
    /// As [`Reading::ledger`]; [`ServiceError::LimitExceeded`] when there are more lines than may be held in memory.
    pub async fn company_graph(&self, as_of: AsOf) -> Result<(Arc<CompanyGraph>, i64), ServiceError> {
        self.consistently("company_graph", |r| Box::pin(r.company_graph(as_of))).await
    }
}

impl Recollection<'_> {
    /// The whole company at a moment as this viewer may see it. Lines are those of the day, key persons those of the moment, as
    /// with a point question.
    pub(super) async fn company_graph(&self, as_of: AsOf) -> Result<Arc<CompanyGraph>, ServiceError> {
        let drawn = self.drawn_graph(as_of).await?;
        let ledger = self.ledger().await?;
        let policy = Arc::clone(&self.service().policy);
        let view = LedgerView::new(&ledger, &policy, self.viewer(), as_of);
        let data_version = self.version();
        let made = self.service().compute.run(move || Arc::new(CompanyGraph::new(drawn, view, data_version)));
        made.await
    }

    /// The lines of everybody on the day of a moment, drawn once for each viewer and day at a data version.
    async fn drawn_graph(&self, as_of: AsOf) -> Result<Arc<DrawnGraph>, ServiceError> {
        let viewer = self.viewer().clone();
        let key = (viewer.person.clone(), viewer.role, as_of.day());
        if let Some(drawn) = self.generation().drawn.get(&key) {
            return Ok(drawn);
        }
        let facts = self.facts().await?;
        let day = numbers::day(&as_of.day_text())
            .ok_or_else(|| ServiceError::bad_input("asOf", "a day of the years 0000 to 9999 is expected"))?;
        let policy = Arc::clone(&self.service().policy);
        let draw = move || Arc::new(DrawnGraph::new(facts, &policy, &viewer, as_of, day));
        let drawn = self.service().compute.run(draw).await?;
        let kept = Arc::clone(&drawn);
        self.remember(move |generation| generation.drawn.insert(key, kept));
        Ok(drawn)
    }

    /// Every fact that a line of influence can stand on, read once at a data version.
    async fn facts(&self) -> Result<Arc<Facts>, ServiceError> {
        if let Some(facts) = self.generation().facts.get() {
            return Ok(Arc::clone(facts));
        }
        // Whoever comes meanwhile waits for what is being read.
        let _turn = self.generation().reading_facts.lock().await;
        if let Some(facts) = self.generation().facts.get() {
            return Ok(Arc::clone(facts));
        }
        let facts = Arc::new(self.read_facts().await?);
        let read = Arc::clone(&facts);
        self.remember(move |kept| {
            metrics::gauge!("guanxi_snapshot_bytes").set(read.bytes() as f64);
            metrics::gauge!("guanxi_snapshot_lines").set(read.influences.len() as f64);
            kept.facts.get_or_init(|| read);
        });
        Ok(facts)
    }
}

impl CompanyGraph {
    fn new(drawn: Arc<DrawnGraph>, view: LedgerView, data_version: i64) -> Self {
        let (mut weights, mut omitted) = (Vec::new(), drawn.omitted());
        for customer in view.ledger().customers() {
            let at = view.customer(customer);
            omitted += at.omitted;
            for (&person, weight) in at.members.iter().zip(at.weights(&view)) {
                let node = drawn.number(view.ledger().people().id(person));
                // Who works for us is nobody's key person, whatever seat they hold elsewhere.
                let node = node.filter(|_| !view.is_colleague(person));
                weights.extend(node.map(|node| (node, customer, weight.weight)));
            }
        }
        weights.sort_unstable_by_key(|(node, customer, _)| (*node, *customer));
        let key_persons = weights.chunk_by(|a, b| a.0 == b.0).map(|at| KeyPerson {
            node: at[0].0,
            power: at.iter().map(|(_, _, weight)| weight).sum(),
            customers: at.iter().map(|(_, customer, weight)| (*customer, *weight)).collect(),
        });
        Self { key_persons: key_persons.collect(), omitted, data_version, drawn, view }
    }

    /// The lines, and who is who.
    pub fn drawn(&self) -> &Arc<DrawnGraph> {
        &self.drawn
    }

    /// Customers, opportunities, posts and departments at the same moment for the same viewer.
    pub fn view(&self) -> &LedgerView {
        &self.view
    }

    /// The key persons of all customers, by node.
    pub fn key_persons(&self) -> &[KeyPerson] {
        &self.key_persons
    }

    /// A key person by node.
    pub fn key_person(&self, node: u32) -> Option<&KeyPerson> {
        let place = self.key_persons.binary_search_by_key(&node, |key| key.node).ok()?;
        Some(&self.key_persons[place])
    }

    /// Lines and assessments of other teams, which the viewer may know of but not see.
    pub fn omitted(&self) -> u64 {
        self.omitted
    }

    /// The data version everything is of.
    pub fn data_version(&self) -> i64 {
        self.data_version
    }

    /// The number in the ledger of who is behind a node.
    pub(super) fn in_ledger(&self, node: u32) -> Option<u32> {
        self.view.ledger().people().number(self.drawn.behind(node))
    }

    /// The department of a colleague, by its number in the ledger; of a masked one, too.
    pub fn department_of(&self, node: u32) -> Option<u32> {
        self.view.department_of(self.in_ledger(node)?)
    }

    /// The title level of a colleague who is known by name, 1 the highest.
    pub fn title_level_of(&self, node: u32) -> Option<u8> {
        if self.drawn.is_masked(node) { None } else { self.view.title_level_of(self.in_ledger(node)?) }
    }

    /// The identifier of somebody known by name.
    pub fn person(&self, node: u32) -> Option<&Id> {
        (!self.drawn.is_masked(node)).then(|| self.drawn.behind(node))
    }

    /// A customer by its number in the ledger.
    pub fn customer(&self, number: u32) -> &Arc<Organization> {
        self.view.ledger().organization(number)
    }
}
