//! An answer of which only the parts that are asked for are put together.
//!
//! Hundreds of our people may have a way to somebody, of whom a page is shown. All of them are ranked, by number; names, routes and
//! what lines stand on are put together for those that are shown. The rest of the answer comes the same way: what nobody
//! asks for is not computed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::domain::{AsOf, Department, Person, Policy};
use crate::engine;

use super::super::ServiceError;
use super::answer::{
    AnswerSource, ConflictLine, DepartmentInfluence, Door, InfluenceAnswer, Introduction, Knowledge, Omission,
    RedundancyAnswer, ReportingLine, RouteAnswer, RouteParty,
};

/// How much is told of a door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Telling {
    /// Nothing.
    #[default]
    Nothing,
    /// Everything but its routes and the viewer's way to it.
    Briefly,
    /// Everything.
    Wholly,
}

/// The parts of an answer that are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    /// The doors of these ranks, from 0 on, as far as there are so many: wholly.
    pub doors: Vec<Range<usize>>,
    /// The doors by department.
    pub departments: bool,
    /// The best door of each department.
    pub best_doors: Telling,
    /// The chance that at least one door succeeds.
    pub company_reach: bool,
    /// On how many legs the relation stands.
    pub redundancy: bool,
    /// The viewer's ways to the doors, and which of them to ask first.
    pub introductions: bool,
    /// Reporting lines around the key person.
    pub reporting: bool,
    /// Conflict lines with an end on a route or at the key person: how many, and those at these places from 0 on, as far as there are so
    /// many.
    pub conflicts: Option<Vec<Range<usize>>>,
}

impl Wanted {
    /// The whole answer.
    pub fn everything() -> Self {
        Self {
            doors: std::iter::once(0..usize::MAX).collect(),
            departments: true,
            best_doors: Telling::Wholly,
            company_reach: true,
            redundancy: true,
            introductions: true,
            reporting: true,
            conflicts: Some(std::iter::once(0..usize::MAX).collect()),
        }
    }

    /// The ranks that are told wholly, of so many doors.
    pub(super) fn ranks(&self, doors: usize) -> BTreeSet<usize> {
        within(&self.doors, doors)
    }
}

/// The places in these ranges, of so many.
pub(super) fn within(ranges: &[Range<usize>], most: usize) -> BTreeSet<usize> {
    ranges.iter().flat_map(|range| range.start..range.end.min(most)).collect()
}

/// Some entries of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Excerpt<T> {
    /// How many entries the whole list has.
    pub n: usize,
    /// By their place in the list, from 0 on.
    pub shown: BTreeMap<usize, T>,
}

impl<T> Excerpt<T> {
    /// The same entries, told otherwise.
    pub(super) fn try_map<U>(self, tell: impl Fn(T) -> Result<U, ServiceError>) -> Result<Excerpt<U>, ServiceError> {
        let told = self.shown.into_iter().map(|(place, entry)| Ok((place, tell(entry)?)));
        Ok(Excerpt { n: self.n, shown: told.collect::<Result<_, ServiceError>>()? })
    }
}

/// A door as far as it is told.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownDoor {
    /// As [`Door::employee`].
    pub employee: RouteParty,
    /// As [`Door::department`].
    pub department: Option<Arc<Department>>,
    /// As [`Door::probability`].
    pub probability: f64,
    /// As [`Door::undecayed_probability`].
    pub undecayed_probability: f64,
    /// As [`Door::deep`].
    pub deep: bool,
    /// As [`Door::cold`].
    pub cold: bool,
    /// As [`Door::ask_first`]; false where introductions are not asked for.
    pub ask_first: bool,
    /// What else belongs to a door that is told wholly.
    pub ways: Option<Ways>,
}

/// The ways over a door.
#[derive(Debug, Clone, PartialEq)]
pub struct Ways {
    /// As [`Door::routes`].
    pub routes: Vec<RouteAnswer>,
    /// As [`Door::introduction`]; absent where introductions are not asked for.
    pub introduction: Option<Introduction>,
}

/// An answer in part: what [`Wanted`] asked for, and what costs nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct PartialAnswer {
    pub key_person: Arc<Person>,
    pub knowledge: Knowledge,
    /// How many doors there are.
    pub n_doors: usize,
    /// By rank; see [`InfluenceAnswer::doors`].
    pub doors: BTreeMap<usize, ShownDoor>,
    pub departments: Option<Vec<DepartmentInfluence>>,
    pub company_reach: Option<engine::Reach>,
    pub redundancy: Option<RedundancyAnswer>,
    pub omissions: Vec<Omission>,
    pub reporting: Option<Vec<ReportingLine>>,
    /// The order: see [`InfluenceAnswer::conflicts`].
    pub conflicts: Option<Excerpt<ConflictLine>>,
    pub as_of: AsOf,
    pub data_version: i64,
    pub source: AnswerSource,
    /// The policy with the limits of the question put in.
    pub policy: Arc<Policy>,
}

/// A part of an answer that nobody asked for.
pub(super) fn unasked(part: &str) -> ServiceError {
    ServiceError::Internal(format!("{part} were not asked for"))
}

impl PartialAnswer {
    /// The whole answer, where [`Wanted::everything`] was asked for.
    ///
    /// # Errors
    /// [`ServiceError::Internal`] where something is missing.
    pub fn whole(self) -> Result<InfluenceAnswer, ServiceError> {
        let Self {
            key_person,
            knowledge,
            n_doors,
            doors,
            departments,
            company_reach,
            redundancy,
            omissions,
            reporting,
            conflicts,
            as_of,
            data_version,
            source,
            policy,
        } = self;
        if doors.len() != n_doors {
            return Err(unasked("some doors"));
        }
        let conflicts = conflicts.filter(|conflicts| conflicts.shown.len() == conflicts.n);
        let conflicts = conflicts.ok_or_else(|| unasked("some conflicts"))?.shown;
        Ok(InfluenceAnswer {
            key_person,
            knowledge,
            doors: doors.into_values().map(ShownDoor::whole).collect::<Result<_, _>>()?,
            departments: departments.ok_or_else(|| unasked("departments"))?,
            company_reach: company_reach.ok_or_else(|| unasked("chances of the company"))?,
            redundancy: redundancy.ok_or_else(|| unasked("legs"))?,
            omissions,
            reporting: reporting.ok_or_else(|| unasked("reporting lines"))?,
            conflicts: conflicts.into_values().collect(),
            as_of,
            data_version,
            source,
            policy,
        })
    }
}

impl ShownDoor {
    fn whole(self) -> Result<Door, ServiceError> {
        let Self { employee, department, probability, undecayed_probability, deep, cold, ask_first, ways } = self;
        let Ways { routes, introduction } = ways.ok_or_else(|| unasked("routes"))?;
        Ok(Door {
            employee,
            department,
            probability,
            undecayed_probability,
            deep,
            cold,
            routes,
            introduction,
            ask_first,
        })
    }
}
