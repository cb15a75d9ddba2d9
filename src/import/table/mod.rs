//! Closed deals of any CRM out of one table, for a calibration that stores nothing: a row for each deal, a column for the
//! outcome, any other columns as features.

mod column;

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::import::fault::{Fault, FaultCode, Faults, Place};
use crate::import::read::{RawRow, read_table};
use crate::import::record::broken;
use crate::service::{Cases, ClosedDeal};

pub use column::ColumnUse;

/// Most deals of a table.
const DEALS_MAX: usize = 1_000_000;

/// How a deal ended, by the words for it; the first two lists count, the third leaves a row out.
const WON: &[&str] = &["won", "win", "closed won", "1", "true", "yes", "y", "赢", "赢单", "已赢单", "成交", "中标"];
const LOST: &[&str] =
    &["lost", "lose", "loss", "closed lost", "0", "false", "no", "n", "输", "输单", "已输单", "丢单", "失单", "未中标"];
const NEITHER: &[&str] =
    &["", "open", "in progress", "pending", "dropped", "abandoned", "cancelled", "canceled", "进行中", "放弃", "取消"];

/// Which table, and what its columns are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableOptions {
    /// Delimited text, or a workbook of which the first sheet is read.
    pub path: PathBuf,
    /// The column of the outcome, by its name in the header row; ASCII case is ignored.
    pub outcome: String,
    /// The column of the customer; absent: every deal is taken for a customer of its own.
    pub customer: Option<String>,
}

/// The deals of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct DealTable {
    pub cases: Cases,
    /// What became of each column, in their order.
    pub columns: Vec<UsedColumn>,
    /// Rows of deals that are open or were dropped: they are in no case.
    pub not_closed: u32,
    /// Deals whose customer is not given: each is taken for a customer of its own.
    pub without_customer: u32,
}

/// A column and what it was used for.
#[derive(Debug, Clone, PartialEq)]
pub struct UsedColumn {
    pub name: String,
    pub used: ColumnUse,
}

/// Reads closed deals.
///
/// A column of numbers is a feature; one of at most twenty words becomes one feature for each word but the commonest, rare
/// words and those beyond the twentieth taken together. Where a cell is empty, that is a feature itself, and the number is
/// taken for average. Dates, identifiers, free text and empty columns are left out and told.
///
/// # Errors
/// Every bad row with its place: a word that is no outcome, a row of another width, damaged quotes. Nothing is given then.
pub fn read_deals(options: &TableOptions) -> Result<DealTable, Faults> {
    let name: Arc<str> = options.path.display().to_string().into();
    let mut reader =
        Reader { name: Arc::clone(&name), options, layout: None, rows: Rows::default(), faults: Faults::default() };
    let is_column = |cell: &str| {
        let asked = [Some(&options.outcome), options.customer.as_ref()];
        asked.into_iter().flatten().any(|column| same(cell, column))
    };
    let read = read_table(Path::new(&options.path), &name, is_column, |row| reader.take(row));
    let Reader { layout, rows, mut faults, .. } = reader;
    if let Err(fault) = read {
        faults.add(fault);
    }
    let Some(layout) = layout else {
        if faults.is_empty() {
            let place = Place { file: name, row: None, column: None };
            faults.add(Fault::new(place, FaultCode::MissingColumn, None, "a header row; there is no row at all"));
        }
        return Err(faults);
    };
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(rows.cases(&layout))
}

fn same(cell: &str, column: &str) -> bool {
    cell.trim().eq_ignore_ascii_case(column.trim())
}

/// Which column stands where.
struct TableLayout {
    header: Vec<String>,
    outcome: usize,
    customer: Option<usize>,
}

/// The rows as they come.
struct Reader<'a> {
    name: Arc<str>,
    options: &'a TableOptions,
    layout: Option<TableLayout>,
    rows: Rows,
    faults: Faults,
}

/// What is kept of the rows.
#[derive(Default)]
struct Rows {
    won: Vec<bool>,
    customers: Vec<Option<String>>,
    /// The cells of each column, by position; those of outcome and customer stay empty.
    cells: Vec<Vec<String>>,
    not_closed: u32,
}

