//! The key persons of a customer out of the ledger, and whose the customer is.

use crate::scoring::band::LevelCounts;
use crate::scoring::chain::{
    Chain, ChainAssessment, Degrees, KnownDegree, Member, MemberWeight, Power, assess_weighted, weights_of_many,
};
use crate::service::visibility::Sight;

use super::numbers::NONE;
use super::view::LedgerView;
use super::{Deal, Role, Stated};

/// The key persons of a customer at a moment, as a viewer may see them, as one chain: the formulas of the decision chain hold for
/// them, too.
#[derive(Debug, Clone)]
pub struct CustomerView {
    pub customer: u32,
    /// The key persons, in the order of their identifiers.
    pub members: Vec<u32>,
    /// The assessments behind the degrees.
    pub stated: Vec<[Option<Stated>; 3]>,
    /// One vendor: our own company. Without contacts.
    pub chain: Chain,
    /// Assessments and lines of other teams that were left out.
    pub omitted: u64,
}

impl LedgerView {
    /// The key persons of a customer: who works there on the day, and has a current decision role in an opportunity of the
    /// customer that was opened by the day, or was assessed by the moment as far as the viewer may see.
    ///
    /// Degrees are those in general towards our own company. What the decision roles say counts over all opportunities
    /// of the customer; reporting lines count in the line organization and in open opportunities.
    pub fn customer(&self, customer: u32) -> CustomerView {
        let opened = |role: &&Role| self.ledger.deal(role.opportunity).opened_by(self.day);
        let roles = self.ledger.roles_of_customer.of(customer).iter().map(|(_, role)| role).filter(opened);
        let mut parts = self.parts(roles).into_iter().peekable();
        let (mut members, mut stated, mut in_chain, mut omitted) = (Vec::new(), Vec::new(), Vec::new(), 0);
        for seats in self.ledger.staff.of(customer).chunk_by(|a, b| a.person == b.person) {
            let person = seats[0].person;
            while parts.next_if(|(other, _)| *other < person).is_some() {}
            let part = parts.next_if(|(other, _)| *other == person).map(|(_, part)| part);
            if !seats.iter().any(|seat| seat.days.contains(self.day)) {
                continue;
            }
            let (degrees, assessed, hidden) = self.heard(person);
            omitted += hidden;
            if part.is_none() && !assessed {
                continue;
            }
            let known = |place: usize| -> Option<KnownDegree> { degrees[place].as_ref().map(|s| self.known(s)) };
            let towards_us = Degrees { relationship: known(0), solution: known(1), price: known(2) };
            members.push(person);
            stated.push(degrees);
            in_chain.push(Member {
                part: part.unwrap_or_default(),
                reports_in_chain: false,
                left: false,
                degrees: vec![towards_us],
            });
        }
        let is_open = |scope: u32| {
            let deal = self.ledger.deal(scope);
            deal.customer == customer && deal.is_open(self.day)
        };
        for (member, &person) in in_chain.iter_mut().zip(&members) {
            member.reports_in_chain = self.reports_among(person, &members, is_open);
        }
        let (support, hidden) = self.support_among(&members);
        let chain = Chain { members: in_chain, n_vendors: 1, support, contacts: Vec::new() };
        CustomerView { customer, members, stated, chain, omitted: omitted + hidden }
    }

    /// What is known of a person's degrees towards our own company, whether anything was assessed at all, and how much of it
    /// the viewer may not see.
    fn heard(&self, person: u32) -> ([Option<Stated>; 3], bool, u64) {
        let own = self.ledger.own.unwrap_or(NONE);
        let (mut degrees, mut assessed, mut omitted) = ([None; 3], false, 0);
        for stated in self.stated_by_now(person) {
            match self.sight(stated) {
                Sight::Open => {
                    assessed = true;
                    if stated.vendor == own {
                        degrees[super::view::slot(stated.dimension)] = Some(*stated);
                    }
                }
                Sight::Omitted => omitted += 1,
                Sight::Masked | Sight::Secret => {}
            }
        }
        (degrees, assessed, omitted)
    }

    /// How many assessments of a person by the moment are of other teams, so that the viewer may not see them.
    pub fn omitted_of(&self, person: u32) -> u64 {
        self.heard(person).2
    }

    /// The opportunities of a customer that are open on the day.
    pub fn open_deals(&self, customer: u32) -> impl Iterator<Item = (u32, &Deal)> {
        self.ledger.deals_of(customer).filter(|(_, deal)| deal.is_open(self.day))
    }

    /// Whose a customer is on the day: the owner of the open opportunity that was opened last, or, where none is open, of any that
    /// was opened last. Opportunities without an owner do not count; of those opened on one day the first by identifier does.
    pub fn owner_of(&self, customer: u32) -> Option<u32> {
        let opened = self.ledger.deals_of(customer).filter(|(_, deal)| deal.owner != NONE && deal.opened_by(self.day));
        let rank = |(number, deal): &(u32, &Deal)| (deal.is_open(self.day), deal.opened(), std::cmp::Reverse(*number));
        opened.max_by_key(rank).map(|(_, deal)| deal.owner)
    }
}

impl CustomerView {
    /// Everything there is to say of the customer's key persons, by the formulas of the decision chain.
    pub fn assessed(&self, view: &LedgerView) -> ChainAssessment {
        let weights = self.weights(view);
        let mut assessment = assess_weighted(&self.chain, weights, 0, &view.policy);
        // The sum over nobody is −0, which would be written as such.
        assessment.insight.rate += 0.0;
        assessment
    }

    /// The decision weight of each key person; together 1.
    pub fn weights(&self, view: &LedgerView) -> Vec<MemberWeight> {
        let powers = self.chain.members.iter().map(|member| Power::of(&member.part, &view.policy.chain));
        weights_of_many(powers, &self.chain.support, &view.policy.chain)
    }

    /// The levels of the three degrees, counted.
    pub fn counts(&self) -> [LevelCounts; 3] {
        let of = |place: usize| LevelCounts::of(self.stated.iter().map(|degrees| degrees[place].map(|s| s.level)));
        [of(0), of(1), of(2)]
    }
}
