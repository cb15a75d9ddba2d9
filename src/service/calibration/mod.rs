//! "How well does the win probability fit what became of our deals, and which model should tell it?" (method §6)
//!
//! A calibration takes every opportunity that was won or lost, as its chain stood at the end of the day before it was closed
//! ([`deals`]), fits a model and keeps it ([`stored`]). Which model is in use is a history of its own: to go back is to use an
//! earlier model, or the heuristic, again. Nothing is ever replaced.
//!
//! A model belongs to the whole company, so it is fitted to what everybody may see: facts that are private or a team's take no
//! part, whoever asks for it. It therefore tells nobody anything of them.

mod deals;
mod stored;
mod text;

use std::sync::Arc;

use jiff::Timestamp;
use serde::Deserialize;

use crate::domain::{Id, Role, Viewer, instant_text};
use crate::scoring::calibration::{self, CalibrationRefusal};
use crate::store::{Params, RowBatch, Transaction, Value, statements as st};

use super::backoff::behind_other_writers;
use super::change_log::ChangeLog;
use super::{Page, PageRequest, Reading, RequestKey, Service, ServiceError};

pub use deals::ClosedDeals;
pub use stored::{WinModel, WinModelUse};

/// How often a write that met another writer is tried.
const ATTEMPTS: usize = 6;
const REUSED: &str = "this clientId was used before, for other values";

/// What came of a calibration.
#[derive(Debug, Clone, PartialEq)]
pub struct CalibrationAnswer {
    /// The model, or why there is none.
    pub outcome: Result<Arc<WinModel>, CalibrationRefusal>,
    /// Closed opportunities that count: won or lost, and known since when.
    pub deals: u32,
    /// Won or lost, but nobody recorded when: they are in no calibration.
    pub undated: u32,
    /// The data version afterwards.
    pub data_version: i64,
}

#[derive(Deserialize)]
struct RequestRow {
    digest: String,
    answer: String,
}

#[derive(Deserialize)]
struct VersionRow {
    version: i64,
}

impl Reading {
    /// Every opportunity that was won or lost by now, with the features that its chain had before the day it was closed, as
    /// everybody may see them; and the data version they are of.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] while our own company is not recorded.
    pub async fn closed_deals(&self) -> Result<(ClosedDeals, i64), ServiceError> {
        self.consistently("closed_deals", |r| Box::pin(r.closed_deals_now())).await
    }

    /// Fitted models, the newest first.
    pub async fn win_models(&self, page: &PageRequest) -> Result<Page<WinModel>, ServiceError> {
        let statement = &st::win_model::PAGE;
        let before = page.after.as_deref().unwrap_or(BEHIND_ALL);
        let params = Params::new().with("before", before).with("limit", i64::from(page.first) + 1);
        let rows = self.run(statement, params).await?;
        let models = rows.into_iter().map(|row| WinModel::from_row(statement, row)).collect::<Result<_, _>>()?;
        Ok(Page::of_one_more(models, page.first))
    }

    /// One fitted model.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn win_model(&self, id: &Id) -> Result<WinModel, ServiceError> {
        let statement = &st::win_model::BY_ID;
        let rows = self.run(statement, Params::new().with("id", id.as_str())).await?;
        let row = rows.into_iter().next().ok_or_else(|| not_found(id))?;
        Ok(WinModel::from_row(statement, row)?)
    }

    /// Which model was in use since when, the latest first. The key of a page is the number of a use.
    ///
    /// # Errors
    /// [`ServiceError::BadInput`] when the key is no number.
    pub async fn win_model_uses(&self, page: &PageRequest) -> Result<Page<WinModelUse>, ServiceError> {
        let before = page.after.as_deref().map(str::parse::<i64>).transpose();
        let before = before.map_err(|e| ServiceError::bad_input("after", e))?;
        let statement = &st::win_model::USES;
        let params = Params::new().with("before", before.unwrap_or(i64::MAX)).with("limit", i64::from(page.first) + 1);
        let rows = self.run(statement, params).await?;
        let uses = rows.into_iter().map(|row| WinModelUse::from_row(statement, row)).collect::<Result<_, _>>()?;
        Ok(Page::of_one_more(uses, page.first))
    }
}

