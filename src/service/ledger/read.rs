//! Reading the ledger: rows by the position of their columns, people and things as numbers.

use std::sync::Arc;

use crate::domain::{
    Assessment, AttitudeLevel, Coded, Department, DepartmentKind, Dimension, Id, InfluenceLevel, Organization,
    OrganizationKind, Probability, ReportingScope, SalesStage, Strength, Visibility,
};
use crate::scoring::chain::RolePart;
use crate::store::{Statement, StoreError, statements as st};

use super::cells::{Cells, places};
use super::numbers::{Ids, Lists, Met, NONE};
use super::{Deal, Ledger, Post, Quota, Recognition, Report, Role, Seat, ServiceError, Stated, Support};
use crate::service::recall::Recollection;

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
        for source in SOURCES {
            let statement = source.statement;
            self.each_piece(statement, |rows| {
                let Some(first) = rows.first() else { return Ok(()) };
                let places = places(statement, source.columns, first)?;
                let add = |row| (source.add)(&mut heap, &mut Cells { statement, row, places: &places, at: 0 });
                rows.iter().try_for_each(add)
            })
            .await?;
        }
        self.service().compute.run(move || heap.ledger()).await?
    }
}

/// What the ledger is read from.
struct Source {
    statement: &'static Statement,
    /// In the order in which they are taken.
    columns: &'static [&'static str],
    add: fn(&mut Heap, &mut Cells<'_>) -> Result<(), StoreError>,
}

static SOURCES: &[Source] = &[
    Source {
        statement: &st::ledger::UNITS,
        columns: &["source", "id", "name", "kind", "industry", "region", "potential", "organization_id", "parent_id"],
        add: Heap::unit,
    },
    Source {
        statement: &st::ledger::POSTS,
        columns: &["person_id", "organization_id", "department_id", "level", "from_day", "to_day"],
        add: Heap::post,
    },
    Source {
        statement: &st::ledger::OPPORTUNITIES,
        columns: &["id", "customer_id", "amount", "currency", "stage", "owner_id", "opened", "closed", "outcome"],
        add: Heap::opportunity,
    },
    Source {
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
    },
    Source {
        statement: &st::ledger::REPORTING,
        columns: &["person_id", "manager_id", "scope", "from_day", "to_day"],
        add: Heap::reporting,
    },
    Source {
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
        add: Heap::support,
    },
    Source {
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
    },
    Source {
        statement: &st::ledger::SELLERS,
        columns: &["source", "person_id", "from_day", "to_day", "amount", "currency", "at", "ended_at"],
        add: Heap::seller,
    },
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
        let id = |stated: &Stated| assessment_id(stated, &people, &organizations, &opportunities);
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

/// The identifier of an assessment, from its natural key.
pub fn assessment_id(stated: &Stated, people: &Ids, organizations: &Ids, opportunities: &Ids) -> Id {
    Assessment::id_of(
        people.id(stated.person),
        organizations.id(stated.vendor),
        stated.dimension,
        opportunities.get(stated.opportunity),
        stated.instant(),
        people.get(stated.by),
    )
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
