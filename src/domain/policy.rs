//! The numbers of the method that are policy: each has a name, the method's default, a range and a meaning, all in one
//! table. Answers name the numbers they used by these names.

use super::{InfluenceLevel, Probability};

/// All policy numbers. `Policy::default()` is the method's; [`Policy::set`] changes one by name, within its range.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    pub strength: StrengthPolicy,
    pub decay: DecayPolicy,
    pub derived: DerivedLinePolicy,
    pub route: RoutePolicy,
    pub reach: ReachPolicy,
    pub trust: TrustPolicy,
}

/// What a recorded level is worth as a probability (method §4, §7).
#[derive(Debug, Clone, PartialEq)]
pub struct StrengthPolicy {
    pub deep: f64,
    pub trusted: f64,
    pub familiar: f64,
    pub acquainted: f64,
    pub strong: f64,
    pub medium: f64,
    pub weak: f64,
}

/// How strength fades with the age of its last evidence (method §7).
#[derive(Debug, Clone, PartialEq)]
pub struct DecayPolicy {
    /// Days after which half is left.
    pub half_life_days: f64,
    /// The share of the undecayed strength below which it does not fall; a line there is cold.
    pub floor: f64,
}

/// Strength of the lines nobody recorded (method §7).
#[derive(Debug, Clone, PartialEq)]
pub struct DerivedLinePolicy {
    pub manager_to_report: f64,
    pub report_to_manager: f64,
    pub same_department: f64,
    /// Departments with more current members than this make no colleague lines.
    pub department_members_max: f64,
    pub shared_board: f64,
}

/// How far routes go (method §7).
#[derive(Debug, Clone, PartialEq)]
pub struct RoutePolicy {
    /// Most edges from the door to the key person.
    pub steps_outside: f64,
    /// Most edges from the viewer to the door.
    pub steps_inside: f64,
    /// Routes per door.
    pub routes_per_door: f64,
    /// A direct route at least this probable is deep 深度影响.
    pub deep: f64,
}

/// How reach is computed.
#[derive(Debug, Clone, PartialEq)]
pub struct ReachPolicy {
    /// Worlds drawn where reach is estimated; a multiple of 64.
    pub worlds: f64,
    /// Most steps of the exact computation before it gives way to the estimate.
    pub exact_budget: f64,
    /// Seed of the coins.
    pub seed: f64,
}

/// Trust from interactions (method §8).
#[derive(Debug, Clone, PartialEq)]
pub struct TrustPolicy {
    pub frequency_days: f64,
    pub frequency_full: f64,
    pub professional_days: f64,
    pub professional_full: f64,
    pub length_years: f64,
    /// A gap of more days than this breaks contact.
    pub gap_days: f64,
    /// What one-way contact counts, against 1 for both ways.
    pub one_way: f64,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            strength: StrengthPolicy {
                deep: 1.0,
                trusted: 0.75,
                familiar: 0.5,
                acquainted: 0.25,
                strong: 0.6,
                medium: 0.4,
                weak: 0.2,
            },
            decay: DecayPolicy { half_life_days: 180.0, floor: 0.1 },
            derived: DerivedLinePolicy {
                manager_to_report: 0.3,
                report_to_manager: 0.15,
                same_department: 0.1,
                department_members_max: 30.0,
                shared_board: 0.5,
            },
            route: RoutePolicy { steps_outside: 3.0, steps_inside: 2.0, routes_per_door: 3.0, deep: 0.75 },
            reach: ReachPolicy { worlds: 16_384.0, exact_budget: 2_000.0, seed: 1.0 },
            trust: TrustPolicy {
                frequency_days: 180.0,
                frequency_full: 12.0,
                professional_days: 365.0,
                professional_full: 4.0,
                length_years: 3.0,
                gap_days: 365.0,
                one_way: 0.5,
            },
        }
    }
}

/// What values a number may take.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PolicyRange {
    /// In (0, 1].
    Probability,
    /// Finite and above 0.
    Positive,
    /// Whole, between the two, both included.
    Whole { min: u32, max: u32 },
}

impl PolicyRange {
    fn allows(self, value: f64) -> bool {
        match self {
            Self::Probability => value > 0.0 && value <= 1.0,
            Self::Positive => value > 0.0 && value.is_finite(),
            Self::Whole { min, max } => value.fract() == 0.0 && value >= f64::from(min) && value <= f64::from(max),
        }
    }
}

