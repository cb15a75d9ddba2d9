//! Interview check 面试: a candidate's claimed map and chain against the company's own (method §10). Not for automated employment
//! decisions.

use std::collections::{BTreeMap, BTreeSet};

use guanxi_domain::{AttitudeLevel, Coded, DecisionRoleKind, Dimension};

/// What one side knows of a customer's people. Whoever asks numbers people, vendors and opportunities, the same for both
/// sides, and leaves out what may not be told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RelationMap {
    pub people: BTreeSet<u32>,
    pub degrees: BTreeMap<DegreeKey, AttitudeLevel>,
    /// Who has which role in which decision.
    pub roles: BTreeSet<RoleKey>,
    /// Who reports to whom.
    pub reporting: BTreeSet<(u32, u32)>,
    /// Who can move whom.
    pub influence: BTreeSet<(u32, u32)>,
}

/// Whose attitude towards whom, in what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DegreeKey {
    pub person: u32,
    pub vendor: u32,
    pub dimension: Dimension,
    /// Absent: whatever the opportunity.
    pub opportunity: Option<u32>,
}

/// A person's role in a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoleKey {
    pub opportunity: u32,
    pub person: u32,
    pub role: DecisionRoleKind,
}

/// How a claimed map compares with the company's.
#[derive(Debug, Clone, PartialEq)]
pub struct InterviewCheck {
    pub people: Overlap<u32>,
    pub degrees: Overlap<DegreeKey>,
    pub roles: Overlap<RoleKey>,
    pub reporting: Overlap<(u32, u32)>,
    pub influence: Overlap<(u32, u32)>,
    /// For each of the three degrees, of the levels that both know.
    pub agreement: Vec<Agreement>,
    /// Levels two or more apart, the furthest apart first.
    pub contradictions: Vec<Contradiction>,
}

/// What both sides know, and what would be new to the company.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlap<K> {
    /// How many are claimed.
    pub n_claimed: usize,
    /// How many the company knows.
    pub n_known: usize,
    /// How many of the claimed the company knows too.
    pub n_shared: usize,
    /// `n_shared / n_claimed`; absent where none is claimed.
    pub share: Option<f64>,
    /// The claimed ones that the company does not know.
    pub new: Vec<K>,
}

/// How far the levels of one degree agree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    pub dimension: Dimension,
    /// Levels that both know.
    pub n_shared: u32,
    /// Of those, the ones at most one level apart.
    pub n_within_one: u32,
    /// `n_within_one / n_shared`; absent where none is shared.
    pub share: Option<f64>,
    /// Mean of claimed − known: above 0 where the candidate paints people as friendlier than the company sees them.
    pub mean_difference: Option<f64>,
}

/// A level that the candidate and the company see differently, by two or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contradiction {
    pub key: DegreeKey,
    pub claimed: AttitudeLevel,
    pub known: AttitudeLevel,
    /// One side says support and the other opposition. Such levels are always two or more apart.
    pub opposite: bool,
}

