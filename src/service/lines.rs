//! Lines of influence: from the rows of one step to at most one line for each ordered pair (method §7, "Edge strength").
//!
//! The strength of a pair is taken, in this order, from an explicit level, an explicit probability, the trust of the pair, or
//! the kind of the line. Within a kind the latest observed one that the viewer may see wins. A recorded "none" says that there
//! is no relation: the pair carries nothing. Conflict lines never carry influence.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

use crate::domain::{
    AsOf, Coded, Id, InfluenceLevel, InteractionKind, Polarity, Policy, Probability, Strength, Visibility, coded,
};
use crate::scoring::decay::decayed;
use crate::scoring::trust::{Contact, Trust, trust};
use crate::store::{Statement, StoreError};

use super::rows;

coded! {
    /// What a line of influence stands on.
    pub enum LineKind expects "a kind of line" {
        /// A recorded level.
        Level = "level",
        /// A recorded probability.
        Probability = "probability",
        /// Trust computed from interactions.
        Trust = "trust",
        /// A manager and a report.
        Reporting = "reporting",
        /// Seats on the same board or committee.
        Board = "board",
        /// Colleagues of one small department.
        Department = "department",
    }
}

/// One row of `line/into` or `line/from`.
#[derive(Debug, Clone, Deserialize)]
pub struct LineRow {
    pub source: String,
    pub from_id: String,
    pub to_id: String,
    pub line_id: Option<String>,
    pub level: Option<String>,
    pub strength: Option<f64>,
    pub polarity: Option<String>,
    pub kind: Option<String>,
    pub note: Option<String>,
    pub origin: Option<String>,
    pub observed_at: Option<String>,
    pub visibility: Option<String>,
    pub owner_id: Option<String>,
    /// Whether the far end works for the company the question is about.
    #[serde(rename = "from_own", alias = "to_own")]
    pub far_own: bool,
    pub from_consent: Option<String>,
    pub contact_kind: Option<String>,
    pub contact_day: Option<String>,
    pub contacts: Option<i64>,
    pub overlap_end: Option<String>,
}

/// A line of one ordered pair, as it counts at the moment of the question.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub kind: LineKind,
    /// What identifies the line for the coins of the reach: the same on every store and at every numbering.
    pub coin: u64,
    /// The recorded fact behind it, if there is one.
    pub fact: Option<Id>,
    pub strength: Probability,
    pub undecayed: Probability,
    pub cold: bool,
    pub evidence: Option<Arc<str>>,
    pub source: Option<Arc<str>>,
    pub last_evidence_at: Option<Timestamp>,
    pub age_days: Option<u32>,
    pub visibility: Visibility,
    pub owner: Option<Id>,
}

/// A recorded influence line before any choice.
#[derive(Debug, Clone)]
pub struct Recorded {
    pub id: Id,
    pub strength: Strength,
    pub polarity: Polarity,
    pub kind: Option<String>,
    pub evidence: Option<String>,
    pub source: Option<String>,
    pub observed_at: Option<Timestamp>,
    pub visibility: Visibility,
    pub owner: Option<Id>,
}

/// Seats on one board or committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedSeat {
    pub board: String,
    /// The day on which they ceased to be shared; absent while both still sit there.
    pub ended: Option<Date>,
}

/// Everything between one ordered pair.
#[derive(Debug, Default)]
pub struct Pair {
    pub recorded: Vec<Recorded>,
    pub contacts: Vec<Contact>,
    /// Whether the pair stands in a reporting line, and how: `Some(true)` when `from` manages `to`.
    pub manages: Option<bool>,
    /// The department they share; of several, the first by name.
    pub department: Option<String>,
    pub board: Option<SharedSeat>,
    pub from_consent: Option<Visibility>,
}

/// The pairs of one step, by their ends.
pub type Pairs = BTreeMap<(Id, Id), Pair>;

fn wrong(statement: &'static Statement, column: &str, reason: impl std::fmt::Display) -> StoreError {
    StoreError::Decode { name: statement.name, column: column.to_owned(), reason: reason.to_string() }
}

