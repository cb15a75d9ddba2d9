//! Models of the win probability as the store holds them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::{Id, Policy};
use crate::scoring::calibration::{
    Calibration, Direction, Estimate, LogisticModel, Quality, ReliabilityBin, Score, Term,
};
use crate::store::{Row, RowBatch, Statement, StoreError, Value};

/// A fitted model of the win probability, as it was kept.
#[derive(Debug, Clone, PartialEq)]
pub struct WinModel {
    pub id: Id,
    pub made_at: Timestamp,
    pub made_by: Id,
    /// The data version it was fitted at.
    pub data_version: i64,
    pub calibration: Calibration,
    /// The policy numbers it was fitted with, by name.
    pub policy: BTreeMap<String, f64>,
}

/// Since when a model, or the heuristic, was in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WinModelUse {
    /// Uses are numbered from 1.
    pub number: i64,
    pub since: Timestamp,
    pub by: Id,
    /// Absent: the heuristic.
    pub model: Option<Id>,
}

/// Columns of [`WinModel`] in its statements.
#[derive(Deserialize)]
struct ModelRow {
    id: String,
    made_at: String,
    made_by: String,
    data_version: i64,
    model: String,
}

/// The columns of a model among those of a decision chain.
#[derive(Deserialize)]
struct ChainRow {
    id: String,
    at: String,
    by_id: String,
    standing: i64,
    evidence: String,
}

#[derive(Deserialize)]
struct UseRow {
    number: i64,
    used_at: String,
    used_by: String,
    model_id: Option<String>,
}

/// A number kept as text: a number of JSON may come back with another last digit, and with it another model.
#[derive(Clone, Copy)]
struct Exact(f64);

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:e}", self.0))
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map(Self).map_err(|e| D::Error::custom(format!("{text:?}: {e}")))
    }
}

/// What is kept as one text.
#[derive(Serialize, Deserialize)]
struct Kept {
    intercept: Exact,
    terms: Vec<KeptTerm>,
    constant: Vec<String>,
    quality: KeptQuality,
    policy: BTreeMap<String, Exact>,
}

#[derive(Serialize, Deserialize)]
struct KeptTerm {
    feature: String,
    direction: KeptDirection,
    mean: Exact,
    scale: Exact,
    coefficient: Exact,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum KeptDirection {
    Rising,
    Falling,
    Free,
}

/// Value, and both ends of the interval.
type KeptEstimate = [Exact; 3];

#[derive(Serialize, Deserialize)]
struct KeptScore {
    brier: KeptEstimate,
    auc: Option<KeptEstimate>,
}

#[derive(Serialize, Deserialize)]
struct KeptQuality {
    deals: u32,
    customers: u32,
    won: u32,
    lost: u32,
    model: KeptScore,
    capped: Option<KeptScore>,
    heuristic: Option<KeptScore>,
    base_rate_brier: KeptEstimate,
    gain: Option<KeptEstimate>,
    reliability: Vec<KeptBin>,
}

#[derive(Serialize, Deserialize)]
struct KeptBin {
    deals: u32,
    won: u32,
    from: Exact,
    to: Exact,
    predicted: Exact,
    observed: KeptEstimate,
}

impl WinModel {
    /// The policy numbers that a calibration uses.
    pub(super) fn policy_of(policy: &Policy) -> BTreeMap<String, f64> {
        let sections = [Policy::CHAIN_SECTIONS, Policy::CALIBRATION_SECTIONS].concat();
        Policy::numbers_of(&sections).map(|number| (number.name.to_owned(), number.value(policy))).collect()
    }

    /// As a row of `win_model/add`.
    pub(super) fn to_rows(&self) -> Result<RowBatch, StoreError> {
        let kept = Kept::of(&self.calibration, self.policy.clone());
        let unwritable =
            |e: serde_json::Error| StoreError::Rejected(format!("the model has a number that is none: {e}"));
        let text = serde_json::to_string(&kept).map_err(unwritable)?;
        let mut rows = RowBatch::new(&["id", "made_at", "made_by", "data_version", "model"]);
        rows.push([
            Value::from(self.id.as_str()),
            Value::from(crate::domain::instant_text(self.made_at)),
            Value::from(self.made_by.as_str()),
            Value::from(self.data_version),
            Value::from(text),
        ]);
        Ok(rows)
    }

