//! Fitted models of the win probability, how good they are, and which was in use since when.

use async_graphql::{Enum, ID, Object, SimpleObject};

use crate::service;

use super::enums::Language;
use super::scalars::DateTime;

/// A fitted model of the win probability.
pub struct WinModel(pub service::WinModel);

/// A logistic model of closed opportunities, as their decision chains stood before the day they were closed:
/// `P = 1 / (1 + e^-(intercept + Σ coefficient · (feature - mean) / scale))`. It was fitted to what everybody may see.
#[Object]
impl WinModel {
    /// Its identifier; later models have later ones.
    async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }
    /// When it was fitted.
    async fn made_at(&self) -> DateTime {
        self.0.made_at.into()
    }
    /// Who had it fitted, by the identifier the sign-in gave.
    async fn made_by(&self) -> ID {
        ID(self.0.made_by.to_string())
    }
    /// The version of the data it was fitted to.
    async fn data_version(&self) -> i64 {
        self.0.data_version
    }
    /// The logarithm of the odds of an opportunity whose features are all average.
    async fn intercept(&self) -> f64 {
        self.0.calibration.model.intercept
    }
    /// What it takes of a chain, and how much that counts.
    async fn features(&self) -> Vec<WinModelFeature> {
        self.0.calibration.model.terms.iter().map(WinModelFeature::of).collect()
    }
    /// Features that were the same for every opportunity, and therefore are not in it.
    async fn constant_features(&self) -> &[String] {
        &self.0.calibration.constant
    }
    /// How good it is on customers it was not fitted on.
    async fn quality(&self) -> WinModelQuality {
        WinModelQuality::of(&self.0.calibration.quality)
    }
    /// The policy numbers it was fitted with.
    async fn parameters(&self) -> Vec<WinModelParameter> {
        self.0.policy.iter().map(|(name, value)| WinModelParameter { name: name.clone(), value: *value }).collect()
    }
}

/// Which way a feature may move the win probability.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::Direction")]
pub enum FeatureDirection {
    /// More of it never lowers the win probability.
    Rising,
    /// More of it never raises the win probability.
    Falling,
    /// Either.
    Free,
}

/// A feature of a fitted model.
#[derive(SimpleObject)]
pub struct WinModelFeature {
    /// Which.
    feature: String,
    /// Which way it may move the win probability; its coefficient does not go against it.
    direction: FeatureDirection,
    /// Its mean over the opportunities it was fitted to.
    mean: f64,
    /// Its standard deviation over those.
    scale: f64,
    /// What one standard deviation more adds to the logarithm of the odds.
    coefficient: f64,
}

impl WinModelFeature {
    fn of(term: &service::Term) -> Self {
        Self {
            feature: term.feature.clone(),
            direction: term.direction.into(),
            mean: term.mean,
            scale: term.scale,
            coefficient: term.coefficient,
        }
    }
}

/// A policy number a model was fitted with.
#[derive(SimpleObject)]
pub struct WinModelParameter {
    /// Its name in the policy file.
    name: String,
    /// Its value then.
    value: f64,
}

/// A number with its 95 % interval.
#[derive(SimpleObject)]
pub struct Estimate {
    /// The number.
    value: f64,
    /// The lower end of the interval.
    low: f64,
    /// The upper end of the interval.
    high: f64,
}

impl Estimate {
    fn of(estimate: service::Estimate) -> Self {
        Self { value: estimate.value, low: estimate.low, high: estimate.high }
    }
}

/// How good probabilities are.
#[derive(SimpleObject)]
pub struct ProbabilityScore {
    /// Brier score, the mean of (probability - outcome)²: 0 is perfect, 0.25 is always saying 0.5.
    brier: Estimate,
    /// The chance that a won opportunity was given a higher probability than a lost one: 0.5 is guessing. Null where no two can
    /// be compared.
    auc: Option<Estimate>,
}

impl ProbabilityScore {
    fn of(score: service::Score) -> Self {
        Self { brier: Estimate::of(score.brier), auc: score.auc.map(Estimate::of) }
    }
}

/// How good a model is, by repeated cross-validation: every opportunity is told by models that were fitted without its customer.
/// Intervals are of 95 %, from drawing the customers again and again.
#[derive(SimpleObject)]
pub struct WinModelQuality {
    /// Opportunities.
    deals: u32,
    /// Their customers.
    customers: u32,
    /// Of the opportunities those won.
    won: u32,
    /// Of the opportunities those lost.
    lost: u32,
    /// The model alone.
    model: ProbabilityScore,
    /// The model with the caps of votes, as it is told; null where no opportunity has one.
    capped: Option<ProbabilityScore>,
    /// The heuristic for the same opportunities, without a stage.
    heuristic: Option<ProbabilityScore>,
    /// The Brier score of always saying the share won.
    base_rate_brier: Estimate,
    /// The heuristic's Brier score less that of what the model tells: above 0, the model is better.
    gain: Option<Estimate>,
    /// What came of what was said, by deciles of the model's probability, the lowest first.
    reliability: Vec<ReliabilityBin>,
}

