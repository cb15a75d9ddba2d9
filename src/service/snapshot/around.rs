//! What is between a person and everybody else on a day, out of the facts: the same pairs as a step of a live question meets.

use crate::domain::DepartmentKind;

use super::facts::{Contacted, Facts, Seat};
use crate::service::neighbourhood::Direction;

/// One thing between the person and another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// A recorded line, by its place; true or not on the day. Of one pair in order of time.
    Recorded(u32),
    /// A reporting line, and whether the line's beginning manages its end.
    Manages(bool),
    /// Members of one small department, by its number.
    Colleagues(u32),
    /// Seats on one board or committee, by its number: the day on which they ceased to be shared, or `i32::MAX`.
    Board(u32, i32),
    /// Contacts, by the number of the pair.
    Contacts(u32),
}

/// Finds what is around people on one day.
#[derive(Debug)]
pub struct Around<'f> {
    facts: &'f Facts,
    day: i32,
    direction: Direction,
    /// Of each department whether it is small, as [`small_units`] says.
    small: &'f [bool],
    /// The other, and the tie; kept between calls.
    ties: Vec<(u32, Tie)>,
}

/// Whether a department has few enough members on a day that they know each other.
fn is_small(facts: &Facts, department: u32, day: i32, members_max: usize) -> bool {
    let seats = facts.members.of(department).chunk_by(|a, b| a.person == b.person);
    let current = seats.filter(|seats| seats.iter().any(|seat| seat.days.contains(day)));
    current.take(members_max + 1).count() <= members_max
}

/// Which departments are of the line organization and have few enough members on a day that they know each other.
pub fn small_units(facts: &Facts, day: i32, members_max: usize) -> Box<[bool]> {
    let kinds = (0..).zip(&*facts.kinds);
    kinds.map(|(number, kind)| *kind == DepartmentKind::Unit && is_small(facts, number, day, members_max)).collect()
}

impl<'f> Around<'f> {
    /// On a day; `small` says of each department whether its members know each other.
    pub fn new(facts: &'f Facts, day: i32, direction: Direction, small: &'f [bool]) -> Self {
        Self { facts, day, direction, small, ties: Vec::new() }
    }

    /// Gives what is between a person and each other one, by the number of the other.
    pub fn each(&mut self, near: u32, mut take: impl FnMut(u32, &[(u32, Tie)])) {
        self.ties.clear();
        self.recorded(near);
        self.reporting(near);
        for seat in self.facts.seats.of(near) {
            self.shared(near, seat, self.facts.members.of(seat.department));
        }
        let contacts = self.facts.acquaintances.of(near).iter();
        self.ties.extend(contacts.map(|known| (known.other, Tie::Contacts(known.pair))));
        // Stable for what is equal is not needed: of one pair everything differs.
        self.ties.sort_unstable();
        for ties in self.ties.chunk_by(|a, b| a.0 == b.0) {
            if ties[0].0 != near {
                take(ties[0].0, ties);
            }
        }
    }

    /// What is between a person and one other, as [`Around::each`] gives it.
    pub fn between(&mut self, near: u32, far: u32) -> &[(u32, Tie)] {
        self.ties.clear();
        let facts = self.facts;
        let (from, to) = if self.direction == Direction::Into { (far, near) } else { (near, far) };
        self.ties.extend(facts.influences.between(from, to).map(|line| (far, Tie::Recorded(line))));
        self.reporting(near);
        self.ties.retain(|(other, _)| *other == far);
        for seat in facts.seats.of(near) {
            let members = facts.members.of(seat.department);
            let begin = members.partition_point(|other| other.person < far);
            let end = begin + members[begin..].partition_point(|other| other.person == far);
            self.shared(near, seat, &members[begin..end]);
        }
        let known = facts.acquaintances.of(near);
        if let Ok(place) = known.binary_search_by_key(&far, |known| known.other) {
            self.ties.push((far, Tie::Contacts(known[place].pair)));
        }
        self.ties.sort_unstable();
        &self.ties
    }

    fn is_small(&self, department: u32) -> bool {
        self.small[department as usize]
    }

    fn recorded(&mut self, near: u32) {
        let lines = &self.facts.influences;
        match self.direction {
            Direction::Into => {
                self.ties.extend(lines.lines_into(near).map(|line| (lines.from(line), Tie::Recorded(line))));
            }
            Direction::From => {
                self.ties.extend(lines.out_of(near).map(|(line, to)| (to, Tie::Recorded(line))));
            }
        }
    }

    fn reporting(&mut self, near: u32) {
        let into = self.direction == Direction::Into;
        for line in self.facts.managers.of(near).iter().filter(|line| line.days.contains(self.day)) {
            self.ties.push((line.manager, Tie::Manages(into)));
        }
        for line in self.facts.reports.of(near).iter().filter(|line| line.days.contains(self.day)) {
            self.ties.push((line.person, Tie::Manages(!into)));
        }
    }

    /// What a seat shares with those of some members of its department.
    fn shared(&mut self, near: u32, seat: &Seat, members: &[Seat]) {
        match self.facts.kinds[seat.department as usize] {
            DepartmentKind::Unit => {
                if seat.days.contains(self.day) && !members.is_empty() && self.is_small(seat.department) {
                    let current = members.iter().filter(|other| other.person != near && other.days.contains(self.day));
                    self.ties.extend(current.map(|other| (other.person, Tie::Colleagues(seat.department))));
                }
            }
            DepartmentKind::Board | DepartmentKind::Committee => {
                let begun = |seat: &&Seat| seat.days.from <= self.day;
                if !begun(&seat) {
                    return;
                }
                for other in members.iter().filter(|other| other.person != near).filter(begun) {
                    let (begin, end) = (seat.days.from.max(other.days.from), seat.days.to.min(other.days.to));
                    if begin < end {
                        let ended = if end > self.day { i32::MAX } else { end };
                        self.ties.push((other.person, Tie::Board(seat.department, ended)));
                    }
                }
            }
        }
    }
}

/// The contacts of a pair up to a day.
pub fn contacts_until(facts: &Facts, pair: u32, day: i32) -> &[Contacted] {
    let all = facts.contacts.of(pair);
    &all[..all.partition_point(|contacted| contacted.day <= day)]
}
