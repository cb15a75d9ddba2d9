//! Dates, instants and periods. Nothing here reads a clock: the present is handed in.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Unit};

use super::InvalidValue;

/// The moment a question is asked of: an instant with whole milliseconds, and its day in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AsOf {
    instant: Timestamp,
    day: Date,
}

impl AsOf {
    /// The moment `instant`, cut to whole milliseconds.
    pub fn new(instant: Timestamp) -> Self {
        let instant = Timestamp::from_millisecond(instant.as_millisecond()).unwrap_or(instant);
        Self { instant, day: instant.to_zoned(TimeZone::UTC).date() }
    }

    /// The last millisecond of a day in UTC, so that everything of that day counts.
    ///
    /// # Errors
    /// [`InvalidValue`] at the end of the calendar (year 9999).
    pub fn end_of(day: Date) -> Result<Self, InvalidValue> {
        let outside = || InvalidValue::new(day.to_string(), "a day before the end of the year 9999");
        let next = day.checked_add(1.day()).map_err(|_| outside())?;
        let midnight = next.to_zoned(TimeZone::UTC).map_err(|_| outside())?.timestamp();
        Ok(Self { instant: Timestamp::from_millisecond(midnight.as_millisecond() - 1).map_err(|_| outside())?, day })
    }

    /// The instant.
    pub fn instant(self) -> Timestamp {
        self.instant
    }

    /// The day in UTC.
    pub fn day(self) -> Date {
        self.day
    }

    /// The instant as stores compare it: RFC 3339, UTC, three decimals.
    pub fn instant_text(self) -> String {
        instant_text(self.instant)
    }

    /// The day as stores compare it: `YYYY-MM-DD`.
    pub fn day_text(self) -> String {
        self.day.to_string()
    }

    /// Whole days in UTC since `earlier`; 0 if it is not earlier (method §7).
    pub fn days_since(self, earlier: Timestamp) -> u32 {
        self.days_since_day(earlier.to_zoned(TimeZone::UTC).date())
    }

    /// Whole days since the day `earlier`; 0 if it is not earlier.
    pub fn days_since_day(self, earlier: Date) -> u32 {
        let span = earlier.until((Unit::Day, self.day)).map_or(0, |span| span.get_days());
        u32::try_from(span).unwrap_or(0)
    }
}

/// An instant as stores hold it: RFC 3339, UTC, three decimals. Sorts as text for the years 0000 to 9999.
pub fn instant_text(instant: Timestamp) -> String {
    format!("{instant:.3}")
}

/// Midnight UTC at the beginning of a day.
pub fn start_of_day(day: Date) -> Timestamp {
    day.to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
}

/// The days on which a fact was true: from `from` (included) until `to` (not included); an absent end is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Period {
    from: Option<Date>,
    to: Option<Date>,
}

/// A period that ends before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the period ends ({to}) before it begins ({from})")]
pub struct PeriodError {
    from: Date,
    to: Date,
}

impl Period {
    /// Takes the first day and the day after the last.
    ///
    /// # Errors
    /// [`PeriodError`] when `to` is before `from`. Equal days are a period of no day: a fact that was entered by mistake.
    pub fn new(from: Option<Date>, to: Option<Date>) -> Result<Self, PeriodError> {
        match (from, to) {
            (Some(from), Some(to)) if to < from => Err(PeriodError { from, to }),
            _ => Ok(Self { from, to }),
        }
    }

    /// The first day, if known.
    pub fn from(self) -> Option<Date> {
        self.from
    }

    /// The day after the last, if it has ended.
    pub fn to(self) -> Option<Date> {
        self.to
    }

    /// Whether the fact was true on `day`.
    pub fn contains(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day < to)
    }

    /// Whether two periods share a day.
    pub fn overlaps(self, other: Self) -> bool {
        let begins_before_end = |a: Self, b: Self| match (a.from, b.to) {
            (Some(from), Some(to)) => from < to,
            _ => true,
        };
        let not_empty = |p: Self| p.from.is_none() || p.from != p.to;
        not_empty(self) && not_empty(other) && begins_before_end(self, other) && begins_before_end(other, self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn age_counts_whole_days_in_utc() {
        let as_of = AsOf::new("2026-03-02T00:00:00Z".parse().unwrap());
        assert_eq!(as_of.days_since("2026-03-01T23:59:59Z".parse().unwrap()), 1);
        assert_eq!(as_of.days_since("2026-03-02T23:00:00Z".parse().unwrap()), 0);
        assert_eq!(as_of.days_since("2027-01-01T00:00:00Z".parse().unwrap()), 0);
    }

    #[test]
    fn instants_are_written_with_three_decimals_and_sort_as_text() {
        let as_of = AsOf::new("2026-03-02T01:02:03.45678Z".parse().unwrap());
        assert_eq!(as_of.instant_text(), "2026-03-02T01:02:03.456Z");
        assert_eq!(AsOf::end_of(date(2026, 3, 2)).unwrap().instant_text(), "2026-03-02T23:59:59.999Z");
    }

    #[test]
    fn periods_are_half_open() {
        let p = |a, b| Period::new(Some(date(2024, a, 1)), Some(date(2024, b, 1))).unwrap();
        assert!(p(1, 3).contains(date(2024, 2, 29)) && !p(1, 3).contains(date(2024, 3, 1)));
        assert!(!p(1, 3).overlaps(p(3, 4)) && p(1, 3).overlaps(p(2, 4)) && !p(2, 2).overlaps(p(1, 3)));
        assert!(Period::default().overlaps(p(1, 3)));
        assert!(Period::new(Some(date(2024, 2, 1)), Some(date(2024, 1, 1))).is_err());
    }
}
