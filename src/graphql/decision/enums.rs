//! The closed sets of decision chains as enums of the API.

use async_graphql::Enum;

use crate::{domain, service};

/// The state of a decision chain.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::ChainStatus")]
pub enum ChainStatus {
    /// Nobody supports.
    Red,
    /// Somebody supports, but that does not decide.
    Amber,
    /// A supporter decides or approves, and no vetoer opposes.
    Green,
}

/// The rule that gave a chain its status.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::ChainRule")]
pub enum ChainRule {
    /// Red: the chain has no members.
    NoMembers,
    /// Red: no member's stance is known.
    NothingKnown,
    /// Red: stances are known, and none supports.
    NobodySupports,
    /// Amber: somebody supports, but nobody who decides or approves does.
    NoDeciderSupports,
    /// Amber: a supporter decides or approves, but a vetoer opposes.
    VetoerOpposes,
    /// Green: a supporter decides or approves, and no vetoer opposes.
    DeciderSupports,
}

/// Where an average attitude stands 等级.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::Band")]
pub enum Band {
    /// 优: 1 and above.
    Excellent,
    /// 良: above 0.
    Good,
    /// 中: above -1.
    Medium,
    /// 差: -1 and below.
    Poor,
    /// 未知: nothing is known.
    Unknown,
}

/// What a member's three degrees together say of a vendor.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::Stance")]
pub enum Stance {
    /// Nearer to strong support than to support.
    StronglySupports,
    /// Nearer to support than to neutral.
    Supports,
    /// Nearer to neutral than to either side.
    Neutral,
    /// Nearer to opposition than to neutral.
    Opposes,
    /// Nearer to strong opposition than to opposition.
    StronglyOpposes,
    /// None of the degrees is known.
    Unknown,
}

/// What is wrong or missing in a decision chain.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::AlertKind")]
pub enum ChainAlertKind {
    /// A member with a veto opposes.
    VetoerOpposes,
    /// An approver's stance is known, and it is not support.
    ApproverNotForUs,
    /// Nothing is known of the stance of a member with a veto, or of an approver.
    VoteHolderUnknown,
    /// Nobody approves, by role or by vote.
    NoApprover,
    /// Fewer than two members are engaged.
    SingleThreadedThere,
    /// One colleague carries nearly all of the contacts.
    SingleThreadedHere,
    /// A member with a vote, or an approver, is no longer at the customer.
    VoteHolderLeft,
    /// Nobody's veto is recorded, neither yes nor no.
    VotesUnknown,
}

/// What a reader of a chain should know beside its numbers.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::ChainNoteKind")]
pub enum ChainNoteKind {
    /// Several assessments of one degree stood at one instant; the one recorded last counts.
    SeveralAtOneInstant,
    /// The stage of the opportunity is none of the stages with a base rate.
    StageWithoutBaseRate,
}

/// What a win probability rests on.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::WinProbabilityKind")]
pub enum WinProbabilityKind {
    /// The method's formula; not fitted to any outcome.
    Heuristic,
    /// A model fitted to closed opportunities and cross-validated.
    Calibrated,
}

/// Why a win probability may not be higher.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::WinCapKind")]
#[expect(clippy::enum_variant_names, reason = "other votes may set caps one day; the names are those of the method")]
pub enum WinCapKind {
    /// A member with a veto strongly opposes.
    VetoStronglyOpposed,
    /// A member with a veto opposes.
    VetoOpposed,
    /// Nothing is known of the stance of a member with a veto.
    VetoUnknown,
}

/// A single change in a chain.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::ChainChangeKind")]
pub enum ChainChangeKind {
    /// One known degree of one member rises by one level.
    RaiseDegree,
    /// One unknown degree of one member becomes known.
    LearnDegree,
    /// A rival's supporter becomes neutral towards that rival.
    NeutraliseSupporter,
}

/// The 3 knows 三知.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::KnowKind")]
pub enum KnowKind {
    /// Is it an opportunity 是不是机会.
    IsOpportunity,
    /// Are we competitive 有没有竞争力.
    Competitive,
    /// Can we win 能不能赢.
    CanWin,
}

/// The 6 haves 六有.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::HaveKind")]
pub enum HaveKind {
    /// 有优势: a value proposition.
    Advantage,
    /// 有方法: a competition and relationship strategy.
    Method,
    /// 有预兆: deal signals.
    Omen,
    /// 有关系: a decision chain that is for us.
    Relation,
    /// 有敌情: win probability against rivals.
    EnemyIntelligence,
    /// 有准头: the behaviour of the project.
    Aim,
}

/// What an answer to one of the 3 knows and 6 haves was read from.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::FindingSource")]
pub enum FindingSource {
    /// How the opportunity ended.
    Outcome,
    /// The stage of the opportunity.
    Stage,
    /// The chain scores of us and of the rivals.
    ChainScores,
    /// The win probability and the insight behind it.
    WinProbability,
    /// The six deal signals.
    Signals,
    /// The deal signals about the award: mode, scoring items and rule.
    AwardSignals,
    /// The status of the decision chain.
    ChainStatus,
    /// Nothing of the kind is recorded.
    NotRecorded,
}

/// The stage of an opportunity in which it can still be won.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::SalesStage")]
pub enum SalesStage {
    /// TAS1, verify 验证商机.
    Verify,
    /// TAS2, establish 商机立项.
    Establish,
    /// TAS3, analyse needs 需求分析.
    Analyse,
    /// TAS4, present value 价值呈现.
    Present,
    /// TAS6, bid 组织投标.
    Bid,
    /// TAS7, negotiate and sign 谈判签约.
    Negotiate,
}
