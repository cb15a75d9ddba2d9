//! Readers of the import format, the checks that need more than one record, and the writers of the same format.
//!
//! The way of an import: `read` finds files and sheets and hands out rows → `record` makes records of them → `check` holds
//! them against each other and against the store → `run` writes what is valid. `docs/import-format.md` is the format.
//!
//! Beside it, `table` reads closed deals out of any table, for a calibration alone.

mod beside;
mod cards;
mod check;
mod claimed;
mod export;
mod fault;
mod format;
mod known;
mod outcome;
mod preview;
mod read;
mod record;
mod rejects;
mod run;
mod sent;
mod stream;
mod table;

pub use claimed::{ClaimedMap, claimed_map, claimed_map_of};
pub use export::{ExportError, ExportFormat, export};
pub use fault::{FAULTS_IN_FULL, Fault, FaultCode, Faults, Place};
pub use format::{Column, SHEETS, Sheet, sheet_named, sheet_of};
pub use known::{Destination, Known, Ledger};
pub use outcome::{FileOutcome, ImportError, ImportOptions, Outcome, Phase, Progress};
pub use preview::{CHANGES_IN_FULL, CellChange, Imported, Preview, RowChange, RowEffect, import_sent, preview_sent};
pub use run::{import, import_into};
pub use sent::SentFile;
pub use table::{ColumnUse, DealTable, TableOptions, UsedColumn, read_deals};
