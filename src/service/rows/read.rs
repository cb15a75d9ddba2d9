//! Rows to records.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

use crate::domain::{
    Assessment, AttitudeLevel, Coded, DecisionRole, Department, Endorsement, Id, Influence, Interaction, Membership,
    Opportunity, Organization, Period, Person, Probability, Record, RecordKind, Reporting, ReportingScope, Signal,
    Strength, Target, TargetDays, Unit, YesNoUnknown,
};
use crate::store::{Row, Statement, StoreError};

/// Reads a stored value that must obey a rule of the domain.
struct Reader {
    statement: &'static Statement,
}

impl Reader {
    fn wrong(&self, column: &'static str, reason: impl std::fmt::Display) -> StoreError {
        StoreError::Decode { name: self.statement.name, column: column.to_owned(), reason: reason.to_string() }
    }
    fn id(&self, column: &'static str, value: &str) -> Result<Id, StoreError> {
        Id::new(value).map_err(|e| self.wrong(column, e))
    }
    fn optional_id(&self, column: &'static str, value: Option<String>) -> Result<Option<Id>, StoreError> {
        value.map(|v| self.id(column, &v)).transpose()
    }
    fn code<T: Coded>(&self, column: &'static str, value: &str) -> Result<T, StoreError> {
        T::parse(value).map_err(|e| self.wrong(column, e))
    }
    fn optional_code<T: Coded>(&self, column: &'static str, value: Option<String>) -> Result<Option<T>, StoreError> {
        value.map(|v| self.code(column, &v)).transpose()
    }
    fn day(&self, column: &'static str, value: Option<String>) -> Result<Option<Date>, StoreError> {
        value.map(|v| v.parse().map_err(|e| self.wrong(column, e))).transpose()
    }
    fn instant(&self, column: &'static str, value: &str) -> Result<Timestamp, StoreError> {
        value.parse().map_err(|e| self.wrong(column, e))
    }
    fn optional_instant(&self, column: &'static str, value: Option<String>) -> Result<Option<Timestamp>, StoreError> {
        value.map(|v| self.instant(column, &v)).transpose()
    }
    fn period(&self, from: Option<String>, to: Option<String>) -> Result<Period, StoreError> {
        Period::new(self.day("from_day", from)?, self.day("to_day", to)?).map_err(|e| self.wrong("to_day", e))
    }
    fn small(&self, column: &'static str, value: Option<i64>) -> Result<Option<u8>, StoreError> {
        value.map(|v| u8::try_from(v).map_err(|e| self.wrong(column, e))).transpose()
    }
}

#[derive(Deserialize)]
struct OrganizationRow {
    id: String,
    name: String,
    kind: String,
    industry: Option<String>,
    region: Option<String>,
    potential: Option<String>,
}
#[derive(Deserialize)]
struct DepartmentRow {
    id: String,
    name: String,
    organization_id: String,
    parent_id: Option<String>,
    kind: String,
}
#[derive(Deserialize)]
struct PersonRow {
    id: String,
    name: String,
    email: Option<String>,
    phone: Option<String>,
    aliases: Vec<String>,
    consent: Option<String>,
    behaviour: Option<String>,
    social_style: Option<String>,
    needs: Option<String>,
}
#[derive(Deserialize)]
struct MembershipRow {
    person_id: String,
    department_id: Option<String>,
    organization_id: String,
    title: Option<String>,
    level: Option<i64>,
    from_day: Option<String>,
    to_day: Option<String>,
}
#[derive(Deserialize)]
struct OpportunityRow {
    id: String,
    name: String,
    customer_id: String,
    amount: Option<f64>,
    currency: Option<String>,
    class: Option<String>,
    stage: Option<String>,
    owner_id: Option<String>,
    opened: Option<String>,
    closed: Option<String>,
    outcome: Option<String>,
}
#[derive(Deserialize)]
struct ReportingRow {
    person_id: String,
    manager_id: String,
    scope: String,
    from_day: Option<String>,
    to_day: Option<String>,
}
#[derive(Deserialize)]
struct InfluenceRow {
    from_id: String,
    to_id: String,
    level: Option<String>,
    strength: Option<f64>,
    polarity: String,
    kind: Option<String>,
    source: Option<String>,
    evidence: Option<String>,
    observed_at: Option<String>,
    ended_at: Option<String>,
    visibility: String,
    owner_id: Option<String>,
}
#[derive(Deserialize)]
struct InteractionRow {
    id: String,
    from_id: String,
    to_id: String,
    at: String,
    kind: String,
    count: i64,
    explicit_id: bool,
}
#[derive(Deserialize)]
struct DecisionRoleRow {
    opportunity_id: String,
    person_id: String,
    role: Option<String>,
    importance: Option<i64>,
    veto: Option<String>,
    approve: Option<String>,
    contact_level: Option<String>,
    from_day: Option<String>,
    to_day: Option<String>,
}
#[derive(Deserialize)]
struct AssessmentRow {
    person_id: String,
    vendor_id: String,
    dimension: String,
    level: i64,
    opportunity_id: Option<String>,
    at: String,
    by_id: Option<String>,
    evidence: Option<String>,
    coach: bool,
    visibility: String,
}
#[derive(Deserialize)]
struct SignalRow {
    opportunity_id: String,
    signal: String,
    value: bool,
    at: String,
    by_id: Option<String>,
    evidence: Option<String>,
}
#[derive(Deserialize)]
struct TargetRow {
    person_id: String,
    from_day: String,
    to_day: String,
    amount: f64,
    currency: String,
}
#[derive(Deserialize)]
struct EndorsementRow {
    person_id: String,
    at: String,
    by_id: Option<String>,
    evidence: Option<String>,
    ended_at: Option<String>,
}

