//! From a row to a record, and what is wrong with the row on its own.

mod cell;
mod fields;
mod references;

use std::sync::Arc;

use crate::domain::{
    Assessment, DecisionRole, Department, DepartmentKind, Endorsement, Id, Influence, Interaction, InteractionKind,
    LevelScale, Membership, Opportunity, Organization, Person, Polarity, Record, RecordKind, Reporting, ReportingScope,
    Signal, Strength, Target, TargetDays, Unit, Visibility, YesNoUnknown,
};
use crate::import::fault::{Fault, FaultCode};
use crate::import::read::{Layout, RawRow};

use fields::Fields;
pub(super) use fields::broken;
pub(super) use references::{of_the_future, self_line, visit_references};

/// A row that is no record.
#[derive(Debug, PartialEq)]
pub(super) struct Refused {
    /// The identity it would have had, where it is an entity's and readable: rows that refer to it depend on it.
    pub id: Option<Id>,
    pub faults: Vec<Fault>,
}

/// Reads a row. `visibility` is that of influence lines whose cell is empty.
pub(super) fn read_record(
    file: &Arc<str>,
    layout: &Layout,
    row: &RawRow,
    visibility: Visibility,
) -> Result<Record, Refused> {
    let mut fields = Fields::new(file, layout, row);
    let f = &mut fields;
    if !f.is_whole() {
        return Err(Refused { id: None, faults: fields.faults });
    }
    let record = match layout.sheet.kind {
        RecordKind::Organization => organization(f).map(Record::Organization),
        RecordKind::Department => department(f).map(Record::Department),
        RecordKind::Person => person(f).map(Record::Person),
        RecordKind::Membership => membership(f).map(Record::Membership),
        RecordKind::Opportunity => opportunity(f).map(Record::Opportunity),
        RecordKind::Reporting => reporting(f).map(Record::Reporting),
        RecordKind::Influence => influence(f, visibility).map(Record::Influence),
        RecordKind::Interaction => interaction(f).map(Record::Interaction),
        RecordKind::DecisionRole => decision_role(f).map(Record::DecisionRole),
        RecordKind::Assessment => assessment(f).map(Record::Assessment),
        RecordKind::Signal => signal(f).map(Record::Signal),
        RecordKind::Target => target(f).map(Record::Target),
        RecordKind::Endorsement => endorsement(f).map(Record::Endorsement),
    };
    match record {
        Some(record) if fields.faults.is_empty() => Ok(record),
        _ => {
            let entity = layout.sheet.columns.first().is_some_and(|column| column.name == "id");
            let id = if entity { Id::new(fields.text("id")).ok() } else { None };
            Err(Refused { id, faults: fields.faults })
        }
    }
}

// Every cell of a row is read before the row is given up, so that all its faults are told at once.

fn organization(f: &mut Fields<'_>) -> Option<Organization> {
    let (id, name, kind) = (f.must("id", cell::id), f.must("name", cell::line), f.must("kind", cell::word));
    let (industry, region) = (f.may("industry", cell::line), f.may("region", cell::line));
    let potential = f.may("potential", cell::word);
    Some(Organization { id: id?, name: name?, kind: kind?, industry, region, potential })
}

fn department(f: &mut Fields<'_>) -> Option<Department> {
    let (id, name) = (f.must("id", cell::id), f.must("name", cell::line));
    let (organization_id, parent_id) = (f.must("organization_id", cell::id), f.may("parent_id", cell::id));
    let kind = f.may("kind", cell::word).unwrap_or(DepartmentKind::Unit);
    Some(Department { id: id?, name: name?, organization_id: organization_id?, parent_id, kind })
}

fn person(f: &mut Fields<'_>) -> Option<Person> {
    let (id, name) = (f.must("id", cell::id), f.must("name", cell::line));
    let (email, phone) = (f.may("email", cell::line), f.may("phone", cell::line));
    let aliases = f.may("aliases", cell::aliases).unwrap_or_default();
    let consent = f.may("consent", cell::word);
    let (behaviour, social_style) = (f.may("behaviour", cell::word), f.may("social_style", cell::word));
    let needs = f.may("needs", cell::prose);
    Some(Person { id: id?, name: name?, email, phone, aliases, consent, behaviour, social_style, needs })
}

