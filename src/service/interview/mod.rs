//! "Does this candidate really bring relationships?": a claimed map held against what the company knows (method §10). Nothing is
//! written, and what the viewer may not see takes no part: the answer is the same with and without it.
//!
//! The order of things: find whom and what the claimed map means ([`matching`]); read what is known of them; put both maps side by
//! side, numbered alike ([`maps`]); compare.

mod maps;
mod matching;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::{AsOf, AttitudeLevel, Id, Opportunity, Organization, Person, Record, coded};
use crate::scoring::interview::interview_check;

use super::influencers::Language;
use super::recall::Recollection;
use super::{Reading, ServiceError};

pub use crate::scoring::interview::{Agreement, Contradiction, DegreeKey, InterviewCheck, Overlap, RoleKey};

use maps::Numbers;
use matching::Matches;

coded! {
    /// How a claimed person was found among the stored ones.
    pub enum ClaimMatch expects "how a claimed person was found" {
        /// By identifier.
        Identifier = "identifier",
        /// By mail address.
        Address = "address",
        /// By an alias.
        Alias = "alias",
        /// An address or alias is that of several stored people: taken for a new person.
        Several = "several",
        /// Not found: a new person.
        New = "new",
    }
}

/// Somebody in the claimed map.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimedPerson {
    /// The identifier in the claimed map.
    pub claimed_id: Id,
    pub name: String,
    pub found_by: ClaimMatch,
    /// Absent: a new person.
    pub stored: Option<Arc<Person>>,
}

/// An organization of the claimed map.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimedOrganization {
    pub claimed_id: Id,
    pub name: String,
    pub stored: Option<Arc<Organization>>,
}

/// An opportunity of the claimed map.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimedOpportunity {
    pub claimed_id: Id,
    pub name: String,
    pub stored: Option<Arc<Opportunity>>,
}

/// What an interview check answers. People, vendors and opportunities of the check are numbered as in the lists here.
#[derive(Debug, Clone, PartialEq)]
pub struct InterviewAnswer {
    pub people: Vec<ClaimedPerson>,
    pub organizations: Vec<ClaimedOrganization>,
    pub opportunities: Vec<ClaimedOpportunity>,
    pub check: InterviewCheck,
    /// The latest claimed level of each degree.
    pub claimed_degrees: BTreeMap<DegreeKey, AttitudeLevel>,
    /// Claimed facts of kinds that are not compared, that were over by then, or that later ones replaced.
    pub not_compared: u64,
    /// Assessments of other teams of the claimed people that took no part because of who asks.
    pub omitted: u64,
    pub as_of: AsOf,
    pub data_version: i64,
}

/// What stands beside every metric of people (method §10).
pub fn people_notice(language: Language) -> &'static str {
    match language {
        Language::English => "Not for automated pay or employment decisions.",
        Language::Chinese => "不得用于自动化的薪酬或雇佣决定。",
    }
}

impl Reading {
    /// Holds a claimed map, already checked as an import is, against what is stored as of a moment.
    ///
    /// # Errors
    /// [`ServiceError::Unavailable`] when the database does not answer.
    pub async fn interview_check(&self, claimed: Arc<[Record]>, as_of: AsOf) -> Result<InterviewAnswer, ServiceError> {
        let (mut answer, version) =
            self.consistently("interview_check", |r| Box::pin(r.interview(Arc::clone(&claimed), as_of))).await?;
        answer.data_version = version;
        Ok(answer)
    }
}

impl Recollection<'_> {
    async fn interview(&self, claimed: Arc<[Record]>, as_of: AsOf) -> Result<InterviewAnswer, ServiceError> {
        let matches = Matches::find(self, &claimed).await?;
        let mut numbers = Numbers::new(&matches);
        let (claimed_map, not_compared) = maps::claimed(&claimed, &mut numbers, as_of);
        let (known_map, omitted) = maps::known(self, &matches, &mut numbers, as_of).await?;
        Ok(InterviewAnswer {
            check: interview_check(&claimed_map, &known_map),
            claimed_degrees: claimed_map.degrees,
            people: matches.people,
            organizations: matches.organizations,
            opportunities: matches.opportunities,
            not_compared,
            omitted,
            as_of,
            data_version: 0,
        })
    }
}