/// A level or a probability, whichever is there.
pub fn strength(
    statement: &'static Statement,
    level: Option<&str>,
    given: Option<f64>,
) -> Result<Strength, StoreError> {
    let read = Reader { statement };
    match (level, given) {
        (Some(level), None) => Ok(Strength::Level(read.code("level", level)?)),
        (None, Some(given)) => Ok(Strength::Given(Probability::new(given).map_err(|e| read.wrong("strength", e))?)),
        _ => Err(read.wrong("strength", "exactly one of level and strength is expected")),
    }
}

/// Puts a record together from a row of any statement with the columns of its kind.
///
/// # Errors
/// [`StoreError::Decode`] when a value is missing, of another type, or breaks a rule of the domain.
pub fn record(kind: RecordKind, statement: &'static Statement, row: Row) -> Result<Record, StoreError> {
    let read = Reader { statement };
    Ok(match kind {
        RecordKind::Organization => {
            let r: OrganizationRow = row.decode(statement)?;
            Record::Organization(Organization {
                id: read.id("id", &r.id)?,
                name: r.name,
                kind: read.code("kind", &r.kind)?,
                industry: r.industry,
                region: r.region,
                potential: read.optional_code("potential", r.potential)?,
            })
        }
        RecordKind::Department => {
            let r: DepartmentRow = row.decode(statement)?;
            Record::Department(Department {
                id: read.id("id", &r.id)?,
                name: r.name,
                organization_id: read.id("organization_id", &r.organization_id)?,
                parent_id: read.optional_id("parent_id", r.parent_id)?,
                kind: read.code("kind", &r.kind)?,
            })
        }
        RecordKind::Person => {
            let r: PersonRow = row.decode(statement)?;
            Record::Person(Person {
                id: read.id("id", &r.id)?,
                name: r.name,
                email: r.email,
                phone: r.phone,
                aliases: r.aliases,
                consent: read.optional_code("consent", r.consent)?,
                behaviour: read.optional_code("behaviour", r.behaviour)?,
                social_style: read.optional_code("social_style", r.social_style)?,
                needs: r.needs,
            })
        }
        RecordKind::Membership => {
            let r: MembershipRow = row.decode(statement)?;
            let unit = match read.optional_id("department_id", r.department_id)? {
                Some(department) => Unit::Department(department),
                None => Unit::Organization(read.id("organization_id", &r.organization_id)?),
            };
            Record::Membership(Membership {
                person_id: read.id("person_id", &r.person_id)?,
                unit,
                title: r.title,
                level: read.small("level", r.level)?,
                period: read.period(r.from_day, r.to_day)?,
            })
        }
        RecordKind::Opportunity => {
            let r: OpportunityRow = row.decode(statement)?;
            Record::Opportunity(Opportunity {
                id: read.id("id", &r.id)?,
                name: r.name,
                customer_id: read.id("customer_id", &r.customer_id)?,
                amount: r.amount,
                currency: r.currency,
                class: r.class,
                stage: r.stage,
                owner_id: read.optional_id("owner_id", r.owner_id)?,
                opened: read.day("opened", r.opened)?,
                closed: read.day("closed", r.closed)?,
                outcome: read.optional_code("outcome", r.outcome)?,
            })
        }
        RecordKind::Reporting => {
            let r: ReportingRow = row.decode(statement)?;
            Record::Reporting(Reporting {
                person_id: read.id("person_id", &r.person_id)?,
                manager_id: read.id("manager_id", &r.manager_id)?,
                scope: match r.scope.as_str() {
                    "customer" => ReportingScope::Customer,
                    opportunity => ReportingScope::Opportunity(read.id("scope", opportunity)?),
                },
                period: read.period(r.from_day, r.to_day)?,
            })
        }
        RecordKind::Influence => {
            let r: InfluenceRow = row.decode(statement)?;
            Record::Influence(Influence {
                from_id: read.id("from_id", &r.from_id)?,
                to_id: read.id("to_id", &r.to_id)?,
                strength: strength(statement, r.level.as_deref(), r.strength)?,
                polarity: read.code("polarity", &r.polarity)?,
                kind: r.kind,
                source: r.source,
                evidence: r.evidence,
                observed_at: read.optional_instant("observed_at", r.observed_at)?,
                ended_at: read.optional_instant("ended_at", r.ended_at)?,
                visibility: read.code("visibility", &r.visibility)?,
                owner_id: read.optional_id("owner_id", r.owner_id)?,
            })
        }
        RecordKind::Interaction => {
            let r: InteractionRow = row.decode(statement)?;
            Record::Interaction(Interaction {
                id: if r.explicit_id { Some(read.id("id", &r.id)?) } else { None },
                from_id: read.id("from_id", &r.from_id)?,
                to_id: read.id("to_id", &r.to_id)?,
                at: read.instant("at", &r.at)?,
                kind: read.code("kind", &r.kind)?,
                count: u32::try_from(r.count).map_err(|e| read.wrong("count", e))?,
            })
        }
        RecordKind::DecisionRole => {
            let r: DecisionRoleRow = row.decode(statement)?;
            let vote = |column, value: Option<String>| match value {
                None => Ok(YesNoUnknown::Unknown),
                Some(value) => read.code(column, &value),
            };
            Record::DecisionRole(DecisionRole {
                opportunity_id: read.id("opportunity_id", &r.opportunity_id)?,
                person_id: read.id("person_id", &r.person_id)?,
                role: read.optional_code("role", r.role)?,
                importance: read.small("importance", r.importance)?,
                veto: vote("veto", r.veto)?,
                approve: vote("approve", r.approve)?,
                contact_level: read.optional_code("contact_level", r.contact_level)?,
                period: read.period(r.from_day, r.to_day)?,
            })
        }
        RecordKind::Assessment => {
            let r: AssessmentRow = row.decode(statement)?;
            Record::Assessment(Assessment {
                person_id: read.id("person_id", &r.person_id)?,
                vendor_id: read.id("vendor_id", &r.vendor_id)?,
                dimension: read.code("dimension", &r.dimension)?,
                level: AttitudeLevel::new(r.level).map_err(|e| read.wrong("level", e))?,
                opportunity_id: read.optional_id("opportunity_id", r.opportunity_id)?,
                at: read.instant("at", &r.at)?,
                by_id: read.optional_id("by_id", r.by_id)?,
                evidence: r.evidence,
                coach: r.coach,
                visibility: read.code("visibility", &r.visibility)?,
            })
        }
        RecordKind::Signal => {
            let r: SignalRow = row.decode(statement)?;
            Record::Signal(Signal {
                opportunity_id: read.id("opportunity_id", &r.opportunity_id)?,
                signal: read.code("signal", &r.signal)?,
                value: r.value,
                at: read.instant("at", &r.at)?,
                by_id: read.optional_id("by_id", r.by_id)?,
                evidence: r.evidence,
            })
        }
        RecordKind::Target => {
            let r: TargetRow = row.decode(statement)?;
            let day = |column, value: &str| value.parse().map_err(|e| read.wrong(column, e));
            let days = TargetDays::new(day("from_day", &r.from_day)?, day("to_day", &r.to_day)?);
            Record::Target(Target {
                person_id: read.id("person_id", &r.person_id)?,
                days: days.map_err(|e| read.wrong("to_day", e))?,
                amount: r.amount,
                currency: r.currency,
            })
        }
        RecordKind::Endorsement => {
            let r: EndorsementRow = row.decode(statement)?;
            Record::Endorsement(Endorsement {
                person_id: read.id("person_id", &r.person_id)?,
                at: read.instant("at", &r.at)?,
                by_id: read.optional_id("by_id", r.by_id)?,
                evidence: r.evidence,
                ended_at: read.optional_instant("ended_at", r.ended_at)?,
            })
        }
    })
}
