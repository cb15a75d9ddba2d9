//! The snapshot: every fact that a line of influence can stand on, in memory, at one data version (method §7, "Company-wide mining").
//!
//! What is asked of the whole company cannot be fetched step by step. So all facts behind lines are read once at a data version
//! ([`read`]), as numbers and without texts ([`facts`], [`influences`]), of all times and whoever may see them. For one viewer and
//! day the graph is drawn from them ([`company`]): what is between each ordered pair ([`around`]), and which of it counts for
//! this viewer ([`choice`]). Those are the rules of a live question, so that an employee's reach and the doors of a key
//! person agree.
//!
//! Questions about one person are answered from it, too, while it is of the store's data version ([`walk`]). After a change the
//! records that changed are read, and those alone ([`refresh`]); who reads it and when is for [`keeper`].

mod around;
mod choice;
mod company;
mod facts;
mod gathered;
mod influences;
mod keeper;
mod of_day;
mod order;
mod read;
mod refresh;
mod walk;

use std::sync::Arc;

use crate::domain::{AsOf, Department, Id, Organization};
use crate::engine::{
    InfluenceMatrix, InfluenceMatrixError, InfluenceMatrixProblem, Unwatched, Weight, influence_matrix,
};

use super::ledger::{LedgerView, numbers};
use super::recall::Recollection;
use super::{Reading, ServiceError};

pub(in crate::service) use around::{Around, Tie};
pub(in crate::service) use choice::{Drawn, Eyes};
pub use company::{CompanyLine, DrawnGraph};
pub use facts::Facts;
pub(in crate::service) use facts::{Contacted, Reports};
pub(in crate::service) use influences::Recorded;
pub(in crate::service) use keeper::Keeper;
pub use keeper::{SnapshotHealth, SnapshotHeld, SnapshotState};
pub(in crate::service) use of_day::OfDay;
pub(in crate::service) use walk::{Behind, TooMany, Walk, Who, numbers_of};

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
        let day = numbers::day_as_of(as_of)?;
        let policy = Arc::clone(&self.service().policy);
        let draw = move || Arc::new(DrawnGraph::new(facts, &policy, &viewer, as_of, day));
        let drawn = self.service().compute.run(draw).await?;
        let kept = Arc::clone(&drawn);
        self.remember(move |generation| generation.drawn.insert(key, kept));
        Ok(drawn)
    }

    /// The best route of every employee to every key person of a graph, over at most `route.steps_outside` lines. The one made last
    /// for a viewer and day is kept.
    ///
    /// # Errors
    /// [`ServiceError::LimitExceeded`] when more pairs have a route than may be held.
    pub(super) async fn influence_matrix(
        &self,
        company: &Arc<CompanyGraph>,
    ) -> Result<Arc<InfluenceMatrix>, ServiceError> {
        let key = (self.viewer().person.clone(), self.viewer().role, company.view.as_of().day());
        // Lines are those of the day, but key persons those of the moment.
        let is_of = |matrix: &Arc<InfluenceMatrix>| {
            matrix.targets().iter().copied().eq(company.key_persons.iter().map(|key| key.node))
        };
        if let Some(matrix) = self.generation().matrices.get(&key).filter(is_of) {
            return Ok(matrix);
        }
        let (of, max_pairs) = (Arc::clone(company), self.service().limits().matrix_pairs);
        let made = self.service().compute.run(move || {
            let targets = of.key_nodes();
            influence_matrix(
                &InfluenceMatrixProblem {
                    graph: of.drawn.graph(),
                    targets: &targets,
                    employees: of.drawn.employees(),
                    max_edges: of.max_edges(),
                    max_pairs: max_pairs as usize,
                },
                &Unwatched,
            )
        });
        let matrix = Arc::new(made.await?.map_err(|error| match error {
            InfluenceMatrixError::TooManyPairs(_) => ServiceError::LimitExceeded {
                limit: "pairs of employee and key person",
                given: u64::from(max_pairs) + 1,
                max: u64::from(max_pairs),
            },
            InfluenceMatrixError::Cancelled => ServiceError::Internal("nobody stopped the matrix".to_owned()),
        })?);
        let kept = Arc::clone(&matrix);
        self.remember(move |generation| generation.matrices.insert(key, kept));
        Ok(matrix)
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

    /// The nodes of the key persons, ascending.
    pub fn key_nodes(&self) -> Vec<u32> {
        self.key_persons.iter().map(|key| key.node).collect()
    }

    /// The decision power of each key person as the engine takes it.
    ///
    /// # Errors
    /// [`ServiceError::Internal`] for one that is no number.
    pub fn powers(&self) -> Result<Vec<Weight>, ServiceError> {
        let power = |key: &KeyPerson| Weight::new(key.power).map_err(|e| ServiceError::Internal(e.to_string()));
        self.key_persons.iter().map(power).collect()
    }

    /// Most lines of a route outside our company.
    pub fn max_edges(&self) -> u8 {
        self.view.policy().route.steps_outside as u8
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

    /// The record of a department of ours by its number in the ledger.
    pub fn department(&self, number: u32) -> Option<&Arc<Department>> {
        self.view.ledger().department(number)
    }

    /// The uppermost department above a department of ours, or itself: its office.
    pub fn office_of(&self, department: u32) -> u32 {
        let ledger = self.view.ledger();
        let mut at = department;
        let mut seen = vec![at];
        while let Some(parent) = ledger.department(at).and_then(|record| record.parent_id.as_ref()) {
            match ledger.department_number(parent) {
                // No department is above itself; this is for data that says so.
                Some(number) if !seen.contains(&number) => at = number,
                _ => break,
            }
            seen.push(at);
        }
        at
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
