//! The facts between people, units and opportunities.

use async_graphql::{ContextSelectionSet, ID, Object, Union, Value};

use crate::domain::{self, InfluenceLevel as Level, OrganizationKind, RecordKind, ReportingScope, Strength, Unit};
use crate::service::{PageRequest, VisibleInfluence};

use super::connection::Connection;
use super::department::Department;
use super::enums::{ContactLevel, DecisionRole, Dimension, InfluenceLevel, Polarity, Visibility, YesNoUnknown};
use super::failure::Answer;
use super::in_place::{Composite, Settled, Shapes};
use super::loaders::Of;
use super::opportunity::Opportunity;
use super::organization::Organization;
use super::person::Person;
use super::relations::PostsOfPerson;
use super::scalars::{Date, DateTime};
use super::scope::Scope;
use super::{global_id, mask};

/// A membership, looked at in a scope.
#[derive(Clone)]
pub struct Membership {
    pub scope: Scope,
    pub record: domain::Membership,
}

impl Membership {
    /// The asked part of a list of memberships.
    pub fn slice(scope: &Scope, list: &[domain::Membership], page: &PageRequest) -> Answer<Connection<Self>> {
        Connection::slice(list, page, |m| m.id().to_string(), |m| Self { scope: scope.clone(), record: m.clone() })
    }
}

/// A membership 任职: a person holds a post in a department, or at an organization as a whole, for a time.
#[Object]
impl Membership {
    /// The opaque, stable identifier.
    pub async fn id(&self) -> ID {
        global_id::encode(RecordKind::Membership, &self.record.id())
    }
    /// Who holds the post.
    async fn person(&self) -> Answer<Person> {
        Person::known(&self.scope, &self.record.person_id).await
    }
    /// The department; null where the post is held at the organization as a whole.
    async fn department(&self) -> Answer<Option<Department>> {
        match &self.record.unit {
            Unit::Department(id) => Department::known(&self.scope, id).await.map(Some),
            Unit::Organization(_) => Ok(None),
        }
    }
    /// The organization, be the post held there directly or in one of its departments.
    async fn organization(&self) -> Answer<Organization> {
        match &self.record.unit {
            Unit::Organization(id) => Organization::known(&self.scope, id).await,
            Unit::Department(id) => {
                let department = Department::known(&self.scope, id).await?;
                Organization::known(&self.scope, &department.record.organization_id).await
            }
        }
    }
    /// The title 职务.
    async fn title(&self) -> Option<&str> {
        self.record.title.as_deref()
    }
    /// The title level 职级, 1 is the highest.
    async fn level(&self) -> Option<i32> {
        self.record.level.map(i32::from)
    }
    /// The first day; null while unknown.
    async fn from(&self) -> Option<Date> {
        self.record.period.from().map(Date::from)
    }
    /// The first day on which it does not hold any more; null while it has not ended.
    async fn to(&self) -> Option<Date> {
        self.record.period.to().map(Date::from)
    }
}

/// A reporting line, looked at in a scope.
#[derive(Clone)]
pub struct ReportingLine {
    pub scope: Scope,
    pub record: domain::Reporting,
}

impl ReportingLine {
    /// The asked part of a list of reporting lines.
    pub fn slice(scope: &Scope, list: &[domain::Reporting], page: &PageRequest) -> Answer<Connection<Self>> {
        Connection::slice(list, page, |r| r.id().to_string(), |r| Self { scope: scope.clone(), record: r.clone() })
    }
}

/// A reporting line 汇报关系: a person reports to a manager, in the line organization or in the virtual team of an opportunity.
#[Object]
impl ReportingLine {
    /// The opaque, stable identifier.
    pub async fn id(&self) -> ID {
        global_id::encode(RecordKind::Reporting, &self.record.id())
    }
    /// Who reports.
    async fn person(&self) -> Answer<Person> {
        Person::known(&self.scope, &self.record.person_id).await
    }
    /// To whom.
    async fn manager(&self) -> Answer<Person> {
        Person::known(&self.scope, &self.record.manager_id).await
    }
    /// The opportunity whose virtual team it is; null in the line organization.
    async fn opportunity(&self) -> Answer<Option<Opportunity>> {
        match &self.record.scope {
            ReportingScope::Customer => Ok(None),
            ReportingScope::Opportunity(id) => Opportunity::known(&self.scope, id).await.map(Some),
        }
    }
    /// The first day; null while unknown.
    async fn from(&self) -> Option<Date> {
        self.record.period.from().map(Date::from)
    }
    /// The first day on which it does not hold any more; null while it has not ended.
    async fn to(&self) -> Option<Date> {
        self.record.period.to().map(Date::from)
    }
}

/// A colleague behind a blind line.
#[derive(Clone)]
pub struct MaskedColleague {
    pub department: Option<Department>,
    pub strength: f64,
}

impl Settled for MaskedColleague {
    const AT_HAND: bool = true;
}