impl Reader<'_> {
    fn take(&mut self, row: &RawRow) -> ControlFlow<()> {
        let Some(layout) = &self.layout else {
            return match self.header(row) {
                Ok(layout) => {
                    self.rows.cells = vec![Vec::new(); layout.header.len()];
                    self.layout = Some(layout);
                    ControlFlow::Continue(())
                }
                Err(fault) => {
                    self.faults.add(fault);
                    ControlFlow::Break(())
                }
            };
        };
        let place = |column: Option<usize>| Place {
            file: Arc::clone(&self.name),
            row: Some(row.line),
            column: column.map(|at| layout.header.get(at).cloned().unwrap_or_default().into()),
        };
        if let Some((code, column, expected)) = broken(row, layout.header.len()) {
            self.faults.add(Fault::new(place(column), code, None, expected));
            return ControlFlow::Continue(());
        }
        let outcome = row.cell(layout.outcome).trim();
        let is = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(outcome));
        let won = match (is(WON), is(LOST), is(NEITHER)) {
            (true, ..) => true,
            (_, true, _) => false,
            (.., true) => {
                self.rows.not_closed += 1;
                return ControlFlow::Continue(());
            }
            _ => {
                let expected = "won or lost (win, 1, true, yes, 赢, 赢单; lose, 0, false, no, 输, 输单), or an open or dropped deal";
                self.faults.add(Fault::new(
                    place(Some(layout.outcome)),
                    FaultCode::UnknownWord,
                    Some(outcome),
                    expected,
                ));
                return ControlFlow::Continue(());
            }
        };
        if self.rows.won.len() == DEALS_MAX {
            let expected = format!("at most {DEALS_MAX} closed deals");
            self.faults.add(Fault::new(place(None), FaultCode::NumberOutOfRange, None, expected));
            return ControlFlow::Break(());
        }
        self.rows.won.push(won);
        let customer = layout.customer.map(|at| row.cell(at).trim()).filter(|text| !text.is_empty());
        self.rows.customers.push(customer.map(str::to_owned));
        for (at, cells) in self.rows.cells.iter_mut().enumerate() {
            if at != layout.outcome && Some(at) != layout.customer {
                cells.push(row.cell(at).trim().to_owned());
            }
        }
        ControlFlow::Continue(())
    }

    fn header(&self, row: &RawRow) -> Result<TableLayout, Fault> {
        let header: Vec<String> = row.cells().map(|cell| cell.trim().to_owned()).collect();
        let fault = |code, column: &str, expected: String| {
            let place =
                Place { file: Arc::clone(&self.name), row: Some(row.line), column: Some(column.to_owned().into()) };
            Fault::new(place, code, None, expected)
        };
        for (at, name) in header.iter().enumerate() {
            if !name.is_empty() && header[..at].contains(name) {
                return Err(fault(FaultCode::DuplicateColumn, name, "each column once".to_owned()));
            }
        }
        let find = |column: &str| {
            let place = header.iter().position(|name| same(name, column));
            let there =
                || header.iter().filter(|name| !name.is_empty()).take(40).cloned().collect::<Vec<_>>().join(", ");
            place.ok_or_else(|| {
                fault(
                    FaultCode::MissingColumn,
                    column,
                    format!("that column in the header row; there are: {}", there()),
                )
            })
        };
        let outcome = find(&self.options.outcome)?;
        let customer = self.options.customer.as_deref().map(find).transpose()?;
        if customer == Some(outcome) {
            let expected = "another column than that of the outcome".to_owned();
            return Err(fault(FaultCode::DuplicateColumn, &header[outcome], expected));
        }
        Ok(TableLayout { outcome, customer, header })
    }
}

