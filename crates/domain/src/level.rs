//! Probabilities, levels and attitudes (method §4, §7).

use super::{Coded, InvalidValue, coded};

/// A probability in (0, 1]: never zero, because a line that carries nothing is not a line.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Probability(f64);

impl Probability {
    /// Certainty.
    pub const ONE: Self = Self(1.0);

    /// Takes a number in (0, 1].
    ///
    /// # Errors
    /// [`InvalidValue`] for anything else, not-a-number included.
    pub fn new(value: f64) -> Result<Self, InvalidValue> {
        if value > 0.0 && value <= 1.0 {
            Ok(Self(value))
        } else {
            Err(InvalidValue::new(value.to_string(), "a probability in (0, 1]"))
        }
    }

    /// The number, in (0, 1].
    pub fn get(self) -> f64 {
        self.0
    }
}

coded! {
    /// A recorded level of an influence line (method §7: deep to acquainted; §4: strong, medium, weak). `None` is a recorded
    /// absence: it carries nothing and makes the state *none* rather than *unknown*.
    pub enum InfluenceLevel expects "a level: deep, trusted, familiar, acquainted, strong, medium, weak or none" {
        /// 深度, 1.0 by default.
        Deep = "deep",
        /// 0.75 by default.
        Trusted = "trusted",
        /// 0.5 by default.
        Familiar = "familiar",
        /// 0.25 by default.
        Acquainted = "acquainted",
        /// 强, 0.6 by default.
        Strong = "strong",
        /// 中, 0.4 by default.
        Medium = "medium",
        /// 弱, 0.2 by default.
        Weak = "weak",
        /// Recorded: there is no relation.
        None = "none",
    }
}

/// How strong a recorded influence line is: a level of the method, or a probability somebody gave.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Strength {
    /// A level, turned into a probability by the policy.
    Level(InfluenceLevel),
    /// A given probability.
    Given(Probability),
}

coded! {
    /// The three degrees 三度 of a key person (method §4).
    pub enum Dimension expects "a dimension: relationship, solution or price" {
        /// 关系紧密度: person × vendor.
        Relationship = "relationship",
        /// 方案认可度: person × vendor × opportunity.
        Solution = "solution",
        /// 价格接受度: person × vendor × opportunity.
        Price = "price",
    }
}

/// An attitude from −2 (strong oppose 强反对) to +2 (strong support 强支持).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttitudeLevel(i8);

impl AttitudeLevel {
    /// 中立, 0.
    pub const NEUTRAL: Self = Self(0);

    /// Takes −2…+2.
    ///
    /// # Errors
    /// [`InvalidValue`] for any other number.
    pub fn new(value: i64) -> Result<Self, InvalidValue> {
        match i8::try_from(value) {
            Ok(level @ -2..=2) => Ok(Self(level)),
            _ => Err(InvalidValue::new(value.to_string(), "a level from -2 to 2")),
        }
    }

    /// The level, −2…+2.
    pub fn get(self) -> i8 {
        self.0
    }
}

coded! {
    /// The scale on which an assessment was given (method §4).
    pub enum LevelScale expects "a scale: bipolar5, tri or huawei" {
        /// −2…+2, one to one.
        Bipolar5 = "bipolar5",
        /// −1…1, one to one.
        Tri = "tri",
        /// −1…3: −1 not accepted, 0 neutral, 1 support, 2 prefers you, 3 coach.
        Huawei = "huawei",
    }
}

impl LevelScale {
    /// Maps a level of this scale onto −2…+2; the flag says that the scale itself names the person a coach 教练.
    ///
    /// # Errors
    /// [`InvalidValue`] when the level is outside the scale.
    pub fn map(self, level: i64) -> Result<(AttitudeLevel, bool), InvalidValue> {
        let outside = |expected| InvalidValue::new(level.to_string(), expected);
        match (self, level) {
            (Self::Bipolar5, -2..=2) | (Self::Tri, -1..=1) => Ok((AttitudeLevel(level as i8), false)),
            (Self::Huawei, -1..=1) => Ok((AttitudeLevel(level as i8), false)),
            (Self::Huawei, 2) => Ok((AttitudeLevel(2), false)),
            (Self::Huawei, 3) => Ok((AttitudeLevel(2), true)),
            (Self::Bipolar5, _) => Err(outside("a level from -2 to 2")),
            (Self::Tri, _) => Err(outside("a level from -1 to 1")),
            (Self::Huawei, _) => Err(outside("a level from -1 to 3")),
        }
    }
}

coded! {
    /// A vote, or any question that may not have been asked yet.
    pub enum YesNoUnknown expects "yes or no" {
        /// Recorded: yes.
        Yes = "yes",
        /// Recorded: no.
        No = "no",
        /// Nobody recorded it.
        Unknown = "unknown",
    }
}

impl InfluenceLevel {
    /// Reads a level, also by its Chinese sign (强 中 弱).
    ///
    /// # Errors
    /// [`InvalidValue`] naming the levels that exist.
    pub fn parse_any(text: &str) -> Result<Self, InvalidValue> {
        match text {
            "强" => Ok(Self::Strong),
            "中" => Ok(Self::Medium),
            "弱" => Ok(Self::Weak),
            "无" => Ok(Self::None),
            "深度" => Ok(Self::Deep),
            _ => <Self as Coded>::parse(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_are_above_zero_and_at_most_one() {
        for bad in [0.0, -0.1, 1.000_001, f64::NAN, f64::INFINITY] {
            assert!(Probability::new(bad).is_err(), "{bad}");
        }
        assert_eq!(Probability::new(1.0).unwrap(), Probability::ONE);
    }

    #[test]
    fn imported_scales_map_as_the_method_says() {
        let map = |scale: LevelScale, level| scale.map(level).map(|(l, coach)| (l.get(), coach)).ok();
        let huawei: Vec<_> = (-2..=4).map(|l| map(LevelScale::Huawei, l)).collect();
        assert_eq!(
            huawei,
            [None, Some((-1, false)), Some((0, false)), Some((1, false)), Some((2, false)), Some((2, true)), None]
        );
        assert_eq!(map(LevelScale::Tri, 2), None);
        assert_eq!(map(LevelScale::Bipolar5, -2), Some((-2, false)));
        assert_eq!(map(LevelScale::Bipolar5, 3), None);
    }
}
