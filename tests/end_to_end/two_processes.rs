//! Several processes on one embedded file: all read at once, writers take turns, and a server's next answer is new.

use guanxi::demo::KEY_PERSON;
use serde_json::json;

use crate::support::program::Program;
use crate::support::server::Server;

const QUESTION: &str = "query($id: ID!, $text: String!) {
  influencersOf(keyPerson: $id) { dataVersion doors { totalCount nodes { employee { ... on Person { sourceId } } } } }
  search(text: $text) { nodes { ... on Person { sourceId } } }
}";

/// Data version, number of doors, whether the newcomer is one of them, whether the newcomer is found.
async fn seen(server: &Server) -> (i64, u64, bool, bool) {
    let answer = server.ask(QUESTION, json!({ "id": KEY_PERSON, "text": "夏新来" })).await;
    let data = answer.data();
    let doors = &data["influencersOf"]["doors"];
    let is_door = doors["nodes"].as_array().expect("doors").iter().any(|door| door["employee"]["sourceId"] == "new-1");
    let found = data["search"]["nodes"].as_array().expect("nodes").iter().any(|node| node["sourceId"] == "new-1");
    let version = data["influencersOf"]["dataVersion"].as_i64().expect("a number");
    (version, doors["totalCount"].as_u64().expect("a number"), is_door, found)
}

fn newcomer(program: &Program) -> String {
    program.write(
        "newcomer",
        &[
            ("people.csv", "id,name\nnew-1,夏新来\n"),
            ("memberships.csv", "person_id,organization_id\nnew-1,own\n"),
            ("influences.csv", &format!("from_id,to_id,strength\nnew-1,{KEY_PERSON},0.97\n")),
        ],
    )
}

/// The identifier of our own organization in the demonstration.
fn own_organization(program: &Program) -> String {
    let connection = rusqlite::Connection::open(program.store()).expect("a store");
    let own = "SELECT id FROM organization WHERE kind = 'own'";
    connection.query_row(own, [], |row| row.get(0)).expect("our organization")
}

#[tokio::test]
async fn what_another_process_imports_is_in_the_servers_next_answer() {
    let program = Program::with_demo();
    let server = program.serve();
    let (version, doors, is_door, found) = seen(&server).await;
    assert!(!is_door && !found);
    let folder = newcomer(&program);
    let memberships = format!("person_id,organization_id\nnew-1,{}\n", own_organization(&program));
    std::fs::write(program.path("newcomer").join("memberships.csv"), memberships).expect("a file");

    let imported = program.run(&["import", &folder]).done();
    assert!(imported.ends_with(&format!("3 written; data version {}\n", version + 1)), "{imported}");
    assert_eq!(seen(&server).await, (version + 1, doors + 1, true, true));
    let asked = program.run(&["ask", KEY_PERSON]).done();
    assert!(asked.contains(&format!("data version {}", version + 1)) && asked.contains("夏新来"), "{asked}");

    let again = program.run(&["import", &folder]).done();
    assert!(again.ends_with(&format!("nothing changed; data version {}\n", version + 1)), "{again}");
    assert_eq!(seen(&server).await, (version + 1, doors + 1, true, true));
}

#[tokio::test]
async fn a_writer_holds_up_no_reader_and_the_next_writer_waits_for_its_turn() {
    let program = Program::with_demo();
    let server = program.serve();
    let before = seen(&server).await;
    let folder = program.write("in", &[("people.csv", "id,name\nnew-1,夏新来\n")]);

    let writer = rusqlite::Connection::open(program.store()).expect("a store");
    writer.execute_batch("BEGIN IMMEDIATE; DELETE FROM history").expect("nobody else writes");
    let asked = program.run(&["ask", KEY_PERSON]).done();
    assert!(asked.contains("赵磊 ← ask first"), "{asked}");
    assert!(program.run(&["check"]).done().ends_with("the store is in order\n"));
    program.run(&["export", program.path("out").to_str().expect("a readable path")]).done();
    assert_eq!(seen(&server).await, before);
    drop(program.serve());
    let import = program.start(&["import", &folder]);
    assert_eq!(seen(&server).await, before);
    writer.execute_batch("ROLLBACK").expect("the end of its turn");

    let imported = import.wait().done();
    assert!(imported.ends_with(&format!("1 written; data version {}\n", before.0 + 1)), "{imported}");
    let after = seen(&server).await;
    assert!(after.0 == before.0 + 1 && after.3, "{after:?}");
}

#[tokio::test]
async fn a_writer_that_does_not_end_is_told_and_not_waited_for_without_end() {
    let program = Program::with_demo();
    let folder = program.write("in", &[("people.csv", "id,name\nnew-1,夏新来\n")]);
    let writer = rusqlite::Connection::open(program.store()).expect("a store");
    writer.execute_batch("BEGIN IMMEDIATE").expect("nobody else writes");
    let told = program.run(&["import", &folder]).failed(1);
    assert!(told.stderr.contains("locked"), "{told:?}");
    writer.execute_batch("ROLLBACK").expect("the end of its turn");
    assert!(program.run(&["import", &folder]).done().ends_with("1 written; data version 2\n"));
}