impl Rows {
    fn cases(self, layout: &TableLayout) -> DealTable {
        let mut cases = Cases::default();
        let mut values: Vec<Vec<f64>> = vec![Vec::new(); self.won.len()];
        let mut columns = Vec::with_capacity(layout.header.len());
        for (at, cells) in self.cells.iter().enumerate() {
            let name = &layout.header[at];
            let used = if at == layout.outcome {
                ColumnUse::Outcome
            } else if Some(at) == layout.customer {
                ColumnUse::Customer
            } else {
                column::encode(name, cells, &mut cases.features, &mut values)
            };
            if !name.is_empty() || !matches!(used, ColumnUse::LeftOut(_)) {
                columns.push(UsedColumn { name: name.clone(), used });
            }
        }
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let mut alone = 0;
        let mut numbered = Vec::with_capacity(self.customers.len());
        for customer in &self.customers {
            let next = u32::try_from(numbers.len()).expect("at most a million") + alone;
            numbered.push(match customer {
                Some(name) => *numbers.entry(name).or_insert(next),
                None => {
                    alone += 1;
                    next
                }
            });
        }
        cases.deals = self
            .won
            .into_iter()
            .zip(numbered)
            .zip(values)
            .map(|((won, customer), values)| ClosedDeal { customer, won, values, heuristic: None, cap: None })
            .collect();
        let without_customer = if layout.customer.is_some() { alone } else { 0 };
        DealTable { cases, columns, not_closed: self.not_closed, without_customer }
    }
}

