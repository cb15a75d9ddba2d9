//! The graph of the company is what questions about each key person meet.

use std::collections::BTreeMap;

use guanxi::demo::DemoSize;
use guanxi::domain::{AsOf, Id, Policy, Role, Viewer};
use guanxi::engine::{InfluenceMatrixProblem, ReachProblem, Unwatched, influence_matrix, reach};
use guanxi::service::{CompanyGraph, Question, RouteLimits, Viewpoint};
use jiff::civil::Date;

use crate::support;
use crate::world::World;

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn viewer(person: &str, role: Role) -> Viewer {
    Viewer { person: id(person), role }
}

/// The best probability of each door, ascending; doors behind masks among them.
type Doors = Vec<f64>;

/// The matrix holds costs in fixed point, an answer the product along the route.
fn are_same(a: &Doors, b: &Doors) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() <= 1e-8 * a)
}

/// The doors of every key person by the matrix of the whole company.
fn doors_of(graph: &CompanyGraph, policy: &Policy) -> BTreeMap<Id, Doors> {
    let drawn = graph.drawn();
    let targets: Vec<u32> = graph.key_persons().iter().map(|key| key.node).collect();
    let problem = InfluenceMatrixProblem {
        graph: drawn.graph(),
        targets: &targets,
        employees: drawn.employees(),
        max_edges: policy.route.steps_outside as u8,
        max_pairs: usize::MAX,
    };
    let matrix = influence_matrix(&problem, &Unwatched).unwrap();
    let mut doors = BTreeMap::new();
    for (place, &target) in targets.iter().enumerate() {
        let mut found: Doors = matrix.of_target(place).map(|pair| pair.probability()).collect();
        found.sort_by(f64::total_cmp);
        doors.insert(graph.person(target).unwrap().clone(), found);
    }
    doors
}

/// Holds the graph of a viewer on a day against what the question about each key person answers; says how many doors there are.
async fn check(world: &World, viewer: &Viewer, as_of: AsOf) -> usize {
    let policy = Policy::default();
    let reading = world.reading(viewer);
    let (graph, version) = reading.company_graph(as_of).await.unwrap();
    let drawn = graph.drawn();
    let mut n_doors = 0;
    for (key, doors) in doors_of(&graph, &policy) {
        let question = Question {
            key_person: key.clone(),
            viewpoint: Viewpoint::OurCompany,
            as_of: Some(as_of),
            limits: RouteLimits::default(),
        };
        let answer = world.reading(viewer).influencers_of(&question).await.unwrap();
        let told = format!("{key} for {} as of {}", viewer.person, as_of.instant_text());
        let mut live: Doors = answer.doors.iter().map(|door| door.probability).collect();
        live.sort_by(f64::total_cmp);
        assert!(are_same(&doors, &live), "{told}: {doors:?} {live:?}");
        assert_eq!(version, answer.data_version);
        let whole = reach(&ReachProblem {
            graph: drawn.graph(),
            target: drawn.number(&key).unwrap(),
            doors: drawn.employees(),
            max_edges: policy.route.steps_outside as u8,
            worlds: policy.reach.worlds as u32,
            seed: policy.reach.seed as u64,
            exact_budget: policy.reach.exact_budget as u64,
        });
        assert_eq!(whole, answer.company_reach, "{told}");
        n_doors += doors.len();
    }
    n_doors
}

fn viewers() -> Vec<Viewer> {
    vec![
        viewer("u-li", Role::Rep),
        viewer("u-fin", Role::Rep),
        viewer("u-han", Role::Manager),
        viewer("u-exec", Role::Executive),
        viewer("nobody", Role::Admin),
    ]
}

async fn check_all(world: &World, viewers: &[Viewer], days: &[&str]) -> usize {
    let mut n_doors = 0;
    for viewer in viewers {
        for day in days {
            n_doors += check(world, viewer, AsOf::end_of(day.parse::<Date>().unwrap()).unwrap()).await;
        }
    }
    n_doors
}

#[tokio::test(flavor = "multi_thread")]
async fn the_company_is_what_questions_meet() {
    let folders = [World::folder("data"), World::folder("chains"), World::folder("sellers")];
    let world = World::embedded_of(&folders).await;
    let n_doors = check_all(&world, &viewers(), &["2025-06-30", "2026-01-20", "2026-06-30", "2027-06-30"]).await;
    assert!(n_doors > 100, "{n_doors} doors");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_company_is_what_questions_meet_on_neo4j() {
    let server = tokio::task::block_in_place(support::neo4j::exclusive);
    let folders = [World::folder("data"), World::folder("chains"), World::folder("sellers")];
    let world = World::neo4j_of(&server, &folders).await;
    let n_doors = check_all(&world, &viewers(), &["2026-01-20", "2026-06-30"]).await;
    assert!(n_doors > 50, "{n_doors} doors");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_is_what_questions_meet() {
    let size = DemoSize {
        colleagues: 150,
        customers: 12,
        contacts: 400,
        influence_lines: 1_200,
        interactions: 2_000,
        opportunities: 40,
        assessments: 2_000,
        ..DemoSize::default()
    };
    let world = World::demonstration(size, |store| store).await;
    let viewers = [
        viewer(guanxi::demo::VIEWER, Role::Rep),
        viewer(guanxi::demo::MANAGER, Role::Manager),
        viewer(guanxi::demo::EXECUTIVE, Role::Executive),
    ];
    let n_doors = check_all(&world, &viewers, &["2025-02-28", "2026-06-30"]).await;
    assert!(n_doors > 1_000, "{n_doors} doors");
}
