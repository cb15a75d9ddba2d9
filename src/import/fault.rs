//! What is wrong with a file, a row or a cell: where, what stands there, what was expected.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::domain::{Coded, coded};

/// Faults that are kept in full; the rest is counted.
pub const FAULTS_IN_FULL: usize = 100;
/// Characters of a value that an error message shows.
const SHOWN_CHARS: usize = 80;

coded! {
    /// The kinds of faults, by their stable codes.
    pub enum FaultCode expects "a fault code" {
        /// The file or sheet cannot be read, or is damaged.
        UnreadableFile = "UNREADABLE_FILE",
        /// Neither UTF-8 nor GB18030.
        UnknownEncoding = "UNKNOWN_ENCODING",
        /// A required column is not in the header row.
        MissingColumn = "MISSING_COLUMN",
        /// Two columns of the header row mean the same.
        DuplicateColumn = "DUPLICATE_COLUMN",
        /// More or fewer cells than the header row has.
        RaggedRow = "RAGGED_ROW",
        /// Quotes that do not follow RFC 4180.
        MalformedQuotes = "MALFORMED_QUOTES",
        /// A cell of more than 64 KiB.
        CellTooLong = "CELL_TOO_LONG",
        /// A required cell is empty.
        MissingValue = "MISSING_VALUE",
        /// Two columns of which exactly one must be filled have both or neither.
        ExactlyOne = "EXACTLY_ONE",
        /// An identifier that breaks a rule of identifiers.
        BadIdentifier = "BAD_IDENTIFIER",
        /// A text with control or text-direction characters, or too long.
        BadText = "BAD_TEXT",
        /// A word that is not in its list.
        UnknownWord = "UNKNOWN_WORD",
        /// A level that its scale does not have.
        LevelOutOfScale = "LEVEL_OUT_OF_SCALE",
        /// Not a number; `NaN` and infinities are none.
        NotANumber = "NOT_A_NUMBER",
        /// A number outside its range.
        NumberOutOfRange = "NUMBER_OUT_OF_RANGE",
        /// Not a date of the calendar.
        UnreadableDate = "UNREADABLE_DATE",
        /// Not an instant of RFC 3339.
        UnreadableInstant = "UNREADABLE_INSTANT",
        /// An end before its beginning.
        PeriodReversed = "PERIOD_REVERSED",
        /// Something seen or said after the moment of the import.
        InTheFuture = "IN_THE_FUTURE",
        /// A visibility that a record of its kind cannot have, or that nobody's record cannot have.
        BadVisibility = "BAD_VISIBILITY",
        /// A line or an assessment of somebody else, where only one's own may come.
        NotYours = "NOT_YOURS",
        /// A reference to nothing.
        UnknownReference = "UNKNOWN_REFERENCE",
        /// An e-mail address of several people.
        AmbiguousReference = "AMBIGUOUS_REFERENCE",
        /// A reference to a row that is itself rejected.
        DependsOnRejected = "DEPENDS_ON_REJECTED",
        /// An identity used twice with different values.
        DuplicateId = "DUPLICATE_ID",
        /// A line from a person to themself.
        SelfLine = "SELF_LINE",
        /// A reporting line that closes a circle.
        ReportingCircle = "REPORTING_CIRCLE",
        /// A department that is part of itself.
        DepartmentCircle = "DEPARTMENT_CIRCLE",
        /// A person in two posts of the own organization at once without dates.
        TwoPostsAtOnce = "TWO_POSTS_AT_ONCE",
        /// More than one own organization.
        SecondOwnOrganization = "SECOND_OWN_ORGANIZATION",
    }
}

