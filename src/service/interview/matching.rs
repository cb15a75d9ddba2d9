//! Whom and what a claimed map means.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use serde::Deserialize;

use crate::domain::{Id, Organization, Person, Record, RecordKind, ReportingScope, Unit};
use crate::store::{Params, statements as st};

use super::super::recall::Recollection;
use super::super::{PageRequest, ServiceError};
use super::{ClaimMatch, ClaimedOpportunity, ClaimedOrganization, ClaimedPerson};

/// Organizations read at once where one is looked for by name.
const PAGE: u32 = 5_000;

/// Everything the claimed map names, in the order of its identifiers, with what it is among the stored.
pub struct Matches {
    pub people: Vec<ClaimedPerson>,
    pub organizations: Vec<ClaimedOrganization>,
    pub opportunities: Vec<ClaimedOpportunity>,
}

#[derive(Deserialize)]
struct ResolvedRow {
    text: String,
    id: String,
}

/// The identifiers that the records name.
#[derive(Default)]
struct Named {
    people: BTreeSet<Id>,
    organizations: BTreeSet<Id>,
    opportunities: BTreeSet<Id>,
}

impl Named {
    /// What the compared facts are about. Who assessed or owns a fact is not what is claimed to be known.
    fn of(records: &[Record]) -> Self {
        let mut named = Self::default();
        for record in records {
            match record {
                Record::Person(r) => named.people.extend([r.id.clone()]),
                Record::Organization(r) => named.organizations.extend([r.id.clone()]),
                Record::Department(r) => named.organizations.extend([r.organization_id.clone()]),
                Record::Membership(r) => {
                    named.people.extend([r.person_id.clone()]);
                    if let Unit::Organization(id) = &r.unit {
                        named.organizations.insert(id.clone());
                    }
                }
                Record::Opportunity(r) => {
                    named.opportunities.extend([r.id.clone()]);
                    named.organizations.extend([r.customer_id.clone()]);
                }
                Record::Reporting(r) => {
                    named.people.extend([r.person_id.clone(), r.manager_id.clone()]);
                    if let ReportingScope::Opportunity(id) = &r.scope {
                        named.opportunities.insert(id.clone());
                    }
                }
                Record::Influence(r) => named.people.extend([r.from_id.clone(), r.to_id.clone()]),
                Record::DecisionRole(r) => {
                    named.people.extend([r.person_id.clone()]);
                    named.opportunities.extend([r.opportunity_id.clone()]);
                }
                Record::Assessment(r) => {
                    named.people.extend([r.person_id.clone()]);
                    named.organizations.extend([r.vendor_id.clone()]);
                    named.opportunities.extend(r.opportunity_id.clone());
                }
                Record::Interaction(_) | Record::Signal(_) | Record::Target(_) | Record::Endorsement(_) => {}
            }
        }
        named
    }
}

impl Matches {
    /// Looks everything up that the records name.
    pub async fn find(recollection: &Recollection<'_>, records: &[Record]) -> Result<Self, ServiceError> {
        let named = Named::of(records);
        let organizations = organizations(recollection, records, named.organizations).await?;
        Ok(Self {
            people: people(recollection, records, named.people).await?,
            opportunities: opportunities(recollection, records, named.opportunities, &organizations).await?,
            organizations,
        })
    }
}

/// A name as it is compared.
fn plain(name: &str) -> String {
    name.trim().to_lowercase()
}

async fn people(
    recollection: &Recollection<'_>,
    records: &[Record],
    ids: BTreeSet<Id>,
) -> Result<Vec<ClaimedPerson>, ServiceError> {
    let claimed: HashMap<&Id, &Person> =
        records.iter().filter_map(|r| if let Record::Person(p) = r { Some((&p.id, p)) } else { None }).collect();
    let wanted: Vec<Id> = ids.iter().cloned().collect();
    let stored = recollection.people(&wanted).await?;
    let others = || ids.iter().filter(|id| !stored.contains_key(*id)).filter_map(|id| claimed.get(id));
    let texts: BTreeSet<String> =
        others().flat_map(|person| person.email.iter().chain(&person.aliases)).cloned().collect();
    let named = holders(recollection, texts).await?;
    let found: BTreeSet<Id> = named.values().flatten().cloned().collect();
    let found = recollection.people(&found.into_iter().collect::<Vec<_>>()).await?;
    let by = |texts: &[String]| -> Option<Result<Arc<Person>, ()>> {
        let ids: BTreeSet<&Id> = texts.iter().filter_map(|text| named.get(text)).flatten().collect();
        match ids.len() {
            0 => None,
            1 => ids.first().and_then(|id| found.get(*id)).map(|person| Ok(Arc::clone(person))),
            _ => Some(Err(())),
        }
    };
    let person = |id: &Id| {
        let name = claimed.get(id).map_or_else(|| id.to_string(), |person| person.name.clone());
        let (found_by, stored) = match (stored.get(id), claimed.get(id)) {
            (Some(stored), _) => (ClaimMatch::Identifier, Some(Arc::clone(stored))),
            (None, None) => (ClaimMatch::New, None),
            (None, Some(person)) => match (by(person.email.as_slice()), by(&person.aliases)) {
                (Some(Ok(stored)), _) => (ClaimMatch::Address, Some(stored)),
                (None, Some(Ok(stored))) => (ClaimMatch::Alias, Some(stored)),
                (Some(Err(())), _) | (None, Some(Err(()))) => (ClaimMatch::Several, None),
                (None, None) => (ClaimMatch::New, None),
            },
        };
        let name = match &stored {
            Some(stored) if !claimed.contains_key(id) => stored.name.clone(),
            _ => name,
        };
        ClaimedPerson { claimed_id: id.clone(), name, found_by, stored }
    };
    Ok(ids.iter().map(person).collect())
}

