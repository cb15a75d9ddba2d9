//! Accepting and refusing suggestions. Both are remembered; accepting records the line in the same transaction.

use backon::Retryable as _;
use jiff::Timestamp;

use crate::domain::{
    Coded as _, Id, Influence, InfluenceLevel, Period, Person, Polarity, Record, RecordKind, Reporting, ReportingScope,
    Strength, Viewer, Visibility, instant_text,
};
use crate::service::{RequestKey, Service, ServiceError, WriteMode, once, validity};
use crate::store::{Params, RowBatch, Value, statements as st};

use super::{Suggestion, SuggestionKind, SuggestionQuestion, SuggestionState};

/// A suggestion that is a line from now on.
#[derive(Debug, Clone, PartialEq)]
pub struct Acceptance {
    pub suggestion: Id,
    /// How strong an influence line is.
    pub level: InfluenceLevel,
    /// Who may see an influence line.
    pub visibility: Visibility,
}

/// A suggestion of something that is not so.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    pub suggestion: Id,
}

/// What a decision left behind.
#[derive(Debug, Clone, PartialEq)]
pub struct DecidedSuggestion {
    pub suggestion: Id,
    pub state: SuggestionState,
    /// The line that was recorded, of its kind.
    pub line: Option<(RecordKind, Id)>,
    pub data_version: i64,
}

/// A decision on its way.
struct Decision<'a> {
    viewer: &'a Viewer,
    key: Id,
    digest: String,
    suggestion: &'a Suggestion,
    /// Of an accepted one.
    line: Option<Record>,
    now: Timestamp,
}

impl Service {
    /// Accepts a suggestion: records an influence line of the viewer's own, or a reporting line of the line organization, with the
    /// source "suggested, confirmed by …", and remembers it.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] for what is not suggested to this viewer; [`ServiceError::BadInput`] when the line breaks a rule,
    /// or the suggestion was accepted already; [`ServiceError::Conflict`] when the key was used for something else.
    pub async fn accept_suggestion(
        &self,
        viewer: &Viewer,
        key: &RequestKey,
        acceptance: &Acceptance,
        now: Timestamp,
    ) -> Result<DecidedSuggestion, ServiceError> {
        let digest = format!("accept {acceptance:?}");
        if let Some(known) = self.decided_before(viewer, key, &digest, now).await? {
            return Ok(known);
        }
        let suggestion = self.suggested(viewer, &acceptance.suggestion, now).await?;
        let reading = self.reading(viewer.clone(), now);
        let name = reading.people(std::slice::from_ref(&viewer.person)).await?.remove(&viewer.person);
        let line = recorded(&suggestion, acceptance, viewer, name.as_deref(), now)?;
        self.decide(viewer, key, digest, &suggestion, Some(line), now).await
    }

    /// Refuses a suggestion: nobody is asked about it again.
    ///
    /// # Errors
    /// As [`Service::accept_suggestion`].
    pub async fn refuse_suggestion(
        &self,
        viewer: &Viewer,
        key: &RequestKey,
        refusal: &Refusal,
        now: Timestamp,
    ) -> Result<DecidedSuggestion, ServiceError> {
        let digest = format!("refuse {refusal:?}");
        if let Some(known) = self.decided_before(viewer, key, &digest, now).await? {
            return Ok(known);
        }
        let suggestion = self.suggested(viewer, &refusal.suggestion, now).await?;
        self.decide(viewer, key, digest, &suggestion, None, now).await
    }

    /// What the same request left behind when it came before: then the suggestion is no longer open, and need not be.
    async fn decided_before(
        &self,
        viewer: &Viewer,
        key: &RequestKey,
        digest: &str,
        now: Timestamp,
    ) -> Result<Option<DecidedSuggestion>, ServiceError> {
        let reading = self.reading(viewer.clone(), now);
        let rows = reading.run(&st::request::FIND, Params::new().with("id", key.stored(viewer).as_str())).await?;
        once::answer_in(rows, digest)?.map(|answer| DecidedSuggestion::read(&answer)).transpose()
    }

    /// A suggestion that this viewer may decide: an open one, or one that was refused.
    async fn suggested(&self, viewer: &Viewer, id: &Id, now: Timestamp) -> Result<Suggestion, ServiceError> {
        let reading = self.reading(viewer.clone(), now);
        for state in [SuggestionState::Open, SuggestionState::Refused] {
            let question = SuggestionQuestion { state: Some(state), ..SuggestionQuestion::default() };
            let answer = reading.suggested_lines(&question, reading.now()).await?;
            if let Some(found) = answer.suggestions.into_iter().find(|suggestion| suggestion.id == *id) {
                return Ok(found);
            }
        }
        Err(ServiceError::NotFound { what: "suggestion", id: id.to_string() })
    }

