//! Suggested lines, and what becomes of them.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};

use crate::domain::Policy;
use crate::graphql::answer::PolicyNumber;
use crate::graphql::connection::{Connection, Listed, page_cost};
use crate::graphql::enums::{InfluenceLevel, Visibility};
use crate::graphql::failure::Answer;
use crate::graphql::global_id::source_id;
use crate::graphql::node::Node;
use crate::graphql::person::Person;
use crate::graphql::scalars::{Date, DateTime};
use crate::graphql::scope::Scope;
use crate::service::{self, Acceptance, DecidedSuggestion, Refusal, RequestKey, SuggestionQuestion, SuggestionsAnswer};

/// What a suggestion would become.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::SuggestionKind")]
pub enum SuggestionKind {
    /// A reporting line 汇报关系: `from` reports to `to`.
    Reporting,
    /// An influence line 影响力关系: `from` can influence `to`.
    Influence,
}

/// What became of a suggestion.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::SuggestionState")]
pub enum SuggestionState {
    /// Nobody decided.
    Open,
    /// A line was recorded.
    Accepted,
    /// There is no such line.
    Refused,
}

/// Suggested lines, looked at in a scope at its moment.
pub struct SuggestedLines {
    scope: Scope,
    answer: Arc<SuggestionsAnswer>,
}

impl SuggestedLines {
    /// Asks for them.
    pub async fn ask(scope: Scope, question: &SuggestionQuestion) -> Answer<Self> {
        let answer = scope.reading().suggested_lines(question, scope.as_of()).await?;
        Ok(Self { answer: Arc::new(answer), scope })
    }
}

/// Lines that are likely 建议关系, with what they stand on.
#[Object]
impl SuggestedLines {
    /// The likeliest first; of equals by identifier.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn suggestions(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<Suggestion>> {
        let page = self.scope.page(first, after)?;
        let show = |found: &service::Suggestion| Suggestion { scope: self.scope.clone(), found: found.clone() };
        Connection::slice(&self.answer.suggestions, &page, |found| found.id.to_string(), show)
    }
    /// The policy numbers that made them.
    async fn policy(&self) -> Vec<PolicyNumber> {
        Policy::numbers_of(Policy::SUGGESTION_SECTIONS).map(|n| PolicyNumber::of(n, &self.answer.policy)).collect()
    }
    /// The moment they hold for.
    async fn as_of(&self) -> DateTime {
        self.answer.as_of.instant().into()
    }
    /// The version of the data they were computed from.
    async fn data_version(&self) -> i64 {
        self.answer.data_version
    }
}

/// A suggested line.
#[derive(Clone)]
pub struct Suggestion {
    scope: Scope,
    found: service::Suggestion,
}

impl Listed for Suggestion {}

/// A line that is likely, and that nobody recorded.
#[Object]
impl Suggestion {
    /// To accept or refuse it by.
    async fn id(&self) -> ID {
        ID(self.found.id.to_string())
    }
    /// What it would become.
    async fn kind(&self) -> SuggestionKind {
        self.found.kind.into()
    }
    /// Who would report, or influence.
    async fn from(&self) -> Answer<Person> {
        Person::known(&self.scope, &self.found.from).await
    }
    /// Who would be reported to, or influenced.
    async fn to(&self) -> Answer<Person> {
        Person::known(&self.scope, &self.found.to).await
    }
    /// How likely it is: that the one manages the other, or that they will be in contact within about nine months.
    async fn probability(&self) -> f64 {
        self.found.probability
    }
    /// What it stands on.
    async fn evidence(&self) -> SuggestionEvidence {
        let evidence = &self.found.evidence;
        SuggestionEvidence {
            from_began: evidence.contacts[0],
            to_began: evidence.contacts[1],
            first_day: evidence.days.map(|(first, _)| first.into()),
            last_day: evidence.days.map(|(_, last)| last.into()),
            from_writers: evidence.writers[0],
            to_writers: evidence.writers[1],
            from_degree: evidence.degrees[0],
            to_degree: evidence.degrees[1],
            common_contacts: evidence.n_common,
            closest_common: evidence
                .common
                .iter()
                .map(|found| CommonContact { scope: self.scope.clone(), found: found.clone() })
                .collect(),
            same_department: evidence.same_department,
        }
    }
    /// What became of it; null while it is open.
    async fn decision(&self) -> Option<SuggestionDecision> {
        let found = self.found.decision.clone()?;
        Some(SuggestionDecision { scope: self.scope.clone(), found })
    }
}

/// What a suggestion stands on: who, how often and when. Nothing of what was said is ever recorded.
#[derive(SimpleObject)]
pub struct SuggestionEvidence {
    /// Contacts that `from` began; 0 for an influence line, whose people are not in contact.
    from_began: u32,
    /// Contacts that `to` began.
    to_began: u32,
    /// The day of the first contact that counts.
    first_day: Option<Date>,
    /// The day of the last one.
    last_day: Option<Date>,
    /// How many people begin contacts with `from`.
    from_writers: u32,
    /// How many people begin contacts with `to`.
    to_writers: u32,
    /// With how many people `from` is in contact.
    from_degree: u32,
    /// With how many people `to` is in contact.
    to_degree: u32,
    /// With how many people both are in contact.
    common_contacts: u32,
    /// At most five of them: those with whom both have most contacts.
    closest_common: Vec<CommonContact>,
    /// Whether both work in one department.
    same_department: bool,
}

