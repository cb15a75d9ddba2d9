//! The seeded generator of the demonstration company 远航科技, its customers, its competitors and three years of their dealings.
//!
//! Records come kind by kind in the order of [`RecordKind`], so that each refers only to what came before (a reporting line
//! of an opportunity's team comes after the opportunity). Every record is made from its number: nothing is held but the sizes
//! of the customers and how often each mail address was given out, so a million people need no more memory than a thousand.
//! The same size, seed and day give the same records on every machine. All people and companies are invented.

mod career;
mod company;
mod deals;
mod draw;
mod lines;
mod market;
mod names;
mod outcome;
mod people;
mod sales;
mod story;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use crate::domain::{Id, Record, RecordKind, start_of_day};
use company::{Company, DIVISIONS};
use draw::{Draw, Purpose};
use market::{CUSTOMER_MIN, Market};
pub use outcome::{HIDDEN_MODEL, HiddenModel};

/// The person the demonstration is seen as: a sales rep in 华东大区, account manager of the largest customer, 江海银行.
pub const VIEWER: &str = "emp-0000013";
/// The viewer's manager, a team lead.
pub const MANAGER: &str = "emp-0000012";
/// The head of the viewer's division, who sits on the supervisory board of 江海银行.
pub const EXECUTIVE: &str = "emp-0000001";
/// 王芳, chief information officer of 江海银行: the key person of the demonstration.
pub const KEY_PERSON: &str = "con-0000002";
/// The open opportunity that she decides.
pub const OPPORTUNITY: &str = "opp-00000";

/// Fewest colleagues: below, the first teams of the divisions would lack the people the story needs.
const EMPLOYEES_MIN: u32 = 80;
/// Fewest customers, for boards that interlock.
const CUSTOMERS_MIN: u32 = 3;
/// Milliseconds of a working day, 9:00 to 17:00 in Beijing.
const WORKDAY_MS: u64 = 8 * 3_600_000;

/// How much to make. Numbers below what the story needs (80 colleagues, 3 customers with 16 people each, a competitor, 60
/// influence lines, 3 opportunities, a year) are raised to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoSize {
    /// People of our company, those included who have left since (3 in 100).
    pub colleagues: u32,
    pub customers: u32,
    /// People of all customers together.
    pub contacts: u32,
    pub competitors: u32,
    /// People of all competitors together.
    pub rivals: u32,
    /// Influence lines, conflicts and recorded absences included.
    pub influence_lines: u32,
    pub interactions: u32,
    pub opportunities: u32,
    /// How often, at most, somebody looked at one degree of one person in one opportunity: 2 to 9.
    pub looks: u32,
    /// At most so many assessments, however often somebody looked.
    pub assessments: u32,
    /// Years of history.
    pub years: u32,
}

impl Default for DemoSize {
    fn default() -> Self {
        Self {
            colleagues: 400,
            customers: 12,
            contacts: 300,
            competitors: 2,
            rivals: 36,
            influence_lines: 1_200,
            interactions: 6_000,
            opportunities: 240,
            looks: 5,
            assessments: u32::MAX,
            years: 3,
        }
    }
}

impl DemoSize {
    /// A company whose people, contacts and competitors' people together are `people`, with five influence lines and five
    /// interactions for each. Of a hundred people 60 are colleagues, 37 contacts and 3 competitors'.
    pub fn for_people(people: u32) -> Self {
        let share = |percent: u32| u32::try_from(u64::from(people) * u64::from(percent) / 100).expect("a part");
        let (contacts, rivals) = (share(37), share(3));
        Self {
            colleagues: people - contacts - rivals,
            customers: contacts / 150,
            contacts,
            competitors: 4,
            rivals,
            influence_lines: people.saturating_mul(5),
            interactions: people.saturating_mul(5),
            opportunities: people / 50,
            looks: 5,
            assessments: u32::MAX,
            years: 3,
        }
        .raised()
    }

    /// Much to sell for many: 200 customers of 20,000 people, 5,000 opportunities, 400,000 assessments.
    pub fn for_sales() -> Self {
        Self {
            colleagues: 2_000,
            customers: 200,
            contacts: 20_000,
            competitors: 4,
            rivals: 200,
            influence_lines: 60_000,
            interactions: 60_000,
            opportunities: 5_000,
            looks: 6,
            assessments: 400_000,
            years: 3,
        }
    }

    fn raised(self) -> Self {
        let customers = self.customers.max(CUSTOMERS_MIN);
        let competitors = self.competitors.max(1);
        Self {
            colleagues: self.colleagues.max(EMPLOYEES_MIN),
            customers,
            contacts: self.contacts.max(customers.saturating_mul(CUSTOMER_MIN)),
            competitors,
            rivals: self.rivals.max(competitors.saturating_mul(story::RIVALS_MIN)),
            influence_lines: self.influence_lines.max(60),
            interactions: self.interactions.max(story::INTERACTIONS),
            opportunities: self.opportunities.max(3),
            looks: self.looks.clamp(2, 9),
            assessments: self.assessments,
            years: self.years.clamp(1, 20),
        }
    }
}

/// All records of a demonstration company, kind by kind. `today` is the last day of its history: nothing is dated later.
pub fn generate(size: DemoSize, seed: u64, today: Date) -> impl Iterator<Item = Record> + Send {
    let demo = Demo::new(size, seed, today);
    let kinds = <RecordKind as crate::domain::Coded>::ALL;
    kinds.iter().flat_map(move |kind| demo.records(*kind))
}

