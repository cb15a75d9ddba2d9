//! The trend of any metric: what it was at each of some moments, computed from the facts as of then.

use std::sync::Arc;

use crate::domain::{AsOf, Coded, Id, OrganizationKind, Policy, RecordKind, coded};
use crate::scoring::band::LevelCounts;
use crate::scoring::chain::assess;
use crate::scoring::win::win_of_chain;
use crate::service::ledger::{Ledger, LedgerView};
use crate::service::limits::within;
use crate::service::recall::Recollection;
use crate::service::{Reading, ServiceError};

use super::moments::Every;
use super::overview::points_at;
use super::standing;
use super::totals::{CustomerTotals, DegreeTotals};
use super::win::Chances;

/// Most points of the trend of a reach: each is a whole question about the person.
const REACH_POINTS: u32 = 60;

coded! {
    /// What a trend is of.
    pub enum TrendMetric expects "a metric" {
        /// Closeness: the level of a contact, else the mean over key persons, or over the members of a chain.
        Relationship = "relationship",
        /// Solution acceptance, likewise.
        Solution = "solution",
        /// Price acceptance, likewise.
        Price = "price",
        /// Closeness by decision weight.
        RelationshipWeighted = "relationship_weighted",
        /// Solution acceptance by decision weight.
        SolutionWeighted = "solution_weighted",
        /// Price acceptance by decision weight.
        PriceWeighted = "price_weighted",
        /// Closeness as the mean over the customers' means.
        RelationshipOfCustomers = "relationship_of_customers",
        /// Solution acceptance as the mean over the customers' means.
        SolutionOfCustomers = "solution_of_customers",
        /// Price acceptance as the mean over the customers' means.
        PriceOfCustomers = "price_of_customers",
        /// Completeness.
        Completeness = "completeness",
        /// Insight rate.
        Insight = "insight",
        /// How many key persons there are.
        KeyPersons = "key_persons",
        /// How many opportunities are open.
        OpenOpportunities = "open_opportunities",
        /// The chain score of our own company.
        ChainScore = "chain_score",
        /// The win probability.
        WinProbability = "win_probability",
        /// How likely our company reaches a contact, as a question about that person answers.
        Reach = "reach",
    }
}

/// Whose metric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrendSubject {
    /// All customers of our own company.
    Company,
    /// A customer, an opportunity or a contact, by what it is and its identifier.
    Of(RecordKind, Id),
    /// A customer, an opportunity or a contact, by its identifier alone.
    Named(Id),
}

/// Which metric of what, and when.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendQuestion {
    pub metric: TrendMetric,
    pub of: TrendSubject,
    pub from: AsOf,
    pub to: AsOf,
    pub every: Every,
}

/// A metric at one moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrendPoint {
    pub as_of: AsOf,
    /// Absent while nothing is known that it is computed from.
    pub value: Option<f64>,
    /// How much of what it is computed from is known: levels of degrees, or customers, or fields to fill; for the reach the doors.
    pub n_known: u64,
    pub n_total: u64,
}

/// A trend.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendAnswer {
    pub metric: TrendMetric,
    /// What it is of, absent for our own company.
    pub of: Option<(RecordKind, Id)>,
    /// In time.
    pub points: Vec<TrendPoint>,
    /// Assessments and lines of other teams that were left out of the last point.
    pub omitted: u64,
    pub data_version: i64,
    pub policy: Arc<Policy>,
}

/// Whose metric, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    Company,
    Customer(u32),
    Opportunity(u32),
    Contact(u32),
}

