//! The interview check.

use std::sync::Arc;

use async_graphql::{Enum, ID, Object, SimpleObject};

use crate::import::{self, ClaimedMap, ImportError};
use crate::service::{self, DegreeKey, InterviewAnswer, RoleKey, ServiceError, people_notice};

use super::connection::page_cost;
use super::enums::{DecisionRole, Dimension, Language};
use super::failure::{Answer, Failure};
use super::import::{FileInput, ImportFault};
use super::opportunity::Opportunity;
use super::organization::Organization;
use super::person::Person;
use super::scalars::DateTime;
use super::scope::Scope;

/// How a claimed person was found among the stored ones.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::ClaimMatch")]
pub enum ClaimMatch {
    /// By identifier.
    Identifier,
    /// By mail address.
    Address,
    /// By an alias.
    Alias,
    /// An address or alias is that of several stored people: taken for a new person.
    Several,
    /// Not found: a new person.
    New,
}

/// An interview check 面试: what was wrong with the claimed files, or how they compare.
pub struct InterviewCheck {
    scope: Scope,
    claimed: ClaimedMap,
    answer: Option<Arc<InterviewAnswer>>,
}

impl InterviewCheck {
    /// Reads the claimed files and holds them against what the viewer may see.
    pub async fn ask(scope: &Scope, files: Vec<FileInput>) -> Answer<Self> {
        let reading = scope.reading();
        let files = files.into_iter().map(FileInput::read).collect::<Answer<_>>()?;
        let claimed = import::claimed_map_of(reading.service(), reading.now().instant(), files).await;
        let mut claimed = claimed.map_err(|error| match error {
            ImportError::Service(error) => Failure::from(error),
            other => ServiceError::Internal(other.to_string()).into(),
        })?;
        let answer = if claimed.faults.is_empty() {
            let records: Arc<[_]> = std::mem::take(&mut claimed.records).into();
            Some(Arc::new(reading.interview_check(records, scope.as_of()).await?))
        } else {
            None
        };
        Ok(Self { scope: scope.clone(), claimed, answer })
    }
}

/// A candidate's claimed map held against what the company knows, as far as the viewer may see it. Nothing of it is written.
#[Object]
impl InterviewCheck {
    /// What is wrong with the files, by file and row; with any fault nothing is compared. At most 100 are told.
    async fn faults(&self) -> Vec<ImportFault> {
        ImportFault::all(&self.claimed.faults)
    }
    /// How many faults there are.
    async fn n_faults(&self) -> u64 {
        self.claimed.faults.total()
    }
    /// What is worth knowing and stopped nothing: columns that mean nothing.
    async fn notices(&self) -> &[String] {
        &self.claimed.notices
    }
    /// How the claimed map compares; null while the files have faults.
    async fn comparison(&self) -> Option<InterviewComparison> {
        let answer = Arc::clone(self.answer.as_ref()?);
        Some(InterviewComparison(Claim { scope: self.scope.clone(), answer }))
    }
    /// What stands beside every metric of people.
    async fn notice(
        &self,
        #[graphql(desc = "In this language; English without.")] language: Option<Language>,
    ) -> &'static str {
        people_notice(language.unwrap_or_default().into())
    }
}

/// An answer, looked at in a scope.
#[derive(Clone)]
struct Claim {
    scope: Scope,
    answer: Arc<InterviewAnswer>,
}

impl Claim {
    fn person(&self, number: u32) -> ClaimedPerson {
        let found = &self.answer.people[number as usize];
        ClaimedPerson {
            claimed_id: ID(found.claimed_id.to_string()),
            name: found.name.clone(),
            found_by: found.found_by.into(),
            person: found.stored.clone().map(|record| Person { scope: self.scope.clone(), record }),
        }
    }

    fn organization(&self, number: u32) -> ClaimedOrganization {
        let found = &self.answer.organizations[number as usize];
        ClaimedOrganization {
            claimed_id: ID(found.claimed_id.to_string()),
            name: found.name.clone(),
            organization: found.stored.clone().map(|record| Organization { scope: self.scope.clone(), record }),
        }
    }

    fn opportunity(&self, number: u32) -> ClaimedOpportunity {
        let found = &self.answer.opportunities[number as usize];
        ClaimedOpportunity {
            claimed_id: ID(found.claimed_id.to_string()),
            name: found.name.clone(),
            opportunity: found.stored.clone().map(|record| Opportunity { scope: self.scope.clone(), record }),
        }
    }

