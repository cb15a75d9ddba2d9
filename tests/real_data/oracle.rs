//! What the answers are held against: plain computations over a plain graph, slow and obvious.

use std::collections::{BTreeMap, BTreeSet};

/// Who can move whom.
pub struct Graph {
    /// Identifiers as they are stored.
    pub people: Vec<String>,
    /// Whether somebody works for us.
    pub own: Vec<bool>,
    /// For each person: who can move them, with what chance.
    pub into: Vec<Vec<(usize, f64)>>,
}

/// A step from the first to the second.
type Step = (usize, usize);

impl Graph {
    /// Everybody, and no lines yet.
    pub fn new(people: Vec<String>, own: Vec<bool>) -> Self {
        let into = vec![Vec::new(); people.len()];
        Self { people, own, into }
    }

    /// The chance that one can move the other, 0 where there is no line.
    fn chance(&self, (from, to): Step) -> f64 {
        self.into[to].iter().find(|(who, _)| *who == from).map_or(0.0, |(_, chance)| *chance)
    }

    /// Every route of at most `steps` steps to `key` that begins at one of us and has no other of us on it.
    fn routes(&self, key: usize, steps: usize) -> Vec<Vec<Step>> {
        fn walk(graph: &Graph, path: &mut Vec<usize>, steps: usize, routes: &mut Vec<Vec<Step>>) {
            let here = path[path.len() - 1];
            for &(from, _) in &graph.into[here] {
                if path.contains(&from) {
                    continue;
                }
                path.push(from);
                if graph.own[from] {
                    routes.push(path.windows(2).rev().map(|pair| (pair[1], pair[0])).collect());
                } else if path.len() <= steps {
                    walk(graph, path, steps, routes);
                }
                path.pop();
            }
        }
        let mut routes = Vec::new();
        walk(self, &mut vec![key], steps, &mut routes);
        routes
    }

    /// For each of us with a way to `key`: the chances of the best `k` routes.
    pub fn doors(&self, key: usize, steps: usize, k: usize) -> BTreeMap<String, Vec<f64>> {
        let mut doors: BTreeMap<String, Vec<f64>> = BTreeMap::new();
        for route in self.routes(key, steps) {
            let chance = route.iter().map(|step| self.chance(*step)).product();
            doors.entry(self.people[route[0].0].clone()).or_default().push(chance);
        }
        for chances in doors.values_mut() {
            chances.sort_unstable_by(|a, b| b.total_cmp(a));
            chances.truncate(k);
        }
        doors
    }

    /// The chance that at least one route is open, by looking at every state of the steps on routes; nothing where there are
    /// too many.
    pub fn exact_reach(&self, key: usize, steps: usize) -> Option<f64> {
        let routes = self.routes(key, steps);
        let on_routes: BTreeSet<Step> = routes.iter().flatten().copied().collect();
        let on_routes: Vec<Step> = on_routes.into_iter().collect();
        if on_routes.len() > 14 {
            return None;
        }
        let bit = |step: &Step| 1_u32 << on_routes.iter().position(|s| s == step).expect("a step on a route");
        let masks: Vec<u32> = routes.iter().map(|route| route.iter().map(bit).sum()).collect();
        let state = |state: u32| -> f64 {
            let chances = on_routes.iter().map(|step| (bit(step), self.chance(*step)));
            chances.map(|(bit, chance)| if state & bit == 0 { 1.0 - chance } else { chance }).product()
        };
        let states = 0..1_u32 << on_routes.len();
        Some(states.filter(|open| masks.iter().any(|mask| open & mask == *mask)).map(state).sum())
    }

    /// The same chance, estimated over `worlds` worlds; with the standard error.
    pub fn estimated_reach(&self, key: usize, steps: usize, worlds: u32) -> (f64, f64) {
        let mut random = Random(0x5eed);
        let mut seen = vec![0_u32; self.people.len()];
        let successes = (1..=worlds).filter(|world| self.is_open(key, steps, *world, &mut seen, &mut random)).count();
        let share = successes as f64 / f64::from(worlds);
        (share, (share * (1.0 - share) / f64::from(worlds)).sqrt())
    }

    /// One world: goes back from the key person over open steps, each looked at once, nearest people first.
    fn is_open(&self, key: usize, steps: usize, world: u32, seen: &mut [u32], random: &mut Random) -> bool {
        let mut frontier = vec![key];
        seen[key] = world;
        for step in 1..=steps {
            let mut next = Vec::new();
            for here in frontier {
                for &(from, chance) in &self.into[here] {
                    let useful = self.own[from] || step < steps && seen[from] != world;
                    if useful && random.unit() < chance {
                        if self.own[from] {
                            return true;
                        }
                        seen[from] = world;
                        next.push(from);
                    }
                }
            }
            frontier = next;
        }
        false
    }
}

/// SplitMix64.
struct Random(u64);

impl Random {
    /// A number in [0, 1).
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Two doors, a and b, over one contact c: a → c 0.5, b → c 0.5, c → k 0.5, a → k 0.2.
#[test]
fn the_oracle_is_right_where_paper_is_enough() {
    let people = ["a", "b", "c", "k"].map(str::to_owned).to_vec();
    let mut graph = Graph::new(people, vec![true, true, false, false]);
    graph.into[2] = vec![(0, 0.5), (1, 0.5)];
    graph.into[3] = vec![(2, 0.5), (0, 0.2)];
    let doors = graph.doors(3, 3, 3);
    assert_eq!(doors["a"], [0.25, 0.2]);
    assert_eq!(doors["b"], [0.25]);
    // 1 − (1 − 0.2)(1 − 0.5 · (1 − 0.25)).
    let exact = graph.exact_reach(3, 3).expect("four steps");
    assert!((exact - 0.5).abs() < 1e-12, "{exact}");
    let (estimated, error) = graph.estimated_reach(3, 3, 20_000);
    assert!((estimated - exact).abs() < 4.0 * error, "{estimated} ± {error}");
    assert_eq!(graph.doors(3, 1, 3).len(), 1, "one step reaches from a alone");
}
