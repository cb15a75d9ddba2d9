//! Inputs, and how they become records.

use async_graphql::{ID, InputObject, MaybeUndefined};

use crate::domain::{
    self, AttitudeLevel, Period, Probability, Record, RecordKind, ReportingScope, Strength, Unit, Viewer,
};

use super::Described;
use crate::graphql::enums::{
    BehaviourTendency, ContactLevel, DecisionRole, DepartmentKind, Dimension, InfluenceLevel, LevelScale,
    OpportunityOutcome, OrganizationKind, Polarity, Potential, SocialStyle, Visibility, YesNoUnknown,
};
use crate::graphql::failure::{Answer, Failure};
use crate::graphql::global_id::{entity, optional_entity, source_id};
use crate::graphql::scalars::{Date, DateTime};

fn line(place: &'static str, text: &str) -> Answer<String> {
    domain::line_of_text(text).map_err(|e| Failure::bad_input(place, e))
}

fn optional_line(place: &'static str, text: Option<&String>) -> Answer<Option<String>> {
    text.map(|text| line(place, text)).transpose()
}

pub(super) fn optional_prose(place: &'static str, text: Option<&String>) -> Answer<Option<String>> {
    text.map(|text| domain::prose(text).map_err(|e| Failure::bad_input(place, e))).transpose()
}

fn optional_day(place: &'static str, day: Option<&Date>) -> Answer<Option<jiff::civil::Date>> {
    day.map(|day| day.day(place)).transpose()
}

pub(super) fn optional_instant(place: &'static str, instant: Option<&DateTime>) -> Answer<Option<jiff::Timestamp>> {
    instant.map(|instant| instant.instant(place)).transpose()
}

fn period(from: Option<&Date>, to: Option<&Date>) -> Answer<Period> {
    let (from, to) = (optional_day("from", from)?, optional_day("to", to)?);
    Period::new(from, to).map_err(|e| Failure::bad_input("to", e))
}

/// A whole number within bounds.
fn whole(place: &'static str, value: Option<i32>, range: std::ops::RangeInclusive<i32>) -> Answer<Option<u8>> {
    let (min, max) = (*range.start(), *range.end());
    let read = |value: i32| match u8::try_from(value) {
        Ok(small) if range.contains(&value) => Ok(small),
        _ => Err(Failure::bad_input(place, format!("{value} is not a whole number from {min} to {max}"))),
    };
    value.map(read).transpose()
}

/// An organization with all its values; what is absent is recorded as not known.
#[derive(InputObject)]
pub struct OrganizationInput {
    /// The identifier used in imports and exports.
    source_id: ID,
    /// The name.
    name: String,
    /// What it is to us. Exactly one organization is our own.
    kind: OrganizationKind,
    /// The industry.
    industry: Option<String>,
    /// The region.
    region: Option<String>,
    /// What it could buy.
    potential: Option<Potential>,
}

impl Described for OrganizationInput {
    fn read(self, _: &Viewer) -> Answer<Record> {
        let Self { source_id: id, name, kind, industry, region, potential } = self;
        Ok(Record::Organization(domain::Organization {
            id: source_id(&id, "sourceId")?,
            name: line("name", &name)?,
            kind: kind.into(),
            industry: optional_line("industry", industry.as_ref())?,
            region: optional_line("region", region.as_ref())?,
            potential: potential.map(Into::into),
        }))
    }
}

/// A department with all its values; what is absent is recorded as not known.
#[derive(InputObject)]
pub struct DepartmentInput {
    /// The identifier used in imports and exports.
    source_id: ID,
    /// The name.
    name: String,
    /// The organization it belongs to.
    organization_id: ID,
    /// The department above, of the same organization.
    parent_id: Option<ID>,
    /// What it is.
    #[graphql(default_with = "DepartmentKind::Unit")]
    kind: DepartmentKind,
}

impl Described for DepartmentInput {
    fn read(self, _: &Viewer) -> Answer<Record> {
        let Self { source_id: id, name, organization_id, parent_id, kind } = self;
        Ok(Record::Department(domain::Department {
            id: source_id(&id, "sourceId")?,
            name: line("name", &name)?,
            organization_id: entity(&organization_id, RecordKind::Organization, "organizationId")?,
            parent_id: optional_entity(parent_id.as_ref(), RecordKind::Department, "parentId")?,
            kind: kind.into(),
        }))
    }
}

