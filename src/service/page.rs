//! Pages of an ordered list.

use super::{Limits, ServiceError, within};

/// How many items, and after which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRequest {
    /// At most this many items.
    pub first: u32,
    /// After the item with this key; from the beginning if absent.
    pub after: Option<String>,
}

impl PageRequest {
    /// Items asked for when the caller does not say.
    pub const DEFAULT_FIRST: u32 = 50;

    /// Checks a request against the limits.
    ///
    /// # Errors
    /// [`ServiceError::BadInput`] for a negative `first`, [`ServiceError::LimitExceeded`] for one above the page size.
    pub fn new(first: Option<i64>, after: Option<String>, limits: &Limits) -> Result<Self, ServiceError> {
        let first = match first {
            None => u64::from(Self::DEFAULT_FIRST.min(limits.page_size)),
            Some(first) => {
                u64::try_from(first).map_err(|_| ServiceError::bad_input("first", "a page has at least 0 items"))?
            }
        };
        within("page size", first, limits.page_size)?;
        Ok(Self { first: first as u32, after })
    }
}

/// A part of an ordered list.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// The items, in order.
    pub items: Vec<T>,
    /// Whether the list goes on.
    pub has_next: bool,
}

impl<T> Page<T> {
    /// Makes a page of a list that was asked for one item more than wanted.
    pub fn of_one_more(mut items: Vec<T>, first: u32) -> Self {
        let has_next = items.len() > first as usize;
        items.truncate(first as usize);
        Self { items, has_next }
    }
}
