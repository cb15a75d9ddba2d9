//! Reading the ledger: rows by the position of their columns, people and things as numbers.

use std::sync::Arc;

use crate::domain::{
    AttitudeLevel, Department, DepartmentKind, Dimension, Id, InfluenceLevel, Organization, OrganizationKind,
    Probability, ReportingScope, SalesStage, Strength,
};
use crate::scoring::chain::RolePart;
use crate::service::Reading;
use crate::store::{Row, Statement, StoreError, statements as st};

use super::cells::{Cells, places};
use super::numbers::{Met, NONE};
use super::{Deal, Ledger, Post, Quota, Recognition, Report, Role, ServiceError, Stated, Support};

/// The number of what may be nothing.
fn number(met: &mut Met, text: Option<&Arc<str>>) -> u32 {
    text.map_or(NONE, |text| met.number(text))
}

/// What was read, by numbers in the order in which identifiers were met.
#[derive(Default)]
pub(super) struct Heap {
    pub people: Met,
    pub organizations: Met,
    pub departments: Met,
    pub opportunities: Met,
    pub organization_records: Vec<Arc<Organization>>,
    pub department_records: Vec<Arc<Department>>,
    pub currencies: Vec<Arc<str>>,
    pub deals: Vec<(u32, Deal)>,
    pub posts: Vec<Post>,
    pub roles: Vec<Role>,
    pub reporting: Vec<Report>,
    /// With the identifier of each.
    pub support: Vec<(Support, Arc<str>)>,
    /// With the time at which each was recorded.
    pub assessments: Vec<(Stated, i64)>,
    pub targets: Vec<Quota>,
    pub endorsements: Vec<Recognition>,
}

impl Reading {
    /// Reads everything that sales questions count.
    pub(super) async fn read_ledger(&self) -> Result<Ledger, ServiceError> {
        let mut heap = Heap::default();
        for source in SOURCES {
            self.read_source(source, &mut heap).await?;
        }
        self.service().compute.run(move || heap.ledger()).await?
    }

    /// Reads everything of one source.
    pub(super) async fn read_source(&self, source: &Source, heap: &mut Heap) -> Result<(), ServiceError> {
        self.each_piece(source.statement, |rows| heap.take(source.statement, source.columns, &rows, source.add)).await
    }
}

/// What the ledger is read from.
pub(super) struct Source {
    pub statement: &'static Statement,
    /// In the order in which they are taken.
    pub columns: &'static [&'static str],
    pub add: fn(&mut Heap, &mut Cells<'_>) -> Result<(), StoreError>,
}

pub(super) static UNITS: Source = Source {
    statement: &st::ledger::UNITS,
    columns: &["source", "id", "name", "kind", "industry", "region", "potential", "organization_id", "parent_id"],
    add: Heap::unit,
};
pub(super) static POSTS: Source = Source {
    statement: &st::ledger::POSTS,
    columns: &["person_id", "organization_id", "department_id", "level", "from_day", "to_day"],
    add: Heap::post,
};
pub(super) static OPPORTUNITIES: Source = Source {
    statement: &st::ledger::OPPORTUNITIES,
    columns: &["id", "customer_id", "amount", "currency", "stage", "owner_id", "opened", "closed", "outcome"],
    add: Heap::opportunity,
};
pub(super) static ROLES: Source = Source {
    statement: &st::ledger::ROLES,
    columns: &[
        "opportunity_id",
        "person_id",
        "role",
        "importance",
        "veto",
        "approve",
        "contact_level",
        "from_day",
        "to_day",
    ],
    add: Heap::role,
};
pub(super) static REPORTING: Source = Source {
    statement: &st::ledger::REPORTING,
    columns: &["person_id", "manager_id", "scope", "from_day", "to_day"],
    add: Heap::report,
};
static SUPPORT: Source = Source {
    statement: &st::ledger::SUPPORT,
    columns: &[
        "id",
        "from_id",
        "to_id",
        "level",
        "strength",
        "observed_at",
        "ended_at",
        "visibility",
        "owner_id",
        "from_consent",
    ],
    add: Heap::line,
};
static ASSESSMENTS: Source = Source {
    statement: &st::ledger::ASSESSMENTS,
    columns: &[
        "person_id",
        "vendor_id",
        "dimension",
        "level",
        "opportunity_id",
        "at",
        "by_id",
        "visibility",
        "recorded_at",
    ],
    add: Heap::assessment,
};
pub(super) static SELLERS: Source = Source {
    statement: &st::ledger::SELLERS,
    columns: &["source", "person_id", "from_day", "to_day", "amount", "currency", "at", "ended_at"],
    add: Heap::seller,
};

