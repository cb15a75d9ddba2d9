//! One command at a time: what it prints, what it leaves, and its exit code.

use guanxi::demo::{KEY_PERSON, VIEWER};
use guanxi::domain::instant_text;
use serde_json::{Value, json};

use crate::support::program::{Program, contents};

/// The query whose answer `ask --json` prints.
const ASK: &str = include_str!("../../src/cli/ask.graphql");

#[test]
fn the_demonstration_is_loaded_once_and_in_order() {
    let program = Program::new();
    let loaded = program.run(&["demo"]).done();
    assert!(loaded.contains("person: 736 added, 0 unchanged"), "{loaded}");
    let again = program.run(&["demo"]).done();
    assert!(again.contains("person: 0 added, 736 unchanged"), "{again}");
    let checked = program.run(&["check"]).done();
    assert!(checked.contains("person: 736\n") && checked.ends_with("the store is in order\n"), "{checked}");
}

#[test]
fn ranked_doors_are_printed_with_their_evidence() {
    let answer = Program::with_demo().run(&["ask", "王芳"]).done();
    assert!(answer.starts_with(&format!("王芳 ({KEY_PERSON})  as of ")), "{answer}");
    assert!(answer.contains("of our people have a way to this person."), "{answer}");
    let at = |text: &str| answer.find(text).unwrap_or_else(|| panic!("{text:?} is missing in\n{answer}"));
    let ranked = [
        " 1    赵磊 ← ask first ",
        " 2    someone in 会计部1组 ",
        " 3    Emily Carter ",
        " 4    林建国 ",
        " 5    孙浩 ",
    ];
    assert!(ranked.map(at).is_sorted(), "{answer}");
    assert!(!answer.contains("何静"), "a blind line does not name its colleague:\n{answer}");
    at("1.1 赵磊 can move 王芳: ");
    at("      赵磊 → 王芳: 二期规划联合组 [crm]");
    at("刘洋 → 赵磊 (");
    at("Not shown: ");
    at("By department:");
}

#[test]
fn who_is_meant_and_what_is_wrong_is_told_by_exit_codes() {
    let program = Program::with_demo();
    let several = program.run(&["ask", "张伟"]).failed(1);
    assert!(several.stderr.contains("may mean 2 people"), "{several:?}");
    for candidate in ["con-0000036  张伟", "emp-0000092  张伟"] {
        assert!(several.stderr.contains(candidate), "{several:?}");
    }
    assert_eq!(several.stdout, "", "standard output is for answers");
    let nobody = program.run(&["ask", "nobody of this name"]).failed(1);
    assert!(nobody.stderr.contains("nobody is called"), "{nobody:?}");
    let ours = program.run(&["ask", VIEWER]).failed(1);
    assert!(ours.stderr.contains("BAD_INPUT") && ours.stderr.contains("works for us"), "{ours:?}");
    for wrong in [
        &["ask"][..],
        &["ask", "王芳", "--from", "mars"],
        &["ask", "王芳", "--as-of", "yesterday"],
        &["ask", "王芳", "--language", "fr"],
        &["ask", "王芳", "--first", "0"],
        &["import"],
        &["import", "x", "--visibility", "everyone"],
        &["sing"],
        &[],
    ] {
        let told = program.run(wrong);
        assert_eq!(told.code, Some(2), "{wrong:?}: {told:?}");
    }
}

#[tokio::test]
async fn the_command_line_and_the_api_give_the_same_answer() {
    let program = Program::with_demo();
    let server = program.serve();
    let now = instant_text(jiff::Timestamp::now());
    for (viewpoint, kind) in [("our-company", "OUR_COMPANY"), ("me", "ME"), ("my-team", "MY_TEAM")] {
        let arguments =
            ["ask", KEY_PERSON, "--json", "--as-of", &now, "--from", viewpoint, "--first", "7", "--routes", "2"];
        let printed = program.run(&arguments).done();
        let printed: Value = serde_json::from_str(&printed).expect("JSON");
        let variables = json!({
            "keyPerson": KEY_PERSON,
            "viewpoint": { "kind": kind },
            "asOf": now,
            "limits": { "routesPerDoor": 2 },
            "first": 7,
        });
        let answer = server.ask(ASK, variables).await;
        let answer = &answer.data()["influencersOf"];
        assert_eq!(printed["knowledge"], "KNOWN");
        assert!(printed["doors"]["nodes"].as_array().is_some_and(|doors| !doors.is_empty()), "{printed}");
        let fields = printed.as_object().expect("an object");
        assert_eq!(fields.len(), answer.as_object().expect("an object").len());
        // A command asks the store; a server may have the same from its snapshot.
        for (field, value) in fields.iter().filter(|(field, _)| *field != "source") {
            assert_eq!(*value, answer[field], "{viewpoint}: {field}");
        }
    }
}