    async fn decide(
        &self,
        viewer: &Viewer,
        key: &RequestKey,
        digest: String,
        suggestion: &Suggestion,
        line: Option<Record>,
        now: Timestamp,
    ) -> Result<DecidedSuggestion, ServiceError> {
        let key = key.stored(viewer);
        let decision = Decision { viewer, key, digest, suggestion, line, now };
        (|| self.write_decision(&decision)).retry(once::again()).when(once::met_another).await
    }

    async fn write_decision(&self, decision: &Decision<'_>) -> Result<DecidedSuggestion, ServiceError> {
        let mut recorder = self.record(decision.now, WriteMode::Single).await?;
        if let Some(answer) = recorder.answered(&decision.key, &decision.digest).await? {
            return DecidedSuggestion::read(&answer);
        }
        let line = match &decision.line {
            None => None,
            Some(record) => {
                validity::check(&mut recorder, record, decision.now).await?;
                recorder.apply(std::slice::from_ref(record)).await?;
                Some((record.kind(), record.id()))
            }
        };
        let state = if line.is_some() { SuggestionState::Accepted } else { SuggestionState::Refused };
        let mut rows = RowBatch::new(&[
            "id",
            "kind",
            "from_id",
            "to_id",
            "decision",
            "probability",
            "decided_by",
            "decided_at",
            "line_id",
        ]);
        let suggestion = decision.suggestion;
        rows.push([
            Value::from(suggestion.id.as_str()),
            Value::from(suggestion.kind.code()),
            Value::from(suggestion.from.as_str()),
            Value::from(suggestion.to.as_str()),
            Value::from(state.code()),
            Value::from(suggestion.probability),
            Value::from(decision.viewer.person.as_str()),
            Value::from(instant_text(decision.now)),
            line.as_ref().map_or(Value::Null, |(_, id)| Value::from(id.as_str())),
        ]);
        recorder.run(&st::suggestion::DECIDE, Params::new().with_rows(rows)).await?;
        recorder.changed_beside_records();
        let decided = DecidedSuggestion {
            suggestion: suggestion.id.clone(),
            state,
            line,
            data_version: recorder.next_version().await?,
        };
        recorder.keep_answer(&decision.key, &decision.digest, decided.to_text(), decision.now).await?;
        recorder.finish().await?;
        Ok(decided)
    }
}

impl DecidedSuggestion {
    fn to_text(&self) -> String {
        let line = self.line.as_ref().map_or(String::new(), |(kind, id)| format!(" {} {id}", kind.code()));
        format!("{} {} {}{line}", self.data_version, self.state.code(), self.suggestion)
    }

    fn from_text(text: &str) -> Option<Self> {
        let mut parts = text.splitn(5, ' ');
        let (version, state, suggestion) = (parts.next()?, parts.next()?, parts.next()?);
        let line = match (parts.next(), parts.next()) {
            (Some(kind), Some(id)) => Some((RecordKind::parse(kind).ok()?, Id::new(id).ok()?)),
            _ => None,
        };
        Some(Self {
            data_version: version.parse().ok()?,
            state: SuggestionState::parse(state).ok()?,
            suggestion: Id::new(suggestion).ok()?,
            line,
        })
    }

    fn read(text: &str) -> Result<Self, ServiceError> {
        Self::from_text(text).ok_or_else(|| ServiceError::Internal(format!("{text:?} is no answer of a decision")))
    }
}

/// The line an accepted suggestion becomes.
fn recorded(
    suggestion: &Suggestion,
    acceptance: &Acceptance,
    viewer: &Viewer,
    viewer_record: Option<&Person>,
    now: Timestamp,
) -> Result<Record, ServiceError> {
    let (from, to) = (suggestion.from.clone(), suggestion.to.clone());
    let name = viewer_record.map_or(viewer.person.as_str(), |person| person.name.as_str());
    match suggestion.kind {
        SuggestionKind::Reporting => {
            let today = crate::domain::AsOf::new(now).day();
            let period =
                Period::new(Some(today), None).map_err(|e| ServiceError::Internal(format!("from today on: {e}")))?;
            Ok(Record::Reporting(Reporting {
                person_id: from,
                manager_id: to,
                scope: ReportingScope::Customer,
                period,
            }))
        }
        SuggestionKind::Influence => Ok(Record::Influence(Influence {
            from_id: from,
            to_id: to,
            strength: Strength::Level(acceptance.level),
            polarity: Polarity::Support,
            kind: Some("suggested".to_owned()),
            source: Some(format!("suggested, confirmed by {name}")),
            evidence: Some(format!("{} contacts in common", suggestion.evidence.n_common)),
            observed_at: Some(now),
            ended_at: None,
            visibility: acceptance.visibility,
            owner_id: Some(viewer.person.clone()),
        })),
    }
}
