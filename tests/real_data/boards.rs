//! Irish boards: doors, best routes and reach against a computation straight from the list of seats.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use guanxi::engine::ReachMethod;
use guanxi::service::Service;
use guanxi::store::Store;
use jiff::civil::{Date, date};

use super::oracle::Graph;
use super::{irish_boards, place, support};

const OWN: &str = "Bank Of Ireland";
const DAYS: [Date; 3] = [date(2006, 6, 30), date(2009, 10, 1), date(2013, 3, 15)];
const STEPS: usize = 3;
const ROUTES: usize = 3;
const WORLDS: u32 = 4_000;
/// Key persons for each day: the most connected, and the least connected of those whom we reach.
const MOST: usize = 15;
const LEAST: usize = 5;

/// What one question must answer.
struct Expected {
    day: Date,
    key_person: String,
    doors: BTreeMap<String, Vec<f64>>,
    exact: Option<f64>,
    estimate: (f64, f64),
}

/// By company, by director: the years.
type Seats = BTreeMap<String, BTreeMap<String, BTreeSet<i16>>>;

fn seats(source: &Path) -> Seats {
    let mut seats = Seats::new();
    let mut reader = csv::Reader::from_path(source.join("board-seats.csv")).expect("the list of seats");
    for row in reader.records() {
        let row = row.expect("a row of three cells");
        let year = row[0].parse().expect("a year");
        seats.entry(row[2].to_owned()).or_default().entry(row[1].to_owned()).or_default().insert(year);
    }
    seats
}

/// Everybody's lines on a day: two who ever shared a board by then can move each other; 0.5 while they do, less with every
/// day since.
fn graph(seats: &Seats, day: Date) -> Graph {
    let people: BTreeSet<&String> = seats.values().flat_map(BTreeMap::keys).collect();
    let people: Vec<String> = people.into_iter().cloned().collect();
    let number: HashMap<&str, usize> = people.iter().enumerate().map(|(n, name)| (name.as_str(), n)).collect();
    let own = people.iter().map(|name| seats[OWN].get(name).is_some_and(|years| years.contains(&day.year()))).collect();
    let mut best: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for board in seats.values() {
        for (one, its) in board {
            for (other, years) in board.iter().filter(|(other, _)| *other != one) {
                let Some(last) = its.intersection(years).copied().filter(|year| *year <= day.year()).max() else {
                    continue;
                };
                let age = if last == day.year() {
                    0.0
                } else {
                    let ended = date(last + 1, 1, 1);
                    f64::from(ended.until((jiff::Unit::Day, day)).expect("days").get_days())
                };
                let chance = 0.5 * 2.0_f64.powf(-age / 180.0).max(0.1);
                let entry = best.entry((number[one.as_str()], number[other.as_str()])).or_insert(0.0);
                *entry = entry.max(chance);
            }
        }
    }
    let mut graph = Graph::new(people, own);
    for ((from, to), chance) in best {
        graph.into[to].push((from, chance));
    }
    graph
}

/// The key persons of a day: directors of other companies who are not ours then.
fn key_persons(seats: &Seats, graph: &Graph, day: Date) -> Vec<usize> {
    let sits_elsewhere = |name: &String| {
        seats
            .iter()
            .any(|(company, board)| company != OWN && board.get(name).is_some_and(|years| years.contains(&day.year())))
    };
    let mut all: Vec<usize> =
        (0..graph.people.len()).filter(|n| !graph.own[*n] && sits_elsewhere(&graph.people[*n])).collect();
    // The number of people with whom they sit today; of equals the first by name.
    let connected = |n: &usize| graph.into[*n].iter().filter(|(_, chance)| *chance == 0.5).count();
    all.sort_by_key(|n| (std::cmp::Reverse(connected(n)), *n));
    let (most, others) = all.split_at(MOST);
    let reached: Vec<(usize, usize)> =
        others.iter().map(|n| (graph.doors(*n, STEPS, 1).len(), *n)).filter(|(doors, _)| *doors > 0).collect();
    let mut fewest = reached;
    fewest.sort_unstable();
    most.iter().copied().chain(fewest.into_iter().take(LEAST).map(|(_, n)| n)).collect()
}

fn expected(source: &Path) -> &'static [Expected] {
    static EXPECTED: OnceLock<Vec<Expected>> = OnceLock::new();
    EXPECTED.get_or_init(|| {
        let seats = seats(source);
        let of_day = |day: Date| {
            let graph = graph(&seats, day);
            let keys = key_persons(&seats, &graph, day);
            keys.into_iter()
                .map(|key| Expected {
                    day,
                    key_person: graph.people[key].clone(),
                    doors: graph.doors(key, STEPS, ROUTES),
                    exact: graph.exact_reach(key, STEPS),
                    estimate: graph.estimated_reach(key, STEPS, WORLDS),
                })
                .collect::<Vec<_>>()
        };
        DAYS.into_iter().flat_map(of_day).collect()
    })
}

async fn hold(store: Arc<dyn Store>, source: &Path) {
    let service: Service = place::service(store);
    let converted = tempfile::tempdir().expect("a folder");
    irish_boards::convert(source, converted.path(), OWN).expect("the data converts");
    place::import(&service, converted.path()).await;

    let (mut doors, mut exact) = (0, 0);
    for expected in expected(source) {
        let answer = place::ask(&service, &expected.key_person, expected.day).await;
        doors += place::assert_doors(&answer, &expected.doors);
        let (reach, (estimate, error)) = (&answer.company_reach, expected.estimate);
        let about = format!("{} at {}: {reach:?}", expected.key_person, expected.day);
        // An estimate that saw no failure has no error; that of one world stands in for it.
        let error = error.max(1.0 / f64::from(WORLDS));
        let allowed = 5.0 * (error * error + reach.standard_error * reach.standard_error).sqrt();
        assert!((reach.probability - estimate).abs() <= allowed, "{about}, expected {estimate} ± {error}");
        if let (Some(expected), ReachMethod::Exact) = (expected.exact, reach.method) {
            exact += 1;
            assert!((reach.probability - expected).abs() < 1e-9, "{about}, expected exactly {expected}");
        }
    }
    assert_eq!(expected(source).len(), DAYS.len() * (MOST + LEAST));
    assert!(doors > 300, "{doors} doors were compared");
    assert!(exact >= 3, "{exact} exact values were compared");
}

#[tokio::test]
async fn doors_routes_and_reach_are_those_of_the_list_of_seats() {
    let Some(source) = place::data("irish-boards") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    hold(place::embedded(&folder).await, &source).await;
}

#[tokio::test]
async fn doors_routes_and_reach_are_those_of_the_list_of_seats_on_neo4j() {
    let Some(source) = place::data("irish-boards") else { return };
    let server = support::neo4j::exclusive();
    hold(server.store().await, &source).await;
}
