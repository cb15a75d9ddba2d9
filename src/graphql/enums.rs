//! The closed sets of the method as enums of the API. Each converts from and to its set without a wildcard, so that a new
//! member of a set is a compile error here.

use async_graphql::Enum;

use crate::{domain, service};

/// What can be looked up by the identifier used in imports, and searched.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::SearchKind")]
pub enum EntityKind {
    /// A person: colleague or contact.
    Person,
    /// A department.
    Department,
    /// An organization.
    Organization,
    /// An opportunity.
    Opportunity,
}

/// What an organization is to us.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::OrganizationKind")]
pub enum OrganizationKind {
    /// Our company: exactly one.
    Own,
    /// A customer 客户.
    Customer,
    /// A competitor 友商.
    Competitor,
    /// A partner.
    Partner,
}

/// What a customer could buy.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::Potential")]
pub enum Potential {
    /// Much.
    High,
    /// Little.
    Low,
}

/// What a department is.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::DepartmentKind")]
pub enum DepartmentKind {
    /// A part of the line organization.
    Unit,
    /// A board: shared seats are lines of their own.
    Board,
    /// A standing committee; treated as a board.
    Committee,
}

/// How somebody takes to what is new 行为倾向.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::BehaviourTendency")]
pub enum BehaviourTendency {
    /// Tries what nobody has tried.
    Innovator,
    /// Sees what it could become.
    Visionary,
    /// Waits until it works elsewhere.
    Pragmatist,
    /// Waits until everybody has it.
    Conservative,
    /// Would rather not.
    Laggard,
}

/// Social style 社交风格.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::SocialStyle")]
pub enum SocialStyle {
    /// Controlling 控制.
    Controlling,
    /// Promoting 倡导.
    Promoting,
    /// Analytic 分析.
    Analytic,
    /// Amiable 亲切.
    Amiable,
}

/// Whether a line works for or against.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::Polarity")]
pub enum Polarity {
    /// Carries influence.
    Support,
    /// Shown, never carries influence.
    Conflict,
}

/// How an opportunity ended.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::OpportunityOutcome")]
pub enum OpportunityOutcome {
    /// Won by us.
    Won,
    /// Won by somebody else.
    Lost,
    /// Ended without a decision.
    Dropped,
}

/// A role in a decision 决策角色.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecisionRole {
    /// Uses what is bought.
    User,
    /// Judges it.
    Evaluator,
    /// Decides.
    DecisionMaker,
    /// Approves the decision.
    Approver,
    /// Buys.
    Procurement,
    /// Influences those who do.
    Influencer,
    /// Nobody recorded which; the same as leaving the role out where one is given.
    Unnamed,
}

impl From<domain::DecisionRoleKind> for DecisionRole {
    fn from(role: domain::DecisionRoleKind) -> Self {
        match role {
            domain::DecisionRoleKind::User => Self::User,
            domain::DecisionRoleKind::Evaluator => Self::Evaluator,
            domain::DecisionRoleKind::DecisionMaker => Self::DecisionMaker,
            domain::DecisionRoleKind::Approver => Self::Approver,
            domain::DecisionRoleKind::Procurement => Self::Procurement,
            domain::DecisionRoleKind::Influencer => Self::Influencer,
        }
    }
}

impl DecisionRole {
    /// The role, if it has a name.
    pub fn named(self) -> Option<domain::DecisionRoleKind> {
        match self {
            Self::User => Some(domain::DecisionRoleKind::User),
            Self::Evaluator => Some(domain::DecisionRoleKind::Evaluator),
            Self::DecisionMaker => Some(domain::DecisionRoleKind::DecisionMaker),
            Self::Approver => Some(domain::DecisionRoleKind::Approver),
            Self::Procurement => Some(domain::DecisionRoleKind::Procurement),
            Self::Influencer => Some(domain::DecisionRoleKind::Influencer),
            Self::Unnamed => None,
        }
    }
}

/// How much contact there is with a person 交往程度.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::ContactLevel")]
pub enum ContactLevel {
    /// Recorded: none.
    None,
    /// Brief.
    Brief,
    /// Several contacts.
    Several,
    /// Deep.
    Deep,
}

