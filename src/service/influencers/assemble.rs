//! Puts names to numbers: the engine's findings become an answer.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::domain::{Department, Id, Membership, Person, Unit};
use crate::engine;

use super::super::ServiceError;
use super::super::neighbourhood::{Neighbourhood, Node, Numbered};
use super::super::recall::Recollection;
use super::answer::{
    AnswerSource, ConflictLine, DepartmentInfluence, Door, InfluenceAnswer, Introduction, Knowledge, Omission,
    OmissionReason, RedundancyAnswer, ReportingLine, RouteAnswer, RouteParty, RouteStep,
};
use super::surroundings::{Margin, Places, Surroundings};
use super::{Checked, DepartmentDoors, Findings};

/// The doors by department, in the order of the departments' identifiers; those of no known department last.
pub(super) fn departments(doors: &[u32], places: &Places) -> Vec<DepartmentDoors> {
    let mut by_department: BTreeMap<&Id, (&Arc<Department>, Vec<u32>)> = BTreeMap::new();
    let mut placeless = Vec::new();
    for &door in doors {
        match &places[door as usize] {
            Some(department) => {
                by_department.entry(&department.id).or_insert_with(|| (department, Vec::new())).1.push(door);
            }
            None => placeless.push(door),
        }
    }
    let mut all: Vec<DepartmentDoors> = by_department
        .into_values()
        .map(|(department, doors)| DepartmentDoors { department: Some(Arc::clone(department)), doors })
        .collect();
    if !placeless.is_empty() {
        all.push(DepartmentDoors { department: None, doors: placeless });
    }
    all
}

/// The people of an answer, by identifier.
pub(in crate::service) type People = HashMap<Id, Arc<Person>>;

fn person(people: &People, id: &Id) -> Result<Arc<Person>, ServiceError> {
    let person = people.get(id).map(Arc::clone);
    person.ok_or_else(|| ServiceError::Internal(format!("a line leads to {id:?}, who is not stored")))
}

/// Numbered people with what is shown of them.
pub(in crate::service) struct Cast<'a> {
    numbered: &'a Numbered,
    /// By number; absent: nobody asked for their name, or it is masked.
    people: Vec<Option<Arc<Person>>>,
    /// By number; nothing is known of those that are not in it.
    places: &'a [Option<Arc<Department>>],
}

