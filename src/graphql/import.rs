//! Imports over the API: a look at what would change, and what became of it.

use async_graphql::{Enum, ID, InputObject, Object, SimpleObject};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::domain::{Coded as _, Role, Visibility as DomainVisibility};
use crate::import::{self, FileOutcome, ImportError, ImportOptions, RowChange, SentFile};
use crate::service::ServiceError;

use super::connection::{Connection, Listed};
use super::enums::Visibility;
use super::failure::{Answer, Failure};
use super::global_id;
use super::scope::Scope;

/// A file of the import format: exactly one of `text` and `base64`.
#[derive(InputObject)]
pub struct FileInput {
    /// With its ending: a CSV file named after its rows (`people.csv`, `assessments.csv`, ...), a workbook (`map.xlsx`), or an
    /// address book (`contacts.vcf`).
    name: String,
    /// The content of a text file.
    text: Option<String>,
    /// The bytes of any file in Base64.
    base64: Option<String>,
}

impl FileInput {
    /// The file with its bytes.
    pub fn read(self) -> Answer<SentFile> {
        let content = match (self.text, self.base64) {
            (Some(text), None) => text.into_bytes(),
            (None, Some(coded)) => STANDARD.decode(coded).map_err(|e| Failure::bad_input("files.base64", e))?,
            _ => return Err(Failure::bad_input("files", "a file has exactly one of text and base64")),
        };
        Ok(SentFile { name: self.name, content })
    }
}

/// Something wrong with a file, a row or a cell.
#[derive(SimpleObject)]
pub struct ImportFault {
    /// The file, or `workbook.xlsx[sheet]`.
    file: String,
    /// The line on which the row or the card begins; the header is 1. Null: the file as a whole.
    row: Option<u32>,
    /// The column. Null: the row as a whole.
    column: Option<String>,
    /// What kind of fault.
    code: String,
    /// What stands there, shortened; null where nothing does.
    value: Option<String>,
    /// What should stand there.
    expected: String,
}

impl ImportFault {
    /// The faults that are told, by file and row.
    pub fn all(faults: &import::Faults) -> Vec<Self> {
        let told = |fault: &import::Fault| Self {
            file: fault.place.file.to_string(),
            row: fault.place.row,
            column: fault.place.column.as_ref().map(ToString::to_string),
            code: fault.code.code().to_owned(),
            value: fault.value.clone(),
            expected: fault.expected.to_string(),
        };
        faults.first().iter().map(told).collect()
    }
}

/// What a row of the import format is.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "crate::domain::RecordKind")]
pub enum RecordKind {
    /// An organization.
    Organization,
    /// A department.
    Department,
    /// A person.
    Person,
    /// A membership.
    Membership,
    /// An opportunity.
    Opportunity,
    /// A reporting line.
    Reporting,
    /// An influence line.
    Influence,
    /// An interaction.
    Interaction,
    /// A role in a decision.
    DecisionRole,
    /// An assessment.
    Assessment,
    /// A deal signal.
    Signal,
    /// A sales target.
    Target,
    /// An endorsement.
    Endorsement,
}

/// What an import does to a record.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "import::RowEffect")]
pub enum ImportEffect {
    /// It is not stored yet.
    Added,
    /// It is stored with other values.
    Changed,
    /// It changes in nothing but that it ends.
    Ended,
}

/// What becomes of the rows of one file or sheet.
#[derive(SimpleObject)]
pub struct ImportedFile {
    /// The file, or `workbook.xlsx[sheet]`.
    file: String,
    /// What its rows are.
    kind: RecordKind,
    /// Rows without the header and without blank ones.
    read: u64,
    /// Not stored before.
    added: u64,
    /// Stored with other values.
    changed: u64,
    /// Changed in nothing but that they end.
    ended: u64,
    /// Known already.
    unchanged: u64,
    /// Not written.
    rejected: u64,
}

impl From<FileOutcome> for ImportedFile {
    fn from(outcome: FileOutcome) -> Self {
        let FileOutcome { file, kind, read, added, changed, ended, unchanged, rejected } = outcome;
        Self { file: file.to_string(), kind: kind.into(), read, added, changed, ended, unchanged, rejected }
    }
}

/// A value of a record that is added or changes.
#[derive(SimpleObject)]
pub struct ImportedValue {
    /// The column of the format.
    column: String,
    /// What is stored, as an export writes it; null: nothing.
    before: Option<String>,
    /// What would be; null: nothing.
    after: Option<String>,
}

/// A record that would be added or changed.
pub struct ImportChange(RowChange);

/// A record that would be added or changed.
#[Object]
impl ImportChange {
    /// What it is.
    async fn kind(&self) -> RecordKind {
        self.0.kind.into()
    }
    /// Its identifier; a new record has it only after the import.
    async fn id(&self) -> ID {
        global_id::encode(self.0.kind, &self.0.id)
    }
    /// What would happen to it.
    async fn effect(&self) -> ImportEffect {
        self.0.effect.into()
    }
    /// Of a new record all its values, of a stored one those that would change.
    async fn values(&self) -> Vec<ImportedValue> {
        let value = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let shown = |cell: &import::CellChange| ImportedValue {
            column: cell.column.to_owned(),
            before: value(&cell.before),
            after: value(&cell.after),
        };
        self.0.cells.iter().map(shown).collect()
    }
}

impl Listed for ImportChange {}

