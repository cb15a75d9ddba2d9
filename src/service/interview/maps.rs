//! Two maps of the same people, numbered alike.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Deserialize;

use crate::domain::{
    AsOf, Assessment, DecisionRole, Id, Influence, InfluenceLevel, OrganizationKind, Polarity, Record, RecordKind,
    Reporting, Strength,
};
use crate::scoring::interview::{DegreeKey, RelationMap, RoleKey};
use crate::store::{Params, statements as st};

use super::super::ServiceError;
use super::super::decision::{Stated, counts};
use super::super::recall::Recollection;
use super::super::records::id_list;
use super::super::rows::record;
use super::super::visibility::{Sight, Sights};
use super::matching::Matches;

/// The numbers of one kind: claimed identifiers first, in their order; stored ones that nobody claimed behind them.
#[derive(Default)]
struct Numbering {
    claimed: HashMap<Id, u32>,
    stored: HashMap<Id, u32>,
    next: u32,
}

impl Numbering {
    fn new<'m>(entries: impl Iterator<Item = (&'m Id, Option<&'m Id>)>) -> Self {
        let mut numbering = Self::default();
        for (claimed, stored) in entries {
            let number = numbering.next;
            numbering.next += 1;
            // Two claimed ones may be the same stored one, which then has the number of the first.
            let number = stored.map_or(number, |stored| *numbering.stored.entry(stored.clone()).or_insert(number));
            numbering.claimed.insert(claimed.clone(), number);
        }
        numbering
    }

    fn claimed(&self, id: &Id) -> u32 {
        self.claimed[id]
    }

    fn stored(&mut self, id: &Id) -> u32 {
        *self.stored.entry(id.clone()).or_insert_with(|| {
            self.next += 1;
            self.next - 1
        })
    }
}

/// The numbers of everything.
pub struct Numbers {
    people: Numbering,
    organizations: Numbering,
    opportunities: Numbering,
}

impl Numbers {
    /// Numbers what is claimed as in the lists of the matches.
    pub fn new(matches: &Matches) -> Self {
        Self {
            people: Numbering::new(
                matches.people.iter().map(|p| (&p.claimed_id, p.stored.as_ref().map(|stored| &stored.id))),
            ),
            organizations: Numbering::new(
                matches.organizations.iter().map(|o| (&o.claimed_id, o.stored.as_ref().map(|stored| &stored.id))),
            ),
            opportunities: Numbering::new(
                matches.opportunities.iter().map(|o| (&o.claimed_id, o.stored.as_ref().map(|stored| &stored.id))),
            ),
        }
    }
}

fn carries(line: &Influence, as_of: AsOf) -> bool {
    line.polarity == Polarity::Support
        && line.strength != Strength::Level(InfluenceLevel::None)
        && line.observed_at.is_none_or(|observed| observed <= as_of.instant())
        && line.ended_at.is_none_or(|ended| ended > as_of.instant())
}

/// The claimed map at a moment, and how many of its facts take no part.
pub fn claimed(records: &[Record], numbers: &mut Numbers, as_of: AsOf) -> (RelationMap, u64) {
    let (mut map, mut not_compared) = (RelationMap::default(), 0);
    let mut latest: BTreeMap<DegreeKey, &Assessment> = BTreeMap::new();
    let day = as_of.day();
    map.people.extend(numbers.people.claimed.values());
    for record in records {
        let compared = match record {
            Record::Organization(_) | Record::Department(_) | Record::Person(_) | Record::Membership(_) => true,
            Record::Opportunity(_) => true,
            Record::Reporting(r) if r.period.contains(day) => {
                map.reporting.insert((numbers.people.claimed(&r.person_id), numbers.people.claimed(&r.manager_id)))
            }
            Record::Influence(r) if carries(r, as_of) => {
                map.influence.insert((numbers.people.claimed(&r.from_id), numbers.people.claimed(&r.to_id)))
            }
            Record::DecisionRole(r) if r.period.contains(day) => r.role.is_some_and(|role| {
                let opportunity = numbers.opportunities.claimed(&r.opportunity_id);
                map.roles.insert(RoleKey { opportunity, person: numbers.people.claimed(&r.person_id), role })
            }),
            Record::Assessment(r) if r.at <= as_of.instant() => {
                let key = DegreeKey {
                    person: numbers.people.claimed(&r.person_id),
                    vendor: numbers.organizations.claimed(&r.vendor_id),
                    dimension: r.dimension,
                    opportunity: r.opportunity_id.as_ref().map(|id| numbers.opportunities.claimed(id)),
                };
                match latest.get(&key) {
                    Some(known) if (known.at, known.id()) > (r.at, r.id()) => false,
                    known => {
                        let first = known.is_none();
                        latest.insert(key, r);
                        first
                    }
                }
            }
            _ => false,
        };
        not_compared += u64::from(!compared);
    }
    map.degrees = latest.into_iter().map(|(key, assessment)| (key, assessment.level)).collect();
    (map, not_compared)
}

