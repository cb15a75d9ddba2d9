//! Finds suggestions in the facts of a snapshot, as one viewer may see them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::domain::{Coded as _, Id, Policy, Viewer, fact_id};
use crate::scoring::suggestion::{ContactGraph, likely_acquaintances, likely_managers};
use crate::service::ledger::LedgerView;
use crate::service::snapshot::{Contacted, Eyes, Facts, Reports};

use super::{
    CommonContact, Decided, Suggestion, SuggestionDecision, SuggestionEvidence, SuggestionKind, SuggestionQuestion,
    SuggestionState,
};

/// Common contacts that are told by name.
const COMMON_TOLD: usize = 5;

/// Contacts of the window, as the viewer may see them, and who is who on the day.
pub struct Finder<'a> {
    facts: &'a Facts,
    view: &'a LedgerView,
    policy: &'a Policy,
    eyes: Eyes<'a>,
    day: i32,
    since: i32,
    graph: ContactGraph,
}

/// A pair that is likely, by its numbers.
type Likely = BTreeMap<(SuggestionKind, u32, u32), f64>;

impl<'a> Finder<'a> {
    /// Counts the contacts.
    pub fn new(facts: &'a Facts, view: &'a LedgerView, viewer: &Viewer, day: i32) -> Self {
        let policy: &'a Policy = view.policy();
        let eyes = Eyes::new(facts, policy, viewer, view.as_of(), day);
        let since = day - policy.suggestion.window_days as i32;
        let people = facts.people.len() as u32;
        let seen: Vec<bool> = (0..people).into_par_iter().map(|person| eyes.sees_contacts(person)).collect();
        let contacts: Vec<(u32, u32, u32)> = (0..people)
            .into_par_iter()
            .flat_map_iter(|first| {
                let seen = &seen;
                let pairs = facts.acquaintances.of(first).iter().filter(move |known| first < known.other);
                let pairs = pairs.filter(move |known| seen[first as usize] && seen[known.other as usize]);
                pairs.flat_map(move |known| {
                    let counted = facts.contacts.of(known.pair).iter();
                    counted.filter(move |c| c.day > since && c.day <= day).map(move |c| {
                        let (from, to) = if c.by_first { (first, known.other) } else { (known.other, first) };
                        (from, to, c.count)
                    })
                })
            })
            .collect();
        Self { graph: ContactGraph::new(people, contacts), facts, view, policy, eyes, day, since }
    }

    /// What the question asks for, the likeliest first. Open ones are found, the others are remembered.
    pub fn find(&self, question: &SuggestionQuestion, decided: &HashMap<Id, Decided>) -> Vec<Suggestion> {
        let mut found: Vec<Suggestion> = match question.state.unwrap_or(SuggestionState::Open) {
            SuggestionState::Open => {
                let person = question.person.as_ref().and_then(|id| self.facts.people.number(id));
                let likely = self.likely(question.kind, person).into_iter();
                let found = likely.map(|((kind, from, to), probability)| {
                    let (a, b) = (self.facts.people.id(from), self.facts.people.id(to));
                    (suggestion_id(kind, a, b), kind, from, to, probability)
                });
                let open = found.filter(|(id, ..)| !decided.contains_key(id));
                open.map(|(id, kind, from, to, p)| self.suggestion(id, kind, [from, to], p, None)).collect()
            }
            state => {
                let wanted = |decided: &Decided| {
                    let touches =
                        question.person.as_ref().is_none_or(|person| decided.from == *person || decided.to == *person);
                    let kind = question.kind.is_none_or(|kind| kind == decided.kind);
                    decided.decision.state == state && kind && touches
                };
                let known = decided.iter().filter(|(_, decided)| wanted(decided)).filter_map(|(id, decided)| {
                    let number = |person: &Id| self.facts.people.number(person);
                    let ends = [number(&decided.from)?, number(&decided.to)?];
                    let seen = ends.iter().all(|end| self.eyes.sees_contacts(*end));
                    let decision = Some(decided.decision.clone());
                    seen.then(|| self.suggestion(id.clone(), decided.kind, ends, decided.probability, decision))
                });
                known.collect()
            }
        };
        found.sort_by(|a, b| b.probability.total_cmp(&a.probability).then_with(|| a.id.cmp(&b.id)));
        found
    }

