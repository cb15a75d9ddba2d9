//! A list costs one statement for each of its fields, however long it is.

use std::sync::Arc;

use guanxi::domain::{Id, Role, Viewer};
use serde_json::json;

use crate::interposed::{Interposed, Noted};
use crate::world::World;

const QUERY: &str = "query List($department: ID!) {
  lookup(kind: DEPARTMENT, sourceId: $department) { ... on Department { members(first: 40) { totalCount nodes {
    organization { name }
    person { name isEmployee manager { name } reports(first: 5) { nodes { name } }
      memberships(all: true, first: 5) { nodes { title department { name } } }
      influences(first: 5) { nodes { to { name } } } influencedBy(first: 5) { nodes { strength } }
      decisionRoles(first: 5) { nodes { opportunity { name customer { name } signals(first: 5) { nodes { value } } } } }
      targets(first: 5) { nodes { amount } } endorsements(first: 5) { nodes { evidence } }
      assessments(first: 5) { nodes { level vendor { name } } }
      opportunities(first: 5) { nodes { name } } } } } } } }";

async fn statements_of(world: &World, counted: &Noted, department: &str) -> (u64, Vec<&'static str>) {
    counted.lock().unwrap().clear();
    let viewer = Viewer { person: Id::new("u-li").unwrap(), role: Role::Rep };
    let request = json!({ "query": QUERY, "variables": { "department": department } });
    let answer = world.ask(&viewer, &request).await;
    assert_eq!(answer.get("errors"), None, "{answer}");
    let members = answer["data"]["lookup"]["members"]["totalCount"].as_u64().unwrap();
    let mut names = std::mem::take(&mut *counted.lock().unwrap());
    names.sort_unstable();
    (members, names)
}

/// On one thread, so that everything a level asks for is there before the batch leaves; on several it may leave in two.
#[tokio::test]
async fn a_longer_list_costs_no_more_statements() {
    let counted = Noted::default();
    let counting = Arc::clone(&counted);
    let world = World::embedded_with(|inner| Interposed::noting_in(&inner, &counting)).await;
    // Three people who have everything, and thirty-one of whom one has a line.
    let (few, for_few) = statements_of(&world, &counted, "d-it").await;
    let (many, for_many) = statements_of(&world, &counted, "d-eng").await;
    assert_eq!((few, many), (3, 31));
    let asked = |names: &[&str], name: &str| names.iter().filter(|n| **n == name).count();
    for name in &for_many {
        assert!(asked(&for_many, name) <= asked(&for_few, name), "{name}: {for_few:?} {for_many:?}");
    }
    for name in [
        "assessment/of_people",
        "decision_role/of_people",
        "endorsement/of_people",
        "influence/to_people",
        "reporting/of_managers",
        "target/of_people",
    ] {
        assert_eq!((asked(&for_few, name), asked(&for_many, name)), (1, 1), "{name}");
    }
}
