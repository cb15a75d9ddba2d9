//! Stable identifiers.

use std::fmt;
use std::sync::Arc;

use super::text::turns_text;

/// Longest identifier in bytes.
const MAX_BYTES: usize = 200;

/// The identifier of an entity or a fact, as files, stores and clients know it: 1 to 200 bytes of UTF-8 without control
/// characters and without white space at either end. Compared byte by byte; cheap to clone.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(Arc<str>);

/// Why a text is no identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Nothing but white space.
    #[error("an identifier must not be empty")]
    Empty,
    /// More than 200 bytes.
    #[error("an identifier has at most 200 bytes")]
    TooLong,
    /// A control character or a bidirectional override, which would show as another identifier.
    #[error("an identifier has no control or text-direction characters")]
    Control,
    /// White space at an end.
    #[error("an identifier has no white space at its ends")]
    Padded,
}

impl Id {
    /// Checks and takes an identifier.
    ///
    /// # Errors
    /// [`IdError`] with the rule that was broken.
    pub fn new(text: impl AsRef<str>) -> Result<Self, IdError> {
        let text = text.as_ref();
        if text.trim().is_empty() {
            return Err(IdError::Empty);
        }
        if text.len() > MAX_BYTES {
            return Err(IdError::TooLong);
        }
        if text.chars().any(|c| c.is_control() || turns_text(c)) {
            return Err(IdError::Control);
        }
        if text.trim().len() != text.len() {
            return Err(IdError::Padded);
        }
        Ok(Self(Arc::from(text)))
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A 64-bit number that depends on the identifier alone: the same in every process, store and version of the program.
    pub fn stable_hash(&self) -> u64 {
        stable_hash(&self.0)
    }
}

/// What [`Id::stable_hash`] gives for an identifier that is at hand as text.
pub fn stable_hash(id: &str) -> u64 {
    let bytes = blake3::hash(id.as_bytes());
    u64::from_le_bytes(bytes.as_bytes()[..8].try_into().expect("a hash has 32 bytes"))
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

/// The identifier of a fact that has none of its own: 128 bits of the BLAKE3 hash of its natural key, as 32 hexadecimal
/// digits. Fields are separated, so that no two keys run together; an absent field differs from an empty one.
pub fn fact_id(kind: &str, key: &[Option<&str>]) -> Id {
    let mut hasher = blake3::Hasher::new();
    hasher.update(kind.as_bytes());
    for field in key {
        match field {
            None => hasher.update(&[0]),
            Some(text) => hasher.update(&[1]).update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes()),
        };
    }
    let hex = hasher.finalize().to_hex();
    Id(Arc::from(&hex.as_str()[..32]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_of_an_identifier() {
        assert!(Id::new("p-王芳").is_ok());
        assert_eq!(Id::new("  "), Err(IdError::Empty));
        assert_eq!(Id::new("x".repeat(201)), Err(IdError::TooLong));
        assert_eq!(Id::new("a\u{0}b"), Err(IdError::Control));
        assert_eq!(Id::new("a\u{202e}b"), Err(IdError::Control));
        assert_eq!(Id::new(" a"), Err(IdError::Padded));
    }

    #[test]
    fn fact_ids_keep_fields_apart() {
        let id = |key: &[Option<&str>]| fact_id("k", key);
        assert_ne!(id(&[Some("ab"), Some("c")]), id(&[Some("a"), Some("bc")]));
        assert_ne!(id(&[None]), id(&[Some("")]));
        assert_eq!(id(&[Some("a")]), id(&[Some("a")]));
        assert_eq!(id(&[Some("a")]).as_str().len(), 32);
    }
}
