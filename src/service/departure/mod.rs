//! "What do we lose if these people leave?" and "whose departure would cost most?" (method §7, "Departure simulation").
//!
//! What is removed is what the viewer sees under a name. Lines behind a mask stay: a loss that they made would tell whose they are.

mod answer;
mod ranking;
mod successors;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::domain::{AsOf, ChainStatus, Id};
use crate::engine::{
    self, Cancelled, DepartureProblem, InfluenceMatrix, InfluenceMatrixError, InfluenceMatrixProblem, Progress,
    influence_matrix,
};

use super::coaching::AmountAtRisk;
use super::recall::Recollection;
use super::snapshot::CompanyGraph;
use super::{Reading, ServiceError, within};

pub use answer::{
    AtRisk, ChangedChain, DepartureAnswer, LostRelation, OwnerlessDeal, ReachLoss, Successor, SuccessorReason,
};
pub use ranking::{DepartureRanking, LossEntry};

impl Reading {
    /// Simulates that people leave together, colleagues and contacts in any mixture: whom we reach less or no more, which chains turn
    /// red, what is at risk, and who could take over.
    ///
    /// # Errors
    /// [`ServiceError::BadInput`] for nobody; [`ServiceError::NotFound`] for somebody who is not recorded;
    /// [`ServiceError::LimitExceeded`] for more people than `limits.departing_people`, or a company larger than may be held in memory.
    pub async fn departure(&self, people: &[Id], as_of: AsOf) -> Result<DepartureAnswer, ServiceError> {
        let people: BTreeSet<Id> = people.iter().cloned().collect();
        if people.is_empty() {
            return Err(ServiceError::bad_input("people", "nobody leaves"));
        }
        within("people who leave", people.len() as u64, self.service().limits().departing_people)?;
        let (answer, _) = self.consistently("departure", |r| Box::pin(r.departure(people.clone(), as_of))).await?;
        Ok(answer)
    }
}

impl Recollection<'_> {
    async fn departure(&self, people: BTreeSet<Id>, as_of: AsOf) -> Result<DepartureAnswer, ServiceError> {
        let company = self.company_graph(as_of).await?;
        let matrix = self.influence_matrix(&company).await?;
        let number = |id: &Id| {
            let missing = || ServiceError::NotFound { what: "person", id: id.to_string() };
            company.drawn().number(id).ok_or_else(missing)
        };
        let leaving: Vec<u32> = people.iter().map(number).collect::<Result<_, _>>()?;
        let progress = self.progress();
        self.service().compute.run(move || simulated(&company, &matrix, &leaving, &*progress)).await?
    }
}

/// The best route of every employee to each of these, over nobody who leaves.
fn routes_without(
    company: &CompanyGraph,
    targets: &[u32],
    leaving: &[u32],
    progress: &dyn Progress,
) -> Result<InfluenceMatrix, ServiceError> {
    // No route passes an employee: whoever leaves is made one, and nothing that begins there is taken.
    let mut impassable = [company.drawn().employees(), leaving].concat();
    impassable.sort_unstable();
    impassable.dedup();
    let problem = InfluenceMatrixProblem {
        graph: company.drawn().graph(),
        targets,
        employees: &impassable,
        max_edges: company.max_edges(),
        max_pairs: usize::MAX,
    };
    influence_matrix(&problem, progress).map_err(|error| match error {
        InfluenceMatrixError::Cancelled => Cancelled.into(),
        InfluenceMatrixError::TooManyPairs(_) => ServiceError::Internal("there is no limit to these pairs".to_owned()),
    })
}

/// What is lost, from the graph.
pub(super) fn simulated(
    company: &Arc<CompanyGraph>,
    matrix: &InfluenceMatrix,
    leaving: &[u32],
    progress: &dyn Progress,
) -> Result<DepartureAnswer, ServiceError> {
    let policy = company.view().policy();
    let (targets, weights) = (company.key_nodes(), company.powers()?);
    let found = engine::departure(
        &DepartureProblem {
            graph: company.drawn().graph(),
            targets: &targets,
            weights: &weights,
            employees: company.drawn().employees(),
            leaving,
            max_edges: company.max_edges(),
            worlds: policy.reach.worlds as u32,
            seed: policy.reach.seed as u64,
            exact_budget: policy.reach.exact_budget as u64,
        },
        progress,
    )?;

    let losses = found.key_persons.iter().map(|change| ReachLoss {
        node: change.target,
        power: company.key_person(change.target).map_or(0.0, |key| key.power),
        before: change.before,
        after: change.after,
    });
    let (lost, rest): (Vec<ReachLoss>, Vec<ReachLoss>) =
        losses.filter(|loss| loss.before.probability > 0.0).partition(|loss| loss.after.probability == 0.0);
    let weakened = rest.into_iter().filter(|loss| loss.fall() >= policy.mining.weakened).collect();

    let concerned: Vec<u32> = {
        let mut nodes: Vec<u32> = found.key_persons.iter().map(|change| change.target).collect();
        nodes.sort_unstable();
        nodes
    };
    let uncovered = uncovered_customers(company, matrix, &concerned, leaving, progress)?;
    let (red, ownerless) = (turned_red(company, leaving), ownerless(company, leaving));
    let at_risk = at_risk(company, &uncovered, &ownerless);
    Ok(DepartureAnswer {
        leaving: leaving.iter().filter_map(|&node| company.person(node).cloned()).collect(),
        loss: found.loss,
        lost,
        weakened,
        red,
        ownerless,
        uncovered: uncovered.into_iter().collect(),
        at_risk,
        relations: successors::lost_relations(company, leaving, progress)?,
        omitted: company.omitted(),
        as_of: company.view().as_of(),
        data_version: company.data_version(),
        policy: Arc::clone(policy),
        company: Arc::clone(company),
    })
}

