//! How Neo4j goes about each statement: it begins at an index and never reads everything of a kind.

use guanxi::store::{Statement, statements};
use serde_json::Value;

use crate::support::neo4j;

/// Examinations, which read everything of a kind on purpose, and the imports under way and the organizations by name, of which there are few. What the ledger
/// is read with reads everything, too, and so does what a model is fitted to.
const MAY_SCAN: &[&str] = &[
    "check/self_lines",
    "check/people_without_membership",
    "import_run/pending",
    "organization/named",
    "ledger/units",
    "ledger/posts",
    "ledger/opportunities",
    "ledger/roles",
    "ledger/reporting",
    "ledger/support",
    "ledger/assessments",
    "ledger/sellers",
    "snapshot/people",
    "snapshot/influences",
    "snapshot/reporting",
    "snapshot/seats",
    "snapshot/contacts",
    "win_model/signals",
    "suggestion/decided",
    "sharing/joined",
];

/// One step of a plan without the name of the database.
fn operator(step: &Value) -> &str {
    step["operatorType"].as_str().expect("a step has a name").split('@').next().unwrap_or_default()
}

fn steps(plan: &Value) -> Vec<&Value> {
    let below = plan["children"].as_array().into_iter().flatten().flat_map(steps);
    std::iter::once(plan).chain(below).collect()
}

fn leaves(plan: &Value) -> impl Iterator<Item = &str> {
    steps(plan).into_iter().filter(|step| step["children"].as_array().is_none_or(Vec::is_empty)).map(operator)
}

/// What is wrong with a plan, step by step.
fn faults(plan: &Value) -> Vec<String> {
    let finds_few = |leaf: &str| leaf.starts_with("NodeUniqueIndexSeek") || ["Argument", "Unwind"].contains(&leaf);
    steps(plan)
        .into_iter()
        .filter(|step| match operator(step) {
            // Two looked up by id side by side: one row each.
            "CartesianProduct" => !leaves(step).all(finds_few),
            name => name.ends_with("Scan") && !name.ends_with("ContainsScan"),
        })
        .map(|step| format!("{} {}", operator(step), step["Details"]))
        .collect()
}

#[tokio::test]
async fn no_statement_reads_everything_of_a_kind() {
    let server = neo4j::exclusive();
    server.store().await;
    let mut seen = 0;
    for statement in statements::ALL.iter().filter(|statement| !MAY_SCAN.contains(&statement.name)) {
        let plan = server.plan(statement.cypher).await;
        assert_eq!(faults(&plan), [""; 0], "{}: {plan:#}", statement.name);
        seen += 1;
    }
    assert_eq!(seen, statements::ALL.len() - MAY_SCAN.len());
}

#[tokio::test]
async fn a_scan_is_seen_as_a_fault() {
    let server = neo4j::exclusive();
    server.store().await;
    for (cypher, fault) in [
        ("MATCH (n) RETURN n", "AllNodesScan"),
        ("MATCH (p:Person) WHERE p.name = 'x' RETURN p", "NodeByLabelScan"),
        ("MATCH ()-[r:INFLUENCES]->() WHERE r.kind = 'x' RETURN r", "RelationshipTypeScan"),
        ("MATCH (p:Person {email_key: 'x'}), (q:Person {email_key: 'y'}) RETURN p, q", "CartesianProduct"),
    ] {
        let faults = faults(&server.plan(cypher).await);
        assert!(faults.iter().any(|found| found.contains(fault)), "{cypher}: {faults:?}");
    }
}

/// Where the work begins is what keeps a step linear in its rows: everything else is a walk from there.
#[tokio::test]
async fn a_step_begins_at_its_frontier_and_nowhere_else() {
    let server = neo4j::exclusive();
    server.store().await;
    let from_people: [&Statement; 6] = [
        &statements::line::INTO,
        &statements::line::FROM,
        &statements::influence::TO_PEOPLE,
        &statements::membership::OF_PEOPLE,
        &statements::team::VISIBLE_OWNERS,
        &statements::team::MEMBERS,
    ];
    for statement in from_people {
        let plan = server.plan(statement.cypher).await;
        let begins: Vec<&str> = leaves(&plan).filter(|leaf| *leaf != "Argument").collect();
        assert!(!begins.is_empty(), "{}: {plan:#}", statement.name);
        assert!(begins.iter().all(|leaf| *leaf == "NodeUniqueIndexSeek"), "{}: {begins:?}", statement.name);
    }
}

#[tokio::test]
async fn influence_is_written_by_three_look_ups() {
    let server = neo4j::exclusive();
    server.store().await;
    let plan = server.plan(statements::influence::WRITE.cypher).await;
    let names: Vec<&str> = steps(&plan).into_iter().map(operator).collect();
    assert!(names.contains(&"DirectedRelationshipUniqueIndexSeek(Locking)"), "{names:?}");
    assert!(!names.iter().any(|name| name.starts_with("Expand")), "{names:?}");
}
