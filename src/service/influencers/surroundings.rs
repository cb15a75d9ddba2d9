//! What the viewer may see around the key person and inside the company: fetched from the store, or walked in the snapshot.

use std::collections::HashSet;
use std::sync::Arc;

use serde::Deserialize;

use crate::domain::{Department, Id};
use crate::store::{Params, statements as st};

use super::super::neighbourhood::{Conflict, Direction, Fetch, Node, Numbered};
use super::super::recall::Recollection;
use super::super::snapshot::{Behind, Eyes, Recorded, TooMany, Walk, Who, numbers_of};
use super::super::{ServiceError, within};
use super::{Checked, Computed, Held, Viewpoint};

/// What surrounds the key person, beside the graph.
pub(super) struct Surroundings {
    pub places: Places,
    pub margin: Margin,
    /// Of a graph out of the snapshot.
    pub behind: Option<Behind>,
    /// Conflicts of the snapshot, of which nothing is told yet.
    pub untold: Vec<Recorded>,
}

/// What was met on the way and is told beside the routes.
pub(super) struct Margin {
    pub conflicts: Vec<Conflict>,
    pub omitted: u64,
    /// It is recorded that a colleague has no relation with the key person.
    pub recorded_none: bool,
}

/// The department of each person by number, where it is a door and has one.
pub(super) type Places = Vec<Option<Arc<Department>>>;

/// What the viewer can reach inside the company.
pub(super) struct Inside {
    pub inside: Numbered,
    /// Of a graph out of the snapshot.
    pub behind: Option<Behind>,
    /// The numbers of the viewer and of the doors, in their order.
    pub viewer: u32,
    pub doors: Vec<u32>,
}

#[derive(Deserialize)]
struct MemberRow {
    id: String,
}

