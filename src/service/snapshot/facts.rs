//! Every fact that a line of influence can stand on, in numbers.

use std::sync::Arc;

use crate::domain::{DepartmentKind, Id, InteractionKind, Visibility};
use crate::service::ledger::numbers::{Days, Ids, Lists};

use super::influences::Influences;

/// Every fact that a line of influence can stand on, of all times and whoever may see it. People are numbers in the order of their
/// identifiers, and so are departments. What a change leaves as it was is shared with the facts before it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// Our own company.
    pub own: Option<Id>,
    pub people: Arc<Ids>,
    /// Of each person, what they agreed to about lines that begin at them.
    pub consents: Arc<[Option<Visibility>]>,
    pub influences: Arc<Influences>,
    /// By who reports.
    pub managers: Arc<Lists<Reports>>,
    /// By who is reported to.
    pub reports: Arc<Lists<Reports>>,
    /// By person.
    pub seats: Arc<Lists<Seat>>,
    /// By department, then by person.
    pub members: Arc<Lists<Seat>>,
    /// Every department of which somebody is or was a member.
    pub departments: Arc<Ids>,
    /// Of each department.
    pub kinds: Arc<[DepartmentKind]>,
    /// Our own company's people, by person.
    pub employments: Arc<Lists<Employment>>,
    /// By person: everybody they had contact with, by number, and where the contacts of the pair are.
    pub acquaintances: Arc<Lists<Acquaintance>>,
    /// By pair.
    pub contacts: Arc<Lists<Contacted>>,
}

/// A reporting line of a line organization.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reports {
    pub person: u32,
    pub manager: u32,
    pub days: Days,
}

/// A membership of a department.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seat {
    pub person: u32,
    pub department: u32,
    pub days: Days,
    /// The title level, 1 the highest; `u8::MAX` where none is recorded.
    pub level: u8,
    /// Whether the department is one of our own company.
    pub ours: bool,
}

/// A membership of our own company.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Employment {
    pub person: u32,
    pub days: Days,
}

/// Somebody with whom a person had contact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Acquaintance {
    pub person: u32,
    pub other: u32,
    /// The number of the pair.
    pub pair: u32,
}

/// Contacts of a pair on one day, of one kind, in one direction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contacted {
    pub pair: u32,
    pub day: i32,
    pub count: u32,
    pub kind: InteractionKind,
    /// Whether the person with the smaller number began it.
    pub by_first: bool,
}

impl Facts {
    /// Whether somebody works for our own company on a day.
    pub fn is_employee(&self, person: u32, day: i32) -> bool {
        self.employments.of(person).iter().any(|employment| employment.days.contains(day))
    }

    /// The department of our own company in which somebody sits on a day: of several the one with the highest title level, and of
    /// equals the first by identifier.
    pub fn department_of(&self, person: u32, day: i32) -> Option<u32> {
        let seats = self.seats.of(person).iter().filter(|seat| seat.ours && seat.days.contains(day));
        seats.map(|seat| (seat.level, seat.department)).min().map(|(_, department)| department)
    }

    /// Bytes held, about.
    pub fn bytes(&self) -> usize {
        self.people.bytes()
            + size_of_val(&*self.consents)
            + self.influences.bytes()
            + self.managers.bytes()
            + self.reports.bytes()
            + self.seats.bytes()
            + self.members.bytes()
            + self.departments.bytes()
            + size_of_val(&*self.kinds)
            + self.employments.bytes()
            + self.acquaintances.bytes()
            + self.contacts.bytes()
    }
}
