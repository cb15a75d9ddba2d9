//! Decay of a line's strength with the age of its last evidence (method §7).

use guanxi_domain::{DecayPolicy, Probability};

/// A line's strength after decay.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decayed {
    /// What is left of the strength.
    pub strength: Probability,
    /// The line is at its floor: known, but cold.
    pub cold: bool,
}

/// What is left of `undecayed` when its last evidence is `age_days` old.
///
/// The strength halves every half-life and does not fall below the floor, a share of the undecayed strength:
///
/// ```text
/// strength = undecayed · max(2^(−age / half_life), floor)        cold ⇔ 2^(−age / half_life) ≤ floor
/// ```
///
/// # Arguments
/// * `undecayed`: the strength on the day of the evidence
/// * `age_days`: whole days in UTC, so that an answer is the same all day
/// * `policy`: half-life (180 days by default) and floor (0.1 by default)
///
/// # Examples
/// With the default policy half is left after 180 days. The floor of a tenth is reached after 180 · log₂ 10 = 597.95
/// days: from the 598th day the line is cold.
/// ```
/// use guanxi_domain::{Policy, Probability};
/// use guanxi_scoring::decay::decayed;
///
/// let policy = Policy::default().decay;
/// let trusted = Probability::new(0.75)?;
/// assert_eq!(decayed(trusted, 0, &policy).strength.get(), 0.75);
/// assert_eq!(decayed(trusted, 180, &policy).strength.get(), 0.375);
/// assert!(!decayed(trusted, 597, &policy).cold);
/// let old = decayed(trusted, 598, &policy);
/// assert!(old.cold);
/// assert!((old.strength.get() - 0.075).abs() < 1e-12);
/// # Ok::<(), guanxi_domain::InvalidValue>(())
/// ```
pub fn decayed(undecayed: Probability, age_days: u32, policy: &DecayPolicy) -> Decayed {
    let share = (-f64::from(age_days) / policy.half_life_days).exp2();
    let cold = share <= policy.floor;
    // The smallest probability there is times a floor would round to zero, and a line that carries nothing is not a line.
    let left = (undecayed.get() * share.max(policy.floor)).max(f64::from_bits(1));
    let strength = Probability::new(left).expect("a share in (0, 1] of a probability is a probability");
    Decayed { strength, cold }
}

#[cfg(test)]
mod tests {
    use super::*;
    use guanxi_domain::Policy;
    use proptest::prelude::*;

    fn p(value: f64) -> Probability {
        Probability::new(value).unwrap()
    }

    #[test]
    fn a_floor_of_one_keeps_the_strength_and_calls_every_line_cold() {
        let policy = DecayPolicy { half_life_days: 1.0, floor: 1.0 };
        assert_eq!(decayed(p(0.4), 10_000, &policy), Decayed { strength: p(0.4), cold: true });
        assert_eq!(decayed(p(0.4), 0, &policy), Decayed { strength: p(0.4), cold: true });
    }

    #[test]
    fn the_smallest_probability_survives() {
        let tiny = p(f64::from_bits(1));
        assert_eq!(decayed(tiny, u32::MAX, &Policy::default().decay), Decayed { strength: tiny, cold: true });
    }

    proptest! {
        #[test]
        fn strength_falls_with_age_and_stays_between_floor_and_undecayed(
            strength in 0.001f64..=1.0, age in 0u32..4000, later in 0u32..4000,
            half_life in 1.0f64..1000.0, floor in 0.001f64..=1.0,
        ) {
            let policy = DecayPolicy { half_life_days: half_life, floor };
            let now = decayed(p(strength), age, &policy);
            let then = decayed(p(strength), age + later, &policy);
            prop_assert!(then.strength <= now.strength);
            prop_assert!(now.strength.get() <= strength);
            prop_assert!(then.strength.get() >= strength * floor);
            prop_assert!(!now.cold || then.cold);
            prop_assert_eq!(now.cold, now.strength.get() == strength * floor);
        }
    }
}
