//! Files that a client sends, put aside so that they are read like any other.

use std::collections::HashSet;
use std::path::Path;

use tempfile::TempDir;

use crate::service::ServiceError;

use super::outcome::ImportOptions;
use super::read::Source;

/// A file as a client sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentFile {
    /// With the ending that says what it is: `people.csv`, `relations.xlsx`, `contacts.vcf`.
    pub name: String,
    pub content: Vec<u8>,
}

/// Sent files in a folder of their own, gone when this is dropped.
pub(super) struct SentFiles {
    folder: TempDir,
    sources: Vec<Source>,
}

impl SentFiles {
    /// Writes the files into a folder.
    ///
    /// # Errors
    /// [`ServiceError::BadInput`] for a name that is not simply one of a file, and for one given twice;
    /// [`ServiceError::Internal`] when the disk fails.
    pub(super) async fn put_aside(files: Vec<SentFile>) -> Result<Self, ServiceError> {
        let failed = |error: std::io::Error| ServiceError::Internal(format!("files cannot be put aside: {error}"));
        let folder = tempfile::tempdir().map_err(failed)?;
        let mut names = HashSet::new();
        let mut sources = Vec::with_capacity(files.len());
        for SentFile { name, content } in files {
            // The name becomes one of a file: no way out of the folder.
            let is_simple = Path::new(&name).file_name().is_some_and(|simple| simple == name.as_str())
                && !name.contains(['/', '\\', '\0'])
                && name.len() <= 200;
            if !is_simple || !names.insert(name.to_lowercase()) {
                let message = format!("{name:?} is no name of a file, or is given twice");
                return Err(ServiceError::bad_input("files.name", message));
            }
            let path = folder.path().join(&name);
            tokio::fs::write(&path, content).await.map_err(failed)?;
            sources.push(Source { path, name });
        }
        Ok(Self { folder, sources })
    }

    /// The options, with rejected rows left beside the files.
    pub(super) fn options(&self, options: &ImportOptions) -> ImportOptions {
        // No sent file has this name: it has no ending.
        ImportOptions { rejects: self.folder.path().join("rejects"), ..options.clone() }
    }

    pub(super) fn sources(&self) -> &[Source] {
        &self.sources
    }
}
