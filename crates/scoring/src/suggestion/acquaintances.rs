//! Who will be in contact with whom they are not in contact with yet.

use std::collections::HashMap;

use guanxi_domain::SuggestionPolicy;

use super::ContactGraph;

/// What speaks for two people getting into contact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AcquaintanceEvidence {
    /// With how many people both are in contact.
    pub common: u32,
    /// With how many people each of them is.
    pub degrees: [u32; 2],
    /// Whether they work in one department.
    pub same_department: bool,
}

impl AcquaintanceEvidence {
    /// The share of their contacts that they have in common: `common / √(degree · degree)`, 0 to 1 (Salton's cosine).
    pub fn cosine(&self) -> f64 {
        let degrees = f64::from(self.degrees[0]) * f64::from(self.degrees[1]);
        if degrees > 0.0 { f64::from(self.common) / degrees.sqrt() } else { 0.0 }
    }
}

/// The probability that two people who are not in contact will be, within about nine months:
///
/// ```text
/// P = 1 / (1 + e^−z),   z = a + b·(common / √(degree · degree)) + c·(1 if they work in one department)
/// ```
///
/// with a…c the policy's `suggestion.contact_base`, `contact_shared` and `contact_department`.
///
/// Salton, McGill: Introduction to modern information retrieval, 1983 (the cosine); Liben-Nowell, Kleinberg: The
/// link-prediction problem for social networks, 2007 (the setting).
///
/// # Examples
/// ```
/// use guanxi_domain::Policy;
/// use guanxi_scoring::suggestion::{AcquaintanceEvidence, acquaintance_probability};
///
/// let policy = Policy::default().suggestion;
/// let strangers = AcquaintanceEvidence { common: 0, degrees: [9, 16], same_department: false };
/// let friends_of_friends = AcquaintanceEvidence { common: 6, ..strangers };
/// assert_eq!(friends_of_friends.cosine(), 0.5);
/// let [p, q] = [strangers, friends_of_friends].map(|e| acquaintance_probability(&e, &policy));
/// assert!(p < 0.1 && q > 0.1);
/// ```
pub fn acquaintance_probability(evidence: &AcquaintanceEvidence, policy: &SuggestionPolicy) -> f64 {
    let department = if evidence.same_department { policy.contact_department } else { 0.0 };
    let z = policy.contact_base + policy.contact_shared * evidence.cosine() + department;
    1.0 / (1.0 + (-z).exp())
}

/// Everybody with whom `person` is not in contact but has somebody in common, the likeliest first, each with the evidence and
/// the probability. Equal ones are in the order of their numbers.
///
/// # Arguments
/// * `graph`: all contacts
/// * `person`: whose acquaintances are looked for
/// * `same_department`: whether another works in a department of theirs
///
/// # Complexity
/// O(Σ degree of those in contact with the person).
///
/// # Examples
/// 0 and 3 both know 1 and 2, but not each other.
/// ```
/// use guanxi_domain::Policy;
/// use guanxi_scoring::suggestion::{ContactGraph, likely_acquaintances};
///
/// let graph = ContactGraph::new(5, [(0, 1, 1), (0, 2, 1), (3, 1, 1), (2, 3, 1), (2, 4, 1)]);
/// let found = likely_acquaintances(&graph, 0, |_| false, &Policy::default().suggestion);
/// let who: Vec<_> = found.iter().map(|(who, evidence, _)| (*who, evidence.common)).collect();
/// assert_eq!(who, [(3, 2), (4, 1)]);
/// ```
pub fn likely_acquaintances(
    graph: &ContactGraph,
    person: u32,
    same_department: impl Fn(u32) -> bool,
    policy: &SuggestionPolicy,
) -> Vec<(u32, AcquaintanceEvidence, f64)> {
    let mut common: HashMap<u32, u32> = HashMap::new();
    for (between, _) in graph.others(person) {
        for (other, _) in graph.others(*between) {
            *common.entry(*other).or_default() += 1;
        }
    }
    common.remove(&person);
    for (known, _) in graph.others(person) {
        common.remove(known);
    }
    let mut found: Vec<_> = common
        .into_iter()
        .map(|(other, common)| {
            let degrees = [graph.degree(person), graph.degree(other)];
            let evidence = AcquaintanceEvidence { common, degrees, same_department: same_department(other) };
            (other, evidence, acquaintance_probability(&evidence, policy))
        })
        .collect();
    found.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
    found
}
