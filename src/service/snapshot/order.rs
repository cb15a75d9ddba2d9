//! Puts facts into the order in which they are held: whole, so that it does not depend on the order in which they were read.

use std::sync::Arc;

use crate::service::ledger::numbers::{Ids, Lists};

use super::facts::{Acquaintance, Contacted, Employment, Reports, Seat};

/// Reporting lines by who reports, and by who is reported to.
pub fn reporting(n: usize, mut managers: Vec<Reports>) -> (Arc<Lists<Reports>>, Arc<Lists<Reports>>) {
    managers.sort_by_key(|line| (line.person, line.manager, line.days));
    let mut reports = managers.clone();
    reports.sort_by_key(|line| (line.manager, line.person, line.days));
    (Arc::new(Lists::new(n, managers, |line| line.person)), Arc::new(Lists::new(n, reports, |line| line.manager)))
}

/// Seats by person, and by department.
pub fn seats(n: usize, departments: &Ids, mut seats: Vec<Seat>) -> (Arc<Lists<Seat>>, Arc<Lists<Seat>>) {
    seats.sort_by_key(|seat| (seat.person, seat.department, seat.days, seat.level));
    let mut members = seats.clone();
    members.sort_by_key(|seat| (seat.department, seat.person, seat.days, seat.level));
    (
        Arc::new(Lists::new(n, seats, |seat| seat.person)),
        Arc::new(Lists::new(departments.len(), members, |seat| seat.department)),
    )
}

/// Employments by person.
pub fn employments(n: usize, mut employments: Vec<Employment>) -> Arc<Lists<Employment>> {
    employments.sort_by_key(|employment| (employment.person, employment.days));
    Arc::new(Lists::new(n, employments, |employment| employment.person))
}

/// Contacts, and who had contact with whom. Each comes with the smaller and the larger number of its pair; the numbers of pairs are given
/// here.
pub fn contacts(
    n: usize,
    mut contacts: Vec<(u32, u32, Contacted)>,
) -> (Arc<Lists<Acquaintance>>, Arc<Lists<Contacted>>) {
    contacts.sort_by_key(|(first, second, c)| (*first, *second, c.day, c.kind, c.by_first));
    let (mut acquaintances, mut items) = (Vec::new(), Vec::with_capacity(contacts.len()));
    let mut n_pairs = 0_u32;
    for pair in contacts.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let (first, second, _) = pair[0];
        acquaintances.push(Acquaintance { person: first, other: second, pair: n_pairs });
        acquaintances.push(Acquaintance { person: second, other: first, pair: n_pairs });
        items.extend(pair.iter().map(|(_, _, contacted)| Contacted { pair: n_pairs, ..*contacted }));
        n_pairs += 1;
    }
    acquaintances.sort_by_key(|acquaintance| (acquaintance.person, acquaintance.other));
    (
        Arc::new(Lists::new(n, acquaintances, |acquaintance| acquaintance.person)),
        Arc::new(Lists::new(n_pairs as usize, items, |contacted| contacted.pair)),
    )
}