/// A person with all values; what is absent is recorded as not known.
#[derive(InputObject)]
pub struct PersonInput {
    /// The identifier used in imports and exports.
    source_id: ID,
    /// The name.
    name: String,
    /// The mail address.
    email: Option<String>,
    /// The telephone number.
    phone: Option<String>,
    /// Other names and mail addresses.
    #[graphql(default)]
    aliases: Vec<String>,
    /// How this person, as a colleague, agreed to be shown.
    consent: Option<Visibility>,
    /// Behaviour tendency 行为倾向.
    behaviour: Option<BehaviourTendency>,
    /// Social style 社交风格.
    social_style: Option<SocialStyle>,
    /// Explicit and implicit needs, in words.
    needs: Option<String>,
}

impl Described for PersonInput {
    fn read(self, _: &Viewer) -> Answer<Record> {
        let Self { source_id: id, name, email, phone, aliases, consent, behaviour, social_style, needs } = self;
        Ok(Record::Person(domain::Person {
            id: source_id(&id, "sourceId")?,
            name: line("name", &name)?,
            email: optional_line("email", email.as_ref())?,
            phone: optional_line("phone", phone.as_ref())?,
            aliases: domain::aliases(&aliases).map_err(|e| Failure::bad_input("aliases", e))?,
            consent: consent.map(Into::into),
            behaviour: behaviour.map(Into::into),
            social_style: social_style.map(Into::into),
            needs: optional_prose("needs", needs.as_ref())?,
        }))
    }
}

/// An opportunity with all its values; what is absent is recorded as not known.
#[derive(InputObject)]
pub struct OpportunityInput {
    /// The identifier used in imports and exports.
    source_id: ID,
    /// The name.
    name: String,
    /// The customer.
    customer_id: ID,
    /// What it is worth, at least 0.
    amount: Option<f64>,
    /// The currency of the amount, by its ISO 4217 code.
    currency: Option<String>,
    /// The class.
    class: Option<String>,
    /// The stage it has reached.
    stage: Option<String>,
    /// The colleague who owns it.
    owner_id: Option<ID>,
    /// The day it was opened.
    opened: Option<Date>,
    /// The day it was closed.
    closed: Option<Date>,
    /// How it ended.
    outcome: Option<OpportunityOutcome>,
}

impl Described for OpportunityInput {
    fn read(self, _: &Viewer) -> Answer<Record> {
        let Self {
            source_id: id,
            name,
            customer_id,
            amount,
            currency,
            class,
            stage,
            owner_id,
            opened,
            closed,
            outcome,
        } = self;
        let amount = amount.map(domain::amount).transpose().map_err(|e| Failure::bad_input("amount", e))?;
        let currency = currency.as_deref().map(domain::currency).transpose();
        Ok(Record::Opportunity(domain::Opportunity {
            id: source_id(&id, "sourceId")?,
            name: line("name", &name)?,
            customer_id: entity(&customer_id, RecordKind::Organization, "customerId")?,
            amount,
            currency: currency.map_err(|e| Failure::bad_input("currency", e))?,
            class: optional_line("class", class.as_ref())?,
            stage: optional_line("stage", stage.as_ref())?,
            owner_id: optional_entity(owner_id.as_ref(), RecordKind::Person, "ownerId")?,
            opened: optional_day("opened", opened.as_ref())?,
            closed: optional_day("closed", closed.as_ref())?,
            outcome: outcome.map(Into::into),
        }))
    }
}

/// A membership with all its values. Told apart by person, unit and first day.
#[derive(InputObject)]
pub struct MembershipInput {
    /// Who holds the post.
    person_id: ID,
    /// The department: this or `organizationId`.
    department_id: Option<ID>,
    /// The organization as a whole: this or `departmentId`.
    organization_id: Option<ID>,
    /// The title 职务.
    title: Option<String>,
    /// The title level 职级, 1 (highest) to 255.
    level: Option<i32>,
    /// The first day.
    from: Option<Date>,
    /// The first day on which it does not hold any more.
    to: Option<Date>,
}

