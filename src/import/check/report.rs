//! What the check found: the faults, and for each row whether it is written.

use std::borrow::Cow;
use std::sync::Arc;

use crate::domain::Coded;
use crate::import::fault::{Fault, FaultCode, Faults, Place};
use crate::import::format::Sheet;

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::import) struct At {
    /// The input, by its position in the run.
    pub input: u32,
    /// The row among the rows of its input, from 0, the header not counted.
    pub ordinal: u32,
    /// The line on which it begins.
    pub line: u32,
}

/// What happens to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Fate {
    /// It is written.
    Written,
    /// It says what an earlier row said.
    Repeated,
    /// It is refused.
    Refused { code: FaultCode, column: Option<&'static str> },
}

/// One input as the check sees it.
#[derive(Debug)]
pub(in crate::import) struct InputReport {
    pub name: Arc<str>,
    pub sheet: &'static Sheet,
    /// Rows that were read.
    pub read: u64,
    pub repeated: u64,
    pub refused: u64,
    fates: Fates,
}

/// What happens to each row of an input: two bytes for each up to the last that is not simply written. Cheap to clone.
#[derive(Debug, Clone)]
pub(in crate::import) struct Fates {
    packed: Arc<Vec<u16>>,
    sheet: &'static Sheet,
}

/// The findings of a run.
#[derive(Debug, Default)]
pub(in crate::import) struct Report {
    pub faults: Faults,
    pub inputs: Vec<InputReport>,
}

impl InputReport {
    pub(in crate::import) fn new(name: Arc<str>, sheet: &'static Sheet) -> Self {
        Self { name, sheet, read: 0, repeated: 0, refused: 0, fates: Fates { packed: Arc::default(), sheet } }
    }

    /// What happens to each row.
    pub(in crate::import) fn fates(&self) -> Fates {
        self.fates.clone()
    }

    fn set(&mut self, ordinal: u32, packed: u16) -> bool {
        let ordinal = ordinal as usize;
        let fates = Arc::make_mut(&mut self.fates.packed);
        if fates.len() <= ordinal {
            fates.resize(ordinal + 1, 0);
        }
        std::mem::replace(&mut fates[ordinal], packed) == 0
    }
}

impl Fates {
    /// What happens to a row.
    pub(in crate::import) fn of(&self, ordinal: u32) -> Fate {
        let packed = self.packed.get(ordinal as usize).copied().unwrap_or(0);
        match packed & 0xff {
            0 => Fate::Written,
            1 => Fate::Repeated,
            code => Fate::Refused {
                code: FaultCode::ALL[usize::from(code) - 2],
                column: usize::from(packed >> 8).checked_sub(1).map(|at| self.sheet.columns[at].name),
            },
        }
    }
}

impl Report {
    /// Whether a row is written, as far as is known.
    pub(in crate::import) fn is_written(&self, at: At) -> bool {
        self.inputs[at.input as usize].fates.of(at.ordinal) == Fate::Written
    }

    /// A row says what an earlier one said.
    pub(in crate::import) fn repeat(&mut self, at: At) {
        let input = &mut self.inputs[at.input as usize];
        if input.set(at.ordinal, 1) {
            input.repeated += 1;
        }
    }

    /// A row is refused. A row that is refused only because it depends on another is no fault of its own.
    pub(in crate::import) fn refuse(
        &mut self,
        at: At,
        code: FaultCode,
        column: &'static str,
        value: Option<&str>,
        expected: impl Into<Cow<'static, str>>,
    ) {
        self.mark_refused(at, code, Some(column));
        if code != FaultCode::DependsOnRejected {
            let file = self.inputs[at.input as usize].name.clone();
            let place = Place { file, row: Some(at.line), column: Some(column.into()) };
            self.faults.add(Fault::new(place, code, value, expected));
        }
    }

    /// A row is refused for faults of its own.
    pub(in crate::import) fn refuse_for(&mut self, at: At, faults: Vec<Fault>) {
        let column = |fault: &Fault| fault.place.column.as_ref().map(|c| c.to_string());
        if let Some(first) = faults.first() {
            let sheet = self.inputs[at.input as usize].sheet;
            let name = column(first).and_then(|c| sheet.columns.iter().find(|own| own.name == c)).map(|own| own.name);
            self.mark_refused(at, first.code, name);
        }
        for fault in faults {
            self.faults.add(fault);
        }
    }

    fn mark_refused(&mut self, at: At, code: FaultCode, column: Option<&'static str>) {
        let input = &mut self.inputs[at.input as usize];
        let column = column.and_then(|name| input.sheet.columns.iter().position(|c| c.name == name));
        let packed = (code as u16 + 2) | (column.map_or(0, |at| at as u16 + 1) << 8);
        if input.set(at.ordinal, packed) {
            input.refused += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::format::SHEETS;

    #[test]
    fn the_fate_of_a_row_is_remembered_in_two_bytes() {
        let mut report = Report { inputs: vec![InputReport::new("x.csv".into(), &SHEETS[6])], ..Report::default() };
        let at = |ordinal| At { input: 0, ordinal, line: ordinal + 2 };
        report.repeat(at(1));
        for (ordinal, code) in FaultCode::ALL.iter().enumerate() {
            report.refuse(at(ordinal as u32 + 10), *code, "owner_id", None, "x");
        }
        let input = &report.inputs[0];
        assert_eq!(
            (input.fates.of(0), input.fates.of(1), input.fates.of(5000)),
            (Fate::Written, Fate::Repeated, Fate::Written)
        );
        for (ordinal, code) in FaultCode::ALL.iter().enumerate() {
            assert_eq!(input.fates.of(ordinal as u32 + 10), Fate::Refused { code: *code, column: Some("owner_id") });
        }
        assert_eq!(input.refused, FaultCode::ALL.len() as u64);
    }
}
