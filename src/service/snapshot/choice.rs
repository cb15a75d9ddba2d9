//! What counts between an ordered pair, for one viewer on one day: the rules of [`lines::choose`](crate::service::lines::choose)
//! and of live neighbourhoods, in numbers.

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::domain::{
    AsOf, Id, InfluenceLevel, Polarity, Policy, Probability, Role, Strength, Viewer, Visibility, fact_id,
};
use crate::scoring::decay::decayed;
use crate::scoring::trust::{Contact, Trust, trust};
use crate::service::ledger::numbers::NONE;
use crate::service::lines::{LineKind, trust_evidence};
use crate::service::visibility::{Looked, Sight};

use super::around::{Tie, contacts_until};
use super::facts::{Contacted, Facts};
use super::influences::Recorded;
use super::of_day::Employees;

/// A line that carries influence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drawn {
    pub kind: LineKind,
    /// 0 of a line that nobody recorded until [`Eyes::tossed`] gives it one: it is made of two texts.
    pub coin: u64,
    pub strength: Probability,
    pub undecayed: Probability,
    pub cold: bool,
    /// Days since its last evidence, where that is known.
    pub age_days: Option<u32>,
}

/// What a viewer sees between an ordered pair.
#[derive(Debug, Default)]
pub struct Seen {
    /// What carries influence from the person by name.
    pub open: Option<Drawn>,
    /// What carries influence from somebody behind a mask.
    pub masked: Option<Drawn>,
    /// Lines of other teams.
    pub omitted: u32,
    /// It is recorded that there is no relation.
    pub none: bool,
    /// Conflicts that are seen as they are.
    pub conflicts: Vec<Recorded>,
}

/// Everything that decides what a viewer sees on a day.
#[derive(Debug)]
pub struct Eyes<'f> {
    pub facts: &'f Facts,
    pub policy: &'f Policy,
    pub as_of: AsOf,
    pub day: i32,
    /// The viewer, if recorded.
    pub viewer: u32,
    pub role: Role,
    /// Whose lines for the team the viewer sees, ascending; found when it is first asked.
    team: OnceLock<Box<[u32]>>,
    /// Who works for us.
    employees: Employees,
}

/// Levels of reports below a manager whose lines the manager sees.
const LEVELS_BELOW: usize = 20;

impl<'f> Eyes<'f> {
    /// What decides what this viewer sees on the day of a moment.
    pub fn new(facts: &'f Facts, policy: &'f Policy, viewer: &Viewer, as_of: AsOf, day: i32) -> Self {
        Self::knowing(facts, policy, viewer, as_of, day, Employees::on(facts, day))
    }

    /// As [`Eyes::new`], where it is known who works for us on the day.
    pub fn knowing(
        facts: &'f Facts,
        policy: &'f Policy,
        viewer: &Viewer,
        as_of: AsOf,
        day: i32,
        employees: Employees,
    ) -> Self {
        let number = facts.people.number(&viewer.person).unwrap_or(NONE);
        Self { facts, policy, as_of, day, viewer: number, role: viewer.role, team: OnceLock::new(), employees }
    }

    /// Whether somebody works for us.
    pub fn is_employee(&self, person: u32) -> bool {
        self.employees.contains(person)
    }

