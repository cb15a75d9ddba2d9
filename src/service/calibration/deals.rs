//! Closed opportunities as a fit takes them: each as its chain stood at the end of the day before it was closed.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;
use serde::Deserialize;

use crate::domain::{AsOf, Coded, Id, OpportunityOutcome, Policy, Role, SignalKind, Viewer};
use crate::scoring::calibration::features::{ChainFeature, SignalCounts};
use crate::scoring::calibration::{Cases, ClosedDeal};
use crate::scoring::chain::assess;
use crate::scoring::win::win_of_chain;
use crate::store::{Params, StoreError, statements as st};

use super::super::ServiceError;
use super::super::ledger::{Ledger, LedgerView};
use super::super::recall::Recollection;

/// Our own company among the vendors of a chain.
const US: usize = 0;
/// Milliseconds of a day in UTC.
const DAY_MS: i64 = 86_400_000;

/// The closed opportunities of a data version.
#[derive(Debug, Clone)]
pub struct ClosedDeals {
    /// What a model is fitted to.
    pub cases: Arc<Cases>,
    /// The opportunities, in the order of the cases.
    pub opportunities: Vec<Id>,
    /// Won or lost, but nobody recorded when.
    pub undated: u32,
}

#[derive(Deserialize)]
struct SignalRow {
    opportunity_id: String,
    id: String,
    signal: String,
    value: bool,
    at: String,
}

/// A signal as somebody saw it: instant and identifier, of which the greatest counts, and whether it was there.
type Seen = (String, String, bool);

/// An opportunity that counts.
struct Closed {
    number: u32,
    customer: u32,
    won: bool,
    /// The last moment of the day before it was closed.
    before: AsOf,
}

impl Recollection<'_> {
    /// Every opportunity that was won or lost by now, with the features its chain had before it was closed.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] while our own company is not recorded.
    pub(super) async fn closed_deals_now(&self) -> Result<ClosedDeals, ServiceError> {
        let ledger = self.ledger().await?;
        let own = ledger.own()?;
        let signals = self.signals_before_closing(&ledger).await?;
        let today = self.now().instant().as_millisecond().div_euclid(DAY_MS);
        let (mut closed, mut undated) = (Vec::new(), 0);
        for (number, deal) in ledger.deals() {
            let won = match deal.ended() {
                Some(OpportunityOutcome::Won) => true,
                Some(OpportunityOutcome::Lost) => false,
                Some(OpportunityOutcome::Dropped) | None => continue,
            };
            let Some(day) = deal.closed().map(i64::from) else {
                undated += 1;
                continue;
            };
            if day > today {
                continue;
            }
            let before = Timestamp::from_millisecond(day * DAY_MS - 1);
            let before = AsOf::new(before.map_err(|e| ServiceError::Internal(e.to_string()))?);
            closed.push(Closed { number, customer: deal.customer, won, before });
        }
        let opportunities = closed.iter().map(|closed| ledger.opportunities().id(closed.number).clone()).collect();
        let policy = Arc::clone(&self.service().policy);
        let nobody = Viewer { person: nobody(&ledger), role: Role::Rep };
        let deals = self
            .service()
            .compute
            .run(move || -> Vec<ClosedDeal> {
                let of = |closed: &Closed| {
                    let view = LedgerView::new(&ledger, &policy, &nobody, closed.before);
                    deal(closed, &view, own, signals.get(&closed.number).copied().unwrap_or_default(), &policy)
                };
                closed.par_iter().map(of).collect()
            })
            .await?;
        let cases = Arc::new(Cases { features: ChainFeature::features(), deals });
        Ok(ClosedDeals { cases, opportunities, undated })
    }

    /// What had been seen of the six signals of each closed opportunity before the day it was closed.
    async fn signals_before_closing(&self, ledger: &Ledger) -> Result<HashMap<u32, SignalCounts>, ServiceError> {
        let statement = &st::win_model::SIGNALS;
        let wrong = |column: &str, reason: String| StoreError::Decode {
            name: statement.name,
            column: column.to_owned(),
            reason,
        };
        let mut latest: HashMap<(u32, SignalKind), Seen> = HashMap::new();
        for row in self.run(statement, Params::new()).await? {
            let row: SignalRow = row.decode(statement)?;
            let id = Id::new(row.opportunity_id).map_err(|e| wrong("opportunity_id", e.to_string()))?;
            let number = ledger.opportunities().number(&id);
            let number = number.ok_or_else(|| wrong("opportunity_id", format!("{id:?} is no opportunity")))?;
            let kind = SignalKind::parse(&row.signal).map_err(|e| wrong("signal", e.to_string()))?;
            let seen = (row.at, row.id, row.value);
            let known = latest.entry((number, kind)).or_insert_with(|| seen.clone());
            if *known < seen {
                *known = seen;
            }
        }
        let mut counts: HashMap<u32, SignalCounts> = HashMap::new();
        for ((number, _), (_, _, value)) in latest {
            let counted = counts.entry(number).or_default();
            if value { counted.yes += 1 } else { counted.no += 1 }
        }
        Ok(counts)
    }
}

/// One deal as it stood.
fn deal(closed: &Closed, view: &LedgerView, own: u32, signals: SignalCounts, policy: &Policy) -> ClosedDeal {
    let chain = view.chain(closed.number, own).chain;
    let assessment = assess(&chain, US, policy);
    // Nothing tells which stage it was in then.
    let heuristic = win_of_chain(&chain, &assessment, US, None, &policy.win);
    ClosedDeal {
        customer: closed.customer,
        won: closed.won,
        values: ChainFeature::of_chain(&chain, &assessment, US, signals),
        heuristic: Some(heuristic.probability),
        cap: heuristic.caps.iter().map(|cap| cap.limit).reduce(f64::min),
    }
}

/// Somebody who is nobody in the data, and so sees what everybody sees.
fn nobody(ledger: &Ledger) -> Id {
    let id = |n: u32| Id::new(format!("everybody-{n}")).expect("letters, digits and a hyphen");
    (0..).map(id).find(|id| ledger.people().number(id).is_none()).expect("there are fewer people than numbers")
}
