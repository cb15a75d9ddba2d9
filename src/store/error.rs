//! What can go wrong, sorted by who must act.

/// A failure of the store.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// The database does not answer: try again later.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// Another writer was in the way: the whole transaction may be tried again.
    #[error("another writer was in the way: {0}")]
    Conflict(String),
    /// The database refused the values: the caller's mistake.
    #[error("the database refused the values: {0}")]
    Rejected(String),
    /// A statement of ours is wrong.
    #[error("statement {name} failed: {reason}")]
    Statement { name: &'static str, reason: String },
    /// A row is not what the caller expects: our mistake, or somebody else wrote into the database.
    #[error("statement {name}: column {column} does not decode: {reason}")]
    Decode { name: &'static str, column: String, reason: String },
    /// The file is not a store of ours, is damaged, or is newer than this program; it was left untouched.
    #[error("{0}")]
    Foreign(String),
}
