//! The closed sets of customer questions as enums of the API.

use async_graphql::Enum;

use crate::{domain, service};

/// Potential × relation of a customer, where relation is the band of closeness.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::CustomerClass")]
pub enum CustomerClass {
    /// High potential, strong relation: defend.
    A,
    /// Low potential, strong relation: maintain.
    B,
    /// High potential, weak relation: invest.
    C,
    /// Low potential, weak relation.
    D,
    /// Potential or relation is not known.
    Unknown,
}

/// With what a change is compared 环比.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::Period")]
pub enum ChangePeriod {
    /// The same time a month before.
    Month,
    /// The same time three months before.
    Quarter,
    /// The same time a year before.
    Year,
}

/// How far the points of a trend are apart: each stands at the end of one of these, in UTC.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::Every")]
pub enum TrendInterval {
    /// A day.
    Day,
    /// A week, which ends on Sunday.
    Week,
    /// A month of the calendar.
    Month,
    /// A quarter of the calendar.
    Quarter,
    /// A year of the calendar.
    Year,
}

/// In which order customers are listed.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::CustomerOrder")]
pub enum CustomerOrder {
    /// By identifier.
    Identifier,
    /// The least close first; those of whom nothing is known last.
    Relationship,
    /// Those that accept the solution least first; those of whom nothing is known last.
    Solution,
    /// Those that accept the price least first; those of whom nothing is known last.
    Price,
    /// The least complete first.
    Completeness,
    /// Those least known of first.
    Insight,
}

/// By what customers are put together.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::Grouping")]
pub enum CustomerGrouping {
    /// The department of the owner.
    Department,
    /// The customer's region.
    Region,
    /// Whose the customers are.
    Owner,
    /// Each customer by itself.
    Customer,
}

/// Which way an average moved.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoverDirection {
    /// It rose.
    Up,
    /// It fell.
    Down,
}

/// Why the average of a customer moved.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::ReasonKind")]
pub enum MoverReasonKind {
    /// A key person was assessed anew.
    Assessed,
    /// Somebody assessed before became a key person.
    Joined,
    /// Somebody is a key person no more.
    Left,
    /// An assessment of another team can no longer be seen.
    Unseen,
}

/// What a trend is of. Of our own company and of a customer: the three degrees, plain and weighted, completeness, insight,
/// key persons and open opportunities; of our own company alone: the means over customers. Of an opportunity: the three
/// degrees, completeness, insight, chain score and win probability. Of a person: the three degrees and the reach.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::TrendMetric")]
pub enum TrendMetric {
    /// Closeness: the level of a person, else the mean over key persons, or over the members of a chain.
    Relationship,
    /// Solution acceptance, likewise.
    Solution,
    /// Price acceptance, likewise.
    Price,
    /// Closeness by decision weight.
    RelationshipWeighted,
    /// Solution acceptance by decision weight.
    SolutionWeighted,
    /// Price acceptance by decision weight.
    PriceWeighted,
    /// Closeness as the mean over the customers' means.
    RelationshipOfCustomers,
    /// Solution acceptance as the mean over the customers' means.
    SolutionOfCustomers,
    /// Price acceptance as the mean over the customers' means.
    PriceOfCustomers,
    /// Completeness 完整性.
    Completeness,
    /// Insight rate 洞察率.
    Insight,
    /// How many key persons there are.
    KeyPersons,
    /// How many opportunities are open.
    OpenOpportunities,
    /// The chain score of our own company.
    ChainScore,
    /// The win probability 赢单概率.
    WinProbability,
    /// How likely our company reaches a person, as `companyReach` of `influencers` answers; at most 60 points.
    Reach,
}