impl Described for MembershipInput {
    fn read(self, _: &Viewer) -> Answer<Record> {
        let Self { person_id, department_id, organization_id, title, level, from, to } = self;
        let unit = match (department_id, organization_id) {
            (Some(id), None) => Unit::Department(entity(&id, RecordKind::Department, "departmentId")?),
            (None, Some(id)) => Unit::Organization(entity(&id, RecordKind::Organization, "organizationId")?),
            (None, None) | (Some(_), Some(_)) => {
                return Err(Failure::bad_input("departmentId", "exactly one of departmentId and organizationId"));
            }
        };
        Ok(Record::Membership(domain::Membership {
            person_id: entity(&person_id, RecordKind::Person, "personId")?,
            unit,
            title: optional_line("title", title.as_ref())?,
            level: whole("level", level, 1..=255)?,
            period: period(from.as_ref(), to.as_ref())?,
        }))
    }
}

/// A reporting line with all its values. Told apart by both people, scope and first day.
#[derive(InputObject)]
pub struct ReportingLineInput {
    /// Who reports.
    person_id: ID,
    /// To whom.
    manager_id: ID,
    /// The opportunity whose virtual team it is; the line organization without.
    scope: Option<ID>,
    /// The first day.
    from: Option<Date>,
    /// The first day on which it does not hold any more.
    to: Option<Date>,
}

impl Described for ReportingLineInput {
    fn read(self, _: &Viewer) -> Answer<Record> {
        let Self { person_id, manager_id, scope, from, to } = self;
        let scope = optional_entity(scope.as_ref(), RecordKind::Opportunity, "scope")?;
        Ok(Record::Reporting(domain::Reporting {
            person_id: entity(&person_id, RecordKind::Person, "personId")?,
            manager_id: entity(&manager_id, RecordKind::Person, "managerId")?,
            scope: scope.map_or(ReportingScope::Customer, ReportingScope::Opportunity),
            period: period(from.as_ref(), to.as_ref())?,
        }))
    }
}

/// An influence line with all its values. Told apart by both people, polarity, kind, source, owner, `observedAt`, and whether a
/// level or a strength is given.
#[derive(InputObject)]
pub struct InfluenceLineInput {
    /// Who can move the other.
    from_id: ID,
    /// Who can be moved.
    to_id: ID,
    /// A level: this or `strength`.
    level: Option<InfluenceLevel>,
    /// A probability above 0 and at most 1: this or `level`.
    strength: Option<f64>,
    /// For or against.
    #[graphql(default_with = "Polarity::Support")]
    polarity: Polarity,
    /// A word for the kind of relation.
    kind: Option<String>,
    /// Where it was learned.
    source: Option<String>,
    /// What it stands on; never the content of a message.
    evidence: Option<String>,
    /// When it was last seen to be true.
    observed_at: Option<DateTime>,
    /// When it ended.
    ended_at: Option<DateTime>,
    /// Who may see it.
    #[graphql(default_with = "Visibility::Company")]
    visibility: Visibility,
    /// Whose knowledge it is. Without, the viewer's, but the company's where everybody may see it; null says the company's.
    /// Only an admin records for another owner.
    owner_id: MaybeUndefined<ID>,
}

impl Described for InfluenceLineInput {
    fn read(self, viewer: &Viewer) -> Answer<Record> {
        let Self {
            from_id,
            to_id,
            level,
            strength,
            polarity,
            kind,
            source,
            evidence,
            observed_at,
            ended_at,
            visibility,
            owner_id,
        } = self;
        let strength = match (level, strength) {
            (Some(level), None) => Strength::Level(level.into()),
            (None, Some(p)) => Strength::Given(Probability::new(p).map_err(|e| Failure::bad_input("strength", e))?),
            (None, None) | (Some(_), Some(_)) => {
                return Err(Failure::bad_input("strength", "exactly one of level and strength"));
            }
        };
        let owner_id = match owner_id {
            MaybeUndefined::Value(id) => Some(entity(&id, RecordKind::Person, "ownerId")?),
            MaybeUndefined::Null => None,
            MaybeUndefined::Undefined if visibility == Visibility::Company => None,
            MaybeUndefined::Undefined => Some(viewer.person.clone()),
        };
        Ok(Record::Influence(domain::Influence {
            from_id: entity(&from_id, RecordKind::Person, "fromId")?,
            to_id: entity(&to_id, RecordKind::Person, "toId")?,
            strength,
            polarity: polarity.into(),
            kind: optional_line("kind", kind.as_ref())?,
            source: optional_line("source", source.as_ref())?,
            evidence: optional_prose("evidence", evidence.as_ref())?,
            observed_at: optional_instant("observedAt", observed_at.as_ref())?,
            ended_at: optional_instant("endedAt", ended_at.as_ref())?,
            visibility: visibility.into(),
            owner_id,
        }))
    }
}

