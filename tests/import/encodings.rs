//! Encodings, delimiters, line ends, quotes, folders.

use encoding_rs::GB18030;
use guanxi::domain::Record;
use guanxi::import::ImportOptions;

use crate::world::{World, faults};

/// The names of the people that a file of these bytes brings in.
async fn names(bytes: &[u8]) -> Vec<String> {
    let world = World::new().await;
    let path = world.write(&[("people.csv", bytes)]);
    let outcome = world.import_paths(&[path], &ImportOptions::default()).await;
    assert!(outcome.is_written(), "{outcome}");
    let records = world.records().await;
    records.into_iter().filter_map(|r| if let Record::Person(p) = r { Some(p.name) } else { None }).collect()
}

#[tokio::test]
async fn every_dialect_says_the_same() {
    let plain = "id,name,needs\np1,王芳,\"a, \"\"b\"\"\"\np2,Li,\n";
    let (gb18030, _, _) = GB18030.encode(plain);
    let dialects: [Vec<u8>; 8] = [
        plain.into(),
        format!("\u{feff}{plain}").into(),
        gb18030.into_owned(),
        plain.replace('\n', "\r\n").into(),
        plain.replace('\n', "\r").into(),
        plain.trim_end().into(),
        "id;name;needs\np1;王芳;\"a, \"\"b\"\"\"\np2;Li;\n".into(),
        "id\tname\tneeds\np1\t王芳\t\"a, \"\"b\"\"\"\np2\tLi\t\n".into(),
    ];
    for dialect in dialects {
        assert_eq!(names(&dialect).await, ["王芳", "Li"], "{}", String::from_utf8_lossy(&dialect));
    }
}

#[tokio::test]
async fn four_byte_characters_survive_both_encodings() {
    let plain = "id,name\np1,𠮷田😀\n";
    let (gb18030, _, _) = GB18030.encode(plain);
    assert_eq!(names(plain.as_bytes()).await, ["𠮷田😀"]);
    assert_eq!(names(&gb18030).await, ["𠮷田😀"]);
}

#[tokio::test]
async fn what_is_neither_utf8_nor_gb18030_names_the_byte() {
    let world = World::new().await;
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain("id".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for (bytes, expected) in [
        (&b"id,name\np1,a\xff\n"[..], "UTF-8 or GB18030 text; byte 12 is not UTF-8, and byte 12 is not GB18030"),
        (&utf16, "UTF-8 or GB18030 text; the file is UTF-16"),
    ] {
        let path = world.write(&[("people.csv", bytes)]);
        let outcome = world.import_paths(&[path], &ImportOptions::default()).await;
        assert_eq!(faults(&outcome), [" - UNKNOWN_ENCODING"]);
        assert_eq!(outcome.faults.first()[0].expected, expected);
    }
}

#[tokio::test]
async fn rows_are_told_by_the_line_on_which_they_begin() {
    let world = World::new().await;
    let text = "id,name,needs\np1,a,\"one\ntwo\"\n\np2,,\n";
    assert_eq!(faults(&world.import(&[("people.csv", text)]).await), ["5 name MISSING_VALUE"]);
    let outcome = world.import(&[("people.csv", &text.replace('\n', "\r"))]).await;
    assert_eq!(faults(&outcome), ["5 name MISSING_VALUE"]);
}

#[tokio::test]
async fn paths_are_folders_or_files_and_what_is_neither_is_told() {
    let world = World::new().await;
    let folder = world.write(&[
        ("people.csv", b"id,name\np1,a\n"),
        ("people-2.csv", b"id,name\np2,b\n"),
        ("notes.csv", b"x\n"),
        ("readme.md", b"x\n"),
    ]);
    let outcome = world.import_paths(std::slice::from_ref(&folder), &ImportOptions::default()).await;
    assert_eq!(outcome.files.iter().map(|f| &*f.file).collect::<Vec<_>>(), ["people-2.csv", "people.csv"]);
    assert_eq!(outcome.notices[0], "notes.csv: ignored, its name is none of the format");
    let files = [folder.join("people.csv"), folder.join("people-2.csv")];
    let outcome = world.import_paths(&files, &ImportOptions::default()).await;
    assert!(outcome.is_written() && outcome.files.len() == 2, "{outcome}");
    for (path, expected) in [
        (folder.join("notes.csv"), "a CSV file named after its rows"),
        (folder.join("missing.csv"), "a readable file"),
        (world.write(&[]), "files or sheets named as in the format"),
    ] {
        let outcome = world.import_paths(&[path], &ImportOptions::default()).await;
        assert_eq!(faults(&outcome), [" - UNREADABLE_FILE"]);
        assert!(outcome.to_string().contains(expected), "{outcome}");
    }
}
