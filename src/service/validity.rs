//! The rules that need more than one record, for a record that is written by itself. An import checks the same rules over all
//! of its rows at once.

use std::collections::{BTreeSet, HashSet};

use jiff::Timestamp;
use serde::Deserialize;

use crate::domain::{
    Assessment, Id, Membership, OrganizationKind, Record, RecordKind, Reporting, ReportingScope, Unit, Visibility,
    start_of_day,
};
use crate::store::{Params, Value, statements as st};

use super::records::id_list;
use super::rows::{self, statements_of};
use super::{Recorder, ServiceError};

/// Levels of management beyond which a reporting line is taken to close a circle.
const MANAGEMENT_LEVELS: usize = 1_000;

#[derive(Deserialize)]
struct OrganizationRow {
    id: String,
    organization_id: String,
}

/// Checks a record against what is stored.
///
/// # Errors
/// [`ServiceError::BadInput`] naming the field and the rule.
pub async fn check(recorder: &mut Recorder, record: &Record, now: Timestamp) -> Result<(), ServiceError> {
    for (place, kind, id) in references(record) {
        if !exists(recorder, kind, id).await? {
            let what = crate::domain::Coded::code(kind);
            return Err(ServiceError::bad_input(place, format!("there is no {what} {:?}", id.as_str())));
        }
    }
    match record {
        Record::Organization(o) if o.kind == OrganizationKind::Own => {
            let statement = &st::organization::LIST;
            let params = Params::new().with("kind", "own").with("after", "").with("limit", 2_i64);
            for row in recorder.run(statement, params).await? {
                if rows::record(RecordKind::Organization, statement, row)?.id() != o.id {
                    return Err(ServiceError::bad_input("kind", "there is an own organization already"));
                }
            }
            Ok(())
        }
        Record::Department(d) => department(recorder, d).await,
        Record::Reporting(r) => reporting(recorder, r).await,
        Record::Membership(m) => membership(recorder, m).await,
        Record::Influence(i) if i.from_id == i.to_id => {
            Err(ServiceError::bad_input("toId", "a line leads to another person"))
        }
        Record::Influence(i) if i.visibility == Visibility::Private && i.owner_id.is_none() => {
            Err(ServiceError::bad_input("ownerId", "a private line has an owner"))
        }
        Record::Influence(i) => {
            if let (Some(from), Some(to)) = (i.observed_at, i.ended_at)
                && to < from
            {
                return Err(ServiceError::bad_input("endedAt", "a line does not end before it was observed"));
            }
            Ok(())
        }
        Record::Interaction(i) if i.from_id == i.to_id => {
            Err(ServiceError::bad_input("toId", "an interaction is with another person"))
        }
        Record::Assessment(a) if a.at > now => Err(ServiceError::bad_input("at", "an assessment is not of the future")),
        Record::Assessment(a) => {
            Assessment::check_visibility(a.visibility, a.by_id.as_ref())
                .map_err(|e| ServiceError::bad_input("visibility", e))?;
            assessed_once_known(recorder, a).await
        }
        Record::Signal(s) if s.at > now => Err(ServiceError::bad_input("at", "a signal is not of the future")),
        Record::Endorsement(e) if e.at > now => {
            Err(ServiceError::bad_input("at", "an endorsement is not of the future"))
        }
        Record::Endorsement(e) if e.ended_at.is_some_and(|ended| ended < e.at) => {
            Err(ServiceError::bad_input("endedAt", "an endorsement does not end before it is given"))
        }
        Record::Opportunity(o) => match (o.opened, o.closed) {
            (Some(opened), Some(closed)) if closed < opened => {
                Err(ServiceError::bad_input("closed", "an opportunity does not close before it opens"))
            }
            _ => Ok(()),
        },
        Record::Organization(_)
        | Record::Person(_)
        | Record::Interaction(_)
        | Record::DecisionRole(_)
        | Record::Signal(_)
        | Record::Target(_)
        | Record::Endorsement(_) => Ok(()),
    }
}

