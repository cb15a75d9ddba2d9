//! Everything recorded that sales questions count, in memory, at one data version.
//!
//! What is asked of customers, sellers and closed opportunities is asked of all of them at once, and of many days: counting that
//! in the database would read everything again for each. So everything that counts is read once at a data version, by a few
//! statements, narrow and without texts ([`read`]), numbered in the order of its identifiers ([`numbers`]), and kept until the
//! data changes; then the records that changed are read, and those alone ([`refresh`], [`reader`]). A question computes from it
//! what it needs: what one viewer may see at one moment ([`view`]), the decision chain of an opportunity ([`chain`]), the key
//! persons of a customer ([`customer`]). Nothing that was computed is kept, so an answer as of any moment is made from the facts.

pub(super) mod cells;
mod chain;
mod customer;
mod moments;
pub mod numbers;
mod order;
mod read;
mod reader;
mod refresh;
mod view;

use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::{
    AttitudeLevel, Department, Dimension, Id, OpportunityOutcome, Organization, OrganizationKind, SalesStage, Strength,
    Visibility,
};
use crate::scoring::chain::RolePart;

use super::ServiceError;

pub use chain::LedgerChain;
pub use customer::CustomerView;
pub use numbers::Ids;
pub use view::{LedgerView, slot};

use numbers::{Days, Lists};

/// Everything that sales questions count. People, organizations, departments and opportunities are numbers in the order of their
/// identifiers; `numbers::NONE` is nobody.
#[derive(Debug, Default, PartialEq)]
pub struct Ledger {
    people: Ids,
    organizations: Ids,
    departments: Ids,
    opportunities: Ids,
    /// Of each organization.
    organization_records: Box<[Arc<Organization>]>,
    /// Of each department that is one of our own.
    department_records: Box<[Option<Arc<Department>>]>,
    own: Option<u32>,
    currencies: Box<[Arc<str>]>,
    /// Of each opportunity.
    deals: Box<[Deal]>,
    deals_of_customer: Lists<(u32, u32)>,
    /// By person.
    posts: Lists<Post>,
    /// By customer: everybody who ever was there, by person.
    staff: Lists<Seat>,
    /// By opportunity, by person.
    roles: Lists<Role>,
    /// By customer, by person.
    roles_of_customer: Lists<(u32, Role)>,
    /// By person.
    reporting: Lists<Report>,
    /// By who is influenced; of each pair the line that counts later stands later.
    support: Lists<Support>,
    /// The identifier of each of those lines.
    support_ids: Box<[Arc<str>]>,
    /// By person; what counts later stands later.
    assessments: Lists<Stated>,
    /// When each of those was recorded, in milliseconds since 1970.
    recorded: Box<[i64]>,
    /// By person.
    targets: Lists<Quota>,
    /// By person.
    endorsements: Lists<Recognition>,
    /// Whose facts some see as members of a team, in order.
    team_owners: Box<[u32]>,
    bytes: usize,
}

/// An opportunity.
#[derive(Debug, Clone, PartialEq)]
pub struct Deal {
    pub customer: u32,
    pub amount: Option<f64>,
    /// Among the currencies.
    pub currency: Option<u16>,
    pub stage: Option<SalesStage>,
    pub owner: u32,
    /// The first day, and the day on which it was closed.
    days: Days,
    outcome: Option<OpportunityOutcome>,
}

/// A membership.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Post {
    person: u32,
    organization: u32,
    department: u32,
    level: i64,
    days: Days,
}

/// A membership as the customer sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Seat {
    customer: u32,
    person: u32,
    days: Days,
}

/// A decision role.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Role {
    opportunity: u32,
    person: u32,
    part: RolePart,
    days: Days,
}

/// A reporting line.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Report {
    person: u32,
    manager: u32,
    /// Nothing: of the line organization.
    opportunity: u32,
    days: Days,
}

/// A recorded line by which one person can move another.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Support {
    from: u32,
    to: u32,
    strength: Strength,
    /// Without a date before all others.
    observed: Option<i64>,
    ended: Option<i64>,
    visibility: Visibility,
    owner: u32,
    from_consent: Option<Visibility>,
}

/// An assessment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stated {
    pub person: u32,
    pub vendor: u32,
    pub opportunity: u32,
    pub by: u32,
    /// Milliseconds since 1970.
    pub at: i64,
    pub dimension: Dimension,
    pub level: AttitudeLevel,
    visibility: Visibility,
}

/// What a seller is to sell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quota {
    pub person: u32,
    pub from: i32,
    pub to: i32,
    pub amount: f64,
    pub currency: u16,
}

/// Somebody is recognised as an authority.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recognition {
    pub person: u32,
    at: i64,
    ended: Option<i64>,
}

impl Ledger {
    /// The identifiers of people.
    pub fn people(&self) -> &Ids {
        &self.people
    }

