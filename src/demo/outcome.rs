//! How a drawn deal ends: by chance, after a hidden model of how its people stood before the day it was closed.
//!
//! The model is the company's secret: no record tells it. A calibration that works finds it again in the records, which is what
//! its tests hold it to.

use std::collections::BTreeMap;

use crate::domain::{Dimension, OpportunityOutcome, YesNoUnknown};

use super::Demo;
use super::deals::{Deal, Observation, Part};
use super::draw::Purpose;

/// The hidden model: the logarithm of the odds that we win.
///
/// Chain scores are those of the method but for PageRank, which these deals' people hardly have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HiddenModel {
    pub intercept: f64,
    /// For our chain score, −1 to 1.
    pub our_score: f64,
    /// For the competitor's.
    pub rival_score: f64,
    /// Where a member with a veto opposes us.
    pub vetoer_opposes: f64,
    /// For each deal signal seen.
    pub signals_yes: f64,
    /// For each deal signal looked for and not seen.
    pub signals_no: f64,
}

/// What the demonstration company's customers go by.
pub const HIDDEN_MODEL: HiddenModel = HiddenModel {
    intercept: 0.35,
    our_score: 3.5,
    rival_score: -1.5,
    vetoer_opposes: -1.0,
    signals_yes: 0.35,
    signals_no: -0.35,
};

/// Shares of the three degrees in a stance (method §6).
const SHARES: [(Dimension, f64); 3] =
    [(Dimension::Relationship, 0.40), (Dimension::Solution, 0.35), (Dimension::Price, 0.25)];
/// The stance that opposes.
const OPPOSES: f64 = -0.5;

/// The last level of each degree of each member towards us or a competitor.
type Levels = BTreeMap<(u32, bool, Dimension), i8>;

impl Demo {
    /// How much a deal's people incline to us from the beginning, −1 to 1: drawn once for each deal.
    pub(super) fn inclination(&self, number: u32) -> i8 {
        self.draw(Purpose::Inclination, number).weighted(&[(3, -1_i8), (4, 0), (3, 1)])
    }

    /// The hidden chance with which a deal was won rather than lost; nothing for one that is open, was dropped or is of the story.
    pub fn chance_of(&self, number: u32) -> Option<f64> {
        let deal = self.deal(number);
        let drawn = number >= super::story::DEALS;
        let decided = matches!(deal.outcome, Some(OpportunityOutcome::Won | OpportunityOutcome::Lost));
        (drawn && decided).then(|| self.chance(number, &deal))
    }

    /// Won or lost, for a drawn deal that was not dropped.
    pub(super) fn decided(&self, number: u32, deal: &Deal) -> OpportunityOutcome {
        let parts = self.draw(Purpose::Outcome, number).below(1 << 24);
        if f64::from(parts) < self.chance(number, deal) * f64::from(1 << 24) {
            OpportunityOutcome::Won
        } else {
            OpportunityOutcome::Lost
        }
    }

    fn chance(&self, number: u32, deal: &Deal) -> f64 {
        let closed = deal.closed.unwrap_or(0);
        // What was seen on the day itself, or since, is of no account.
        let before = |seen: &Observation| seen.days > closed;
        let mut levels = Levels::new();
        for seen in self.observations(number, deal).into_iter().filter(before) {
            levels.insert((seen.contact, seen.rival.is_none(), seen.dimension), seen.level);
        }
        let opposes =
            |part: &Part| part.veto == YesNoUnknown::Yes && stance(&levels, part, true).is_some_and(|s| s <= OPPOSES);
        let (yes, no) = self.signals_before(number, deal);
        let model = HIDDEN_MODEL;
        logistic(
            model.intercept
                + model.our_score * score(&levels, &deal.parts, true)
                + model.rival_score * score(&levels, &deal.parts, false)
                + model.vetoer_opposes * f64::from(u8::from(deal.parts.iter().any(opposes)))
                + model.signals_yes * f64::from(yes)
                + model.signals_no * f64::from(no),
        )
    }

