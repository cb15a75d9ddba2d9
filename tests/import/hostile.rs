//! Input that means no good, or was damaged on the way.

use std::fmt::Write as _;

use guanxi::import::ImportOptions;

use crate::world::{World, base, check, faults};

#[tokio::test]
async fn names_and_identifiers_that_look_like_others_are_refused() {
    let world = World::new().await;
    let text = "id,name\np1,a\u{202e}b\np2,a\u{0}b\np\u{200f}3,c\n p4,d\np5,e\u{7}f\n";
    let outcome = world.import(&[("people.csv", text)]).await;
    let expected =
        ["2 name BAD_TEXT", "3 name BAD_TEXT", "4 id BAD_IDENTIFIER", "5 id BAD_IDENTIFIER", "6 name BAD_TEXT"];
    assert_eq!(faults(&outcome), expected);
    let told = outcome.to_string();
    assert!(!told.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{told:?}");
}

#[tokio::test]
async fn numbers_beyond_reason_are_refused() {
    let text = "id,name,customer_id,amount\n\
        o2,a,c1,1e400\no3,a,c1,NaN\no4,a,c1,-5\no5,a,c1,1e15\no6,a,c1,inf\no7,a,c1,12345678.9\n";
    let expected = [
        "2 amount NUMBER_OUT_OF_RANGE",
        "3 amount NOT_A_NUMBER",
        "4 amount NUMBER_OUT_OF_RANGE",
        "5 amount NUMBER_OUT_OF_RANGE",
        "6 amount NOT_A_NUMBER",
    ];
    check("opportunities.csv", text, &expected).await;
    let text = "from_id,to_id,at,count\ne1,k1,2024-01-01T00:00:00Z,99999999999999999999\n";
    check("interactions.csv", text, &["2 count NUMBER_OUT_OF_RANGE"]).await;
}

#[tokio::test]
async fn a_cell_of_ten_megabytes_is_refused_and_the_rest_still_checked() {
    let world = World::new().await;
    let text = format!("id,name,needs\np1,a,{}\np2,,x\n", "x".repeat(10 << 20));
    let outcome = world.import(&[("people.csv", &text)]).await;
    assert_eq!(faults(&outcome), ["2 needs CELL_TOO_LONG", "3 name MISSING_VALUE"]);
}

#[tokio::test]
async fn ragged_rows_and_broken_quotes_are_refused() {
    let text = "id,name,phone\np1,a\np2,b,1,2\np3,c,,,,\np4,\"d\"x,1\np5,\"e,1\np6,f,1\n";
    let expected = ["2 - RAGGED_ROW", "3 - RAGGED_ROW", "5 name MALFORMED_QUOTES", "6 name MALFORMED_QUOTES"];
    check("people.csv", text, &expected).await;
}

#[tokio::test]
async fn many_faults_are_counted_and_the_first_hundred_told() {
    let world = World::new().await;
    let mut text = "id,name,kind\n".to_owned();
    for row in 0..20_000 {
        writeln!(text, "c{row},,what").unwrap();
    }
    let outcome = world.import(&[("organizations.csv", &text)]).await;
    assert_eq!((outcome.faults.first().len(), outcome.faults.total()), (100, 40_000));
    assert_eq!(outcome.files[0].rejected, 20_000);
    let told = "... and 39900 more; in all:\n     20000 MISSING_VALUE\n     20000 UNKNOWN_WORD\n";
    assert!(outcome.to_string().contains(told));
}

#[tokio::test]
async fn a_file_that_cannot_be_read_stops_even_a_run_that_skips() {
    let world = base().await;
    let path = world.write(&[("people.csv", b"id,name\np9,ok\n"), ("memberships.csv", b"person_id\nk1\n")]);
    let options = ImportOptions { skip_invalid: true, rejects: world.path("rejects"), ..ImportOptions::default() };
    let outcome = world.import_paths(&[path], &options).await;
    assert!(!outcome.is_written());
    assert_eq!(faults(&outcome), ["1 department_id MISSING_COLUMN"]);
    assert!(!world.path("rejects").exists());
}
