//! Examples and properties of the decision chain, and the random chains that other formulas are tried on.

use super::*;
use DecisionRoleKind::{Approver, DecisionMaker, Evaluator, Influencer, Procurement, User};
use YesNoUnknown::{No, Unknown, Yes};
use guanxi_domain::{AlertKind, ChainRule, ChainStatus, ContactLevel, DecisionRoleKind, Stance};
use proptest::prelude::*;

/// Vendors of a random chain; the first is us.
pub(crate) const VENDORS: usize = 3;

/// A chain of up to eight members with anything known or not.
pub(crate) fn any_chain() -> impl Strategy<Value = Chain> {
    (0usize..9).prop_flat_map(|n| {
        let line = (0..n.max(1), 0..n.max(1), 0.1f64..=1.0).prop_map(|(from, to, strength)| SupportLine {
            from,
            to,
            strength: Probability::new(strength).unwrap(),
        });
        let contact = (0..n.max(1), 0usize..3, 0u32..200, 0u32..5)
            .prop_map(|(member, colleague, age_days, count)| MemberContact { member, colleague, age_days, count });
        let some = if n == 0 { 0..1 } else { 0..12 };
        (
            proptest::collection::vec(any_member(), n),
            proptest::collection::vec(line, some.clone()),
            proptest::collection::vec(contact, some),
        )
            .prop_map(|(members, mut support, contacts)| {
                support.retain(|line| line.from != line.to);
                support.sort_by_key(|line| (line.from, line.to));
                support.dedup_by_key(|line| (line.from, line.to));
                Chain { members, n_vendors: VENDORS, support, contacts }
            })
    })
}

fn any_member() -> impl Strategy<Value = Member> {
    let part = (
        proptest::sample::subsequence(DecisionRoleKind::ALL, 0..=2),
        proptest::option::of(1u8..=3),
        proptest::sample::select(YesNoUnknown::ALL),
        proptest::sample::select(YesNoUnknown::ALL),
        proptest::option::of(proptest::sample::select(ContactLevel::ALL)),
    )
        .prop_map(|(roles, importance, veto, approve, contact_level)| Part {
            roles,
            importance,
            veto,
            approve,
            contact_level,
        });
    let degrees = proptest::collection::vec(any_degrees(), VENDORS);
    (part, any::<bool>(), any::<bool>(), degrees).prop_map(|(part, reports_in_chain, left, degrees)| Member {
        part,
        reports_in_chain,
        left,
        degrees,
    })
}

fn any_degrees() -> impl Strategy<Value = Degrees> {
    let degree = || {
        let known = (-2i64..=2, 0u32..200)
            .prop_map(|(level, age_days)| KnownDegree { level: AttitudeLevel::new(level).unwrap(), age_days });
        proptest::option::of(known)
    };
    (degree(), degree(), degree()).prop_map(|(relationship, solution, price)| Degrees { relationship, solution, price })
}

fn degrees(levels: [Option<i64>; 3]) -> Degrees {
    let [relationship, solution, price] =
        levels.map(|level| level.map(|x| KnownDegree { level: AttitudeLevel::new(x).unwrap(), age_days: 0 }));
    Degrees { relationship, solution, price }
}

/// A member of one role, with votes (veto, approve) and one level of all three degrees towards us.
fn member(role: DecisionRoleKind, votes: [YesNoUnknown; 2], level: Option<i64>) -> Member {
    Member {
        part: Part { roles: vec![role], veto: votes[0], approve: votes[1], ..Part::default() },
        reports_in_chain: false,
        left: false,
        degrees: vec![degrees([level; 3])],
    }
}

fn chain(members: Vec<Member>) -> Chain {
    Chain { members, n_vendors: 1, ..Chain::default() }
}

fn check(chain: &Chain) -> ChainAssessment {
    assess(chain, 0, &Policy::default())
}

/// The kinds of the alerts with the members behind them.
fn alerts_of(chain: &Chain) -> Vec<(AlertKind, Vec<usize>)> {
    check(chain).alerts.into_iter().map(|alert| (alert.kind, alert.members)).collect()
}