/// Where something stands in the input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file as it was given, or `workbook.xlsx[sheet]`.
    pub file: Arc<str>,
    /// The line on which the record begins, as a spreadsheet counts: the header is 1. Absent: the file as a whole.
    pub row: Option<u32>,
    /// The column by its name in the format. Absent: the row as a whole.
    pub column: Option<Cow<'static, str>>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        Ok(())
    }
}

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What kind.
    pub code: FaultCode,
    /// What stands there, shortened; absent where nothing does.
    pub value: Option<String>,
    /// What should stand there, as a noun phrase.
    pub expected: Cow<'static, str>,
}

impl Fault {
    /// A fault at a place; the value is shortened.
    pub fn new(place: Place, code: FaultCode, value: Option<&str>, expected: impl Into<Cow<'static, str>>) -> Self {
        Self { place, code, value: value.map(shortened), expected: expected.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.code.code())?;
        // Debug escapes control and text-direction characters, so that a value cannot play tricks on a terminal.
        if let Some(value) = &self.value {
            write!(f, " {value:?}")?;
        }
        write!(f, "; expected {}", self.expected)
    }
}

/// The beginning of a value, as an error message shows it.
pub(super) fn shortened(value: &str) -> String {
    let mut chars = value.char_indices();
    match chars.nth(SHOWN_CHARS) {
        None => value.to_owned(),
        Some(_) => {
            let end = value.char_indices().nth(SHOWN_CHARS - 3).map_or(value.len(), |(at, _)| at);
            format!("{}...", &value[..end])
        }
    }
}

/// All faults of a run: the first in full, all of them counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults {
    first: Vec<Fault>,
    counts: BTreeMap<FaultCode, u64>,
}

impl Faults {
    /// Takes a fault in.
    pub fn add(&mut self, fault: Fault) {
        *self.counts.entry(fault.code).or_default() += 1;
        if self.first.len() < FAULTS_IN_FULL {
            self.first.push(fault);
        }
    }

    /// Puts the faults that are kept into the order of the files and of the rows in them.
    pub(super) fn sort(&mut self, files: &[Arc<str>]) {
        let file = |fault: &Fault| files.iter().position(|file| *file == fault.place.file);
        self.first.sort_by_cached_key(|fault| (file(fault), fault.place.row));
    }

    /// The first [`FAULTS_IN_FULL`] faults that were found, by file and row.
    pub fn first(&self) -> &[Fault] {
        &self.first
    }

    /// How many there are of each kind.
    pub fn counts(&self) -> &BTreeMap<FaultCode, u64> {
        &self.counts
    }

    /// How many there are.
    pub fn total(&self) -> u64 {
        self.counts.values().sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.first {
            writeln!(f, "{fault}")?;
        }
        let total = self.total();
        if total > self.first.len() as u64 {
            writeln!(f, "... and {} more; in all:", total - self.first.len() as u64)?;
            for (code, count) in &self.counts {
                writeln!(f, "{:>10} {}", count, code.code())?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(row: u32, value: &str) -> Fault {
        let place = Place { file: "people.csv".into(), row: Some(row), column: Some("name".into()) };
        Fault::new(place, FaultCode::BadText, Some(value), "a text")
    }

    #[test]
    fn a_fault_names_place_code_value_and_expectation() {
        assert_eq!(
            fault(3, "a\u{202e}b").to_string(),
            r#"people.csv, row 3, column name: BAD_TEXT "a\u{202e}b"; expected a text"#
        );
    }

    #[test]
    fn long_values_are_shortened_between_characters() {
        let shown = fault(1, &"人".repeat(200)).value.unwrap();
        assert_eq!(shown.chars().count(), 80);
        assert_eq!(fault(1, &"人".repeat(80)).value.unwrap(), "人".repeat(80));
    }

    #[test]
    fn the_first_hundred_are_kept_and_all_are_counted() {
        let mut faults = Faults::default();
        for row in 0..250 {
            faults.add(fault(row, "x"));
        }
        assert_eq!((faults.first().len(), faults.total()), (100, 250));
        let told = faults.to_string();
        assert!(told.ends_with("... and 150 more; in all:\n       250 BAD_TEXT\n"), "{told}");
    }
}