    /// From a row of one of its statements.
    pub(super) fn from_row(statement: &'static Statement, row: Row) -> Result<Self, StoreError> {
        Self::read(statement, row.decode(statement)?)
    }

    /// From a row of `decision/chain` whose source is a model.
    pub(in crate::service) fn of_chain(statement: &'static Statement, row: Row) -> Result<Self, StoreError> {
        let ChainRow { id, at, by_id, standing, evidence } = row.decode(statement)?;
        let row = ModelRow { id, made_at: at, made_by: by_id, data_version: standing, model: evidence };
        Self::read(statement, row)
    }

    fn read(statement: &'static Statement, row: ModelRow) -> Result<Self, StoreError> {
        let ModelRow { id, made_at, made_by, data_version, model } = row;
        let (calibration, policy) = read_model(&model).map_err(|e| wrong(statement, "model", e))?;
        Ok(Self {
            id: Id::new(id).map_err(|e| wrong(statement, "id", e))?,
            made_at: made_at.parse().map_err(|e| wrong(statement, "made_at", e))?,
            made_by: Id::new(made_by).map_err(|e| wrong(statement, "made_by", e))?,
            data_version,
            calibration,
            policy,
        })
    }
}

impl WinModelUse {
    /// As a row of `win_model/use`.
    pub(super) fn to_rows(&self) -> RowBatch {
        let mut rows = RowBatch::new(&["number", "used_at", "used_by", "model_id"]);
        rows.push([
            Value::from(self.number),
            Value::from(crate::domain::instant_text(self.since)),
            Value::from(self.by.as_str()),
            self.model.as_ref().map_or(Value::Null, |id| Value::from(id.as_str())),
        ]);
        rows
    }

    /// From a row of `win_model/uses`.
    pub(super) fn from_row(statement: &'static Statement, row: Row) -> Result<Self, StoreError> {
        let UseRow { number, used_at, used_by, model_id } = row.decode(statement)?;
        Ok(Self {
            number,
            since: used_at.parse().map_err(|e| wrong(statement, "used_at", e))?,
            by: Id::new(used_by).map_err(|e| wrong(statement, "used_by", e))?,
            model: model_id.map(Id::new).transpose().map_err(|e| wrong(statement, "model_id", e))?,
        })
    }
}

/// Reads the text of a model.
fn read_model(text: &str) -> Result<(Calibration, BTreeMap<String, f64>), serde_json::Error> {
    let kept: Kept = serde_json::from_str(text)?;
    Ok(kept.into_parts())
}

fn wrong(statement: &'static Statement, column: &str, reason: impl std::fmt::Display) -> StoreError {
    StoreError::Decode { name: statement.name, column: column.to_owned(), reason: reason.to_string() }
}

fn keep(estimate: Estimate) -> KeptEstimate {
    [estimate.value, estimate.low, estimate.high].map(Exact)
}

fn kept([value, low, high]: KeptEstimate) -> Estimate {
    Estimate { value: value.0, low: low.0, high: high.0 }
}

impl KeptScore {
    fn of(score: Score) -> Self {
        Self { brier: keep(score.brier), auc: score.auc.map(keep) }
    }

