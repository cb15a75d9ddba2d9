//! A row as it was read: its cells as text, one after the other in one buffer that is used again for the next row.

/// Longest cell in bytes.
pub(in crate::import) const MAX_CELL_BYTES: usize = 64 * 1024;

/// Most cells of a row; no sheet of the format has more than a few.
const MAX_CELLS: usize = 1024;

/// Something wrong with a row before any cell is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Damage {
    /// A cell of more than [`MAX_CELL_BYTES`], by its position.
    CellTooLong(usize),
    /// Something other than a delimiter or a line end after a closing quote, in the cell at this position.
    AfterQuote(usize),
    /// The file ends inside quotes, in the cell at this position.
    Unclosed(usize),
    /// More than [`MAX_CELLS`] cells.
    TooManyCells,
}

/// The cells of one row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::import) struct RawRow {
    /// The line on which the row begins; the first is 1.
    pub line: u32,
    /// Whether the cells come from a workbook, whose dates are typed: a date then stands for its midnight where an instant is
    /// asked for.
    pub typed: bool,
    /// The first damage, if there is any.
    pub damage: Option<Damage>,
    text: String,
    ends: Vec<u32>,
}

impl RawRow {
    /// A row of these cells that begins on a line.
    pub(in crate::import) fn of(line: u32, cells: &[impl AsRef<str>]) -> Self {
        let mut row = Self { line, ..Self::default() };
        cells.iter().for_each(|cell| row.push(cell.as_ref()));
        row
    }

    /// Empties the row for the next use.
    pub(in crate::import) fn clear(&mut self) {
        self.damage = None;
        self.text.clear();
        self.ends.clear();
    }

    /// Appends a cell; what is beyond the limit is cut and told.
    pub(in crate::import) fn push(&mut self, cell: &str) {
        if self.ends.len() == MAX_CELLS {
            self.damage.get_or_insert(Damage::TooManyCells);
            return;
        }
        let mut end = cell.len();
        if end > MAX_CELL_BYTES {
            self.damage.get_or_insert(Damage::CellTooLong(self.ends.len()));
            end = cell.floor_char_boundary(MAX_CELL_BYTES);
        }
        self.text.push_str(&cell[..end]);
        self.ends.push(self.text.len() as u32);
    }

    /// How many cells there are.
    pub(in crate::import) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The cell at a position; empty beyond the last.
    pub(in crate::import) fn cell(&self, position: usize) -> &str {
        let Some(end) = self.ends.get(position) else { return "" };
        let start = if position == 0 { 0 } else { self.ends[position - 1] };
        &self.text[start as usize..*end as usize]
    }

    /// All cells.
    pub(in crate::import) fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|position| self.cell(position))
    }

    /// Whether no cell holds anything.
    pub(in crate::import) fn is_blank(&self) -> bool {
        self.damage.is_none() && self.text.trim().is_empty()
    }
}
