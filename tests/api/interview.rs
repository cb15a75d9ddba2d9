//! What an interview check must not do: write anything, or tell of what the viewer may not see.

use std::fs;

use guanxi::domain::{Id, Role, Viewer};
use serde_json::{Value, json};

use crate::decision::chains_without;
use crate::world::World;

const FACTS: &str = "{ organizations { nodes { sourceId name } } search(text: \"new\") { nodes { __typename } } \
                     influencersOf(keyPerson: \"k-wang\") { dataVersion } }";

async fn checked(world: &World, viewer: &str) -> Value {
    let folder = World::folder("cases");
    let variables = fs::read_to_string(folder.join("interview.variables.json")).unwrap();
    let variables: Value = serde_json::from_str(&variables).unwrap();
    // The first operation of the case, with the fragments behind all of them.
    let case = fs::read_to_string(folder.join("interview.graphql")).unwrap();
    let operation = &case[case.find("query Claimed").unwrap()..case.find("query AsOf").unwrap()];
    let query = format!("{operation}{}", &case[case.find("fragment ").unwrap()..]);
    let viewer = Viewer { person: Id::new(viewer).unwrap(), role: Role::Rep };
    let answer = world.ask(&viewer, &json!({ "query": query, "variables": variables })).await;
    assert!(answer["errors"].is_null(), "{answer}");
    answer["data"]["interviewCheck"]["comparison"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claimed_map_is_never_written() {
    let world = World::embedded_of(&World::with_chains()).await;
    let viewer = Viewer { person: Id::new("u-li").unwrap(), role: Role::Admin };
    let before = world.ask(&viewer, &json!({ "query": FACTS })).await;
    assert_eq!(before["data"]["influencersOf"]["dataVersion"], 1, "{before}");
    let counts = world.counts().await;
    let first = checked(&world, "u-li").await;
    assert_eq!(first["newPeople"].as_array().map(Vec::len), Some(1));
    assert_eq!(checked(&world, "u-li").await, first);
    assert_eq!(world.ask(&viewer, &json!({ "query": FACTS })).await, before);
    assert_eq!(world.counts().await, counts);
}

#[tokio::test(flavor = "multi_thread")]
async fn private_facts_of_colleagues_do_not_change_an_interview_check() {
    let private = |owner: &str, cell: &dyn Fn(&str) -> String| cell("visibility") == "private" && cell(owner) != "u-li";
    let (_kept, folders) = chains_without(|name, cell| match name {
        "influences.csv" => private("owner_id", &|column| cell(column)),
        "assessments.csv" => private("by_id", &|column| cell(column)),
        _ => false,
    });
    let (whole, without) = (World::embedded_of(&World::with_chains()).await, World::embedded_of(&folders).await);
    assert_eq!(checked(&whole, "u-li").await, checked(&without, "u-li").await);
    assert_ne!(checked(&whole, "u-fin").await, checked(&without, "u-fin").await, "the owner sees more");
}
