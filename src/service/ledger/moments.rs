//! The key persons of a customer at many moments in one pass.

use crate::domain::{AttitudeLevel, Role as ViewerRole, Visibility};
use crate::scoring::chain::{Part, Power, RolePart};
use crate::service::visibility::Sight;

use super::numbers::NONE;
use super::view::{LedgerView, slot};
use super::{Role, Stated};

/// The levels of the three degrees, and whether anything was assessed.
#[derive(Clone, Copy, Default)]
struct Heard {
    levels: [Option<AttitudeLevel>; 3],
    assessed: bool,
}

impl LedgerView {
    /// Gives every key person of a customer at each of these moments, which go on in time: by moment the same people in the same order
    /// as [`LedgerView::customer`]. All of them are of one viewer.
    pub fn each_key_person(
        &self,
        customer: u32,
        moments: &[Self],
        mut take: impl FnMut(usize, u32, [Option<AttitudeLevel>; 3], Power),
    ) {
        let ledger = &self.ledger;
        let mut roles = ledger.roles_of_customer.of(customer);
        let mut heard = vec![Heard::default(); moments.len()];
        let mut parts: Vec<RolePart> = Vec::new();
        for seats in ledger.staff.of(customer).chunk_by(|a, b| a.person == b.person) {
            let person = seats[0].person;
            let skipped = roles.partition_point(|(_, role)| role.person < person);
            let (theirs, rest) =
                roles[skipped..].split_at(roles[skipped..].partition_point(|(_, r)| r.person == person));
            roles = rest;
            if theirs.is_empty() && ledger.stated_of(person).is_empty() {
                continue;
            }
            self.hear_at(person, moments, &mut heard);
            for (at, (moment, heard)) in moments.iter().zip(&heard).enumerate() {
                if !seats.iter().any(|seat| seat.days.contains(moment.day)) {
                    continue;
                }
                let counts =
                    |role: &Role| role.days.contains(moment.day) && ledger.deal(role.opportunity).opened_by(moment.day);
                parts.clear();
                parts.extend(theirs.iter().map(|(_, role)| role).filter(|role| counts(role)).map(|role| role.part));
                if heard.assessed || !parts.is_empty() {
                    take(at, person, heard.levels, Power::of(&Part::together(&parts), &self.policy.chain));
                }
            }
        }
    }

    /// What is known of a person at each moment.
    fn hear_at(&self, person: u32, moments: &[Self], heard: &mut [Heard]) {
        let own = self.ledger.own.unwrap_or(NONE);
        let all = self.ledger.stated_of(person);
        let hear = |heard: &mut Heard, stated: &Stated| {
            heard.assessed = true;
            if stated.vendor == own {
                heard.levels[slot(stated.dimension)] = Some(stated.level);
            }
        };
        // Whether a viewer belongs to a team may change from day to day; everything else is seen always or never.
        let may_change = self.role() != ViewerRole::Executive && all.iter().any(|s| s.visibility == Visibility::Team);
        if may_change {
            for (moment, heard) in moments.iter().zip(heard) {
                *heard = Heard::default();
                let seen = moment.stated_by_now(person).iter().filter(|stated| moment.sight(stated) == Sight::Open);
                seen.for_each(|stated| hear(heard, stated));
            }
            return;
        }
        let mut so_far = Heard::default();
        let mut rest = all.iter().peekable();
        for (moment, heard) in moments.iter().zip(heard) {
            while let Some(stated) = rest.next_if(|stated| stated.at <= moment.at) {
                if moment.sight(stated) == Sight::Open {
                    hear(&mut so_far, stated);
                }
            }
            *heard = so_far;
        }
    }
}