impl WinModelQuality {
    fn of(quality: &service::Quality) -> Self {
        Self {
            deals: quality.deals,
            customers: quality.customers,
            won: quality.won,
            lost: quality.lost,
            model: ProbabilityScore::of(quality.model),
            capped: quality.capped.map(ProbabilityScore::of),
            heuristic: quality.heuristic.map(ProbabilityScore::of),
            base_rate_brier: Estimate::of(quality.base_rate_brier),
            gain: quality.gain.map(Estimate::of),
            reliability: quality.reliability.iter().map(ReliabilityBin::of).collect(),
        }
    }
}

/// A tenth of the opportunities, by the model's probability.
#[derive(SimpleObject)]
pub struct ReliabilityBin {
    /// How many.
    deals: u32,
    /// How many of them were won.
    won: u32,
    /// The lowest probability among them.
    from: f64,
    /// The highest probability among them.
    to: f64,
    /// Their mean probability: what the model said.
    predicted: f64,
    /// The share won: what came.
    observed: Estimate,
}

impl ReliabilityBin {
    fn of(bin: &service::ReliabilityBin) -> Self {
        Self {
            deals: bin.deals,
            won: bin.won,
            from: bin.from,
            to: bin.to,
            predicted: bin.predicted,
            observed: Estimate::of(bin.observed),
        }
    }
}

/// Since when a model, or the heuristic, tells the win probability. The latest is in use.
pub struct WinModelUse(pub service::WinModelUse);

/// To go back is to use an earlier model, or the heuristic, again: nothing is taken out of this list. A question about an earlier
/// moment is answered with what was in use then.
#[Object]
impl WinModelUse {
    /// Uses are numbered from 1.
    async fn number(&self) -> i64 {
        self.0.number
    }
    /// Since when.
    async fn since(&self) -> DateTime {
        self.0.since.into()
    }
    /// Who put it to use, by the identifier the sign-in gave.
    async fn used_by(&self) -> ID {
        ID(self.0.by.to_string())
    }
    /// The identifier of the model; null: the heuristic.
    async fn model_id(&self) -> Option<ID> {
        self.0.model.as_ref().map(|id| ID(id.to_string()))
    }
}

/// Why there is no model.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalibrationRefusalCode {
    /// Too few won or lost opportunities to say anything.
    TooFewToSay,
    /// Fewer customers than folds.
    TooFewCustomers,
    /// Nothing tells one opportunity from another.
    NoFeature,
    /// Without the customers of one fold, all opportunities ended alike.
    OneOutcome,
    /// The features tell won from lost without exception.
    Separable,
    /// The fit did not come to an end.
    NotConverged,
    /// A feature that is no finite number.
    NotFinite,
}

impl From<&service::CalibrationRefusal> for CalibrationRefusalCode {
    fn from(refusal: &service::CalibrationRefusal) -> Self {
        use service::CalibrationRefusal as Refusal;
        match refusal {
            Refusal::TooFewToSay { .. } => Self::TooFewToSay,
            Refusal::TooFewCustomers { .. } => Self::TooFewCustomers,
            Refusal::NoFeature => Self::NoFeature,
            Refusal::OneOutcome => Self::OneOutcome,
            Refusal::Separable { .. } => Self::Separable,
            Refusal::NotConverged => Self::NotConverged,
            Refusal::NotFinite { .. } => Self::NotFinite,
        }
    }
}

/// What a calibration returns.
pub struct CalibrationPayload {
    pub client_id: String,
    pub answer: service::CalibrationAnswer,
}

/// A model, or why there is none.
#[Object]
impl CalibrationPayload {
    /// The key of the request.
    async fn client_id(&self) -> &str {
        &self.client_id
    }
    /// The model; null where there is none, and `refusal` says why.
    async fn model(&self) -> Option<WinModel> {
        self.answer.outcome.as_ref().ok().map(|model| WinModel(service::WinModel::clone(model)))
    }
    /// Why there is no model.
    async fn refusal(&self) -> Option<CalibrationRefusalCode> {
        self.answer.outcome.as_ref().err().map(CalibrationRefusalCode::from)
    }
    /// The same in words.
    async fn refusal_text(
        &self,
        #[graphql(desc = "In this language; English without.")] language: Option<Language>,
    ) -> Option<String> {
        self.answer.refusal_text(language.unwrap_or_default().into())
    }
    /// Opportunities that were won or lost by now, on a day that is known.
    async fn deals(&self) -> u32 {
        self.answer.deals
    }
    /// Opportunities that were won or lost on a day that nobody recorded: they are in no calibration.
    async fn undated(&self) -> u32 {
        self.answer.undated
    }
    /// The version of the data after this.
    async fn data_version(&self) -> i64 {
        self.answer.data_version
    }
}