impl Subject {
    fn name(self) -> &'static str {
        match self {
            Self::Company => "our own company",
            Self::Customer(_) => "a customer",
            Self::Opportunity(_) => "an opportunity",
            Self::Contact(_) => "a person",
        }
    }

    /// Whether there is such a metric of this.
    fn has(self, metric: TrendMetric) -> bool {
        use TrendMetric as M;
        match metric {
            M::Relationship | M::Solution | M::Price => true,
            M::RelationshipWeighted | M::SolutionWeighted | M::PriceWeighted => {
                matches!(self, Self::Company | Self::Customer(_))
            }
            M::RelationshipOfCustomers | M::SolutionOfCustomers | M::PriceOfCustomers => self == Self::Company,
            M::Completeness | M::Insight => !matches!(self, Self::Contact(_)),
            M::KeyPersons | M::OpenOpportunities => matches!(self, Self::Company | Self::Customer(_)),
            M::ChainScore | M::WinProbability => matches!(self, Self::Opportunity(_)),
            M::Reach => matches!(self, Self::Contact(_)),
        }
    }

    fn find(ledger: &Ledger, of: &TrendSubject) -> Result<Self, ServiceError> {
        let organization = |id: &Id| -> Option<Result<Self, ServiceError>> {
            let number = ledger.organization_number(id)?;
            Some(match ledger.organization(number).kind {
                OrganizationKind::Own => Ok(Self::Company),
                OrganizationKind::Customer => Ok(Self::Customer(number)),
                kind @ (OrganizationKind::Competitor | OrganizationKind::Partner) => {
                    let message =
                        format!("{id} is a {}; there are trends of customers and of our own company", kind.code());
                    Err(ServiceError::bad_input("of", message))
                }
            })
        };
        let opportunity = |id: &Id| ledger.opportunities().number(id).map(|number| Ok(Self::Opportunity(number)));
        let person = |id: &Id| ledger.people().number(id).map(|number| Ok(Self::Contact(number)));
        let (what, id, found) = match of {
            TrendSubject::Company => return Ok(Self::Company),
            TrendSubject::Of(RecordKind::Organization, id) => ("organization", id, organization(id)),
            TrendSubject::Of(RecordKind::Opportunity, id) => ("opportunity", id, opportunity(id)),
            TrendSubject::Of(RecordKind::Person, id) => ("person", id, person(id)),
            TrendSubject::Of(kind, _) => {
                let message = format!(
                    "is an identifier of the kind {}; there are trends of customers, opportunities and people",
                    kind.code()
                );
                return Err(ServiceError::bad_input("of", message));
            }
            TrendSubject::Named(id) => {
                let found: Vec<_> = [organization(id), opportunity(id), person(id)].into_iter().flatten().collect();
                if found.len() > 1 {
                    let message = format!("{id} is the identifier of several things; give the one of this API");
                    return Err(ServiceError::bad_input("of", message));
                }
                ("customer, opportunity or person", id, found.into_iter().next())
            }
        };
        found.unwrap_or_else(|| Err(ServiceError::NotFound { what, id: id.to_string() }))
    }
}

impl Reading {
    /// A metric at the ends of days, weeks, months, quarters or years between two moments, and at the later one.
    ///
    /// # Errors
    /// [`ServiceError::BadInput`] for a metric that does not fit what it is asked of, naming those that do, and for moments the wrong
    /// way round; [`ServiceError::NotFound`] for something that is not stored; [`ServiceError::LimitExceeded`] for too many points.
    pub async fn trend(&self, question: &TrendQuestion) -> Result<TrendAnswer, ServiceError> {
        let (metric, most) = (question.metric, self.service().limits().trend_points);
        let moments = question.every.moments(question.from, question.to, most)?;
        let (ledger, data_version) = self.ledger().await?;
        let own = ledger.own()?;
        let subject = Subject::find(&ledger, &question.of)?;
        if !subject.has(metric) {
            let fit: Vec<String> =
                TrendMetric::ALL.iter().filter(|m| subject.has(**m)).map(|m| m.code().to_uppercase()).collect();
            let message = format!(
                "{} is no metric of {}; there are {}",
                metric.code().to_uppercase(),
                subject.name(),
                fit.join(", ")
            );
            return Err(ServiceError::bad_input("metric", message));
        }
        let of = match subject {
            Subject::Company => None,
            Subject::Customer(n) => Some((RecordKind::Organization, ledger.organization(n).id.clone())),
            Subject::Opportunity(n) => Some((RecordKind::Opportunity, ledger.opportunities().id(n).clone())),
            Subject::Contact(n) => Some((RecordKind::Person, ledger.people().id(n).clone())),
        };
        let chances = match (metric, &of) {
            (TrendMetric::WinProbability, Some((_, id))) => Chances::read(self, id, question.to).await?,
            _ => Chances::default(),
        };
        let policy = Arc::clone(&self.service().policy);
        if let (TrendMetric::Reach, Some((_, person))) = (metric, &of) {
            within("trend_points", moments.len() as u64, REACH_POINTS.min(most))?;
            let moments: Arc<[AsOf]> = moments.into();
            let ask = self
                .consistently("trend_of_reach", |r| Box::pin(reached_points(r, person.clone(), Arc::clone(&moments))));
            let ((points, omitted), data_version) = ask.await?;
            return Ok(TrendAnswer { metric, of, points, omitted, data_version, policy });
        }
        let view = LedgerView::new(&ledger, &policy, self.viewer(), question.to);
        let work = move || (points(&view, own, subject, metric, &chances, &moments), omitted(&view, own, subject));
        let (points, omitted) = self.service().compute.run(work).await?;
        Ok(TrendAnswer { metric, of, points, omitted, data_version, policy })
    }
}