static SOURCES: [&Source; 8] = [&UNITS, &POSTS, &OPPORTUNITIES, &ROLES, &REPORTING, &SUPPORT, &ASSESSMENTS, &SELLERS];

impl Heap {
    /// Takes rows with these columns.
    pub(super) fn take(
        &mut self,
        statement: &'static Statement,
        columns: &[&str],
        rows: &[Row],
        mut add: impl FnMut(&mut Self, &mut Cells<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let Some(first) = rows.first() else { return Ok(()) };
        let places = places(statement, columns, first)?;
        rows.iter().try_for_each(|row| add(self, &mut Cells { statement, row, places: &places, at: 0 }))
    }

    fn unit(&mut self, cells: &mut Cells<'_>) -> Result<(), StoreError> {
        let source = cells.text()?;
        let (id, name) = (cells.id()?, cells.text()?.to_string());
        if **source == *"department" {
            let kind: DepartmentKind = cells.code()?;
            let _industry_region_potential = (cells.next(), cells.next(), cells.next());
            let organization_id = cells.id()?;
            let parent = cells.text_or_none()?;
            let parent_id = parent.map(Id::new).transpose().map_err(|e| cells.wrong(e))?;
            self.department_records.push(Arc::new(Department { id, name, organization_id, parent_id, kind }));
            return Ok(());
        }
        let kind: OrganizationKind = cells.code()?;
        let text = |text: Option<&Arc<str>>| text.map(ToString::to_string);
        let (industry, region) = (text(cells.text_or_none()?), text(cells.text_or_none()?));
        let potential = cells.code_or_none()?;
        self.organization_records.push(Arc::new(Organization { id, name, kind, industry, region, potential }));
        Ok(())
    }

    fn post(&mut self, cells: &mut Cells<'_>) -> Result<(), StoreError> {
        self.posts.push(Post {
            person: self.people.number(cells.text()?),
            organization: self.organizations.number(cells.text()?),
            department: number(&mut self.departments, cells.text_or_none()?),
            level: cells.integer_or_none()?.unwrap_or(i64::MAX),
            days: cells.days()?,
        });
        Ok(())
    }

    fn opportunity(&mut self, cells: &mut Cells<'_>) -> Result<(), StoreError> {
        let id = self.opportunities.number(cells.text()?);
        let customer = self.organizations.number(cells.text()?);
        let amount = cells.number_or_none()?;
        let currency = cells.text_or_none()?.map(|code| self.currency(code));
        let stage = cells.text_or_none()?.and_then(|stage| SalesStage::read(stage).ok());
        let owner = number(&mut self.people, cells.text_or_none()?);
        let days = cells.days()?;
        self.deals.push((id, Deal { customer, amount, currency, stage, owner, days, outcome: cells.code_or_none()? }));
        Ok(())
    }

    fn currency(&mut self, code: &Arc<str>) -> u16 {
        let place = self.currencies.iter().position(|known| known == code).unwrap_or_else(|| {
            self.currencies.push(Arc::clone(code));
            self.currencies.len() - 1
        });
        u16::try_from(place).unwrap_or(u16::MAX)
    }

    fn role(&mut self, cells: &mut Cells<'_>) -> Result<(), StoreError> {
        let (opportunity, person) = (self.opportunities.number(cells.text()?), self.people.number(cells.text()?));
        let role = cells.code_or_none()?;
        let importance = cells.integer_or_none()?.map(u8::try_from).transpose().map_err(|e| cells.wrong(e))?;
        let (veto, approve) = (cells.vote()?, cells.vote()?);
        let part = RolePart { role, importance, veto, approve, contact_level: cells.code_or_none()? };
        self.roles.push(Role { opportunity, person, part, days: cells.days()? });
        Ok(())
    }

    fn report(&mut self, cells: &mut Cells<'_>) -> Result<(), StoreError> {
        let (person, manager) = (self.people.number(cells.text()?), self.people.number(cells.text()?));
        let scope = cells.text()?;
        let opportunity =
            if **scope == *ReportingScope::Customer.code() { NONE } else { self.opportunities.number(scope) };
        self.reporting.push(Report { person, manager, opportunity, days: cells.days()? });
        Ok(())
    }

    /// A line without the consent of who begins it, and its identifier.
    pub(super) fn support(&mut self, cells: &mut Cells<'_>) -> Result<(Support, Arc<str>), StoreError> {
        let id = Arc::clone(cells.text()?);
        let (from, to) = (self.people.number(cells.text()?), self.people.number(cells.text()?));
        let level: Option<InfluenceLevel> = cells.code_or_none()?;
        let given = cells.number_or_none()?;
        let strength = match (level, given) {
            (Some(level), None) => Strength::Level(level),
            (None, Some(given)) => Strength::Given(Probability::new(given).map_err(|e| cells.wrong(e))?),
            _ => return Err(cells.wrong("exactly one of level and strength must be there")),
        };
        let (observed, ended) = (cells.instant_or_none()?, cells.instant_or_none()?);
        let visibility = cells.code()?;
        let owner = number(&mut self.people, cells.text_or_none()?);
        Ok((Support { from, to, strength, observed, ended, visibility, owner, from_consent: None }, id))
    }

    fn line(&mut self, cells: &mut Cells<'_>) -> Result<(), StoreError> {
        let (line, id) = self.support(cells)?;
        self.support.push((Support { from_consent: cells.code_or_none()?, ..line }, id));
        Ok(())
    }

    fn assessment(&mut self, cells: &mut Cells<'_>) -> Result<(), StoreError> {
        let stated = self.stated(cells)?;
        self.assessments.push((stated, cells.instant()?));
        Ok(())
    }

    /// An assessment without the time at which it was recorded.
    pub(super) fn stated(&mut self, cells: &mut Cells<'_>) -> Result<Stated, StoreError> {
        let (person, vendor) = (self.people.number(cells.text()?), self.organizations.number(cells.text()?));
        let dimension: Dimension = cells.code()?;
        let level = cells.integer_or_none()?.ok_or_else(|| cells.wrong("is missing"))?;
        let level = AttitudeLevel::new(level).map_err(|e| cells.wrong(e))?;
        let opportunity = number(&mut self.opportunities, cells.text_or_none()?);
        let at = cells.instant()?;
        let by = number(&mut self.people, cells.text_or_none()?);
        let visibility = cells.code()?;
        Ok(Stated { person, vendor, opportunity, by, at, dimension, level, visibility })
    }

    fn seller(&mut self, cells: &mut Cells<'_>) -> Result<(), StoreError> {
        let source = cells.text()?;
        let person = self.people.number(cells.text()?);
        let days = cells.days()?;
        let (amount, currency) = (cells.number_or_none()?, cells.text_or_none()?);
        if **source == *"target" {
            let (Some(amount), Some(currency)) = (amount, currency) else {
                return Err(cells.wrong("a target has an amount and a currency"));
            };
            let currency = self.currency(currency);
            self.targets.push(Quota { person, from: days.from, to: days.to, amount, currency });
        } else {
            let (at, ended) = (cells.instant()?, cells.instant_or_none()?);
            self.endorsements.push(Recognition { person, at, ended });
        }
        Ok(())
    }
}
