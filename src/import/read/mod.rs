//! From files to rows: encodings, delimited text, workbooks, header rows; and from address books to cards.

mod cards;
mod delimited;
mod encoding;
mod header;
mod input;
mod row;
mod workbook;

pub(super) use cards::{Card, read_cards};
pub(super) use header::Layout;
pub(super) use input::{Form, Found, Input, InputFault, Source, Step, find_inputs, find_sources, read_table};
pub(super) use row::{Damage, RawRow};
