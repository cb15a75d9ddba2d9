//! The numbers of the method that are policy: each has a name, the method's default, a range and a meaning, all in one
//! table. Answers name the numbers they used by these names.

mod sections;
mod table;

pub use sections::{
    BandPolicy, CalibrationPolicy, ChainPolicy, CoachingPolicy, CompletenessPolicy, CustomerPolicy, DecayPolicy,
    DerivedLinePolicy, GradePolicy, InsightPolicy, KnowsPolicy, MiningPolicy, PerformancePolicy, ReachPolicy,
    RoutePolicy, StrengthPolicy, SuggestionPolicy, TrustPolicy, WinPolicy,
};
pub use table::{PolicyNumber, PolicyRange};

use super::{InfluenceLevel, Probability};

/// All policy numbers. `Policy::default()` is the method's; [`Policy::set`] changes one by name, within its range, and
/// [`Policy::validated`] then holds those together that belong together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Policy {
    pub strength: StrengthPolicy,
    pub decay: DecayPolicy,
    pub derived: DerivedLinePolicy,
    pub route: RoutePolicy,
    pub reach: ReachPolicy,
    pub trust: TrustPolicy,
    pub chain: ChainPolicy,
    pub insight: InsightPolicy,
    pub completeness: CompletenessPolicy,
    pub band: BandPolicy,
    pub win: WinPolicy,
    pub knows: KnowsPolicy,
    pub customer: CustomerPolicy,
    pub grade: GradePolicy,
    pub performance: PerformancePolicy,
    pub coaching: CoachingPolicy,
    pub calibration: CalibrationPolicy,
    pub suggestion: SuggestionPolicy,
    pub mining: MiningPolicy,
}

/// A policy number that does not exist or is out of range.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PolicyError {
    #[error("there is no policy number {0:?}")]
    Unknown(String),
    #[error("policy number {name} is {value}, expected {expected}")]
    OutOfRange { name: &'static str, value: f64, expected: PolicyRange },
    #[error("policy numbers {} must sum to 1, but their sum is {sum}", names.join(", "))]
    Sum { names: &'static [&'static str], sum: f64 },
    #[error("policy number {lower} must not be above {upper}")]
    Order { lower: &'static str, upper: &'static str },
}

/// Numbers that are shares of one whole. A file that changes one of them alone is refused: were they made to sum to 1 in
/// silence, an answer would name numbers other than those it used.
const SHARES_OF_ONE: &[&[&str]] = &[
    &["chain.weight_relationship", "chain.weight_solution", "chain.weight_price"],
    &["completeness.roles", "completeness.reporting", "completeness.features"],
    &["performance.base", "performance.sales", "performance.account"],
];
/// How far from 1 shares may sum, so that a third may be written as 0.333. The formulas divide by the sum as it is.
const SUM_TOLERANCE: f64 = 0.001_5;

/// Pairs of which the first must not be above the second.
const ORDERED: &[(&str, &str)] = &[("chain.supports_from", "chain.strongly_from")];