    /// What the viewer sees between two people, of what there is.
    pub fn see(&self, from: u32, to: u32, ties: &[(u32, Tie)]) -> Seen {
        let mut seen = Seen::default();
        // Of each the latest: of levels, and of given probabilities; open ones, and those behind a mask.
        let (mut open, mut masked) = ([None; 2], [None; 2]);
        let (mut manages, mut colleagues, mut board, mut contacts) = (None, false, None, None);
        for (_, tie) in ties {
            match *tie {
                Tie::Recorded(place) => {
                    let line = self.facts.influences.line(place, to);
                    if !line.holds(self.day) {
                        continue;
                    }
                    let sight = self.sight(&line);
                    let list = match sight {
                        Sight::Open => &mut open,
                        Sight::Masked => &mut masked,
                        Sight::Omitted => {
                            seen.omitted += 1;
                            continue;
                        }
                        Sight::Secret => continue,
                    };
                    if line.polarity == Polarity::Support {
                        list[usize::from(matches!(line.strength, Strength::Given(_)))] = Some(line);
                    } else if sight == Sight::Open {
                        seen.conflicts.push(line);
                    }
                }
                Tie::Manages(down) => manages = Some(manages == Some(true) || down),
                Tie::Colleagues(_) => colleagues = true,
                Tie::Board(_, ended) => board = board.max(Some(ended)),
                Tie::Contacts(pair) => contacts = Some(pair),
            }
        }
        let [level, given] = open;
        seen.open = match level.or(given) {
            Some(line) => {
                let carries = self.recorded(&line);
                seen.none = carries.is_none();
                carries
            }
            None => {
                let contacts = contacts.filter(|_| self.sees_contacts(from));
                contacts.and_then(|pair| self.trusted(pair)).or_else(|| self.derived(manages, board, colleagues))
            }
        };
        if level.or(given).is_none() {
            let [level, given] = masked;
            seen.masked = level.or(given).and_then(|line| self.recorded(&line));
        }
        seen
    }

    /// Whether the viewer sees a recorded line from one person to another, whatever it says: also a conflict, or that there is no relation.
    pub fn sees_recorded(&self, from: u32, to: u32) -> bool {
        let lines = &self.facts.influences;
        lines.between(from, to).any(|place| {
            let line = lines.line(place, to);
            line.holds(self.day) && self.sight(&line) == Sight::Open
        })
    }

    fn sight(&self, line: &Recorded) -> Sight {
        let owner = if line.owner == NONE { line.from } else { line.owner };
        self.looked(line.from, owner).sight(line.visibility, || self.is_team(owner))
    }

    fn looked(&self, from: u32, owner: u32) -> Looked {
        Looked {
            owns: owner == self.viewer,
            begins_at: from == self.viewer,
            role: self.role,
            colleague: self.is_employee(from),
            consent: self.facts.consents[from as usize],
        }
    }

    fn is_team(&self, owner: u32) -> bool {
        let team = self.team.get_or_init(|| team_of(self.facts, self.viewer, self.day));
        team.binary_search(&owner).is_ok()
    }

    /// Contacts stand on what a colleague did, so they are seen as that colleague agreed.
    pub fn sees_contacts(&self, from: u32) -> bool {
        let looked = self.looked(from, from);
        let visibility = looked.consent.filter(|_| looked.colleague).unwrap_or(Visibility::Company);
        looked.sight(visibility, || self.is_team(from)) == Sight::Open
    }

    /// A line by what was recorded; nothing where no relation was.
    fn recorded(&self, line: &Recorded) -> Option<Drawn> {
        let (kind, undecayed) = match line.strength {
            Strength::Level(InfluenceLevel::None) => return None,
            Strength::Level(level) => (LineKind::Level, self.policy.strength_of(level)?),
            Strength::Given(given) => (LineKind::Probability, given),
        };
        Some(self.aged(kind, line.coin, undecayed, line.observed))
    }

    fn aged(&self, kind: LineKind, coin: u64, undecayed: Probability, observed: Option<i32>) -> Drawn {
        let Some(observed) = observed else {
            return Drawn { kind, coin, strength: undecayed, undecayed, cold: false, age_days: None };
        };
        let days = u32::try_from(self.day - observed).unwrap_or(0);
        let faded = decayed(undecayed, days, &self.policy.decay);
        Drawn { kind, coin, strength: faded.strength, undecayed, cold: faded.cold, age_days: Some(days) }
    }

    /// A line by the trust of the contacts of a pair.
    pub fn trusted(&self, pair: u32) -> Option<Drawn> {
        let (trust, last) = self.trust(pair)?;
        let undecayed = Probability::new(trust.score / 100.0).ok()?;
        Some(self.aged(LineKind::Trust, 0, undecayed, last))
    }