/// Adds a row to its pair; returns the pair's ends.
///
/// # Errors
/// [`StoreError::Decode`] when the row breaks a rule of the domain.
pub fn add_row(pairs: &mut Pairs, statement: &'static Statement, row: LineRow) -> Result<(Id, Id), StoreError> {
    let id = |column: &str, text: &str| Id::new(text).map_err(|e| wrong(statement, column, e));
    let instant = |text: &str| text.parse::<Timestamp>().map_err(|e| wrong(statement, "observed_at", e));
    let day = |column: &str, text: &str| text.parse::<Date>().map_err(|e| wrong(statement, column, e));
    let need =
        |column: &'static str, value: Option<String>| value.ok_or_else(|| wrong(statement, column, "is missing"));
    let ends = (id("from_id", &row.from_id)?, id("to_id", &row.to_id)?);
    let pair = pairs.entry(ends.clone()).or_default();
    if let Some(consent) = &row.from_consent {
        pair.from_consent = Some(Visibility::parse(consent).map_err(|e| wrong(statement, "from_consent", e))?);
    }
    match row.source.as_str() {
        "influence" => {
            let visibility = need("visibility", row.visibility)?;
            let polarity = need("polarity", row.polarity)?;
            pair.recorded.push(Recorded {
                id: id("line_id", &need("line_id", row.line_id)?)?,
                strength: rows::strength(statement, row.level.as_deref(), row.strength)?,
                polarity: Polarity::parse(&polarity).map_err(|e| wrong(statement, "polarity", e))?,
                kind: row.kind,
                evidence: row.note,
                source: row.origin,
                observed_at: row.observed_at.as_deref().map(instant).transpose()?,
                visibility: Visibility::parse(&visibility).map_err(|e| wrong(statement, "visibility", e))?,
                owner: row.owner_id.as_deref().map(|o| id("owner_id", o)).transpose()?,
            });
        }
        // Should two people each manage the other, either counts as managing: rows come in no order.
        "reporting" => {
            pair.manages = Some(pair.manages == Some(true) || row.kind.as_deref() == Some("to_report"));
        }
        "department" => {
            let name = need("note", row.note)?;
            if pair.department.as_ref().is_none_or(|known| name < *known) {
                pair.department = Some(name);
            }
        }
        "board" => {
            let ended = row.overlap_end.as_deref().map(|d| day("overlap_end", d)).transpose()?;
            let seat = SharedSeat { board: need("note", row.note)?, ended };
            // A seat still shared is later than any that ended; of equals, the first by name.
            let rank = |seat: &SharedSeat| (Reverse(seat.ended.unwrap_or(Date::MAX)), seat.board.clone());
            if pair.board.as_ref().is_none_or(|known| rank(&seat) < rank(known)) {
                pair.board = Some(seat);
            }
        }
        "contact" => {
            let kind = need("contact_kind", row.contact_kind)?;
            pair.contacts.push(Contact {
                day: day("contact_day", &need("contact_day", row.contact_day)?)?,
                kind: InteractionKind::parse(&kind).map_err(|e| wrong(statement, "contact_kind", e))?,
                count: u32::try_from(row.contacts.unwrap_or(0)).map_err(|e| wrong(statement, "contacts", e))?,
                outgoing: row.kind.as_deref() == Some("out"),
            });
        }
        other => return Err(wrong(statement, "source", format!("{other:?} is no source of lines"))),
    }
    Ok(ends)
}

/// What a pair amounts to.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// A line that carries influence.
    Carries(Line),
    /// Recorded: no relation.
    RecordedNone,
    /// Nothing that carries influence.
    Nothing,
}

/// Chooses what counts between the ends of a pair. `recorded` must hold only lines the viewer may see.
pub fn choose(ends: (&Id, &Id), pair: &Pair, as_of: AsOf, policy: &Policy) -> Outcome {
    let latest = |given: bool| {
        pair.recorded
            .iter()
            .filter(|r| r.polarity == Polarity::Support && matches!(r.strength, Strength::Given(_)) == given)
            .max_by(|a, b| (a.observed_at, &a.id).cmp(&(b.observed_at, &b.id)))
    };
    if let Some(recorded) = latest(false).or_else(|| latest(true)) {
        let (kind, undecayed) = match recorded.strength {
            Strength::Level(InfluenceLevel::None) => return Outcome::RecordedNone,
            Strength::Level(level) => (LineKind::Level, policy.strength_of(level)),
            Strength::Given(p) => (LineKind::Probability, Some(p)),
        };
        let Some(undecayed) = undecayed else { return Outcome::RecordedNone };
        return Outcome::Carries(aged(
            Line {
                kind,
                coin: recorded.id.stable_hash(),
                fact: Some(recorded.id.clone()),
                strength: undecayed,
                undecayed,
                cold: false,
                evidence: recorded.evidence.as_deref().or(recorded.kind.as_deref()).map(Arc::from),
                source: recorded.source.as_deref().map(Arc::from),
                last_evidence_at: recorded.observed_at,
                age_days: None,
                visibility: recorded.visibility,
                owner: recorded.owner.clone(),
            },
            as_of,
            policy,
        ));
    }
    let from_trust = trust_line(ends, pair, as_of, policy);
    match from_trust.or_else(|| derived_line(ends, pair, as_of, policy)) {
        Some(line) => Outcome::Carries(line),
        None => Outcome::Nothing,
    }
}