fn membership(f: &mut Fields<'_>) -> Option<Membership> {
    let person_id = f.must("person_id", cell::id);
    let (department, organization) = (f.text("department_id"), f.text("organization_id"));
    let unit = match (department.is_empty(), organization.is_empty()) {
        (false, true) => f.may("department_id", cell::id).map(Unit::Department),
        (true, false) => f.may("organization_id", cell::id).map(Unit::Organization),
        (true, true) => {
            f.fault(
                "department_id",
                FaultCode::ExactlyOne,
                None,
                "one of department_id and organization_id; both are empty",
            );
            None
        }
        (false, false) => {
            let expected = "one of department_id and organization_id; both are filled";
            f.fault("organization_id", FaultCode::ExactlyOne, Some(organization), expected);
            None
        }
    };
    let title = f.may("title", cell::line);
    let level = f.may("level", |text| {
        cell::whole(text, 1..=255, FaultCode::LevelOutOfScale, "a title level from 1 (highest) to 255")
    });
    let period = f.period();
    let level = level.and_then(|level| u8::try_from(level).ok());
    Some(Membership { person_id: person_id?, unit: unit?, title, level, period })
}

fn opportunity(f: &mut Fields<'_>) -> Option<Opportunity> {
    let (id, name) = (f.must("id", cell::id), f.must("name", cell::line));
    let customer_id = f.must("customer_id", cell::id);
    let (amount, currency) = (f.may("amount", cell::amount), f.may("currency", cell::currency));
    let (class, stage) = (f.may("class", cell::line), f.may("stage", cell::line));
    let owner_id = f.may("owner_id", cell::id);
    let (opened, closed) = (f.may("opened", cell::date), f.may("closed", cell::date));
    if let (Some(opened), Some(closed)) = (opened, closed)
        && closed < opened
    {
        f.fault(
            "closed",
            FaultCode::PeriodReversed,
            Some(&closed.to_string()),
            format!("a day not before opened ({opened})"),
        );
    }
    let outcome = f.may("outcome", cell::word);
    Some(Opportunity {
        id: id?,
        name: name?,
        customer_id: customer_id?,
        amount,
        currency,
        class,
        stage,
        owner_id,
        opened,
        closed,
        outcome,
    })
}

fn scope(text: &str) -> cell::CellResult<ReportingScope> {
    if text.trim().eq_ignore_ascii_case(ReportingScope::Customer.code()) {
        Ok(ReportingScope::Customer)
    } else {
        cell::id(text).map(ReportingScope::Opportunity)
    }
}

fn reporting(f: &mut Fields<'_>) -> Option<Reporting> {
    let (person_id, manager_id) = (f.must("person_id", cell::id), f.must("manager_id", cell::id));
    let scope = f.may("scope", scope).unwrap_or(ReportingScope::Customer);
    let period = f.period();
    Some(Reporting { person_id: person_id?, manager_id: manager_id?, scope, period })
}

fn influence(f: &mut Fields<'_>, visibility: Visibility) -> Option<Influence> {
    let (from_id, to_id) = (f.must("from_id", cell::id), f.must("to_id", cell::id));
    let (given, level) = (f.text("strength"), f.text("level"));
    let strength = match (given.is_empty(), level.is_empty()) {
        (false, true) => f.may("strength", cell::strength).map(Strength::Given),
        (true, false) => f.may("level", cell::influence_level).map(Strength::Level),
        (true, true) => {
            f.fault("strength", FaultCode::ExactlyOne, None, "one of strength and level; both are empty");
            None
        }
        (false, false) => {
            f.fault("level", FaultCode::ExactlyOne, Some(level), "one of strength and level; both are filled");
            None
        }
    };
    let polarity = f.may("polarity", cell::word).unwrap_or(Polarity::Support);
    let (kind, source) = (f.may("kind", cell::line), f.may("source", cell::line));
    let evidence = f.may("evidence", cell::prose);
    let (observed_at, ended_at) = (f.may_instant("observed_at"), f.may_instant("ended_at"));
    if let (Some(observed), Some(ended)) = (observed_at, ended_at)
        && ended < observed
    {
        let expected = format!("an instant not before observed_at ({observed})");
        f.fault("ended_at", FaultCode::PeriodReversed, Some(&ended.to_string()), expected);
    }
    let visibility = f.may("visibility", cell::word).unwrap_or(visibility);
    let owner_id = f.may("owner_id", cell::id);
    Some(Influence {
        from_id: from_id?,
        to_id: to_id?,
        strength: strength?,
        polarity,
        kind,
        source,
        evidence,
        observed_at,
        ended_at,
        visibility,
        owner_id,
    })
}

fn interaction(f: &mut Fields<'_>) -> Option<Interaction> {
    let (from_id, to_id) = (f.must("from_id", cell::id), f.must("to_id", cell::id));
    let at = f.must_instant("at");
    let id = f.may("id", cell::id);
    let kind = f.may("kind", cell::word).unwrap_or(InteractionKind::Other);
    let count = f.may("count", |text| {
        cell::whole(text, 1..=1_000_000, FaultCode::NumberOutOfRange, "a count from 1 to 1000000")
    });
    let count = count.and_then(|count| u32::try_from(count).ok()).unwrap_or(1);
    Some(Interaction { id, from_id: from_id?, to_id: to_id?, at: at?, kind, count })
}

