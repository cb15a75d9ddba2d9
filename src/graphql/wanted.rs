//! Which parts of an answer about a key person a selection asks for, so that no others are put together.

use std::ops::Range;

use async_graphql::{SelectionField, Value};

use crate::service::{Telling, Wanted};

use super::connection::key_of;
use super::scope::Scope;

/// What the keys of doors in cursors begin with.
const DOOR: &str = "door:";

/// What the keys of conflicts in cursors begin with.
const CONFLICT: &str = "conflict:";

/// The key of the conflict at a place.
pub(super) fn conflict_key(place: usize) -> String {
    format!("{CONFLICT}{place}")
}

/// The key of the door at a rank.
pub(super) fn door_key(rank: usize) -> String {
    format!("{DOOR}{rank}")
}

/// The parts of an answer that the selection under its field asks for.
pub(super) fn wanted(scope: &Scope, answer: SelectionField<'_>) -> Wanted {
    let mut wanted = Wanted::default();
    for field in answer.selection_set() {
        match field.name() {
            "doors" => {
                let shown = nodes_of(field);
                if !shown.is_empty() {
                    wanted.doors.extend(page(scope, field, DOOR));
                }
                wanted.introductions |= shown.into_iter().any(asks_for_introductions);
            }
            "departments" => {
                wanted.departments = true;
                for door in field.selection_set().filter(|field| field.name() == "bestDoor") {
                    let wholly = door.selection_set().any(|field| ["routes", "introduction"].contains(&field.name()));
                    let telling = if wholly { Telling::Wholly } else { Telling::Briefly };
                    wanted.best_doors = wanted.best_doors.max(telling);
                    wanted.introductions |= asks_for_introductions(door);
                }
            }
            "companyReach" => wanted.company_reach = true,
            "redundancy" => wanted.redundancy = true,
            "reporting" => wanted.reporting = true,
            "conflicts" => wanted.conflicts.get_or_insert_default().extend(page(scope, field, CONFLICT)),
            _ => {}
        }
    }
    wanted
}

/// The selections of doors under a page of them.
fn nodes_of(page: SelectionField<'_>) -> Vec<SelectionField<'_>> {
    let mut found = Vec::new();
    for field in page.selection_set() {
        match field.name() {
            "nodes" => found.push(field),
            "edges" => found.extend(field.selection_set().filter(|field| field.name() == "node")),
            _ => {}
        }
    }
    found
}

fn asks_for_introductions(door: SelectionField<'_>) -> bool {
    door.selection_set().any(|field| ["introduction", "askFirst"].contains(&field.name()))
}

/// The places of a page of what is counted from 0 on. Nothing where the arguments are no page: the field itself says so.
fn page(scope: &Scope, list: SelectionField<'_>, key: &str) -> Option<Range<usize>> {
    let (mut first, mut after) = (None, None);
    for (name, value) in list.arguments().ok()? {
        match (name.as_str(), value) {
            ("first", Value::Number(number)) => first = Some(i32::try_from(number.as_i64()?).ok()?),
            ("after", Value::String(cursor)) => after = Some(cursor),
            _ => {}
        }
    }
    let page = scope.page(first, after).ok()?;
    let start = match &page.after {
        None => 0,
        Some(cursor) => key_of(cursor).ok()?.strip_prefix(key)?.parse::<usize>().ok()?.checked_add(1)?,
    };
    Some(start..start.saturating_add(page.first as usize))
}
