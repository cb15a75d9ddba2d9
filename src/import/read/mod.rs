//! From files to rows: encodings, delimited text, workbooks, header rows.

mod delimited;
mod encoding;
mod header;
mod input;
mod row;
mod workbook;

pub(super) use header::Layout;
pub(super) use input::{Found, Input, InputFault, Step, find_inputs, read_table};
pub(super) use row::{Damage, RawRow};
