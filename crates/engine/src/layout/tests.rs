//! What positions promise, and the forces against their definition.

use std::ops::ControlFlow;

use proptest::prelude::*;

use super::quadtree::Quadtree;
use super::*;
use crate::centrality::{CommunityProblem, communities};
use crate::{Edge, Unwatched};

fn edge(from: u32, to: u32, probability: f64) -> Edge {
    crate::oracle::edge(from, to, probability, 0)
}

/// Groups of people with lines to random others of their group, and a few between neighbouring groups.
fn groups(sizes: &[u32], lines_each: u32, seed: u64) -> (Graph, Vec<u32>) {
    let of: Vec<u32> = (0..).zip(sizes).flat_map(|(group, &size)| vec![group; size as usize]).collect();
    let mut edges = std::collections::BTreeMap::new();
    let mut state = seed;
    let mut draw = |below: u32| {
        state = crate::coins::mixed(state.wrapping_add(1));
        (state % u64::from(below)) as u32
    };
    let mut first = 0;
    for &size in sizes {
        for person in first..first + size {
            for _ in 0..lines_each {
                let other = first + draw(size);
                if other != person {
                    edges.insert((person, other), 0.5);
                }
            }
        }
        if first > 0 {
            edges.insert((first - 1, first), 0.3);
        }
        first += size;
    }
    let edges = edges.into_iter().map(|((from, to), p)| edge(from, to, p)).collect::<Vec<Edge>>();
    (Graph::new(of.len() as u32, edges), of)
}

fn placed(graph: &Graph, of: &[u32], circles: &[Circle]) -> Vec<Point> {
    place_people(&PlacingProblem { graph, of, circles, seed: 7 }, &Unwatched).unwrap()
}

fn distance(a: Point, b: Point) -> f64 {
    a.minus(b).squared().sqrt()
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0.0), |(sum, n), value| (sum + value, n + 1.0));
    sum / n
}

#[test]
fn one_thread_and_two_place_alike() {
    let (graph, of) = groups(&[120, 80, 33, 7, 2, 1], 4, 3);
    let circles = community_circles(&[120, 80, 33, 7, 2, 1], &community_ties(&graph, &of));
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| placed(&graph, &of, &circles))
    };
    assert_eq!(on(1), on(2));
}

#[test]
fn a_community_is_placed_alike_whether_others_are_drawn_or_not() {
    let (graph, of) = groups(&[40, 25], 4, 5);
    let circles = community_circles(&[40, 25], &community_ties(&graph, &of));
    let all = placed(&graph, &of, &circles);
    // The line between the two leads from the first to the second.
    for (community, people) in [0..40_u32, 40..65].into_iter().enumerate() {
        let inner = graph.edges().filter(|e| people.contains(&e.from) && people.contains(&e.to));
        let alone = inner.map(|e| Edge { from: e.from - people.start, to: e.to - people.start, ..e }).collect();
        let alone = Graph::new(people.len() as u32, alone);
        let expected = &all[people.start as usize..people.end as usize];
        assert_eq!(placed(&alone, &vec![0; people.len()], &circles[community..]), expected);
    }
}

#[test]
fn who_is_tied_stands_nearer_than_who_is_not() {
    // A path of 60 people: neighbours on it against everybody.
    let line = |from: u32| edge(from, from + 1, 0.9);
    let graph = Graph::new(60, (0..59).map(line).collect());
    let points = placed(&graph, &[0; 60], &community_circles(&[60], &[]));
    let neighbours = mean((0..59).map(|a| distance(points[a], points[a + 1])));
    let all = mean((0..60).flat_map(|a| (0..a).map(move |b| (a, b))).map(|(a, b)| distance(points[a], points[b])));
    assert!(3.0 * neighbours < all, "{neighbours} {all}");
}

#[test]
fn communities_that_are_tied_stand_nearer_than_others() {
    // A chain of communities: ties between neighbours alone.
    let sizes = [40; 12];
    let ties: Vec<CommunityTie> = (0..11).map(|a| CommunityTie { a, b: a + 1, lines: 5, strength: 2.0 }).collect();
    let circles = community_circles(&sizes, &ties);
    let centre = |a: usize| circles[a].centre;
    let tied = mean((0..11).map(|a| distance(centre(a), centre(a + 1))));
    let all = mean((0..12).flat_map(|a| (0..a).map(move |b| (a, b))).map(|(a, b)| distance(centre(a), centre(b))));
    assert!(1.5 * tied < all, "{tied} {all}");
}

#[test]
fn a_community_that_is_tied_to_one_alone_stands_beside_it() {
    let tie = |a, b| CommunityTie { a, b, lines: 5, strength: 5.0 };
    let circles = community_circles(&[40; 3], &[tie(0, 1), tie(1, 2)]);
    for (one, other) in [(0, 1), (1, 2)] {
        let apart = distance(circles[one].centre, circles[other].centre);
        assert!(apart < 2.5 * circles[one].radius, "{apart} between {one} and {other}");
    }
}

