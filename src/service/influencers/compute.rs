//! What the engine finds: who is a door and in which order, and the routes of those that are shown.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::domain::Id;
use crate::engine::{self, IntroductionProblem, RankedDoors, ReachProblem, RedundancyProblem, Route, RouteProblem};

use super::super::ServiceError;
use super::super::neighbourhood::{Node, Numbered};
use super::super::recall::Recollection;
use super::super::snapshot::{Behind, Who};
use super::Checked;
use super::part::{Telling, Wanted};
use super::surroundings::{Inside, Surroundings};

/// The doors, by number.
pub(super) struct Computed {
    pub outside: Arc<Numbered>,
    /// The key person.
    pub target: u32,
    pub ranked: RankedDoors,
    /// Of each door that is shown, by rank.
    pub shown: BTreeMap<usize, Shown>,
    /// In the order of their best doors.
    pub departments: Option<Vec<DepartmentDoors>>,
    /// Who is at an end of a conflict and on a route of any door, with the rank of the first such door.
    pub on_routes: HashMap<u32, usize>,
}

/// A door that is shown.
pub(super) struct Shown {
    /// Whether everything of it is told.
    pub wholly: bool,
    /// All of them where everything is told, else the best.
    pub routes: Vec<Route>,
}

/// The doors that belong to one department; to none that is known, if it is absent.
pub(super) struct DepartmentDoors {
    pub department: Option<Id>,
    /// The rank of the best of them.
    pub best: usize,
    /// Ascending.
    pub doors: Vec<u32>,
}

/// What several doors come to together.
pub(super) struct Together {
    pub company_reach: Option<engine::Reach>,
    /// In the order of the departments.
    pub department_reach: Vec<engine::Reach>,
    pub redundancy: Option<engine::Redundancy>,
}

/// The viewer's ways to colleagues.
pub(in crate::service) struct InsideWays {
    pub(super) inside: Numbered,
    /// Of a graph out of the snapshot.
    pub(super) behind: Option<Behind>,
    /// The best way to each, by number.
    routes: Vec<Option<Route>>,
}

/// The viewer's ways to the doors.
pub(super) struct Introductions {
    pub ways: Arc<InsideWays>,
    /// Those of the doors of which everything is told, by rank.
    pub routes: BTreeMap<usize, Route>,
    /// The rank of the door with the largest product of introduction and route; the better ranked of equals.
    pub ask_first: Option<usize>,
}

impl Recollection<'_> {
    /// Ranks the doors, and finds the routes of those that are shown.
    pub(super) async fn rank(
        &self,
        checked: &Checked,
        surroundings: &Surroundings,
        outside: Numbered,
    ) -> Result<Computed, ServiceError> {
        let key = Node::Person(checked.key_person.id.clone());
        let Some(target) = outside.number(&key) else {
            return Err(ServiceError::Internal("the key person has no number".to_owned()));
        };
        let posts = if checked.wanted.departments {
            Some(self.posts_of(checked, surroundings, &outside, &outside.doors).await?)
        } else {
            None
        };
        let at_conflicts = match &checked.wanted.conflicts {
            Some(_) => surroundings.at_conflicts(&outside, target),
            None => Vec::new(),
        };
        let (policy, wanted) = (Arc::clone(&checked.policy), Arc::clone(&checked.wanted));
        let rank = move || {
            let (graph, doors) = (&outside.graph, outside.doors.as_slice());
            let max_edges = policy.route.steps_outside as u8;
            let k = policy.route.routes_per_door as usize;
            let ranked = RankedDoors::new(&RouteProblem { graph, target, doors, max_edges, k });
            let departments = posts.map(|posts| departments(&outside, &ranked, posts));
            let shown = shown(graph, &ranked, k, &wanted, departments.as_deref().unwrap_or_default());
            let on_routes = ranked.on_routes(&at_conflicts, k).into_iter().collect();
            Computed { target, ranked, shown, departments, on_routes, outside: Arc::new(outside) }
        };
        self.service().compute.run(rank).await
    }

    /// What the doors of the company, and those of each department, come to together.
    pub(super) async fn together(&self, checked: &Checked, computed: &Computed) -> Result<Together, ServiceError> {
        let (policy, wanted) = (Arc::clone(&checked.policy), Arc::clone(&checked.wanted));
        let (outside, target) = (Arc::clone(&computed.outside), computed.target);
        let groups: Vec<Vec<u32>> =
            computed.departments.iter().flatten().map(|department| department.doors.clone()).collect();
        if !wanted.company_reach && !wanted.redundancy && groups.is_empty() {
            return Ok(Together { company_reach: None, department_reach: Vec::new(), redundancy: None });
        }
        let look = move || {
            let (graph, doors) = (&outside.graph, outside.doors.as_slice());
            let max_edges = policy.route.steps_outside as u8;
            let problem = ReachProblem {
                graph,
                target,
                doors,
                max_edges,
                worlds: policy.reach.worlds as u32,
                seed: policy.reach.seed as u64,
                exact_budget: policy.reach.exact_budget as u64,
            };
            let groups: Vec<&[u32]> = groups.iter().map(Vec::as_slice).collect();
            let redundancy = RedundancyProblem { graph, target, doors, max_edges };
            Together {
                company_reach: wanted.company_reach.then(|| engine::reach(&problem)),
                department_reach: engine::reach_of_groups(&problem, &groups),
                redundancy: wanted.redundancy.then(|| engine::redundancy(&redundancy)),
            }
        };
        self.service().compute.run(look).await
    }

    /// The viewer's best way to each door; only inside our own company.
    pub(super) async fn introductions(
        &self,
        checked: &Checked,
        surroundings: &Surroundings,
        computed: &Computed,
    ) -> Result<Option<Introductions>, ServiceError> {
        if checked.excluded.is_some() || computed.ranked.is_empty() || !checked.wanted.introductions {
            return Ok(None);
        }
        let ways = self.inside_ways(checked).await?;
        let Computed { outside, ranked, shown, .. } = computed;
        let (mut first, mut told) = (None, BTreeMap::new());
        for rank in 0..ranked.len() {
            let door = ranked.door(rank) as usize;
            let number = match (&surroundings.behind, &ways.behind) {
                (Some(outside), Some(inside)) => inside.number(outside.people[door]),
                _ => ways.inside.number(&outside.nodes[door]),
            };
            let Some(way) = number.and_then(|number| ways.routes[number as usize].as_ref()) else { continue };
            let chance = way.probability * ranked.best(&outside.graph, rank).probability;
            if first.is_none_or(|(_, known)| chance > known) {
                first = Some((rank, chance));
            }
            if shown.get(&rank).is_some_and(|shown| shown.wholly) {
                told.insert(rank, way.clone());
            }
        }
        Ok(Some(Introductions { ways, routes: told, ask_first: first.map(|(rank, _)| rank) }))
    }

    /// The viewer's best way to each colleague; out of the snapshot it is kept, because it is the same for every key person.
    async fn inside_ways(&self, checked: &Checked) -> Result<Arc<InsideWays>, ServiceError> {
        let steps = checked.policy.route.steps_inside as u8;
        let key = (self.viewer().person.clone(), self.viewer().role, checked.as_of.day(), steps);
        if checked.held.is_some()
            && let Some(ways) = self.generation().inside.get(&key)
        {
            return Ok(ways);
        }
        let Inside { inside, behind, viewer } = self.inside(checked).await?;
        let find = move || {
            let (graph, everybody) = (&inside.graph, (0..inside.graph.nodes()).collect::<Vec<u32>>());
            let problem = IntroductionProblem { graph, viewer, doors: &everybody, max_edges: steps };
            let routes = engine::introductions(&problem);
            Arc::new(InsideWays { inside, behind, routes })
        };
        let ways = self.service().compute.run(find).await?;
        if ways.behind.is_some() {
            let kept = Arc::clone(&ways);
            self.remember(move |generation| generation.inside.insert(key, kept));
        }
        Ok(ways)
    }
}

