//! What "who in our company can influence this key person" answers.

use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::{AsOf, Department, Id, Person, Policy, Reporting, Strength, coded};
use crate::engine;

use super::super::lines::LineKind;

coded! {
    /// What is known of a relation between our company and the key person (method §3): never confused with each other.
    pub enum Knowledge expects "a state of knowledge" {
        /// Somebody has a way to the person.
        Known = "known",
        /// Nobody recorded anything.
        Unknown = "unknown",
        /// Recorded: there is no relation.
        None = "none",
        /// Every way has decayed to its floor somewhere.
        Cold = "cold",
        /// There is something, but not for this viewer.
        Hidden = "hidden",
    }
}

coded! {
    /// Where an answer was computed from.
    pub enum AnswerSource expects "a source of answers" {
        /// The store, at the moment of the question.
        Live = "live",
        /// The snapshot of the whole graph in memory.
        Snapshot = "snapshot",
    }
}

coded! {
    /// Why something is not in an answer.
    pub enum OmissionReason expects "a reason of omission" {
        /// Lines of other teams, which this viewer may not see.
        OtherTeams = "other_teams",
    }
}

/// From where a question is asked (四视角).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Viewpoint {
    /// 个人: the viewer's own ways.
    Me,
    /// 团队: those of the viewer's departments and of everybody below the viewer.
    MyTeam,
    /// 我司: everybody's.
    OurCompany,
    /// 友商: the ways of a competitor's people.
    Competitor(Id),
}

/// How far and how many, where the caller wants other than the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RouteLimits {
    /// Most edges from the door to the key person, 1–6.
    pub steps_outside: Option<u32>,
    /// Most edges from the viewer to the door, 0–4.
    pub steps_inside: Option<u32>,
    /// Routes for each door, at least 1.
    pub routes_per_door: Option<u32>,
    /// Worlds of the estimate, at least 1.
    pub worlds: Option<u32>,
}

/// The question.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    pub key_person: Id,
    pub viewpoint: Viewpoint,
    /// The moment it is asked of; the reading's own if absent.
    pub as_of: Option<AsOf>,
    pub limits: RouteLimits,
}

/// Somebody on a route.
#[derive(Debug, Clone, PartialEq)]
pub enum RouteParty {
    /// Known by name.
    Person(Arc<Person>),
    /// A colleague behind a blind line: department and strength, no name, no identifier.
    Masked { department: Option<Arc<Department>>, strength: f64 },
}

/// One step of a route.
#[derive(Debug, Clone, PartialEq)]
pub struct RouteStep {
    pub from: RouteParty,
    pub to: RouteParty,
    pub line: LineKind,
    /// The chance that `from` can move `to`, decayed to the moment of the question.
    pub strength: f64,
    pub undecayed_strength: f64,
    pub cold: bool,
    pub evidence: Option<Arc<str>>,
    pub source: Option<Arc<str>>,
    pub last_evidence_at: Option<Timestamp>,
    /// Whole days since the last evidence.
    pub age_days: Option<u32>,
}

/// One way, from its first person to its last.
#[derive(Debug, Clone, PartialEq)]
pub struct RouteAnswer {
    /// Product of the strengths of the steps.
    pub probability: f64,
    pub undecayed_probability: f64,
    /// At least one: a route has a step.
    pub steps: Vec<RouteStep>,
    /// Index of the weakest step; the first of equals.
    pub weakest: usize,
}

/// The viewer's way to a door.
#[derive(Debug, Clone, PartialEq)]
pub struct Introduction {
    /// 1 where the viewer is the door.
    pub probability: f64,
    /// Absent where the viewer is the door.
    pub route: Option<RouteAnswer>,
}

/// An employee whose route to the key person has no further employee on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Door {
    pub employee: RouteParty,
    pub department: Option<Arc<Department>>,
    /// Of the best route.
    pub probability: f64,
    pub undecayed_probability: f64,
    /// 深度影响: direct, and at least as probable as the policy asks.
    pub deep: bool,
    /// A step of the best route is at its floor.
    pub cold: bool,
    pub routes: Vec<RouteAnswer>,
    /// Absent where no way is known within the steps.
    pub introduction: Option<Introduction>,
    /// The door to ask first: the largest product of introduction and route.
    pub ask_first: bool,
}

/// The doors of one department.
#[derive(Debug, Clone, PartialEq)]
pub struct DepartmentInfluence {
    /// Absent for those of no known department.
    pub department: Option<Arc<Department>>,
    /// Index into the answer's doors.
    pub best_door: usize,
    pub doors: usize,
    pub reach: engine::Reach,
}

/// On how many legs the relation stands.
#[derive(Debug, Clone, PartialEq)]
pub struct RedundancyAnswer {
    /// Person-disjoint routes.
    pub disjoint_routes: u32,
    /// A smallest set of people whose loss cuts us off.
    pub cut: Vec<RouteParty>,
}

/// What was left out because of who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Omission {
    pub reason: OmissionReason,
    pub count: u64,
}

/// A reporting line around the key person.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportingLine {
    pub person: Arc<Person>,
    pub manager: Arc<Person>,
    pub line: Reporting,
}

/// A conflict line with an end on a route or at the key person.
#[derive(Debug, Clone, PartialEq)]
pub struct ConflictLine {
    pub from: Arc<Person>,
    pub to: Arc<Person>,
    pub strength: Strength,
    pub evidence: Option<String>,
    pub observed_at: Option<Timestamp>,
}

/// The whole answer.
#[derive(Debug, Clone, PartialEq)]
pub struct InfluenceAnswer {
    pub key_person: Arc<Person>,
    pub knowledge: Knowledge,
    /// Ranked: best route first; ties by fewer steps, then identifiers.
    pub doors: Vec<Door>,
    /// In the order of their best doors.
    pub departments: Vec<DepartmentInfluence>,
    pub company_reach: engine::Reach,
    pub redundancy: RedundancyAnswer,
    pub omissions: Vec<Omission>,
    pub reporting: Vec<ReportingLine>,
    /// Those at the key person first, then by the rank of the first door on whose routes an end is, then by identifiers.
    pub conflicts: Vec<ConflictLine>,
    pub as_of: AsOf,
    pub data_version: i64,
    pub source: AnswerSource,
    /// The policy with the limits of the question put in.
    pub policy: Arc<Policy>,
}