    /// Deal signals that were there, and not there, by the last look before the day of closing.
    fn signals_before(&self, number: u32, deal: &Deal) -> (u32, u32) {
        let mut last = BTreeMap::new();
        for (nth, (signal, value, days, _)) in (0..).zip(self.seen_signals(number, deal.opened, deal.closed)) {
            if days <= deal.closed.unwrap_or(0) {
                continue;
            }
            let at = self.signal_instant(number, nth, days);
            let known = last.entry(signal).or_insert((at, value));
            if known.0 < at {
                *known = (at, value);
            }
        }
        let yes = last.values().filter(|(_, value)| *value).count() as u32;
        (yes, last.len() as u32 - yes)
    }
}

/// Σ α x over the known degrees, and Σ α.
fn terms(levels: &Levels, part: &Part, ours: bool) -> (f64, f64) {
    SHARES.iter().fold((0.0, 0.0), |(sum, known), &(dimension, share)| {
        match levels.get(&(part.contact, ours, dimension)) {
            Some(&level) => (sum + share * f64::from(level), known + share),
            None => (sum, known),
        }
    })
}

fn stance(levels: &Levels, part: &Part, ours: bool) -> Option<f64> {
    let (sum, known) = terms(levels, part, ours);
    (known > 0.0).then(|| sum / known)
}

/// The chain score, −1 to 1; 0 where nothing is known.
fn score(levels: &Levels, parts: &[Part], ours: bool) -> f64 {
    let (mut sum, mut known) = (0.0, 0.0);
    for part in parts {
        let votes = part.veto == YesNoUnknown::Yes || part.approve == YesNoUnknown::Yes;
        let weight = f64::from(part.importance) * if votes { 2.0 } else { 1.0 };
        let (member_sum, member_known) = terms(levels, part, ours);
        sum += weight * member_sum;
        known += weight * member_known;
    }
    if known > 0.0 { sum / (2.0 * known) } else { 0.0 }
}

/// `1 / (1 + e^−z)` out of sums and products alone: the power of the standard library may differ in the last digit between
/// machines, and an outcome with it.
fn logistic(z: f64) -> f64 {
    // e^x = (e^(x/1024))^1024, the inner power by its series.
    let x = -z.clamp(-30.0, 30.0) / 1024.0;
    let mut power = 1.0 + x * (1.0 + x / 2.0 * (1.0 + x / 3.0 * (1.0 + x / 4.0 * (1.0 + x / 5.0))));
    for _ in 0..10 {
        power *= power;
    }
    1.0 / (1.0 + power)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::DemoSize;
    use jiff::civil::date;

    #[test]
    fn the_curve_is_the_logistic_one() {
        for z in [-40.0_f64, -7.3, -1.0, 0.0, 0.1, 2.5, 12.0] {
            let exact = 1.0 / (1.0 + (-z.clamp(-30.0, 30.0)).exp());
            assert!((logistic(z) - exact).abs() < 1e-12, "{z}: {} {exact}", logistic(z));
        }
    }

    #[test]
    fn outcomes_follow_the_hidden_chances() {
        let size = DemoSize { customers: 60, contacts: 3_000, opportunities: 3_000, ..DemoSize::default() };
        let demo = Demo::new(size, 1, date(2026, 6, 30));
        let closed: Vec<(f64, bool)> = (0..3_000)
            .filter_map(|n| Some((demo.chance_of(n)?, demo.deal(n).outcome == Some(OpportunityOutcome::Won))))
            .collect();
        assert!(closed.len() > 1_200, "{} of 3,000 were won or lost", closed.len());
        let (mut low, mut high) = ((0.0, 0.0, 0.0), (0.0, 0.0, 0.0));
        for (chance, won) in &closed {
            let side = if *chance < 0.5 { &mut low } else { &mut high };
            *side = (side.0 + 1.0, side.1 + chance, side.2 + f64::from(u8::from(*won)));
        }
        for (n, said, came) in [low, high] {
            assert!(n > 300.0 && f64::abs(said - came) < 0.04 * n, "{n} {said} {came}");
        }
        assert_eq!(demo.chance_of(0), None);
    }
}
