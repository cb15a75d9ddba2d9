//! Records to cells.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::domain::{
    Assessment, Coded, DecisionRole, Department, Endorsement, Id, Influence, Interaction, Membership, Opportunity,
    Organization, Person, Record, RecordKind, Reporting, Signal, Strength, Target, Unit, Visibility, YesNoUnknown,
    instant_text,
};
use crate::store::Value;

use super::super::search_key::search_key;

fn text(value: &str) -> Value {
    Value::from(value)
}
fn id(value: &Id) -> Value {
    Value::from(value.as_str())
}
fn optional_id(value: Option<&Id>) -> Value {
    value.map_or(Value::Null, id)
}
fn optional_text(value: Option<&String>) -> Value {
    value.map_or(Value::Null, |t| text(t))
}
fn optional_code<T: Coded>(value: Option<T>) -> Value {
    value.map_or(Value::Null, |v| text(v.code()))
}
fn optional_day(value: Option<Date>) -> Value {
    value.map_or(Value::Null, |d| Value::from(d.to_string()))
}
fn optional_instant(value: Option<Timestamp>) -> Value {
    value.map_or(Value::Null, |t| Value::from(instant_text(t)))
}
fn yes_no(value: YesNoUnknown) -> Value {
    match value {
        YesNoUnknown::Unknown => Value::Null,
        known => text(known.code()),
    }
}

/// The cells of a record, in the order of its columns, without digest and time of recording. A membership's organization is
/// that of its department, which the caller knows.
pub fn cells(record: &Record, organization_of: impl Fn(&Id) -> Option<Id>) -> Vec<Value> {
    match record {
        Record::Organization(r) => {
            let Organization { id: key, name, kind, industry, region, potential } = r;
            vec![
                id(key),
                text(name),
                text(kind.code()),
                optional_text(industry.as_ref()),
                optional_text(region.as_ref()),
                optional_code(*potential),
                text(&search_key(key, name, &[])),
            ]
        }
        Record::Department(r) => {
            let Department { id: key, name, organization_id, parent_id, kind } = r;
            vec![
                id(key),
                text(name),
                id(organization_id),
                optional_id(parent_id.as_ref()),
                text(kind.code()),
                text(&search_key(key, name, &[])),
            ]
        }
        Record::Person(r) => {
            let Person { id: key, name, email, phone, aliases, consent, behaviour, social_style, needs } = r;
            let other_names: Vec<&str> = email.iter().chain(aliases).map(String::as_str).collect();
            vec![
                id(key),
                text(name),
                optional_text(email.as_ref()),
                optional_text(phone.as_ref()),
                Value::List(aliases.iter().map(|a| text(a)).collect()),
                optional_code(*consent),
                optional_code(*behaviour),
                optional_code(*social_style),
                optional_text(needs.as_ref()),
                text(&search_key(key, name, &other_names)),
            ]
        }
        Record::Membership(r) => {
            let Membership { person_id, unit, title, level, period } = r;
            let (department, organization) = match unit {
                Unit::Department(department) => (Some(department), organization_of(department)),
                Unit::Organization(organization) => (None, Some(organization.clone())),
            };
            vec![
                id(&r.id()),
                id(person_id),
                optional_id(department),
                optional_id(organization.as_ref()),
                optional_text(title.as_ref()),
                Value::from(level.map(i64::from)),
                optional_day(period.from()),
                optional_day(period.to()),
            ]
        }
        Record::Opportunity(r) => {
            let Opportunity {
                id: key,
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
            } = r;
            vec![
                id(key),
                text(name),
                id(customer_id),
                Value::from(*amount),
                optional_text(currency.as_ref()),
                optional_text(class.as_ref()),
                optional_text(stage.as_ref()),
                optional_id(owner_id.as_ref()),
                optional_day(*opened),
                optional_day(*closed),
                optional_code(*outcome),
                text(&search_key(key, name, &[])),
            ]
        }
        Record::Reporting(r) => {
            let Reporting { person_id, manager_id, scope, period } = r;
            vec![
                id(&r.id()),
                id(person_id),
                id(manager_id),
                text(scope.code()),
                optional_day(period.from()),
                optional_day(period.to()),
            ]
        }
        Record::Influence(r) => {
            let Influence {
                from_id,
                to_id,
                strength,
                polarity,
                kind,
                source,
                evidence,
                observed_at,
                ended_at,
                visibility,
                owner_id,
            } = r;
            let (level, given) = match strength {
                Strength::Level(level) => (text(level.code()), Value::Null),
                Strength::Given(p) => (Value::Null, Value::from(p.get())),
            };
            vec![
                id(&r.id()),
                id(from_id),
                id(to_id),
                level,
                given,
                text(polarity.code()),
                optional_text(kind.as_ref()),
                optional_text(source.as_ref()),
                optional_text(evidence.as_ref()),
                optional_instant(*observed_at),
                optional_instant(*ended_at),
                text(visibility.code()),
                optional_id(owner_id.as_ref()),
            ]
        }
        Record::Interaction(r) => {
            let Interaction { id: key, from_id, to_id, at, kind, count } = r;
            let at = instant_text(*at);
            let day = Value::from(&at[..10]);
            vec![
                id(&r.id()),
                id(from_id),
                id(to_id),
                Value::from(at),
                day,
                text(kind.code()),
                Value::from(i64::from(*count)),
                Value::from(key.is_some()),
            ]
        }
        Record::DecisionRole(r) => {
            let DecisionRole { opportunity_id, person_id, role, importance, veto, approve, contact_level, period } = r;
            vec![
                id(&r.id()),
                id(opportunity_id),
                id(person_id),
                optional_code(*role),
                Value::from(importance.map(i64::from)),
                yes_no(*veto),
                yes_no(*approve),
                optional_code(*contact_level),
                optional_day(period.from()),
                optional_day(period.to()),
            ]
        }
        Record::Assessment(r) => {
            let Assessment {
                person_id,
                vendor_id,
                dimension,
                level,
                opportunity_id,
                at,
                by_id,
                evidence,
                coach,
                visibility,
            } = r;
            vec![
                id(&r.id()),
                id(person_id),
                id(vendor_id),
                text(dimension.code()),
                Value::from(i64::from(level.get())),
                optional_id(opportunity_id.as_ref()),
                Value::from(instant_text(*at)),
                optional_id(by_id.as_ref()),
                optional_text(evidence.as_ref()),
                Value::from(*coach),
                text(visibility.code()),
            ]
        }
        Record::Signal(r) => {
            let Signal { opportunity_id, signal, value, at, by_id, evidence } = r;
            vec![
                id(&r.id()),
                id(opportunity_id),
                text(signal.code()),
                Value::from(*value),
                Value::from(instant_text(*at)),
                optional_id(by_id.as_ref()),
                optional_text(evidence.as_ref()),
            ]
        }
        Record::Target(r) => {
            let Target { person_id, days, amount, currency } = r;
            vec![
                id(&r.id()),
                id(person_id),
                Value::from(days.from().to_string()),
                Value::from(days.to().to_string()),
                Value::from(*amount),
                text(currency),
            ]
        }
        Record::Endorsement(r) => {
            let Endorsement { person_id, at, by_id, evidence, ended_at } = r;
            vec![
                id(&r.id()),
                id(person_id),
                Value::from(instant_text(*at)),
                optional_id(by_id.as_ref()),
                optional_text(evidence.as_ref()),
                optional_instant(*ended_at),
            ]
        }
    }
}