    fn suggestion(
        &self,
        id: Id,
        kind: SuggestionKind,
        [from, to]: [u32; 2],
        probability: f64,
        decision: Option<SuggestionDecision>,
    ) -> Suggestion {
        let person = |number: u32| self.facts.people.id(number).clone();
        Suggestion {
            id,
            kind,
            from: person(from),
            to: person(to),
            probability,
            evidence: self.evidence(from, to),
            decision,
        }
    }

    fn likely(&self, kind: Option<SuggestionKind>, person: Option<u32>) -> Likely {
        let wanted = |this| kind.is_none_or(|kind| kind == this);
        // What touches a person can be a suggestion of somebody near: of those in contact, or of the contacts of these.
        let everybody: Vec<u32> = match person {
            None => (0..self.graph.people()).collect(),
            Some(person) => self.around(person),
        };
        let found: Vec<(SuggestionKind, u32, u32, f64)> = everybody
            .into_par_iter()
            .filter(|near| self.graph.degree(*near) > 0)
            .flat_map_iter(|near| {
                let managers = wanted(SuggestionKind::Reporting).then(|| self.managers(near));
                let influences = wanted(SuggestionKind::Influence).then(|| self.influences(near));
                managers.into_iter().chain(influences).flatten()
            })
            .filter(|(_, from, to, _)| person.is_none_or(|person| *from == person || *to == person))
            .collect();
        let mut likely: Likely =
            found.into_iter().map(|(kind, from, to, probability)| ((kind, from, to), probability)).collect();
        // Of two people one at most manages the other: the likelier direction is suggested.
        let reverse: Vec<_> = likely
            .iter()
            .filter(|((kind, from, to), probability)| {
                let other = likely.get(&(*kind, *to, *from));
                other.is_some_and(|other| (other, Reverse(from)) > (*probability, Reverse(to)))
            })
            .map(|(key, _)| *key)
            .collect();
        reverse.iter().for_each(|key| {
            likely.remove(key);
        });
        likely
    }

    /// A person, everybody in contact with them, and everybody in contact with these.
    fn around(&self, person: u32) -> Vec<u32> {
        let mut near: Vec<u32> = vec![person];
        for (one, _) in self.graph.others(person) {
            near.push(*one);
            near.extend(self.graph.others(*one).iter().map(|(two, _)| *two));
        }
        near.sort_unstable();
        near.dedup();
        near
    }

    /// Who is likely to manage somebody of whom no manager is known.
    fn managers(&self, report: u32) -> Vec<(SuggestionKind, u32, u32, f64)> {
        let holds = |line: &&Reports| line.days.contains(self.day);
        if self.facts.managers.of(report).iter().any(|line| holds(&line)) {
            return Vec::new();
        }
        let organizations = self.organizations(report);
        let eligible = |other: u32| {
            let below = self.facts.managers.of(other).iter().filter(holds).any(|line| line.manager == report);
            !below && self.organizations(other).iter().any(|organization| organizations.contains(organization))
        };
        let likely = likely_managers(&self.graph, report, eligible, &self.policy.suggestion);
        let manager = |(other, _, probability)| (SuggestionKind::Reporting, report, other, probability);
        self.kept(likely.into_iter().map(manager))
    }

    /// Who is likely to get into contact with somebody outside or of ours, one of them outside; the line begins at our own, of two
    /// outside at the one to whom more people write.
    fn influences(&self, near: u32) -> Vec<(SuggestionKind, u32, u32, f64)> {
        let departments = self.departments(near);
        let same = |other: u32| self.departments(other).iter().any(|department| departments.contains(department));
        let likely = likely_acquaintances(&self.graph, near, same, &self.policy.suggestion);
        let pairs = likely.into_iter().filter_map(|(other, _, probability)| {
            let ours = [near, other].map(|person| self.eyes.is_employee(person));
            let (from, to) = match ours {
                [true, true] => return None,
                [true, false] => (near, other),
                [false, true] => (other, near),
                [false, false] => {
                    let rank = |person: u32| (self.graph.writers(person), Reverse(person));
                    if rank(near) >= rank(other) { (near, other) } else { (other, near) }
                }
            };
            let known =
                self.eyes.sees_recorded(from, to) || self.eyes.sees_recorded(to, from) || self.reports(from, to);
            (!known).then_some((SuggestionKind::Influence, from, to, probability))
        });
        self.kept(pairs)
    }

