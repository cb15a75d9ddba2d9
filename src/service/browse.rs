//! Looking around: entities and the facts between them, many at once, so that a caller needs one statement for a list.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use serde::Deserialize;

use crate::domain::{
    AsOf, Assessment, Coded, DecisionRole, Department, Endorsement, Id, Influence, Membership, Opportunity,
    Organization, OrganizationKind, Person, Record, RecordKind, Reporting, Signal, Target,
};
use crate::store::{Params, Row, Statement, Value, statements as st};

use super::records::{decode_all, id_list};
use super::rows::record;
use super::visibility::{Sight, Sights};
use super::{Page, PageRequest, Reading, ServiceError};

/// An influence line as the viewer may see it.
#[derive(Debug, Clone, PartialEq)]
pub struct VisibleInfluence {
    pub line: Influence,
    /// The beginning's name must not be shown: the line is blind.
    pub masked: bool,
}

#[derive(Deserialize)]
struct OrganizationOfRow {
    organization_id: String,
}

/// Takes the records of one kind out of [`Record`]s.
macro_rules! only {
    ($records:expr, $kind:ident) => {
        $records
            .into_iter()
            .filter_map(|r| match r {
                Record::$kind(inner) => Some(inner),
                _ => None,
            })
            .collect()
    };
}

fn day_or_all(as_of: Option<AsOf>) -> Value {
    as_of.map_or(Value::Null, |a| Value::from(a.day_text()))
}

fn instant_or_all(as_of: Option<AsOf>) -> Value {
    as_of.map_or(Value::Null, |a| Value::from(a.instant_text()))
}

/// Memberships with the organization each is in, be it directly or through a department.
fn with_organizations(statement: &'static Statement, rows: Vec<Row>) -> Result<Vec<(Id, Membership)>, ServiceError> {
    let mut memberships = Vec::with_capacity(rows.len());
    for row in rows {
        let organization: OrganizationOfRow = row.clone().decode(statement)?;
        let organization = Id::new(organization.organization_id).map_err(|e| ServiceError::Internal(e.to_string()))?;
        if let Record::Membership(membership) = record(RecordKind::Membership, statement, row)? {
            memberships.push((organization, membership));
        }
    }
    Ok(memberships)
}

impl Reading {
    async fn related(
        &self,
        kind: RecordKind,
        statement: &'static Statement,
        ids: &[Id],
        moment: Option<(&'static str, Value)>,
    ) -> Result<Vec<Record>, ServiceError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut params = Params::new().with("ids", id_list(ids));
        if let Some((name, value)) = moment {
            params = params.with(name, value);
        }
        decode_all(kind, statement, self.run(statement, params).await?)
    }

    /// The records of a kind with these identifiers; those that do not exist are left out.
    ///
    /// # Errors
    /// [`ServiceError::Unavailable`] when the database does not answer; so for everything below.
    pub async fn records(&self, kind: RecordKind, ids: &[Id]) -> Result<BTreeMap<Id, Record>, ServiceError> {
        self.by_ids(kind, ids).await
    }

