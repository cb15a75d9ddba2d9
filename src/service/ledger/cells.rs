//! The cells of rows, by the position of their columns: there are hundreds of thousands.

use std::sync::Arc;

use crate::domain::{Coded, Id, YesNoUnknown};
use crate::store::{Row, Statement, StoreError, Value};

use super::numbers::{Days, day, instant};

/// The cells of a row, one after the other, in the order of the columns as they are wanted.
pub struct Cells<'r> {
    pub statement: &'static Statement,
    pub row: &'r Row,
    /// Where each wanted column is in the row.
    pub places: &'r [usize],
    pub at: usize,
}

/// Where each of these columns is in the rows of an answer: the stores do not agree on their order.
pub fn places(statement: &'static Statement, columns: &[&str], row: &Row) -> Result<Vec<usize>, StoreError> {
    let place = |column: &&str| {
        let missing = || StoreError::Decode {
            name: statement.name,
            column: (*column).to_owned(),
            reason: "is no column of the answer".to_owned(),
        };
        row.columns().iter().position(|name| **name == **column).ok_or_else(missing)
    };
    columns.iter().map(place).collect()
}

impl<'r> Cells<'r> {
    /// The next cell.
    pub fn next(&mut self) -> &'r Value {
        self.at += 1;
        let place = self.places.get(self.at - 1);
        place.and_then(|&place| self.row.cells().get(place)).unwrap_or(&Value::Null)
    }

    /// About the cell that was taken last.
    pub fn wrong(&self, reason: impl std::fmt::Display) -> StoreError {
        let place = self.places.get(self.at - 1);
        let column =
            place.and_then(|&place| self.row.columns().get(place)).map_or_else(String::new, ToString::to_string);
        StoreError::Decode { name: self.statement.name, column, reason: reason.to_string() }
    }

    /// A text.
    pub fn text(&mut self) -> Result<&'r Arc<str>, StoreError> {
        self.text_or_none()?.ok_or_else(|| self.wrong("is missing"))
    }

    /// A text, or null.
    pub fn text_or_none(&mut self) -> Result<Option<&'r Arc<str>>, StoreError> {
        match self.next() {
            Value::Text(text) => Ok(Some(text)),
            Value::Null => Ok(None),
            other => Err(self.wrong(format!("{other:?} is no text"))),
        }
    }

    /// An integer, or null.
    pub fn integer_or_none(&mut self) -> Result<Option<i64>, StoreError> {
        match self.next() {
            Value::Int(number) => Ok(Some(*number)),
            Value::Null => Ok(None),
            other => Err(self.wrong(format!("{other:?} is no integer"))),
        }
    }

    /// A number, or null.
    pub fn number_or_none(&mut self) -> Result<Option<f64>, StoreError> {
        match self.next() {
            Value::Float(number) => Ok(Some(*number)),
            Value::Int(number) => Ok(Some(*number as f64)),
            Value::Null => Ok(None),
            other => Err(self.wrong(format!("{other:?} is no number"))),
        }
    }

    /// A word of a closed set.
    pub fn code<T: Coded>(&mut self) -> Result<T, StoreError> {
        let text = self.text()?;
        T::parse(text).map_err(|e| self.wrong(e))
    }

    /// A word of a closed set, or null.
    pub fn code_or_none<T: Coded>(&mut self) -> Result<Option<T>, StoreError> {
        let text = self.text_or_none()?;
        text.map(|text| T::parse(text)).transpose().map_err(|e| self.wrong(e))
    }

    /// A vote; null is unknown.
    pub fn vote(&mut self) -> Result<YesNoUnknown, StoreError> {
        Ok(self.code_or_none()?.unwrap_or(YesNoUnknown::Unknown))
    }

    /// An instant, or null.
    pub fn instant_or_none(&mut self) -> Result<Option<i64>, StoreError> {
        let text = self.text_or_none()?;
        text.map(|text| instant(text).ok_or_else(|| self.wrong("is no instant"))).transpose()
    }

    /// An instant.
    pub fn instant(&mut self) -> Result<i64, StoreError> {
        self.instant_or_none()?.ok_or_else(|| self.wrong("is missing"))
    }

    /// A day, or what stands for null.
    pub fn day_or(&mut self, absent: i32) -> Result<i32, StoreError> {
        match self.text_or_none()? {
            None => Ok(absent),
            Some(text) => day(text).ok_or_else(|| self.wrong("is no day")),
        }
    }

    /// Two days, null an open end.
    pub fn days(&mut self) -> Result<Days, StoreError> {
        Ok(Days { from: self.day_or(i32::MIN)?, to: self.day_or(i32::MAX)? })
    }

    /// An identifier.
    pub fn id(&mut self) -> Result<Id, StoreError> {
        let text = self.text()?;
        Id::new(text).map_err(|e| self.wrong(e))
    }
}
