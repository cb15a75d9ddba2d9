//! Puts names to numbers: the engine's findings become an answer.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::domain::{Department, Id, Membership, Person, Reporting, ReportingScope, Unit};
use crate::engine;

use super::super::neighbourhood::{Neighbourhood, Node, Numbered};
use super::super::{Reading, ServiceError};
use super::answer::{
    AnswerSource, ConflictLine, DepartmentInfluence, Door, InfluenceAnswer, Introduction, Knowledge, Omission,
    OmissionReason, RedundancyAnswer, ReportingLine, RouteAnswer, RouteParty, RouteStep,
};
use super::{Checked, DepartmentDoors, Findings, Places};

/// The doors by department, in the order of the departments' identifiers; those of no known department last.
pub(super) fn departments(found: &Neighbourhood, places: &Places) -> Vec<DepartmentDoors> {
    let mut by_department: BTreeMap<&Id, (Arc<Department>, Vec<Node>)> = BTreeMap::new();
    let mut placeless = Vec::new();
    for node in &found.own {
        match places.get(node) {
            Some(department) => {
                let entry = by_department.entry(&department.id);
                entry.or_insert_with(|| (Arc::clone(department), Vec::new())).1.push(node.clone());
            }
            None => placeless.push(node.clone()),
        }
    }
    let mut all: Vec<DepartmentDoors> = by_department
        .into_values()
        .map(|(department, doors)| DepartmentDoors { department: Some(department), doors })
        .collect();
    if !placeless.is_empty() {
        all.push(DepartmentDoors { department: None, doors: placeless });
    }
    all
}

/// The people of an answer, by identifier.
struct Names<'a> {
    people: BTreeMap<Id, Arc<Person>>,
    places: &'a Places,
}