/// What an import would change. Nothing was written.
pub struct ImportPreview {
    scope: Scope,
    preview: import::Preview,
    data_version: i64,
}

/// What an import would change. Nothing was written.
#[Object]
impl ImportPreview {
    /// What would become of the rows, by file; with any fault only how many were read and rejected.
    async fn files(&self) -> Vec<ImportedFile> {
        self.preview.files.iter().cloned().map(Into::into).collect()
    }
    /// What is wrong, by file and row: with any fault nothing would be written unless `skipInvalid` is given. At most 100 are told.
    async fn faults(&self) -> Vec<ImportFault> {
        ImportFault::all(&self.preview.faults)
    }
    /// How many faults there are.
    async fn n_faults(&self) -> u64 {
        self.preview.faults.total()
    }
    /// What is worth knowing and stops nothing: columns that mean nothing, cards that are left out.
    async fn notices(&self) -> &[String] {
        &self.preview.notices
    }
    /// What would be added or changed, by kind and row; the first 1,000.
    #[graphql(complexity = "super::connection::page_cost(first, child_complexity)")]
    async fn changes(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<ImportChange>> {
        let page = self.scope.page(first, after)?;
        let key = |change: &RowChange| format!("{}:{}", change.kind.code(), change.id);
        Connection::slice(&self.preview.changes, &page, key, |change| ImportChange(change.clone()))
    }
    /// How many records would be added or changed.
    async fn n_changes(&self) -> u64 {
        self.preview.n_changes
    }
    /// The version of the data it was held against.
    async fn data_version(&self) -> i64 {
        self.data_version
    }
}

/// What became of an import.
#[derive(SimpleObject)]
pub struct ImportPayload {
    /// What became of the rows, by file.
    files: Vec<ImportedFile>,
    /// What is wrong, by file and row. At most 100 are told.
    faults: Vec<ImportFault>,
    /// How many faults there are.
    n_faults: u64,
    /// What is worth knowing and stopped nothing.
    notices: Vec<String>,
    /// The version of the data afterwards; null: nothing was written, because there are faults.
    data_version: Option<i64>,
    /// The rows that were not written although others were, as files to be corrected and imported.
    rejects: Vec<RejectedFile>,
}

/// Rows that were not written, with what is wrong with each.
#[derive(SimpleObject)]
pub struct RejectedFile {
    /// The name of the file.
    name: String,
    /// Its rows, with their header and a column `fault`.
    text: String,
}

/// How files are imported.
#[derive(InputObject, Default)]
pub struct ImportOptionsInput {
    /// Visibility of influence lines that say none; `COMPANY` without.
    visibility: Option<Visibility>,
    /// Whether address books are the viewer's own: each card is then also a line from the viewer to its person, acquainted.
    #[graphql(default)]
    address_book_is_mine: bool,
    /// Whether the valid rows are written although others are not.
    #[graphql(default)]
    skip_invalid: bool,
}

impl ImportOptionsInput {
    /// For the viewer: only an admin imports lines and assessments of others.
    async fn read(self, scope: &Scope) -> Answer<ImportOptions> {
        let viewer = scope.reading().viewer();
        let whose = match viewer.role {
            Role::Admin => None,
            Role::Rep | Role::Manager | Role::Executive => {
                let person = scope.reading().people(std::slice::from_ref(&viewer.person)).await?;
                let names = person.values().flat_map(|person| person.email.iter().chain(&person.aliases));
                Some(names.cloned().chain([viewer.person.to_string()]).collect())
            }
        };
        Ok(ImportOptions {
            skip_invalid: self.skip_invalid,
            visibility: self.visibility.map_or(DomainVisibility::Company, Into::into),
            address_book_of: self.address_book_is_mine.then(|| viewer.person.clone()),
            only_of: whose,
            ..ImportOptions::default()
        })
    }
}

fn failure(error: ImportError) -> Failure {
    match error {
        ImportError::Service(error) => error.into(),
        other => ServiceError::Internal(other.to_string()).into(),
    }
}

/// Tells what files would change.
pub async fn preview(scope: &Scope, files: Vec<FileInput>, options: ImportOptionsInput) -> Answer<ImportPreview> {
    let files = files.into_iter().map(FileInput::read).collect::<Answer<_>>()?;
    let options = options.read(scope).await?;
    let reading = scope.reading();
    let preview = import::preview_sent(reading.service(), reading.now().instant(), files, &options).await;
    let preview = preview.map_err(failure)?;
    Ok(ImportPreview { scope: scope.clone(), preview, data_version: reading.data_version().await? })
}

/// Imports files.
pub async fn carry_out(scope: &Scope, files: Vec<FileInput>, options: ImportOptionsInput) -> Answer<ImportPayload> {
    let files = files.into_iter().map(FileInput::read).collect::<Answer<_>>()?;
    let options = options.read(scope).await?;
    let reading = scope.reading();
    let imported = import::import_sent(reading.service(), reading.now().instant(), files, &options).await;
    let import::Imported { outcome, rejects } = imported.map_err(failure)?;
    Ok(ImportPayload {
        files: outcome.files.into_iter().map(Into::into).collect(),
        n_faults: outcome.faults.total(),
        faults: ImportFault::all(&outcome.faults),
        notices: outcome.notices,
        data_version: outcome.data_version,
        rejects: rejects.into_iter().map(|(name, text)| RejectedFile { name, text }).collect(),
    })
}
