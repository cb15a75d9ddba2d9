//! What the viewer may see around the key person and inside the company: fetched from the store, or walked in the snapshot.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::Deserialize;

use crate::domain::Id;
use crate::store::{Params, statements as st};

use super::super::neighbourhood::{Conflict, Direction, Fetch, Node, Numbered};
use super::super::recall::Recollection;
use super::super::snapshot::{Behind, Recorded, TooMany, Walk, Who, numbers_of};
use super::super::{ServiceError, within};
use super::{Checked, Held, Viewpoint};

/// What surrounds the key person, beside the graph.
pub(super) struct Surroundings {
    pub margin: Margin,
    /// Who is behind a mask, where everything came from the store.
    pub masks: HashMap<u64, Id>,
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

/// What the viewer can reach inside the company.
pub(super) struct Inside {
    pub inside: Numbered,
    /// Of a graph out of the snapshot.
    pub behind: Option<Behind>,
    /// The number of the viewer.
    pub viewer: u32,
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
        let margin = Margin {
            recorded_none: found.recorded_none.iter().any(|(_, to)| to == key),
            omitted: found.omitted.len() as u64,
            conflicts: found.conflicts,
        };
        Ok((Surroundings { margin, masks: found.behind, behind: None, untold: Vec::new() }, outside))
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
            let facts = &of.facts;
            let mut found = walk.from(&of.eyes(&policy, &viewer, as_of), &of.of_day.small, key)?;
            if let Some(doors) = doors {
                found.keep_doors(&numbers_of(facts, doors.iter()));
            }
            let (outside, behind) = found.numbered(facts, &[Who::Person(key)]);
            Ok((found, outside, behind))
        });
        let (found, outside, behind) = found.await?.map_err(|most| self.too_many(most))?;
        let margin = Margin {
            recorded_none: found.recorded_none.iter().any(|(_, to)| *to == key),
            omitted: found.omitted,
            conflicts: Vec::new(),
        };
        let untold = found.conflicts;
        Ok((Surroundings { margin, masks: HashMap::new(), behind: Some(behind), untold }, outside))
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

    /// What the viewer can reach inside the company.
    pub(super) async fn inside(&self, checked: &Checked) -> Result<Inside, ServiceError> {
        let steps = checked.policy.route.steps_inside;
        if let Some(held) = &checked.held
            && let Some(viewer) = held.facts.people.number(&self.viewer().person)
        {
            let walk = self.walk(Direction::From, steps);
            let (of, policy, who, as_of) =
                (held.clone(), Arc::clone(&checked.policy), self.viewer().clone(), checked.as_of);
            let found = self.service().compute.run(move || {
                let found = walk.from(&of.eyes(&policy, &who, as_of), &of.of_day.small, viewer)?;
                let viewer = Who::Person(viewer);
                let (inside, behind) = found.numbered(&of.facts, &[viewer]);
                let viewer = behind.number(viewer);
                Ok((inside, behind, viewer))
            });
            let (inside, behind, viewer) = found.await?.map_err(|most| self.too_many(most))?;
            return Ok(Inside { inside, behind: Some(behind), viewer: viewer.ok_or_else(nobody)? });
        }
        let found = self.fetch_of(checked, steps).colleagues_from(&self.viewer().person).await?;
        let viewer = Node::Person(self.viewer().person.clone());
        let inside = found.numbered(std::slice::from_ref(&viewer));
        let viewer = inside.number(&viewer).ok_or_else(nobody)?;
        Ok(Inside { inside, behind: None, viewer })
    }
}

fn nobody() -> ServiceError {
    ServiceError::Internal("the viewer has no number".to_owned())
}