/// A colleague who has not agreed to be named: ask in the department.
#[Object]
impl MaskedColleague {
    /// Where to ask; null where the colleague belongs to no department.
    async fn department(&self) -> Option<&Department> {
        self.department.as_ref()
    }
    /// How strong the line is, 0 to 1.
    async fn strength(&self) -> f64 {
        self.strength
    }
}

/// Somebody at an end of a line, by name or masked.
#[derive(Clone, Union)]
pub enum RouteParty {
    /// Known by name.
    Person(Person),
    /// A colleague behind a blind line.
    MaskedColleague(MaskedColleague),
}

impl Composite for RouteParty {
    async fn resolve_in_place(&self, shapes: &Shapes, declared: &str, ctx: &ContextSelectionSet<'_>) -> Option<Value> {
        match self {
            Self::Person(person) => person.resolve_in_place(shapes, declared, ctx).await,
            Self::MaskedColleague(colleague) => colleague.resolve_in_place(shapes, declared, ctx).await,
        }
    }
}

/// An influence line as the viewer may see it, looked at in a scope.
#[derive(Clone)]
pub struct InfluenceLine {
    pub scope: Scope,
    pub line: VisibleInfluence,
}

impl InfluenceLine {
    /// The asked part of a list of influence lines.
    pub fn slice(scope: &Scope, list: &[VisibleInfluence], page: &PageRequest) -> Answer<Connection<Self>> {
        let key = |line: &VisibleInfluence| Self::id_of(line).to_string();
        Connection::slice(list, page, key, |line| Self { scope: scope.clone(), line: line.clone() })
    }

    fn id_of(line: &VisibleInfluence) -> ID {
        if line.masked { mask::of(&line.line) } else { global_id::encode(RecordKind::Influence, &line.line.id()) }
    }

    fn undecayed(&self) -> Option<f64> {
        match self.line.line.strength {
            Strength::Given(p) => Some(p.get()),
            Strength::Level(level) => {
                self.scope.reading().service().policy().strength_of(level).map(domain::Probability::get)
            }
        }
    }

    /// The department of the colleague behind a blind line: in our own organization, the highest title level first.
    async fn department_behind(&self) -> Answer<Option<Department>> {
        let key = Of::<PostsOfPerson>(self.line.line.from_id.clone(), Some(self.scope.as_of()));
        let posts = self.scope.load(key).await?.unwrap_or_default();
        let mut best: Option<(u8, Department)> = None;
        for post in posts.iter() {
            let Unit::Department(id) = &post.unit else { continue };
            let department = Department::known(&self.scope, id).await?;
            let organization = Organization::known(&self.scope, &department.record.organization_id).await?;
            if organization.record.kind != OrganizationKind::Own {
                continue;
            }
            let rank = (post.level.unwrap_or(u8::MAX), &department.record.id);
            if best.as_ref().is_none_or(|(level, known)| rank < (*level, &known.record.id)) {
                best = Some((rank.0, department));
            }
        }
        Ok(best.map(|(_, department)| department))
    }
}

/// An influence line 影响力关系: `from` can move `to`, or stands against `to`.
#[Object]
impl InfluenceLine {
    /// The opaque identifier; stable, but for a masked line, whose identifier names nothing that can be asked for.
    pub async fn id(&self) -> ID {
        Self::id_of(&self.line)
    }
    /// Who can move the other; masked where the line is blind.
    async fn from(&self) -> Answer<RouteParty> {
        if self.line.masked {
            let strength = self.undecayed().unwrap_or(0.0);
            let department = self.department_behind().await?;
            return Ok(RouteParty::MaskedColleague(MaskedColleague { department, strength }));
        }
        Person::known(&self.scope, &self.line.line.from_id).await.map(RouteParty::Person)
    }
    /// Who can be moved.
    async fn to(&self) -> Answer<Person> {
        Person::known(&self.scope, &self.line.line.to_id).await
    }
    /// The recorded level; null where a probability was given instead.
    async fn level(&self) -> Option<InfluenceLevel> {
        match self.line.line.strength {
            Strength::Level(level) => Some(level.into()),
            Strength::Given(_) => None,
        }
    }
    /// The given probability, or what the policy makes of the level, before any decay; null where the level is `NONE`.
    async fn strength(&self) -> Option<f64> {
        match self.line.line.strength {
            Strength::Level(Level::None) => None,
            Strength::Level(_) | Strength::Given(_) => self.undecayed(),
        }
    }
    /// For or against.
    async fn polarity(&self) -> Polarity {
        self.line.line.polarity.into()
    }
    /// A word for the kind of relation; null for a masked line.
    async fn kind(&self) -> Option<&str> {
        self.line.line.kind.as_deref().filter(|_| !self.line.masked)
    }
    /// Where it was learned; null for a masked line.
    async fn source(&self) -> Option<&str> {
        self.line.line.source.as_deref().filter(|_| !self.line.masked)
    }
    /// What it stands on; null for a masked line.
    async fn evidence(&self) -> Option<&str> {
        self.line.line.evidence.as_deref().filter(|_| !self.line.masked)
    }
    /// When it was last seen to be true; null while unknown.
    async fn observed_at(&self) -> Option<DateTime> {
        self.line.line.observed_at.map(DateTime::from)
    }
    /// When it ended; null while it has not.
    async fn ended_at(&self) -> Option<DateTime> {
        self.line.line.ended_at.map(DateTime::from)
    }
    /// Who may see it.
    async fn visibility(&self) -> Visibility {
        self.line.line.visibility.into()
    }
    /// Whose knowledge it is; null where it is the company's, and for a masked line.
    async fn owner(&self) -> Answer<Option<Person>> {
        let owner = self.line.line.owner_id.as_ref().filter(|_| !self.line.masked);
        Person::known_if(&self.scope, owner).await
    }
}