impl Recollection<'_> {
    /// What surrounds the key person; and the graph.
    pub(super) async fn surroundings(&self, checked: &Checked) -> Result<(Surroundings, Numbered), ServiceError> {
        let doors = self.doors_of_viewpoint(checked).await?;
        match &checked.held {
            Some(held) => self.held_surroundings(checked, held, doors).await,
            None => self.live_surroundings(checked, doors).await,
        }
    }

    /// Whose ways the viewpoint asks about; nothing: everybody's.
    async fn doors_of_viewpoint(&self, checked: &Checked) -> Result<Option<HashSet<Id>>, ServiceError> {
        Ok(match checked.viewpoint {
            Viewpoint::OurCompany | Viewpoint::Competitor(_) => None,
            Viewpoint::Me => Some(HashSet::from([self.viewer().person.clone()])),
            Viewpoint::MyTeam => {
                let params =
                    Params::new().with("viewer", self.viewer().person.as_str()).with("day", checked.as_of.day_text());
                let rows: Vec<MemberRow> = self.rows(&st::team::MEMBERS, params).await?;
                let id = |row: MemberRow| Id::new(row.id).map_err(|e| ServiceError::Internal(e.to_string()));
                Some(rows.into_iter().map(id).collect::<Result<_, _>>()?)
            }
        })
    }

    fn fetch_of<'a>(&'a self, checked: &'a Checked, max_steps: f64) -> Fetch<'a> {
        Fetch {
            recollection: self,
            policy: &checked.policy,
            as_of: checked.as_of,
            company: &checked.company,
            excluded: checked.excluded.as_ref(),
            max_steps: max_steps as u8,
        }
    }

    async fn live_surroundings(
        &self,
        checked: &Checked,
        doors: Option<HashSet<Id>>,
    ) -> Result<(Surroundings, Numbered), ServiceError> {
        let key = &checked.key_person.id;
        let mut found = self.fetch_of(checked, checked.policy.route.steps_outside).towards(key).await?;
        if let Some(doors) = &doors {
            found.keep_doors(doors);
        }
        let outside = found.numbered(&[Node::Person(key.clone())]);
        let places = self.places_of(checked, &found, &outside).await?;
        let margin = Margin {
            recorded_none: found.recorded_none.iter().any(|(_, to)| to == key),
            omitted: found.omitted.len() as u64,
            conflicts: found.conflicts,
        };
        Ok((Surroundings { places, margin, behind: None, untold: Vec::new() }, outside))
    }

    async fn held_surroundings(
        &self,
        checked: &Checked,
        held: &Held,
        doors: Option<HashSet<Id>>,
    ) -> Result<(Surroundings, Numbered), ServiceError> {
        let key = held.facts.people.number(&checked.key_person.id);
        let key = key.ok_or_else(|| ServiceError::Internal("a person is missing in the snapshot".to_owned()))?;
        let walk = self.walk(Direction::Into, checked.policy.route.steps_outside);
        let (of, policy, viewer, as_of) =
            (held.clone(), Arc::clone(&checked.policy), self.viewer().clone(), checked.as_of);
        let found = self.service().compute.run(move || {
            let Held { facts, day } = &of;
            let mut found = walk.from(&Eyes::of_few(facts, &policy, &viewer, as_of, *day), key)?;
            if let Some(doors) = doors {
                found.keep_doors(&numbers_of(facts, doors.iter()));
            }
            let (outside, behind) = found.numbered(facts, &[Who::Person(key)]);
            Ok((found, outside, behind))
        });
        let (found, outside, behind) = found.await?.map_err(|most| self.too_many(most))?;
        let department = |door: u32| {
            let person = behind.people[door as usize].person();
            let department = held.facts.department_of(person, held.day)?;
            Some((door, held.facts.departments.id(department).clone()))
        };
        let places = outside.doors.iter().filter_map(|door| department(*door)).collect();
        let places = self.named_places(places, &outside).await?;
        let margin = Margin {
            recorded_none: found.recorded_none.iter().any(|(_, to)| *to == key),
            omitted: found.omitted,
            conflicts: Vec::new(),
        };
        Ok((Surroundings { places, margin, behind: Some(behind), untold: found.conflicts }, outside))
    }

    fn walk(&self, direction: Direction, max_steps: f64) -> Walk {
        let people_max = self.service().limits().neighbourhood_people;
        Walk { direction, max_steps: max_steps as u8, people_max }
    }

    fn too_many(&self, TooMany(given): TooMany) -> ServiceError {
        let most = self.service().limits().neighbourhood_people;
        let refused = within("people in the neighbourhood", given, most).err();
        refused.unwrap_or_else(|| ServiceError::Internal(format!("{given} people are not too many")))
    }

    /// What the viewer can reach inside the company, with the doors.
    pub(super) async fn inside(
        &self,
        checked: &Checked,
        surroundings: &Surroundings,
        computed: &Computed,
    ) -> Result<Inside, ServiceError> {
        let steps = checked.policy.route.steps_inside;
        if let (Some(held), Some(outside)) = (&checked.held, &surroundings.behind)
            && let Some(viewer) = held.facts.people.number(&self.viewer().person)
        {
            let doors: Vec<Who> = computed.doors.iter().map(|door| outside.people[door.door as usize]).collect();
            let walk = self.walk(Direction::From, steps);
            let (of, policy, who, as_of) =
                (held.clone(), Arc::clone(&checked.policy), self.viewer().clone(), checked.as_of);
            let found = self.service().compute.run(move || {
                let Held { facts, day } = &of;
                let found = walk.from(&Eyes::of_few(facts, &policy, &who, as_of, *day), viewer)?;
                let viewer = Who::Person(viewer);
                let also: Vec<Who> = doors.iter().copied().chain([viewer]).collect();
                let (inside, behind) = found.numbered(facts, &also);
                let numbers: Option<Vec<u32>> = also.iter().map(|who| behind.number(*who)).collect();
                Ok((inside, behind, numbers))
            });
            let (inside, behind, numbers) = found.await?.map_err(|most| self.too_many(most))?;
            let (viewer, doors) = split(numbers)?;
            return Ok(Inside { inside, behind: Some(behind), viewer, doors });
        }
        let found = self.fetch_of(checked, steps).colleagues_from(&self.viewer().person).await?;
        let doors = computed.doors.iter().map(|door| computed.outside.nodes[door.door as usize].clone());
        let also: Vec<Node> = doors.chain([Node::Person(self.viewer().person.clone())]).collect();
        let inside = found.numbered(&also);
        let (viewer, doors) = split(also.iter().map(|node| inside.number(node)).collect())?;
        Ok(Inside { inside, behind: None, viewer, doors })
    }
}

/// The last of these numbers, and those before.
fn split(numbers: Option<Vec<u32>>) -> Result<(u32, Vec<u32>), ServiceError> {
    let without = || ServiceError::Internal("the viewer or a door has no number".to_owned());
    let mut numbers = numbers.ok_or_else(without)?;
    Ok((numbers.pop().ok_or_else(without)?, numbers))
}