impl Policy {
    /// The sections that an answer about influence uses.
    pub const INFLUENCE_SECTIONS: &'static [&'static str] =
        &["strength", "decay", "derived", "route", "reach", "trust"];
    /// The sections that an answer about a decision chain uses.
    pub const CHAIN_SECTIONS: &'static [&'static str] = &["chain", "insight", "completeness", "band", "win", "knows"];
    /// The sections that an answer about customers uses, beside those of their decision chains.
    pub const CUSTOMER_SECTIONS: &'static [&'static str] = &["customer"];
    /// All sections that the customer line and the company overview use.
    pub const CUSTOMER_LINE_SECTIONS: &'static [&'static str] =
        &["strength", "decay", "chain", "insight", "completeness", "band", "customer"];
    /// The sections that a trend uses, whatever its metric.
    pub const TREND_SECTIONS: &'static [&'static str] =
        &["strength", "decay", "chain", "insight", "completeness", "band", "win"];
    /// The sections that an answer about sellers uses, beside those of their customers.
    pub const SELLER_SECTIONS: &'static [&'static str] = &["grade", "performance"];
    /// The sections that a coaching list uses, beside those of the decision chains.
    pub const COACHING_SECTIONS: &'static [&'static str] = &["coaching"];
    /// The sections that a calibration of the win probability uses, beside those of the decision chains.
    pub const CALIBRATION_SECTIONS: &'static [&'static str] = &["calibration"];
    /// The sections that suggested lines use.
    pub const SUGGESTION_SECTIONS: &'static [&'static str] = &["suggestion"];
    /// The sections that a question about the whole company uses, beside those of influence and of decision chains.
    pub const MINING_SECTIONS: &'static [&'static str] = &["mining"];

    /// The numbers of these sections, in the order of the policy file.
    pub fn numbers_of(sections: &[&str]) -> impl Iterator<Item = &'static PolicyNumber> {
        Self::NUMBERS.iter().filter(|n| sections.contains(&n.section()))
    }

    fn named(&self, name: &str) -> f64 {
        let number = Self::NUMBERS.iter().find(|n| n.name == name);
        number.expect("rules between numbers name numbers of the table").value(self)
    }

    /// Holds the numbers that belong together to each other: shares of one whole sum to 1 (to within 0.0015), and what
    /// supports strongly is not less than what supports.
    ///
    /// # Errors
    /// [`PolicyError::Sum`] or [`PolicyError::Order`], naming the numbers.
    pub fn validated(self) -> Result<Self, PolicyError> {
        for &names in SHARES_OF_ONE {
            let sum: f64 = names.iter().map(|name| self.named(name)).sum();
            if (sum - 1.0).abs() > SUM_TOLERANCE {
                return Err(PolicyError::Sum { names, sum });
            }
        }
        match ORDERED.iter().find(|(lower, upper)| self.named(lower) > self.named(upper)) {
            Some(&(lower, upper)) => Err(PolicyError::Order { lower, upper }),
            None => Ok(self),
        }
    }

    /// Changes one number.
    ///
    /// # Errors
    /// [`PolicyError`] when there is no such number or the value is outside its range.
    pub fn set(&mut self, name: &str, value: f64) -> Result<(), PolicyError> {
        let number =
            Self::NUMBERS.iter().find(|n| n.name == name).ok_or_else(|| PolicyError::Unknown(name.to_owned()))?;
        if !number.range.allows(value) {
            return Err(PolicyError::OutOfRange { name: number.name, value, expected: number.range });
        }
        *(number.place)(self) = value;
        Ok(())
    }

    /// The probability a recorded level stands for; nothing for a recorded absence.
    pub fn strength_of(&self, level: InfluenceLevel) -> Option<Probability> {
        let value = match level {
            InfluenceLevel::Deep => self.strength.deep,
            InfluenceLevel::Trusted => self.strength.trusted,
            InfluenceLevel::Familiar => self.strength.familiar,
            InfluenceLevel::Acquainted => self.strength.acquainted,
            InfluenceLevel::Strong => self.strength.strong,
            InfluenceLevel::Medium => self.strength.medium,
            InfluenceLevel::Weak => self.strength.weak,
            InfluenceLevel::None => return None,
        };
        Probability::new(value).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_within_its_range_and_names_are_unique() {
        let policy = Policy::default();
        for number in Policy::NUMBERS {
            assert!(number.range.allows(number.value(&policy)), "{}", number.name);
        }
        let mut names: Vec<_> = Policy::NUMBERS.iter().map(|n| n.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Policy::NUMBERS.len());
    }

    #[test]
    fn set_keeps_to_the_range() {
        let mut policy = Policy::default();
        policy.set("decay.half_life_days", 90.0).unwrap();
        assert_eq!(policy.decay.half_life_days, 90.0);
        assert!(matches!(policy.set("decay.floor", 0.0), Err(PolicyError::OutOfRange { .. })));
        assert!(matches!(policy.set("decay.floor", f64::NAN), Err(PolicyError::OutOfRange { .. })));
        assert!(matches!(policy.set("route.steps_outside", 2.5), Err(PolicyError::OutOfRange { .. })));
        assert!(matches!(policy.set("decay.flor", 0.5), Err(PolicyError::Unknown(_))));
        assert!(policy.set("knows.insight_from", 0.0).is_ok() && policy.set("knows.insight_from", 1.0).is_ok());
        assert!(matches!(policy.set("knows.insight_from", 1.001), Err(PolicyError::OutOfRange { .. })));
        assert!(matches!(policy.set("chain.damping", 1.0), Err(PolicyError::OutOfRange { .. })));
    }

    #[test]
    fn shares_of_one_whole_sum_to_one() {
        assert!(Policy::default().validated().is_ok());
        for &names in SHARES_OF_ONE {
            for name in names {
                let mut policy = Policy::default();
                policy.set(name, policy.named(name) + 0.01).unwrap();
                let error = policy.validated().unwrap_err();
                assert!(matches!(error, PolicyError::Sum { names: n, .. } if n == names), "{name}: {error}");
                assert!(error.to_string().contains(name));
            }
            let mut thirds = Policy::default();
            for name in names {
                thirds.set(name, 0.333).unwrap();
            }
            assert!(thirds.validated().is_ok());
        }
    }

    #[test]
    fn strong_support_is_not_less_than_support() {
        let mut policy = Policy::default();
        policy.set("chain.strongly_from", 0.5).unwrap();
        let mut policy = policy.validated().unwrap();
        policy.set("chain.strongly_from", 0.4).unwrap();
        assert_eq!(
            policy.validated().unwrap_err().to_string(),
            "policy number chain.supports_from must not be above chain.strongly_from"
        );
    }

    #[test]
    fn every_section_belongs_to_one_kind_of_answer() {
        let kinds = [
            Policy::INFLUENCE_SECTIONS,
            Policy::CHAIN_SECTIONS,
            Policy::CUSTOMER_SECTIONS,
            Policy::SELLER_SECTIONS,
            Policy::COACHING_SECTIONS,
            Policy::CALIBRATION_SECTIONS,
            Policy::SUGGESTION_SECTIONS,
            Policy::MINING_SECTIONS,
        ];
        let named: Vec<_> = Policy::numbers_of(&kinds.concat()).map(|n| n.name).collect();
        assert_eq!(named, Policy::NUMBERS.iter().map(|n| n.name).collect::<Vec<_>>());
        assert_eq!(kinds.iter().map(|sections| Policy::numbers_of(sections).count()).sum::<usize>(), named.len());
    }
}
