//! The map of the network: its circles, its people and its lines are of the same network.

use std::collections::BTreeMap;

use guanxi::demo::DemoSize;
use guanxi::domain::{AsOf, Id, Probability, Role, Viewer};
use guanxi::service::{CompanyNode, MapDetail, MapPart, MapQuestion, ServiceError, StructureLayer};
use jiff::civil::Date;

use crate::world::World;

async fn demonstration() -> World {
    let size = DemoSize {
        colleagues: 150,
        customers: 12,
        contacts: 400,
        influence_lines: 1_200,
        interactions: 2_000,
        opportunities: 40,
        assessments: 200,
        ..DemoSize::default()
    };
    World::demonstration(size, |store| store).await
}

fn question(min_strength: Option<f64>) -> MapQuestion {
    let min_strength = min_strength.map(|strength| Probability::new(strength).unwrap());
    MapQuestion { layer: StructureLayer::Influence, side: None, customer: None, min_strength }
}

fn moment() -> AsOf {
    AsOf::end_of("2026-06-30".parse::<Date>().unwrap()).unwrap()
}

fn executive() -> Viewer {
    Viewer { person: Id::new(guanxi::demo::EXECUTIVE).unwrap(), role: Role::Executive }
}

/// Where everybody stands.
fn places(detail: &MapDetail) -> BTreeMap<String, (f64, f64)> {
    detail.people.iter().map(|found| (found.person.key(), (found.point.x, found.point.y))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn circles_people_and_lines_are_of_one_network() {
    let world = demonstration().await;
    let reading = world.reading(&executive());
    let map = reading.influence_map(&question(Some(0.3)), moment()).await.unwrap();
    let whole = reading.map_detail(&map, &MapPart::Whole).await.unwrap().unwrap();
    assert!(map.communities.len() > 5 && map.n_people > 100, "{} in {}", map.n_people, map.communities.len());
    assert_eq!((whole.people.len() as u32, whole.lines.len() as u64), (map.n_people, map.n_lines));
    assert!(whole.lines.iter().all(|line| line.strength.get() >= 0.3 && line.from != line.to));
    assert_eq!(map.communities.iter().map(|community| community.size).sum::<u32>(), map.n_people);

    // What lies between communities, and within, line by line.
    let mut between: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for line in &whole.lines {
        let [a, b] = [line.from, line.to].map(|person| whole.people[person as usize].community);
        *between.entry((a.min(b), a.max(b))).or_default() += 1;
    }
    let told = map.ties.iter().map(|tie| ((tie.a, tie.b), tie.lines));
    let within = (0..).zip(&map.communities).map(|(number, community)| ((number, number), community.n_lines));
    assert_eq!(told.chain(within.filter(|(_, lines)| *lines > 0)).collect::<BTreeMap<_, _>>(), between);

    let everywhere = places(&whole);
    for (number, community) in (0..).zip(&map.communities) {
        let detail = reading.map_detail(&map, &MapPart::Community(number)).await.unwrap().unwrap();
        assert_eq!(detail.people.len() as u32, community.size);
        assert_eq!(detail.lines.len() as u32, community.n_lines);
        assert_eq!(detail.people.iter().filter(|found| found.is_employee).count() as u32, community.n_employees);
        for (who, (x, y)) in places(&detail) {
            assert_eq!(everywhere[&who], (x, y), "{who} stands elsewhere");
            let circle = community.circle;
            assert!((x - circle.centre.x).hypot(y - circle.centre.y) <= circle.radius, "{who} is outside");
        }
        if let CompanyNode::Person(head) = &community.head.node {
            let around = reading.map_detail(&map, &MapPart::Around(head.clone())).await.unwrap();
            assert_eq!(around, Some(detail));
        }
    }
    // Asked again, everybody stands where they stood.
    let again = reading.influence_map(&question(Some(0.3)), moment()).await.unwrap();
    assert_eq!(reading.map_detail(&again, &MapPart::Whole).await.unwrap(), Some(whole));
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_lines_are_refused_and_the_circles_told() {
    let world = demonstration().await;
    let reading = world.reading(&executive());
    let map = reading.influence_map(&question(None), moment()).await.unwrap();
    assert!(map.n_lines > 1_000 && !map.communities.is_empty(), "{} lines", map.n_lines);
    let refused = reading.map_detail(&map, &MapPart::Whole).await.unwrap_err();
    let is_lines = matches!(refused, ServiceError::LimitExceeded { limit: "lines of a map", given, max: 1_000 } if given == map.n_lines);
    assert!(is_lines, "{refused}");
    // The last is the smallest.
    let smallest = MapPart::Community(map.communities.len() as u32 - 1);
    assert!(reading.map_detail(&map, &smallest).await.unwrap().is_some());
}