fn decision_role(f: &mut Fields<'_>) -> Option<DecisionRole> {
    let (opportunity_id, person_id) = (f.must("opportunity_id", cell::id), f.must("person_id", cell::id));
    let role = f.may("role", cell::word);
    let importance =
        f.may("importance", |text| cell::whole(text, 1..=3, FaultCode::NumberOutOfRange, "an importance: 1, 2 or 3"));
    let veto = f.may("veto", cell::vote).unwrap_or(YesNoUnknown::Unknown);
    let approve = f.may("approve", cell::vote).unwrap_or(YesNoUnknown::Unknown);
    let contact_level = f.may("contact_level", cell::word);
    let period = f.period();
    let importance = importance.and_then(|importance| u8::try_from(importance).ok());
    Some(DecisionRole {
        opportunity_id: opportunity_id?,
        person_id: person_id?,
        role,
        importance,
        veto,
        approve,
        contact_level,
        period,
    })
}

fn assessment(f: &mut Fields<'_>) -> Option<Assessment> {
    let (person_id, vendor_id) = (f.must("person_id", cell::id), f.must("vendor_id", cell::id));
    let dimension = f.must("dimension", cell::dimension);
    let scale = f.may("scale", cell::word).unwrap_or(LevelScale::Bipolar5);
    let level = f.must("level", |text| {
        let outside = |expected| cell::Wrong { code: FaultCode::LevelOutOfScale, expected };
        let expected = match scale {
            LevelScale::Bipolar5 => "a level from -2 to 2",
            LevelScale::Tri => "a level from -1 to 1",
            LevelScale::Huawei => "a level from -1 to 3",
        };
        let level = cell::whole(text, -100..=100, FaultCode::LevelOutOfScale, expected)?;
        scale.map(level).map_err(|error| outside(error.expected.into()))
    });
    let opportunity_id = f.may("opportunity_id", cell::id);
    let at = f.must_instant("at");
    let by_id = f.may("by_id", cell::id);
    let evidence = f.may("evidence", cell::prose);
    let coach = f.may("coach", cell::vote) == Some(YesNoUnknown::Yes);
    // Everybody where the cell is empty, whatever the import says of influence lines.
    let visibility = f.may("visibility", |text| {
        let visibility = cell::word(text)?;
        let checked = Assessment::check_visibility(visibility, by_id.as_ref());
        checked.map_err(|e| cell::Wrong { code: FaultCode::BadVisibility, expected: e.expected.into() })?;
        Ok(visibility)
    });
    let (level, names_coach) = level?;
    Some(Assessment {
        person_id: person_id?,
        vendor_id: vendor_id?,
        dimension: dimension?,
        level,
        opportunity_id,
        at: at?,
        by_id,
        evidence,
        coach: coach || names_coach,
        visibility: visibility.unwrap_or(Visibility::Company),
    })
}

fn signal(f: &mut Fields<'_>) -> Option<Signal> {
    let opportunity_id = f.must("opportunity_id", cell::id);
    let (signal, value) = (f.must("signal", cell::word), f.must("value", cell::vote));
    let at = f.must_instant("at");
    let (by_id, evidence) = (f.may("by_id", cell::id), f.may("evidence", cell::prose));
    Some(Signal {
        opportunity_id: opportunity_id?,
        signal: signal?,
        value: value? == YesNoUnknown::Yes,
        at: at?,
        by_id,
        evidence,
    })
}

fn target(f: &mut Fields<'_>) -> Option<Target> {
    let person_id = f.must("person_id", cell::id);
    let (from, to) = (f.must("from", cell::date), f.must("to", cell::date));
    let days = match (from, to) {
        (Some(from), Some(to)) => match TargetDays::new(from, to) {
            Ok(days) => Some(days),
            Err(_) => {
                let expected = format!("a day after from ({from})");
                f.fault("to", FaultCode::PeriodReversed, Some(&to.to_string()), expected);
                None
            }
        },
        _ => None,
    };
    let (amount, currency) = (f.must("amount", cell::amount), f.must("currency", cell::currency));
    Some(Target { person_id: person_id?, days: days?, amount: amount?, currency: currency? })
}

fn endorsement(f: &mut Fields<'_>) -> Option<Endorsement> {
    let person_id = f.must("person_id", cell::id);
    let at = f.must_instant("at");
    let (by_id, evidence) = (f.may("by_id", cell::id), f.may("evidence", cell::prose));
    let ended_at = f.may_instant("ended_at");
    if let (Some(at), Some(ended)) = (at, ended_at)
        && ended < at
    {
        let expected = format!("an instant not before at ({at})");
        f.fault("ended_at", FaultCode::PeriodReversed, Some(&ended.to_string()), expected);
    }
    Some(Endorsement { person_id: person_id?, at: at?, by_id, evidence, ended_at })
}
