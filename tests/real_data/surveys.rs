//! Krackhardt's managers and Lazega's lawyers: every key person's doors and best routes, straight from the files.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use jiff::civil::date;

use super::oracle::Graph;
use super::{networks, place};

/// Columns of a survey's nodes, its relations with their strengths, and who reports to whom.
struct Survey {
    network: &'static networks::Network,
    folder: &'static str,
    group: usize,
    relations: &'static [(&'static str, f64)],
    reports: Option<&'static str>,
}

const OWN: &str = "2";

fn rows(path: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).expect("a file of the data set");
    text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

fn graph(survey: &Survey, source: &Path) -> Graph {
    let nodes = rows(&source.join("nodes.csv"));
    let people: Vec<String> = nodes.iter().map(|row| format!("{}-{}", survey.folder, row[0])).collect();
    let groups: Vec<&str> = nodes.iter().map(|row| row[survey.group].as_str()).collect();
    let number: HashMap<&str, usize> = nodes.iter().enumerate().map(|(n, row)| (row[0].as_str(), n)).collect();

    let mut recorded: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for (file, strength) in survey.relations {
        for row in rows(&source.join(format!("{file}.edges.csv"))) {
            let (asks, asked) = (number[row[0].as_str()], number[row[1].as_str()]);
            let line = recorded.entry((asked, asks)).or_insert(0.0);
            *line = line.max(*strength);
        }
    }
    // What nobody recorded: colleagues of a department of at most 30, and managers and their reports.
    let mut derived: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let mut derive = |ends, strength: f64| {
        let line = derived.entry(ends).or_insert(0.0);
        *line = line.max(strength);
    };
    for one in 0..people.len() {
        for other in (0..people.len()).filter(|other| *other != one && groups[*other] == groups[one]) {
            if groups.iter().filter(|group| **group == groups[one]).count() <= 30 {
                derive((one, other), 0.1);
            }
        }
    }
    for row in survey.reports.iter().flat_map(|file| rows(&source.join(format!("{file}.edges.csv")))) {
        let (report, manager) = (number[row[0].as_str()], number[row[1].as_str()]);
        derive((manager, report), 0.3);
        derive((report, manager), 0.15);
    }
    for (ends, strength) in derived {
        recorded.entry(ends).or_insert(strength);
    }
    let own = groups.iter().map(|group| *group == OWN).collect();
    let mut graph = Graph::new(people, own);
    for ((from, to), strength) in recorded {
        graph.into[to].push((from, strength));
    }
    graph
}

async fn hold(survey: &Survey, least_doors: usize) {
    let Some(source) = place::data(survey.folder) else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let converted = tempfile::tempdir().expect("a folder");
    networks::convert(survey.network, &source, converted.path(), OWN).expect("the data converts");
    let service = place::service(place::embedded(&folder).await);
    place::import(&service, converted.path()).await;
    let graph = graph(survey, &source);
    let mut doors = 0;
    for key in (0..graph.people.len()).filter(|key| !graph.own[*key]) {
        let answer = place::ask(&service, &graph.people[key], date(2026, 1, 1)).await;
        doors += place::assert_doors(&answer, &graph.doors(key, 3, 3));
    }
    assert!(doors >= least_doors, "{doors} doors");
}

#[tokio::test]
async fn krackhardts_managers_have_the_doors_of_the_survey() {
    let survey = Survey {
        network: &networks::KRACKHARDT,
        folder: "krackhardt",
        group: 4,
        relations: &[("advice", 0.6), ("friendship", 0.4)],
        reports: Some("reports-to"),
    };
    hold(&survey, 50).await;
}

#[tokio::test]
async fn lazegas_lawyers_have_the_doors_of_the_survey() {
    let survey = Survey {
        network: &networks::LAZEGA,
        folder: "lazega",
        group: 3,
        relations: &[("advice", 0.6), ("friendship", 0.4), ("cowork", 0.2)],
        reports: None,
    };
    hold(&survey, 500).await;
}
