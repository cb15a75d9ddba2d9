//! One step of a question: every source of lines, in both directions.

use super::*;

const DAY: &str = "2026-06-01";

/// One step at the usual day from these people.
fn step(frontier: &[&str]) -> Params {
    step_as_of(frontier, Some("2026-06-01T23:59:59.999Z"), "0000-01-01")
}

fn step_as_of(frontier: &[&str], as_of: Option<&'static str>, since_day: &'static str) -> Params {
    Params::new()
        .with("frontier", frontier.to_vec())
        .with("as_of", as_of)
        .with("day", DAY)
        .with("own", "own")
        .with("department_members_max", 3)
        .with("since_day", since_day)
}

/// The lines of one source, in words.
async fn lines(scratch: &Scratch, statement: &'static Statement, params: Params, source: &str) -> Vec<String> {
    let rows: Vec<Row> = scratch.run(statement, params).await;
    let rows: Vec<Row> = rows.into_iter().filter(|row| cell(row, "source") == &Value::from(source)).collect();
    let prefix = format!("source={source} ");
    shown(&rows).into_iter().map(|line| line.replace(&prefix, "")).collect()
}

async fn into(scratch: &Scratch, frontier: &[&str], source: &str) -> Vec<String> {
    lines(scratch, &all::line::INTO, step(frontier), source).await
}

async fn from(scratch: &Scratch, frontier: &[&str], source: &str) -> Vec<String> {
    lines(scratch, &all::line::FROM, step(frontier), source).await
}

async fn write(scratch: &Scratch, statement: &'static Statement, rows: RowBatch) {
    scratch.write(statement, rows).await.unwrap();
}

#[tokio::test]
async fn influence_lines_that_are_true_at_the_moment() {
    let scratch = small_world().await;
    write(&scratch, &all::person::WRITE, people_in_full(&["a A - - - blind - - - a"])).await;
    write(
        &scratch,
        &all::membership::WRITE,
        memberships(&["m1 a - own - - 2020-01-01 -", "m2 b - own - - - 2026-06-01"]),
    )
    .await;
    let rows = influences(&[
        "i1 a k deep - support alumni crm dinner 2026-01-01T00:00:00.000Z - blind a",
        "i2 b k - 0.25 conflict - - - - - company -",
        "ended b k weak - support - - - - 2026-06-01T23:59:59.999Z company -",
        "later b k weak - support - - - 2026-06-02T00:00:00.000Z - company -",
        "other b l weak - support - - - - - company -",
    ]);
    write(&scratch, &all::influence::WRITE, rows).await;
    let a = "from_id=a to_id=k line_id=i1 level=deep polarity=support kind=alumni note=dinner origin=crm \
             observed_at=2026-01-01T00:00:00.000Z visibility=blind owner_id=a";
    let b = "from_id=b to_id=k line_id=i2 strength=Float(0.25) polarity=conflict visibility=company";
    assert_eq!(
        into(&scratch, &["k"], "influence").await,
        [format!("{a} from_own=Bool(true) from_consent=blind"), format!("{b} from_own=Bool(false)")]
    );
    assert_eq!(from(&scratch, &["a"], "influence").await, [format!("{a} to_own=Bool(false) from_consent=blind")]);
    // Asked twice for one person, or for somebody nobody knows, the answer is the same.
    assert_eq!(into(&scratch, &["k", "k", "nobody"], "influence").await.len(), 2);
    let of_all_times = step_as_of(&["k"], None, "0000-01-01");
    assert_eq!(lines(&scratch, &all::line::INTO, of_all_times, "influence").await.len(), 4);
}

#[tokio::test]
async fn reporting_lines_go_both_ways() {
    let scratch = small_world().await;
    write(&scratch, &all::opportunity::WRITE, opportunities(&["o1 Deal cust - - - - - - - - deal"])).await;
    let rows = reporting(&[
        "r1 k l customer 2026-06-01 2026-06-02",
        "r2 m k customer - -",
        "r3 m k o1 - -",
        "past k m customer - 2026-06-01",
    ]);
    write(&scratch, &all::reporting::WRITE, rows).await;
    assert_eq!(
        into(&scratch, &["k"], "reporting").await,
        [
            "from_id=l to_id=k line_id=r1 kind=to_report from_own=Bool(false)",
            "from_id=m to_id=k line_id=r2 kind=to_manager from_own=Bool(false)",
        ]
    );
    assert_eq!(
        from(&scratch, &["k"], "reporting").await,
        [
            "from_id=k to_id=l line_id=r1 kind=to_manager to_own=Bool(false)",
            "from_id=k to_id=m line_id=r2 kind=to_report to_own=Bool(false)",
        ]
    );
}

