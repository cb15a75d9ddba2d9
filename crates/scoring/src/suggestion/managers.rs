//! Who is whose manager, from contacts alone.

use guanxi_domain::SuggestionPolicy;

use super::ContactGraph;

/// What speaks for one person being another's manager.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ManagerEvidence {
    /// Contacts that the report began.
    pub sent: u32,
    /// Contacts that the manager began.
    pub received: u32,
    /// How many different people begin contacts with the report.
    pub report_writers: u32,
    /// How many different people begin contacts with the manager.
    pub manager_writers: u32,
    /// Others with whom both are in contact.
    pub common: u32,
    /// With how many people the report is in contact.
    pub report_degree: u32,
}

impl ManagerEvidence {
    /// What the contacts say of a pair; `None` for a pair that was never in contact.
    pub fn of(graph: &ContactGraph, report: u32, manager: u32) -> Option<Self> {
        let between = graph.between(report, manager);
        (between.sent + between.received > 0).then(|| Self {
            sent: between.sent,
            received: between.received,
            report_writers: graph.writers(report),
            manager_writers: graph.writers(manager),
            common: graph.common(report, manager).count() as u32,
            report_degree: graph.degree(report),
        })
    }

    /// The four terms of the score, in the order of the policy: `sent`, `received`, `standing`, `shared`.
    pub fn terms(&self) -> [f64; 4] {
        let grown = |count: u32| (1.0 + f64::from(count)).ln();
        [
            grown(self.sent),
            grown(self.received),
            grown(self.manager_writers) - grown(self.report_writers),
            f64::from(self.common) / f64::from(self.report_degree.max(1)),
        ]
    }
}

/// How much speaks for a pair of report and manager:
///
/// ```text
/// s = a·ln(1 + contacts the report began) + b·ln(1 + contacts the manager began)
///   + c·ln((1 + people who write to the manager) / (1 + people who write to the report))
///   + d·(share of the report's contacts that are the manager's too)
/// ```
///
/// with a…d the policy's `suggestion.manager_sent`, `manager_received`, `manager_standing`, `manager_shared`.
///
/// # Examples
/// ```
/// use guanxi_domain::Policy;
/// use guanxi_scoring::suggestion::{ManagerEvidence, manager_score};
///
/// let policy = Policy::default().suggestion;
/// let peer = ManagerEvidence {
///     sent: 9, received: 9, report_writers: 7, manager_writers: 7, common: 4, report_degree: 8,
/// };
/// let manager = ManagerEvidence { manager_writers: 31, ..peer };
/// let more = manager_score(&manager, &policy) - manager_score(&peer, &policy);
/// assert_eq!(more, policy.manager_standing * (32.0f64 / 8.0).ln(), "whom more people write to");
/// ```
pub fn manager_score(evidence: &ManagerEvidence, policy: &SuggestionPolicy) -> f64 {
    let [sent, received, standing, shared] = evidence.terms();
    let weights = [policy.manager_sent, policy.manager_received, policy.manager_standing, policy.manager_shared];
    weights[0] * sent + weights[1] * received + weights[2] * standing + weights[3] * shared
}

/// Everybody who may be the manager of `report`, the likeliest first, each with the evidence and the probability.
///
/// The report has one manager among those they were in contact with and who are `eligible`, or none of them:
/// `P(x) = e^s(x) / (e^none + Σ e^s(y))` (a conditional logit with an outside option `suggestion.manager_none`), so the
/// probabilities of one report sum to less than 1. Equal ones are in the order of their numbers.
///
/// # Arguments
/// * `graph`: all contacts, also those of people who are not eligible
/// * `report`: whose manager is looked for
/// * `eligible`: who may be it at all
///
/// # Complexity
/// O(Σ degree of those in contact with the report).
///
/// McFadden: Conditional logit analysis of qualitative choice behavior, 1974.
///
/// # Examples
/// Five people of a team write to 0 and hear from 0; 1 and 2 write to each other just as often.
/// ```
/// use guanxi_domain::Policy;
/// use guanxi_scoring::suggestion::{ContactGraph, likely_managers};
///
/// let team = (1..6).flat_map(|x| [(x, 0, 20), (0, x, 20)]);
/// let graph = ContactGraph::new(6, team.chain([(1, 2, 20), (2, 1, 20)]));
/// let found = likely_managers(&graph, 1, |_| true, &Policy::default().suggestion);
/// assert_eq!(found.iter().map(|(who, ..)| *who).collect::<Vec<_>>(), [0, 2]);
/// assert!(found[0].2 > 3.0 * found[1].2 && found[0].2 + found[1].2 < 1.0);
/// ```
pub fn likely_managers(
    graph: &ContactGraph,
    report: u32,
    eligible: impl Fn(u32) -> bool,
    policy: &SuggestionPolicy,
) -> Vec<(u32, ManagerEvidence, f64)> {
    let mut found: Vec<(u32, ManagerEvidence, f64)> = graph
        .others(report)
        .iter()
        .filter(|(other, _)| eligible(*other))
        .filter_map(|(other, _)| {
            let evidence = ManagerEvidence::of(graph, report, *other)?;
            Some((*other, evidence, manager_score(&evidence, policy)))
        })
        .collect();
    // Above the greatest of them, so that no power is infinite.
    let highest = found.iter().map(|(.., score)| *score).fold(policy.manager_none, f64::max);
    let all: f64 = (policy.manager_none - highest).exp() + found.iter().map(|f| (f.2 - highest).exp()).sum::<f64>();
    found.iter_mut().for_each(|f| f.2 = (f.2 - highest).exp() / all);
    found.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
    found
}
