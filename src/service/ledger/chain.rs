//! The decision chain of an opportunity out of the ledger: the same members, degrees, weights and state as a question about that
//! chain answers, but without contacts.

use crate::domain::OrganizationKind;
use crate::scoring::chain::{
    Chain, ChainState, Degrees, KnownDegree, Member, Part, RolePart, SupportLine, stance_of, state,
};
use crate::service::visibility::Sight;

use super::numbers::NONE;
use super::view::{LedgerView, slot};
use super::{Role, Stated};

/// A decision chain at a moment, as a viewer may see it.
#[derive(Debug, Clone)]
pub struct LedgerChain {
    /// In the order of `members` and `vendors`. There are no contacts, so that alerts from contacts do not count.
    pub chain: Chain,
    /// The people, in the order of their identifiers.
    pub members: Vec<u32>,
    /// The vendor of the viewpoint, then the others of whom anything is known, in the order of their identifiers.
    pub vendors: Vec<u32>,
    /// Assessments and lines of other teams that were left out.
    pub omitted: u64,
}

/// The latest assessments of one person towards one vendor: of the opportunity, and of none.
#[derive(Clone, Copy, Default)]
struct Heard {
    here: [Option<Stated>; 3],
    general: [Option<Stated>; 3],
}

impl Heard {
    fn degrees(&self, known: impl Fn(&Stated) -> KnownDegree) -> Degrees {
        let degree = |place: usize| self.here[place].or(self.general[place]).map(|stated| known(&stated));
        Degrees { relationship: degree(0), solution: degree(1), price: degree(2) }
    }
}

impl LedgerView {
    /// The decision chain of an opportunity from the viewpoint of a vendor.
    pub fn chain(&self, opportunity: u32, vendor: u32) -> LedgerChain {
        let mut drawn = self.chain_without_lines(opportunity, vendor);
        let (support, omitted) = self.support_among(&drawn.members);
        drawn.chain.support = support;
        drawn.omitted += omitted;
        drawn
    }

    /// The state of a decision chain from the viewpoint of a vendor: no weights are needed for it.
    pub fn state(&self, opportunity: u32, vendor: u32) -> ChainState {
        let chain = self.chain_without_lines(opportunity, vendor).chain;
        let stances: Vec<_> =
            chain.members.iter().map(|member| stance_of(&member.degrees[0], &self.policy.chain)).collect();
        state(&chain.members, &stances)
    }

    /// The state of a decision chain before and after some people, in order, have left it; nothing if none of them is in it.
    pub fn state_without(&self, opportunity: u32, vendor: u32, absent: &[u32]) -> Option<(ChainState, ChainState)> {
        let is_absent = |person: u32| absent.binary_search(&person).is_ok();
        if !self.ledger.roles.of(opportunity).iter().any(|role| is_absent(role.person)) {
            return None;
        }
        let LedgerChain { chain, members, .. } = self.chain_without_lines(opportunity, vendor);
        let state_of = |members: &[Member]| {
            let stances: Vec<_> = members.iter().map(|m| stance_of(&m.degrees[0], &self.policy.chain)).collect();
            state(members, &stances)
        };
        let there = chain.members.iter().zip(&members).filter(|(_, person)| !is_absent(**person));
        let staying: Vec<Member> = there.map(|(member, _)| member.clone()).collect();
        (staying.len() < members.len()).then(|| (state_of(&chain.members), state_of(&staying)))
    }