/// The stored people who have one of these texts as e-mail or alias.
async fn holders(
    recollection: &Recollection<'_>,
    texts: BTreeSet<String>,
) -> Result<HashMap<String, Vec<Id>>, ServiceError> {
    let mut holders: HashMap<String, Vec<Id>> = HashMap::new();
    if texts.is_empty() {
        return Ok(holders);
    }
    let params = Params::new().with("texts", texts.into_iter().collect::<Vec<_>>());
    for row in recollection.rows::<ResolvedRow>(&st::person::RESOLVE, params).await? {
        let id = Id::new(row.id).map_err(|e| ServiceError::Internal(e.to_string()))?;
        holders.entry(row.text).or_default().push(id);
    }
    Ok(holders)
}

/// By identifier, else by an equal name that only one stored organization has.
async fn organizations(
    recollection: &Recollection<'_>,
    records: &[Record],
    ids: BTreeSet<Id>,
) -> Result<Vec<ClaimedOrganization>, ServiceError> {
    let names: HashMap<&Id, &str> = records
        .iter()
        .filter_map(|r| if let Record::Organization(o) = r { Some((&o.id, o.name.as_str())) } else { None })
        .collect();
    let wanted: Vec<Id> = ids.iter().cloned().collect();
    let by_id = recollection.records(RecordKind::Organization, &wanted).await?;
    let mut stored: BTreeMap<Id, Arc<Organization>> = BTreeMap::new();
    for (id, record) in by_id {
        if let Record::Organization(organization) = record {
            stored.insert(id, Arc::new(organization));
        }
    }
    let mut by_name: HashMap<String, Vec<Arc<Organization>>> = HashMap::new();
    if ids.iter().any(|id| !stored.contains_key(id)) {
        let mut page = PageRequest { first: PAGE, after: None };
        loop {
            let read = recollection.organizations(None, &page).await?;
            page.after = read.items.last().map(|organization| organization.id.to_string());
            for organization in read.items {
                by_name.entry(plain(&organization.name)).or_default().push(Arc::new(organization));
            }
            if !read.has_next {
                break;
            }
        }
    }
    let organization = |id: &Id| {
        let name = names.get(id).copied();
        let alone = |name: &str| match by_name.get(&plain(name)).map(Vec::as_slice) {
            Some([only]) => Some(Arc::clone(only)),
            _ => None,
        };
        let stored = stored.get(id).cloned().or_else(|| name.and_then(alone));
        let name = name.map(str::to_owned).or_else(|| stored.as_ref().map(|o| o.name.clone()));
        ClaimedOrganization { claimed_id: id.clone(), name: name.unwrap_or_else(|| id.to_string()), stored }
    };
    Ok(ids.iter().map(organization).collect())
}

/// By identifier, else by an equal name that only one opportunity of the stored customer has.
async fn opportunities(
    recollection: &Recollection<'_>,
    records: &[Record],
    ids: BTreeSet<Id>,
    organizations: &[ClaimedOrganization],
) -> Result<Vec<ClaimedOpportunity>, ServiceError> {
    let claimed: HashMap<&Id, &crate::domain::Opportunity> =
        records.iter().filter_map(|r| if let Record::Opportunity(o) = r { Some((&o.id, o)) } else { None }).collect();
    let customer = |id: &Id| -> Option<Id> {
        let customer = &claimed.get(id)?.customer_id;
        let at = organizations.binary_search_by(|o| o.claimed_id.cmp(customer)).ok()?;
        organizations[at].stored.as_ref().map(|stored| stored.id.clone())
    };
    let wanted: Vec<Id> = ids.iter().cloned().collect();
    let mut stored = BTreeMap::new();
    for (id, record) in recollection.records(RecordKind::Opportunity, &wanted).await? {
        if let Record::Opportunity(opportunity) = record {
            stored.insert(id, Arc::new(opportunity));
        }
    }
    let customers: BTreeSet<Id> = ids.iter().filter(|id| !stored.contains_key(*id)).filter_map(customer).collect();
    let customers: Vec<Id> = customers.into_iter().collect();
    let mut by_name: HashMap<(Id, String), Vec<Arc<crate::domain::Opportunity>>> = HashMap::new();
    if !customers.is_empty() {
        for opportunity in recollection.opportunities_of_customers(&customers).await? {
            let key = (opportunity.customer_id.clone(), plain(&opportunity.name));
            by_name.entry(key).or_default().push(Arc::new(opportunity));
        }
    }
    let opportunity = |id: &Id| {
        let name = claimed.get(id).map(|o| o.name.clone());
        let alone = || match by_name.get(&(customer(id)?, plain(name.as_deref()?))).map(Vec::as_slice) {
            Some([only]) => Some(Arc::clone(only)),
            _ => None,
        };
        let stored = stored.get(id).cloned().or_else(alone);
        let name = name.or_else(|| stored.as_ref().map(|o| o.name.clone()));
        ClaimedOpportunity { claimed_id: id.clone(), name: name.unwrap_or_else(|| id.to_string()), stored }
    };
    Ok(ids.iter().map(opportunity).collect())
}
