//! Questions over both organizations at once (method §7, "Company-wide mining"): who covers whom, whom to introduce next, where the
//! network breaks, and what changed between two dates. All of them are asked of the graph of the whole company as one viewer may see
//! it, over the routes of a point question, so that their figures agree with the doors of a key person.

mod changes;
mod coverage;
mod map;
mod maximization;
mod plan;
mod structure;

use std::sync::Arc;

use crate::domain::{AsOf, Department, Id};
use crate::engine::InfluenceMatrix;

use super::ServiceError;
use super::neighbourhood::Node;
use super::recall::Recollection;
use super::snapshot::CompanyGraph;

pub use crate::engine::layout::CommunityTie;
pub use changes::{
    CompanyChangesAnswer, EmployeeChange, KeyPersonChange, LineChange, LineChangeKind, LineState, PowerChange,
};
pub use coverage::{
    CoverageAnswer, CoverageQuestion, DepartmentCoverage, EmployeeCoverage, SinglePoint, SingleThreaded, SoleRoute,
    UncoveredKeyPerson,
};
pub use map::{MapAnswer, MapCommunity, MapDetail, MapLine, MapPart, MapPerson, MapQuestion, MapSide, MapUnit};
pub use maximization::{MaximizationAnswer, MaximizationQuestion, Seed, SeedsAmong};
pub use plan::{Introduced, IntroductionPlanAnswer, IntroductionPlanQuestion};
pub use structure::{StructureAnswer, StructureBridge, StructureLayer, StructurePerson, StructureQuestion};

/// A colleague as the viewer may know them.
#[derive(Debug, Clone, PartialEq)]
pub struct Colleague {
    /// By name, or behind a mask.
    pub node: Node,
    /// Where to ask.
    pub department: Option<Arc<Department>>,
}

impl Colleague {
    fn of(company: &CompanyGraph, node: u32) -> Self {
        let department = company.department_of(node);
        let department = department.and_then(|number| company.view().ledger().department(number)).cloned();
        Self { node: company.drawn().node(node), department }
    }

    /// What tells colleagues of one answer apart, and nothing more.
    pub fn key(&self) -> String {
        match &self.node {
            Node::Person(id) => format!("person:{id}"),
            Node::Masked(mask) => format!("masked:{mask}"),
        }
    }
}

/// A graph with the best routes of all employees to all key persons.
#[derive(Debug, Clone)]
struct Routes {
    company: Arc<CompanyGraph>,
    matrix: Arc<InfluenceMatrix>,
}

impl Routes {
    fn key_person(&self, node: u32) -> &Id {
        self.company.drawn().behind(node)
    }
}

impl Recollection<'_> {
    async fn routes_of_all(&self, as_of: AsOf) -> Result<Routes, ServiceError> {
        let company = self.company_graph(as_of).await?;
        let matrix = self.influence_matrix(&company).await?;
        Ok(Routes { company, matrix })
    }
}