    fn degree(&self, key: &DegreeKey) -> ClaimedDegree {
        ClaimedDegree {
            person: self.person(key.person),
            vendor: self.organization(key.vendor),
            dimension: key.dimension.into(),
            opportunity: key.opportunity.map(|number| self.opportunity(number)),
            level: self.answer.claimed_degrees.get(key).map_or(0, |level| i32::from(level.get())),
        }
    }

    fn line(&self, (from, to): (u32, u32)) -> ClaimedLine {
        ClaimedLine { from: self.person(from), to: self.person(to) }
    }

    fn first(&self, first: Option<i32>) -> Answer<usize> {
        Ok(self.scope.page(first, None)?.first as usize)
    }
}

/// How a claimed map compares with the company's.
pub struct InterviewComparison(Claim);

/// Overlap, agreement, contradictions, and what would be new. What the company knows beyond the claims is counted, never listed.
#[Object]
impl InterviewComparison {
    /// People: the claimed ones, and those who work for the claimed customers.
    async fn people(&self) -> InterviewOverlap {
        (&self.0.answer.check.people).into()
    }
    /// The three degrees, each of a person towards a vendor, in general or in an opportunity.
    async fn degrees(&self) -> InterviewOverlap {
        (&self.0.answer.check.degrees).into()
    }
    /// Current roles in decisions.
    async fn roles(&self) -> InterviewOverlap {
        (&self.0.answer.check.roles).into()
    }
    /// Current reporting lines.
    async fn reporting(&self) -> InterviewOverlap {
        (&self.0.answer.check.reporting).into()
    }
    /// Current influence lines that support.
    async fn influence(&self) -> InterviewOverlap {
        (&self.0.answer.check.influence).into()
    }
    /// Everybody in the claimed map, with whom it means.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn claimed_people(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
    ) -> Answer<Vec<ClaimedPerson>> {
        let first = self.0.first(first)?.min(self.0.answer.people.len());
        Ok((0..first as u32).map(|number| self.0.person(number)).collect())
    }
    /// Claimed people whom the company does not know.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn new_people(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
    ) -> Answer<Vec<ClaimedPerson>> {
        let new = self.0.answer.check.people.new.iter().take(self.0.first(first)?);
        Ok(new.map(|&number| self.0.person(number)).collect())
    }
    /// Claimed degrees that the company does not know.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn new_degrees(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
    ) -> Answer<Vec<ClaimedDegree>> {
        let new = self.0.answer.check.degrees.new.iter().take(self.0.first(first)?);
        Ok(new.map(|key| self.0.degree(key)).collect())
    }
    /// Claimed roles that the company does not know.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn new_roles(&self, #[graphql(desc = "At most this many.")] first: Option<i32>) -> Answer<Vec<ClaimedRole>> {
        let role = |key: &RoleKey| ClaimedRole {
            opportunity: self.0.opportunity(key.opportunity),
            person: self.0.person(key.person),
            role: key.role.into(),
        };
        Ok(self.0.answer.check.roles.new.iter().take(self.0.first(first)?).map(role).collect())
    }
    /// Claimed reporting lines that the company does not know, from the person to the manager.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn new_reporting(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
    ) -> Answer<Vec<ClaimedLine>> {
        let new = self.0.answer.check.reporting.new.iter().take(self.0.first(first)?);
        Ok(new.map(|&line| self.0.line(line)).collect())
    }
    /// Claimed influence lines that the company does not know.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn new_influence(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
    ) -> Answer<Vec<ClaimedLine>> {
        let new = self.0.answer.check.influence.new.iter().take(self.0.first(first)?);
        Ok(new.map(|&line| self.0.line(line)).collect())
    }
    /// For each of the three degrees, how far the levels that both know agree.
    async fn agreement(&self) -> Vec<DegreeAgreement> {
        let agreement = |a: &service::Agreement| DegreeAgreement {
            dimension: a.dimension.into(),
            n_shared: a.n_shared,
            n_within_one: a.n_within_one,
            share: a.share,
            mean_difference: a.mean_difference,
        };
        self.0.answer.check.agreement.iter().map(agreement).collect()
    }
    /// How many degrees are seen two or more levels apart.
    async fn n_contradictions(&self) -> usize {
        self.0.answer.check.contradictions.len()
    }
    /// Degrees seen two or more levels apart, the furthest apart first.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn contradictions(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
    ) -> Answer<Vec<ClaimContradiction>> {
        let contradiction = |c: &service::Contradiction| ClaimContradiction {
            degree: self.0.degree(&c.key),
            known: i32::from(c.known.get()),
            opposite: c.opposite,
        };
        let found = self.0.answer.check.contradictions.iter().take(self.0.first(first)?);
        Ok(found.map(contradiction).collect())
    }
    /// Claimed facts that take no part: of kinds that are not compared, over by then, or replaced by later ones.
    async fn not_compared(&self) -> u64 {
        self.0.answer.not_compared
    }
    /// How many assessments of other teams take no part because of who asks.
    async fn omitted(&self) -> u64 {
        self.0.answer.omitted
    }
    /// The moment the answer holds for.
    async fn as_of(&self) -> DateTime {
        self.0.answer.as_of.instant().into()
    }
    /// The version of the data it was computed from.
    async fn data_version(&self) -> i64 {
        self.0.answer.data_version
    }
}