/// Who may see an influence line or an assessment; as a person's consent, how that person agreed to be shown.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::Visibility")]
pub enum Visibility {
    /// The owner alone; nobody else learns even that it exists.
    Private,
    /// Everybody may use it, the colleague's name replaced until that colleague agrees. Not for assessments.
    Blind,
    /// The owner's department and the managers above; others learn how many are not shown.
    Team,
    /// Everybody.
    Company,
}

/// What a viewer may do.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::Role")]
pub enum ViewerRole {
    /// Asks, and records what they know.
    Rep,
    /// As a rep; stands above departments by the reporting lines.
    Manager,
    /// Stands above every department, so sees every team's lines.
    Executive,
    /// Runs the service; sees no more relations than a rep.
    Admin,
}

/// A recorded level of an influence line; the policy says what probability each stands for.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::InfluenceLevel")]
pub enum InfluenceLevel {
    /// Deep 深度.
    Deep,
    /// Trusted.
    Trusted,
    /// Familiar.
    Familiar,
    /// Acquainted.
    Acquainted,
    /// Strong 强.
    Strong,
    /// Medium 中.
    Medium,
    /// Weak 弱.
    Weak,
    /// Recorded: there is no relation. Carries nothing.
    None,
}

/// One of the three degrees 三度 of a key person.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::Dimension")]
pub enum Dimension {
    /// Relationship closeness 关系紧密度, towards a vendor.
    Relationship,
    /// Solution acceptance 方案认可度, towards a vendor in an opportunity.
    Solution,
    /// Price acceptance 价格接受度, towards a vendor in an opportunity.
    Price,
}

/// One of the six deal signals 成交信号 (六点把控).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::SignalKind")]
pub enum SignalKind {
    /// Most of the time they spend on exchanges is spent with us.
    ExchangeTimeOurs,
    /// Our advice was taken in budgeting.
    AdviceInBudget,
    /// Our solution is studied while the request for proposals is drafted.
    SolutionStudied,
    /// The mode of the award is known.
    AwardModeKnown,
    /// The scoring items are known.
    ScoringKnown,
    /// The award rule is known.
    AwardRuleKnown,
}

/// The scale on which an assessment is given.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::LevelScale")]
pub enum LevelScale {
    /// -2 to 2, one to one.
    Bipolar5,
    /// -1 to 1, one to one.
    Tri,
    /// -1 to 3: not accepted, neutral, support, prefers us, coach.
    Huawei,
}

/// A vote, or any question that may not have been asked yet.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::YesNoUnknown")]
pub enum YesNoUnknown {
    /// Recorded: yes.
    Yes,
    /// Recorded: no.
    No,
    /// Nobody recorded it.
    Unknown,
}

/// What a line of influence stands on, in the order in which it is taken.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::LineKind")]
pub enum LineKind {
    /// A recorded level.
    Level,
    /// A recorded probability.
    Probability,
    /// Trust computed from interactions.
    Trust,
    /// A manager and a report.
    Reporting,
    /// Seats on the same board or committee in overlapping years.
    Board,
    /// Colleagues of one small department.
    Department,
}

/// What is known of a relation between us and the key person. The states are never confused with each other.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::Knowledge")]
pub enum Knowledge {
    /// Somebody has a way to the person.
    Known,
    /// Nobody recorded anything.
    Unknown,
    /// Recorded: there is no relation.
    None,
    /// There are ways, but each has decayed to its floor somewhere.
    Cold,
    /// There is something, but not for this viewer.
    Hidden,
}

/// How a reach was computed.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::ReachMethod")]
pub enum ReachMethod {
    /// Exactly.
    Exact,
    /// Estimated over possible worlds, with a standard error; the same data always gives the same estimate.
    Sampled,
}

/// Why something is not in an answer.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::OmissionReason")]
pub enum OmissionReason {
    /// Lines of other teams, which this viewer may not see.
    OtherTeams,
}

/// Where an answer was computed from.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::AnswerSource")]
pub enum AnswerSource {
    /// The store, at the moment of the question.
    Live,
    /// The snapshot of the whole graph in memory.
    Snapshot,
}

/// The language of a text.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Default)]
#[graphql(remote = "service::Language")]
pub enum Language {
    /// English.
    #[default]
    #[graphql(name = "EN")]
    English,
    /// Chinese 中文.
    #[graphql(name = "ZH")]
    Chinese,
}
