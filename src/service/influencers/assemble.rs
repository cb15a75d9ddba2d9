//! Puts names to numbers: the engine's findings become an answer.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::domain::{Department, Id, Membership, Person, Policy, Reporting, Unit};
use crate::engine;

use super::super::ServiceError;
use super::super::neighbourhood::{Conflict, Lines, Node, Numbered};
use super::super::recall::Recollection;
use super::super::snapshot::Behind;
use super::answer::{
    AnswerSource, ConflictLine, DepartmentInfluence, Introduction, Knowledge, Omission, OmissionReason,
    RedundancyAnswer, ReportingLine, RouteAnswer, RouteParty, RouteStep,
};
use super::compute::{Computed, DepartmentDoors, Together};
use super::part::{PartialAnswer, ShownDoor, Ways};
use super::surroundings::{Margin, Surroundings};
use super::{Checked, Findings, beside};

/// The people of an answer, by identifier.
pub(in crate::service) type People = HashMap<Id, Arc<Person>>;

fn person(people: &People, id: &Id) -> Result<Arc<Person>, ServiceError> {
    let person = people.get(id).map(Arc::clone);
    person.ok_or_else(|| ServiceError::Internal(format!("a line leads to {id:?}, who is not stored")))
}

/// Numbered people with what is shown of them.
pub(in crate::service) struct Cast<'a> {
    numbered: &'a Numbered,
    lines: &'a Lines,
    /// By number; absent: nobody asked for their name, or it is masked.
    people: Vec<Option<Arc<Person>>>,
    /// By number; nothing is known of those that are not in it.
    places: &'a [Option<Arc<Department>>],
}

impl<'a> Cast<'a> {
    /// Finds the people that the answer shows among those that are numbered; `lines` tells of the edges of its routes.
    pub(in crate::service) fn new(
        numbered: &'a Numbered,
        lines: &'a Lines,
        shown: &HashSet<u32>,
        people: &People,
        places: &'a [Option<Arc<Department>>],
    ) -> Result<Self, ServiceError> {
        let mut cast = vec![None; numbered.nodes.len()];
        for &number in shown {
            if let Node::Person(id) = &numbered.nodes[number as usize] {
                cast[number as usize] = Some(person(people, id)?);
            }
        }
        Ok(Self { numbered, lines, people: cast, places })
    }

    pub(in crate::service) fn party(&self, number: u32, strength: f64) -> Result<RouteParty, ServiceError> {
        match (&self.numbered.nodes[number as usize], &self.people[number as usize]) {
            (Node::Person(_), Some(person)) => Ok(RouteParty::Person(Arc::clone(person))),
            (Node::Person(id), None) => Err(ServiceError::Internal(format!("nobody asked for the name of {id:?}"))),
            (Node::Masked(_), _) => {
                let department = self.places.get(number as usize).and_then(Option::as_ref).map(Arc::clone);
                Ok(RouteParty::Masked { department, strength })
            }
        }
    }

    pub(in crate::service) fn route(&self, route: &engine::Route) -> Result<RouteAnswer, ServiceError> {
        let mut steps = Vec::with_capacity(route.edges.len());
        let mut undecayed_probability = 1.0;
        for &edge in &route.edges {
            let untold = || ServiceError::Internal("nobody asked what a line stands on".to_owned());
            let line = self.lines.of(edge).ok_or_else(untold)?;
            let edge = self.numbered.graph.edge(edge);
            undecayed_probability *= line.undecayed.get();
            steps.push(RouteStep {
                from: self.party(edge.from, line.strength.get())?,
                to: self.party(edge.to, line.strength.get())?,
                line: line.kind,
                strength: line.strength.get(),
                undecayed_strength: line.undecayed.get(),
                cold: line.cold,
                evidence: line.evidence.clone(),
                source: line.source.clone(),
                last_evidence_at: line.last_evidence_at,
                age_days: line.age_days,
            });
        }
        let weakest =
            (1..steps.len()).fold(0, |best, i| if steps[i].strength < steps[best].strength { i } else { best });
        Ok(RouteAnswer { probability: route.probability, undecayed_probability, steps, weakest })
    }
}

