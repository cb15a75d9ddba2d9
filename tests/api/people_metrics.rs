//! What the coaching list and the sellers must not tell: the private facts of others.

use std::fs;
use std::path::PathBuf;

use guanxi::domain::{Id, Role, Viewer};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::world::World;

/// The folders of the sellers without the private assessments.
fn without_private() -> (TempDir, [PathBuf; 2]) {
    let [data, sellers] = World::with_sellers();
    let folder = tempfile::tempdir().unwrap();
    let mut left_out = 0;
    for entry in fs::read_dir(sellers).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let kept: Vec<&str> = text.lines().filter(|line| !line.ends_with(",private")).collect();
        left_out += text.lines().count() - kept.len();
        fs::write(folder.path().join(path.file_name().unwrap()), kept.join("\n") + "\n").unwrap();
    }
    assert!(left_out > 0, "nothing was left out");
    let folders = [data, folder.path().to_path_buf()];
    (folder, folders)
}

async fn asked(world: &World, viewer: &str) -> Value {
    let query = "{ coachingList { nOpen omitted opportunities { nodes { opportunity { sourceId } score scoreThen status questions } } } \
                 sellers(from: \"2026-01-01\") { omitted sellers { nodes { grade held { medium excellent } performance { low high } } } } }";
    let viewer = Viewer { person: Id::new(viewer).unwrap(), role: Role::Manager };
    let answer = world.ask(&viewer, &json!({ "query": query })).await;
    assert!(answer["errors"].is_null(), "{answer}");
    answer["data"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn private_facts_of_others_change_no_coaching_list_and_no_seller() {
    let (_kept, folders) = without_private();
    let whole = World::embedded_of(&World::with_sellers()).await;
    let without = World::embedded_of(&folders).await;
    assert_eq!(asked(&whole, "s-01").await, asked(&without, "s-01").await);
    assert_ne!(asked(&whole, "s-02").await, asked(&without, "s-02").await, "the owner sees more");
}