fn members_behind(chain: &Chain, kind: AlertKind) -> Option<Vec<usize>> {
    alerts_of(chain).into_iter().find(|alert| alert.0 == kind).map(|alert| alert.1)
}

#[test]
fn an_empty_chain_is_a_clear_answer() {
    let answer = check(&chain(vec![]));
    assert_eq!(answer.state, ChainState { status: ChainStatus::Red, rule: ChainRule::NoMembers, members: vec![] });
    assert_eq!(answer.scores, [None]);
    assert_eq!(answer.missing_roles, [User, Evaluator, DecisionMaker, Approver, Procurement]);
    assert_eq!((answer.insight.rate, answer.insight.n_total, answer.completeness.value), (0.0, 0, 0.0));
    assert!(answer.averages.iter().all(|(_, a)| a.mean.is_none() && a.n_total == 0));
    let kinds: Vec<AlertKind> = answer.alerts.iter().map(|a| a.kind).collect();
    assert_eq!(kinds, [AlertKind::NoApprover, AlertKind::SingleThreadedThere, AlertKind::VotesUnknown]);
}

#[test]
fn all_unknown_is_red_and_no_average_is_zero() {
    let answer = check(&chain(vec![member(DecisionMaker, [Unknown; 2], None), member(Approver, [Yes, No], None)]));
    assert_eq!((answer.state.status, answer.state.rule), (ChainStatus::Red, ChainRule::NothingKnown));
    assert!(answer.averages.iter().all(|(_, a)| a.mean.is_none() && (a.n_known, a.n_total) == (0, 2)));
    assert_eq!((answer.scores[0], answer.insight.rate), (None, 0.0));
    assert!(answer.alerts.contains(&Alert {
        kind: AlertKind::VoteHolderUnknown,
        members: vec![1],
        colleague: None,
        share: None
    }));
}

#[test]
fn stances_hold_at_their_edges() {
    let stance = |levels| stance_of(&degrees(levels), &Policy::default().chain).stance;
    // 0.25 · 2 = 0.5 and 0.40 · 2 + 0.35 · 2 = 1.5.
    assert_eq!(stance([Some(0), Some(0), Some(2)]), Stance::Supports);
    assert_eq!(stance([Some(0), Some(0), Some(-2)]), Stance::Opposes);
    assert_eq!(stance([Some(2), Some(2), Some(0)]), Stance::StronglySupports);
    assert_eq!(stance([Some(-2), Some(-2), Some(0)]), Stance::StronglyOpposes);
    assert_eq!(stance([Some(1), Some(0), Some(0)]), Stance::Neutral);
    assert_eq!(stance([None, None, Some(1)]), Stance::Supports, "of the known alone");
    assert_eq!(stance([None; 3]), Stance::Unknown);
}

#[test]
fn a_degree_without_weight_says_nothing() {
    let mut policy = Policy::default().chain;
    policy.weight_price = 0.0;
    assert_eq!(stance_of(&degrees([None, None, Some(2)]), &policy).stance, Stance::Unknown);
    assert_eq!(chain_score(&[1.0], &[degrees([None, None, Some(2)])], &policy), None);
}

#[test]
fn the_status_follows_who_supports() {
    let state = |members| {
        let state = check(&chain(members)).state;
        (state.rule, state.members)
    };
    let neutral = || member(DecisionMaker, [No; 2], Some(0));
    assert_eq!(state(vec![neutral(), member(User, [No; 2], None)]), (ChainRule::NobodySupports, vec![0]));
    assert_eq!(state(vec![neutral(), member(User, [No; 2], Some(1))]), (ChainRule::NoDeciderSupports, vec![1]));
    let approves_by_vote = || member(User, [No, Yes], Some(1));
    assert_eq!(state(vec![neutral(), approves_by_vote()]), (ChainRule::DeciderSupports, vec![1]));
    let vetoer = |level| member(Evaluator, [Yes, No], level);
    assert_eq!(state(vec![approves_by_vote(), vetoer(Some(-1))]), (ChainRule::VetoerOpposes, vec![1]));
    assert_eq!(state(vec![approves_by_vote(), vetoer(Some(0))]), (ChainRule::DeciderSupports, vec![0]));
    assert_eq!(state(vec![approves_by_vote(), vetoer(None)]), (ChainRule::DeciderSupports, vec![0]));
}