#[test]
fn an_export_imported_elsewhere_exports_the_same_bytes() {
    for name in ["out", "out.xlsx"] {
        let (here, there) = (Program::with_demo(), Program::new());
        let out = here.path(name);
        let out = out.to_str().expect("a readable path");
        let exported = here.run(&["export", out]).done();
        assert!(exported.contains("person: 736"), "{exported}");
        let imported = there.run(&["import", out]).done();
        assert!(imported.contains("736 added, 0 changed, 0 ended, 0 unchanged, 0 rejected"), "{imported}");
        let back = there.path(name);
        there.run(&["export", back.to_str().expect("a readable path")]).done();
        if name == "out" {
            let files = contents(&here.path(name));
            assert_eq!(files.len(), 13);
            assert!(files == contents(&back), "other bytes");
        } else {
            let read = |path| std::fs::read(path).expect("a workbook");
            assert!(read(here.path(name)) == read(back), "other bytes");
        }
        let again = there.run(&["import", out]).done();
        assert!(again.ends_with("nothing changed; data version 1\n"), "{again}");
        let taken = there.run(&["export", there.path(name).to_str().expect("a readable path")]).failed(1);
        assert!(taken.stderr.contains(name), "{taken:?}");
    }
}

#[test]
fn an_import_with_faults_tells_each_and_writes_nothing() {
    let program = Program::new();
    let folder = program.write(
        "bad",
        &[
            ("organizations.csv", "id,name,kind\nown,Our Company,own\nc1,Customer,customer\n"),
            ("people.csv", "id,name\ne1,Ann\ne2,Bo\nk1,王芳\nk2,a\u{202e}b\n"),
            ("memberships.csv", "person_id,organization_id,from\ne1,own,2020-02-30\ne2,own,\nk1,c9,\n"),
            ("reporting.csv", "person_id,manager_id\ne1,e2\ne2,e1\n"),
            ("influences.csv", "from_id,to_id,strength\ne1,k1,1.5\ne1,e1,0.5\ne2,k1,NaN\ne2,k1,0\n"),
        ],
    );
    let told = program.run(&["import", &folder]).failed(1);
    for fault in [
        "people.csv, row 5, column name: BAD_TEXT \"a\\u{202e}b\"; expected ",
        "memberships.csv, row 2, column from: UNREADABLE_DATE \"2020-02-30\"; expected ",
        "memberships.csv, row 4, column organization_id: UNKNOWN_REFERENCE \"c9\"; expected ",
        "influences.csv, row 2, column strength: NUMBER_OUT_OF_RANGE \"1.5\"; expected ",
        "influences.csv, row 4, column strength: NOT_A_NUMBER \"NaN\"; expected ",
        "influences.csv, row 5, column strength: NUMBER_OUT_OF_RANGE \"0\"; expected ",
    ] {
        let line = told.stdout.lines().find(|line| line.starts_with(fault));
        assert!(line.is_some_and(|line| line.len() > fault.len()), "{fault} is missing in\n{}", told.stdout);
    }
    for code in ["SELF_LINE \"e1\"", "REPORTING_CIRCLE"] {
        assert!(told.stdout.contains(code), "{code} is missing in\n{}", told.stdout);
    }
    assert!(told.stdout.ends_with("nothing was written\n"), "{}", told.stdout);
    let checked = program.run(&["check"]).done();
    assert!(checked.contains("note: the store is empty\n"), "{checked}");
}

#[test]
fn a_file_that_is_no_store_is_refused_and_stays_as_it_is() {
    let foreign = {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("other.db");
        let connection = rusqlite::Connection::open(&file).expect("a database");
        connection
            .execute_batch("CREATE TABLE accounts (id TEXT); INSERT INTO accounts VALUES ('x')")
            .expect("a table");
        connection.close().expect("closed");
        std::fs::read(&file).expect("bytes")
    };
    let whole = std::fs::read(Program::with_demo().store()).expect("bytes");
    for (what, bytes, reason) in [
        ("another program's database", &foreign[..], "another program"),
        ("a text", b"these are my notes, please keep them", "not an SQLite file"),
        ("a store cut in the middle", &whole[..whole.len() / 2], "is cut short"),
        ("a store cut inside a page", &whole[..whole.len() - 100], "is cut short"),
        ("the beginning of a store", &whole[..50], "not an SQLite file"),
    ] {
        let program = Program::new();
        std::fs::create_dir(program.path("data")).expect("a folder");
        std::fs::write(program.store(), bytes).expect("a file");
        let folder = program.write("in", &[("people.csv", "id,name\np1,Ann\n")]);
        let out = program.path("out");
        for command in [
            &["check"][..],
            &["check", "--apply"],
            &["serve"],
            &["serve", "--demo"],
            &["demo"],
            &["ask", "王芳"],
            &["import", &folder],
            &["export", out.to_str().expect("a readable path")],
        ] {
            let told = program.run(command).failed(1);
            assert!(told.stderr.contains(reason) && told.stderr.contains("guanxi.db"), "{what}, {command:?}: {told:?}");
            let left = contents(&program.path("data"));
            assert!(left == [("guanxi.db".to_owned(), bytes.to_vec())], "{what}, {command:?}: it was touched");
        }
    }
}
