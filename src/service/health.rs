//! The state of a store: for readiness, for `check`, and at start.

use serde::Deserialize;

use crate::domain::coded;
use crate::store::{Params, statements as st};

use super::{Service, ServiceError};

coded! {
    /// How bad a finding is.
    pub enum Severity expects "a severity" {
        /// Worth knowing.
        Note = "note",
        /// Answers may be incomplete.
        Warning = "warning",
        /// Answers are wrong, or the store cannot be used.
        Error = "error",
    }
}

/// Something that was found when a store was examined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub severity: Severity,
    pub message: String,
}

#[derive(Deserialize)]
struct CountRow {
    count: i64,
}
#[derive(Deserialize)]
struct KindCountRow {
    kind: String,
    records: i64,
}
#[derive(Deserialize)]
struct SelfLineRow {
    kind: String,
    id: String,
}
#[derive(Deserialize)]
struct PendingRow {
    id: String,
    started_at: String,
}

impl Service {
    /// Answers once the database does.
    ///
    /// # Errors
    /// [`ServiceError::Unavailable`].
    pub async fn ping(&self) -> Result<(), ServiceError> {
        Ok(self.store.ping().await?)
    }

    /// Brings the schema of the store to this program's; returns what was applied.
    ///
    /// # Errors
    /// [`ServiceError::Internal`] when the store belongs to a newer program.
    pub async fn migrate(&self) -> Result<Vec<String>, ServiceError> {
        Ok(self.store.migrate().await?)
    }

    /// How many records of each kind there are.
    ///
    /// # Errors
    /// As [`Service::ping`].
    pub async fn counts(&self) -> Result<Vec<(String, i64)>, ServiceError> {
        let rows = self.store.run(&st::check::COUNTS, Params::new()).await?;
        let mut counts = Vec::with_capacity(rows.len());
        for row in rows {
            let row: KindCountRow = row.decode(&st::check::COUNTS)?;
            counts.push((row.kind, row.records));
        }
        counts.sort();
        Ok(counts)
    }

    /// Whether nothing has been recorded yet.
    ///
    /// # Errors
    /// As [`Service::ping`].
    pub async fn is_empty(&self) -> Result<bool, ServiceError> {
        Ok(self.counts().await?.iter().all(|(_, records)| *records == 0))
    }

    /// Imports that began and never ended.
    ///
    /// # Errors
    /// As [`Service::ping`].
    pub async fn pending_imports(&self) -> Result<Vec<Finding>, ServiceError> {
        let statement = &st::import_run::PENDING;
        let mut findings = Vec::new();
        for row in self.store.run(statement, Params::new()).await? {
            let row: PendingRow = row.decode(statement)?;
            let message = format!(
                "an import that began at {} did not end ({}); run it again to complete it",
                row.started_at, row.id
            );
            findings.push(Finding { severity: Severity::Warning, message });
        }
        Ok(findings)
    }

    /// Examines schema, physical state and facts without changing anything.
    ///
    /// # Errors
    /// As [`Service::ping`].
    pub async fn examine(&self) -> Result<Vec<Finding>, ServiceError> {
        let error = |message| Finding { severity: Severity::Error, message };
        let mut findings: Vec<Finding> = self.store.examine().await?.into_iter().map(error).collect();
        if !findings.is_empty() {
            return Ok(findings);
        }
        findings.extend(self.pending_imports().await?);
        match self.count(&st::check::OWN_ORGANIZATIONS).await? {
            1 => {}
            0 if self.is_empty().await? => {
                findings.push(Finding { severity: Severity::Note, message: "the store is empty".to_owned() });
            }
            n => findings.push(error(format!("there are {n} own organizations; exactly one is expected"))),
        }
        for row in self.store.run(&st::check::SELF_LINES, Params::new()).await? {
            let SelfLineRow { kind, id } = row.decode(&st::check::SELF_LINES)?;
            findings.push(error(format!("{kind} line {id} leads from a person to the same person")));
        }
        match self.count(&st::check::PEOPLE_WITHOUT_MEMBERSHIP).await? {
            0 => {}
            n => findings.push(Finding {
                severity: Severity::Note,
                message: format!("{n} people belong to no organization, now or ever"),
            }),
        }
        Ok(findings)
    }

    async fn count(&self, statement: &'static crate::store::Statement) -> Result<i64, ServiceError> {
        let rows = self.store.run(statement, Params::new()).await?;
        let row = rows.into_iter().next();
        let row = row.ok_or_else(|| ServiceError::Internal(format!("{} returned nothing", statement.name)))?;
        Ok(row.decode::<CountRow>(statement)?.count)
    }
}