#[test]
fn a_missing_role_is_one_that_nobody_has_even_as_a_second() {
    let mut both = member(DecisionMaker, [No; 2], None);
    both.part.roles.push(User);
    assert_eq!(
        check(&chain(vec![both, member(Influencer, [No; 2], None)])).missing_roles,
        [Evaluator, Approver, Procurement]
    );
}

#[test]
fn alerts_name_the_people_behind_them() {
    let mut left = member(User, [No, Yes], Some(2));
    left.left = true;
    let mut gone_user = member(User, [No; 2], Some(2));
    gone_user.left = true;
    let chain = chain(vec![
        member(Evaluator, [Yes, No], Some(-1)),
        member(Approver, [No; 2], Some(0)),
        member(Approver, [No; 2], Some(1)),
        member(Approver, [Unknown; 2], None),
        left,
        gone_user,
    ]);
    let alerts = alerts_of(&chain);
    assert_eq!(
        alerts,
        [
            (AlertKind::VetoerOpposes, vec![0]),
            (AlertKind::ApproverNotForUs, vec![1]),
            (AlertKind::VoteHolderUnknown, vec![3]),
            (AlertKind::SingleThreadedThere, vec![]),
            (AlertKind::VoteHolderLeft, vec![4]),
        ]
    );
}

#[test]
fn one_recorded_veto_answer_is_enough_to_know_of_votes() {
    let unknown = || member(User, [Unknown; 2], None);
    assert!(members_behind(&chain(vec![unknown(), unknown()]), AlertKind::VotesUnknown).is_some());
    assert_eq!(
        members_behind(&chain(vec![unknown(), member(User, [No, Unknown], None)]), AlertKind::VotesUnknown),
        None
    );
}

#[test]
fn members_are_engaged_by_level_or_by_recent_contact() {
    let mut chain = chain(vec![member(User, [No; 2], None), member(User, [No; 2], None)]);
    let there = |chain: &Chain| members_behind(chain, AlertKind::SingleThreadedThere);
    chain.members[1].part.contact_level = Some(ContactLevel::Brief);
    assert_eq!(there(&chain), Some(vec![]));
    chain.members[1].part.contact_level = Some(ContactLevel::Several);
    assert_eq!(there(&chain), Some(vec![1]));
    let contact = |age_days, count| MemberContact { member: 0, colleague: 0, age_days, count };
    chain.contacts = vec![contact(90, 1), contact(3, 0)];
    assert_eq!(there(&chain), Some(vec![1]), "too long ago, and no contact");
    chain.contacts = vec![contact(89, 1)];
    assert_eq!(there(&chain), None);
}

#[test]
fn one_colleague_with_four_of_five_contacts_is_the_only_thread() {
    let mut chain = chain(vec![member(User, [No; 2], None), member(User, [No; 2], None)]);
    let contact = |colleague, age_days, count| MemberContact { member: 1, colleague, age_days, count };
    let here = |chain: &Chain| check(chain).alerts.into_iter().find(|a| a.kind == AlertKind::SingleThreadedHere);
    assert_eq!(here(&chain), None, "no contacts");
    chain.contacts = vec![contact(7, 1, 4), contact(8, 2, 1), contact(8, 90, 50)];
    let alert = here(&chain).unwrap();
    assert_eq!((alert.colleague, alert.share, alert.members), (Some(7), Some(0.8), vec![1]));
    chain.contacts[1].count = 2;
    assert_eq!(here(&chain), None);
}

