//! Both models against what their formulas say word for word.

use proptest::prelude::*;

use guanxi_domain::{Policy, SuggestionPolicy};

use super::{ContactGraph, likely_acquaintances, likely_managers};

const PEOPLE: u32 = 8;

/// Contacts of up to eight people, some of them several times, some with oneself.
fn contacts() -> impl Strategy<Value = Vec<(u32, u32, u32)>> {
    prop::collection::vec((0..PEOPLE, 0..PEOPLE, 0u32..30), 0..40)
}

/// The oracle: everything from a matrix.
struct Matrix([[u32; PEOPLE as usize]; PEOPLE as usize]);

impl Matrix {
    fn new(contacts: &[(u32, u32, u32)]) -> Self {
        let mut cells = [[0; PEOPLE as usize]; PEOPLE as usize];
        for &(from, to, count) in contacts.iter().filter(|(from, to, _)| from != to) {
            cells[from as usize][to as usize] += count;
        }
        Self(cells)
    }
    fn sent(&self, from: u32, to: u32) -> f64 {
        f64::from(self.0[from as usize][to as usize])
    }
    fn met(&self, one: u32, another: u32) -> bool {
        self.sent(one, another) + self.sent(another, one) > 0.0
    }
    fn writers(&self, who: u32) -> f64 {
        (0..PEOPLE).filter(|from| self.sent(*from, who) > 0.0).count() as f64
    }
    fn degree(&self, who: u32) -> f64 {
        (0..PEOPLE).filter(|other| self.met(who, *other)).count() as f64
    }
    fn common(&self, one: u32, another: u32) -> f64 {
        (0..PEOPLE).filter(|other| self.met(one, *other) && self.met(another, *other)).count() as f64
    }
}

fn manager_oracle(m: &Matrix, report: u32, policy: &SuggestionPolicy) -> Vec<(u32, f64)> {
    let candidates: Vec<u32> = (0..PEOPLE).filter(|x| m.met(report, *x)).collect();
    let power = |x: u32| {
        let s = policy.manager_sent * (1.0 + m.sent(report, x)).ln()
            + policy.manager_received * (1.0 + m.sent(x, report)).ln()
            + policy.manager_standing * ((1.0 + m.writers(x)) / (1.0 + m.writers(report))).ln()
            + policy.manager_shared * m.common(report, x) / m.degree(report);
        s.exp()
    };
    let all: f64 = policy.manager_none.exp() + candidates.iter().map(|x| power(*x)).sum::<f64>();
    candidates.iter().map(|x| (*x, power(*x) / all)).collect()
}

fn by_number(found: impl IntoIterator<Item = (u32, f64)>) -> Vec<(u32, f64)> {
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(who, _)| *who);
    found
}

fn close(a: &[(u32, f64)], b: &[(u32, f64)]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.0 == b.0 && (a.1 - b.1).abs() < 1e-9)
}

proptest! {
    #[test]
    fn managers_are_as_the_formula_says(contacts in contacts(), report in 0..PEOPLE) {
        let policy = Policy::default().suggestion;
        let graph = ContactGraph::new(PEOPLE, contacts.iter().copied());
        let found = likely_managers(&graph, report, |_| true, &policy);
        let expected = manager_oracle(&Matrix::new(&contacts), report, &policy);
        prop_assert!(close(&by_number(found.iter().map(|f| (f.0, f.2))), &expected), "{found:?} {expected:?}");
        prop_assert!(found.is_sorted_by(|a, b| a.2 > b.2 || (a.2 == b.2 && a.0 < b.0)));
        prop_assert!(found.iter().map(|f| f.2).sum::<f64>() < 1.0);
    }

    #[test]
    fn acquaintances_are_as_the_formula_says(contacts in contacts(), person in 0..PEOPLE, department in 0..PEOPLE) {
        let policy = Policy::default().suggestion;
        let graph = ContactGraph::new(PEOPLE, contacts.iter().copied());
        let found = likely_acquaintances(&graph, person, |other| other == department, &policy);
        let m = Matrix::new(&contacts);
        let strangers = (0..PEOPLE).filter(|x| *x != person && !m.met(person, *x) && m.common(person, *x) > 0.0);
        let expected: Vec<_> = strangers
            .map(|x| {
                let cosine = m.common(person, x) / (m.degree(person) * m.degree(x)).sqrt();
                let same = if x == department { policy.contact_department } else { 0.0 };
                let z = policy.contact_base + policy.contact_shared * cosine + same;
                (x, 1.0 / (1.0 + (-z).exp()))
            })
            .collect();
        prop_assert!(close(&by_number(found.iter().map(|f| (f.0, f.2))), &expected), "{found:?} {expected:?}");
    }
}

#[test]
fn nobody_is_likely_without_contacts() {
    let graph = ContactGraph::new(2, []);
    let policy = Policy::default().suggestion;
    assert!(likely_managers(&graph, 0, |_| true, &policy).is_empty());
    assert!(likely_acquaintances(&graph, 0, |_| true, &policy).is_empty());
}

#[test]
fn whoever_is_not_eligible_takes_no_share() {
    let graph = ContactGraph::new(3, [(0, 1, 50), (1, 0, 50), (0, 2, 5)]);
    let policy = Policy::default().suggestion;
    let both = likely_managers(&graph, 0, |_| true, &policy);
    let one = likely_managers(&graph, 0, |other| other == 2, &policy);
    assert_eq!((both.len(), one.len()), (2, 1));
    assert!(one[0].2 > both.iter().find(|f| f.0 == 2).unwrap().2);
}
