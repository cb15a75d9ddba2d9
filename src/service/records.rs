//! Records by identifier and in whole, for imports, exports and single looks.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;

use crate::domain::{Coded, Id, OrganizationKind, Record, RecordKind, Reporting};
use crate::store::{Params, Row, Statement, Value, View, statements as st};

use super::rows::{record, statements_of};
use super::{Reading, Service, ServiceError};

/// Records read at once where all of them are read.
const PAGE: i64 = 5_000;

/// A list of identifiers as a parameter.
pub(super) fn id_list<'a>(ids: impl IntoIterator<Item = &'a Id>) -> Value {
    Value::List(ids.into_iter().map(|id| Value::from(id.as_str())).collect())
}

#[derive(Deserialize)]
struct IdRow {
    id: String,
}
#[derive(Deserialize)]
struct NamedRow {
    name: String,
    id: String,
}
#[derive(Deserialize)]
struct ResolvedRow {
    text: String,
    id: String,
}

fn stored_id(statement: &'static Statement, text: &str) -> Result<Id, ServiceError> {
    Id::new(text).map_err(|e| ServiceError::Internal(format!("{}: {e}", statement.name)))
}

impl Service {
    /// Which of these identifiers are stored as records of a kind.
    ///
    /// # Errors
    /// [`ServiceError::Unavailable`] when the database does not answer.
    pub async fn known_ids(&self, kind: RecordKind, ids: &[Id]) -> Result<HashSet<Id>, ServiceError> {
        let statement = statements_of(kind).digests;
        let rows = self.store.run(statement, Params::new().with("ids", id_list(ids))).await?;
        rows.into_iter().map(|row| stored_id(statement, &row.decode::<IdRow>(statement)?.id)).collect()
    }

    /// The records with these identifiers, in no particular order; those that do not exist are left out.
    ///
    /// # Errors
    /// As [`Service::known_ids`].
    pub async fn records_by_id(&self, kind: RecordKind, ids: &[Id]) -> Result<Vec<Record>, ServiceError> {
        let statement = statements_of(kind).by_ids;
        let rows = self.store.run(statement, Params::new().with("ids", id_list(ids))).await?;
        decode_all(kind, statement, rows)
    }

    /// The organizations of these names, letter for letter, by name.
    ///
    /// # Errors
    /// As [`Service::known_ids`].
    pub async fn organizations_named(&self, names: &[String]) -> Result<HashMap<String, Vec<Id>>, ServiceError> {
        let statement = &st::organization::NAMED;
        let rows = self.store.run(statement, Params::new().with("names", names.to_vec())).await?;
        let mut organizations: HashMap<String, Vec<Id>> = HashMap::new();
        for row in rows {
            let row: NamedRow = row.decode(statement)?;
            organizations.entry(row.name).or_default().push(stored_id(statement, &row.id)?);
        }
        organizations.values_mut().for_each(|ids| ids.sort_unstable());
        Ok(organizations)
    }

    /// The people who have one of these texts as e-mail or alias, by text.
    ///
    /// # Errors
    /// As [`Service::known_ids`].
    pub async fn resolve_people(&self, texts: &[String]) -> Result<HashMap<String, Vec<Id>>, ServiceError> {
        let statement = &st::person::RESOLVE;
        let rows = self.store.run(statement, Params::new().with("texts", texts.to_vec())).await?;
        let mut people: HashMap<String, Vec<Id>> = HashMap::new();
        for row in rows {
            let row: ResolvedRow = row.decode(statement)?;
            people.entry(row.text).or_default().push(stored_id(statement, &row.id)?);
        }
        people.values_mut().for_each(|ids| {
            ids.sort_unstable();
            ids.dedup();
        });
        Ok(people)
    }

    /// All memberships of these people, of any time.
    ///
    /// # Errors
    /// As [`Service::known_ids`].
    pub async fn memberships_of(&self, people: &[Id]) -> Result<Vec<Record>, ServiceError> {
        let statement = &st::membership::OF_PEOPLE;
        let params = Params::new().with("ids", id_list(people)).with("day", Value::Null);
        decode_all(RecordKind::Membership, statement, self.store.run(statement, params).await?)
    }

    /// All reporting lines by which these people report, of any time and scope.
    ///
    /// # Errors
    /// As [`Service::known_ids`].
    pub async fn reporting_of(&self, people: &[Id]) -> Result<Vec<Reporting>, ServiceError> {
        let statement = &st::reporting::OF_PEOPLE;
        let params = Params::new().with("ids", id_list(people)).with("day", Value::Null);
        let records = decode_all(RecordKind::Reporting, statement, self.store.run(statement, params).await?)?;
        Ok(records
            .into_iter()
            .filter_map(|r| if let Record::Reporting(line) = r { Some(line) } else { None })
            .collect())
    }

    /// The organizations of kind `own`: one in a store that is in order.
    ///
    /// # Errors
    /// As [`Service::known_ids`].
    pub async fn own_organizations(&self) -> Result<Vec<Id>, ServiceError> {
        let statement = &st::organization::LIST;
        let params = Params::new().with("kind", OrganizationKind::Own.code()).with("after", "").with("limit", PAGE);
        let rows = self.store.run(statement, params).await?;
        rows.into_iter().map(|row| stored_id(statement, &row.decode::<IdRow>(statement)?.id)).collect()
    }

    /// Reads all records of a kind in the order of their identifiers, a page at a time, from one view of the store.
    ///
    /// # Errors
    /// As [`Service::known_ids`].
    pub async fn all_records(&self) -> Result<AllRecords, ServiceError> {
        Ok(AllRecords { view: self.store.view().await? })
    }
}

/// One view of the store for reading everything.
pub struct AllRecords {
    view: Box<dyn View>,
}

impl AllRecords {
    /// The next page of records of a kind: those after the identifier `after`; empty at the end.
    ///
    /// # Errors
    /// As [`Service::known_ids`].
    pub async fn page(&mut self, kind: RecordKind, after: Option<&Id>) -> Result<Vec<Record>, ServiceError> {
        let statement = statements_of(kind).page;
        let params = Params::new().with("after", after.map_or("", Id::as_str)).with("limit", PAGE);
        decode_all(kind, statement, self.view.run(statement, params).await?)
    }
}

impl Reading {
    /// The records with these identifiers, by identifier.
    pub(super) async fn by_ids(&self, kind: RecordKind, ids: &[Id]) -> Result<BTreeMap<Id, Record>, ServiceError> {
        if ids.is_empty() {
            return Ok(BTreeMap::new());
        }
        let statement = statements_of(kind).by_ids;
        let rows = self.run(statement, Params::new().with("ids", id_list(ids))).await?;
        let records = decode_all(kind, statement, rows)?;
        Ok(records.into_iter().map(|r| (r.id(), r)).collect())
    }
}

/// Decodes rows into records of a kind.
pub(super) fn decode_all(
    kind: RecordKind,
    statement: &'static Statement,
    rows: Vec<Row>,
) -> Result<Vec<Record>, ServiceError> {
    rows.into_iter().map(|row| Ok(record(kind, statement, row)?)).collect()
}