#[test]
fn completeness_counts_roles_lines_and_slots() {
    let mut members: Vec<Member> =
        [User, Evaluator, DecisionMaker].map(|role| member(role, [No, Unknown], Some(1))).into();
    members[0].reports_in_chain = true;
    let complete = check(&chain(members.clone())).completeness;
    assert_eq!((complete.roles.done, complete.roles.of), (3, 5));
    assert_eq!((complete.reporting.done, complete.reporting.of), (1, 2));
    assert_eq!((complete.features.done, complete.features.of), (12, 15));
    assert!((complete.value - (0.4 * 0.6 + 0.2 * 0.5 + 0.4 * 0.8)).abs() < 1e-12);
    for member in &mut members {
        member.reports_in_chain = true;
    }
    assert_eq!(check(&chain(members)).completeness.reporting, Filled { done: 2, of: 2 }, "one is at the top");
}

proptest! {
    #[test]
    fn weights_sum_to_one_and_parts_stay_in_range(chain in any_chain()) {
        let answer = check(&chain);
        let sum: f64 = answer.weights.iter().map(|w| w.weight).sum();
        prop_assert!(chain.members.is_empty() || (sum - 1.0).abs() < 1e-12);
        prop_assert!(answer.weights.iter().all(|w| (0.0..=1.0).contains(&w.page_rank) && w.weight > 0.0));
        prop_assert!((0.0..=1.0).contains(&answer.insight.rate));
        prop_assert!((0.0..=1.0).contains(&answer.completeness.value));
        prop_assert!(answer.scores.iter().flatten().all(|s| (-1.0 - 1e-12..=1.0 + 1e-12).contains(s)));
    }

    #[test]
    fn an_unknown_member_changes_no_average_and_counts_as_no_stance(chain in any_chain()) {
        let before = check(&chain);
        let mut more = chain.clone();
        let degrees = vec![Degrees::default(); VENDORS];
        more.members.push(Member { part: Part::default(), reports_in_chain: false, left: false, degrees });
        let after = check(&more);
        for ((_, before), (_, after)) in before.averages.iter().zip(&after.averages) {
            prop_assert_eq!((before.mean, before.n_known, before.band, before.polarised),
                (after.mean, after.n_known, after.band, after.polarised));
            prop_assert_eq!(before.n_total + 1, after.n_total);
        }
        prop_assert_eq!(before.state.status, after.state.status);
        prop_assert_eq!((before.insight.n_fresh, before.insight.n_known), (after.insight.n_fresh, after.insight.n_known));
        prop_assert_eq!(before.scores.iter().map(Option::is_some).collect::<Vec<_>>(),
            after.scores.iter().map(Option::is_some).collect::<Vec<_>>());
    }

    #[test]
    fn one_viewpoint_is_that_of_another_with_the_vendors_exchanged(chain in any_chain(), vendor in 1..VENDORS) {
        let mut exchanged = chain.clone();
        for member in &mut exchanged.members {
            member.degrees.swap(0, vendor);
        }
        let policy = Policy::default();
        let (here, there) = (assess(&chain, vendor, &policy), assess(&exchanged, 0, &policy));
        prop_assert_eq!(here.scores[vendor], there.scores[0]);
        prop_assert_eq!((here.state, here.alerts, here.insight, here.averages, here.completeness),
            (there.state, there.alerts, there.insight, there.averages, there.completeness));
    }

    #[test]
    fn the_status_is_what_its_definition_says(chain in any_chain()) {
        let answer = check(&chain);
        let supports = |k: usize| answer.stances[k].value.is_some_and(|s| s > 0.5 - 1e-9);
        let all = || 0..chain.members.len();
        let vetoed = all().any(|k| chain.members[k].part.veto == Yes
            && answer.stances[k].value.is_some_and(|s| s < -0.5 + 1e-9));
        let decides = |k: usize| {
            let part = &chain.members[k].part;
            part.roles.contains(&DecisionMaker) || part.roles.contains(&Approver) || part.approve == Yes
        };
        let expected = if !all().any(supports) {
            ChainStatus::Red
        } else if all().any(|k| supports(k) && decides(k)) && !vetoed {
            ChainStatus::Green
        } else {
            ChainStatus::Amber
        };
        prop_assert_eq!(answer.state.status, expected);
    }
}
