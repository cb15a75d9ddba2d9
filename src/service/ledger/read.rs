//! Reading the ledger: rows by the position of their columns, people and things as numbers.

use std::sync::Arc;

use crate::domain::{
    AttitudeLevel, Coded, Department, DepartmentKind, Dimension, Id, InfluenceLevel, Organization, OrganizationKind,
    Probability, ReportingScope, SalesStage, Strength, Visibility, YesNoUnknown, fact_id, instant_text,
};
use crate::scoring::chain::RolePart;
use crate::store::{Row, Statement, StoreError, Value, statements as st};

use super::numbers::{Days, Lists, Met, NONE, day, instant};
use super::{Deal, Ledger, Post, Quota, Recognition, Report, Role, Seat, ServiceError, Stated, Support};
use crate::service::recall::Recollection;

/// The cells of a row, one after the other.
struct Cells<'r> {
    statement: &'static Statement,
    row: &'r Row,
    at: usize,
}

impl<'r> Cells<'r> {
    fn new(statement: &'static Statement, row: &'r Row) -> Self {
        Self { statement, row, at: 0 }
    }

    fn next(&mut self) -> &'r Value {
        self.at += 1;
        self.row.cells().get(self.at - 1).unwrap_or(&Value::Null)
    }

    /// About the cell that was taken last.
    fn wrong(&self, reason: impl std::fmt::Display) -> StoreError {
        let column = self.row.columns().get(self.at - 1).map_or_else(String::new, ToString::to_string);
        StoreError::Decode { name: self.statement.name, column, reason: reason.to_string() }
    }

    fn text(&mut self) -> Result<&'r Arc<str>, StoreError> {
        self.text_or_none()?.ok_or_else(|| self.wrong("is missing"))
    }

    fn text_or_none(&mut self) -> Result<Option<&'r Arc<str>>, StoreError> {
        match self.next() {
            Value::Text(text) => Ok(Some(text)),
            Value::Null => Ok(None),
            other => Err(self.wrong(format!("{other:?} is no text"))),
        }
    }

    fn integer_or_none(&mut self) -> Result<Option<i64>, StoreError> {
        match self.next() {
            Value::Int(number) => Ok(Some(*number)),
            Value::Null => Ok(None),
            other => Err(self.wrong(format!("{other:?} is no integer"))),
        }
    }

    fn number_or_none(&mut self) -> Result<Option<f64>, StoreError> {
        match self.next() {
            Value::Float(number) => Ok(Some(*number)),
            Value::Int(number) => Ok(Some(*number as f64)),
            Value::Null => Ok(None),
            other => Err(self.wrong(format!("{other:?} is no number"))),
        }
    }

    fn code<T: Coded>(&mut self) -> Result<T, StoreError> {
        let text = self.text()?;
        T::parse(text).map_err(|e| self.wrong(e))
    }

    fn code_or_none<T: Coded>(&mut self) -> Result<Option<T>, StoreError> {
        let text = self.text_or_none()?;
        text.map(|text| T::parse(text)).transpose().map_err(|e| self.wrong(e))
    }

    fn vote(&mut self) -> Result<YesNoUnknown, StoreError> {
        Ok(self.code_or_none()?.unwrap_or(YesNoUnknown::Unknown))
    }

    fn instant_or_none(&mut self) -> Result<Option<i64>, StoreError> {
        let text = self.text_or_none()?;
        text.map(|text| instant(text).ok_or_else(|| self.wrong("is no instant"))).transpose()
    }

    fn instant(&mut self) -> Result<i64, StoreError> {
        self.instant_or_none()?.ok_or_else(|| self.wrong("is missing"))
    }

    fn day_or(&mut self, absent: i32) -> Result<i32, StoreError> {
        match self.text_or_none()? {
            None => Ok(absent),
            Some(text) => day(text).ok_or_else(|| self.wrong("is no day")),
        }
    }

    fn days(&mut self) -> Result<Days, StoreError> {
        Ok(Days { from: self.day_or(i32::MIN)?, to: self.day_or(i32::MAX)? })
    }

    fn id(&mut self) -> Result<Id, StoreError> {
        let text = self.text()?;
        Id::new(text).map_err(|e| self.wrong(e))
    }
}

