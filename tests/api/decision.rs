//! Decision chains as wholes: what they cost, that the past is the past, and that hidden facts change nothing.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use guanxi::domain::{Id, Role, Viewer};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::interposed::{Interposed, Noted};
use crate::world::World;

const QUERY: &str = "query Chain($opportunity: ID!, $asOf: DateTime) {
  lookup(kind: OPPORTUNITY, sourceId: $opportunity) { ... on Opportunity {
    decisionChain(asOf: $asOf) {
      members { person { sourceId name } role decisionWeight pageRank veto approve stanceValue left nFresh
        degrees { dimension level at evidence ageDays } }
      averages { dimension mean nKnown nTotal band polarised }
      scores { vendor { sourceId } score }
      status statusReason missingRoles
      alerts { kind share members { person { sourceId } } }
      completeness { value } insight { rate nFresh nKnown nTotal }
      reporting { id } influence { from { sourceId } to { sourceId } strength } conflicts { from { sourceId } to { sourceId } }
      notes { kind count }
    }
    knows(asOf: $asOf) { kind state source } haves(asOf: $asOf) { kind state } dealSignals(asOf: $asOf) { state }
    winProbability(asOf: $asOf) { probability raw insight prior caps { kind limit } vendors { z } }
    bestChanges(first: 100, asOf: $asOf) { kind member { person { name } } towards { name } dimension probability low high
      enablers { probability employee { ... on Person { name } ... on MaskedColleague { department { sourceId } } }
        department { sourceId name } route { steps { from { ... on Person { name } } strength } } } }
  } } }";

fn viewer(person: &str) -> Viewer {
    Viewer { person: Id::new(person).unwrap(), role: Role::Rep }
}

async fn chain_of(world: &World, person: &str, opportunity: &str, as_of: Option<&str>) -> Value {
    let variables = json!({ "opportunity": opportunity, "asOf": as_of });
    let answer = world.ask(&viewer(person), &json!({ "query": QUERY, "variables": variables })).await;
    assert_eq!(answer.get("errors"), None, "{answer}");
    let chain = answer["data"]["lookup"].clone();
    assert!(!chain["decisionChain"]["members"].as_array().unwrap().is_empty(), "{chain}");
    chain
}

/// The folder `chains` without the rows of some files that a rule leaves out; rows by the names of their columns.
pub fn chains_without(out: impl Fn(&str, &dyn Fn(&str) -> String) -> bool) -> (TempDir, [PathBuf; 2]) {
    let folder = tempfile::tempdir().unwrap();
    let mut left_out = 0;
    for entry in std::fs::read_dir(World::folder("chains")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let mut reader = csv::Reader::from_path(&path).unwrap();
        let header = reader.headers().unwrap().clone();
        let mut writer = csv::Writer::from_path(folder.path().join(&name)).unwrap();
        writer.write_record(&header).unwrap();
        for row in reader.records() {
            let row = row.unwrap();
            let cell = |column: &str| {
                let at = header.iter().position(|c| c == column).unwrap_or_else(|| panic!("{name} has no {column}"));
                row[at].to_owned()
            };
            if out(&name, &cell) {
                left_out += 1;
            } else {
                writer.write_record(&row).unwrap();
            }
        }
        writer.flush().unwrap();
    }
    assert!(left_out > 0, "nothing was left out");
    let folders = [World::folder("data"), Path::to_path_buf(folder.path())];
    (folder, folders)
}

/// The folder `chains` as it was at the end of a day: without what is dated later.
pub fn chains_until(day: &str) -> (TempDir, [PathBuf; 2]) {
    let after = |text: String| !text.is_empty() && text[..10] > *day;
    chains_without(|name, cell| match name {
        "assessments.csv" | "interactions.csv" | "signals.csv" => after(cell("at")),
        "influences.csv" => after(cell("observed_at")),
        "decision_roles.csv" | "memberships.csv" | "reporting.csv" => after(cell("from")),
        _ => false,
    })
}

/// The folder `chains` without what `u-fin` and `u-exec` keep from others.
pub fn chains_without_hidden() -> (TempDir, [PathBuf; 2]) {
    let hidden = |owner: &str, cell: &dyn Fn(&str) -> String| {
        ["private", "team"].contains(&cell("visibility").as_str())
            && ["u-fin", "u-exec"].contains(&cell(owner).as_str())
    };
    chains_without(|name, cell| match name {
        "influences.csv" => hidden("owner_id", cell),
        "assessments.csv" => hidden("by_id", cell),
        _ => false,
    })
}

#[tokio::test]
async fn a_chain_of_any_size_costs_six_statements() {
    // Of everything together: the chain with its names, the win probability, and what would help with who could do it.
    for (opportunity, members) in [("p-mill", 6), ("p-thirty", 30)] {
        // A store of its own, so that nothing is remembered from another question.
        let counted = Noted::default();
        let counting = Arc::clone(&counted);
        let around = |inner| Interposed::noting_in(&inner, &counting);
        let world = World::embedded_as(&World::with_chains(), around).await;
        counted.lock().unwrap().clear();
        let chain = chain_of(&world, "u-li", opportunity, None).await;
        assert_eq!(chain["decisionChain"]["members"].as_array().unwrap().len(), members);
        let statements = std::mem::take(&mut *counted.lock().unwrap());
        assert_eq!(
            statements,
            [
                // What the request names, before it asks anything of it.
                "opportunity/by_ids",
                "meta/version",
                "decision/chain",
                "line/into",
                "team/visible_owners",
                "decision/people"
            ],
            "{opportunity}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chain_as_of_a_day_is_that_of_a_store_that_stops_there() {
    let whole = World::embedded_of(&World::with_chains()).await;
    let mut seen = Vec::new();
    for day in ["2026-02-15", "2026-05-31", "2026-06-14", "2026-06-21"] {
        let (_kept, folders) = chains_until(day);
        let stopped = World::embedded_of(&folders).await;
        for opportunity in ["p-mill", "p-thirty"] {
            let then = chain_of(&whole, "u-li", opportunity, Some(day)).await;
            assert_eq!(then, chain_of(&stopped, "u-li", opportunity, Some(day)).await, "{opportunity} on {day}");
            seen.push(then);
        }
    }
    let distinct = (1..seen.len()).filter(|&i| !seen[..i].contains(&seen[i])).count() + 1;
    assert_eq!(distinct, seen.len(), "every day tells something else");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_viewer_may_not_see_changes_nothing() {
    let (_kept, folders) = chains_without_hidden();
    let (whole, without) = (World::embedded_of(&World::with_chains()).await, World::embedded_of(&folders).await);
    for opportunity in ["p-mill", "p-thirty"] {
        let seen = chain_of(&whole, "u-li", opportunity, None).await;
        assert_eq!(seen, chain_of(&without, "u-li", opportunity, None).await, "{opportunity}");
        assert_ne!(seen, chain_of(&whole, "u-fin", opportunity, None).await, "the owner sees more of {opportunity}");
    }
}
