//! Instants and days. Both are taken as text and read where they are used, so that a wrong one names its argument.

use async_graphql::{InputType, InputValueError, InputValueResult, Scalar, ScalarType, Value};
use jiff::Timestamp;
use jiff::civil::Date as Day;

use crate::domain::{AsOf, instant_text};

use super::failure::{Answer, Failure};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateTime(String);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date(String);

/// An instant as RFC 3339 with its offset, `2026-03-02T08:00:00Z`. Where a moment is asked for, a bare day `2026-03-02` means
/// the end of that day in UTC. Answers are in UTC with milliseconds.
#[Scalar]
impl ScalarType for DateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        text(value).map(Self)
    }

    fn is_valid(value: &Value) -> bool {
        matches!(value, Value::String(_))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.clone())
    }
}

/// A day, `2026-03-02`.
#[Scalar]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        text(value).map(Self)
    }

    fn is_valid(value: &Value) -> bool {
        matches!(value, Value::String(_))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.clone())
    }
}

fn text<T: InputType>(value: Value) -> Result<String, InputValueError<T>> {
    match value {
        Value::String(text) => Ok(text),
        other => Err(InputValueError::expected_type(other)),
    }
}

impl DateTime {
    /// Reads a moment: an instant, or the end of a day in UTC.
    ///
    /// # Errors
    /// `BAD_INPUT` naming `place`.
    pub fn as_of(&self, place: &'static str) -> Answer<AsOf> {
        match read_day(&self.0) {
            Some(day) => AsOf::end_of(day).map_err(|e| Failure::bad_input(place, e)),
            None => self.read(place, "an instant such as 2026-03-02T08:00:00Z, or a day").map(AsOf::new),
        }
    }

    /// Reads an instant.
    ///
    /// # Errors
    /// `BAD_INPUT` naming `place`.
    pub fn instant(&self, place: &'static str) -> Answer<Timestamp> {
        self.read(place, "an instant such as 2026-03-02T08:00:00Z")
    }

    fn read(&self, place: &'static str, expected: &'static str) -> Answer<Timestamp> {
        let instant = self.0.parse::<Timestamp>().ok().filter(|instant| *instant >= FIRST);
        // Whole milliseconds, as stores keep it: what follows would make two facts of one.
        let instant = instant.and_then(|instant| Timestamp::from_millisecond(instant.as_millisecond()).ok());
        instant.ok_or_else(|| unreadable(place, &self.0, expected))
    }
}

/// The beginning of the year 0: earlier instants do not sort as text.
const FIRST: Timestamp = Timestamp::constant(-62_167_219_200, 0);

impl Date {
    /// Reads a day.
    ///
    /// # Errors
    /// `BAD_INPUT` naming `place`.
    pub fn day(&self, place: &'static str) -> Answer<Day> {
        read_day(&self.0).ok_or_else(|| unreadable(place, &self.0, "a day such as 2026-03-02"))
    }
}

/// Exactly `YYYY-MM-DD`: the parser alone would also take what follows the day in an instant.
fn read_day(text: &str) -> Option<Day> {
    if text.len() == "2026-03-02".len() { text.parse().ok() } else { None }
}

fn unreadable(place: &'static str, text: &str, expected: &'static str) -> Failure {
    Failure::bad_input(place, crate::domain::InvalidValue::new(text, expected))
}

impl From<Timestamp> for DateTime {
    fn from(instant: Timestamp) -> Self {
        Self(instant_text(instant))
    }
}

impl From<Day> for Date {
    fn from(day: Day) -> Self {
        Self(day.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_its_end_and_nonsense_is_refused() {
        let as_of = |text: &str| DateTime(text.to_owned()).as_of("asOf").ok().map(AsOf::instant_text);
        assert_eq!(as_of("2026-03-02").as_deref(), Some("2026-03-02T23:59:59.999Z"));
        assert_eq!(as_of("2026-03-02T09:00:00+08:00").as_deref(), Some("2026-03-02T01:00:00.000Z"));
        for bad in ["", "yesterday", "2026-02-30", "2026-03-02T09:00:00", "-000001-01-01T00:00:00Z", "9999-12-31"] {
            assert_eq!(as_of(bad), None, "{bad}");
        }
    }
}
