//! Delimited text (RFC 4180), streamed.
//!
//! The crate `csv` is not used for reading, because three things must be told that it does not tell: a file that ends inside
//! quotes, text after a closing quote, and the line of a row where lines end with CR alone; and because one cell must not
//! grow without bound. It is the oracle of the tests.

use std::io::{self, Read};

use super::row::{Damage, MAX_CELL_BYTES, RawRow};

const PIECE: usize = 64 * 1024;
/// The delimiters that are tried on the header row; the first wins a tie.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// At the beginning of a cell.
    Start,
    /// In a cell without quotes.
    Plain,
    /// Inside quotes.
    Quoted,
    /// After a quote inside quotes: the end of the cell, or the first half of a doubled quote.
    Quote,
    /// After a closing quote that something else followed.
    Stray,
}

/// Reads rows from UTF-8 text.
pub(in crate::import) struct Delimited<R> {
    source: R,
    delimiter: u8,
    buffer: Vec<u8>,
    at: usize,
    filled: usize,
    line: u32,
    /// Whether the last byte was a CR, whose LF belongs to the same line end.
    after_cr: bool,
    cell: Vec<u8>,
}

impl<R: Read> Delimited<R> {
    /// Takes text, skips a byte order mark and finds the delimiter: the one that makes most header cells known to `is_column`.
    pub(in crate::import) fn new(source: R, is_column: impl Fn(&str) -> bool) -> io::Result<Self> {
        let mut reader = Self {
            source,
            delimiter: b',',
            buffer: vec![0; PIECE],
            at: 0,
            filled: 0,
            line: 1,
            after_cr: false,
            cell: Vec::new(),
        };
        // A decoder needs room for a character at least.
        while reader.filled < PIECE - 16 {
            let read = reader.source.read(&mut reader.buffer[reader.filled..])?;
            if read == 0 {
                break;
            }
            reader.filled += read;
        }
        if reader.buffer[..reader.filled].starts_with("\u{feff}".as_bytes()) {
            reader.at = 3;
        }
        reader.delimiter = reader.best_delimiter(is_column)?;
        Ok(reader)
    }

    fn best_delimiter(&self, is_column: impl Fn(&str) -> bool) -> io::Result<u8> {
        let mut best = (0, DELIMITERS[0]);
        for delimiter in DELIMITERS {
            let mut trial = Delimited {
                source: io::empty(),
                delimiter,
                buffer: self.buffer[self.at..self.filled].to_vec(),
                at: 0,
                filled: self.filled - self.at,
                line: 1,
                after_cr: false,
                cell: Vec::new(),
            };
            let mut row = RawRow::default();
            let mut known = 0;
            if trial.next(&mut row)? {
                known = row.cells().filter(|cell| is_column(cell)).count();
            }
            if known > best.0 {
                best = (known, delimiter);
            }
        }
        Ok(best.1)
    }

    /// The text behind the rows.
    pub(in crate::import) fn source(&self) -> &R {
        &self.source
    }

    /// Reads the next row that is not blank; `false` at the end.
    pub(in crate::import) fn next(&mut self, row: &mut RawRow) -> io::Result<bool> {
        loop {
            if !self.next_row(row)? {
                return Ok(false);
            }
            if !row.is_blank() {
                return Ok(true);
            }
        }
    }

    fn next_row(&mut self, row: &mut RawRow) -> io::Result<bool> {
        row.clear();
        let mut state = State::Start;
        let mut begun = false;
        loop {
            if self.at == self.filled {
                self.filled = self.source.read(&mut self.buffer)?;
                self.at = 0;
                if self.filled == 0 {
                    if !begun {
                        return Ok(false);
                    }
                    if state == State::Quoted {
                        row.damage.get_or_insert(Damage::Unclosed(row.len()));
                    }
                    self.end_cell(row)?;
                    return Ok(true);
                }
            }
            if self.after_cr {
                self.after_cr = false;
                if self.buffer[self.at] == b'\n' {
                    self.at += 1;
                    if begun {
                        self.store_if_quoted(state, b'\n');
                    }
                    continue;
                }
            }
            if !begun {
                begun = true;
                row.line = self.line;
            }
            // What holds no special byte is taken in one piece.
            let piece = &self.buffer[self.at..self.filled];
            let plain = match state {
                State::Plain => piece.iter().position(|b| *b == self.delimiter || matches!(b, b'\n' | b'\r')),
                State::Quoted => piece.iter().position(|b| matches!(b, b'"' | b'\n' | b'\r')),
                State::Start | State::Quote | State::Stray => Some(0),
            }
            .unwrap_or(piece.len());
            if plain > 0 {
                let room = (MAX_CELL_BYTES + 4).saturating_sub(self.cell.len()).min(plain);
                self.cell.extend_from_slice(&piece[..room]);
                self.at += plain;
                continue;
            }
            let byte = self.buffer[self.at];
            self.at += 1;
            if matches!(byte, b'\n' | b'\r') {
                self.line = self.line.saturating_add(1);
                self.after_cr = byte == b'\r';
            }
            state = match (state, byte) {
                (State::Quoted, b'"') => State::Quote,
                (State::Quoted, _) => {
                    self.store(byte);
                    State::Quoted
                }
                (State::Quote, b'"') => {
                    self.store(b'"');
                    State::Quoted
                }
                (_, b'\n' | b'\r') => {
                    self.end_cell(row)?;
                    return Ok(true);
                }
                (_, byte) if byte == self.delimiter => {
                    self.end_cell(row)?;
                    State::Start
                }
                (State::Start, b'"') => State::Quoted,
                (State::Start | State::Plain, _) => {
                    self.store(byte);
                    State::Plain
                }
                (State::Quote | State::Stray, _) => {
                    row.damage.get_or_insert(Damage::AfterQuote(row.len()));
                    State::Stray
                }
            };
        }
    }