/// Customers of whom somebody of ours had a route of at least `mining.covered` to a key person, and nobody has any more.
fn uncovered_customers(
    company: &CompanyGraph,
    matrix: &InfluenceMatrix,
    concerned: &[u32],
    leaving: &[u32],
    progress: &dyn Progress,
) -> Result<BTreeSet<u32>, ServiceError> {
    let leaves = |node: u32| leaving.binary_search(&node).is_ok();
    let staying: Vec<u32> = concerned.iter().copied().filter(|&node| !leaves(node)).collect();
    let without = routes_without(company, &staying, leaving, progress)?;
    let after = |node: u32| {
        if leaves(node) {
            return 0.0;
        }
        let Ok(place) = staying.binary_search(&node) else { return best(matrix, node, |_| true) };
        without.of_target(place).find(|pair| !leaves(pair.employee)).map_or(0.0, |pair| pair.probability())
    };
    // Of each customer the best before and after.
    let mut customers: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
    let touched: BTreeSet<u32> =
        concerned.iter().filter_map(|&node| company.key_person(node)).flat_map(|k| &k.customers).map(|c| c.0).collect();
    for key in company.key_persons() {
        let of_touched = key.customers.iter().filter(|(customer, _)| touched.contains(customer));
        for (customer, _) in of_touched {
            let known = customers.entry(*customer).or_default();
            *known = (known.0.max(best(matrix, key.node, |_| true)), known.1.max(after(key.node)));
        }
    }
    let covered = company.view().policy().mining.covered;
    let is_lost = |(before, after): &(f64, f64)| *before >= covered && *after < covered;
    Ok(customers.into_iter().filter(|(_, best)| is_lost(best)).map(|(customer, _)| customer).collect())
}

/// The best route probability to a key person.
fn best(matrix: &InfluenceMatrix, node: u32, counts: impl Fn(u32) -> bool) -> f64 {
    let Ok(place) = matrix.targets().binary_search(&node) else { return 0.0 };
    matrix.of_target(place).find(|pair| counts(pair.employee)).map_or(0.0, |pair| pair.probability())
}

/// The people who leave as numbers of the ledger, ascending.
fn in_ledger(company: &CompanyGraph, leaving: &[u32]) -> Vec<u32> {
    let mut people: Vec<u32> = leaving.iter().filter_map(|&node| company.in_ledger(node)).collect();
    people.sort_unstable();
    people
}

/// Open opportunities whose chain turns red without the members who leave.
fn turned_red(company: &CompanyGraph, leaving: &[u32]) -> Vec<ChangedChain> {
    let (view, absent) = (company.view(), in_ledger(company, leaving));
    let Ok(own) = view.ledger().own() else { return Vec::new() };
    let open = view.ledger().deals().filter(|(_, deal)| deal.is_open(view.day()));
    open.filter_map(|(number, _)| {
        let (before, after) = view.state_without(number, own, &absent)?;
        let turned = before.status != ChainStatus::Red && after.status == ChainStatus::Red;
        turned.then(|| ChangedChain {
            opportunity: view.ledger().opportunities().id(number).clone(),
            before: before.status,
        })
    })
    .collect()
}

/// Open opportunities whose owner leaves.
fn ownerless(company: &CompanyGraph, leaving: &[u32]) -> Vec<OwnerlessDeal> {
    let (view, absent) = (company.view(), in_ledger(company, leaving));
    let owned = view.ledger().deals().filter(|(_, deal)| deal.is_open(view.day()));
    owned
        .filter(|(_, deal)| absent.binary_search(&deal.owner).is_ok())
        .map(|(number, deal)| OwnerlessDeal {
            opportunity: view.ledger().opportunities().id(number).clone(),
            owner: view.ledger().people().id(deal.owner).clone(),
        })
        .collect()
}

/// The amounts of open opportunities at customers who are no longer covered, and of those without an owner, each once.
fn at_risk(company: &CompanyGraph, uncovered: &BTreeSet<u32>, ownerless: &[OwnerlessDeal]) -> AtRisk {
    let (view, ledger) = (company.view(), company.view().ledger());
    let without: BTreeSet<&Id> = ownerless.iter().map(|deal| &deal.opportunity).collect();
    let mut by_currency: BTreeMap<Arc<str>, (f64, u32)> = BTreeMap::new();
    let (mut n_opportunities, mut n_without_amount) = (0, 0);
    for (number, deal) in ledger.deals().filter(|(_, deal)| deal.is_open(view.day())) {
        if !uncovered.contains(&deal.customer) && !without.contains(ledger.opportunities().id(number)) {
            continue;
        }
        n_opportunities += 1;
        match (deal.amount, deal.currency) {
            (Some(amount), Some(currency)) => {
                let sum = by_currency.entry(Arc::clone(ledger.currency(currency))).or_default();
                *sum = (sum.0 + amount, sum.1 + 1);
            }
            _ => n_without_amount += 1,
        }
    }
    let amount = |(currency, (amount, opportunities))| AmountAtRisk { currency, amount, opportunities };
    AtRisk { amounts: by_currency.into_iter().map(amount).collect(), n_opportunities, n_without_amount }
}
