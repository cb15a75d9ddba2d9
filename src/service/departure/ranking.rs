//! Whose departure would cost most: all employees by the loss each would cause.

use std::sync::Arc;

use crate::domain::{AsOf, Department, Id, Policy};
use crate::engine::{DepartureLossProblem, EmployeeLoss, Progress, departure_losses};
use crate::scoring::seller::may_break_down;
use crate::service::recall::Recollection;
use crate::service::snapshot::CompanyGraph;
use crate::service::{Reading, ServiceError, within};

/// All employees by the loss that the departure of each would cause.
#[derive(Debug, Clone)]
pub struct DepartureRanking {
    /// Greatest loss first; equals by identifier, masked colleagues last.
    pub entries: Vec<LossEntry>,
    /// Σ decision power · reach with everybody there.
    pub reach: f64,
    /// Worlds drawn.
    pub worlds: u32,
    /// People who are not told one by one because they are too few.
    pub n_not_broken_down: u32,
    /// Lines and assessments of other teams that were left out because of who asks.
    pub omitted: u64,
    pub as_of: AsOf,
    pub data_version: i64,
    pub policy: Arc<Policy>,
    company: Arc<CompanyGraph>,
}

/// What the departure of one employee would cost.
#[derive(Debug, Clone)]
pub struct LossEntry {
    /// Absent: the blind lines of a colleague whose name is withheld.
    pub person: Option<Id>,
    pub department: Option<Arc<Department>>,
    pub found: EmployeeLoss,
}

impl Reading {
    /// Ranks all employees by the reach over decision power that would be lost if each left alone. With `worlds` so many random
    /// worlds are drawn, instead of `reach.worlds`.
    ///
    /// # Errors
    /// As [`Reading::departure`]; [`ServiceError::LimitExceeded`] for more worlds than allowed.
    pub async fn departure_ranking(&self, worlds: Option<u32>, as_of: AsOf) -> Result<DepartureRanking, ServiceError> {
        let worlds = worlds_of(self, worlds)?;
        let (ranking, _) =
            self.consistently("departure_ranking", |r| Box::pin(r.departure_ranking_of(worlds, as_of))).await?;
        Ok(ranking)
    }
}

/// The worlds to draw.
fn worlds_of(reading: &Reading, asked: Option<u32>) -> Result<u32, ServiceError> {
    let worlds = asked.unwrap_or(reading.service().policy().reach.worlds as u32);
    within("worlds", u64::from(worlds), reading.service().limits().worlds)?;
    if worlds == 0 {
        return Err(ServiceError::bad_input("worlds", "at least 1 world is drawn"));
    }
    Ok(worlds)
}

impl Recollection<'_> {
    async fn departure_ranking_of(&self, worlds: u32, as_of: AsOf) -> Result<DepartureRanking, ServiceError> {
        let company = self.company_graph(as_of).await?;
        let (viewer, progress) = (self.viewer().person.clone(), self.progress());
        self.service().compute.run(move || ranked(&company, worlds, &viewer, &*progress)).await?
    }
}

/// The ranking, from the graph.
pub(in crate::service) fn ranked(
    company: &Arc<CompanyGraph>,
    worlds: u32,
    viewer: &Id,
    progress: &dyn Progress,
) -> Result<DepartureRanking, ServiceError> {
    let policy = company.view().policy();
    let (targets, weights) = (company.key_nodes(), company.powers()?);
    let problem = DepartureLossProblem {
        graph: company.drawn().graph(),
        targets: &targets,
        weights: &weights,
        employees: company.drawn().employees(),
        max_edges: company.max_edges(),
        worlds,
        seed: policy.reach.seed as u64,
    };
    let losses = departure_losses(&problem, progress)?;
    let n_named = company.drawn().employees().iter().filter(|&&node| company.person(node).is_some()).count();
    let broken_down = may_break_down(n_named, &policy.performance);
    let is_told = |loss: &EmployeeLoss| broken_down || company.person(loss.employee) == Some(viewer);
    let entries: Vec<LossEntry> = losses
        .employees
        .into_iter()
        .filter(is_told)
        .map(|found| LossEntry {
            person: company.person(found.employee).cloned(),
            department: company.department_of(found.employee).and_then(|n| company.department(n)).map(Arc::clone),
            found,
        })
        .collect();
    let told = entries.iter().filter(|entry| entry.person.is_some()).count();
    Ok(DepartureRanking {
        n_not_broken_down: (n_named - told) as u32,
        entries,
        reach: losses.reach,
        worlds: losses.worlds,
        omitted: company.omitted(),
        as_of: company.view().as_of(),
        data_version: company.data_version(),
        policy: Arc::clone(policy),
        company: Arc::clone(company),
    })
}

impl DepartureRanking {
    /// The identifier of a key person by node.
    pub fn key_person(&self, node: u32) -> Option<&Id> {
        self.company.person(node)
    }
}
