//! "Which lines are likely that nobody recorded?" (method §7): reporting lines and influence lines suggested from who was in
//! contact with whom.
//!
//! A suggestion is no line: no route, reach or score uses it. Whoever may see it accepts it, which records a line of their own,
//! or refuses it, which hides it from everybody: that two people have no relation is a fact about them, not a taste of the one
//! who said so. Refused ones stay on their own list, with who refused them and when, and can be accepted after all.
//!
//! Suggestions stand on contacts, and contacts on what colleagues did. So only contacts count that the viewer may see as each
//! colleague among the two agreed; to somebody who sees fewer of them, fewer lines are suggested.

mod decide;
mod find;

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

use crate::domain::{AsOf, Id, Policy, coded};
use crate::store::{Params, Row, Statement, StoreError, statements as st};

use super::ledger::LedgerView;
use super::ledger::numbers;
use super::recall::Recollection;
use super::{Reading, ServiceError};

pub use decide::{Acceptance, DecidedSuggestion, Refusal};

coded! {
    /// What a suggestion would become.
    pub enum SuggestionKind expects "a kind of suggestion: reporting or influence" {
        /// The first reports to the second.
        Reporting = "reporting",
        /// The first can influence the second.
        Influence = "influence",
    }
}

coded! {
    /// What became of a suggestion.
    pub enum SuggestionState expects "a state: open, accepted or refused" {
        /// Nobody decided.
        Open = "open",
        /// A line was recorded.
        Accepted = "accepted",
        /// There is no such line.
        Refused = "refused",
    }
}

/// Which suggestions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SuggestionQuestion {
    /// Only those of this kind.
    pub kind: Option<SuggestionKind>,
    /// Only those that touch this person.
    pub person: Option<Id>,
    /// Open ones without.
    pub state: Option<SuggestionState>,
}

/// A line that is likely.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// From kind and both people.
    pub id: Id,
    pub kind: SuggestionKind,
    /// Who would report, or influence.
    pub from: Id,
    /// Who would be reported to, or influenced.
    pub to: Id,
    /// By the models of [`crate::scoring::suggestion`].
    pub probability: f64,
    pub evidence: SuggestionEvidence,
    /// What became of it.
    pub decision: Option<SuggestionDecision>,
}

/// What a suggestion stands on: who, how often and when, never what was said.
#[derive(Debug, Clone, PartialEq)]
pub struct SuggestionEvidence {
    /// Contacts between the two, by who began them; none for an influence line.
    pub contacts: [u32; 2],
    /// The first and the last day of them.
    pub days: Option<(Date, Date)>,
    /// How many people begin contacts with each.
    pub writers: [u32; 2],
    /// With how many people each is in contact.
    pub degrees: [u32; 2],
    /// With how many people both are in contact.
    pub n_common: u32,
    /// The first of them: those with whom both have most contacts.
    pub common: Vec<CommonContact>,
    /// Whether they work in one department.
    pub same_department: bool,
}

/// Somebody with whom both people of a suggestion are in contact.
#[derive(Debug, Clone, PartialEq)]
pub struct CommonContact {
    pub person: Id,
    /// Contacts with each of the two.
    pub contacts: [u32; 2],
    /// The last day of contact with either.
    pub last: Option<Date>,
}

/// What became of a suggestion, and by whom.
#[derive(Debug, Clone, PartialEq)]
pub struct SuggestionDecision {
    /// Accepted or refused.
    pub state: SuggestionState,
    pub by: Id,
    pub at: Timestamp,
    /// The line that was recorded.
    pub line: Option<Id>,
}

/// Suggested lines.
#[derive(Debug, Clone, PartialEq)]
pub struct SuggestionsAnswer {
    /// The likeliest first; of equals by identifier.
    pub suggestions: Vec<Suggestion>,
    pub as_of: AsOf,
    pub data_version: i64,
    pub policy: Arc<Policy>,
}

/// A suggestion that was decided, as it is remembered.
#[derive(Debug, Clone, PartialEq)]
struct Decided {
    kind: SuggestionKind,
    from: Id,
    to: Id,
    /// When it was decided.
    probability: f64,
    decision: SuggestionDecision,
}

/// A row of `suggestion/decided`.
#[derive(Deserialize)]
struct DecidedRow {
    id: String,
    kind: String,
    from_id: String,
    to_id: String,
    decision: String,
    probability: f64,
    decided_by: String,
    decided_at: String,
    line_id: Option<String>,
}

impl Decided {
    fn from_row(statement: &'static Statement, row: Row) -> Result<(Id, Self), StoreError> {
        use crate::domain::Coded as _;
        let row: DecidedRow = row.decode(statement)?;
        let wrong = |column: &str, reason: &dyn std::fmt::Display| StoreError::Decode {
            name: statement.name,
            column: column.to_owned(),
            reason: reason.to_string(),
        };
        let id = |column: &str, text: String| Id::new(text).map_err(|e| wrong(column, &e));
        let decision = SuggestionDecision {
            state: SuggestionState::parse(&row.decision).map_err(|e| wrong("decision", &e))?,
            by: id("decided_by", row.decided_by)?,
            at: row.decided_at.parse().map_err(|e: jiff::Error| wrong("decided_at", &e))?,
            line: row.line_id.map(|line| id("line_id", line)).transpose()?,
        };
        let decided = Self {
            kind: SuggestionKind::parse(&row.kind).map_err(|e| wrong("kind", &e))?,
            from: id("from_id", row.from_id)?,
            to: id("to_id", row.to_id)?,
            probability: row.probability,
            decision,
        };
        Ok((id("id", row.id)?, decided))
    }
}

impl Reading {
    /// Lines that are likely and that nobody recorded, as of a moment. What was decided is known by now, whatever the moment.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] for an unknown person; [`ServiceError::Unavailable`] when the database does not answer.
    pub async fn suggested_lines(
        &self,
        question: &SuggestionQuestion,
        as_of: AsOf,
    ) -> Result<SuggestionsAnswer, ServiceError> {
        let (mut answer, version) =
            self.consistently("suggested_lines", |r| Box::pin(r.suggestions(question.clone(), as_of))).await?;
        answer.data_version = version;
        Ok(answer)
    }
}

impl Recollection<'_> {
    async fn suggestions(&self, question: SuggestionQuestion, as_of: AsOf) -> Result<SuggestionsAnswer, ServiceError> {
        if let Some(person) = &question.person {
            self.person(person).await?;
        }
        let statement = &st::suggestion::DECIDED;
        let rows = self.run(statement, Params::new()).await?;
        let decided = rows.into_iter().map(|row| Decided::from_row(statement, row));
        let decided: HashMap<Id, Decided> = decided.collect::<Result<_, _>>()?;
        let (facts, ledger) = (self.facts().await?, self.ledger().await?);
        let policy = Arc::clone(&self.service().policy);
        let day = numbers::day_as_of(as_of)?;
        let view = LedgerView::new(&ledger, &policy, self.viewer(), as_of);
        let viewer = self.viewer().clone();
        let find = move || {
            let suggestions = find::Finder::new(&facts, &view, &viewer, day).find(&question, &decided);
            SuggestionsAnswer { suggestions, as_of, data_version: 0, policy: Arc::clone(view.policy()) }
        };
        self.service().compute.run(find).await
    }
}