    /// One person.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn person(&self, id: &Id) -> Result<Arc<Person>, ServiceError> {
        match self.by_ids(RecordKind::Person, std::slice::from_ref(id)).await?.remove(id) {
            Some(Record::Person(person)) => Ok(Arc::new(person)),
            _ => Err(ServiceError::NotFound { what: "person", id: id.to_string() }),
        }
    }

    /// People by identifier.
    pub async fn people(&self, ids: &[Id]) -> Result<BTreeMap<Id, Arc<Person>>, ServiceError> {
        let records = self.by_ids(RecordKind::Person, ids).await?;
        let person = |(id, record)| match record {
            Record::Person(person) => Some((id, Arc::new(person))),
            _ => None,
        };
        Ok(records.into_iter().filter_map(person).collect())
    }
    /// Departments by identifier.
    pub async fn departments(&self, ids: &[Id]) -> Result<BTreeMap<Id, Arc<Department>>, ServiceError> {
        let records = self.by_ids(RecordKind::Department, ids).await?;
        let department = |(id, record)| match record {
            Record::Department(department) => Some((id, Arc::new(department))),
            _ => None,
        };
        Ok(records.into_iter().filter_map(department).collect())
    }

    /// Our own company.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] while none is recorded.
    pub async fn own_organization(&self) -> Result<Id, ServiceError> {
        let page = PageRequest { first: 1, after: None };
        let own = self.organizations(Some(OrganizationKind::Own), &page).await?.items.pop();
        let missing = || ServiceError::NotFound { what: "organization of kind", id: "own".to_owned() };
        Ok(own.ok_or_else(missing)?.id)
    }

    /// Organizations in the order of their identifiers.
    pub async fn organizations(
        &self,
        kind: Option<OrganizationKind>,
        page: &PageRequest,
    ) -> Result<Page<Organization>, ServiceError> {
        let statement = &st::organization::LIST;
        let params = Params::new()
            .with("kind", kind.map(Coded::code).map(Value::from).unwrap_or(Value::Null))
            .with("after", page.after.as_deref().unwrap_or(""))
            .with("limit", i64::from(page.first) + 1);
        let records = decode_all(RecordKind::Organization, statement, self.run(statement, params).await?)?;
        Ok(Page::of_one_more(only!(records, Organization), page.first))
    }

    /// All departments of these organizations.
    pub async fn departments_of_organizations(&self, ids: &[Id]) -> Result<Vec<Department>, ServiceError> {
        Ok(only!(self.related(RecordKind::Department, &st::department::OF_ORGANIZATIONS, ids, None).await?, Department))
    }

    /// The departments directly below these.
    pub async fn child_departments(&self, ids: &[Id]) -> Result<Vec<Department>, ServiceError> {
        Ok(only!(self.related(RecordKind::Department, &st::department::CHILDREN, ids, None).await?, Department))
    }

    /// Memberships of these people: current at a moment, or of all times.
    pub async fn memberships_of_people(
        &self,
        ids: &[Id],
        as_of: Option<AsOf>,
    ) -> Result<Vec<Membership>, ServiceError> {
        let day = Some(("day", day_or_all(as_of)));
        Ok(only!(self.related(RecordKind::Membership, &st::membership::OF_PEOPLE, ids, day).await?, Membership))
    }

    /// Memberships in these departments: current at a moment, or of all times.
    pub async fn memberships_of_departments(
        &self,
        ids: &[Id],
        as_of: Option<AsOf>,
    ) -> Result<Vec<Membership>, ServiceError> {
        let day = Some(("day", day_or_all(as_of)));
        Ok(only!(self.related(RecordKind::Membership, &st::membership::OF_DEPARTMENTS, ids, day).await?, Membership))
    }

    /// Memberships anywhere in these organizations: current at a moment, or of all times.
    pub async fn memberships_of_organizations(
        &self,
        ids: &[Id],
        as_of: Option<AsOf>,
    ) -> Result<Vec<(Id, Membership)>, ServiceError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let statement = &st::membership::OF_ORGANIZATIONS;
        let params = Params::new().with("ids", id_list(ids)).with("day", day_or_all(as_of));
        with_organizations(statement, self.run(statement, params).await?)
    }

    /// Current memberships of these people with the organization each is in.
    pub(super) async fn memberships_at(
        &self,
        people: &[Id],
        as_of: AsOf,
    ) -> Result<Vec<(Id, Membership)>, ServiceError> {
        if people.is_empty() {
            return Ok(Vec::new());
        }
        let statement = &st::membership::OF_PEOPLE;
        let params = Params::new().with("ids", id_list(people)).with("day", as_of.day_text());
        with_organizations(statement, self.run(statement, params).await?)
    }

    /// Which of these people work for a company at a moment.
    pub async fn employed_by(&self, company: &Id, people: &[Id], as_of: AsOf) -> Result<HashSet<Id>, ServiceError> {
        let memberships = self.memberships_at(people, as_of).await?;
        let theirs = memberships.into_iter().filter(|(organization, _)| organization == company);
        Ok(theirs.map(|(_, membership)| membership.person_id).collect())
    }

    /// Which of these people work for us at a moment; nobody while our own company is not recorded.
    pub async fn employees(&self, people: &[Id], as_of: AsOf) -> Result<HashSet<Id>, ServiceError> {
        match self.own_organization().await {
            Ok(own) => self.employed_by(&own, people, as_of).await,
            Err(ServiceError::NotFound { .. }) => Ok(HashSet::new()),
            Err(error) => Err(error),
        }
    }

    /// Current reporting lines above these people, of every scope.
    pub async fn reporting_of_people(&self, ids: &[Id], as_of: AsOf) -> Result<Vec<Reporting>, ServiceError> {
        let day = Some(("day", Value::from(as_of.day_text())));
        Ok(only!(self.related(RecordKind::Reporting, &st::reporting::OF_PEOPLE, ids, day).await?, Reporting))
    }

    /// Current reporting lines below these people, of every scope.
    pub async fn reporting_of_managers(&self, ids: &[Id], as_of: AsOf) -> Result<Vec<Reporting>, ServiceError> {
        let day = Some(("day", Value::from(as_of.day_text())));
        Ok(only!(self.related(RecordKind::Reporting, &st::reporting::OF_MANAGERS, ids, day).await?, Reporting))
    }

    /// Influence lines that begin at these people and that the viewer may see.
    pub async fn influence_from(&self, ids: &[Id], as_of: AsOf) -> Result<Vec<VisibleInfluence>, ServiceError> {
        let moment = Some(("as_of", instant_or_all(Some(as_of))));
        let lines = self.related(RecordKind::Influence, &st::influence::FROM_PEOPLE, ids, moment).await?;
        // A blind line must not be found by asking its beginning.
        let visible = self.visible(only!(lines, Influence), as_of).await?;
        Ok(visible.into_iter().filter(|line| !line.masked).collect())
    }

    /// Influence lines that end at these people and that the viewer may see; blind ones are masked.
    pub async fn influence_to(&self, ids: &[Id], as_of: AsOf) -> Result<Vec<VisibleInfluence>, ServiceError> {
        let moment = Some(("as_of", instant_or_all(Some(as_of))));
        let lines = self.related(RecordKind::Influence, &st::influence::TO_PEOPLE, ids, moment).await?;
        self.visible(only!(lines, Influence), as_of).await
    }

    /// Leaves out what the viewer may not see, and marks what is blind.
    pub async fn visible(&self, lines: Vec<Influence>, as_of: AsOf) -> Result<Vec<VisibleInfluence>, ServiceError> {
        let beginnings: BTreeSet<Id> = lines.iter().map(|line| line.from_id.clone()).collect();
        let beginnings: Vec<Id> = beginnings.into_iter().collect();
        let colleagues = self.employees(&beginnings, as_of).await?;
        let people = self.people(&beginnings).await?;
        let mut sights = Sights::new(self, as_of);
        sights.learn_owners(lines.iter()).await?;
        let mut seen = Vec::with_capacity(lines.len());
        for line in lines {
            let consent = people.get(&line.from_id).and_then(|person| person.consent);
            let colleague = colleagues.contains(&line.from_id);
            match sights.of(line.visibility, line.owner_id.as_ref(), &line.from_id, colleague, consent) {
                Sight::Open => seen.push(VisibleInfluence { line, masked: false }),
                Sight::Masked => seen.push(VisibleInfluence { line, masked: true }),
                Sight::Omitted | Sight::Secret => {}
            }
        }
        Ok(seen)
    }

    /// Opportunities of these customers.
    pub async fn opportunities_of_customers(&self, ids: &[Id]) -> Result<Vec<Opportunity>, ServiceError> {
        Ok(only!(self.related(RecordKind::Opportunity, &st::opportunity::OF_CUSTOMERS, ids, None).await?, Opportunity))
    }

    /// Opportunities these people own.
    pub async fn opportunities_of_owners(&self, ids: &[Id]) -> Result<Vec<Opportunity>, ServiceError> {
        Ok(only!(self.related(RecordKind::Opportunity, &st::opportunity::OF_OWNERS, ids, None).await?, Opportunity))
    }

    /// Current decision roles in these opportunities.
    pub async fn roles_in_opportunities(&self, ids: &[Id], as_of: AsOf) -> Result<Vec<DecisionRole>, ServiceError> {
        let day = Some(("day", Value::from(as_of.day_text())));
        let records = self.related(RecordKind::DecisionRole, &st::decision_role::OF_OPPORTUNITIES, ids, day).await?;
        Ok(only!(records, DecisionRole))
    }

    /// Current decision roles of these people.
    pub async fn roles_of_people(&self, ids: &[Id], as_of: AsOf) -> Result<Vec<DecisionRole>, ServiceError> {
        let day = Some(("day", Value::from(as_of.day_text())));
        let records = self.related(RecordKind::DecisionRole, &st::decision_role::OF_PEOPLE, ids, day).await?;
        Ok(only!(records, DecisionRole))
    }

    /// Assessments of these people up to a moment that the viewer may see.
    pub async fn assessments_of(&self, ids: &[Id], as_of: AsOf) -> Result<Vec<Assessment>, ServiceError> {
        let moment = Some(("as_of", instant_or_all(Some(as_of))));
        let records = self.related(RecordKind::Assessment, &st::assessment::OF_PEOPLE, ids, moment).await?;
        self.visible_assessments(only!(records, Assessment), as_of).await
    }

    /// Leaves out the assessments that the viewer may not see: at most one statement.
    pub async fn visible_assessments(
        &self,
        mut assessments: Vec<Assessment>,
        as_of: AsOf,
    ) -> Result<Vec<Assessment>, ServiceError> {
        let mut sights = Sights::new(self, as_of);
        sights.learn_assessors(assessments.iter()).await?;
        assessments.retain(|assessment| sights.of_assessment(assessment) == Sight::Open);
        Ok(assessments)
    }

    /// Signals of these opportunities, seen up to a moment.
    pub async fn signals_of(&self, ids: &[Id], as_of: AsOf) -> Result<Vec<Signal>, ServiceError> {
        let moment = Some(("as_of", instant_or_all(Some(as_of))));
        Ok(only!(self.related(RecordKind::Signal, &st::signal::OF_OPPORTUNITIES, ids, moment).await?, Signal))
    }

    /// Targets of these people, of all times.
    pub async fn targets_of(&self, ids: &[Id]) -> Result<Vec<Target>, ServiceError> {
        Ok(only!(self.related(RecordKind::Target, &st::target::OF_PEOPLE, ids, None).await?, Target))
    }

    /// Endorsements of these people that hold at a moment.
    pub async fn endorsements_of(&self, ids: &[Id], as_of: AsOf) -> Result<Vec<Endorsement>, ServiceError> {
        let moment = Some(("as_of", instant_or_all(Some(as_of))));
        let records = self.related(RecordKind::Endorsement, &st::endorsement::OF_PEOPLE, ids, moment).await?;
        Ok(only!(records, Endorsement))
    }
}