    /// As many as the policy suggests for one person, of those likely enough.
    fn kept(
        &self,
        found: impl Iterator<Item = (SuggestionKind, u32, u32, f64)>,
    ) -> Vec<(SuggestionKind, u32, u32, f64)> {
        let policy = &self.policy.suggestion;
        found.take_while(|found| found.3 >= policy.from_probability).take(policy.per_person as usize).collect()
    }

    fn reports(&self, one: u32, another: u32) -> bool {
        let to = |from: u32, to: u32| {
            let lines = self.facts.managers.of(from).iter();
            lines.filter(|line| line.days.contains(self.day)).any(|line| line.manager == to)
        };
        to(one, another) || to(another, one)
    }

    fn organizations(&self, person: u32) -> Vec<u32> {
        let number = self.view.ledger().people().number(self.facts.people.id(person));
        number.map(|number| self.view.organizations_of(number).collect()).unwrap_or_default()
    }

    fn departments(&self, person: u32) -> Vec<u32> {
        let seats = self.facts.seats.of(person).iter();
        seats.filter(|seat| seat.days.contains(self.day)).map(|seat| seat.department).collect()
    }

    fn evidence(&self, from: u32, to: u32) -> SuggestionEvidence {
        let graph = &self.graph;
        let between = graph.between(from, to);
        let total = |one: u32, another: u32| {
            let contacts = graph.between(one, another);
            contacts.sent.saturating_add(contacts.received)
        };
        let mut common: Vec<(u32, [u32; 2])> =
            graph.common(from, to).map(|both| (both, [total(from, both), total(to, both)])).collect();
        let n_common = common.len() as u32;
        common.sort_by_key(|(both, contacts)| (Reverse(contacts[0].min(contacts[1])), *both));
        common.truncate(COMMON_TOLD);
        let last = |one: u32, another: u32| self.days_between(one, another).map(|(_, last)| last);
        SuggestionEvidence {
            contacts: [between.sent, between.received],
            days: self.days_between(from, to),
            writers: [graph.writers(from), graph.writers(to)],
            degrees: [graph.degree(from), graph.degree(to)],
            n_common,
            common: common
                .into_iter()
                .map(|(both, contacts)| CommonContact {
                    person: self.facts.people.id(both).clone(),
                    contacts,
                    last: last(from, both).max(last(to, both)),
                })
                .collect(),
            same_department: {
                let departments = self.departments(from);
                self.departments(to).iter().any(|department| departments.contains(department))
            },
        }
    }

    /// The first and the last day of contact in the window.
    fn days_between(&self, one: u32, another: u32) -> Option<(Date, Date)> {
        let others = self.facts.acquaintances.of(one);
        let pair = others.iter().find(|known| known.other == another)?.pair;
        let within = |c: &&Contacted| c.day > self.since && c.day <= self.day && c.count > 0;
        let days = self.facts.contacts.of(pair).iter().filter(within).map(|c| c.day);
        let (first, last) = (days.clone().min()?, days.max()?);
        let today = self.view.as_of().day();
        let date = |day: i32| today.checked_sub(jiff::Span::new().days(i64::from(self.day) - i64::from(day))).ok();
        Some((date(first)?, date(last)?))
    }
}

/// The identifier of a suggestion: the same as long as it is of this kind and between these people.
pub fn suggestion_id(kind: SuggestionKind, from: &Id, to: &Id) -> Id {
    fact_id("suggestion", &[Some(kind.code()), Some(from.as_str()), Some(to.as_str())])
}
