//! What several decision roles of one person say together.

use guanxi_domain::{ContactLevel, DecisionRole, DecisionRoleKind, YesNoUnknown};

/// Roles from the weightiest to the least.
const BY_WEIGHT: [DecisionRoleKind; 6] = [
    DecisionRoleKind::DecisionMaker,
    DecisionRoleKind::Approver,
    DecisionRoleKind::Procurement,
    DecisionRoleKind::Evaluator,
    DecisionRoleKind::Influencer,
    DecisionRoleKind::User,
];

/// A person's part in one decision: one person in several roles is one member of the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The roles that are known, the weightiest first.
    pub roles: Vec<DecisionRoleKind>,
    /// The greatest importance recorded, 1 to 3.
    pub importance: Option<u8>,
    /// 一票否决.
    pub veto: YesNoUnknown,
    /// 一票批准.
    pub approve: YesNoUnknown,
    /// The deepest contact level recorded.
    pub contact_level: Option<ContactLevel>,
}

impl Default for Part {
    /// Nothing is known.
    fn default() -> Self {
        let unknown = YesNoUnknown::Unknown;
        Self { roles: Vec::new(), importance: None, veto: unknown, approve: unknown, contact_level: None }
    }
}

/// What one decision role says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RolePart {
    /// Absent where nobody recorded which.
    pub role: Option<DecisionRoleKind>,
    /// 1 to 3.
    pub importance: Option<u8>,
    /// 一票否决.
    pub veto: YesNoUnknown,
    /// 一票批准.
    pub approve: YesNoUnknown,
    pub contact_level: Option<ContactLevel>,
}

impl From<&DecisionRole> for RolePart {
    fn from(record: &DecisionRole) -> Self {
        let DecisionRole { role, importance, veto, approve, contact_level, .. } = *record;
        Self { role, importance, veto, approve, contact_level }
    }
}

impl Part {
    /// Puts the decision roles of one person together.
    ///
    /// Every role counts, ordered decision maker, approver, procurement, evaluator, influencer, user. Importance and contact level
    /// are the greatest recorded. A vote is held if any record says so, unknown if any leaves it open, and else not held.
    ///
    /// # Examples
    /// ```
    /// use guanxi_domain::{DecisionRole, DecisionRoleKind, Id, Period, YesNoUnknown};
    /// use guanxi_scoring::chain::Part;
    ///
    /// let record = |role, importance, veto| DecisionRole {
    ///     opportunity_id: Id::new("deal").unwrap(),
    ///     person_id: Id::new("someone").unwrap(),
    ///     role: Some(role),
    ///     importance,
    ///     veto,
    ///     approve: YesNoUnknown::No,
    ///     contact_level: None,
    ///     period: Period::new(None, None).unwrap(),
    /// };
    /// let user = record(DecisionRoleKind::User, Some(1), YesNoUnknown::Yes);
    /// let decides = record(DecisionRoleKind::DecisionMaker, Some(3), YesNoUnknown::Unknown);
    /// let part = Part::of([&user, &decides]);
    /// assert_eq!(part.roles, [DecisionRoleKind::DecisionMaker, DecisionRoleKind::User]);
    /// assert_eq!((part.importance, part.veto, part.approve), (Some(3), YesNoUnknown::Yes, YesNoUnknown::No));
    /// ```
    pub fn of<'a>(records: impl IntoIterator<Item = &'a DecisionRole>) -> Self {
        let roles: Vec<RolePart> = records.into_iter().map(RolePart::from).collect();
        Self::together(&roles)
    }

    /// As [`Part::of`], for what the roles say alone.
    pub fn together(roles: &[RolePart]) -> Self {
        if roles.is_empty() {
            return Self::default();
        }
        let has = |role: &DecisionRoleKind| roles.iter().any(|r| r.role == Some(*role));
        Self {
            roles: BY_WEIGHT.into_iter().filter(has).collect(),
            importance: roles.iter().filter_map(|r| r.importance).max(),
            veto: YesNoUnknown::any(roles.iter().map(|r| r.veto)),
            approve: YesNoUnknown::any(roles.iter().map(|r| r.approve)),
            contact_level: roles.iter().filter_map(|r| r.contact_level).max(),
        }
    }

    /// The weightiest role, absent where none is recorded.
    pub fn role(&self) -> Option<DecisionRoleKind> {
        self.roles.first().copied()
    }

    /// Whether the person has this role, among others or alone.
    pub fn has(&self, role: DecisionRoleKind) -> bool {
        self.roles.contains(&role)
    }

    /// A vote holder: single-vote veto or single-vote approve is recorded.
    pub fn holds_vote(&self) -> bool {
        self.veto == YesNoUnknown::Yes || self.approve == YesNoUnknown::Yes
    }

    /// An approver, by role or by vote.
    pub fn approves(&self) -> bool {
        self.has(DecisionRoleKind::Approver) || self.approve == YesNoUnknown::Yes
    }

    /// Decides or approves, by role or by vote.
    pub fn decides(&self) -> bool {
        self.has(DecisionRoleKind::DecisionMaker) || self.approves()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use guanxi_domain::{Coded, Id, Period};

    fn record(veto: YesNoUnknown) -> DecisionRole {
        DecisionRole {
            opportunity_id: Id::new("deal").unwrap(),
            person_id: Id::new("someone").unwrap(),
            role: None,
            importance: None,
            veto,
            approve: YesNoUnknown::Unknown,
            contact_level: None,
            period: Period::new(None, None).unwrap(),
        }
    }

    #[test]
    fn every_role_has_its_place() {
        for role in DecisionRoleKind::ALL {
            assert_eq!(BY_WEIGHT.iter().filter(|r| *r == role).count(), 1, "{role:?}");
        }
    }

    #[test]
    fn a_record_that_leaves_a_vote_open_keeps_it_open() {
        use YesNoUnknown::{No, Unknown, Yes};
        let veto = |votes: &[YesNoUnknown]| {
            let records: Vec<DecisionRole> = votes.iter().map(|&v| record(v)).collect();
            Part::of(&records).veto
        };
        assert_eq!([veto(&[No, Unknown]), veto(&[Unknown, Yes]), veto(&[No, No])], [Unknown, Yes, No]);
        assert_eq!(veto(&[]), Unknown, "without a record nothing is known");
    }

    #[test]
    fn a_record_without_role_gives_none_and_the_deepest_contact_counts() {
        let (mut deep, mut brief) = (record(YesNoUnknown::No), record(YesNoUnknown::No));
        deep.contact_level = Some(ContactLevel::Deep);
        brief.contact_level = Some(ContactLevel::Brief);
        let part = Part::of([&deep, &brief]);
        assert_eq!((part.role(), part.contact_level), (None, Some(ContactLevel::Deep)));
    }
}