    /// The trust of a pair by its contacts, and the day of the last of them.
    fn trust(&self, pair: u32) -> Option<(Trust, Option<i32>)> {
        let past = contacts_until(self.facts, pair, self.day);
        let &last = past.last()?;
        let trust = trust(&self.contacts(past), self.as_of.day(), &self.policy.trust);
        let last = if last.count > 0 { Some(last.day) } else { past.iter().rev().find(|c| c.count > 0).map(|c| c.day) };
        Some((trust, last))
    }

    fn contacts(&self, past: &[Contacted]) -> Vec<Contact> {
        // What is written in the calendar by the store is a day of it.
        let contact = |c: &Contacted| {
            Some(Contact { day: self.date(c.day)?, kind: c.kind, count: c.count, outgoing: c.by_first })
        };
        past.iter().filter_map(contact).collect()
    }

    /// A day in the calendar.
    pub fn date(&self, day: i32) -> Option<Date> {
        self.as_of.day().checked_sub(jiff::Span::new().days(i64::from(self.day) - i64::from(day))).ok()
    }

    /// What a line of trust tells of itself: its evidence, and the day of the last contact.
    pub fn told_of_trust(&self, pair: u32) -> Option<(Arc<str>, Option<Date>)> {
        let past = self.contacts(contacts_until(self.facts, pair, self.day));
        let trust = trust(&past, self.as_of.day(), &self.policy.trust);
        (!past.is_empty()).then(|| (trust_evidence(&past, &trust), trust.last_contact))
    }

    /// The strongest of the lines that follow from the organization; equal ones in the order of [`LineKind`].
    fn derived(&self, manages: Option<bool>, board: Option<i32>, colleagues: bool) -> Option<Drawn> {
        let derived = &self.policy.derived;
        let bare = |kind, value: f64, observed| Probability::new(value).ok().map(|p| self.aged(kind, 0, p, observed));
        let reporting = manages.and_then(|manages| {
            bare(LineKind::Reporting, if manages { derived.manager_to_report } else { derived.report_to_manager }, None)
        });
        let board =
            board.and_then(|ended| bare(LineKind::Board, derived.shared_board, (ended != i32::MAX).then_some(ended)));
        let department = colleagues.then(|| bare(LineKind::Department, derived.same_department, None)).flatten();
        [reporting, board, department]
            .into_iter()
            .flatten()
            .reduce(|best, next| if next.strength > best.strength { next } else { best })
    }

    /// A line with its coin, which is that of its kind and its ends where nobody recorded it.
    pub fn tossed(&self, line: Drawn, from: u32, to: u32) -> Drawn {
        match line.kind {
            LineKind::Level | LineKind::Probability => line,
            LineKind::Trust | LineKind::Reporting | LineKind::Board | LineKind::Department => {
                let id = |person: u32| self.facts.people.id(person).as_str();
                Drawn { coin: coin_of(line.kind, id(from), id(to)), ..line }
            }
        }
    }
}

fn coin_of(kind: LineKind, from: &str, to: &str) -> u64 {
    use crate::domain::Coded as _;
    let id: Id = fact_id(kind.code(), &[Some(from), Some(to)]);
    id.stable_hash()
}

/// The viewer, the members of their departments, and everybody below them on a day: whose lines for the team the viewer sees.
fn team_of(facts: &Facts, viewer: u32, day: i32) -> Box<[u32]> {
    if viewer == NONE {
        return Box::default();
    }
    let mut below = HashSet::from([viewer]);
    let mut level = vec![viewer];
    for _ in 0..LEVELS_BELOW {
        let mut next = Vec::new();
        for &manager in &level {
            for line in facts.reports.of(manager).iter().filter(|line| line.days.contains(day)) {
                if below.insert(line.person) {
                    next.push(line.person);
                }
            }
        }
        level = next;
    }
    let mut team: Vec<u32> = below.into_iter().collect();
    for seat in facts.seats.of(viewer).iter().filter(|seat| seat.days.contains(day)) {
        let members = facts.members.of(seat.department).iter();
        team.extend(members.filter(|other| other.days.contains(day)).map(|other| other.person));
    }
    team.sort_unstable();
    team.dedup();
    team.into()
}
