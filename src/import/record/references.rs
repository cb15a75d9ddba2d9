//! What a record refers to, and what it may not say whatever else is recorded.

use jiff::Timestamp;

use crate::domain::{Id, Record, RecordKind, ReportingScope, Unit};

/// One reference of a record.
pub(in crate::import) struct Reference<'a> {
    /// The column it stands in.
    pub column: &'static str,
    /// What it must lead to.
    pub kind: RecordKind,
    /// The identifier; for a person it may still be an e-mail address.
    pub id: &'a mut Id,
}

/// Visits every reference of a record, in the order of the columns.
pub(in crate::import) fn visit_references(record: &mut Record, visit: &mut dyn FnMut(Reference<'_>)) {
    use RecordKind as K;
    let mut one = |column, kind, id: &mut Id| visit(Reference { column, kind, id });
    match record {
        Record::Organization(_) | Record::Person(_) => {}
        // The parent may stand in a later row; it is looked up when all departments are known.
        Record::Department(r) => one("organization_id", K::Organization, &mut r.organization_id),
        Record::Membership(r) => {
            one("person_id", K::Person, &mut r.person_id);
            match &mut r.unit {
                Unit::Department(id) => one("department_id", K::Department, id),
                Unit::Organization(id) => one("organization_id", K::Organization, id),
            }
        }
        Record::Opportunity(r) => {
            one("customer_id", K::Organization, &mut r.customer_id);
            if let Some(id) = &mut r.owner_id {
                one("owner_id", K::Person, id);
            }
        }
        Record::Reporting(r) => {
            one("person_id", K::Person, &mut r.person_id);
            one("manager_id", K::Person, &mut r.manager_id);
            if let ReportingScope::Opportunity(id) = &mut r.scope {
                one("scope", K::Opportunity, id);
            }
        }
        Record::Influence(r) => {
            one("from_id", K::Person, &mut r.from_id);
            one("to_id", K::Person, &mut r.to_id);
            if let Some(id) = &mut r.owner_id {
                one("owner_id", K::Person, id);
            }
        }
        Record::Interaction(r) => {
            one("from_id", K::Person, &mut r.from_id);
            one("to_id", K::Person, &mut r.to_id);
        }
        Record::DecisionRole(r) => {
            one("opportunity_id", K::Opportunity, &mut r.opportunity_id);
            one("person_id", K::Person, &mut r.person_id);
        }
        Record::Assessment(r) => {
            one("person_id", K::Person, &mut r.person_id);
            one("vendor_id", K::Organization, &mut r.vendor_id);
            if let Some(id) = &mut r.opportunity_id {
                one("opportunity_id", K::Opportunity, id);
            }
            if let Some(id) = &mut r.by_id {
                one("by_id", K::Person, id);
            }
        }
        Record::Signal(r) => {
            one("opportunity_id", K::Opportunity, &mut r.opportunity_id);
            if let Some(id) = &mut r.by_id {
                one("by_id", K::Person, id);
            }
        }
        Record::Target(r) => one("person_id", K::Person, &mut r.person_id),
        Record::Endorsement(r) => {
            one("person_id", K::Person, &mut r.person_id);
            if let Some(id) = &mut r.by_id {
                one("by_id", K::Person, id);
            }
        }
    }
}

/// The column that names a person a second time, if the record is a line from a person to themself.
pub(in crate::import) fn self_line(record: &Record) -> Option<(&'static str, &Id)> {
    match record {
        Record::Reporting(r) if r.person_id == r.manager_id => Some(("manager_id", &r.manager_id)),
        Record::Influence(r) if r.from_id == r.to_id => Some(("to_id", &r.to_id)),
        Record::Interaction(r) if r.from_id == r.to_id => Some(("to_id", &r.to_id)),
        _ => None,
    }
}

/// The column, the instant and what was expected, if the record says what somebody saw or said after `now`.
pub(in crate::import) fn of_the_future(
    record: &Record,
    now: Timestamp,
) -> Option<(&'static str, Timestamp, &'static str)> {
    let (at, expected) = match record {
        Record::Assessment(r) => (r.at, "an instant not after this import: an assessment is not of the future"),
        Record::Signal(r) => (r.at, "an instant not after this import: a signal is not of the future"),
        Record::Endorsement(r) => (r.at, "an instant not after this import: an endorsement is not of the future"),
        _ => return None,
    };
    (at > now).then_some(("at", at, expected))
}
