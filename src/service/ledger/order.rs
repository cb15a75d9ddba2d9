//! Putting the ledger in order: identifiers numbered, everything sorted. What is stored determines every list down to the order of
//! its items, whatever was read first: a ledger brought up to date is the one that would be read now.

use std::sync::Arc;

use crate::domain::{Assessment, Coded, Id, IdError, OrganizationKind, Visibility};

use super::numbers::{Ids, Lists, Met, NONE, Renumbering};
use super::read::Heap;
use super::{Deal, Ledger, Role, Seat, ServiceError, Stated, Support};

/// Which numbers of a [`Met`] some fact names.
struct Used(Vec<bool>);

impl Used {
    fn of(met: &Met, numbers: impl Iterator<Item = u32>) -> Self {
        let mut used = vec![false; met.len()];
        for number in numbers.filter(|&number| number != NONE) {
            used[number as usize] = true;
        }
        Self(used)
    }

    fn ordered(self, met: Met) -> Result<(Ids, Renumbering), ServiceError> {
        let internal = |e: IdError| ServiceError::Internal(format!("a stored identifier: {e}"));
        met.ordered_of(|number| self.0[number as usize]).map_err(internal)
    }
}

impl Heap {
    /// Puts everything in order.
    pub(super) fn ledger(mut self) -> Result<Ledger, ServiceError> {
        for record in &self.organization_records {
            self.organizations.number(&Arc::from(record.id.as_str()));
        }
        for record in &self.department_records {
            self.departments.number(&Arc::from(record.id.as_str()));
        }
        let (organizations, organization) =
            self.used_organizations().ordered(std::mem::take(&mut self.organizations))?;
        let (departments, department) = self.used_departments().ordered(std::mem::take(&mut self.departments))?;
        let (opportunities, opportunity) =
            self.used_opportunities().ordered(std::mem::take(&mut self.opportunities))?;
        let (people, person) = self.used_people().ordered(std::mem::take(&mut self.people))?;
        let currencies = self.order_currencies();
        let n_people = people.len();

        self.organization_records.sort_by(|a, b| a.id.cmp(&b.id));
        let own = self.organization_records.iter().position(|record| record.kind == OrganizationKind::Own);
        let mut department_records = vec![None; departments.len()];
        for record in self.department_records {
            let number = departments.number(&record.id);
            if let Some(place) = number.and_then(|number| department_records.get_mut(number as usize)) {
                *place = Some(record);
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
        let rank = |p: &super::Post| (p.person, p.organization, p.department, p.days.from, p.days.to, p.level);
        self.posts.sort_by_key(rank);
        let is_customer = |number: u32| self.organization_records[number as usize].kind == OrganizationKind::Customer;
        let seats = self.posts.iter().filter(|post| is_customer(post.organization));
        let mut seats: Vec<Seat> =
            seats.map(|p| Seat { customer: p.organization, person: p.person, days: p.days }).collect();
        seats.sort_by_key(|seat| (seat.customer, seat.person));

        for role in &mut self.roles {
            role.person = person.of(role.person);
            role.opportunity = opportunity.of(role.opportunity);
        }
        self.roles.sort_by_key(|role| (role.opportunity, role.person, role.days.from, role.part.role));
        let mut of_customers: Vec<(u32, Role)> =
            self.roles.iter().map(|role| (deals[role.opportunity as usize].1.customer, *role)).collect();
        of_customers.sort_by_key(|(customer, role)| (*customer, role.person));

        for report in &mut self.reporting {
            report.person = person.of(report.person);
            report.manager = person.of(report.manager);
            report.opportunity = opportunity.of(report.opportunity);
        }
        self.reporting.sort_by_key(|r| (r.person, r.manager, r.opportunity, r.days.from));

        for (line, _) in &mut self.support {
            line.from = person.of(line.from);
            line.to = person.of(line.to);
            line.owner = person.of(line.owner);
        }
        self.support
            .sort_by(|(a, a_id), (b, b_id)| (a.to, a.from, a.observed, a_id).cmp(&(b.to, b.from, b.observed, b_id)));
        let (support, support_ids): (Vec<Support>, Vec<Arc<str>>) = self.support.into_iter().unzip();

        for (stated, _) in &mut self.assessments {
            stated.person = person.of(stated.person);
            stated.vendor = organization.of(stated.vendor);
            stated.opportunity = opportunity.of(stated.opportunity);
            stated.by = person.of(stated.by);
        }
        // By identifier only where everything else is the same, which is rare: it is a hash.
        let id = |stated: &Stated| assessment_id(stated, &people, &organizations, &opportunities);
        let rank = |(s, recorded_at): &(Stated, i64)| (s.person, s.at, *recorded_at, s.vendor, s.dimension.code());
        self.assessments.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| id(&a.0).cmp(&id(&b.0))));
        let (assessments, recorded): (Vec<Stated>, Vec<i64>) = self.assessments.into_iter().unzip();

        for quota in &mut self.targets {
            quota.person = person.of(quota.person);
        }
        self.targets.sort_by_key(|quota| (quota.person, quota.from, quota.to, quota.currency));
        for recognition in &mut self.endorsements {
            recognition.person = person.of(recognition.person);
        }
        self.endorsements.sort_by_key(|r| (r.person, r.at, r.ended));

        let of_team = |visibility| visibility == Visibility::Team;
        let mut team_owners: Vec<u32> = assessments.iter().filter(|s| of_team(s.visibility)).map(|s| s.by).collect();
        let lines = support.iter().filter(|line| of_team(line.visibility));
        team_owners.extend(lines.map(|line| if line.owner == NONE { line.from } else { line.owner }));
        team_owners.sort_unstable();
        team_owners.dedup();

        let mut ledger = Ledger {
            organization_records: self.organization_records.into(),
            department_records: department_records.into(),
            own: own.map(|place| place as u32),
            currencies,
            deals_of_customer: Lists::new(organizations.len(), of_customer, |(customer, _)| *customer),
            posts: Lists::new(n_people, self.posts, |post| post.person),
            staff: Lists::new(organizations.len(), seats, |seat| seat.customer),
            roles: Lists::new(opportunities.len(), self.roles, |role| role.opportunity),
            roles_of_customer: Lists::new(organizations.len(), of_customers, |(customer, _)| *customer),
            reporting: Lists::new(n_people, self.reporting, |report| report.person),
            support: Lists::new(n_people, support, |line| line.to),
            support_ids: support_ids.into(),
            assessments: Lists::new(n_people, assessments, |stated| stated.person),
            recorded: recorded.into(),
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

    fn used_organizations(&self) -> Used {
        let met = &self.organizations;
        let recorded = self.organization_records.iter().filter_map(|record| met.get(record.id.as_str()));
        let named = self.posts.iter().map(|post| post.organization).chain(self.deals.iter().map(|(_, d)| d.customer));
        Used::of(met, recorded.chain(named).chain(self.assessments.iter().map(|(stated, _)| stated.vendor)))
    }

    fn used_departments(&self) -> Used {
        let met = &self.departments;
        let recorded = self.department_records.iter().filter_map(|record| met.get(record.id.as_str()));
        Used::of(met, recorded.chain(self.posts.iter().map(|post| post.department)))
    }

    fn used_opportunities(&self) -> Used {
        let deals = self.deals.iter().map(|(number, _)| *number);
        let named = self.roles.iter().map(|r| r.opportunity).chain(self.reporting.iter().map(|r| r.opportunity));
        let assessed = self.assessments.iter().map(|(stated, _)| stated.opportunity);
        Used::of(&self.opportunities, deals.chain(named).chain(assessed))
    }

    fn used_people(&self) -> Used {
        let at_work = self.posts.iter().map(|post| post.person).chain(self.deals.iter().map(|(_, deal)| deal.owner));
        let deciding = self.roles.iter().map(|role| role.person);
        let reporting = self.reporting.iter().flat_map(|report| [report.person, report.manager]);
        let lines = self.support.iter().flat_map(|(line, _)| [line.from, line.to, line.owner]);
        let assessed = self.assessments.iter().flat_map(|(stated, _)| [stated.person, stated.by]);
        let sellers = self.targets.iter().map(|q| q.person).chain(self.endorsements.iter().map(|r| r.person));
        let all = at_work.chain(deciding).chain(reporting).chain(lines).chain(assessed).chain(sellers);
        Used::of(&self.people, all)
    }

    /// Puts the currencies that amounts are in into their order.
    fn order_currencies(&mut self) -> Box<[Arc<str>]> {
        let deals = self.deals.iter().filter_map(|(_, deal)| deal.currency);
        let mut used: Vec<u16> = deals.chain(self.targets.iter().map(|quota| quota.currency)).collect();
        used.sort_unstable();
        used.dedup();
        used.sort_by_key(|&number| &self.currencies[usize::from(number)]);
        let mut renumbered = vec![u16::MAX; self.currencies.len()];
        for (number, &met) in (0_u16..).zip(&used) {
            renumbered[usize::from(met)] = number;
        }
        for (_, deal) in &mut self.deals {
            deal.currency = deal.currency.map(|met| renumbered[usize::from(met)]);
        }
        for quota in &mut self.targets {
            quota.currency = renumbered[usize::from(quota.currency)];
        }
        used.into_iter().map(|met| Arc::clone(&self.currencies[usize::from(met)])).collect()
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
    /// Everything as it was read, to be changed and put in order again.
    pub(super) fn to_heap(&self) -> Heap {
        Heap {
            people: Met::again(&self.people),
            organizations: Met::again(&self.organizations),
            departments: Met::again(&self.departments),
            opportunities: Met::again(&self.opportunities),
            organization_records: self.organization_records.to_vec(),
            department_records: self.department_records.iter().flatten().map(Arc::clone).collect(),
            currencies: self.currencies.to_vec(),
            deals: (0..).zip(self.deals.iter().cloned()).collect(),
            posts: self.posts.items().to_vec(),
            roles: self.roles.items().to_vec(),
            reporting: self.reporting.items().to_vec(),
            support: self.support.items().iter().copied().zip(self.support_ids.iter().cloned()).collect(),
            assessments: self.assessments.items().iter().copied().zip(self.recorded.iter().copied()).collect(),
            targets: self.targets.items().to_vec(),
            endorsements: self.endorsements.items().to_vec(),
        }
    }

    /// Bytes held, about.
    fn measured(&self) -> usize {
        let ids = [&self.people, &self.organizations, &self.departments, &self.opportunities];
        ids.iter().map(|ids| ids.bytes()).sum::<usize>()
            + size_of_val(&*self.organization_records)
            + self.organization_records.len() * (size_of::<crate::domain::Organization>() + 64)
            + size_of_val(&*self.deals)
            + self.deals_of_customer.bytes()
            + self.posts.bytes()
            + self.staff.bytes()
            + self.roles.bytes()
            + self.roles_of_customer.bytes()
            + self.reporting.bytes()
            + self.support.bytes()
            + self.support_ids.iter().map(|id| size_of_val(id) + id.len() + 16).sum::<usize>()
            + self.assessments.bytes()
            + size_of_val(&*self.recorded)
            + self.targets.bytes()
            + self.endorsements.bytes()
    }
}
