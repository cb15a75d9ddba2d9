//! Who held which post when, and who reported to whom.

use crate::domain::{Id, Membership, Period, Reporting, ReportingScope, Unit};

use super::company::{Company, DIVISIONS, Post};
use super::draw::{Draw, Purpose};
use super::market::{BUYER, CFO, FUNCTION, FUNCTIONS, Seat};
use super::people::{
    competitor_part, customer_part, department_id, division_id, level, office, rival_part, seat_department, team_id,
};
use super::{Demo, Who, numbered, story};

/// Customers on whose boards one of our division heads sits: every fourth, as far as there are heads.
const OUR_SEATS: u32 = 4 * DIVISIONS;

/// Days before today on which somebody began their present post, and on which they left it.
pub(super) struct Tenure {
    pub since: u32,
    pub left: Option<u32>,
}

impl Demo {
    pub(super) fn tenure(&self, who: Who) -> (Tenure, Draw) {
        let (mut draw, senior, stays) = match who {
            Who::Employee(e) => {
                let senior = !matches!(self.company.post(e), Post::Staff(..));
                (self.draw(Purpose::Career, e), senior, senior || story::is_in(&self.company, who))
            }
            Who::Contact(c) => (Draw::new(self.seed, Purpose::Career, 1 << 32 | u64::from(c)), false, true),
            Who::Rival(r) => (Draw::new(self.seed, Purpose::Career, 2 << 32 | u64::from(r)), false, true),
        };
        let since = if senior { draw.between(1_200, 5_000) } else { draw.between(90, 3_600) };
        let leaves = draw.percent(3) && !stays;
        let left = leaves.then(|| 1 + draw.below(self.history_days().min(since - 30)));
        (Tenure { since, left }, draw)
    }

    fn period(&self, from_days: u32, to_days: Option<u32>) -> Period {
        let (from, to) = (self.day_before(from_days), to_days.map(|days| self.day_before(days)));
        Period::new(Some(from), to).expect("days before today fall as time goes on")
    }

    pub(super) fn memberships(self) -> impl Iterator<Item = Membership> + Send {
        let (size, demo, other) = (self.size, self.clone(), self.clone());
        let ours = (0..size.colleagues).flat_map(move |e| self.employee_posts(e));
        let contacts = (0..size.contacts).flat_map(move |c| demo.contact_posts(c));
        let boards = other.clone();
        let boards = (0..size.customers).flat_map(move |customer| boards.board_seats(customer));
        let rivals = (0..size.rivals).map(move |r| {
            let (tenure, _) = other.tenure(Who::Rival(r));
            let part = rival_part(r / size.competitors);
            Membership {
                person_id: Who::Rival(r).id(),
                unit: Unit::Department(competitor_part(r % size.competitors, ["office", "sales", "solutions"][part])),
                title: Some(other.title(Who::Rival(r))),
                level: Some(if part == 0 { 2 } else { 5 }),
                period: other.period(tenure.since, tenure.left),
            }
        });
        ours.chain(contacts).chain(boards).chain(rivals)
    }

    fn employee_posts(&self, employee: u32) -> Vec<Membership> {
        let who = Who::Employee(employee);
        let (tenure, mut draw) = self.tenure(who);
        let post = self.company.post(employee);
        let department = match post {
            Post::Chief => office(),
            Post::DivisionHead(division) => division_id(division),
            Post::DepartmentHead(department) => department_id(department),
            Post::TeamLead(team) | Post::Staff(team, _) => team_id(team),
        };
        let held = |department, title, level, period| Membership {
            person_id: who.id(),
            unit: Unit::Department(department),
            title: Some(title),
            level: Some(level),
            period,
        };
        let mut posts = vec![held(department, self.title(who), level(post), self.period(tenure.since, tenure.left))];
        let Post::Staff(team, _) = post else { return posts };
        if let Some((department, title)) = story::former_post(&self.company, who) {
            let period = self.period(tenure.since + 1_200, Some(tenure.since + 60));
            posts.insert(0, held(department, title.to_owned(), 4, period));
        } else if draw.percent(8) {
            let before = (team + 1 + draw.below(self.company.teams - 1)) % self.company.teams;
            let period = self.period(tenure.since + draw.between(200, 1_500), Some(tenure.since));
            posts.insert(0, held(team_id(before), self.title(who), 6, period));
        } else if draw.percent(4) {
            let (customer, function) = (draw.low(self.size.customers), draw.below(FUNCTIONS));
            let (_, _, titles, _) = FUNCTION[function as usize];
            let period = self.period(tenure.since + draw.between(400, 2_500), Some(tenure.since + draw.below(60)));
            let department = customer_part(customer, &format!("f{function}"));
            posts.insert(0, held(department, titles[2].to_owned(), 5, period));
        }
        posts
    }