    fn store_if_quoted(&mut self, state: State, byte: u8) {
        if state == State::Quoted {
            self.store(byte);
        }
    }

    fn store(&mut self, byte: u8) {
        if self.cell.len() < MAX_CELL_BYTES + 4 {
            self.cell.push(byte);
        }
    }

    fn end_cell(&mut self, row: &mut RawRow) -> io::Result<()> {
        let text = match std::str::from_utf8(&self.cell) {
            Ok(text) => text,
            // A cell that was cut in the middle of a character is too long in any case.
            Err(error) if self.cell.len() > MAX_CELL_BYTES => {
                std::str::from_utf8(&self.cell[..error.valid_up_to()]).unwrap_or_default()
            }
            Err(error) => return Err(io::Error::new(io::ErrorKind::InvalidData, error)),
        };
        row.push(text);
        self.cell.clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &[u8]) -> Vec<(u32, Vec<String>)> {
        let mut reader = Delimited::new(text, |name| ["a", "b", "c"].contains(&name)).unwrap();
        let mut row = RawRow::default();
        let mut rows = Vec::new();
        while reader.next(&mut row).unwrap() {
            assert_eq!(row.damage, None);
            rows.push((row.line, row.cells().map(str::to_owned).collect()));
        }
        rows
    }

    fn damage(text: &[u8]) -> Vec<Option<Damage>> {
        let mut reader = Delimited::new(text, |_| true).unwrap();
        let mut row = RawRow::default();
        let mut found = Vec::new();
        while reader.next(&mut row).unwrap() {
            found.push(row.damage);
        }
        found
    }

    fn expect(text: &str, expected: &[(u32, &[&str])]) {
        let expected: Vec<(u32, Vec<String>)> =
            expected.iter().map(|(line, cells)| (*line, cells.iter().map(|c| (*c).to_owned()).collect())).collect();
        assert_eq!(rows(text.as_bytes()), expected, "{text:?}");
    }

    #[test]
    fn every_line_end_and_every_delimiter() {
        for end in ["\n", "\r\n", "\r"] {
            for delimiter in [",", ";", "\t"] {
                let text =
                    format!("a{delimiter}b{end}1{delimiter}2{end}{end}3{delimiter}\"4{end}5\"{end}6{delimiter}7");
                let cell = format!("4{end}5");
                expect(&text, &[(1, &["a", "b"]), (2, &["1", "2"]), (4, &["3", &cell]), (6, &["6", "7"])]);
            }
        }
    }

    #[test]
    fn quotes_hold_delimiters_quotes_and_nothing() {
        expect(
            "\u{feff}a,b\n\"x,\"\"y\"\"\",\"\"\n5\" pipe,z\n",
            &[(1, &["a", "b"]), (2, &["x,\"y\"", ""]), (3, &["5\" pipe", "z"])],
        );
    }

    #[test]
    fn damaged_quotes_are_told_once_and_the_next_row_is_read() {
        assert_eq!(
            damage(b"a,b\n\"x\"y,2\n3,4\n5,\"6\n7"),
            [None, Some(Damage::AfterQuote(0)), None, Some(Damage::Unclosed(1))]
        );
    }

    #[test]
    fn a_huge_cell_is_cut_and_told() {
        let text = format!("a,b\n1,{}\n2,{}\n3,x\n", "王".repeat(4_000_000), "y".repeat(MAX_CELL_BYTES));
        assert_eq!(damage(text.as_bytes()), [None, Some(Damage::CellTooLong(1)), None, None]);
        let unclosed = format!("a,b\n1,\"{}", "y".repeat(1_000_000));
        assert_eq!(damage(unclosed.as_bytes()), [None, Some(Damage::Unclosed(1))]);
    }

    proptest! {
        #[test]
        fn agrees_with_the_csv_crate(cells in prop::collection::vec(prop::collection::vec("[a-c,\"\r\n;王 ]{0,6}", 3), 1..8)) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            writer.write_record(["a", "b", "c"]).unwrap();
            for row in &cells {
                writer.write_record(row).unwrap();
            }
            let text = writer.into_inner().unwrap();
            let mut expected = vec![vec!["a".to_owned(), "b".to_owned(), "c".to_owned()]];
            expected.extend(cells.iter().filter(|row| row.iter().any(|c| !c.trim().is_empty())).cloned());
            let read: Vec<Vec<String>> = rows(&text).into_iter().map(|(_, row)| row).collect();
            prop_assert_eq!(read, expected);
        }
    }
}