/// A demonstration company, kind by kind.
#[derive(Debug, Clone)]
pub struct Demo {
    size: DemoSize,
    seed: u64,
    today: Date,
    company: Company,
    market: Arc<Market>,
    /// The teams of each division, by number.
    teams: Arc<[Vec<u32>]>,
}

/// One of the three groups of people, with the person's number in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Employee(u32),
    Contact(u32),
    Rival(u32),
}

impl Who {
    fn id(self) -> Id {
        match self {
            Self::Employee(n) => numbered("emp", n, 7),
            Self::Contact(n) => numbered("con", n, 7),
            Self::Rival(n) => numbered("riv", n, 7),
        }
    }
}

fn numbered(prefix: &str, number: u32, digits: usize) -> Id {
    identifier(format!("{prefix}-{number:0digits$}"))
}

fn identifier(text: String) -> Id {
    Id::new(text).expect("letters, digits and hyphens")
}

impl Demo {
    /// Lays out a company; see [`generate`].
    pub fn new(size: DemoSize, seed: u64, today: Date) -> Self {
        let size = size.raised();
        let company = Company::new(size.colleagues);
        let mut teams = vec![Vec::new(); DIVISIONS as usize];
        for team in 0..company.teams {
            teams[Company::division_of(company.department_of(team)) as usize].push(team);
        }
        let market = Arc::new(Market::new(size.customers, size.contacts));
        Self { size, seed, today, company, market, teams: teams.into() }
    }

    /// The size as it is made, after raising what was too small.
    pub fn size(&self) -> DemoSize {
        self.size
    }

    /// The records of one kind.
    pub fn records(&self, kind: RecordKind) -> Box<dyn Iterator<Item = Record> + Send> {
        let demo = self.clone();
        match kind {
            RecordKind::Organization => Box::new(demo.organizations().map(Record::Organization)),
            RecordKind::Department => Box::new(demo.departments().map(Record::Department)),
            RecordKind::Person => Box::new(demo.people().map(Record::Person)),
            RecordKind::Membership => Box::new(demo.memberships().map(Record::Membership)),
            RecordKind::Opportunity => Box::new(demo.opportunities().map(Record::Opportunity)),
            RecordKind::Reporting => Box::new(demo.reporting().map(Record::Reporting)),
            RecordKind::Influence => Box::new(demo.influences().map(Record::Influence)),
            RecordKind::Interaction => Box::new(demo.interactions().map(Record::Interaction)),
            RecordKind::DecisionRole => Box::new(demo.decision_roles().map(Record::DecisionRole)),
            RecordKind::Assessment => Box::new(demo.assessments().map(Record::Assessment)),
            RecordKind::Signal => Box::new(demo.signals().map(Record::Signal)),
            RecordKind::Target => Box::new(demo.targets().map(Record::Target)),
            RecordKind::Endorsement => Box::new(demo.endorsements().map(Record::Endorsement)),
        }
    }

    fn draw(&self, purpose: Purpose, index: u32) -> Draw {
        Draw::new(self.seed, purpose, u64::from(index))
    }

    fn day_before(&self, days: u32) -> Date {
        self.today.saturating_sub(i64::from(days).days())
    }

    /// An instant in working hours some days before today (at least one, so that it is never in the future). Different
    /// numbers below 28,800,000 give different times of day: with them no two facts of one pair have the same key.
    fn instant_before(&self, days: u32, number: u32) -> Timestamp {
        // 7,777,777 shares no factor with the milliseconds of the working day.
        let ms = u64::from(number) * 7_777_777 % WORKDAY_MS + 3_600_000;
        let ms = i64::try_from(ms).expect("a part of a day");
        let midnight = start_of_day(self.day_before(days.max(1))).as_millisecond();
        Timestamp::from_millisecond(midnight + ms).expect("a day of the calendar has its hours")
    }

    fn history_days(&self) -> u32 {
        self.size.years * 365
    }

    /// The team that looks after a customer; others help when the customer is large.
    fn account_team(&self, customer: u32, place: u32) -> u32 {
        // The sales divisions' teams taken in turn, so that neighbouring customers have different teams.
        let division = (customer + place) % company::SALES_DIVISIONS;
        let teams = &self.teams[division as usize];
        let turn = customer / company::SALES_DIVISIONS + place * 5;
        teams[turn as usize % teams.len()]
    }

    /// The account manager 客户经理 of a customer.
    fn account_manager(&self, customer: u32) -> u32 {
        let members = self.company.members(self.account_team(customer, 0));
        let staff = members.len() - 1;
        let sales_teams: usize = self.teams[..company::SALES_DIVISIONS as usize].iter().map(Vec::len).sum();
        members.start + 1 + u32::try_from(customer as usize / sales_teams % staff).expect("a place in a team")
    }

    /// Somebody of the team of a division that serves a customer (方案 or 交付 of the 铁三角).
    fn serving(&self, customer: u32, division: u32, place: u32) -> u32 {
        let teams = &self.teams[division as usize];
        let members = self.company.members(teams[customer as usize % teams.len()]);
        members.start + place % u32::try_from(members.len()).expect("a team is small")
    }
}
