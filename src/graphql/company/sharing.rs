//! Who shares, and what came of it.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};

use crate::domain::RecordKind;
use crate::graphql::connection::{Connection, Listed, page_cost};
use crate::graphql::department::Department;
use crate::graphql::failure::Answer;
use crate::graphql::global_id::entity;
use crate::graphql::person::Person;
use crate::graphql::scalars::DateTime;
use crate::graphql::scope::Scope;
use crate::service::{self, RequestKey, RouteUse, SharingAnswer, people_notice};

/// How far the use of a route has come.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::RouteUseStep")]
pub enum RouteUseStep {
    /// The door was asked for help.
    Asked,
    /// The door helped on the way to the key person.
    Used,
}

/// What came of a route that was used.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::RouteOutcome")]
pub enum RouteOutcome {
    /// It moved the key person.
    Helped,
    /// It changed nothing.
    NoEffect,
    /// It made things worse.
    Harmed,
}

/// Who shares, looked at in a scope at its moment.
#[derive(Clone)]
pub struct Sharing {
    scope: Scope,
    answer: Arc<SharingAnswer>,
}

impl Sharing {
    /// Asks for it.
    pub async fn ask(scope: Scope, days: u32) -> Answer<Self> {
        let answer = scope.reading().sharing(days, scope.as_of()).await?;
        Ok(Self { answer: Arc::new(answer), scope })
    }
}

/// Sharing 共享: contributed lines, routes asked for and used, and what came of them. Lines count that everybody may see; the viewer's own
/// are all counted for the viewer. Departments of fewer than `performance.group_min` people are not told apart.
#[Object]
impl Sharing {
    /// What the viewer gave.
    async fn mine(&self) -> Contribution {
        self.answer.mine.into()
    }
    /// Whether the viewer is on the leaderboard.
    async fn joined(&self) -> bool {
        self.answer.joined
    }
    /// What all our people gave.
    async fn total(&self) -> Contribution {
        self.answer.total.into()
    }
    /// Departments: by what helped, was used, was asked for, and by lines.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn departments(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<DepartmentSharing>> {
        let page = self.scope.page(first, after)?;
        let show = |found: &service::DepartmentSharing| DepartmentSharing {
            department: Department { scope: self.scope.clone(), record: Arc::clone(&found.department) },
            people: found.people,
            given: found.given.into(),
        };
        Connection::slice(&self.answer.departments, &page, |found| found.department.id.to_string(), show)
    }
    /// People of departments too small to be told apart, or of none.
    async fn n_not_broken_down(&self) -> u32 {
        self.answer.n_not_broken_down
    }
    /// Those who joined, in the same order; empty while fewer than `performance.group_min` have.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn leaderboard(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<LeaderboardEntry>> {
        let page = self.scope.page(first, after)?;
        let show = |found: &service::Leader| LeaderboardEntry { scope: self.scope.clone(), found: found.clone() };
        Connection::slice(&self.answer.leaderboard, &page, |found| found.person.to_string(), show)
    }
    /// How many joined the leaderboard.
    async fn n_joined(&self) -> u32 {
        self.answer.n_joined
    }
    /// Not for automated pay or employment decisions.
    async fn notice(&self) -> &'static str {
        people_notice(service::Language::English)
    }
    /// From this moment on routes count.
    async fn since(&self) -> DateTime {
        self.answer.since.instant().into()
    }
    /// The moment it holds for.
    async fn as_of(&self) -> DateTime {
        self.answer.as_of.instant().into()
    }
    /// The version of the data it was computed from; notes of routes do not raise it.
    async fn data_version(&self) -> i64 {
        self.answer.data_version
    }
}

/// What somebody gave.
#[derive(SimpleObject, Clone)]
pub struct Contribution {
    /// Current influence lines of their own.
    lines: u32,
    /// How often they were asked for a route.
    asked: u32,
    /// How often a route of theirs was used.
    used: u32,
    /// How often that helped.
    helped: u32,
}

impl From<service::Contribution> for Contribution {
    fn from(service::Contribution { lines, asked, used, helped }: service::Contribution) -> Self {
        Self { lines, asked, used, helped }
    }
}

/// What the people of a department gave.
#[derive(SimpleObject, Clone)]
pub struct DepartmentSharing {
    /// The department.
    department: Department,
    /// How many people it has.
    people: u32,
    /// What they gave together.
    given: Contribution,
}

impl Listed for DepartmentSharing {}

/// Somebody on the leaderboard.
#[derive(Clone)]
pub struct LeaderboardEntry {
    scope: Scope,
    found: service::Leader,
}

impl Listed for LeaderboardEntry {}

/// Somebody who joined the leaderboard.
#[Object]
impl LeaderboardEntry {
    /// Who.
    async fn person(&self) -> Answer<Person> {
        Person::known(&self.scope, &self.found.person).await
    }
    /// What they gave.
    async fn given(&self) -> Contribution {
        self.found.given.into()
    }
}

/// A route that was asked for or used.
#[derive(InputObject)]
pub struct RouteUseInput {
    /// The key person, by an identifier of this API or the one used in imports.
    key_person: ID,
    /// The colleague whose route it is.
    door: ID,
    /// Whether it was asked for or used.
    step: RouteUseStep,
    /// What came of one that was used, if it is known yet.
    outcome: Option<RouteOutcome>,
}

/// Mutations of sharing.
#[derive(Default)]
pub struct SharingMutations;

#[Object]
impl SharingMutations {
    /// Notes that you asked a colleague for a route to a key person, or used one, with what came of it.
    async fn note_route_use(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "Which route, and how far it has come.")] input: RouteUseInput,
    ) -> Answer<SharingPayload> {
        let scope: &Scope = ctx.data_unchecked();
        let (service, viewer, now) = (scope.reading().service(), scope.reading().viewer(), scope.reading().now());
        let used = RouteUse {
            key_person: entity(&input.key_person, RecordKind::Person, "input.keyPerson")?,
            door: entity(&input.door, RecordKind::Person, "input.door")?,
            step: input.step.into(),
            outcome: input.outcome.map(Into::into),
        };
        service.note_route_use(viewer, &RequestKey::new(&client_id)?, &used, now.instant()).await?;
        Ok(SharingPayload::of(scope, client_id))
    }

    /// Puts you on the leaderboards, or takes you off. Nobody is on one who did not join.
    async fn join_leaderboard(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "Whether you are on them from now on.", default = true)] join: bool,
    ) -> Answer<SharingPayload> {
        let scope: &Scope = ctx.data_unchecked();
        let (service, viewer, now) = (scope.reading().service(), scope.reading().viewer(), scope.reading().now());
        service.join_leaderboard(viewer, &RequestKey::new(&client_id)?, join, now.instant()).await?;
        Ok(SharingPayload::of(scope, client_id))
    }
}

/// How sharing stands after this.
pub struct SharingPayload {
    client_id: String,
    scope: Scope,
}

impl SharingPayload {
    fn of(before: &Scope, client_id: String) -> Self {
        let (service, viewer, now) = (before.reading().service(), before.reading().viewer(), before.reading().now());
        Self { client_id, scope: Scope::new(service.reading(viewer.clone(), now.instant())) }
    }
}

/// How sharing stands after this.
#[Object]
impl SharingPayload {
    /// The key of the request.
    async fn client_id(&self) -> &str {
        &self.client_id
    }
    /// Who shares, after this.
    async fn sharing(
        &self,
        #[graphql(desc = "Routes of this many days count.", default = 365)] days: u32,
    ) -> Answer<Sharing> {
        Sharing::ask(self.scope.clone(), days).await
    }
}
