//! Status and missing roles (method §6).

use guanxi_domain::{ChainRule, ChainStatus, DecisionRoleKind};

use super::{Member, MemberStance};

/// Roles that a complete chain has.
pub(super) const ROLES: [DecisionRoleKind; 5] = [
    DecisionRoleKind::User,
    DecisionRoleKind::Evaluator,
    DecisionRoleKind::DecisionMaker,
    DecisionRoleKind::Approver,
    DecisionRoleKind::Procurement,
];

/// The status of a chain, the rule that gave it, and the people behind that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainState {
    pub status: ChainStatus,
    pub rule: ChainRule,
    /// Of `NobodySupports`: those whose stance is known. Of `NoDeciderSupports`: those who support. Of `VetoerOpposes`: the
    /// vetoers who oppose. Of `DeciderSupports`: the supporters who decide or approve. Else nobody.
    pub members: Vec<usize>,
}

/// The status of a chain from the viewpoint of one vendor.
///
/// * **red**: no member supports (none is there, nothing is known, or those known do not)
/// * **green**: a supporter decides or approves, by role or by vote, and no member with a veto opposes
/// * **amber**: else
///
/// A member who left the customer counts as long as the decision role is current; an alert tells.
///
/// # Arguments
/// * `members`: the chain
/// * `stances`: each member's stance towards the vendor
///
/// # Examples
/// A decision maker supports; a user with a veto opposes.
/// ```
/// use guanxi_domain::{AttitudeLevel, ChainRule, ChainStatus, DecisionRoleKind, Policy, YesNoUnknown};
/// use guanxi_scoring::chain::{Degrees, KnownDegree, Member, Part, stance_of, state};
///
/// let member = |role, veto, level| {
///     let relationship = Some(KnownDegree { level: AttitudeLevel::new(level).unwrap(), age_days: 0 });
///     Member {
///         part: Part { roles: vec![role], veto, ..Part::default() },
///         reports_in_chain: false,
///         left: false,
///         degrees: vec![Degrees { relationship, ..Degrees::default() }],
///     }
/// };
/// let members = [
///     member(DecisionRoleKind::DecisionMaker, YesNoUnknown::No, 1),
///     member(DecisionRoleKind::User, YesNoUnknown::Yes, -1),
/// ];
/// let stances: Vec<_> = members.iter().map(|m| stance_of(&m.degrees[0], &Policy::default().chain)).collect();
/// let state = state(&members, &stances);
/// assert_eq!((state.status, state.rule), (ChainStatus::Amber, ChainRule::VetoerOpposes));
/// assert_eq!(state.members, [1]);
/// ```
pub fn state(members: &[Member], stances: &[MemberStance]) -> ChainState {
    let those = |is: &dyn Fn(&Member, &MemberStance) -> bool| -> Vec<usize> {
        let all = members.iter().zip(stances).enumerate();
        all.filter(|(_, (member, stance))| is(member, stance)).map(|(k, _)| k).collect()
    };
    let known = those(&|_, s| s.value.is_some());
    let supporters = those(&|_, s| s.stance.supports());
    let deciding = those(&|m, s| s.stance.supports() && m.part.decides());
    let opposing_vetoers = those(&|m, s| s.stance.opposes() && m.is_vetoer());
    let (status, rule, members) = if members.is_empty() {
        (ChainStatus::Red, ChainRule::NoMembers, Vec::new())
    } else if known.is_empty() {
        (ChainStatus::Red, ChainRule::NothingKnown, Vec::new())
    } else if supporters.is_empty() {
        (ChainStatus::Red, ChainRule::NobodySupports, known)
    } else if deciding.is_empty() {
        (ChainStatus::Amber, ChainRule::NoDeciderSupports, supporters)
    } else if !opposing_vetoers.is_empty() {
        (ChainStatus::Amber, ChainRule::VetoerOpposes, opposing_vetoers)
    } else {
        (ChainStatus::Green, ChainRule::DeciderSupports, deciding)
    };
    ChainState { status, rule, members }
}

/// The roles of a complete chain (user, evaluator, decision maker, approver, procurement) that no member has.
pub fn missing_roles(members: &[Member]) -> Vec<DecisionRoleKind> {
    ROLES.into_iter().filter(|&role| !members.iter().any(|m| m.part.has(role))).collect()
}
