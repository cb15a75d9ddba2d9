//! The closed sets of the decision chain 决策链, the customer line 客户 and people metrics (method §5, §6, §10).

use super::{Coded, InvalidValue, YesNoUnknown, coded};

coded! {
    /// Where an average attitude stands 等级.
    pub enum Band expects "a band: excellent, good, medium, poor or unknown" {
        /// 优: 1 and above.
        Excellent = "excellent",
        /// 良: above 0.
        Good = "good",
        /// 中: above −1.
        Medium = "medium",
        /// 差: −1 and below.
        Poor = "poor",
        /// 未知: nothing is known.
        Unknown = "unknown",
    }
}
coded! {
    /// What a member's three degrees together say of a vendor.
    pub enum Stance expects "a stance: strongly_supports, supports, neutral, opposes, strongly_opposes or unknown" {
        /// Nearer to strong support than to support.
        StronglySupports = "strongly_supports",
        /// Nearer to support than to neutral.
        Supports = "supports",
        /// Nearer to neutral than to either side.
        Neutral = "neutral",
        /// Nearer to opposition than to neutral.
        Opposes = "opposes",
        /// Nearer to strong opposition than to opposition.
        StronglyOpposes = "strongly_opposes",
        /// None of the degrees is known.
        Unknown = "unknown",
    }
}
coded! {
    /// The state of a decision chain.
    pub enum ChainStatus expects "a chain status: red, amber or green" {
        /// Nobody supports.
        Red = "red",
        /// Somebody supports, but that does not decide.
        Amber = "amber",
        /// A supporter decides or approves, and no vetoer opposes.
        Green = "green",
    }
}
coded! {
    /// The rule that gave a chain its status. The first three make it red, the next two amber, the last green.
    pub enum ChainRule expects "a rule of the chain status" {
        /// The chain has no members.
        NoMembers = "no_members",
        /// No member's stance is known.
        NothingKnown = "nothing_known",
        /// Stances are known, and none supports.
        NobodySupports = "nobody_supports",
        /// Somebody supports, but nobody who decides or approves does.
        NoDeciderSupports = "no_decider_supports",
        /// A supporter decides or approves, but a vetoer opposes.
        VetoerOpposes = "vetoer_opposes",
        /// A supporter decides or approves, and no vetoer opposes.
        DeciderSupports = "decider_supports",
    }
}
coded! {
    /// What is wrong or missing in a decision chain.
    pub enum AlertKind expects "a kind of alert" {
        /// A member with a veto opposes.
        VetoerOpposes = "vetoer_opposes",
        /// An approver's stance is known, and it is not support.
        ApproverNotForUs = "approver_not_for_us",
        /// Nothing is known of the stance of a member with a veto, or of an approver.
        VoteHolderUnknown = "vote_holder_unknown",
        /// Nobody approves, by role or by vote.
        NoApprover = "no_approver",
        /// Fewer than two members are engaged.
        SingleThreadedThere = "single_threaded_there",
        /// One colleague carries nearly all of the contacts.
        SingleThreadedHere = "single_threaded_here",
        /// A member with a vote, or an approver, is no longer at the customer.
        VoteHolderLeft = "vote_holder_left",
        /// Nobody's veto is recorded, neither yes nor no.
        VotesUnknown = "votes_unknown",
    }
}
coded! {
    /// Why a win probability may not be higher.
    pub enum WinCapKind expects "a cap: veto_strongly_opposed, veto_opposed or veto_unknown" {
        /// A member with a veto strongly opposes.
        VetoStronglyOpposed = "veto_strongly_opposed",
        /// A member with a veto opposes.
        VetoOpposed = "veto_opposed",
        /// Nothing is known of the stance of a member with a veto.
        VetoUnknown = "veto_unknown",
    }
}
coded! {
    /// What a win probability rests on.
    pub enum WinProbabilityKind expects "a kind of win probability: heuristic or calibrated" {
        /// The method's formula; not fitted to any outcome.
        Heuristic = "heuristic",
        /// A model fitted to closed opportunities and cross-validated.
        Calibrated = "calibrated",
    }
}
coded! {
    /// A single change in a chain.
    pub enum ChainChangeKind expects "a change: raise_degree, learn_degree or neutralise_supporter" {
        /// One known degree of one member rises by one level.
        RaiseDegree = "raise_degree",
        /// One unknown degree of one member becomes known.
        LearnDegree = "learn_degree",
        /// A rival's supporter becomes neutral towards that rival.
        NeutraliseSupporter = "neutralise_supporter",
    }
}
coded! {
    /// The stages of an opportunity in which it can still be won (method §9).
    pub enum SalesStage expects "a stage: TAS1, TAS2, TAS3, TAS4, TAS6 or TAS7" {
        /// Verify 验证商机.
        Verify = "tas1",
        /// Establish 商机立项.
        Establish = "tas2",
        /// Analyse needs 需求分析.
        Analyse = "tas3",
        /// Present value 价值呈现.
        Present = "tas4",
        /// Bid 组织投标.
        Bid = "tas6",
        /// Negotiate and sign 谈判签约.
        Negotiate = "tas7",
    }
}
coded! {
    /// The 3 knows 三知.
    pub enum KnowKind expects "a know: is_opportunity, competitive or can_win" {
        /// Is it an opportunity 是不是机会.
        IsOpportunity = "is_opportunity",
        /// Are we competitive 有没有竞争力.
        Competitive = "competitive",
        /// Can we win 能不能赢.
        CanWin = "can_win",
    }
}
coded! {
    /// The 6 haves 六有.
    pub enum HaveKind expects "a have: advantage, method, omen, relation, enemy_intelligence or aim" {
        /// 有优势: a value proposition.
        Advantage = "advantage",
        /// 有方法: a competition and relationship strategy.
        Method = "method",
        /// 有预兆: deal signals.
        Omen = "omen",
        /// 有关系: a decision chain that is for us.
        Relation = "relation",
        /// 有敌情: win probability against rivals.
        EnemyIntelligence = "enemy_intelligence",
        /// 有准头: the behaviour of the project.
        Aim = "aim",
    }
}
coded! {
    /// What an answer to one of the 3 knows and 6 haves was read from.
    pub enum FindingSource expects "what a finding was read from" {
        /// How the opportunity ended.
        Outcome = "outcome",
        /// The stage of the opportunity.
        Stage = "stage",
        /// The chain scores of us and of the rivals.
        ChainScores = "chain_scores",
        /// The win probability and the insight behind it.
        WinProbability = "win_probability",
        /// The six deal signals.
        Signals = "signals",
        /// The deal signals about the award: mode, scoring items and rule.
        AwardSignals = "award_signals",
        /// The status of the decision chain.
        ChainStatus = "chain_status",
        /// Nothing of the kind is recorded.
        NotRecorded = "not_recorded",
    }
}
coded! {
    /// Potential × relation of a customer.
    pub enum CustomerClass expects "a customer class: a, b, c, d or unknown" {
        /// High potential, strong relation: defend.
        A = "a",
        /// Low potential, strong relation: maintain.
        B = "b",
        /// High potential, weak relation: invest.
        C = "c",
        /// Low potential, weak relation.
        D = "d",
        /// Potential or relation is not known.
        Unknown = "unknown",
    }
}
coded! {
    /// Seller grades 销售分级, lowest first.
    pub enum SellerGrade expects "a seller grade: novice, junior, middle, senior or top" {
        /// 小白.
        Novice = "novice",
        /// 初级.
        Junior = "junior",
        /// 中级.
        Middle = "middle",
        /// 高级.
        Senior = "senior",
        /// 顶级.
        Top = "top",
    }
}

