//! XLSX: sheets in English and Chinese, typed cells, damaged files.

use std::fs;
use std::path::Path;

use guanxi::domain::Record;
use guanxi::import::ImportOptions;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

use crate::world::{World, faults, tally};

fn write_texts(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            sheet.write(row, column, *cell).unwrap();
        }
    }
}

/// A workbook as people make them: Chinese sheets, numbers for identifiers, dates as dates, blank rows.
fn write_workbook(path: &Path) {
    let mut workbook = Workbook::new();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let instant = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    let sheet = workbook.add_worksheet().set_name("人员").unwrap();
    write_texts(sheet, &[&["id", "姓名", "phone"], &["", "王芳"], &[], &["", "=Li"]]);
    sheet.write(1, 0, 1001).unwrap();
    sheet.write(1, 2, 13_800_000_000_f64).unwrap();
    sheet.write(3, 0, 1002).unwrap();
    let sheet = workbook.add_worksheet().set_name("organizations").unwrap();
    write_texts(sheet, &[&["id", "name", "kind"], &["c1", "Customer", "customer"]]);
    let sheet = workbook.add_worksheet().set_name("任职").unwrap();
    write_texts(sheet, &[&["person_id", "organization_id", "职级", "from"], &["", "c1"]]);
    sheet.write(1, 0, 1001).unwrap();
    sheet.write(1, 2, 2).unwrap();
    sheet.write_with_format(1, 3, ExcelDateTime::from_ymd(2024, 2, 29).unwrap(), &day).unwrap();
    let sheet = workbook.add_worksheet().set_name("interactions").unwrap();
    write_texts(sheet, &[&["from_id", "to_id", "at"]]);
    let at = ExcelDateTime::from_ymd(2024, 2, 29).unwrap().and_hms(9, 30, 0).unwrap();
    for (row, at) in [(1, at), (2, ExcelDateTime::from_ymd(2024, 3, 1).unwrap())] {
        sheet.write(row, 0, 1001).unwrap();
        sheet.write(row, 1, 1002).unwrap();
        sheet.write_with_format(row, 2, &at, &instant).unwrap();
    }
    workbook.add_worksheet().set_name("notes").unwrap();
    workbook.save(path).unwrap();
}

#[tokio::test]
async fn a_workbook_is_a_folder_of_sheets() {
    let world = World::new().await;
    let path = world.path("book.xlsx");
    write_workbook(&path);
    let outcome = world.import_paths(std::slice::from_ref(&path), &ImportOptions::default()).await;
    assert!(outcome.is_written(), "{outcome}");
    let name = |sheet: &str| format!("{}[{sheet}]", path.display());
    assert_eq!(outcome.notices[0], format!("{}: ignored, its name is none of the format", name("notes")));
    let files: Vec<String> = outcome.files.iter().map(|f| f.file.to_string()).collect();
    assert_eq!(files, ["organizations", "人员", "任职", "interactions"].map(name));
    assert_eq!(outcome.files.iter().map(|f| tally(f)[1]).collect::<Vec<_>>(), [1, 2, 1, 2]);
    let mut told = Vec::new();
    for record in world.records().await {
        match record {
            Record::Person(p) => told.push(format!("{} {} {:?}", p.id, p.name, p.phone)),
            Record::Membership(m) => told.push(format!("{:?} {:?}", m.level, m.period.from().map(|d| d.to_string()))),
            Record::Interaction(i) => told.push(i.at.to_string()),
            _ => {}
        }
    }
    told.sort();
    let expected = [
        "1001 王芳 Some(\"13800000000\")",
        "1002 =Li None",
        "2024-02-29T09:30:00Z",
        "2024-03-01T00:00:00Z",
        "Some(2) Some(\"2024-02-29\")",
    ];
    assert_eq!(told, expected);
}

#[tokio::test]
async fn rows_of_a_sheet_are_told_as_the_spreadsheet_numbers_them() {
    let world = World::new().await;
    let path = world.path("book.xlsx");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("people").unwrap();
    write_texts(sheet, &[&["id", "name"], &[], &[], &[], &["p1"], &["p2", "x"]]);
    sheet.write(5, 9, "beyond").unwrap();
    sheet.write_blank(5, 5000, &Format::new().set_bold()).unwrap();
    workbook.save(&path).unwrap();
    let outcome = world.import_paths(&[path], &ImportOptions::default()).await;
    assert_eq!(faults(&outcome), ["5 name MISSING_VALUE", "6 - RAGGED_ROW"]);
}

#[tokio::test]
async fn a_damaged_workbook_is_told() {
    let world = World::new().await;
    let path = world.path("book.xlsx");
    write_workbook(&path);
    let whole = fs::read(&path).unwrap();
    for damaged in [&whole[..whole.len() / 2], &whole[..10], b"", b"id,name\n"] {
        fs::write(&path, damaged).unwrap();
        let outcome = world.import_paths(std::slice::from_ref(&path), &ImportOptions::default()).await;
        assert_eq!(faults(&outcome), [" - UNREADABLE_FILE"], "{outcome}");
        assert!(!outcome.is_written());
    }
    // One byte, anywhere: whatever it hits, nothing panics and nothing is half written.
    for at in (0..whole.len()).step_by(211) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x55;
        fs::write(&path, &damaged).unwrap();
        let outcome = world.import_paths(std::slice::from_ref(&path), &ImportOptions::default()).await;
        assert!(outcome.is_written() || !outcome.faults.is_empty(), "{outcome}");
    }
}