/// How likely our company reaches a person at each moment, and what was left out of the last.
async fn reached_points(
    recollection: &Recollection<'_>,
    person: Id,
    moments: Arc<[AsOf]>,
) -> Result<(Vec<TrendPoint>, u64), ServiceError> {
    let (mut points, mut omitted) = (Vec::with_capacity(moments.len()), 0);
    for &as_of in &*moments {
        points.push(match recollection.company_reach(&person, as_of).await? {
            None => TrendPoint { as_of, value: None, n_known: 0, n_total: 0 },
            Some((reach, doors, hidden)) => {
                omitted = hidden;
                TrendPoint { as_of, value: Some(reach.probability), n_known: doors as u64, n_total: doors as u64 }
            }
        });
    }
    Ok((points, omitted))
}

fn points(
    view: &LedgerView,
    own: u32,
    subject: Subject,
    metric: TrendMetric,
    chances: &Chances,
    moments: &[AsOf],
) -> Vec<TrendPoint> {
    match subject {
        Subject::Company => of_customers(view, &view.ledger().customers().collect::<Vec<_>>(), metric, moments),
        Subject::Customer(customer) => of_customers(view, &[customer], metric, moments),
        Subject::Opportunity(number) => {
            moments.iter().map(|&moment| of_opportunity(&view.at(moment), own, number, metric, chances)).collect()
        }
        Subject::Contact(person) => moments
            .iter()
            .map(|&moment| {
                let known = degree_of(metric).and_then(|place| view.at(moment).degrees(person, own)[place]);
                let value = known.map(|stated| f64::from(stated.level.get()));
                TrendPoint { as_of: moment, value, n_known: u64::from(known.is_some()), n_total: 1 }
            })
            .collect(),
    }
}

/// What is left out at the moment of a view.
fn omitted(view: &LedgerView, own: u32, subject: Subject) -> u64 {
    match subject {
        Subject::Company => view.ledger().customers().map(|customer| view.customer(customer).omitted).sum(),
        Subject::Customer(customer) => view.customer(customer).omitted,
        Subject::Opportunity(number) => view.chain(number, own).omitted,
        Subject::Contact(person) => view.omitted_of(person),
    }
}

/// The place of the degree that a metric is about.
fn degree_of(metric: TrendMetric) -> Option<usize> {
    use TrendMetric as M;
    match metric {
        M::Relationship | M::RelationshipWeighted | M::RelationshipOfCustomers => Some(0),
        M::Solution | M::SolutionWeighted | M::SolutionOfCustomers => Some(1),
        M::Price | M::PriceWeighted | M::PriceOfCustomers => Some(2),
        M::Completeness
        | M::Insight
        | M::KeyPersons
        | M::OpenOpportunities
        | M::ChainScore
        | M::WinProbability
        | M::Reach => None,
    }
}