impl Service {
    /// Fits a model to the closed opportunities and keeps it; with `put_to_use` it is in use from now on. Sent again under the same
    /// key, it changes nothing and gives the model it made.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`] for a viewer who is neither executive nor admin; [`ServiceError::Conflict`] when the key was
    /// used for another request or another writer stayed in the way. That there are too few deals is no error but an outcome.
    pub async fn calibrate_win_model(
        &self,
        viewer: &Viewer,
        key: &RequestKey,
        put_to_use: bool,
        now: Timestamp,
    ) -> Result<CalibrationAnswer, ServiceError> {
        may_calibrate(viewer)?;
        let reading = self.reading(viewer.clone(), now);
        let (closed, version) = reading.closed_deals().await?;
        let (cases, policy) = (Arc::clone(&closed.cases), Arc::clone(&self.policy));
        let fitted = self.compute.run(move || calibration::calibrate(&cases, &policy.calibration)).await?;
        let deals = u32::try_from(closed.cases.deals.len()).map_err(|e| ServiceError::Internal(e.to_string()))?;
        let answer =
            |outcome, data_version| CalibrationAnswer { outcome, deals, undated: closed.undated, data_version };
        let calibration = match fitted {
            Ok(calibration) => calibration,
            Err(refusal) => return Ok(answer(Err(refusal), version)),
        };
        let draft = WinModel {
            // The number is given inside the transaction.
            id: model_id(0)?,
            made_at: now,
            made_by: viewer.person.clone(),
            data_version: version,
            calibration,
            policy: WinModel::policy_of(&self.policy),
        };
        let digest = format!("calibrate put_to_use={put_to_use}");
        let request = Request { key: key.stored(viewer), digest, now };
        let wish = Wish::Keep { model: Box::new(draft), put_to_use };
        let (id, data_version) = self.in_turn(viewer, &request, &wish).await?;
        let id = id.ok_or_else(|| ServiceError::Internal("a calibration kept no model".to_owned()))?;
        let model = self.reading(viewer.clone(), now).win_model(&id).await?;
        Ok(answer(Ok(Arc::new(model)), data_version))
    }

    /// Puts a kept model to use, or, without one, the heuristic; gives the data version afterwards.
    ///
    /// # Errors
    /// As for [`Service::calibrate_win_model`]; [`ServiceError::NotFound`] for an unknown model.
    pub async fn use_win_model(
        &self,
        viewer: &Viewer,
        key: &RequestKey,
        model: Option<&Id>,
        now: Timestamp,
    ) -> Result<i64, ServiceError> {
        may_calibrate(viewer)?;
        let digest = format!("use {}", model.map_or("heuristic", Id::as_str));
        let request = Request { key: key.stored(viewer), digest, now };
        Ok(self.in_turn(viewer, &request, &Wish::Use(model.cloned())).await?.1)
    }

    async fn in_turn(
        &self,
        viewer: &Viewer,
        request: &Request,
        wish: &Wish,
    ) -> Result<(Option<Id>, i64), ServiceError> {
        use backon::Retryable as _;
        let backoff = behind_other_writers(ATTEMPTS);
        (|| self.write(viewer, request, wish))
            .retry(backoff)
            .when(|error| matches!(error, ServiceError::Conflict(reason) if reason != REUSED))
            .await
    }