    fn chain_without_lines(&self, opportunity: u32, vendor: u32) -> LedgerChain {
        let customer = self.ledger.deal(opportunity).customer;
        let parts = self.parts(self.ledger.roles.of(opportunity).iter());
        let members: Vec<u32> = parts.iter().map(|(person, _)| *person).collect();

        let mut heard: Vec<(u32, usize, Heard)> = Vec::new();
        let mut omitted = 0;
        for (place, &person) in members.iter().enumerate() {
            let of_person = heard.len();
            for stated in self.stated_by_now(person) {
                if stated.opportunity != NONE && stated.opportunity != opportunity {
                    continue;
                }
                match self.sight(stated) {
                    Sight::Open => {}
                    Sight::Omitted => {
                        omitted += 1;
                        continue;
                    }
                    Sight::Masked | Sight::Secret => continue,
                }
                let known = heard[of_person..].iter().position(|(vendor, ..)| *vendor == stated.vendor);
                let at = known.map_or(heard.len(), |at| of_person + at);
                if at == heard.len() {
                    heard.push((stated.vendor, place, Heard::default()));
                }
                let (_, _, towards) = &mut heard[at];
                let list = if stated.opportunity == NONE { &mut towards.general } else { &mut towards.here };
                list[slot(stated.dimension)] = Some(*stated);
            }
        }

        let sells = |number: u32| {
            matches!(self.ledger.organization(number).kind, OrganizationKind::Own | OrganizationKind::Competitor)
        };
        let mut others: Vec<u32> = heard.iter().map(|(vendor, ..)| *vendor).chain(self.ledger.own).collect();
        others.retain(|&other| other != vendor && sells(other));
        others.sort_unstable();
        others.dedup();
        let vendors: Vec<u32> = std::iter::once(vendor).chain(others).collect();

        let mut in_chain: Vec<Member> = parts
            .into_iter()
            .map(|(person, part)| Member {
                part,
                reports_in_chain: self.reports_among(person, &members, |scope| scope == opportunity),
                left: self.left(person, customer),
                degrees: vec![Degrees::default(); vendors.len()],
            })
            .collect();
        for (towards, place, heard) in &heard {
            if let Some(v) = vendors.iter().position(|vendor| vendor == towards) {
                in_chain[*place].degrees[v] = heard.degrees(|stated| self.known(stated));
            }
        }
        let chain = Chain { members: in_chain, n_vendors: vendors.len(), ..Chain::default() };
        LedgerChain { chain, members, vendors, omitted }
    }

    /// What the current ones of these roles, ordered by person, say of each person.
    pub(super) fn parts<'r>(&self, roles: impl Iterator<Item = &'r Role>) -> Vec<(u32, Part)> {
        let mut current: Vec<(u32, Vec<RolePart>)> = Vec::new();
        for role in roles.filter(|role| role.days.contains(self.day)) {
            match current.last_mut() {
                Some((person, parts)) if *person == role.person => parts.push(role.part),
                _ => current.push((role.person, vec![role.part])),
            }
        }
        current.into_iter().map(|(person, parts)| (person, Part::together(&parts))).collect()
    }

    /// Whether somebody reports on the day to another of these, in the line organization or in a scope that counts.
    pub(super) fn reports_among(&self, person: u32, members: &[u32], counts: impl Fn(u32) -> bool) -> bool {
        self.ledger.reporting.of(person).iter().any(|line| {
            (line.opportunity == NONE || counts(line.opportunity))
                && line.manager != person
                && line.days.contains(self.day)
                && members.binary_search(&line.manager).is_ok()
        })
    }

    /// Whether somebody was at a customer, and no longer is.
    fn left(&self, person: u32, customer: u32) -> bool {
        let posts = self.ledger.posts.of(person).iter().filter(|post| post.organization == customer);
        let (mut ended, mut current) = (false, false);
        for post in posts {
            ended |= post.days.to <= self.day;
            current |= post.days.contains(self.day);
        }
        ended && !current
    }

    /// The recorded lines by which one of these people, in order, can move another.
    pub fn support_among(&self, members: &[u32]) -> (Vec<SupportLine>, u64) {
        let (mut support, mut omitted) = (Vec::new(), 0);
        for (to, &person) in members.iter().enumerate() {
            for lines in self.ledger.support.of(person).chunk_by(|a, b| a.from == b.from) {
                let Ok(from) = members.binary_search(&lines[0].from) else { continue };
                let (strength, hidden) = self.strength(lines);
                omitted += hidden;
                support.extend(strength.map(|strength| SupportLine { from, to, strength }));
            }
        }
        support.sort_unstable_by_key(|line| (line.from, line.to));
        (support, omitted)
    }
}
