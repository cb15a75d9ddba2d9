//! Stored rows ↔ domain records: the one place where both shapes are known.
//!
//! Every kind has its columns (the order of the statements), a way from the record to cells and a way back from a row. A row
//! that breaks a rule of the domain is an error of decoding, never a skipped row.

mod cells;
mod read;

use crate::domain::RecordKind;
use crate::store::Statement;
use crate::store::statements as st;

pub use cells::{cells, telling};
pub use read::{record, strength};

/// The four statements every kind of record has, and its columns in their order.
pub struct KindStatements {
    pub digests: &'static Statement,
    pub write: &'static Statement,
    pub by_ids: &'static Statement,
    pub page: &'static Statement,
    /// Columns of a write: those of a read, then `digest` and `recorded_at`.
    pub write_columns: &'static [&'static str],
    /// The column that ends a fact of this kind, if facts of this kind end.
    pub end_column: Option<&'static str>,
}

macro_rules! kind_statements {
    ($module:ident, $end:expr, [$($column:literal),+ $(,)?]) => {
        {
            static STATEMENTS: KindStatements = KindStatements {
                digests: &st::$module::DIGESTS,
                write: &st::$module::WRITE,
                by_ids: &st::$module::BY_IDS,
                page: &st::$module::PAGE,
                write_columns: &[$($column,)+ "digest", "recorded_at"],
                end_column: $end,
            };
            &STATEMENTS
        }
    };
}

/// The statements and columns of a kind.
pub fn statements_of(kind: RecordKind) -> &'static KindStatements {
    match kind {
        RecordKind::Organization => {
            kind_statements!(
                organization,
                None,
                ["id", "name", "kind", "industry", "region", "potential", "search_key"]
            )
        }
        RecordKind::Department => {
            kind_statements!(department, None, ["id", "name", "organization_id", "parent_id", "kind", "search_key"])
        }
        RecordKind::Person => kind_statements!(
            person,
            None,
            ["id", "name", "email", "phone", "aliases", "consent", "behaviour", "social_style", "needs", "search_key"]
        ),
        RecordKind::Membership => kind_statements!(
            membership,
            Some("to_day"),
            ["id", "person_id", "department_id", "organization_id", "title", "level", "from_day", "to_day"]
        ),
        RecordKind::Opportunity => kind_statements!(
            opportunity,
            Some("closed"),
            [
                "id",
                "name",
                "customer_id",
                "amount",
                "currency",
                "class",
                "stage",
                "owner_id",
                "opened",
                "closed",
                "outcome",
                "search_key"
            ]
        ),
        RecordKind::Reporting => kind_statements!(
            reporting,
            Some("to_day"),
            ["id", "person_id", "manager_id", "scope", "from_day", "to_day"]
        ),
        RecordKind::Influence => kind_statements!(
            influence,
            Some("ended_at"),
            [
                "id",
                "from_id",
                "to_id",
                "level",
                "strength",
                "polarity",
                "kind",
                "source",
                "evidence",
                "observed_at",
                "ended_at",
                "visibility",
                "owner_id"
            ]
        ),
        RecordKind::Interaction => {
            kind_statements!(interaction, None, ["id", "from_id", "to_id", "at", "day", "kind", "count", "explicit_id"])
        }
        RecordKind::DecisionRole => kind_statements!(
            decision_role,
            Some("to_day"),
            [
                "id",
                "opportunity_id",
                "person_id",
                "role",
                "importance",
                "veto",
                "approve",
                "contact_level",
                "from_day",
                "to_day"
            ]
        ),
        RecordKind::Assessment => kind_statements!(
            assessment,
            None,
            [
                "id",
                "person_id",
                "vendor_id",
                "dimension",
                "level",
                "opportunity_id",
                "at",
                "by_id",
                "evidence",
                "coach",
                "visibility"
            ]
        ),
        RecordKind::Signal => {
            kind_statements!(signal, None, ["id", "opportunity_id", "signal", "value", "at", "by_id", "evidence"])
        }
        RecordKind::Target => {
            kind_statements!(target, None, ["id", "person_id", "from_day", "to_day", "amount", "currency"])
        }
        RecordKind::Endorsement => {
            kind_statements!(endorsement, Some("ended_at"), ["id", "person_id", "at", "by_id", "evidence", "ended_at"])
        }
    }
}