/// A role in a decision with all its values. Told apart by opportunity, person, role and first day.
#[derive(InputObject)]
pub struct DecisionRoleInput {
    /// What is decided.
    opportunity_id: ID,
    /// Who takes part.
    person_id: ID,
    /// The role.
    role: Option<DecisionRole>,
    /// Importance 重要程度, 1 to 3.
    importance: Option<i32>,
    /// Single-vote veto 一票否决.
    #[graphql(default_with = "YesNoUnknown::Unknown")]
    veto: YesNoUnknown,
    /// Single-vote approve 一票批准.
    #[graphql(default_with = "YesNoUnknown::Unknown")]
    approve: YesNoUnknown,
    /// How much contact there is 交往程度.
    contact_level: Option<ContactLevel>,
    /// The first day.
    from: Option<Date>,
    /// The first day on which it does not hold any more.
    to: Option<Date>,
}

impl Described for DecisionRoleInput {
    fn read(self, _: &Viewer) -> Answer<Record> {
        let Self { opportunity_id, person_id, role, importance, veto, approve, contact_level, from, to } = self;
        Ok(Record::DecisionRole(domain::DecisionRole {
            opportunity_id: entity(&opportunity_id, RecordKind::Opportunity, "opportunityId")?,
            person_id: entity(&person_id, RecordKind::Person, "personId")?,
            role: role.and_then(DecisionRole::named),
            importance: whole("importance", importance, 1..=3)?,
            veto: veto.into(),
            approve: approve.into(),
            contact_level: contact_level.map(Into::into),
            period: period(from.as_ref(), to.as_ref())?,
        }))
    }
}

/// An assessment with all its values. Told apart by person, vendor, dimension, opportunity, instant and who assessed; a newer
/// one supersedes.
#[derive(InputObject)]
pub struct AssessmentInput {
    /// Whose attitude.
    person_id: ID,
    /// Towards which organization.
    vendor_id: ID,
    /// Which of the three degrees.
    dimension: Dimension,
    /// The level, on the scale.
    level: i32,
    /// The scale; levels are kept as -2 to 2.
    #[graphql(default_with = "LevelScale::Bipolar5")]
    scale: LevelScale,
    /// In which opportunity.
    opportunity_id: Option<ID>,
    /// When it was true; not in the future.
    at: DateTime,
    /// Who assessed, and so owns it. Only an admin records what another assessed.
    by_id: Option<ID>,
    /// What it stands on.
    evidence: Option<String>,
    /// Whether the person coaches 教练 us.
    #[graphql(default)]
    coach: bool,
    /// Who may see it: everybody without. `BLIND` is `BAD_INPUT`, and so is what not everybody may see without `byId`.
    #[graphql(default_with = "Visibility::Company")]
    visibility: Visibility,
}

impl Described for AssessmentInput {
    fn read(self, _: &Viewer) -> Answer<Record> {
        let Self {
            person_id,
            vendor_id,
            dimension,
            level,
            scale,
            opportunity_id,
            at,
            by_id,
            evidence,
            coach,
            visibility,
        } = self;
        let (level, coached): (AttitudeLevel, bool) =
            domain::LevelScale::from(scale).map(i64::from(level)).map_err(|e| Failure::bad_input("level", e))?;
        Ok(Record::Assessment(domain::Assessment {
            person_id: entity(&person_id, RecordKind::Person, "personId")?,
            vendor_id: entity(&vendor_id, RecordKind::Organization, "vendorId")?,
            dimension: dimension.into(),
            level,
            opportunity_id: optional_entity(opportunity_id.as_ref(), RecordKind::Opportunity, "opportunityId")?,
            at: at.instant("at")?,
            by_id: optional_entity(by_id.as_ref(), RecordKind::Person, "byId")?,
            evidence: optional_prose("evidence", evidence.as_ref())?,
            coach: coach || coached,
            visibility: visibility.into(),
        }))
    }
}