#[tokio::test]
async fn colleagues_of_a_small_department() {
    let scratch = small_world().await;
    let rows = memberships(&[
        // it: k (twice), l, and m no longer: two people at the day.
        "m1 k it cust - - - -",
        "m2 k it cust - - 2020-01-01 -",
        "m3 l it cust - - - 2026-06-02",
        "m4 m it cust - - - 2026-06-01",
        // A department below is another department, a board no unit.
        "m5 b net cust - - - -",
        "m6 a board cust - - - -",
        "m7 k board cust - - - -",
    ]);
    write(&scratch, &all::membership::WRITE, rows).await;
    let found = ["from_id=l to_id=k kind=unit note=IT origin=it from_own=Bool(false)"];
    assert_eq!(into(&scratch, &["k"], "department").await, found);
    assert_eq!(into(&scratch, &["m"], "department").await, [""; 0]);
    let found = ["from_id=k to_id=l kind=unit note=IT origin=it to_own=Bool(false)"];
    assert_eq!(from(&scratch, &["k"], "department").await, found);
    // Both in the frontier: one line each way.
    assert_eq!(into(&scratch, &["k", "l"], "department").await.len(), 2);
    // The limit is on people, and one more is too many.
    write(&scratch, &all::membership::WRITE, memberships(&["m8 a it cust - - - -"])).await;
    assert_eq!(into(&scratch, &["k"], "department").await.len(), 2);
    write(&scratch, &all::membership::WRITE, memberships(&["m9 b it cust - - - -"])).await;
    assert_eq!(into(&scratch, &["k"], "department").await, [""; 0]);
}

#[tokio::test]
async fn shared_seats_count_their_latest_overlap() {
    let scratch = small_world().await;
    let rows = memberships(&[
        "m1 k board cust - - 2020-01-01 2022-01-01",
        "m2 k board cust - - 2024-01-01 -",
        // l: overlaps both, the later one until l left.
        "m3 l board cust - - 2019-01-01 2025-03-01",
        // m: still sits.
        "m4 m board cust - - - -",
        // a: came the day k left, gone the day k came back: never together.
        "m5 a board cust - - 2022-01-01 2024-01-01",
        // b: will come.
        "m6 b board cust - - 2026-06-02 -",
    ]);
    write(&scratch, &all::membership::WRITE, rows).await;
    let board = "kind=board note=Board origin=board from_own=Bool(false)";
    assert_eq!(
        into(&scratch, &["k"], "board").await,
        [format!("from_id=l to_id=k {board} overlap_end=2025-03-01"), format!("from_id=m to_id=k {board}")]
    );
    // Between l and m what ended for one has ended, whatever the other does.
    let board = "kind=board note=Board origin=board to_own=Bool(false)";
    assert_eq!(
        from(&scratch, &["l"], "board").await,
        [
            format!("from_id=l to_id=a {board} overlap_end=2024-01-01"),
            format!("from_id=l to_id=k {board} overlap_end=2025-03-01"),
            format!("from_id=l to_id=m {board} overlap_end=2025-03-01"),
        ]
    );
    // An end after the day has not come yet.
    let scratch = small_world().await;
    let rows = memberships(&["m1 k board cust - - - 2026-06-02", "m2 l board cust - - - -"]);
    write(&scratch, &all::membership::WRITE, rows).await;
    let board = "kind=board note=Board origin=board from_own=Bool(false)";
    assert_eq!(into(&scratch, &["k"], "board").await, [format!("from_id=l to_id=k {board}")]);
}

#[tokio::test]
async fn contacts_are_summed_by_day_kind_and_direction() {
    let scratch = small_world().await;
    let rows = interactions(&[
        "c1 a k 2026-05-01T08:00:00.000Z 2026-05-01 mail 2 no",
        "c2 a k 2026-05-01T09:00:00.000Z 2026-05-01 mail 3 no",
        "c3 a k 2026-05-01T09:00:00.000Z 2026-05-01 call 1 no",
        "c4 k a 2026-05-01T09:00:00.000Z 2026-05-01 mail 1 no",
        "c5 a k 2026-04-01T09:00:00.000Z 2026-04-01 mail 1 no",
        "late a k 2026-06-02T00:00:00.000Z 2026-06-02 mail 9 no",
        "self k k 2026-05-01T09:00:00.000Z 2026-05-01 mail 9 no",
    ]);
    write(&scratch, &all::interaction::WRITE, rows).await;
    let line = |kind: &str, contact: &str, day: &str, contacts: i64| {
        format!(
            "from_id=a to_id=k kind={kind} from_own=Bool(false) contact_kind={contact} contact_day={day} \
             contacts=Int({contacts})"
        )
    };
    assert_eq!(
        into(&scratch, &["k"], "contact").await,
        [
            line("in", "call", "2026-05-01", 1),
            line("in", "mail", "2026-04-01", 1),
            line("in", "mail", "2026-05-01", 5),
            line("out", "mail", "2026-05-01", 1),
        ]
    );
    let recent = step_as_of(&["a"], None, "2026-05-01");
    let line = |kind: &str, contact: &str, day: &str, contacts: i64| {
        line(kind, contact, day, contacts).replace("from_own", "to_own")
    };
    assert_eq!(
        lines(&scratch, &all::line::FROM, recent, "contact").await,
        [
            line("in", "mail", "2026-05-01", 1),
            line("out", "call", "2026-05-01", 1),
            line("out", "mail", "2026-05-01", 5),
            line("out", "mail", "2026-06-02", 9),
        ]
    );
}