/// Holds a claimed map against what the company knows.
///
/// ```text
/// overlap    = claimed and known / claimed                     for people, degrees, roles, reporting and influence lines
/// agreement  = |claimed − known| ≤ 1 / degrees known to both   for each of the three degrees
/// contradiction ⇔ |claimed − known| ≥ 2  (opposite signs are always that far apart)
/// ```
///
/// A degree matches one of the same person, vendor, dimension and opportunity. What the company knows and the candidate does not
/// claim is counted and never listed.
///
/// # Arguments
/// * `claimed`: the candidate's map
/// * `known`: the company's, without what may not be told
///
/// # Complexity
/// O((claimed + known) log known).
///
/// # Examples
/// Two people claimed, one of them new; the level of the other one is painted two levels too friendly.
/// ```
/// use guanxi_domain::{AttitudeLevel, Dimension};
/// use guanxi_scoring::interview::{DegreeKey, RelationMap, interview_check};
///
/// let closeness = |person| DegreeKey { person, vendor: 0, dimension: Dimension::Relationship, opportunity: None };
/// let level = |x| AttitudeLevel::new(x).unwrap();
/// let claimed = RelationMap {
///     people: [1, 2].into(),
///     degrees: [(closeness(1), level(2)), (closeness(2), level(1))].into(),
///     ..RelationMap::default()
/// };
/// let known = RelationMap {
///     people: [1, 3].into(),
///     degrees: [(closeness(1), level(0))].into(),
///     ..RelationMap::default()
/// };
/// let check = interview_check(&claimed, &known);
/// assert_eq!((check.people.share, &check.people.new[..]), (Some(0.5), &[2][..]));
/// assert_eq!((check.agreement[0].share, check.agreement[0].mean_difference), (Some(0.0), Some(2.0)));
/// assert_eq!((check.contradictions.len(), check.contradictions[0].opposite), (1, false));
/// ```
pub fn interview_check(claimed: &RelationMap, known: &RelationMap) -> InterviewCheck {
    let shared: Vec<Contradiction> = claimed
        .degrees
        .iter()
        .filter_map(|(&key, &claimed)| known.degrees.get(&key).map(|&known| compared(key, claimed, known)))
        .collect();
    let mut contradictions: Vec<Contradiction> = shared.iter().copied().filter(|c| apart(c).abs() >= 2).collect();
    contradictions.sort_by_key(|c| (std::cmp::Reverse(apart(c).abs()), c.key));
    InterviewCheck {
        people: overlap(&claimed.people, &known.people),
        degrees: overlap(&claimed.degrees.keys().copied().collect(), &known.degrees.keys().copied().collect()),
        roles: overlap(&claimed.roles, &known.roles),
        reporting: overlap(&claimed.reporting, &known.reporting),
        influence: overlap(&claimed.influence, &known.influence),
        agreement: Dimension::ALL.iter().map(|&dimension| agreement(dimension, &shared)).collect(),
        contradictions,
    }
}

fn compared(key: DegreeKey, claimed: AttitudeLevel, known: AttitudeLevel) -> Contradiction {
    Contradiction { key, claimed, known, opposite: claimed.get().signum() * known.get().signum() < 0 }
}

fn apart(pair: &Contradiction) -> i32 {
    i32::from(pair.claimed.get()) - i32::from(pair.known.get())
}

fn agreement(dimension: Dimension, shared: &[Contradiction]) -> Agreement {
    let differences: Vec<i32> = shared.iter().filter(|pair| pair.key.dimension == dimension).map(apart).collect();
    let count = |n: usize| u32::try_from(n).expect("a map has less than four thousand million degrees");
    let n_shared = count(differences.len());
    let n_within_one = count(differences.iter().filter(|d| d.abs() <= 1).count());
    let of_shared = |x: f64| (n_shared > 0).then(|| x / f64::from(n_shared));
    let sum: i64 = differences.iter().copied().map(i64::from).sum();
    Agreement {
        dimension,
        n_shared,
        n_within_one,
        share: of_shared(f64::from(n_within_one)),
        mean_difference: of_shared(sum as f64),
    }
}

