//! Facts about selling: the signals of a deal (method §6), the targets of sellers and who is recognised in an industry (§10).

use jiff::Timestamp;
use jiff::civil::Date;

use super::time::instant_text;
use super::{Coded, Id, InvalidValue, coded, fact_id};

coded! {
    /// One of the six deal signals 成交信号 (六点把控).
    pub enum SignalKind expects "a signal: exchange_time_ours, advice_in_budget, solution_studied, award_mode_known, scoring_known or award_rule_known" {
        /// Most of the time they spend on exchanges is spent with us.
        ExchangeTimeOurs = "exchange_time_ours",
        /// Our advice was taken in budgeting.
        AdviceInBudget = "advice_in_budget",
        /// Our solution is studied while the request for proposals is drafted.
        SolutionStudied = "solution_studied",
        /// The mode of the award is known.
        AwardModeKnown = "award_mode_known",
        /// The scoring items are known.
        ScoringKnown = "scoring_known",
        /// The award rule is known.
        AwardRuleKnown = "award_rule_known",
    }
}

/// 成交信号: whether a signal was there, as somebody saw it. The latest counts; none is unknown, never no. Natural key:
/// opportunity, signal, instant and who saw it.
#[derive(Debug, Clone, PartialEq)]
pub struct Signal {
    pub opportunity_id: Id,
    pub signal: SignalKind,
    pub value: bool,
    pub at: Timestamp,
    pub by_id: Option<Id>,
    pub evidence: Option<String>,
}

/// 销售目标: what a seller is to sell in a time. Natural key: person, both days and currency.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    pub person_id: Id,
    pub days: TargetDays,
    /// In `currency`, finite, at least 0.
    pub amount: f64,
    /// ISO 4217 code.
    pub currency: String,
}

/// The days of a target: from the first (included) until the last (not included), at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TargetDays {
    from: Date,
    to: Date,
}

/// 行业认可: somebody is recognised as an authority of an industry. Natural key: person, instant and who says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Endorsement {
    pub person_id: Id,
    pub at: Timestamp,
    pub by_id: Option<Id>,
    pub evidence: Option<String>,
    pub ended_at: Option<Timestamp>,
}

impl TargetDays {
    /// Takes the first day and the day after the last.
    ///
    /// # Errors
    /// [`InvalidValue`] when `to` is not after `from`.
    pub fn new(from: Date, to: Date) -> Result<Self, InvalidValue> {
        if from < to {
            Ok(Self { from, to })
        } else {
            Err(InvalidValue::new(to.to_string(), "a day after the first day of the target"))
        }
    }

    /// The first day.
    pub fn from(self) -> Date {
        self.from
    }

    /// The day after the last.
    pub fn to(self) -> Date {
        self.to
    }
}

impl Signal {
    /// Identity from the natural key.
    pub fn id(&self) -> Id {
        let at = instant_text(self.at);
        fact_id(
            "signal",
            &[
                Some(self.opportunity_id.as_str()),
                Some(self.signal.code()),
                Some(&at),
                self.by_id.as_ref().map(Id::as_str),
            ],
        )
    }
}

impl Target {
    /// Identity from the natural key.
    pub fn id(&self) -> Id {
        let (from, to) = (self.days.from.to_string(), self.days.to.to_string());
        fact_id("target", &[Some(self.person_id.as_str()), Some(&from), Some(&to), Some(&self.currency)])
    }
}

impl Endorsement {
    /// Identity from the natural key.
    pub fn id(&self) -> Id {
        let at = instant_text(self.at);
        fact_id("endorsement", &[Some(self.person_id.as_str()), Some(&at), self.by_id.as_ref().map(Id::as_str)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_target_has_at_least_one_day() {
        let days = |from, to| TargetDays::new(date(2026, 1, from), date(2026, 1, to));
        assert_eq!(days(1, 2).map(|d| (d.from().day(), d.to().day())), Ok((1, 2)));
        assert!(days(1, 1).is_err() && days(2, 1).is_err());
    }

    #[test]
    fn values_are_no_part_of_the_identity() {
        let id = |text| Id::new(text).unwrap();
        let target = Target {
            person_id: id("p"),
            days: TargetDays::new(date(2026, 1, 1), date(2027, 1, 1)).unwrap(),
            amount: 1.0,
            currency: "CNY".to_owned(),
        };
        assert_eq!(target.id(), Target { amount: 2.0, ..target.clone() }.id());
        assert_ne!(target.id(), Target { currency: "EUR".to_owned(), ..target.clone() }.id());
        let signal = Signal {
            opportunity_id: id("o"),
            signal: SignalKind::ScoringKnown,
            value: true,
            at: Timestamp::UNIX_EPOCH,
            by_id: None,
            evidence: None,
        };
        assert_eq!(signal.id(), Signal { value: false, evidence: Some("x".to_owned()), ..signal.clone() }.id());
        assert_ne!(signal.id(), Signal { by_id: Some(id("p")), ..signal.clone() }.id());
        let endorsement = Endorsement {
            person_id: id("p"),
            at: Timestamp::UNIX_EPOCH,
            by_id: Some(id("q")),
            evidence: None,
            ended_at: None,
        };
        let ended = Endorsement { ended_at: Some(Timestamp::UNIX_EPOCH), ..endorsement.clone() };
        assert_eq!(endorsement.id(), ended.id());
        assert_ne!(endorsement.id(), Endorsement { by_id: None, ..ended }.id());
    }
}