    async fn write(&self, viewer: &Viewer, request: &Request, wish: &Wish) -> Result<(Option<Id>, i64), ServiceError> {
        let mut transaction = self.store.begin().await?;
        transaction.run(&st::meta::HOLD, Params::new()).await?;
        if let Some(known) = request.answered(transaction.as_mut()).await? {
            return Ok(known);
        }
        let (model, put_to_use) = match wish {
            Wish::Keep { model, put_to_use } => {
                let newest = Params::new().with("before", BEHIND_ALL).with("limit", 1_i64);
                let rows = transaction.run(&st::win_model::PAGE, newest).await?;
                let newest = rows.into_iter().next().map(|row| WinModel::from_row(&st::win_model::PAGE, row));
                let number = newest.transpose()?.map_or(Ok(0), |newest| number_of(&newest.id))?;
                let model = WinModel { id: model_id(number + 1)?, ..(**model).clone() };
                transaction.run(&st::win_model::ADD, Params::new().with_rows(model.to_rows()?)).await?;
                (Some(model.id), *put_to_use)
            }
            Wish::Use(Some(id)) => {
                let known = transaction.run(&st::win_model::BY_ID, Params::new().with("id", id.as_str())).await?;
                if known.is_empty() {
                    return Err(not_found(id));
                }
                (Some(id.clone()), true)
            }
            Wish::Use(None) => (None, true),
        };
        if put_to_use {
            let last = Params::new().with("before", i64::MAX).with("limit", 1_i64);
            let rows = transaction.run(&st::win_model::USES, last).await?;
            let last =
                rows.into_iter().next().map(|row| WinModelUse::from_row(&st::win_model::USES, row)).transpose()?;
            let number = last.map_or(0, |last| last.number) + 1;
            let used = WinModelUse { number, since: request.now, by: viewer.person.clone(), model: model.clone() };
            transaction.run(&st::win_model::USE, Params::new().with_rows(used.to_rows())).await?;
        }
        let rows = transaction.run(&st::meta::RAISE, Params::new()).await?;
        let raised = rows.into_iter().next().map(|row| row.decode::<VersionRow>(&st::meta::RAISE)).transpose()?;
        let version = raised.map_or(0, |row| row.version);
        ChangeLog::default().write(transaction.as_mut(), version).await?;
        request.answer(transaction.as_mut(), model.as_ref(), version).await?;
        transaction.commit().await?;
        Ok((model, version))
    }
}

/// What is to be written.
enum Wish {
    Keep { model: Box<WinModel>, put_to_use: bool },
    Use(Option<Id>),
}

/// A client's request, so that sending it again changes nothing.
struct Request {
    key: Id,
    digest: String,
    now: Timestamp,
}

impl Request {
    /// What it left behind when it came before.
    async fn answered(&self, transaction: &mut dyn Transaction) -> Result<Option<(Option<Id>, i64)>, ServiceError> {
        let statement = &st::request::FIND;
        let rows = transaction.run(statement, Params::new().with("id", self.key.as_str())).await?;
        let Some(row) = rows.into_iter().next() else { return Ok(None) };
        let row: RequestRow = row.decode(statement)?;
        if row.digest != self.digest {
            return Err(ServiceError::Conflict(REUSED.to_owned()));
        }
        let broken = || ServiceError::Internal(format!("request {:?} has no answer", self.key));
        let (version, model) = row.answer.split_once(' ').ok_or_else(broken)?;
        let version = version.parse().map_err(|_| broken())?;
        let model = (!model.is_empty()).then(|| Id::new(model)).transpose().map_err(|_| broken())?;
        Ok(Some((model, version)))
    }

    async fn answer(
        &self,
        transaction: &mut dyn Transaction,
        model: Option<&Id>,
        version: i64,
    ) -> Result<(), ServiceError> {
        let mut rows = RowBatch::new(&["id", "digest", "answer", "recorded_at"]);
        rows.push([
            Value::from(self.key.as_str()),
            Value::from(self.digest.as_str()),
            Value::from(format!("{version} {}", model.map_or("", Id::as_str))),
            Value::from(instant_text(self.now)),
        ]);
        transaction.run(&st::request::WRITE, Params::new().with_rows(rows)).await?;
        Ok(())
    }
}

fn may_calibrate(viewer: &Viewer) -> Result<(), ServiceError> {
    match viewer.role {
        Role::Executive | Role::Admin => Ok(()),
        Role::Rep | Role::Manager => Err(ServiceError::Forbidden(
            "an executive or an admin decides what the win probability rests on".to_owned(),
        )),
    }
}

fn not_found(id: &Id) -> ServiceError {
    ServiceError::NotFound { what: "model", id: id.to_string() }
}

/// What the identifiers of models begin with; what follows sorts by age.
const PREFIX: &str = "win-model-";
/// A text behind all of them.
const BEHIND_ALL: &str = "win-model-~";

fn model_id(number: u32) -> Result<Id, ServiceError> {
    Id::new(format!("{PREFIX}{number:06}")).map_err(|e| ServiceError::Internal(e.to_string()))
}

fn number_of(id: &Id) -> Result<u32, ServiceError> {
    let number = id.as_str().strip_prefix(PREFIX).and_then(|number| number.parse().ok());
    number.ok_or_else(|| ServiceError::Internal(format!("{id:?} is no identifier of a model")))
}