/// What a record refers to, with the field that does.
fn references(record: &Record) -> Vec<(&'static str, RecordKind, &Id)> {
    use RecordKind::{Department, Opportunity, Organization, Person};
    let mut all = Vec::new();
    match record {
        Record::Organization(_) | Record::Person(_) => {}
        Record::Department(r) => {
            all.push(("organizationId", Organization, &r.organization_id));
            all.extend(r.parent_id.iter().map(|id| ("parentId", Department, id)));
        }
        Record::Membership(r) => {
            all.push(("personId", Person, &r.person_id));
            all.push(match &r.unit {
                Unit::Department(id) => ("departmentId", Department, id),
                Unit::Organization(id) => ("organizationId", Organization, id),
            });
        }
        Record::Opportunity(r) => {
            all.push(("customerId", Organization, &r.customer_id));
            all.extend(r.owner_id.iter().map(|id| ("ownerId", Person, id)));
        }
        Record::Reporting(r) => {
            all.push(("personId", Person, &r.person_id));
            all.push(("managerId", Person, &r.manager_id));
            if let ReportingScope::Opportunity(id) = &r.scope {
                all.push(("scope", Opportunity, id));
            }
        }
        Record::Influence(r) => {
            all.push(("fromId", Person, &r.from_id));
            all.push(("toId", Person, &r.to_id));
            all.extend(r.owner_id.iter().map(|id| ("ownerId", Person, id)));
        }
        Record::Interaction(r) => {
            all.push(("fromId", Person, &r.from_id));
            all.push(("toId", Person, &r.to_id));
        }
        Record::DecisionRole(r) => {
            all.push(("opportunityId", Opportunity, &r.opportunity_id));
            all.push(("personId", Person, &r.person_id));
        }
        Record::Assessment(r) => {
            all.push(("personId", Person, &r.person_id));
            all.push(("vendorId", Organization, &r.vendor_id));
            all.extend(r.opportunity_id.iter().map(|id| ("opportunityId", Opportunity, id)));
            all.extend(r.by_id.iter().map(|id| ("byId", Person, id)));
        }
        Record::Signal(r) => {
            all.push(("opportunityId", Opportunity, &r.opportunity_id));
            all.extend(r.by_id.iter().map(|id| ("byId", Person, id)));
        }
        Record::Target(r) => all.push(("personId", Person, &r.person_id)),
        Record::Endorsement(r) => {
            all.push(("personId", Person, &r.person_id));
            all.extend(r.by_id.iter().map(|id| ("byId", Person, id)));
        }
    }
    all
}

async fn exists(recorder: &mut Recorder, kind: RecordKind, id: &Id) -> Result<bool, ServiceError> {
    let statement = statements_of(kind).digests;
    Ok(!recorder.run(statement, Params::new().with("ids", id_list([id]))).await?.is_empty())
}

/// A department's parents belong to the same organization and lead to no circle.
async fn department(recorder: &mut Recorder, new: &crate::domain::Department) -> Result<(), ServiceError> {
    let mut above = new.parent_id.clone();
    let mut seen = HashSet::from([new.id.clone()]);
    while let Some(id) = above {
        if !seen.insert(id.clone()) {
            return Err(ServiceError::bad_input("parentId", "a department is not part of itself"));
        }
        let statement = &st::department::BY_IDS;
        let row = recorder.run(statement, Params::new().with("ids", id_list([&id]))).await?.into_iter().next();
        let Some(row) = row else { return Ok(()) };
        let Record::Department(parent) = rows::record(RecordKind::Department, statement, row)? else { return Ok(()) };
        if parent.organization_id != new.organization_id {
            return Err(ServiceError::bad_input("parentId", "the department above belongs to another organization"));
        }
        above = parent.parent_id;
    }
    Ok(())
}