fn of_customers(view: &LedgerView, customers: &[u32], metric: TrendMetric, moments: &[AsOf]) -> Vec<TrendPoint> {
    use TrendMetric as M;
    let averaged = degree_of(metric).is_some() || metric == M::KeyPersons;
    if averaged {
        let point = |point: super::overview::OverviewPoint| match degree_of(metric) {
            None => count(point.as_of, point.n_key_persons),
            Some(place) => of_degree(point.as_of, metric, &point.degrees[place]),
        };
        return points_at(view, customers, moments).into_iter().map(point).collect();
    }
    let point = |&moment: &AsOf| {
        if metric == M::OpenOpportunities {
            let then = view.at(moment);
            let open: usize = customers.iter().map(|&customer| then.open_deals(customer).count()).sum();
            return count(moment, u32::try_from(open).unwrap_or(u32::MAX));
        }
        let totals = CustomerTotals::of(standing::at(view, customers, moment).iter(), view.policy());
        match metric {
            M::Completeness => {
                let features = totals.completeness.features;
                let value = Some(totals.completeness.value);
                TrendPoint { as_of: moment, value, n_known: features.done.into(), n_total: features.of.into() }
            }
            _ => {
                let insight = totals.insight;
                let (n_known, n_total) = (insight.n_fresh.into(), insight.n_total.into());
                TrendPoint { as_of: moment, value: insight.rate, n_known, n_total }
            }
        }
    };
    moments.iter().map(point).collect()
}

fn count(as_of: AsOf, n: u32) -> TrendPoint {
    TrendPoint { as_of, value: Some(f64::from(n)), n_known: n.into(), n_total: n.into() }
}

fn of_degree(as_of: AsOf, metric: TrendMetric, totals: &DegreeTotals) -> TrendPoint {
    use TrendMetric as M;
    let (value, n_known, n_total) = match metric {
        M::RelationshipWeighted | M::SolutionWeighted | M::PriceWeighted => {
            (totals.weighted.mean, totals.weighted.n_known, totals.weighted.n_total)
        }
        M::RelationshipOfCustomers | M::SolutionOfCustomers | M::PriceOfCustomers => {
            (totals.mean_of_means.mean, totals.mean_of_means.n_known, totals.mean_of_means.n_total)
        }
        _ => (totals.pooled.mean, totals.pooled.n_known, totals.pooled.n_total),
    };
    TrendPoint { as_of, value, n_known: n_known.into(), n_total: n_total.into() }
}

fn of_opportunity(view: &LedgerView, own: u32, number: u32, metric: TrendMetric, chances: &Chances) -> TrendPoint {
    use TrendMetric as M;
    let (as_of, policy) = (view.as_of(), view.policy());
    let drawn = view.chain(number, own);
    if let Some(place) = degree_of(metric) {
        let levels = drawn.chain.members.iter().map(|member| {
            let dimension = crate::domain::Dimension::ALL[place];
            member.degrees[0].get(dimension).map(|degree| degree.level)
        });
        let average = LevelCounts::of(levels).average(&policy.band);
        let (n_known, n_total) = (average.n_known.into(), average.n_total.into());
        return TrendPoint { as_of, value: average.mean, n_known, n_total };
    }
    let assessment = assess(&drawn.chain, 0, policy);
    let members = drawn.chain.members.len() as u64;
    let known = assessment.stances.iter().filter(|stance| stance.value.is_some()).count() as u64;
    match metric {
        M::Completeness => {
            let features = assessment.completeness.features;
            let value = Some(assessment.completeness.value);
            TrendPoint { as_of, value, n_known: features.done.into(), n_total: features.of.into() }
        }
        M::Insight => {
            let insight = &assessment.insight;
            // The sum over nobody is −0.
            let value = Some(insight.rate + 0.0);
            TrendPoint { as_of, value, n_known: insight.n_fresh.into(), n_total: insight.n_total.into() }
        }
        M::WinProbability => {
            let heuristic = win_of_chain(&drawn.chain, &assessment, 0, view.ledger().deal(number).stage, &policy.win);
            let win = chances.at(as_of, &drawn.chain, &assessment, heuristic);
            TrendPoint { as_of, value: Some(win.probability), n_known: known, n_total: members }
        }
        _ => TrendPoint { as_of, value: assessment.scores[0], n_known: known, n_total: members },
    }
}
