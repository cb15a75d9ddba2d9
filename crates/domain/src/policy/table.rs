//! The table of policy numbers: name, range, meaning and place of each.

use super::Policy;

/// What values a number may take.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PolicyRange {
    /// In (0, 1].
    Probability,
    /// Finite and above 0.
    Positive,
    /// Between the two, both included.
    Within { min: f64, max: f64 },
    /// Whole, between the two, both included.
    Whole { min: u32, max: u32 },
}

impl PolicyRange {
    pub(super) fn allows(self, value: f64) -> bool {
        match self {
            Self::Probability => value > 0.0 && value <= 1.0,
            Self::Positive => value > 0.0 && value.is_finite(),
            Self::Within { min, max } => value >= min && value <= max,
            Self::Whole { min, max } => value.fract() == 0.0 && value >= f64::from(min) && value <= f64::from(max),
        }
    }
}

impl std::fmt::Display for PolicyRange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Probability => f.write_str("a number in (0, 1]"),
            Self::Positive => f.write_str("a number above 0"),
            Self::Within { min, max } => write!(f, "a number from {min} to {max}"),
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
    pub(super) place: fn(&mut Policy) -> &mut f64,
}

impl PolicyNumber {
    /// The part of its name before the dot.
    pub fn section(&self) -> &'static str {
        self.name.split_once('.').map_or(self.name, |(section, _)| section)
    }

    /// Its value in `policy`.
    pub fn value(&self, policy: &Policy) -> f64 {
        (self.get)(policy)
    }
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
const SHARE: PolicyRange = within(0.0, 1.0);
const WEIGHT: PolicyRange = within(-1000.0, 1000.0);
const fn within(min: f64, max: f64) -> PolicyRange {
    PolicyRange::Within { min, max }
}
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
        number!(chain.weight_relationship, SHARE, "share of closeness in a stance; the three shares sum to 1"),
        number!(chain.weight_solution, SHARE, "share of solution acceptance in a stance"),
        number!(chain.weight_price, SHARE, "share of price acceptance in a stance"),
        number!(chain.vote_multiplier, within(1.0, 100.0), "what a vote holder's decision weight is multiplied by"),
        number!(chain.importance_unknown, whole(1, 3), "importance of a member whose importance is not recorded"),
        number!(chain.damping, within(0.0, 0.99), "damping of PageRank inside the chain"),
        number!(chain.supports_from, within(0.1, 2.0), "stance that supports; its negative opposes"),
        number!(chain.strongly_from, within(0.1, 2.0), "stance that supports strongly; its negative opposes strongly"),
        number!(chain.engaged_days, whole(1, 3650), "days in which a contact makes a member engaged"),
        number!(chain.single_thread_share, InUnit, "share of those contacts that makes one colleague the only thread"),
        number!(insight.days, whole(1, 3650), "days in which a degree must have been assessed to count as insight"),
        number!(completeness.roles, SHARE, "share of the roles named in completeness; the three shares sum to 1"),
        number!(completeness.reporting, SHARE, "share of the reporting lines drawn in completeness"),
        number!(completeness.features, SHARE, "share of the feature slots filled in completeness"),
        number!(band.polarised_share, InUnit, "share at each end of the known levels that makes them polarised 分化"),
        number!(win.scale, within(0.1, 100.0), "what a chain score is multiplied by before the softmax"),
        number!(win.prior_tas1, InUnit, "base rate of winning in stage TAS1, verify 验证商机"),
        number!(win.prior_tas2, InUnit, "base rate of winning in stage TAS2, establish 商机立项"),
        number!(win.prior_tas3, InUnit, "base rate of winning in stage TAS3, analyse needs 需求分析"),
        number!(win.prior_tas4, InUnit, "base rate of winning in stage TAS4, present value 价值呈现"),
        number!(win.prior_tas6, InUnit, "base rate of winning in stage TAS6, bid 组织投标"),
        number!(win.prior_tas7, InUnit, "base rate of winning in stage TAS7, negotiate and sign 谈判签约"),
        number!(win.prior_unknown, InUnit, "base rate of winning in any other stage, or in none"),
        number!(win.cap_veto_strongly_opposed, InUnit, "highest win probability where a vetoer strongly opposes"),
        number!(win.cap_veto_opposed, InUnit, "highest win probability where a vetoer opposes"),
        number!(win.cap_veto_unknown, InUnit, "highest win probability where nothing is known of a vetoer"),
        number!(knows.win_from, InUnit, "win probability from which we can win 能否赢"),
        number!(knows.insight_from, SHARE, "insight below which nobody can say whether we can win"),
        number!(knows.signals_from, whole(1, 6), "deal signals 成交信号 of the six that make an omen 有预兆"),
        number!(customer.large_share, InUnit, "share of a seller's target that a large customer 大客户 could carry"),
        number!(
            customer.repeats_from,
            whole(1, 100),
            "opportunities won or open that make a customer one that repeats"
        ),
        number!(customer.strong_share, InUnit, "share of the key deciders for us in a strong relationship 强关系"),
        number!(grade.junior_medium, whole(1, 1000), "medium customers of a junior 初级 seller"),
        number!(grade.middle_medium, whole(1, 1000), "medium customers of a middle 中级 seller"),
        number!(grade.middle_good, whole(1, 1000), "good customers of a middle 中级 seller"),
        number!(
            grade.senior_strong,
            whole(1, 1000),
            "strong customers of a senior 高级 seller, beside those of a middle one"
        ),
        number!(performance.base, SHARE, "share of the base in the performance score; the three shares sum to 1"),
        number!(performance.sales, SHARE, "share of the sales result against the target"),
        number!(performance.account, SHARE, "share of the account operation"),
        number!(performance.change_full, within(0.01, 4.0), "rise of an average in levels that counts as full"),
        number!(performance.group_min, whole(1, 1000), "people below which a group is not broken down"),
        number!(coaching.days, whole(1, 3650), "days back with which a chain is compared on the coaching list"),
        number!(
            coaching.fell_by,
            within(0.0, 2.0),
            "fall of the chain score above which an opportunity is on that list"
        ),
        number!(calibration.min_won, whole(10, 1_000_000), "won deals below which a calibration says too few to say"),
        number!(calibration.min_lost, whole(10, 1_000_000), "lost deals below which a calibration says too few to say"),
        number!(calibration.folds, whole(2, 20), "folds of cross-validation, of whole customers"),
        number!(calibration.repeats, whole(1, 100), "times that cross-validation is repeated with other folds"),
        number!(calibration.l2, within(1e-6, 1e6), "penalty on the squared coefficients of standardised features"),
        number!(calibration.draws, whole(100, 10_000), "times that customers are drawn for the 95 % intervals"),
        number!(calibration.seed, whole(0, u32::MAX), "seed of the folds and the draws"),
        number!(suggestion.window_days, whole(1, 36_500), "days in which contacts count for suggested lines"),
        number!(suggestion.from_probability, SHARE, "probability below which no line is suggested"),
        number!(suggestion.per_person, whole(1, 100), "most suggested lines of one kind for one person"),
        number!(suggestion.manager_sent, WEIGHT, "weight of ln(1 + contacts the report began) for a reporting line"),
        number!(suggestion.manager_received, WEIGHT, "weight of ln(1 + contacts the manager began)"),
        number!(suggestion.manager_standing, WEIGHT, "weight of ln of how many more people write to the manager"),
        number!(suggestion.manager_shared, WEIGHT, "weight of the share of the report's contacts the manager has too"),
        number!(suggestion.manager_none, WEIGHT, "what a manager's score competes with: none of those in contact"),
        number!(suggestion.contact_base, WEIGHT, "log-odds that strangers with nobody in common will be in contact"),
        number!(suggestion.contact_shared, WEIGHT, "what contacts in common, as a cosine, add to them"),
        number!(suggestion.contact_department, WEIGHT, "what work in one department adds to them"),
        number!(
            mining.hidden_gap,
            InUnit,
            "percentile of reach above that of the title level where influence is hidden"
        ),
        number!(mining.covered, InUnit, "best route probability from which a key person is covered"),
        number!(mining.weakened, InUnit, "fall of a key person's reach from which a departure weakens it"),
        number!(mining.new_line, InUnit, "what a line is worth between two people who have just been introduced"),
    ];
}