    /// The identifiers of opportunities.
    pub fn opportunities(&self) -> &Ids {
        &self.opportunities
    }

    /// The number of an organization.
    pub fn organization_number(&self, id: &Id) -> Option<u32> {
        self.organizations.number(id)
    }

    /// The record of an organization.
    pub fn organization(&self, number: u32) -> &Arc<Organization> {
        &self.organization_records[number as usize]
    }

    /// The record of a department of ours.
    pub fn department(&self, number: u32) -> Option<&Arc<Department>> {
        self.department_records.get(number as usize)?.as_ref()
    }

    /// The number of a department.
    pub fn department_number(&self, id: &Id) -> Option<u32> {
        self.departments.number(id)
    }

    /// The number of a department that somebody asks about, which must be one of our own.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] for any other.
    pub fn department_of_ours(&self, id: &Id) -> Result<u32, ServiceError> {
        let number = self.department_number(id).filter(|&number| self.department(number).is_some());
        number.ok_or_else(|| ServiceError::NotFound { what: "department of ours", id: id.to_string() })
    }

    /// Whether a department of ours is another one, or below it.
    pub fn is_within_department(&self, department: u32, other: u32) -> bool {
        let mut at = Some(department);
        // No department is below itself; the bound is for data that says so.
        for _ in 0..self.departments.len() {
            match at {
                None => return false,
                Some(number) if number == other => return true,
                Some(number) => {
                    let parent = self.department(number).and_then(|record| record.parent_id.as_ref());
                    at = parent.and_then(|parent| self.departments.number(parent));
                }
            }
        }
        false
    }

    /// Our own company.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] while none is recorded.
    pub fn own(&self) -> Result<u32, ServiceError> {
        let missing = ServiceError::NotFound { what: "organization of kind", id: "own".to_owned() };
        self.own.ok_or(missing)
    }

    /// All customers.
    pub fn customers(&self) -> impl Iterator<Item = u32> {
        let records = self.organization_records.iter().zip(0..);
        records.filter(|(record, _)| record.kind == OrganizationKind::Customer).map(|(_, number)| number)
    }

    /// An opportunity.
    pub fn deal(&self, number: u32) -> &Deal {
        &self.deals[number as usize]
    }

    /// All opportunities.
    pub fn deals(&self) -> impl Iterator<Item = (u32, &Deal)> {
        (0..).zip(&*self.deals)
    }

    /// The opportunities of a customer.
    pub fn deals_of(&self, customer: u32) -> impl Iterator<Item = (u32, &Deal)> {
        self.deals_of_customer.of(customer).iter().map(|&(_, number)| (number, self.deal(number)))
    }

    /// The code of a currency.
    pub fn currency(&self, number: u16) -> &Arc<str> {
        &self.currencies[usize::from(number)]
    }

    /// The targets of a seller.
    pub fn targets_of(&self, person: u32) -> &[Quota] {
        self.targets.of(person)
    }

    /// Everybody who ever had a target.
    pub fn people_with_target(&self) -> impl Iterator<Item = u32> {
        (0..self.people.len() as u32).filter(|&person| !self.targets.of(person).is_empty())
    }

    /// The identifier of an assessment.
    pub fn assessment_id(&self, stated: &Stated) -> Id {
        order::assessment_id(stated, &self.people, &self.organizations, &self.opportunities)
    }

    /// All assessments of a person, those that count later behind; whoever may see them.
    fn stated_of(&self, person: u32) -> &[Stated] {
        self.assessments.of(person)
    }
}

impl Stated {
    /// When it was made.
    pub fn instant(&self) -> Timestamp {
        // Read from an instant of the calendar.
        Timestamp::from_millisecond(self.at).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

impl Deal {
    /// How it had ended on a day: once it was closed, or where nobody recorded when.
    pub fn outcome(&self, day: i32) -> Option<OpportunityOutcome> {
        if self.days.to > day && self.days.to != i32::MAX { None } else { self.outcome }
    }

    /// Whether it had been opened on a day; without a date it always had.
    pub fn opened_by(&self, day: i32) -> bool {
        self.days.from <= day
    }

    /// Whether it was open on a day: opened, not closed, and without an outcome.
    pub fn is_open(&self, day: i32) -> bool {
        self.days.contains(day) && self.outcome(day).is_none()
    }

    /// The day on which it was opened.
    pub fn opened(&self) -> Option<i32> {
        (self.days.from != i32::MIN).then_some(self.days.from)
    }

    /// The day on which it was closed.
    pub fn closed(&self) -> Option<i32> {
        (self.days.to != i32::MAX).then_some(self.days.to)
    }

    /// How it ended, whenever that was.
    pub fn ended(&self) -> Option<OpportunityOutcome> {
        self.outcome
    }
}
