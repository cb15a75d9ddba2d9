//! Sheets of an XLSX workbook, read cell by cell. What is held at once is one row and the workbook's table of shared strings.

use std::fmt::Write as _;
use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::Path;

use calamine::{Data, DataRef, ExcelDateTime, Reader, Xlsx, XlsxError, open_workbook};

use super::row::RawRow;

/// The names of the sheets, in their order.
pub(in crate::import) fn sheet_names(path: &Path) -> Result<Vec<String>, XlsxError> {
    let workbook: Xlsx<BufReader<File>> = open_workbook(path)?;
    Ok(workbook.sheet_names())
}

/// Hands the rows of a sheet that are not blank to `visit`, until it breaks off.
pub(in crate::import) fn read_sheet(
    path: &Path,
    sheet: &str,
    mut visit: impl FnMut(&RawRow) -> ControlFlow<()>,
) -> Result<(), XlsxError> {
    let mut workbook: Xlsx<BufReader<File>> = open_workbook(path)?;
    let mut cells = workbook.worksheet_cells_reader(sheet)?;
    let mut row = RawRow::default();
    (row.line, row.typed) = (1, true);
    let mut text = String::new();
    while let Some(cell) = cells.next_cell()? {
        // A cell that is only coloured, perhaps far to the right, is none.
        if *cell.get_value() == DataRef::Empty {
            continue;
        }
        let (at, position) = cell.get_position();
        let line = at.saturating_add(1);
        if line != row.line {
            if !row.is_blank() && visit(&row).is_break() {
                return Ok(());
            }
            row.clear();
            row.line = line;
        }
        while row.len() < position as usize && row.damage.is_none() {
            row.push("");
        }
        write_cell(cell.get_value(), &mut text);
        row.push(&text);
    }
    if !row.is_blank() {
        // The last row: whether to go on no longer matters.
        let _ = visit(&row);
    }
    Ok(())
}

/// A typed cell as the text a person would have typed into a CSV file.
fn write_cell(value: &DataRef<'_>, text: &mut String) {
    text.clear();
    match value {
        DataRef::String(s) | DataRef::DateTimeIso(s) | DataRef::DurationIso(s) => text.push_str(s),
        DataRef::SharedString(s) => text.push_str(s),
        DataRef::Int(number) => write!(text, "{number}").expect("a String takes any text"),
        DataRef::Float(number) => write!(text, "{number}").expect("a String takes any text"),
        DataRef::Bool(yes) => text.push_str(if *yes { "yes" } else { "no" }),
        DataRef::DateTime(instant) if instant.is_datetime() => write_instant(*instant, text),
        DataRef::DateTime(duration) => write!(text, "{}", duration.as_f64()).expect("a String takes any text"),
        DataRef::Error(error) => write!(text, "{}", Data::Error(error.clone())).expect("a String takes any text"),
        DataRef::Empty => {}
    }
}

/// `YYYY-MM-DD`, with the time of day in UTC where there is one: a workbook knows no time zones.
fn write_instant(instant: ExcelDateTime, text: &mut String) {
    let (year, month, day, hour, minute, second, milli) = instant.to_ymd_hms_milli();
    write!(text, "{year:04}-{month:02}-{day:02}").expect("a String takes any text");
    if (hour, minute, second, milli) != (0, 0, 0, 0) {
        write!(text, "T{hour:02}:{minute:02}:{second:02}.{milli:03}Z").expect("a String takes any text");
    }
}