/// The cells that tell what a record says: all but a last one that came with a later version of the program and holds what is
/// meant where it is missing. So what was recorded before keeps its digest, and recording it again changes nothing.
pub fn telling(kind: RecordKind, cells: &[Value]) -> &[Value] {
    match (kind, cells.split_last()) {
        (RecordKind::Assessment, Some((Value::Text(visibility), before)))
            if **visibility == *Visibility::Company.code() =>
        {
            before
        }
        _ => cells,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{AttitudeLevel, Dimension};

    #[test]
    fn what_everybody_may_see_is_told_as_before_there_was_a_visibility() {
        let told = |visibility| {
            let id = |text| Id::new(text).unwrap();
            let record = Record::Assessment(Assessment {
                person_id: id("k"),
                vendor_id: id("own"),
                dimension: Dimension::Price,
                level: AttitudeLevel::new(-2).unwrap(),
                opportunity_id: None,
                at: Timestamp::UNIX_EPOCH,
                by_id: Some(id("a")),
                evidence: None,
                coach: true,
                visibility,
            });
            let cells = cells(&record, |_| None);
            telling(RecordKind::Assessment, &cells).to_vec()
        };
        assert_eq!(told(Visibility::Company).last(), Some(&Value::Bool(true)));
        assert_eq!(told(Visibility::Team).last(), Some(&Value::from("team")));
        let cells = [Value::from("company")];
        assert_eq!(telling(RecordKind::Person, &cells), cells);
    }
}