impl Stance {
    /// Support, strong or not.
    pub fn supports(self) -> bool {
        matches!(self, Self::Supports | Self::StronglySupports)
    }

    /// Opposition, strong or not.
    pub fn opposes(self) -> bool {
        matches!(self, Self::Opposes | Self::StronglyOpposes)
    }
}

impl SalesStage {
    /// Reads a stage as companies write it: the code (TAS1), the word of the method (verify), or the Chinese name.
    ///
    /// # Errors
    /// [`InvalidValue`] naming the codes: another stage, or one in which nothing can be won any more.
    pub fn read(text: &str) -> Result<Self, InvalidValue> {
        let text = text.trim();
        let words = |stage: Self| match stage {
            Self::Verify => ["verify", "验证商机"],
            Self::Establish => ["establish", "商机立项"],
            Self::Analyse => ["analyse", "需求分析"],
            Self::Present => ["present", "价值呈现"],
            Self::Bid => ["bid", "组织投标"],
            Self::Negotiate => ["negotiate", "谈判签约"],
        };
        let is_called = |stage: &Self| words(*stage).iter().any(|word| word.eq_ignore_ascii_case(text));
        Self::ALL.iter().copied().find(is_called).map_or_else(|| Self::parse(text), Ok)
    }
}

impl YesNoUnknown {
    /// Whether all of several hold: no as soon as one does not, unknown while one is not known. Of none, yes.
    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        parts.into_iter().fold(Self::Yes, |all, part| match (all, part) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Yes, Self::Yes) => Self::Yes,
        })
    }

    /// Whether one of several holds: yes as soon as one does, unknown while one is not known. Of none, no.
    pub fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        parts.into_iter().fold(Self::No, |any, part| match (any, part) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::No, Self::No) => Self::No,
        })
    }
}

impl From<bool> for YesNoUnknown {
    fn from(is: bool) -> Self {
        if is { Self::Yes } else { Self::No }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use YesNoUnknown::{No, Unknown, Yes};

    #[test]
    fn stages_are_read_by_code_word_and_name_in_any_case() {
        for text in ["TAS4", "tas4", " Tas4 ", "present", "PRESENT", "价值呈现"] {
            assert_eq!(SalesStage::read(text), Ok(SalesStage::Present), "{text}");
        }
        assert_eq!(SalesStage::read("Negotiate"), Ok(SalesStage::Negotiate));
        for text in ["", "TAS5", "TAS 4", "closed", "proposal"] {
            assert!(SalesStage::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn unknown_gives_way_only_to_what_settles_the_question() {
        assert_eq!([YesNoUnknown::all([]), YesNoUnknown::any([])], [Yes, No]);
        assert_eq!(YesNoUnknown::all([Yes, Unknown]), Unknown);
        assert_eq!(YesNoUnknown::all([Unknown, No]), No);
        assert_eq!(YesNoUnknown::all([Yes, Yes]), Yes);
        assert_eq!(YesNoUnknown::any([No, Unknown]), Unknown);
        assert_eq!(YesNoUnknown::any([Unknown, Yes]), Yes);
        assert_eq!(YesNoUnknown::any([No, No]), No);
    }

    #[test]
    fn grades_are_in_order() {
        assert!(SellerGrade::ALL.is_sorted());
    }
}