/// A reporting line does not lead, over other lines of its scope that share a day with it, back to where it began.
async fn reporting(recorder: &mut Recorder, new: &Reporting) -> Result<(), ServiceError> {
    if new.person_id == new.manager_id {
        return Err(ServiceError::bad_input("managerId", "nobody reports to themself"));
    }
    let statement = &st::reporting::OF_PEOPLE;
    let mut frontier = BTreeSet::from([new.manager_id.clone()]);
    let mut seen = frontier.clone();
    for _ in 0..MANAGEMENT_LEVELS {
        if frontier.is_empty() {
            return Ok(());
        }
        let params = Params::new().with("ids", id_list(&frontier)).with("day", Value::Null);
        let mut next = BTreeSet::new();
        for row in recorder.run(statement, params).await? {
            let Record::Reporting(line) = rows::record(RecordKind::Reporting, statement, row)? else { continue };
            if line.scope != new.scope || !line.period.overlaps(new.period) {
                continue;
            }
            if line.manager_id == new.person_id {
                let message = format!("{} already reports, directly or not, to {}", new.manager_id, new.person_id);
                return Err(ServiceError::bad_input("managerId", message));
            }
            if seen.insert(line.manager_id.clone()) {
                next.insert(line.manager_id);
            }
        }
        frontier = next;
    }
    Err(ServiceError::bad_input("managerId", format!("more than {MANAGEMENT_LEVELS} levels of management")))
}

/// Nobody is assessed before they were anywhere: before the first day of all memberships, where each of them has a first day. Of
/// who has no membership, or one without a beginning, nobody knows.
async fn assessed_once_known(recorder: &mut Recorder, new: &Assessment) -> Result<(), ServiceError> {
    let statement = &st::membership::OF_PEOPLE;
    let params = Params::new().with("ids", id_list([&new.person_id])).with("day", Value::Null);
    let mut first = None;
    for row in recorder.run(statement, params).await? {
        let Record::Membership(membership) = rows::record(RecordKind::Membership, statement, row)? else { continue };
        let Some(from) = membership.period.from() else { return Ok(()) };
        first = Some(first.map_or(from, |first: jiff::civil::Date| first.min(from)));
    }
    match first {
        Some(first) if new.at < start_of_day(first) => {
            let message = format!("{} is known from {first} on: nobody is assessed before", new.person_id);
            Err(ServiceError::bad_input("at", message))
        }
        _ => Ok(()),
    }
}

/// Nobody holds two posts of our own company at once without dates that say when.
async fn membership(recorder: &mut Recorder, new: &Membership) -> Result<(), ServiceError> {
    let own = Params::new().with("kind", "own").with("after", "").with("limit", 1_i64);
    let statement = &st::organization::LIST;
    let Some(row) = recorder.run(statement, own).await?.into_iter().next() else { return Ok(()) };
    let own = rows::record(RecordKind::Organization, statement, row)?.id();
    let organization = match &new.unit {
        Unit::Organization(id) => id.clone(),
        Unit::Department(id) => {
            let statement = &st::department::BY_IDS;
            let params = Params::new().with("ids", id_list([id]));
            let row = recorder.run(statement, params).await?.into_iter().next();
            let Some(row) = row else { return Ok(()) };
            let row: OrganizationRow = row.decode(statement)?;
            debug_assert_eq!(row.id, id.as_str());
            Id::new(row.organization_id).map_err(|e| ServiceError::Internal(e.to_string()))?
        }
    };
    if organization != own || new.period.from().is_some() {
        return Ok(());
    }
    let statement = &st::membership::OF_PEOPLE;
    let params = Params::new().with("ids", id_list([&new.person_id])).with("day", Value::Null);
    for row in recorder.run(statement, params).await? {
        let other: OrganizationRow = row.clone().decode(statement)?;
        if other.organization_id != own.as_str() || other.id == new.id().as_str() {
            continue;
        }
        if let Record::Membership(other) = rows::record(RecordKind::Membership, statement, row)?
            && other.period.overlaps(new.period)
        {
            let message = format!("{} holds a post in {} at the same time: give dates", new.person_id, other.unit.id());
            return Err(ServiceError::bad_input("from", message));
        }
    }
    Ok(())
}