impl std::fmt::Display for PolicyRange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Probability => f.write_str("a number in (0, 1]"),
            Self::Positive => f.write_str("a number above 0"),
            Self::Whole { min, max } => write!(f, "a whole number from {min} to {max}"),
        }
    }
}

/// One policy number: its name in the policy file, its range, what it means and where it is.
#[derive(Debug)]
pub struct PolicyNumber {
    pub name: &'static str,
    pub range: PolicyRange,
    pub meaning: &'static str,
    get: fn(&Policy) -> f64,
    place: fn(&mut Policy) -> &mut f64,
}

impl PolicyNumber {
    /// Its value in `policy`.
    pub fn value(&self, policy: &Policy) -> f64 {
        (self.get)(policy)
    }
}

/// A policy number that does not exist or is out of range.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PolicyError {
    #[error("there is no policy number {0:?}")]
    Unknown(String),
    #[error("policy number {name} is {value}, expected {expected}")]
    OutOfRange { name: &'static str, value: f64, expected: PolicyRange },
}

macro_rules! number {
    ($section:ident . $field:ident, $range:expr, $meaning:literal) => {
        PolicyNumber {
            name: concat!(stringify!($section), ".", stringify!($field)),
            range: $range,
            meaning: $meaning,
            get: |p| p.$section.$field,
            place: |p| &mut p.$section.$field,
        }
    };
}

use PolicyRange::{Positive, Probability as InUnit};
const fn whole(min: u32, max: u32) -> PolicyRange {
    PolicyRange::Whole { min, max }
}

impl Policy {
    /// Every policy number, in the order of the policy file.
    pub const NUMBERS: &'static [PolicyNumber] = &[
        number!(strength.deep, InUnit, "probability of a line recorded as deep 深度"),
        number!(strength.trusted, InUnit, "probability of a line recorded as trusted"),
        number!(strength.familiar, InUnit, "probability of a line recorded as familiar"),
        number!(strength.acquainted, InUnit, "probability of a line recorded as acquainted"),
        number!(strength.strong, InUnit, "probability of a line recorded as strong 强"),
        number!(strength.medium, InUnit, "probability of a line recorded as medium 中"),
        number!(strength.weak, InUnit, "probability of a line recorded as weak 弱"),
        number!(decay.half_life_days, Positive, "days after which half of a line's strength is left"),
        number!(decay.floor, InUnit, "share of the undecayed strength below which a line does not fall"),
        number!(derived.manager_to_report, InUnit, "strength of a reporting line, manager to report"),
        number!(derived.report_to_manager, InUnit, "strength of a reporting line, report to manager"),
        number!(derived.same_department, InUnit, "strength between colleagues of one department"),
        number!(derived.department_members_max, whole(0, 1000), "largest department that makes colleague lines"),
        number!(derived.shared_board, InUnit, "strength between people who share or shared a board or committee"),
        number!(route.steps_outside, whole(1, 6), "most edges from the door to the key person"),
        number!(route.steps_inside, whole(0, 4), "most edges from the viewer to the door"),
        number!(route.routes_per_door, whole(1, 50), "routes returned for each door"),
        number!(route.deep, InUnit, "a direct route at least this probable is deep influence"),
        number!(reach.worlds, whole(64, 1 << 20), "worlds drawn where reach is estimated (rounded up to 512)"),
        number!(reach.exact_budget, whole(0, 10_000_000), "most steps of the exact reach before it is estimated"),
        number!(reach.seed, whole(0, u32::MAX), "seed of the coins of the estimate"),
        number!(trust.frequency_days, whole(1, 3650), "days in which contacts count towards frequency"),
        number!(trust.frequency_full, Positive, "contacts in that time that make full frequency"),
        number!(trust.professional_days, whole(1, 3650), "days in which professional events count"),
        number!(trust.professional_full, Positive, "professional events in that time that make full professionalism"),
        number!(trust.length_years, Positive, "years of unbroken contact that make full length"),
        number!(trust.gap_days, whole(1, 3650), "longest gap in days that does not break contact"),
        number!(trust.one_way, InUnit, "what one-way contact counts against both ways"),
    ];

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
    }
}