fn overlap<K: Ord + Copy>(claimed: &BTreeSet<K>, known: &BTreeSet<K>) -> Overlap<K> {
    let new: Vec<K> = claimed.difference(known).copied().collect();
    let n_shared = claimed.len() - new.len();
    Overlap {
        n_claimed: claimed.len(),
        n_known: known.len(),
        n_shared,
        share: (!claimed.is_empty()).then(|| n_shared as f64 / claimed.len() as f64),
        new,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn level(x: i64) -> AttitudeLevel {
        AttitudeLevel::new(x).unwrap()
    }

    fn key(person: u32, dimension: Dimension) -> DegreeKey {
        DegreeKey { person, vendor: 0, dimension, opportunity: None }
    }

    fn degrees(given: &[(u32, i64)]) -> RelationMap {
        let degrees = given.iter().map(|&(person, x)| (key(person, Dimension::Solution), level(x)));
        RelationMap { degrees: degrees.collect(), ..RelationMap::default() }
    }

    #[test]
    fn a_candidate_who_claims_nothing_overlaps_with_nothing() {
        let check = interview_check(&RelationMap::default(), &degrees(&[(1, 2)]));
        assert_eq!((check.degrees.share, check.degrees.n_known), (None, 1));
        assert!(check.agreement.iter().all(|a| a.share.is_none() && a.mean_difference.is_none()));
        assert!(check.contradictions.is_empty());
    }

    #[test]
    fn levels_two_apart_contradict_and_the_furthest_come_first() {
        let claimed = degrees(&[(1, 2), (2, 1), (3, 1), (4, 0), (5, 2)]);
        let known = degrees(&[(1, 0), (2, 2), (3, -1), (4, 0), (5, -2), (6, 1)]);
        let check = interview_check(&claimed, &known);
        let told: Vec<_> = check.contradictions.iter().map(|c| (c.key.person, c.opposite)).collect();
        assert_eq!(told, [(5, true), (1, false), (3, true)]);
        let solution = check.agreement[1];
        assert_eq!((solution.n_shared, solution.n_within_one), (5, 2));
        assert_eq!((solution.share, solution.mean_difference), (Some(0.4), Some(7.0 / 5.0)));
        assert_eq!(check.agreement[0].n_shared, 0);
    }

    #[test]
    fn degrees_match_only_in_the_same_opportunity() {
        let price = key(1, Dimension::Price);
        let here = DegreeKey { opportunity: Some(7), ..price };
        let claimed = RelationMap { degrees: [(here, level(2))].into(), ..RelationMap::default() };
        let known = RelationMap { degrees: [(price, level(-2))].into(), ..RelationMap::default() };
        let check = interview_check(&claimed, &known);
        assert_eq!((check.degrees.n_shared, &check.degrees.new[..]), (0, &[here][..]));
        assert!(check.contradictions.is_empty());
    }

    #[test]
    fn roles_and_lines_overlap_too() {
        let role = |person, role| RoleKey { opportunity: 1, person, role };
        let claimed = RelationMap {
            roles: [role(1, DecisionRoleKind::User), role(1, DecisionRoleKind::Approver)].into(),
            reporting: [(1, 2)].into(),
            influence: [(2, 1), (1, 2)].into(),
            ..RelationMap::default()
        };
        let known = RelationMap {
            roles: [role(1, DecisionRoleKind::User)].into(),
            reporting: [(2, 1)].into(),
            influence: [(2, 1)].into(),
            ..RelationMap::default()
        };
        let check = interview_check(&claimed, &known);
        assert_eq!(check.roles.new, [role(1, DecisionRoleKind::Approver)]);
        assert_eq!((check.reporting.share, check.influence.share), (Some(0.0), Some(0.5)));
    }

    fn any_map() -> impl Strategy<Value = RelationMap> {
        let degree = (0u32..6, proptest::sample::select(Dimension::ALL), -2i64..=2);
        proptest::collection::vec(degree, 0..20).prop_map(|given| {
            let degrees: BTreeMap<_, _> = given.into_iter().map(|(p, d, x)| (key(p, d), level(x))).collect();
            RelationMap { people: degrees.keys().map(|k| k.person).collect(), degrees, ..RelationMap::default() }
        })
    }

    proptest! {
        #[test]
        fn everything_claimed_is_shared_or_new(claimed in any_map(), known in any_map()) {
            let check = interview_check(&claimed, &known);
            prop_assert_eq!(check.degrees.n_shared + check.degrees.new.len(), claimed.degrees.len());
            prop_assert!(check.people.new.iter().all(|p| !known.people.contains(p)));
            let shared: u32 = check.agreement.iter().map(|a| a.n_shared).sum();
            let within: u32 = check.agreement.iter().map(|a| a.n_within_one).sum();
            prop_assert_eq!(shared as usize, check.degrees.n_shared);
            prop_assert_eq!(check.contradictions.len(), (shared - within) as usize);
        }

        #[test]
        fn a_map_agrees_with_itself(map in any_map()) {
            let check = interview_check(&map, &map);
            prop_assert!(check.contradictions.is_empty() && check.degrees.new.is_empty());
            prop_assert!(check.agreement.iter().all(|a| a.share.unwrap_or(1.0) == 1.0 && a.mean_difference.unwrap_or(0.0) == 0.0));
        }

        #[test]
        fn opposite_signs_are_always_a_contradiction(claimed in any_map(), known in any_map()) {
            let check = interview_check(&claimed, &known);
            let opposite = claimed.degrees.iter().filter(|(key, claimed)| {
                known.degrees.get(key).is_some_and(|known| known.get() * claimed.get() < 0)
            });
            prop_assert_eq!(opposite.count(), check.contradictions.iter().filter(|c| c.opposite).count());
        }
    }
}