impl Surroundings {
    /// Who is at an end of a conflict that is told only if it touches a route; those at the key person are told in any case.
    fn at_conflicts(&self, outside: &Numbered, target: u32) -> Vec<u32> {
        let told = self.margin.conflicts.iter().flat_map(|conflict| [&conflict.from, &conflict.to]);
        let mut ends: Vec<u32> = told.filter_map(|id| outside.number(&Node::Person(id.clone()))).collect();
        if let Some(behind) = &self.behind {
            let untold = self.untold.iter().flat_map(|line| [line.from, line.to]);
            ends.extend(untold.filter_map(|person| behind.number(Who::Person(person))));
        }
        ends.retain(|end| *end != target);
        ends
    }
}

/// The ranked doors by department. `posts` has the department of each of the doors.
fn departments(outside: &Numbered, ranked: &RankedDoors, posts: Vec<Option<Id>>) -> Vec<DepartmentDoors> {
    let mut ranks = vec![None; outside.nodes.len()];
    (0..ranked.len()).for_each(|rank| ranks[ranked.door(rank) as usize] = Some(rank));
    let mut groups: HashMap<Option<Id>, (usize, Vec<u32>)> = HashMap::new();
    for (&door, post) in outside.doors.iter().zip(posts) {
        if let Some(rank) = ranks[door as usize] {
            let (best, doors) = groups.entry(post).or_insert((rank, Vec::new()));
            *best = rank.min(*best);
            doors.push(door);
        }
    }
    let group = |(department, (best, doors))| DepartmentDoors { department, best, doors };
    let mut groups: Vec<DepartmentDoors> = groups.into_iter().map(group).collect();
    groups.sort_unstable_by_key(|group| group.best);
    groups
}

/// The doors that are shown, with the routes that are.
fn shown(
    graph: &engine::Graph,
    ranked: &RankedDoors,
    k: usize,
    wanted: &Wanted,
    departments: &[DepartmentDoors],
) -> BTreeMap<usize, Shown> {
    let mut ranks: BTreeMap<usize, bool> = wanted.ranks(ranked.len()).into_iter().map(|rank| (rank, true)).collect();
    if wanted.best_doors != Telling::Nothing {
        let wholly = wanted.best_doors == Telling::Wholly;
        for department in departments {
            *ranks.entry(department.best).or_default() |= wholly;
        }
    }
    let routes = |rank, wholly| {
        if wholly { ranked.routes(graph, rank, k) } else { vec![ranked.best(graph, rank)] }
    };
    ranks.into_iter().map(|(rank, wholly)| (rank, Shown { wholly, routes: routes(rank, wholly) })).collect()
}