    fn into_score(self) -> Score {
        Score { brier: kept(self.brier), auc: self.auc.map(kept) }
    }
}

impl Kept {
    fn of(calibration: &Calibration, policy: BTreeMap<String, f64>) -> Self {
        let Calibration { model, quality, constant } = calibration;
        let term = |term: &Term| KeptTerm {
            feature: term.feature.clone(),
            direction: match term.direction {
                Direction::Rising => KeptDirection::Rising,
                Direction::Falling => KeptDirection::Falling,
                Direction::Free => KeptDirection::Free,
            },
            mean: Exact(term.mean),
            scale: Exact(term.scale),
            coefficient: Exact(term.coefficient),
        };
        let bin = |bin: &ReliabilityBin| KeptBin {
            deals: bin.deals,
            won: bin.won,
            from: Exact(bin.from),
            to: Exact(bin.to),
            predicted: Exact(bin.predicted),
            observed: keep(bin.observed),
        };
        Self {
            intercept: Exact(model.intercept),
            terms: model.terms.iter().map(term).collect(),
            constant: constant.clone(),
            quality: KeptQuality {
                deals: quality.deals,
                customers: quality.customers,
                won: quality.won,
                lost: quality.lost,
                model: KeptScore::of(quality.model),
                capped: quality.capped.map(KeptScore::of),
                heuristic: quality.heuristic.map(KeptScore::of),
                base_rate_brier: keep(quality.base_rate_brier),
                gain: quality.gain.map(keep),
                reliability: quality.reliability.iter().map(bin).collect(),
            },
            policy: policy.into_iter().map(|(name, value)| (name, Exact(value))).collect(),
        }
    }

    fn into_parts(self) -> (Calibration, BTreeMap<String, f64>) {
        let term = |term: KeptTerm| Term {
            feature: term.feature,
            direction: match term.direction {
                KeptDirection::Rising => Direction::Rising,
                KeptDirection::Falling => Direction::Falling,
                KeptDirection::Free => Direction::Free,
            },
            mean: term.mean.0,
            scale: term.scale.0,
            coefficient: term.coefficient.0,
        };
        let bin = |bin: KeptBin| ReliabilityBin {
            deals: bin.deals,
            won: bin.won,
            from: bin.from.0,
            to: bin.to.0,
            predicted: bin.predicted.0,
            observed: kept(bin.observed),
        };
        let quality = self.quality;
        let quality = Quality {
            deals: quality.deals,
            customers: quality.customers,
            won: quality.won,
            lost: quality.lost,
            model: quality.model.into_score(),
            capped: quality.capped.map(KeptScore::into_score),
            heuristic: quality.heuristic.map(KeptScore::into_score),
            base_rate_brier: kept(quality.base_rate_brier),
            gain: quality.gain.map(kept),
            reliability: quality.reliability.into_iter().map(bin).collect(),
        };
        let terms = self.terms.into_iter().map(term).collect();
        let model = LogisticModel { intercept: self.intercept.0, terms };
        let policy = self.policy.into_iter().map(|(name, value)| (name, value.0)).collect();
        (Calibration { model, quality, constant: self.constant }, policy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_read_as_it_was_kept_to_the_last_bit() {
        let third = Estimate { value: 1.0 / 3.0, low: 0.1 + 0.2, high: 1.0 };
        let score = Score { brier: third, auc: Some(Estimate { value: 0.1, ..third }) };
        let term =
            |direction, mean| Term { feature: "x = 北".to_owned(), direction, mean, scale: 1e-300, coefficient: -0.0 };
        let calibration = Calibration {
            model: LogisticModel {
                intercept: std::f64::consts::PI,
                terms: vec![
                    term(Direction::Rising, 0.7),
                    term(Direction::Falling, 1e17 + 3.0),
                    term(Direction::Free, 5e-324),
                ],
            },
            quality: Quality {
                deals: 100,
                customers: 7,
                won: 50,
                lost: 50,
                model: score,
                capped: Some(Score { auc: None, ..score }),
                heuristic: None,
                base_rate_brier: third,
                gain: Some(third),
                reliability: vec![ReliabilityBin {
                    deals: 3,
                    won: 1,
                    from: 0.1,
                    to: 0.3,
                    predicted: 0.2,
                    observed: third,
                }],
            },
            constant: vec!["same".to_owned()],
        };
        let policy = WinModel::policy_of(&Policy::default());
        assert_eq!(policy["calibration.folds"], 5.0);
        let text = serde_json::to_string(&Kept::of(&calibration, policy.clone())).unwrap();
        assert_eq!(read_model(&text).unwrap(), (calibration, policy));
    }
}
