//! A folder in the import format, written one table after the other.

use std::error::Error;
use std::fs::File;
use std::path::{Path, PathBuf};

/// What a conversion ends with.
pub type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// A folder of tables.
pub struct Folder {
    path: PathBuf,
}

/// A table under way.
pub struct Table {
    writer: csv::Writer<File>,
}

impl Folder {
    /// Makes the folder where there is none.
    pub fn create(path: &Path) -> Outcome<Self> {
        std::fs::create_dir_all(path)?;
        Ok(Self { path: path.to_owned() })
    }

    /// Begins a table with its header.
    pub fn table(&self, name: &str, columns: &[&str]) -> Outcome<Table> {
        let mut writer = csv::Writer::from_path(self.path.join(format!("{name}.csv")))?;
        writer.write_record(columns)?;
        Ok(Table { writer })
    }
}

impl Table {
    /// Writes a row, in the order of the header.
    pub fn row<const N: usize>(&mut self, cells: [&str; N]) -> Outcome<()> {
        Ok(self.writer.write_record(cells)?)
    }

    /// Writes what is left.
    pub fn finish(mut self) -> Outcome<()> {
        Ok(self.writer.flush()?)
    }
}

/// The rows of a comma-separated file with a header.
pub fn rows(path: &Path) -> Outcome<Vec<csv::StringRecord>> {
    let named = |error| format!("{}: {error}", path.display());
    let mut reader = csv::Reader::from_path(path).map_err(named)?;
    reader.records().map(|row| row.map_err(|error| named(error).into())).collect()
}

/// The rows of a tab-separated file without a header. Quotes mean nothing there.
pub fn tab_rows(path: &Path) -> Outcome<Vec<csv::StringRecord>> {
    let named = |error| format!("{}: {error}", path.display());
    let mut builder = csv::ReaderBuilder::new();
    let mut reader = builder.delimiter(b'\t').has_headers(false).quoting(false).from_path(path).map_err(named)?;
    reader.records().map(|row| row.map_err(|error| named(error).into())).collect()
}