impl<'a> Cast<'a> {
    /// Finds the people that the answer shows among those that are numbered.
    pub(in crate::service) fn new(
        numbered: &'a Numbered,
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
        Ok(Self { numbered, people: cast, places })
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
            let line = self.numbered.lines.of(edge).ok_or_else(untold)?;
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
    /// The department of each door: where several posts are held, that of the highest title level.
    pub(super) async fn places_of(
        &self,
        checked: &Checked,
        found: &Neighbourhood,
        numbered: &Numbered,
    ) -> Result<Places, ServiceError> {
        let who = |door: &u32| match &numbered.nodes[*door as usize] {
            Node::Person(id) => Some((*door, id)),
            Node::Masked(mask) => found.behind.get(mask).map(|id| (*door, id)),
        };
        let doors: Vec<(u32, &Id)> = numbered.doors.iter().filter_map(who).collect();
        let people: HashSet<&Id> = doors.iter().map(|(_, id)| *id).collect();
        let posts = self.posts(&people.into_iter().cloned().collect::<Vec<_>>(), checked.as_of).await?;
        let best = |(door, id): (u32, &Id)| {
            let departments = posts.get(id)?.iter().filter(|(company, _)| *company == checked.company);
            let department = departments
                .filter_map(|(_, membership)| match &membership.unit {
                    Unit::Department(department) => Some((rank(membership), department)),
                    Unit::Organization(_) => None,
                })
                .min();
            department.map(|(_, department)| (door, department.clone()))
        };
        let best: Vec<(u32, Id)> = doors.into_iter().filter_map(best).collect();
        self.named_places(best, numbered).await
    }

    /// Departments of doors, by number, with their records.
    pub(super) async fn named_places(&self, best: Vec<(u32, Id)>, numbered: &Numbered) -> Result<Places, ServiceError> {
        let wanted: HashSet<&Id> = best.iter().map(|(_, department)| department).collect();
        let departments = self.departments(&wanted.into_iter().cloned().collect::<Vec<_>>()).await?;
        let mut places = vec![None; numbered.nodes.len()];
        for (door, department) in best {
            places[door as usize] = departments.get(&department).map(Arc::clone);
        }
        Ok(places)
    }

    pub(super) async fn assemble(&self, findings: Findings) -> Result<InfluenceAnswer, ServiceError> {
        let Findings { checked, surroundings, computed, introductions } = findings;
        let Surroundings { places, margin: Margin { conflicts, omitted, recorded_none }, .. } = surroundings;
        let outside = &computed.outside;
        let key = &checked.key_person;
        let mut shown = people_on(outside, computed.doors.iter().flat_map(|door| &door.routes));
        let conflicts: Vec<_> = {
            let on_routes: HashSet<&Id> = outside.people(shown.iter().copied()).chain([&key.id]).collect();
            conflicts.into_iter().filter(|c| on_routes.contains(&c.from) || on_routes.contains(&c.to)).collect()
        };
        let reporting = self.reporting_around(&key.id, checked.as_of).await?;
        // Somebody of the cut may be on none of the few routes that are returned.
        shown.extend(computed.redundancy.cut.iter().copied());
        let introducing = introductions
            .as_ref()
            .map(|introductions| people_on(&introductions.inside, introductions.routes.iter().flatten()))
            .unwrap_or_default();

        let mut wanted: BTreeSet<&Id> = outside.people(shown.iter().copied()).collect();
        wanted.extend(conflicts.iter().flat_map(|c| [&c.from, &c.to]));
        wanted.extend(reporting.iter().flat_map(|r| [&r.person_id, &r.manager_id]));
        if let Some(introductions) = &introductions {
            wanted.extend(introductions.inside.people(introducing.iter().copied()));
        }
        let people = self.people(&wanted.into_iter().cloned().collect::<Vec<_>>()).await?;
        let cast = Cast::new(outside, &shown, &people, &places)?;
        let ways = match &introductions {
            None => None,
            Some(found) => Some((Cast::new(&found.inside, &introducing, &people, &[])?, &found.routes)),
        };

        let viewer = Node::Person(self.viewer().person.clone());
        let mut doors = Vec::with_capacity(computed.doors.len());
        for (i, door) in computed.doors.iter().enumerate() {
            let routes: Vec<RouteAnswer> =
                door.routes.iter().map(|route| cast.route(route)).collect::<Result<_, _>>()?;
            let Some(best) = routes.first() else {
                return Err(ServiceError::Internal("a door has no route".to_owned()));
            };
            let introduction = match &ways {
                None => None,
                Some(_) if outside.nodes[door.door as usize] == viewer => {
                    Some(Introduction { probability: 1.0, route: None })
                }
                Some((cast, ways)) => match ways.get(i).and_then(Option::as_ref) {
                    None => None,
                    Some(way) => {
                        let route = cast.route(way)?;
                        Some(Introduction { probability: route.probability, route: Some(route) })
                    }
                },
            };
            doors.push(Door {
                employee: cast.party(door.door, best.steps[0].strength)?,
                department: places[door.door as usize].clone(),
                probability: best.probability,
                undecayed_probability: best.undecayed_probability,
                deep: routes.iter().any(|r| r.steps.len() == 1 && r.probability >= checked.policy.route.deep),
                cold: best.steps.iter().any(|step| step.cold),
                introduction,
                ask_first: false,
                routes,
            });
        }
        mark_first_to_ask(&mut doors);

        let mut ranks: Vec<Option<usize>> = vec![None; outside.nodes.len()];
        for (rank, door) in computed.doors.iter().enumerate() {
            ranks[door.door as usize] = Some(rank);
        }
        let mut departments = Vec::with_capacity(computed.departments.len());
        for (group, reach) in computed.departments.into_iter().zip(computed.department_reach) {
            let ranks: Vec<usize> = group.doors.iter().filter_map(|door| ranks[*door as usize]).collect();
            if let Some(&best_door) = ranks.iter().min() {
                let department = group.department;
                departments.push(DepartmentInfluence { department, best_door, doors: ranks.len(), reach });
            }
        }
        departments.sort_by_key(|d| d.best_door);

        let cut = computed.redundancy.cut.iter().map(|&node| {
            let outgoing = outside.graph.outgoing(node).map(|edge| outside.graph.probability(edge).get());
            cast.party(node, outgoing.fold(0.0, f64::max))
        });
        let redundancy = RedundancyAnswer {
            disjoint_routes: computed.redundancy.disjoint_routes,
            cut: cut.collect::<Result<_, _>>()?,
        };
        let reporting = reporting.iter().map(|line| {
            Ok(ReportingLine {
                person: person(&people, &line.person_id)?,
                manager: person(&people, &line.manager_id)?,
                line: line.clone(),
            })
        });
        let conflicts = conflicts.into_iter().map(|c| {
            Ok(ConflictLine {
                from: person(&people, &c.from)?,
                to: person(&people, &c.to)?,
                strength: c.line.strength,
                evidence: c.line.evidence,
                observed_at: c.line.observed_at,
            })
        });
        Ok(InfluenceAnswer {
            knowledge: knowledge(&doors, omitted, recorded_none),
            key_person: Arc::clone(key),
            departments,
            company_reach: computed.company_reach,
            redundancy,
            omissions: omissions(omitted),
            reporting: reporting.collect::<Result<_, ServiceError>>()?,
            conflicts: conflicts.collect::<Result<_, ServiceError>>()?,
            doors,
            as_of: checked.as_of,
            data_version: 0,
            source: if checked.held.is_some() { AnswerSource::Snapshot } else { AnswerSource::Live },
            policy: checked.policy,
        })
    }
}

/// Of several posts, that of the highest title level counts.
fn rank(membership: &Membership) -> u8 {
    membership.level.unwrap_or(u8::MAX)
}

/// Marks the door with the largest product of introduction and route; the better ranked of equals.
fn mark_first_to_ask(doors: &mut [Door]) {
    let chance = |door: &Door| door.introduction.as_ref().map(|i| i.probability * door.probability);
    let mut best: Option<(usize, f64)> = None;
    for (i, door) in doors.iter().enumerate() {
        if let Some(chance) = chance(door)
            && best.is_none_or(|(_, known)| chance > known)
        {
            best = Some((i, chance));
        }
    }
    if let Some((i, _)) = best {
        doors[i].ask_first = true;
    }
}

fn knowledge(doors: &[Door], omitted: u64, recorded_none: bool) -> Knowledge {
    if doors.iter().any(|door| !door.cold) {
        Knowledge::Known
    } else if !doors.is_empty() {
        Knowledge::Cold
    } else if omitted > 0 {
        Knowledge::Hidden
    } else if recorded_none {
        Knowledge::None
    } else {
        Knowledge::Unknown
    }
}

fn omissions(count: u64) -> Vec<Omission> {
    if count == 0 { Vec::new() } else { vec![Omission { reason: OmissionReason::OtherTeams, count }] }
}