/// Somebody with whom both people of a suggestion are in contact.
pub struct CommonContact {
    scope: Scope,
    found: service::CommonContact,
}

/// Somebody with whom both people of a suggestion are in contact.
#[Object]
impl CommonContact {
    /// Who it is.
    async fn person(&self) -> Answer<Person> {
        Person::known(&self.scope, &self.found.person).await
    }
    /// Contacts with `from`.
    async fn with_from(&self) -> u32 {
        self.found.contacts[0]
    }
    /// Contacts with `to`.
    async fn with_to(&self) -> u32 {
        self.found.contacts[1]
    }
    /// The last day of contact with either.
    async fn last_day(&self) -> Option<Date> {
        self.found.last.map(Into::into)
    }
}

/// What became of a suggestion.
pub struct SuggestionDecision {
    scope: Scope,
    found: service::SuggestionDecision,
}

/// What became of a suggestion, and by whom.
#[Object]
impl SuggestionDecision {
    /// Accepted or refused.
    async fn state(&self) -> SuggestionState {
        self.found.state.into()
    }
    /// Who decided; null where that person is not recorded.
    async fn by(&self) -> Answer<Option<Person>> {
        Person::load(&self.scope, &self.found.by).await
    }
    /// When.
    async fn at(&self) -> DateTime {
        self.found.at.into()
    }
}

/// How an accepted influence line is recorded; a reporting line needs nothing of it.
#[derive(InputObject)]
pub struct AcceptedLineInput {
    /// How strong it is.
    #[graphql(default_with = "InfluenceLevel::Acquainted")]
    level: InfluenceLevel,
    /// Who may see it.
    #[graphql(default_with = "Visibility::Company")]
    visibility: Visibility,
}

/// Mutations of suggested lines.
#[derive(Default)]
pub struct SuggestionMutations;

#[Object]
impl SuggestionMutations {
    /// Accepts a suggested line: records an influence line of your own, with the source "suggested, confirmed by …", or a reporting line from
    /// today on. `NOT_FOUND` if it is not suggested to you. One that was refused can be accepted, too.
    async fn accept_suggestion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "Which one.")] id: ID,
        #[graphql(desc = "How an influence line is recorded; acquainted, and for the company, without.")] line: Option<
            AcceptedLineInput,
        >,
    ) -> Answer<SuggestionPayload> {
        let scope: &Scope = ctx.data_unchecked();
        let (service, viewer, now) = (scope.reading().service(), scope.reading().viewer(), scope.reading().now());
        let acceptance = Acceptance {
            suggestion: source_id(&id, "id")?,
            level: line.as_ref().map_or(InfluenceLevel::Acquainted, |line| line.level).into(),
            visibility: line.map_or(Visibility::Company, |line| line.visibility).into(),
        };
        let key = RequestKey::new(&client_id)?;
        let decided = service.accept_suggestion(viewer, &key, &acceptance, now.instant()).await?;
        SuggestionPayload::show(scope, client_id, decided).await
    }

    /// Refuses a suggested line: there is no such relation. It is not suggested to anybody any more; who refused it and when stays
    /// known (`suggestedLines(state: REFUSED)`).
    async fn refuse_suggestion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "Which one.")] id: ID,
    ) -> Answer<SuggestionPayload> {
        let scope: &Scope = ctx.data_unchecked();
        let (service, viewer, now) = (scope.reading().service(), scope.reading().viewer(), scope.reading().now());
        let refusal = Refusal { suggestion: source_id(&id, "id")? };
        let key = RequestKey::new(&client_id)?;
        let decided = service.refuse_suggestion(viewer, &key, &refusal, now.instant()).await?;
        SuggestionPayload::show(scope, client_id, decided).await
    }
}

/// What a decision left behind.
#[derive(SimpleObject)]
pub struct SuggestionPayload {
    /// The key of the request.
    client_id: String,
    /// Which suggestion.
    id: ID,
    /// What became of it.
    state: SuggestionState,
    /// The line that was recorded.
    line: Option<Node>,
    /// The version of the data after this.
    data_version: i64,
}

impl SuggestionPayload {
    async fn show(before: &Scope, client_id: String, decided: DecidedSuggestion) -> Answer<Self> {
        let (service, viewer, now) = (before.reading().service(), before.reading().viewer(), before.reading().now());
        let after = Scope::new(service.reading(viewer.clone(), now.instant()));
        let line = match &decided.line {
            None => None,
            Some((kind, id)) => Node::load(&after, *kind, id).await?,
        };
        Ok(Self {
            client_id,
            id: ID(decided.suggestion.to_string()),
            state: decided.state.into(),
            line,
            data_version: decided.data_version,
        })
    }
}
