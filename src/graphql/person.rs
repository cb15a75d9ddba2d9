//! People.

use std::sync::Arc;

use async_graphql::{ID, Object};

use crate::domain::{self, Id, RecordKind, ReportingScope};
use crate::service::KeyPersonQuestion;

use super::connection::{Connection, page_cost};
use super::decision::KeyPersonCard;
use super::enums::{BehaviourTendency, SocialStyle, Visibility};
use super::facts::{Assessment, InfluenceLine, Membership, ReportingLine, RoleInDecision};
use super::failure::Answer;
use super::global_id::{self, optional_entity};
use super::in_place::Settled;
use super::loaders::{Of, One};
use super::opportunity::Opportunity;
use super::relations::{
    AssessmentsOfPerson, Employment, EndorsementsOfPerson, InfluenceFrom, InfluenceTo, LinesAbove, LinesBelow,
    OpportunitiesOfOwner, PostsOfPerson, RolesOfPerson, TargetsOfPerson,
};
use super::sales::{Endorsement, Target};
use super::scalars::DateTime;
use super::scope::Scope;

/// A person, looked at in a scope.
#[derive(Clone)]
pub struct Person {
    pub scope: Scope,
    pub record: Arc<domain::Person>,
}

impl Person {
    /// The person with an identifier, if there is one.
    pub async fn load(scope: &Scope, id: &Id) -> Answer<Option<Self>> {
        let record = scope.load(One::<domain::Person>::new(id.clone())).await?;
        Ok(record.map(|record| Self { scope: scope.clone(), record }))
    }

    /// The person a stored fact refers to.
    pub async fn known(scope: &Scope, id: &Id) -> Answer<Self> {
        Self::load(scope, id).await?.ok_or_else(|| super::node::dangling(RecordKind::Person, id))
    }

    /// As [`Person::known`], where the fact may refer to nobody.
    pub async fn known_if(scope: &Scope, id: Option<&Id>) -> Answer<Option<Self>> {
        match id {
            None => Ok(None),
            Some(id) => Self::known(scope, id).await.map(Some),
        }
    }
}

impl Settled for Person {
    const AT_HAND: bool = false;
}

/// A person 人: an employee while a membership in our own organization is current, a contact otherwise. `asOf` of a field is the
/// moment of the answer the person is part of, unless another is given.
#[Object]
impl Person {
    /// The opaque, stable identifier.
    pub async fn id(&self) -> ID {
        global_id::encode(RecordKind::Person, &self.record.id)
    }
    /// The identifier used in imports and exports.
    async fn source_id(&self) -> ID {
        ID(self.record.id.to_string())
    }
    /// The name as it was recorded.
    async fn name(&self) -> &str {
        &self.record.name
    }
    /// The mail address.
    async fn email(&self) -> Option<&str> {
        self.record.email.as_deref()
    }
    /// The telephone number.
    async fn phone(&self) -> Option<&str> {
        self.record.phone.as_deref()
    }
    /// Other names and mail addresses, in the order given.
    async fn aliases(&self) -> &[String] {
        &self.record.aliases
    }
    /// How this person, as a colleague, agreed to be shown; null while nobody asked.
    async fn consent(&self) -> Option<Visibility> {
        self.record.consent.map(Visibility::from)
    }
    /// Behaviour tendency 行为倾向; null while unknown.
    async fn behaviour(&self) -> Option<BehaviourTendency> {
        self.record.behaviour.map(BehaviourTendency::from)
    }
    /// Social style 社交风格; null while unknown.
    async fn social_style(&self) -> Option<SocialStyle> {
        self.record.social_style.map(SocialStyle::from)
    }
    /// Explicit and implicit needs, in words.
    async fn needs(&self) -> Option<&str> {
        self.record.needs.as_deref()
    }