/// Lets the strength of a line fade with the age of its evidence; without a date it does not fade, and its age is unknown.
fn aged(mut line: Line, as_of: AsOf, policy: &Policy) -> Line {
    if let Some(seen) = line.last_evidence_at {
        let days = as_of.days_since(seen);
        let faded = decayed(line.undecayed, days, &policy.decay);
        (line.strength, line.cold, line.age_days) = (faded.strength, faded.cold, Some(days));
    }
    line
}

/// A line without a fact of its own.
fn bare(ends: (&Id, &Id), kind: LineKind, undecayed: Probability) -> Line {
    let key = crate::domain::fact_id(kind.code(), &[Some(ends.0.as_str()), Some(ends.1.as_str())]);
    Line {
        kind,
        coin: key.stable_hash(),
        fact: None,
        strength: undecayed,
        undecayed,
        cold: false,
        evidence: None,
        source: None,
        last_evidence_at: None,
        age_days: None,
        visibility: Visibility::Company,
        owner: None,
    }
}

/// What a line of trust names as its source.
pub const TRUST_SOURCE: &str = "interactions";

/// What a line of trust stands on, in words.
pub fn trust_evidence(contacts: &[Contact], trust: &Trust) -> Arc<str> {
    let n: u64 = contacts.iter().map(|contact| u64::from(contact.count)).sum();
    format!("{n} contacts, trust {:.0} of 100 ({})", trust.score, trust.step.code()).into()
}

/// What a reporting line stands on, in words.
pub const fn reporting_evidence(manages: bool) -> &'static str {
    if manages { "manages" } else { "reports to" }
}

fn trust_line(ends: (&Id, &Id), pair: &Pair, as_of: AsOf, policy: &Policy) -> Option<Line> {
    if pair.contacts.is_empty() {
        return None;
    }
    let trust = trust(&pair.contacts, as_of.day(), &policy.trust);
    let undecayed = Probability::new(trust.score / 100.0).ok()?;
    let line = Line {
        evidence: Some(trust_evidence(&pair.contacts, &trust)),
        source: Some(TRUST_SOURCE.into()),
        last_evidence_at: trust.last_contact.map(crate::domain::start_of_day),
        visibility: pair.from_consent.unwrap_or(Visibility::Company),
        owner: Some(ends.0.clone()),
        ..bare(ends, LineKind::Trust, undecayed)
    };
    Some(aged(line, as_of, policy))
}

/// The strongest of the lines that follow from the organization; equal ones in the order of [`LineKind`].
fn derived_line(ends: (&Id, &Id), pair: &Pair, as_of: AsOf, policy: &Policy) -> Option<Line> {
    let line = |kind, value: f64| Probability::new(value).ok().map(|p| bare(ends, kind, p));
    let reporting = pair.manages.and_then(|manages| {
        let derived = &policy.derived;
        let value = if manages { derived.manager_to_report } else { derived.report_to_manager };
        let evidence = Some(reporting_evidence(manages).into());
        line(LineKind::Reporting, value).map(|l| Line { evidence, ..l })
    });
    let board = pair.board.as_ref().and_then(|seat| {
        let line = line(LineKind::Board, policy.derived.shared_board)?;
        let last_evidence_at = seat.ended.map(crate::domain::start_of_day);
        Some(aged(Line { last_evidence_at, evidence: Some(seat.board.as_str().into()), ..line }, as_of, policy))
    });
    let department = pair.department.as_ref().and_then(|name| {
        let line = line(LineKind::Department, policy.derived.same_department)?;
        Some(Line { evidence: Some(name.as_str().into()), ..line })
    });
    [reporting, board, department]
        .into_iter()
        .flatten()
        .reduce(|best, next| if next.strength > best.strength { next } else { best })
}