/// The people on these routes, by number.
pub(in crate::service) fn people_on<'a>(
    numbered: &Numbered,
    routes: impl Iterator<Item = &'a engine::Route>,
) -> HashSet<u32> {
    let edges = routes.flat_map(|route| &route.edges).map(|&edge| numbered.graph.edge(edge));
    edges.flat_map(|edge| [edge.from, edge.to]).collect()
}

impl Recollection<'_> {
    /// The department of each of these doors: where several posts are held, that of the highest title level.
    pub(super) async fn posts_of(
        &self,
        checked: &Checked,
        surroundings: &Surroundings,
        outside: &Numbered,
        doors: &[u32],
    ) -> Result<Vec<Option<Id>>, ServiceError> {
        if let (Some(held), Some(behind)) = (&checked.held, &surroundings.behind) {
            let department = |door: &u32| {
                let number = held.facts.department_of(behind.people[*door as usize].person(), held.day)?;
                Some(held.facts.departments.id(number).clone())
            };
            return Ok(doors.iter().map(department).collect());
        }
        let who = |door: &u32| match &outside.nodes[*door as usize] {
            Node::Person(id) => Some(id),
            Node::Masked(mask) => surroundings.masks.get(mask),
        };
        let people: HashSet<&Id> = doors.iter().filter_map(who).collect();
        let posts = self.posts(&people.into_iter().cloned().collect::<Vec<_>>(), checked.as_of).await?;
        let best = |id: &Id| {
            let departments = posts.get(id)?.iter().filter(|(company, _)| *company == checked.company);
            let department = departments
                .filter_map(|(_, membership)| match &membership.unit {
                    Unit::Department(department) => Some((rank(membership), department)),
                    Unit::Organization(_) => None,
                })
                .min();
            department.map(|(_, department)| department.clone())
        };
        Ok(doors.iter().map(|door| who(door).and_then(best)).collect())
    }

    /// The departments of the doors that are shown, by number, and the records of all departments that are.
    async fn places(
        &self,
        checked: &Checked,
        surroundings: &Surroundings,
        computed: &Computed,
        redundancy: Option<&engine::Redundancy>,
    ) -> Result<(Vec<Option<Arc<Department>>>, HashMap<Id, Arc<Department>>), ServiceError> {
        let Computed { outside, ranked, shown, departments, .. } = computed;
        let cut = redundancy.into_iter().flat_map(|redundancy| redundancy.cut.iter().copied());
        let cut = cut.filter(|node| outside.doors.binary_search(node).is_ok());
        let doors: Vec<u32> = shown.keys().map(|rank| ranked.door(*rank)).chain(cut).collect();
        let posts = self.posts_of(checked, surroundings, outside, &doors).await?;
        let mut wanted: HashSet<&Id> = posts.iter().flatten().collect();
        wanted.extend(departments.iter().flatten().filter_map(|group| group.department.as_ref()));
        let records = self.departments(&wanted.into_iter().cloned().collect::<Vec<_>>()).await?;
        let mut places = vec![None; outside.nodes.len()];
        for (door, post) in doors.iter().zip(&posts) {
            places[*door as usize] = post.as_ref().and_then(|id| records.get(id)).map(Arc::clone);
        }
        Ok((places, records))
    }

    pub(super) async fn assemble(&self, findings: Findings) -> Result<PartialAnswer, ServiceError> {
        let Findings { checked, surroundings, computed, together, introductions, told } = findings;
        let Together { company_reach, department_reach, redundancy } = together;
        let (places, records) = self.places(&checked, &surroundings, &computed, redundancy.as_ref()).await?;
        let knowledge = knowledge(&surroundings, &computed)?;
        let Surroundings { margin: Margin { conflicts, omitted, .. }, behind, .. } = surroundings;
        let outside = &*computed.outside;
        let key = &checked.key_person;
        let conflicts = told.conflicts.or_else(|| beside::live(&checked, &computed, conflicts));
        let reporting = match checked.wanted.reporting {
            true => Some(self.reporting_around(&key.id, checked.as_of).await?),
            false => None,
        };
        let wholly = computed.shown.values().filter(|shown| shown.wholly);
        let mut shown = people_on(outside, wholly.flat_map(|shown| &shown.routes));
        shown.extend(computed.shown.keys().map(|rank| computed.ranked.door(*rank)));
        // Somebody of the cut may be on none of the few routes that are returned.
        shown.extend(redundancy.iter().flat_map(|redundancy| redundancy.cut.iter().copied()));
        let introducing = introductions
            .as_ref()
            .map(|introductions| people_on(&introductions.ways.inside, introductions.routes.values()))
            .unwrap_or_default();

        let mut wanted: BTreeSet<&Id> = outside.people(shown.iter().copied()).collect();
        let beside = conflicts.iter().flat_map(|conflicts| conflicts.shown.values());
        wanted.extend(beside.flat_map(|conflict| [&conflict.from, &conflict.to]));
        wanted.extend(reporting.iter().flat_map(|lines| lines.iter()).flat_map(|r| [&r.person_id, &r.manager_id]));
        if let Some(introductions) = &introductions {
            wanted.extend(introductions.ways.inside.people(introducing.iter().copied()));
        }
        let people = self.people(&wanted.into_iter().cloned().collect::<Vec<_>>()).await?;
        let cast = Cast::new(outside, told.outside.as_ref().unwrap_or(&outside.lines), &shown, &people, &places)?;
        let ways = match &introductions {
            None => None,
            Some(found) => {
                let inside = &found.ways.inside;
                let lines = told.inside.as_ref().unwrap_or(&inside.lines);
                Some((Cast::new(inside, lines, &introducing, &people, &[])?, found))
            }
        };

        let viewer = Node::Person(self.viewer().person.clone());
        let mut doors = BTreeMap::new();
        for (&rank, shown) in &computed.shown {
            let door = computed.ranked.door(rank);
            let best = shown.routes.first().ok_or_else(|| ServiceError::Internal("a door has no route".to_owned()))?;
            let (undecayed_probability, cold) = faded(outside, behind.as_ref(), best)?;
            let ways_over = if shown.wholly {
                let introduction = match &ways {
                    None => None,
                    Some(_) if outside.nodes[door as usize] == viewer => {
                        Some(Introduction { probability: 1.0, route: None })
                    }
                    Some((cast, found)) => match found.routes.get(&rank) {
                        None => None,
                        Some(way) => {
                            let route = cast.route(way)?;
                            Some(Introduction { probability: route.probability, route: Some(route) })
                        }
                    },
                };
                let routes = shown.routes.iter().map(|route| cast.route(route)).collect::<Result<_, _>>()?;
                Some(Ways { routes, introduction })
            } else {
                None
            };
            let shown = ShownDoor {
                employee: cast.party(door, outside.graph.probability(best.edges[0]).get())?,
                department: places[door as usize].clone(),
                probability: best.probability,
                undecayed_probability,
                deep: computed.is_deep(rank, &checked.policy),
                cold,
                ask_first: introductions.as_ref().is_some_and(|found| found.ask_first == Some(rank)),
                ways: ways_over,
            };
            doors.insert(rank, shown);
        }

        let cut = |redundancy: engine::Redundancy| {
            let party = |&node: &u32| {
                let outgoing = outside.graph.outgoing(node).map(|edge| outside.graph.probability(edge).get());
                cast.party(node, outgoing.fold(0.0, f64::max))
            };
            let cut = redundancy.cut.iter().map(party).collect::<Result<_, _>>()?;
            Ok::<_, ServiceError>(RedundancyAnswer { disjoint_routes: redundancy.disjoint_routes, cut })
        };
        let redundancy = redundancy.map(cut).transpose()?;
        let departments = computed.departments.map(|groups| {
            let told = |(group, reach): (DepartmentDoors, engine::Reach)| DepartmentInfluence {
                department: group.department.as_ref().and_then(|id| records.get(id)).map(Arc::clone),
                best_door: group.best,
                doors: group.doors.len(),
                reach,
            };
            groups.into_iter().zip(department_reach).map(told).collect()
        });
        let reporting = reporting.map(|lines| {
            let told = |line: &Reporting| {
                Ok(ReportingLine {
                    person: person(&people, &line.person_id)?,
                    manager: person(&people, &line.manager_id)?,
                    line: line.clone(),
                })
            };
            lines.iter().map(told).collect::<Result<_, ServiceError>>()
        });
        let told = |conflict: Conflict| {
            Ok(ConflictLine {
                from: person(&people, &conflict.from)?,
                to: person(&people, &conflict.to)?,
                strength: conflict.line.strength,
                evidence: conflict.line.evidence,
                observed_at: conflict.line.observed_at,
            })
        };
        let conflicts = conflicts.map(|conflicts| conflicts.try_map(told));
        Ok(PartialAnswer {
            knowledge,
            key_person: Arc::clone(key),
            n_doors: computed.ranked.len(),
            doors,
            departments,
            company_reach,
            redundancy,
            omissions: omissions(omitted),
            reporting: reporting.transpose()?,
            conflicts: conflicts.transpose()?,
            as_of: checked.as_of,
            data_version: 0,
            source: if checked.held.is_some() { AnswerSource::Snapshot } else { AnswerSource::Live },
            policy: checked.policy,
        })
    }
}

