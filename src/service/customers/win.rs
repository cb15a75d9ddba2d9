//! What the win probability of an opportunity rested on at each moment: the model in use then, and the deal signals seen by then.

use std::collections::BTreeMap;

use crate::domain::{AsOf, Coded, Id, Signal, SignalKind, YesNoUnknown};
use crate::scoring::calibration::features::SignalCounts;
use crate::scoring::chain::{Chain, ChainAssessment};
use crate::scoring::win::{FittedWin, WinProbability, fitted_win_of_chain};
use crate::service::{PageRequest, Reading, ServiceError, WinModel, WinModelUse};

/// Uses read at once: there are hardly ever more.
const PAGE: u32 = 100;

/// The models of the win probability with their times, and the signals of one opportunity.
#[derive(Debug, Default)]
pub struct Chances {
    /// The latest first.
    uses: Vec<WinModelUse>,
    models: BTreeMap<Id, WinModel>,
    /// In the order in which the last of two at one instant counts.
    signals: Vec<Signal>,
}

impl Chances {
    /// Everything up to a moment: one statement for the signals, one for the uses, one for each model that was used.
    pub async fn read(reading: &Reading, opportunity: &Id, until: AsOf) -> Result<Self, ServiceError> {
        let mut uses: Vec<WinModelUse> = Vec::new();
        loop {
            let after = uses.last().map(|used| used.number.to_string());
            let page = reading.win_model_uses(&PageRequest { first: PAGE, after }).await?;
            uses.extend(page.items);
            if !page.has_next {
                break;
            }
        }
        let mut models = BTreeMap::new();
        for id in uses.iter().filter_map(|used| used.model.as_ref()) {
            if !models.contains_key(id) {
                models.insert(id.clone(), reading.win_model(id).await?);
            }
        }
        let mut signals = reading.signals_of(std::slice::from_ref(opportunity), until).await?;
        signals.sort_by_cached_key(|signal| (signal.at, signal.id()));
        uses.sort_by_key(|used| std::cmp::Reverse((used.since, used.number)));
        Ok(Self { uses, models, signals })
    }

    /// The win probability of a chain at a moment, told by the model in use then; without one by the heuristic.
    pub fn at(
        &self,
        as_of: AsOf,
        chain: &Chain,
        assessment: &ChainAssessment,
        heuristic: WinProbability,
    ) -> WinProbability {
        let used = self.uses.iter().find(|used| used.since <= as_of.instant());
        let Some(model) = used.and_then(|used| self.models.get(used.model.as_ref()?)) else { return heuristic };
        let state = |kind: &SignalKind| {
            let seen = self.signals.iter().rev().find(|s| s.signal == *kind && s.at <= as_of.instant());
            seen.map_or(YesNoUnknown::Unknown, |signal| signal.value.into())
        };
        let signals = SignalCounts::of(SignalKind::ALL.iter().map(state));
        fitted_win_of_chain(chain, assessment, heuristic, &FittedWin { model: &model.calibration.model, signals })
    }
}