    fn contact_posts(&self, contact: u32) -> Vec<Membership> {
        let who = Who::Contact(contact);
        let (tenure, mut draw) = self.tenure(who);
        let (customer, position) = self.market.place(contact);
        let seat = self.market.seat(customer, position);
        let level = match seat {
            Seat::Chief => 1,
            Seat::FunctionHead(_) => 2,
            Seat::Member { head: true, .. } => 3,
            Seat::Member { place, .. } => u8::try_from(4 + place % 3).expect("4 to 6"),
        };
        let held = |department, title: String, level, period| Membership {
            person_id: who.id(),
            unit: Unit::Department(department),
            title: Some(title),
            level: Some(level),
            period,
        };
        let now = self.period(tenure.since, tenure.left);
        let mut posts = vec![held(seat_department(customer, seat), self.title(who), level, now)];
        if level >= 3 && draw.percent(4) {
            // Somebody who worked for us: alumni are doors that open from the other side.
            let team = draw.below(self.company.teams);
            let period = self.period(tenure.since + draw.between(300, 2_000), Some(tenure.since + draw.below(90)));
            posts.insert(0, held(team_id(team), "工程师".to_owned(), 6, period));
        } else if draw.percent(3) {
            let before = (customer + 1 + draw.below(self.size.customers - 1)) % self.size.customers;
            let function = draw.below(FUNCTIONS);
            let period = self.period(tenure.since + draw.between(300, 2_000), Some(tenure.since));
            let (_, _, titles, _) = FUNCTION[function as usize];
            posts.insert(0, held(customer_part(before, &format!("f{function}")), titles[2].to_owned(), 5, period));
        }
        posts
    }

    /// A customer's supervisory board: its chief executive and finance head, the chief executive of another customer, one
    /// who left a year ago, and here and there a division head of ours; and its tender committee.
    fn board_seats(&self, customer: u32) -> Vec<Membership> {
        let customers = self.size.customers;
        let seat = |who: Who, part: &str, title: &str, from, to| Membership {
            person_id: who.id(),
            unit: Unit::Department(customer_part(customer, part)),
            title: Some(title.to_owned()),
            level: None,
            period: self.period(from, to),
        };
        let at = |customer, position| Who::Contact(self.market.contact(customer, position));
        let mut draw = Draw::new(self.seed, Purpose::Career, 3 << 32 | u64::from(customer));
        let mut seats = vec![
            seat(at(customer, 0), "board", "监事会主席", draw.between(900, 2_500), None),
            seat(at(customer, CFO), "board", "监事", draw.between(400, 2_000), None),
            seat(at((customer + 1) % customers, 0), "board", "外部监事", draw.between(300, 1_800), None),
        ];
        if customers > 6 {
            let left = draw.between(200, 600);
            seats.push(seat(at((customer + 5) % customers, 0), "board", "外部监事", left + 800, Some(left)));
        }
        if customer.is_multiple_of(4) && customer < OUR_SEATS {
            // Customer 0 with the head of division 0, and so on.
            let ours = Who::Employee(1 + customer / 4);
            seats.push(seat(ours, "board", "监事", draw.between(400, 1_100), None));
        }
        if customer.is_multiple_of(2) {
            for position in [BUYER, CFO, FUNCTIONS + 2] {
                seats.push(seat(at(customer, position), "tender", "委员", draw.between(300, 900), None));
            }
        }
        seats
    }

    /// Reporting lines: the line organizations', then those of the opportunities' teams.
    pub(super) fn reporting(self) -> impl Iterator<Item = Reporting> + Send {
        let (size, demo, deals) = (self.size, self.clone(), self.clone());
        let ours = (0..size.colleagues).filter_map({
            let demo = demo.clone();
            move |e| demo.line(Who::Employee(e), demo.company.manager(e).map(Who::Employee))
        });
        let contacts = (0..size.contacts).filter_map({
            let demo = demo.clone();
            move |c| {
                let (customer, position) = demo.market.place(c);
                let manager = demo.market.manager(customer, position);
                demo.line(
                    Who::Contact(c),
                    manager.map(|position| Who::Contact(demo.market.contact(customer, position))),
                )
            }
        });
        let rivals = (0..size.rivals).filter_map(move |r| {
            let head = r % size.competitors;
            demo.line(Who::Rival(r), (r != head).then_some(Who::Rival(head)))
        });
        let teams = (0..size.opportunities).flat_map(move |o| deals.deal_reporting(o));
        ours.chain(contacts).chain(rivals).chain(teams)
    }

    fn line(&self, who: Who, manager: Option<Who>) -> Option<Reporting> {
        let (tenure, _) = self.tenure(who);
        Some(Reporting {
            person_id: who.id(),
            manager_id: manager?.id(),
            scope: ReportingScope::Customer,
            period: self.period(tenure.since, tenure.left),
        })
    }

    /// In every third opportunity those who judge report to the one who decides.
    fn deal_reporting(&self, number: u32) -> Vec<Reporting> {
        if !number.is_multiple_of(3) {
            return Vec::new();
        }
        let deal = self.deal(number);
        let Some(decider) = deal.decider() else { return Vec::new() };
        let scope = ReportingScope::Opportunity(opportunity_id(number));
        let judges = deal.judges().into_iter().map(|judge| Reporting {
            person_id: Who::Contact(judge).id(),
            manager_id: Who::Contact(decider).id(),
            scope: scope.clone(),
            period: self.period(deal.opened, deal.closed),
        });
        judges.collect()
    }
}

pub(super) fn opportunity_id(number: u32) -> Id {
    numbered("opp", number, 5)
}

/// The head of a division, as a colleague's number.
pub(super) fn division_head(division: u32) -> u32 {
    debug_assert!(division < DIVISIONS);
    1 + division
}

/// Any head of a department.
pub(super) fn some_department_head(company: &Company, draw: &mut Draw) -> u32 {
    company.department_head(draw.below(company.departments))
}
