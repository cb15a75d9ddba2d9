//! Cases as files: `name.graphql` with its operations, `name.json` with what each of them answers, in their order.
//!
//! Comment lines before an operation say who asks, from there on: `# viewer: u-li rep`. `# writes` says that the case needs a store of
//! its own, `# chains` that it asks about the opportunities of the folder `chains` too, `# sellers` about those of the folder `sellers`,
//! `# contacts` that it asks about the company of the folder `contacts` instead.
//! Variables are in `name.variables.json` where there are any.

use std::fs;
use std::path::{Path, PathBuf};

use guanxi::domain::{Coded, Id, Role, Viewer};
use serde_json::{Value, json};

use crate::world::World;

pub struct Case {
    pub name: String,
    pub recorded: PathBuf,
    pub writes: bool,
    /// Asks about the opportunities of `chains`.
    pub chains: bool,
    /// Asks about the sellers of `sellers`.
    pub sellers: bool,
    /// Asks about the company of `contacts`.
    pub contacts: bool,
    variables: Value,
    operations: Vec<Operation>,
}

/// An operation, with the fragments of its file behind it.
struct Operation {
    viewer: Viewer,
    name: String,
    text: String,
}

impl Case {
    /// All cases, by name. There are some.
    pub fn all() -> Vec<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/api/cases");
        let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "graphql"));
        paths.sort();
        assert!(paths.len() > 10, "{} cases", paths.len());
        paths.iter().map(|path| Self::read(path)).collect()
    }

    fn read(path: &Path) -> Self {
        let document = fs::read_to_string(path).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let mut viewer = None;
        let mut operations = Vec::new();
        let mut fragments = String::new();
        // Definitions begin at the beginning of a line and end with a brace there.
        let mut lines = document.lines();
        while let Some(line) = lines.next() {
            if let Some(who) = line.strip_prefix("# viewer: ") {
                let (person, role) = who.split_once(' ').unwrap();
                viewer = Some(Viewer { person: Id::new(person).unwrap(), role: Role::parse(role).unwrap() });
            }
            let is_operation = line.starts_with("query ") || line.starts_with("mutation ");
            if !is_operation && !line.starts_with("fragment ") {
                continue;
            }
            let mut text = format!("{line}\n");
            for line in lines.by_ref() {
                text += &format!("{line}\n");
                if line == "}" {
                    break;
                }
            }
            if is_operation {
                let viewer = viewer.clone().unwrap_or_else(|| panic!("{name}: who asks?"));
                let name = text.split([' ', '(']).nth(1).unwrap().to_owned();
                operations.push(Operation { viewer, name, text });
            } else {
                fragments += &text;
            }
        }
        operations.iter_mut().for_each(|operation| operation.text += &fragments);
        assert!(!operations.is_empty(), "{name} asks nothing");
        let variables = fs::read_to_string(path.with_extension("variables.json"));
        Self {
            recorded: path.with_extension("json"),
            writes: document.lines().any(|line| line == "# writes"),
            chains: document.lines().any(|line| line == "# chains"),
            sellers: document.lines().any(|line| line == "# sellers"),
            contacts: document.lines().any(|line| line == "# contacts"),
            variables: variables.map_or_else(|_| json!({}), |text| serde_json::from_str(&text).unwrap()),
            name,
            operations,
        }
    }

    /// Asks each operation and puts the answers together as they are recorded.
    pub async fn ask(&self, world: &World) -> String {
        let mut answers = Vec::new();
        for Operation { viewer, name, text } in &self.operations {
            let mut answer = world.ask(viewer, &json!({ "query": text, "variables": self.variables })).await;
            // Where in the text an error is belongs to the text, not to the answer.
            for error in answer.get_mut("errors").and_then(Value::as_array_mut).into_iter().flatten() {
                error.as_object_mut().unwrap().remove("locations");
            }
            answers.push(json!({ "operation": name, "answer": answer }));
        }
        format!("{}\n", serde_json::to_string_pretty(&answers).unwrap())
    }
}