/// What a route would be without decay, and whether a step of it is at its floor.
fn faded(outside: &Numbered, behind: Option<&Behind>, route: &engine::Route) -> Result<(f64, bool), ServiceError> {
    let (mut undecayed, mut cold) = (1.0, false);
    for &edge in &route.edges {
        let line = match behind {
            Some(behind) => {
                let line = &behind.lines[edge as usize];
                (line.undecayed, line.cold)
            }
            None => {
                let untold = || ServiceError::Internal("a line of the store is not told".to_owned());
                let line = outside.lines.of(edge).ok_or_else(untold)?;
                (line.undecayed, line.cold)
            }
        };
        undecayed *= line.0.get();
        cold |= line.1;
    }
    Ok((undecayed, cold))
}

impl Computed {
    /// Whether one of the routes of a door is deep 深度影响: direct, and at least as probable as the policy asks.
    fn is_deep(&self, rank: usize, policy: &Policy) -> bool {
        let graph = &self.outside.graph;
        let is_deep = |route: &engine::Route| route.edges.len() == 1 && route.probability >= policy.route.deep;
        match &self.shown.get(&rank) {
            Some(shown) if shown.wholly => shown.routes.iter().any(is_deep),
            _ => {
                let direct = graph.edge_between(self.ranked.door(rank), self.target);
                let may_be = direct.is_some_and(|edge| graph.probability(edge).get() >= policy.route.deep);
                // More probable routes may leave no place for it.
                may_be && self.ranked.routes(graph, rank, policy.route.routes_per_door as usize).iter().any(is_deep)
            }
        }
    }
}

/// Of several posts, that of the highest title level counts.
fn rank(membership: &Membership) -> u8 {
    membership.level.unwrap_or(u8::MAX)
}

fn knowledge(surroundings: &Surroundings, computed: &Computed) -> Result<Knowledge, ServiceError> {
    let Computed { outside, ranked, .. } = computed;
    for rank in 0..ranked.len() {
        let (_, cold) = faded(outside, surroundings.behind.as_ref(), &ranked.best(&outside.graph, rank))?;
        if !cold {
            return Ok(Knowledge::Known);
        }
    }
    let Margin { omitted, recorded_none, .. } = &surroundings.margin;
    Ok(if !ranked.is_empty() {
        Knowledge::Cold
    } else if *omitted > 0 {
        Knowledge::Hidden
    } else if *recorded_none {
        Knowledge::None
    } else {
        Knowledge::Unknown
    })
}

fn omissions(count: u64) -> Vec<Omission> {
    if count == 0 { Vec::new() } else { vec![Omission { reason: OmissionReason::OtherTeams, count }] }
}