impl Names<'_> {
    fn person(&self, id: &Id) -> Result<Arc<Person>, ServiceError> {
        let person = self.people.get(id).map(Arc::clone);
        person.ok_or_else(|| ServiceError::Internal(format!("a line leads to {id:?}, who is not stored")))
    }

    fn party(&self, node: &Node, strength: f64) -> Result<RouteParty, ServiceError> {
        match node {
            Node::Person(id) => Ok(RouteParty::Person(self.person(id)?)),
            Node::Masked(_) => Ok(RouteParty::Masked { department: self.places.get(node).map(Arc::clone), strength }),
        }
    }

    fn route(
        &self,
        found: &Neighbourhood,
        numbered: &Numbered,
        route: &engine::Route,
    ) -> Result<RouteAnswer, ServiceError> {
        let mut steps = Vec::with_capacity(route.edges.len());
        let mut undecayed_probability = 1.0;
        for &edge in &route.edges {
            let edge = numbered.graph.edge(edge);
            let (from, to) = (&numbered.nodes[edge.from as usize], &numbered.nodes[edge.to as usize]);
            let Some(line) = found.lines.get(&(from.clone(), to.clone())) else {
                return Err(ServiceError::Internal("an edge of the graph has no line".to_owned()));
            };
            undecayed_probability *= line.undecayed.get();
            steps.push(RouteStep {
                from: self.party(from, line.strength.get())?,
                to: self.party(to, line.strength.get())?,
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

/// The people on these routes.
fn people_on<'a>(numbered: &'a Numbered, routes: impl Iterator<Item = &'a engine::Route>) -> BTreeSet<&'a Id> {
    let edges = routes.flat_map(|route| &route.edges).map(|&edge| numbered.graph.edge(edge));
    let nodes = edges.flat_map(|edge| [edge.from, edge.to]).map(|node| &numbered.nodes[node as usize]);
    nodes
        .filter_map(|node| match node {
            Node::Person(id) => Some(id),
            Node::Masked(_) => None,
        })
        .collect()
}

impl Reading {
    /// The department of each door: where several posts are held, that of the highest title level.
    pub(super) async fn places_of(&self, checked: &Checked, found: &Neighbourhood) -> Result<Places, ServiceError> {
        let person_of = |node: &Node| match node {
            Node::Person(id) => Some(id.clone()),
            Node::Masked(mask) => found.behind.get(mask).cloned(),
        };
        let people: BTreeSet<Id> = found.own.iter().filter_map(person_of).collect();
        let people: Vec<Id> = people.into_iter().collect();
        let memberships = self.memberships_at(&people, checked.as_of).await?;
        let mut best: BTreeMap<&Id, (&Membership, &Id)> = BTreeMap::new();
        for (organization, membership) in &memberships {
            let Unit::Department(department) = &membership.unit else { continue };
            if *organization != checked.company {
                continue;
            }
            let rank = |m: &Membership, d: &Id| (m.level.unwrap_or(u8::MAX), d.clone());
            let entry = best.entry(&membership.person_id).or_insert((membership, department));
            if rank(membership, department) < rank(entry.0, entry.1) {
                *entry = (membership, department);
            }
        }
        let wanted: BTreeSet<Id> = best.values().map(|(_, department)| (*department).clone()).collect();
        let departments = self.departments(&wanted.into_iter().collect::<Vec<_>>()).await?;
        let place = |node: &Node| {
            let (_, department) = best.get(&person_of(node)?)?;
            Some((node.clone(), Arc::clone(departments.get(*department)?)))
        };
        Ok(found.own.iter().filter_map(place).collect())
    }

    pub(super) async fn assemble(&self, findings: Findings) -> Result<InfluenceAnswer, ServiceError> {
        let Findings { checked, found, places, departments, computed, introductions } = findings;
        let numbered = &computed.numbered;
        let key = &checked.key_person;
        let mut on_routes = people_on(numbered, computed.doors.iter().flat_map(|door| &door.routes));
        on_routes.insert(&key.id);
        let conflicts: Vec<_> =
            found.conflicts.iter().filter(|c| on_routes.contains(&c.from) || on_routes.contains(&c.to)).collect();
        let reporting = self.reporting_around(&key.id, checked.as_of).await?;

        let mut wanted: BTreeSet<&Id> = on_routes.clone();
        // Somebody of the cut may be on none of the few routes that are returned.
        let cut = computed.redundancy.cut.iter().map(|&node| &numbered.nodes[node as usize]);
        wanted.extend(cut.filter_map(|node| match node {
            Node::Person(id) => Some(id),
            Node::Masked(_) => None,
        }));
        wanted.extend(conflicts.iter().flat_map(|c| [&c.from, &c.to]));
        wanted.extend(reporting.iter().flat_map(|r| [&r.person_id, &r.manager_id]));
        if let Some(introductions) = &introductions {
            wanted.extend(people_on(&introductions.numbered, introductions.routes.iter().flatten()));
        }
        let wanted: Vec<Id> = wanted.into_iter().cloned().collect();
        let names = Names { people: self.people(&wanted).await?, places: &places };

        let mut doors = Vec::with_capacity(computed.doors.len());
        for (i, door) in computed.doors.iter().enumerate() {
            let node = &numbered.nodes[door.door as usize];
            let routes: Vec<RouteAnswer> =
                door.routes.iter().map(|route| names.route(&found, numbered, route)).collect::<Result<_, _>>()?;
            let Some(best) = routes.first() else {
                return Err(ServiceError::Internal("a door has no route".to_owned()));
            };
            let introduction = match &introductions {
                None => None,
                Some(introductions) => self.introduction(&names, introductions, i, node)?,
            };
            doors.push(Door {
                employee: names.party(node, best.steps[0].strength)?,
                department: places.get(node).map(Arc::clone),
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

        let ranks: HashMap<u32, usize> = computed.doors.iter().enumerate().map(|(i, door)| (door.door, i)).collect();
        let mut department_answers = Vec::with_capacity(departments.len());
        for (group, reach) in departments.into_iter().zip(computed.department_reach) {
            let rank = |node: &Node| ranks.get(&numbered.number(node)?).copied();
            let ranks: Vec<usize> = group.doors.iter().filter_map(rank).collect();
            if let Some(&best_door) = ranks.iter().min() {
                let department = group.department;
                department_answers.push(DepartmentInfluence { department, best_door, doors: ranks.len(), reach });
            }
        }
        department_answers.sort_by_key(|d| d.best_door);

        let cut = computed.redundancy.cut.iter().map(|&node| {
            let outgoing = numbered.graph.outgoing(node).map(|edge| numbered.graph.edge(edge).probability.get());
            let strongest = outgoing.fold(0.0, f64::max);
            names.party(&numbered.nodes[node as usize], strongest)
        });
        let redundancy = RedundancyAnswer {
            disjoint_routes: computed.redundancy.disjoint_routes,
            cut: cut.collect::<Result<_, _>>()?,
        };
        Ok(InfluenceAnswer {
            knowledge: knowledge(&doors, &found, &key.id),
            key_person: Arc::clone(key),
            departments: department_answers,
            company_reach: computed.company_reach,
            redundancy,
            omissions: omissions(&found),
            reporting: reporting
                .into_iter()
                .map(|line| {
                    Ok(ReportingLine {
                        person: names.person(&line.person_id)?,
                        manager: names.person(&line.manager_id)?,
                        line,
                    })
                })
                .collect::<Result<_, ServiceError>>()?,
            conflicts: conflicts
                .into_iter()
                .map(|c| {
                    Ok(ConflictLine {
                        from: names.person(&c.from)?,
                        to: names.person(&c.to)?,
                        strength: c.line.strength,
                        evidence: c.line.evidence.clone(),
                        observed_at: c.line.observed_at,
                    })
                })
                .collect::<Result<_, ServiceError>>()?,
            doors,
            as_of: checked.as_of,
            data_version: 0,
            source: AnswerSource::Live,
            policy: checked.policy,
        })
    }

    fn introduction(
        &self,
        names: &Names<'_>,
        introductions: &super::Introductions,
        door: usize,
        node: &Node,
    ) -> Result<Option<Introduction>, ServiceError> {
        if *node == Node::Person(self.viewer().person.clone()) {
            return Ok(Some(Introduction { probability: 1.0, route: None }));
        }
        let Some(route) = introductions.routes.get(door).and_then(Option::as_ref) else { return Ok(None) };
        let route = names.route(&introductions.inside, &introductions.numbered, route)?;
        Ok(Some(Introduction { probability: route.probability, route: Some(route) }))
    }

    /// Current reporting lines of the key person, both ways, of every scope.
    async fn reporting_around(&self, key: &Id, as_of: crate::domain::AsOf) -> Result<Vec<Reporting>, ServiceError> {
        let key = std::slice::from_ref(key);
        let mut lines = self.reporting_of_people(key, as_of).await?;
        lines.extend(self.reporting_of_managers(key, as_of).await?);
        let rank = |r: &Reporting| (r.scope != ReportingScope::Customer, r.scope.clone(), r.manager_id.clone());
        lines.sort_by(|a, b| (rank(a), &a.person_id).cmp(&(rank(b), &b.person_id)));
        Ok(lines)
    }
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

fn knowledge(doors: &[Door], found: &Neighbourhood, key: &Id) -> Knowledge {
    if doors.iter().any(|door| !door.cold) {
        Knowledge::Known
    } else if !doors.is_empty() {
        Knowledge::Cold
    } else if !found.omitted.is_empty() {
        Knowledge::Hidden
    } else if found.recorded_none.iter().any(|(_, to)| to == key) {
        Knowledge::None
    } else {
        Knowledge::Unknown
    }
}

fn omissions(found: &Neighbourhood) -> Vec<Omission> {
    let count = found.omitted.len() as u64;
    if count == 0 { Vec::new() } else { vec![Omission { reason: OmissionReason::OtherTeams, count }] }
}