/// How often each word occurs.
fn tally<'a>(words: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let mut tally = BTreeMap::new();
    for word in words {
        *tally.entry(word).or_default() += 1;
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, customer: Option<&str>) -> Result<DealTable, Faults> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deals.csv");
        std::fs::write(&path, text).unwrap();
        read_deals(&TableOptions { path, outcome: "Result".to_owned(), customer: customer.map(str::to_owned) })
    }

    /// Forty deals, of which `cell` makes the cell of the column.
    fn used(cell: impl Fn(usize) -> String) -> (ColumnUse, Vec<String>, Vec<Vec<f64>>) {
        let rows: String =
            (0..40).map(|n| format!("{},{}\n", if n % 3 == 0 { "won" } else { "lost" }, cell(n))).collect();
        let table = read(&format!("result,x\n{rows}"), None).unwrap();
        let names = table.cases.features.into_iter().map(|feature| feature.name).collect();
        (table.columns[1].used.clone(), names, table.cases.deals.into_iter().map(|deal| deal.values).collect())
    }

    #[test]
    fn outcomes_customers_and_columns_are_read_whatever_the_delimiter() {
        for delimiter in [",", ";", "\t"] {
            let text = "kunde|RESULT|amount\nA|Won|10\n\nB|输单|-2.5\nA|1|1e3\n|lost|0\nC|open|7\nC||8\n"
                .replace('|', delimiter);
            let table = read(&text, Some("Kunde")).unwrap();
            let of = |f: &dyn Fn(&ClosedDeal) -> f64| table.cases.deals.iter().map(f).collect::<Vec<f64>>();
            assert_eq!(of(&|deal| f64::from(u8::from(deal.won))), [1.0, 0.0, 1.0, 0.0]);
            assert_eq!(of(&|deal| f64::from(deal.customer)), [0.0, 1.0, 0.0, 2.0]);
            assert_eq!(of(&|deal| deal.values[0]), [10.0, -2.5, 1000.0, 0.0]);
            assert_eq!((table.not_closed, table.without_customer), (2, 1));
        }
    }

    #[test]
    fn a_workbook_and_a_file_in_gb18030_say_what_the_same_text_says() {
        let rows = [["客户", "年限", "Result"], ["甲", "3.5", "赢单"], ["乙", "1", "输单"], ["甲", "", "赢"]];
        let text: String = rows.iter().map(|row| row.join(",") + "\n").collect();
        let expected = read(&text, Some("客户")).unwrap();
        assert_eq!(expected.cases.deals.len(), 3);
        let folder = tempfile::tempdir().unwrap();
        let of = |name: &str| {
            let (path, outcome) = (folder.path().join(name), "result".to_owned());
            read_deals(&TableOptions { path, outcome, customer: Some("客户".to_owned()) }).unwrap()
        };
        std::fs::write(folder.path().join("g.csv"), encoding_rs::GB18030.encode(&text).0).unwrap();
        assert_eq!(of("g.csv"), expected);
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        for (at, row) in (0..).zip(&rows) {
            for (column, cell) in (0..).zip(row) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write_number(at, column, number).unwrap(),
                    Err(_) => sheet.write_string(at, column, *cell).unwrap(),
                };
            }
        }
        workbook.save(folder.path().join("w.xlsx")).unwrap();
        assert_eq!(of("w.xlsx"), expected);
    }

    #[test]
    fn every_bad_row_is_told_with_its_place() {
        let faults = read("a,result\n1,won\n2,maybe\n3\n4,\"lost\"x\n5,lost\n6,vielleicht\n", None).unwrap_err();
        let told: Vec<(FaultCode, Option<u32>)> = faults.first().iter().map(|f| (f.code, f.place.row)).collect();
        assert_eq!(
            told,
            [
                (FaultCode::UnknownWord, Some(3)),
                (FaultCode::RaggedRow, Some(4)),
                (FaultCode::MalformedQuotes, Some(5)),
                (FaultCode::UnknownWord, Some(7)),
            ]
        );
        assert!(faults.first()[0].to_string().contains("row 3, column result: UNKNOWN_WORD \"maybe\""));
    }

    #[test]
    fn a_header_without_the_column_names_those_there_are() {
        let code = |text: &str, customer| {
            let faults = read(text, customer).unwrap_err();
            (faults.first()[0].code, faults.first()[0].to_string())
        };
        let (missing, text) = code("stage,amount\n1,2\n", None);
        assert!(missing == FaultCode::MissingColumn && text.contains("stage, amount"), "{text}");
        assert_eq!(code("result,a,a\nwon,1,2\n", None).0, FaultCode::DuplicateColumn);
        assert_eq!(code("result,a\nwon,1\n", Some("result")).0, FaultCode::DuplicateColumn);
        assert_eq!(code("", None).0, FaultCode::MissingColumn);
        assert_eq!(code("\u{0}\u{ff}", None).0, FaultCode::MissingColumn);
    }

    #[test]
    fn numbers_words_and_gaps_become_features() {
        let (column, names, values) =
            used(|n| if n % 4 == 0 { String::new() } else { format!("{},5", n % 7) }.replace(',', "."));
        assert_eq!(column, ColumnUse::Numbers { missing: 10 });
        assert_eq!(names, ["x", "x (missing)"]);
        let known: Vec<f64> = values.iter().filter(|v| v[1] == 0.0).map(|v| v[0]).collect();
        assert!((values[0][0] - known.iter().sum::<f64>() / 30.0).abs() < 1e-12 && values[0][1] == 1.0);
        let (column, names, values) = used(|n| ["east", "west", "west", "北"][n % 4].to_owned());
        assert_eq!(column, ColumnUse::Words { features: 2, pooled: 0, missing: 0 });
        assert_eq!(names, ["x = east", "x = 北"]);
        assert_eq!((&values[0], &values[1], &values[3]), (&vec![1.0, 0.0], &vec![0.0, 0.0], &vec![0.0, 1.0]));
        let (column, names, _) = used(|n| if n < 36 { format!("w{}", n % 3) } else { format!("rare{n}") });
        assert_eq!(column, ColumnUse::Words { features: 3, pooled: 4, missing: 0 });
        assert_eq!(names.last().unwrap(), "x (other)");
    }

    #[test]
    fn what_tells_rows_apart_or_when_is_left_out() {
        use column::Reason::{Date, Empty, FreeText, Identifier};
        let reason = |cell: &dyn Fn(usize) -> String| used(cell).0;
        assert_eq!(reason(&|_| String::new()), ColumnUse::LeftOut(Empty));
        assert_eq!(reason(&|n| format!("2026-01-{:02}", n % 28 + 1)), ColumnUse::LeftOut(Date));
        assert_eq!(reason(&|n| format!("{}/1/2026 10:30", n % 12 + 1)), ColumnUse::LeftOut(Date));
        assert_eq!(reason(&|n| format!("{}", 1000 + n)), ColumnUse::LeftOut(Identifier));
        assert_eq!(reason(&|n| format!("note {n}")), ColumnUse::LeftOut(FreeText));
        assert_eq!(reason(&|n| format!("{}", (n * 37) % 23)), ColumnUse::Numbers { missing: 0 });
    }
}
