//! Holds the pages to what is so: queries and answers shown there are recorded cases, and no line is a placeholder.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The text between a fence of this language and its end, after `from`.
fn block<'a>(page: &'a str, language: &str) -> &'a str {
    let open = format!("```{language}\n");
    let start = page.find(&open).expect("a block") + open.len();
    let end = page[start..].find("\n```").expect("the end of a block");
    &page[start..start + end]
}

#[test]
fn queries_and_answers_of_the_api_guide_are_recorded_cases() {
    let page = read("docs/api.md");
    let mut cases = 0;
    for part in page.split("<!-- case: ").skip(1) {
        let (name, rest) = part.split_once(" -->").expect("a marker");
        let recorded = read(format!("tests/api/cases/{name}.graphql"));
        let query: Vec<&str> = recorded.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(block(rest, "graphql"), query.join("\n").trim(), "{name}");
        assert_eq!(block(rest, "json"), read(format!("tests/api/cases/{name}.json")).trim(), "{name}");
        cases += 1;
    }
    assert!(cases >= 5, "{cases} cases");
}

#[test]
fn pages_link_to_what_exists_and_hold_no_placeholder() {
    let mut pages: Vec<PathBuf> = vec!["README.md".into(), "CHANGELOG.md".into()];
    for folder in ["docs", "docs/decisions"] {
        for entry in fs::read_dir(root().join(folder)).expect("a folder of pages") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|e| e == "md") {
                pages.push(path.strip_prefix(root()).expect("below the root").to_owned());
            }
        }
    }
    assert!(pages.len() > 6, "{pages:?}");
    for page in pages {
        let text = read(&page);
        assert!(!text.contains("@@"), "{}: a placeholder", page.display());
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if link.starts_with("http") || link.starts_with('#') {
                continue;
            }
            let target =
                root().join(page.parent().unwrap_or(Path::new(""))).join(link.split('#').next().unwrap_or(link));
            assert!(target.exists(), "{}: {link} leads nowhere", page.display());
        }
    }
}
