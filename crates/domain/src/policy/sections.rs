//! The sections of the policy, with the method's defaults.

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

impl Default for StrengthPolicy {
    fn default() -> Self {
        Self { deep: 1.0, trusted: 0.75, familiar: 0.5, acquainted: 0.25, strong: 0.6, medium: 0.4, weak: 0.2 }
    }
}

/// How strength fades with the age of its last evidence (method §7).
#[derive(Debug, Clone, PartialEq)]
pub struct DecayPolicy {
    /// Days after which half is left.
    pub half_life_days: f64,
    /// The share of the undecayed strength below which it does not fall; a line there is cold.
    pub floor: f64,
}

impl Default for DecayPolicy {
    fn default() -> Self {
        Self { half_life_days: 180.0, floor: 0.1 }
    }
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

impl Default for DerivedLinePolicy {
    fn default() -> Self {
        Self {
            manager_to_report: 0.3,
            report_to_manager: 0.15,
            same_department: 0.1,
            department_members_max: 30.0,
            shared_board: 0.5,
        }
    }
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

impl Default for RoutePolicy {
    fn default() -> Self {
        Self { steps_outside: 3.0, steps_inside: 2.0, routes_per_door: 3.0, deep: 0.75 }
    }
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

impl Default for ReachPolicy {
    fn default() -> Self {
        Self { worlds: 16_384.0, exact_budget: 2_000.0, seed: 1.0 }
    }
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

impl Default for TrustPolicy {
    fn default() -> Self {
        Self {
            frequency_days: 180.0,
            frequency_full: 12.0,
            professional_days: 365.0,
            professional_full: 4.0,
            length_years: 3.0,
            gap_days: 365.0,
            one_way: 0.5,
        }
    }
}

/// Decision weight, stance and chain score (method §6).
#[derive(Debug, Clone, PartialEq)]
pub struct ChainPolicy {
    /// Share of closeness in a stance; the three shares sum to 1.
    pub weight_relationship: f64,
    pub weight_solution: f64,
    pub weight_price: f64,
    /// What a vote holder's weight is multiplied by.
    pub vote_multiplier: f64,
    /// Importance of a member whose importance nobody recorded.
    pub importance_unknown: f64,
    /// Damping of PageRank inside the chain.
    pub damping: f64,
    /// A stance supports from here, and opposes from its negative.
    pub supports_from: f64,
    /// A stance supports strongly from here, and opposes strongly from its negative.
    pub strongly_from: f64,
    /// Days in which a contact makes a member engaged.
    pub engaged_days: f64,
    /// Share of the contacts that makes one colleague the only thread.
    pub single_thread_share: f64,
}

impl Default for ChainPolicy {
    fn default() -> Self {
        Self {
            weight_relationship: 0.40,
            weight_solution: 0.35,
            weight_price: 0.25,
            vote_multiplier: 2.0,
            importance_unknown: 1.0,
            damping: 0.85,
            supports_from: 0.5,
            strongly_from: 1.5,
            engaged_days: 90.0,
            single_thread_share: 0.8,
        }
    }
}

/// How recent knowledge must be (method §5).
#[derive(Debug, Clone, PartialEq)]
pub struct InsightPolicy {
    pub days: f64,
}

impl Default for InsightPolicy {
    fn default() -> Self {
        Self { days: 90.0 }
    }
}

/// What the completeness 完整性 of a chain is made of; the three sum to 1 (method §5).
#[derive(Debug, Clone, PartialEq)]
pub struct CompletenessPolicy {
    pub roles: f64,
    pub reporting: f64,
    pub features: f64,
}

impl Default for CompletenessPolicy {
    fn default() -> Self {
        Self { roles: 0.4, reporting: 0.2, features: 0.4 }
    }
}

/// Bands of averages (method §5).
#[derive(Debug, Clone, PartialEq)]
pub struct BandPolicy {
    /// Share of the known at each end that makes them polarised 分化.
    pub polarised_share: f64,
}

impl Default for BandPolicy {
    fn default() -> Self {
        Self { polarised_share: 0.25 }
    }
}

/// The heuristic win probability 赢单概率 (method §6).
#[derive(Debug, Clone, PartialEq)]
pub struct WinPolicy {
    /// What a chain score is multiplied by before the softmax.
    pub scale: f64,
    pub prior_tas1: f64,
    pub prior_tas2: f64,
    pub prior_tas3: f64,
    pub prior_tas4: f64,
    pub prior_tas6: f64,
    pub prior_tas7: f64,
    /// Base rate of an opportunity without a stage of the method.
    pub prior_unknown: f64,
    pub cap_veto_strongly_opposed: f64,
    pub cap_veto_opposed: f64,
    pub cap_veto_unknown: f64,
}

impl Default for WinPolicy {
    fn default() -> Self {
        Self {
            scale: 4.0,
            prior_tas1: 0.10,
            prior_tas2: 0.15,
            prior_tas3: 0.25,
            prior_tas4: 0.35,
            prior_tas6: 0.45,
            prior_tas7: 0.70,
            prior_unknown: 0.25,
            cap_veto_strongly_opposed: 0.05,
            cap_veto_opposed: 0.25,
            cap_veto_unknown: 0.50,
        }
    }
}

/// When the 3 knows 三知 and 6 haves 六有 are answered yes (method §6).
#[derive(Debug, Clone, PartialEq)]
pub struct KnowsPolicy {
    /// Win probability from which we can win.
    pub win_from: f64,
    /// Insight below which nobody can say whether we can win.
    pub insight_from: f64,
    /// Deal signals of the six that make an omen.
    pub signals_from: f64,
}

impl Default for KnowsPolicy {
    fn default() -> Self {
        Self { win_from: 0.5, insight_from: 0.5, signals_from: 4.0 }
    }
}

/// The customer line 客户 (method §5, §10).
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerPolicy {
    /// Share of a seller's target that a large customer could carry.
    pub large_share: f64,
    /// Opportunities won or open that make a customer one that repeats.
    pub repeats_from: f64,
    /// Share of the key deciders who are for us in a strong relationship 强关系.
    pub strong_share: f64,
}

impl Default for CustomerPolicy {
    fn default() -> Self {
        Self { large_share: 0.30, repeats_from: 2.0, strong_share: 0.80 }
    }
}

/// Seller grades 销售分级: how many customers each asks for (method §10).
#[derive(Debug, Clone, PartialEq)]
pub struct GradePolicy {
    pub junior_medium: f64,
    pub middle_medium: f64,
    pub middle_good: f64,
    pub senior_strong: f64,
}

impl Default for GradePolicy {
    fn default() -> Self {
        Self { junior_medium: 1.0, middle_medium: 5.0, middle_good: 3.0, senior_strong: 1.0 }
    }
}

/// The performance score 绩效; base, sales and account sum to 1 (method §10).
#[derive(Debug, Clone, PartialEq)]
pub struct PerformancePolicy {
    pub base: f64,
    pub sales: f64,
    pub account: f64,
    /// Rise of an average, in levels, that counts as full; the same fall counts as nothing.
    pub change_full: f64,
    /// Groups of fewer people are not broken down.
    pub group_min: f64,
}

impl Default for PerformancePolicy {
    fn default() -> Self {
        Self { base: 0.60, sales: 0.30, account: 0.10, change_full: 0.5, group_min: 5.0 }
    }
}

/// The coaching list (method §2).
#[derive(Debug, Clone, PartialEq)]
pub struct CoachingPolicy {
    /// Days back with which a chain is compared.
    pub days: f64,
    /// Fall of the chain score, which runs from −1 to 1, that is more than fluctuation.
    pub fell_by: f64,
}

impl Default for CoachingPolicy {
    fn default() -> Self {
        Self { days: 90.0, fell_by: 0.1 }
    }
}

/// The calibration of the win probability to closed deals (method §6).
#[derive(Debug, Clone, PartialEq)]
pub struct CalibrationPolicy {
    /// Won deals below which nothing is said.
    pub min_won: f64,
    /// Lost deals below which nothing is said.
    pub min_lost: f64,
    /// Folds of cross-validation, of whole customers.
    pub folds: f64,
    /// How often cross-validation is repeated with other folds.
    pub repeats: f64,
    /// What half the sum of the squared coefficients of standardised features counts in the loss.
    pub l2: f64,
    /// How often customers are drawn for an interval.
    pub draws: f64,
    /// Seed of folds and draws.
    pub seed: f64,
}

impl Default for CalibrationPolicy {
    fn default() -> Self {
        Self { min_won: 50.0, min_lost: 50.0, folds: 5.0, repeats: 10.0, l2: 1.0, draws: 1_000.0, seed: 1.0 }
    }
}

/// Lines that are suggested from contacts (method §7), fitted to the mail of Enron (docs/validation.md).
#[derive(Debug, Clone, PartialEq)]
pub struct SuggestionPolicy {
    /// Contacts of this many days count.
    pub window_days: f64,
    /// What is less likely is not suggested.
    pub from_probability: f64,
    /// Suggestions of one kind for one person.
    pub per_person: f64,
    /// Weight of ln(1 + contacts the report began).
    pub manager_sent: f64,
    /// Weight of ln(1 + contacts the manager began).
    pub manager_received: f64,
    /// Weight of ln of how many more people begin contacts with the manager than with the report.
    pub manager_standing: f64,
    /// Weight of the share of the report's contacts that are the manager's too.
    pub manager_shared: f64,
    /// What a manager's score competes with: none of those in contact.
    pub manager_none: f64,
    /// Log-odds of contact between people with nobody in common, in different departments.
    pub contact_base: f64,
    /// What the share of contacts in common adds to it.
    pub contact_shared: f64,
    /// What one department adds to it.
    pub contact_department: f64,
}

impl Default for SuggestionPolicy {
    fn default() -> Self {
        Self {
            window_days: 1_095.0,
            from_probability: 0.2,
            per_person: 3.0,
            manager_sent: 0.65,
            manager_received: 0.35,
            manager_standing: 3.09,
            manager_shared: 8.26,
            manager_none: 12.12,
            contact_base: -3.17,
            contact_shared: 3.34,
            contact_department: 1.81,
        }
    }
}

/// Questions about the whole company (method §7, "Company-wide mining").
#[derive(Debug, Clone, PartialEq)]
pub struct MiningPolicy {
    /// How far the percentile of an employee's reach is above that of the title level where influence is hidden.
    pub hidden_gap: f64,
    /// Best route probability from which a key person is covered.
    pub covered: f64,
    /// Fall of a key person's reach from which a departure weakens it.
    pub weakened: f64,
    /// What a line is worth between two people who have just been introduced.
    pub new_line: f64,
}

impl Default for MiningPolicy {
    fn default() -> Self {
        Self { hidden_gap: 0.4, covered: 0.2, weakened: 0.05, new_line: 0.25 }
    }
}