#[test]
fn people_of_a_community_stand_nearer_to_each_other_than_to_others() {
    let (graph, _) = groups(&[60, 60, 60, 60], 5, 11);
    let problem = CommunityProblem { graph: &graph, resolution: 1.0, seed: 1, max_rounds: 20 };
    let found = communities(&problem, &Unwatched).unwrap();
    let circles = community_circles(&found.sizes, &community_ties(&graph, &found.of));
    let points = placed(&graph, &found.of, &circles);
    let pairs = || (0..240usize).flat_map(|a| (0..a).map(move |b| (a, b)));
    let same = |&(a, b): &(usize, usize)| found.of[a] == found.of[b];
    let within = mean(pairs().filter(same).map(|(a, b)| distance(points[a], points[b])));
    let between = mean(pairs().filter(|pair| !same(pair)).map(|(a, b)| distance(points[a], points[b])));
    assert!(2.0 * within < between, "{within} {between}");
}

#[test]
fn nobody_and_the_lonely_are_placed() {
    let nothing = Graph::new(0, Vec::new());
    assert_eq!(placed(&nothing, &[], &[]), []);
    let lonely = Graph::new(2, Vec::new());
    let circles = community_circles(&[1], &[]);
    // The second is of no circle.
    assert_eq!(placed(&lonely, &[0, u32::MAX], &circles), [circles[0].centre, Point::default()]);
}

#[test]
fn who_watches_may_stop() {
    let (graph, of) = groups(&[30], 3, 1);
    let circles = community_circles(&[30], &[]);
    let stop = |_, _| ControlFlow::Break(());
    let problem = PlacingProblem { graph: &graph, of: &of, circles: &circles, seed: 7 };
    assert_eq!(place_people(&problem, &stop), Err(Cancelled));
}

#[test]
fn ties_are_what_lies_between() {
    let lines = vec![edge(0, 1, 0.5), edge(1, 2, 0.25), edge(2, 0, 0.5), edge(3, 2, 0.5), edge(2, 2, 1.0)];
    let ties = community_ties(&Graph::new(4, lines), &[0, 0, 1, u32::MAX]);
    assert_eq!(ties, [CommunityTie { a: 0, b: 1, lines: 2, strength: 0.75 }]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn circles_have_their_size_and_stand_apart(
        sizes in proptest::collection::vec(1u32..400, 1..40),
        ties in proptest::collection::vec((0u32..40, 0u32..40, 0.01f64..9.0), 0..80),
    ) {
        let tie = |(a, b, strength): (u32, u32, f64)| CommunityTie { a: a.min(b), b: a.max(b), lines: 1, strength };
        let ties: Vec<CommunityTie> = ties.into_iter().filter(|(a, b, _)| a != b).map(tie).collect();
        let circles = community_circles(&sizes, &ties);
        for (a, (circle, size)) in circles.iter().zip(&sizes).enumerate() {
            prop_assert!(((circle.radius - MARGIN).powi(2) - f64::from(*size)).abs() < 1e-6);
            for other in &circles[..a] {
                prop_assert!(circle.is_apart(other), "{circle:?} {other:?}");
            }
        }
        prop_assert_eq!(community_circles(&sizes, &ties), circles);
    }

    #[test]
    fn everybody_stands_in_the_circle_and_nobody_on_another(
        sizes in proptest::collection::vec(1u32..60, 1..6),
        lines_each in 0u32..5,
        seed in any::<u64>(),
    ) {
        let (graph, of) = groups(&sizes, lines_each, seed);
        let circles = community_circles(&sizes, &community_ties(&graph, &of));
        let points = placed(&graph, &of, &circles);
        for (a, &point) in points.iter().enumerate() {
            let circle = &circles[of[a] as usize];
            prop_assert!(distance(point, circle.centre) <= circle.radius - MARGIN + 1e-9);
            for &other in &points[..a] {
                prop_assert!(distance(point, other) > 1e-6);
            }
        }
        prop_assert_eq!(placed(&graph, &of, &circles), points);
    }

    /// Against the sum over all pairs.
    #[test]
    fn far_groups_push_nearly_as_their_people_do(
        points in proptest::collection::vec((-50.0f64..50.0, -50.0f64..50.0), 2..120),
        doubled in any::<bool>(),
    ) {
        let mut points: Vec<Point> = points.into_iter().map(|(x, y)| Point { x, y }).collect();
        if doubled {
            points.push(points[0]);
        }
        let mut tree = Quadtree::default();
        tree.build(&points);
        for &point in &points {
            let (mut exact, mut size) = (Point::default(), 0.0);
            for other in points.iter().map(|other| point.minus(*other)).filter(|away| away.squared() > 0.0) {
                let squared = other.squared();
                exact = Point { x: exact.x + other.x / squared, y: exact.y + other.y / squared };
                size += 1.0 / squared.sqrt();
            }
            let error = distance(tree.push(point), exact);
            prop_assert!(error <= 0.15 * size + 1e-9, "{error} of {size}");
        }
    }
}