/// The number of what may be nothing.
fn number(met: &mut Met, text: Option<&Arc<str>>) -> u32 {
    text.map_or(NONE, |text| met.number(text))
}

/// What was read, by numbers in the order in which identifiers were met.
#[derive(Default)]
struct Heap {
    people: Met,
    organizations: Met,
    departments: Met,
    opportunities: Met,
    organization_records: Vec<Organization>,
    department_records: Vec<Department>,
    currencies: Vec<Arc<str>>,
    deals: Vec<(u32, Deal)>,
    posts: Vec<Post>,
    roles: Vec<Role>,
    reporting: Vec<Report>,
    support: Vec<(Support, Arc<str>)>,
    /// With the time at which each was recorded.
    assessments: Vec<(Stated, i64)>,
    targets: Vec<Quota>,
    endorsements: Vec<Recognition>,
}

impl Recollection<'_> {
    /// Reads everything that sales questions count.
    pub(super) async fn read_ledger(&self) -> Result<Ledger, ServiceError> {
        let mut heap = Heap::default();
        for (statement, add) in SOURCES {
            self.each_piece(statement, |rows| {
                rows.iter().try_for_each(|row| add(&mut heap, &mut Cells::new(statement, row)))
            })
            .await?;
        }
        self.service().compute.run(move || heap.ledger()).await?
    }
}