/// A role in a decision, looked at in a scope.
#[derive(Clone)]
pub struct RoleInDecision {
    pub scope: Scope,
    pub record: domain::DecisionRole,
}

impl RoleInDecision {
    /// The asked part of a list of roles.
    pub fn slice(scope: &Scope, list: &[domain::DecisionRole], page: &PageRequest) -> Answer<Connection<Self>> {
        Connection::slice(list, page, |r| r.id().to_string(), |r| Self { scope: scope.clone(), record: r.clone() })
    }
}

/// One person's part in the decision of one opportunity.
#[Object]
impl RoleInDecision {
    /// The opaque, stable identifier.
    pub async fn id(&self) -> ID {
        global_id::encode(RecordKind::DecisionRole, &self.record.id())
    }
    /// What is decided.
    async fn opportunity(&self) -> Answer<Opportunity> {
        Opportunity::known(&self.scope, &self.record.opportunity_id).await
    }
    /// Who takes part.
    async fn person(&self) -> Answer<Person> {
        Person::known(&self.scope, &self.record.person_id).await
    }
    /// The role; null while unknown.
    async fn role(&self) -> Option<DecisionRole> {
        self.record.role.map(DecisionRole::from)
    }
    /// Importance 重要程度, 1 to 3; null while unknown.
    async fn importance(&self) -> Option<i32> {
        self.record.importance.map(i32::from)
    }
    /// Single-vote veto 一票否决.
    async fn veto(&self) -> YesNoUnknown {
        self.record.veto.into()
    }
    /// Single-vote approve 一票批准.
    async fn approve(&self) -> YesNoUnknown {
        self.record.approve.into()
    }
    /// How much contact there is 交往程度; null while unknown.
    async fn contact_level(&self) -> Option<ContactLevel> {
        self.record.contact_level.map(ContactLevel::from)
    }
    /// The first day; null while unknown.
    async fn from(&self) -> Option<Date> {
        self.record.period.from().map(Date::from)
    }
    /// The first day on which it does not hold any more; null while it has not ended.
    async fn to(&self) -> Option<Date> {
        self.record.period.to().map(Date::from)
    }
}

/// An assessment, looked at in a scope.
#[derive(Clone)]
pub struct Assessment {
    pub scope: Scope,
    pub record: domain::Assessment,
}

impl Assessment {
    /// The asked part of a list of assessments.
    pub fn slice(scope: &Scope, list: &[domain::Assessment], page: &PageRequest) -> Answer<Connection<Self>> {
        Connection::slice(list, page, |a| a.id().to_string(), |a| Self { scope: scope.clone(), record: a.clone() })
    }
}

/// An assessment 评估: one observation of one attitude of a person towards a vendor.
#[Object]
impl Assessment {
    /// The opaque, stable identifier.
    pub async fn id(&self) -> ID {
        global_id::encode(RecordKind::Assessment, &self.record.id())
    }
    /// Whose attitude.
    async fn person(&self) -> Answer<Person> {
        Person::known(&self.scope, &self.record.person_id).await
    }
    /// Towards whom.
    async fn vendor(&self) -> Answer<Organization> {
        Organization::known(&self.scope, &self.record.vendor_id).await
    }
    /// Which of the three degrees.
    async fn dimension(&self) -> Dimension {
        self.record.dimension.into()
    }
    /// The level, -2 (strong oppose 强反对) to 2 (strong support 强支持).
    async fn level(&self) -> i32 {
        i32::from(self.record.level.get())
    }
    /// In which opportunity; null where it holds in general.
    async fn opportunity(&self) -> Answer<Option<Opportunity>> {
        match &self.record.opportunity_id {
            None => Ok(None),
            Some(id) => Opportunity::known(&self.scope, id).await.map(Some),
        }
    }
    /// When it was true.
    async fn at(&self) -> DateTime {
        self.record.at.into()
    }
    /// Who assessed; null while unknown.
    async fn by(&self) -> Answer<Option<Person>> {
        Person::known_if(&self.scope, self.record.by_id.as_ref()).await
    }
    /// What it stands on.
    async fn evidence(&self) -> Option<&str> {
        self.record.evidence.as_deref()
    }
    /// Whether the person coaches 教练 us.
    async fn coach(&self) -> bool {
        self.record.coach
    }
    /// Who may see it; the owner is who assessed.
    async fn visibility(&self) -> Visibility {
        self.record.visibility.into()
    }
}