    /// Memberships 任职, the earliest first.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn memberships(
        &self,
        #[graphql(desc = "Those current at this moment.")] as_of: Option<DateTime>,
        #[graphql(desc = "Those of all times instead.", default = false)] all: bool,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<Membership>> {
        let scope = self.scope.at_argument(as_of.as_ref())?;
        let page = scope.page(first, after)?;
        let moment = if all { None } else { Some(scope.as_of()) };
        let posts = scope.load(Of::<PostsOfPerson>(self.record.id.clone(), moment)).await?;
        Membership::slice(&scope, &posts.unwrap_or_default(), &page)
    }

    /// Whether a membership in our own organization is current.
    async fn is_employee(&self, #[graphql(desc = "At this moment.")] as_of: Option<DateTime>) -> Answer<bool> {
        let scope = self.scope.at_argument(as_of.as_ref())?;
        let employed = scope.load(Of::<Employment>(self.record.id.clone(), scope.as_of())).await?;
        Ok(employed.is_some_and(|items| !items.is_empty()))
    }

    /// The manager in the line organization; the first by identifier where there are several.
    async fn manager(&self, #[graphql(desc = "At this moment.")] as_of: Option<DateTime>) -> Answer<Option<Person>> {
        let scope = self.scope.at_argument(as_of.as_ref())?;
        let lines = scope.load(Of::<LinesAbove>(self.record.id.clone(), scope.as_of())).await?;
        let lines = lines.unwrap_or_default();
        let line = lines.iter().find(|line| line.scope == ReportingScope::Customer);
        Person::known_if(&scope, line.map(|line| &line.manager_id)).await
    }

    /// Reporting lines above this person: in the line organization, and in the virtual teams of opportunities.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn reporting_lines(
        &self,
        #[graphql(desc = "Those current at this moment.")] as_of: Option<DateTime>,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<ReportingLine>> {
        let scope = self.scope.at_argument(as_of.as_ref())?;
        let page = scope.page(first, after)?;
        let lines = scope.load(Of::<LinesAbove>(self.record.id.clone(), scope.as_of())).await?;
        ReportingLine::slice(&scope, &lines.unwrap_or_default(), &page)
    }

    /// The people who report to this person in the line organization.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn reports(
        &self,
        #[graphql(desc = "At this moment.")] as_of: Option<DateTime>,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<Person>> {
        let scope = self.scope.at_argument(as_of.as_ref())?;
        let page = scope.page(first, after)?;
        let lines = scope.load(Of::<LinesBelow>(self.record.id.clone(), scope.as_of())).await?;
        let lines = lines.unwrap_or_default();
        let in_line = lines.iter().filter(|line| line.scope == ReportingScope::Customer);
        let mut ids: Vec<Id> = in_line.map(|line| line.person_id.clone()).collect();
        ids.dedup();
        let people = scope.load_many(ids.iter().map(|id| One::new(id.clone())).collect()).await?;
        let people: Vec<Arc<domain::Person>> =
            ids.iter().filter_map(|id| people.get(&One::new(id.clone())).cloned()).collect();
        let show = |record: &Arc<domain::Person>| Person { scope: scope.clone(), record: Arc::clone(record) };
        Connection::slice(&people, &page, |person| person.id.to_string(), show)
    }

    /// Influence lines from this person that the viewer may see. Blind lines are not among them: they would name the colleague.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn influences(
        &self,
        #[graphql(desc = "Those that hold at this moment.")] as_of: Option<DateTime>,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<InfluenceLine>> {
        let scope = self.scope.at_argument(as_of.as_ref())?;
        let page = scope.page(first, after)?;
        let lines = scope.load(Of::<InfluenceFrom>(self.record.id.clone(), scope.as_of())).await?;
        InfluenceLine::slice(&scope, &lines.unwrap_or_default(), &page)
    }

    /// Influence lines to this person that the viewer may see; blind ones without the colleague's name, behind the others.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn influenced_by(
        &self,
        #[graphql(desc = "Those that hold at this moment.")] as_of: Option<DateTime>,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<InfluenceLine>> {
        let scope = self.scope.at_argument(as_of.as_ref())?;
        let page = scope.page(first, after)?;
        let lines = scope.load(Of::<InfluenceTo>(self.record.id.clone(), scope.as_of())).await?;
        InfluenceLine::slice(&scope, &lines.unwrap_or_default(), &page)
    }

    /// Roles in the decisions of opportunities.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn decision_roles(
        &self,
        #[graphql(desc = "Those current at this moment.")] as_of: Option<DateTime>,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<RoleInDecision>> {
        let scope = self.scope.at_argument(as_of.as_ref())?;
        let page = scope.page(first, after)?;
        let roles = scope.load(Of::<RolesOfPerson>(self.record.id.clone(), scope.as_of())).await?;
        RoleInDecision::slice(&scope, &roles.unwrap_or_default(), &page)
    }

    /// Assessments 评估 of this person's attitudes up to a moment that the viewer may see, the latest first.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn assessments(
        &self,
        #[graphql(desc = "Those made until this moment.")] as_of: Option<DateTime>,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<Assessment>> {
        let scope = self.scope.at_argument(as_of.as_ref())?;
        let page = scope.page(first, after)?;
        let key = Of::<AssessmentsOfPerson>(self.record.id.clone(), scope.as_of());
        let assessments = scope.load(key).await?;
        Assessment::slice(&scope, &assessments.unwrap_or_default(), &page)
    }

    /// Sales targets 销售目标 of this person, the earliest first.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn targets(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<Target>> {
        let page = self.scope.page(first, after)?;
        let targets = self.scope.load(Of::<TargetsOfPerson>(self.record.id.clone(), ())).await?;
        Target::slice(&self.scope, &targets.unwrap_or_default(), &page)
    }

    /// Endorsements 行业认可 of this person as an authority of an industry, the latest first.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn endorsements(
        &self,
        #[graphql(desc = "Those that hold at this moment.")] as_of: Option<DateTime>,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<Endorsement>> {
        let scope = self.scope.at_argument(as_of.as_ref())?;
        let page = scope.page(first, after)?;
        let endorsements = scope.load(Of::<EndorsementsOfPerson>(self.record.id.clone(), scope.as_of())).await?;
        Endorsement::slice(&scope, &endorsements.unwrap_or_default(), &page)
    }

    /// The key person card: where this person of a customer stands towards a vendor, and what that is known from. Null for a
    /// colleague of ours.
    async fn key_person(
        &self,
        #[graphql(desc = "In this opportunity; in general without.")] opportunity: Option<ID>,
        #[graphql(desc = "Towards this vendor, our own company or a competitor; our own company without.")]
        vendor: Option<ID>,
        #[graphql(desc = "At this moment.")] as_of: Option<DateTime>,
    ) -> Answer<Option<KeyPersonCard>> {
        let scope = self.scope.at_argument(as_of.as_ref())?;
        let question = KeyPersonQuestion {
            person: self.record.id.clone(),
            opportunity: optional_entity(opportunity.as_ref(), RecordKind::Opportunity, "opportunity")?,
            vendor: optional_entity(vendor.as_ref(), RecordKind::Organization, "vendor")?,
        };
        let employed = scope.load(Of::<Employment>(self.record.id.clone(), scope.as_of())).await?;
        if employed.is_some_and(|items| !items.is_empty()) {
            return Ok(None);
        }
        // Apart, because every field of every person has room for the largest of them while it is answered.
        Box::pin(KeyPersonCard::ask(&scope, self, question)).await.map(Some)
    }

    /// Opportunities this person owns.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn opportunities(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<Opportunity>> {
        let page = self.scope.page(first, after)?;
        let owned = self.scope.load(Of::<OpportunitiesOfOwner>(self.record.id.clone(), ())).await?;
        Opportunity::slice(&self.scope, &owned.unwrap_or_default(), &page)
    }
}