type Add = fn(&mut Heap, &mut Cells<'_>) -> Result<(), StoreError>;

static SOURCES: &[(&Statement, Add)] = &[
    (&st::ledger::UNITS, Heap::unit),
    (&st::ledger::POSTS, Heap::post),
    (&st::ledger::OPPORTUNITIES, Heap::opportunity),
    (&st::ledger::ROLES, Heap::role),
    (&st::ledger::REPORTING, Heap::reporting),
    (&st::ledger::SUPPORT, Heap::support),
    (&st::ledger::ASSESSMENTS, Heap::assessment),
    (&st::ledger::SELLERS, Heap::seller),
];

impl Heap {
    fn unit(&mut self, cells: &mut Cells<'_>) -> Result<(), StoreError> {
        let source = cells.text()?;
        let (id, name) = (cells.id()?, cells.text()?.to_string());
        if **source == *"department" {
            let kind: DepartmentKind = cells.code()?;
            let _industry_region_potential = (cells.next(), cells.next(), cells.next());
            let organization_id = cells.id()?;
            let parent = cells.text_or_none()?;
            let parent_id = parent.map(Id::new).transpose().map_err(|e| cells.wrong(e))?;
            self.department_records.push(Department { id, name, organization_id, parent_id, kind });
            return Ok(());
        }
        let kind: OrganizationKind = cells.code()?;
        let text = |text: Option<&Arc<str>>| text.map(ToString::to_string);
        let (industry, region) = (text(cells.text_or_none()?), text(cells.text_or_none()?));
        let potential = cells.code_or_none()?;
        self.organization_records.push(Organization { id, name, kind, industry, region, potential });
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

    fn reporting(&mut self, cells: &mut Cells<'_>) -> Result<(), StoreError> {
        let (person, manager) = (self.people.number(cells.text()?), self.people.number(cells.text()?));
        let scope = cells.text()?;
        let opportunity =
            if **scope == *ReportingScope::Customer.code() { NONE } else { self.opportunities.number(scope) };
        self.reporting.push(Report { person, manager, opportunity, days: cells.days()? });
        Ok(())
    }

    fn support(&mut self, cells: &mut Cells<'_>) -> Result<(), StoreError> {
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
        let from_consent = cells.code_or_none()?;
        self.support.push((Support { from, to, strength, observed, ended, visibility, owner, from_consent }, id));
        Ok(())
    }

    fn assessment(&mut self, cells: &mut Cells<'_>) -> Result<(), StoreError> {
        let (person, vendor) = (self.people.number(cells.text()?), self.organizations.number(cells.text()?));
        let dimension: Dimension = cells.code()?;
        let level = cells.integer_or_none()?.ok_or_else(|| cells.wrong("is missing"))?;
        let level = AttitudeLevel::new(level).map_err(|e| cells.wrong(e))?;
        let opportunity = number(&mut self.opportunities, cells.text_or_none()?);
        let at = cells.instant()?;
        let by = number(&mut self.people, cells.text_or_none()?);
        let visibility = cells.code()?;
        let recorded_at = cells.instant()?;
        self.assessments
            .push((Stated { person, vendor, opportunity, by, at, dimension, level, visibility }, recorded_at));
        Ok(())
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

    /// Puts everything in order.
    fn ledger(mut self) -> Result<Ledger, ServiceError> {
        let internal = |e: crate::domain::IdError| ServiceError::Internal(format!("a stored identifier: {e}"));
        for record in &self.organization_records {
            self.organizations.number(&Arc::from(record.id.as_str()));
        }
        for record in &self.department_records {
            self.departments.number(&Arc::from(record.id.as_str()));
        }
        let (people, person) = self.people.ordered().map_err(internal)?;
        let (organizations, organization) = self.organizations.ordered().map_err(internal)?;
        let (departments, department) = self.departments.ordered().map_err(internal)?;
        let (opportunities, opportunity) = self.opportunities.ordered().map_err(internal)?;
        let n_people = people.len();

        self.organization_records.sort_by(|a, b| a.id.cmp(&b.id));
        let own = self.organization_records.iter().position(|record| record.kind == OrganizationKind::Own);
        let mut department_records = vec![None; departments.len()];
        for record in self.department_records {
            let number = departments.number(&record.id);
            if let Some(place) = number.and_then(|number| department_records.get_mut(number as usize)) {
                *place = Some(Arc::new(record));
            }
        }

        let mut deals: Vec<(u32, Deal)> = self.deals;
        for (id, deal) in &mut deals {
            *id = opportunity.of(*id);
            deal.customer = organization.of(deal.customer);
            deal.owner = person.of(deal.owner);
        }
        deals.sort_by_key(|(id, _)| *id);
        if deals.len() != opportunities.len() || self.organization_records.len() != organizations.len() {
            return Err(ServiceError::Internal("a fact refers to something that is not stored".to_owned()));
        }
        let mut of_customer: Vec<(u32, u32)> = deals.iter().map(|(id, deal)| (deal.customer, *id)).collect();
        of_customer.sort_unstable();

        for post in &mut self.posts {
            post.person = person.of(post.person);
            post.organization = organization.of(post.organization);
            post.department = department.of(post.department);
        }
        self.posts.sort_by_key(|post| (post.person, post.organization, post.department, post.days.from));
        let is_customer = |number: u32| self.organization_records[number as usize].kind == OrganizationKind::Customer;
        let seats = self.posts.iter().filter(|post| is_customer(post.organization));
        let mut seats: Vec<Seat> =
            seats.map(|p| Seat { customer: p.organization, person: p.person, days: p.days }).collect();
        seats.sort_by_key(|seat| (seat.customer, seat.person));

        for role in &mut self.roles {
            role.person = person.of(role.person);
            role.opportunity = opportunity.of(role.opportunity);
        }
        self.roles.sort_by_key(|role| (role.opportunity, role.person));
        let mut of_customers: Vec<(u32, Role)> =
            self.roles.iter().map(|role| (deals[role.opportunity as usize].1.customer, *role)).collect();
        of_customers.sort_by_key(|(customer, role)| (*customer, role.person));

        for report in &mut self.reporting {
            report.person = person.of(report.person);
            report.manager = person.of(report.manager);
            report.opportunity = opportunity.of(report.opportunity);
        }
        self.reporting.sort_by_key(|report| report.person);

        for (line, _) in &mut self.support {
            line.from = person.of(line.from);
            line.to = person.of(line.to);
            line.owner = person.of(line.owner);
        }
        self.support
            .sort_by(|(a, a_id), (b, b_id)| (a.to, a.from, a.observed, a_id).cmp(&(b.to, b.from, b.observed, b_id)));
        let support: Vec<Support> = self.support.into_iter().map(|(line, _)| line).collect();

        for (stated, _) in &mut self.assessments {
            stated.person = person.of(stated.person);
            stated.vendor = organization.of(stated.vendor);
            stated.opportunity = opportunity.of(stated.opportunity);
            stated.by = person.of(stated.by);
        }
        // By identifier only where everything else is the same, which is rare: it is a hash.
        let id = |stated: &Stated| {
            let at = jiff::Timestamp::from_millisecond(stated.at).map_or_else(|_| String::new(), instant_text);
            let text = |id: Option<&Id>| id.map(|id| id.as_str().to_owned());
            let (opportunity, by) = (text(opportunities.get(stated.opportunity)), text(people.get(stated.by)));
            let key = [
                Some(people.id(stated.person).as_str()),
                Some(organizations.id(stated.vendor).as_str()),
                Some(stated.dimension.code()),
                opportunity.as_deref(),
                Some(&at),
                by.as_deref(),
            ];
            fact_id("assessment", &key)
        };
        let rank = |(s, recorded_at): &(Stated, i64)| (s.person, s.at, *recorded_at, s.vendor, s.dimension.code());
        self.assessments.sort_unstable_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| id(&a.0).cmp(&id(&b.0))));
        let assessments: Vec<Stated> = self.assessments.into_iter().map(|(stated, _)| stated).collect();

        for quota in &mut self.targets {
            quota.person = person.of(quota.person);
        }
        self.targets.sort_by_key(|quota| (quota.person, quota.from, quota.to, quota.currency));
        for recognition in &mut self.endorsements {
            recognition.person = person.of(recognition.person);
        }
        self.endorsements.sort_by_key(|recognition| (recognition.person, recognition.at));

        let of_team = |visibility| visibility == Visibility::Team;
        let mut team_owners: Vec<u32> = assessments.iter().filter(|s| of_team(s.visibility)).map(|s| s.by).collect();
        let lines = support.iter().filter(|line| of_team(line.visibility));
        team_owners.extend(lines.map(|line| if line.owner == NONE { line.from } else { line.owner }));
        team_owners.sort_unstable();
        team_owners.dedup();

        let mut ledger = Ledger {
            organization_records: self.organization_records.into_iter().map(Arc::new).collect(),
            department_records: department_records.into(),
            own: own.map(|place| place as u32),
            currencies: self.currencies.into(),
            deals_of_customer: Lists::new(organizations.len(), of_customer, |(customer, _)| *customer),
            posts: Lists::new(n_people, self.posts, |post| post.person),
            staff: Lists::new(organizations.len(), seats, |seat| seat.customer),
            roles: Lists::new(opportunities.len(), self.roles, |role| role.opportunity),
            roles_of_customer: Lists::new(organizations.len(), of_customers, |(customer, _)| *customer),
            reporting: Lists::new(n_people, self.reporting, |report| report.person),
            support: Lists::new(n_people, support, |line| line.to),
            assessments: Lists::new(n_people, assessments, |stated| stated.person),
            targets: Lists::new(n_people, self.targets, |quota| quota.person),
            endorsements: Lists::new(n_people, self.endorsements, |recognition| recognition.person),
            team_owners: team_owners.into(),
            deals: deals.into_iter().map(|(_, deal)| deal).collect(),
            people,
            organizations,
            departments,
            opportunities,
            bytes: 0,
        };
        ledger.bytes = ledger.measured();
        Ok(ledger)
    }
}

impl Ledger {
    /// Bytes held, about.
    fn measured(&self) -> usize {
        let ids = [&self.people, &self.organizations, &self.departments, &self.opportunities];
        ids.iter().map(|ids| ids.bytes()).sum::<usize>()
            + size_of_val(&*self.organization_records)
            + self.organization_records.len() * (size_of::<Organization>() + 64)
            + size_of_val(&*self.deals)
            + self.deals_of_customer.bytes()
            + self.posts.bytes()
            + self.staff.bytes()
            + self.roles.bytes()
            + self.roles_of_customer.bytes()
            + self.reporting.bytes()
            + self.support.bytes()
            + self.assessments.bytes()
            + self.targets.bytes()
            + self.endorsements.bytes()
    }
}
