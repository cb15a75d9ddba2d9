//! Identifiers of the API: opaque, stable, and of one kind each.

use async_graphql::ID;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::domain::{Coded, Id, RecordKind};

use super::failure::{Answer, Failure};

/// The identifier of a record in the API: its kind and the identifier it is stored under.
pub fn encode(kind: RecordKind, id: &Id) -> ID {
    ID(URL_SAFE_NO_PAD.encode(format!("{}:{id}", kind.code())))
}

/// What an identifier of the API stands for; nothing if it is none.
pub fn decode(id: &ID) -> Option<(RecordKind, Id)> {
    let bytes = URL_SAFE_NO_PAD.decode(id.as_bytes()).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let (kind, id) = text.split_once(':')?;
    Some((RecordKind::ALL.iter().copied().find(|known| known.code() == kind)?, Id::new(id).ok()?))
}

/// Reads an argument that names an entity: by its identifier in the API, or by the one used in imports.
///
/// # Errors
/// `BAD_INPUT` naming `place` when it is of another kind, or no identifier at all.
pub fn entity(id: &ID, kind: RecordKind, place: &'static str) -> Answer<Id> {
    match decode(id) {
        Some((found, id)) if found == kind => Ok(id),
        Some((found, _)) => Err(Failure::bad_input(
            place,
            format!("is an identifier of the kind {}, expected {}", found.code(), kind.code()),
        )),
        None => source_id(id, place),
    }
}

/// As [`entity`], where it may be absent.
///
/// # Errors
/// As [`entity`].
pub fn optional_entity(id: Option<&ID>, kind: RecordKind, place: &'static str) -> Answer<Option<Id>> {
    id.map(|id| entity(id, kind, place)).transpose()
}

/// Reads an identifier as used in imports.
///
/// # Errors
/// `BAD_INPUT` naming `place`.
pub fn source_id(id: &ID, place: &'static str) -> Answer<Id> {
    Id::new(id.as_str()).map_err(|e| Failure::bad_input(place, e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_come_back_and_keep_their_kind() {
        let id = Id::new("p:王芳").unwrap();
        let global = encode(RecordKind::Person, &id);
        assert_eq!(decode(&global), Some((RecordKind::Person, id.clone())));
        assert_eq!(entity(&global, RecordKind::Person, "x").unwrap(), id);
        assert!(entity(&global, RecordKind::Department, "x").is_err());
        assert_eq!(entity(&ID::from("p:王芳"), RecordKind::Person, "x").unwrap(), id);
        assert_eq!(decode(&ID::from("")), None);
    }
}