/// What both sides know of one kind.
#[derive(SimpleObject)]
pub struct InterviewOverlap {
    /// How many are claimed.
    n_claimed: usize,
    /// How many the company knows.
    n_known: usize,
    /// How many of the claimed the company knows, too.
    n_shared: usize,
    /// That share of the claimed, 0 to 1; null where none is claimed.
    share: Option<f64>,
}

impl<K> From<&service::Overlap<K>> for InterviewOverlap {
    fn from(overlap: &service::Overlap<K>) -> Self {
        Self {
            n_claimed: overlap.n_claimed,
            n_known: overlap.n_known,
            n_shared: overlap.n_shared,
            share: overlap.share,
        }
    }
}

/// Somebody in a claimed map.
#[derive(SimpleObject)]
pub struct ClaimedPerson {
    /// The identifier in the claimed map.
    claimed_id: ID,
    /// The name.
    name: String,
    /// How the stored person was found.
    found_by: ClaimMatch,
    /// The stored person; null for a new one.
    person: Option<Person>,
}

/// An organization in a claimed map: found by identifier, or by a name that only one has.
#[derive(SimpleObject)]
pub struct ClaimedOrganization {
    /// The identifier in the claimed map.
    claimed_id: ID,
    /// The name.
    name: String,
    /// The stored organization; null for a new one.
    organization: Option<Organization>,
}

/// An opportunity in a claimed map: found by identifier, or by a name that only one of the customer has.
#[derive(SimpleObject)]
pub struct ClaimedOpportunity {
    /// The identifier in the claimed map.
    claimed_id: ID,
    /// The name.
    name: String,
    /// The stored opportunity; null for a new one.
    opportunity: Option<Opportunity>,
}

/// A claimed degree: the latest of the claims.
#[derive(SimpleObject)]
pub struct ClaimedDegree {
    /// Whose.
    person: ClaimedPerson,
    /// Towards whom.
    vendor: ClaimedOrganization,
    /// Which of the three.
    dimension: Dimension,
    /// In which opportunity; null in general.
    opportunity: Option<ClaimedOpportunity>,
    /// The claimed level, -2 to 2.
    level: i32,
}

/// A claimed role in a decision.
#[derive(SimpleObject)]
pub struct ClaimedRole {
    /// In which.
    opportunity: ClaimedOpportunity,
    /// Whose.
    person: ClaimedPerson,
    /// Which.
    role: DecisionRole,
}

/// A claimed line from one person to another.
#[derive(SimpleObject)]
pub struct ClaimedLine {
    /// Where it begins.
    from: ClaimedPerson,
    /// Where it ends.
    to: ClaimedPerson,
}

/// How far the levels of one degree agree.
#[derive(SimpleObject)]
pub struct DegreeAgreement {
    /// Which degree.
    dimension: Dimension,
    /// Levels that both know.
    n_shared: u32,
    /// Of those, the ones at most one level apart.
    n_within_one: u32,
    /// That share, 0 to 1; null where none is shared.
    share: Option<f64>,
    /// Mean of claimed minus known: above 0 where the candidate paints people as friendlier than the company sees them.
    mean_difference: Option<f64>,
}

/// A degree that the candidate and the company see two or more levels apart.
#[derive(SimpleObject)]
pub struct ClaimContradiction {
    /// What is claimed.
    degree: ClaimedDegree,
    /// The level the company knows, -2 to 2.
    known: i32,
    /// One side says support and the other opposition.
    opposite: bool,
}
