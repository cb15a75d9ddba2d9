//! The words of the method, as types.
//!
//! Nothing here does input or output, reads a clock or knows how it is stored or shown. A value that exists is valid:
//! every type with a rule has one fallible constructor, and inside the program nothing is checked twice.

mod chain;
mod facts;
mod id;
mod level;
mod policy;
mod record;
mod sales;
mod text;
mod time;
mod viewer;

pub use chain::{
    AlertKind, Band, ChainChangeKind, ChainRule, ChainStatus, CustomerClass, FindingSource, HaveKind, KnowKind,
    SalesStage, SellerGrade, Stance, WinCapKind, WinProbabilityKind,
};
pub use facts::{
    Assessment, BehaviourTendency, ContactLevel, DecisionRole, DecisionRoleKind, Department, DepartmentKind, Influence,
    Interaction, InteractionKind, Membership, Opportunity, OpportunityOutcome, Organization, OrganizationKind, Person,
    Polarity, Potential, Reporting, ReportingScope, SocialStyle, Unit,
};
pub use id::{Id, IdError, fact_id, stable_hash};
pub use level::{AttitudeLevel, Dimension, InfluenceLevel, LevelScale, Probability, Strength, YesNoUnknown};
pub use policy::{
    BandPolicy, CalibrationPolicy, ChainPolicy, CompletenessPolicy, CustomerPolicy, DecayPolicy, GradePolicy,
    InsightPolicy, KnowsPolicy, PerformancePolicy, Policy, PolicyError, PolicyNumber, PolicyRange, SuggestionPolicy,
    TrustPolicy, WinPolicy,
};
pub use record::{Record, RecordKind};
pub use sales::{Endorsement, Signal, SignalKind, Target, TargetDays};
pub use text::{aliases, amount, currency, line_of_text, prose};
pub use time::{AsOf, Period, PeriodError, instant_text, start_of_day};
pub use viewer::{Role, Viewer, Visibility};

/// A value that is outside the rules of the method: which rule, and what was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{value:?} is not {expected}")]
pub struct InvalidValue {
    /// The value as it was given, shortened to 80 characters.
    pub value: String,
    /// What was expected, as a noun phrase: "a probability in (0, 1]".
    pub expected: &'static str,
}

impl InvalidValue {
    /// Names the offending value (shortened) and what was expected in its place.
    pub fn new(value: impl Into<String>, expected: &'static str) -> Self {
        let value: String = value.into();
        let value =
            if value.chars().count() > 80 { value.chars().take(77).chain("...".chars()).collect() } else { value };
        Self { value, expected }
    }
}

/// A closed set of words: each variant has one stable code, which is what files, stores and logs hold.
pub trait Coded: Sized + Copy + 'static {
    /// Every variant, in the order of declaration.
    const ALL: &'static [Self];
    /// What a value of this set is called in an error message.
    const EXPECTED: &'static str;
    /// The stable code of this variant.
    fn code(self) -> &'static str;
    /// Reads a code (ASCII case is ignored).
    ///
    /// # Errors
    /// [`InvalidValue`] naming the codes that exist.
    fn parse(text: &str) -> Result<Self, InvalidValue> {
        Self::ALL
            .iter()
            .copied()
            .find(|v| v.code().eq_ignore_ascii_case(text))
            .ok_or_else(|| InvalidValue::new(text, Self::EXPECTED))
    }
}

/// Declares a closed set of words with their stable codes.
#[macro_export]
macro_rules! coded {
    ($(#[$meta:meta])* pub enum $name:ident expects $expected:literal { $($(#[$vmeta:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vmeta])* $variant,)+ }
        impl $crate::Coded for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)+];
            const EXPECTED: &'static str = $expected;
            fn code(self) -> &'static str { match self { $(Self::$variant => $code,)+ } }
        }
    };
}