#[derive(Deserialize)]
struct RecordedAtRow {
    recorded_at: String,
}

/// What the company knows of the claimed people, as far as the viewer may see it, and how many facts of other teams that leaves
/// out. Of the claimed customers everybody is counted who works there.
pub async fn known(
    recollection: &Recollection<'_>,
    matches: &Matches,
    numbers: &mut Numbers,
    as_of: AsOf,
) -> Result<(RelationMap, u64), ServiceError> {
    let ids: BTreeSet<Id> = matches.people.iter().filter_map(|p| Some(p.stored.as_ref()?.id.clone())).collect();
    let ids: Vec<Id> = ids.into_iter().collect();
    let customers: BTreeSet<Id> = matches
        .organizations
        .iter()
        .filter_map(|o| o.stored.as_ref())
        .filter(|stored| stored.kind == OrganizationKind::Customer)
        .map(|stored| stored.id.clone())
        .collect();
    let customers: Vec<Id> = customers.into_iter().collect();

    let mut map = RelationMap::default();
    map.people.extend(ids.iter().map(|id| numbers.people.stored(id)));
    for (_, membership) in recollection.memberships_of_organizations(&customers, Some(as_of)).await? {
        map.people.insert(numbers.people.stored(&membership.person_id));
    }
    if ids.is_empty() {
        return Ok((map, 0));
    }
    let omitted = degrees(recollection, &ids, numbers, as_of, &mut map).await?;
    for role in recollection.roles_of_people(&ids, as_of).await? {
        let DecisionRole { opportunity_id, person_id, role, .. } = role;
        if let Some(role) = role {
            let opportunity = numbers.opportunities.stored(&opportunity_id);
            map.roles.insert(RoleKey { opportunity, person: numbers.people.stored(&person_id), role });
        }
    }
    let mut reporting = recollection.reporting_of_people(&ids, as_of).await?;
    reporting.extend(recollection.reporting_of_managers(&ids, as_of).await?);
    for Reporting { person_id, manager_id, .. } in reporting {
        map.reporting.insert((numbers.people.stored(&person_id), numbers.people.stored(&manager_id)));
    }
    // A blind line does not say whose it is, so it confirms nothing.
    let mut influence = recollection.influence_from(&ids, as_of).await?;
    influence.extend(recollection.influence_to(&ids, as_of).await?);
    for line in influence.into_iter().filter(|line| !line.masked).map(|visible| visible.line) {
        if carries(&line, as_of) {
            map.influence.insert((numbers.people.stored(&line.from_id), numbers.people.stored(&line.to_id)));
        }
    }
    Ok((map, omitted))
}

/// The latest visible level of each degree; of one instant the one recorded last.
async fn degrees(
    recollection: &Recollection<'_>,
    ids: &[Id],
    numbers: &mut Numbers,
    as_of: AsOf,
    map: &mut RelationMap,
) -> Result<u64, ServiceError> {
    let statement = &st::assessment::OF_PEOPLE;
    let params = Params::new().with("ids", id_list(ids)).with("as_of", as_of.instant_text());
    let mut heard = Vec::new();
    for row in recollection.run(statement, params).await? {
        let RecordedAtRow { recorded_at } = row.clone().decode(statement)?;
        if let Record::Assessment(assessment) = record(RecordKind::Assessment, statement, row)? {
            heard.push(Stated { id: assessment.id(), assessment, recorded_at, standing: 1 });
        }
    }
    let mut sights = Sights::recalling(recollection, as_of);
    sights.learn_assessors(heard.iter().map(|stated| &stated.assessment)).await?;
    let mut omitted = 0;
    let mut by_key: BTreeMap<DegreeKey, Vec<&Stated>> = BTreeMap::new();
    for stated in &heard {
        match sights.of_assessment(&stated.assessment) {
            Sight::Open => {}
            Sight::Omitted => {
                omitted += 1;
                continue;
            }
            Sight::Masked | Sight::Secret => continue,
        }
        let a = &stated.assessment;
        let key = DegreeKey {
            person: numbers.people.stored(&a.person_id),
            vendor: numbers.organizations.stored(&a.vendor_id),
            dimension: a.dimension,
            opportunity: a.opportunity_id.as_ref().map(|id| numbers.opportunities.stored(id)),
        };
        by_key.entry(key).or_default().push(stated);
    }
    for (key, heard) in by_key {
        map.degrees.extend(counts(&heard).map(|fact| (key, fact.assessment.level)));
    }
    Ok(omitted)
}
