//! What the win probability rests on.

use async_graphql::{Context, ID, Object, SimpleObject};

use crate::graphql::calibration::{CalibrationPayload, WinModel};
use crate::graphql::failure::Answer;
use crate::graphql::global_id::source_id;
use crate::graphql::scope::Scope;
use crate::service::RequestKey;

/// Mutations of what the win probability rests on.
#[derive(Default)]
pub struct CalibrationMutations;

#[Object]
impl CalibrationMutations {
    /// Fits a model of the win probability to the opportunities that were won or lost, and keeps it. Too few of them are no error:
    /// `refusal` says so. For executives and admins.
    async fn calibrate_win_model(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "Whether it is in use from now on.", default = false)] use_it: bool,
    ) -> Answer<CalibrationPayload> {
        let scope: &Scope = ctx.data_unchecked();
        let (service, viewer, now) = (scope.reading().service(), scope.reading().viewer(), scope.reading().now());
        let key = RequestKey::new(&client_id)?;
        let answer = service.calibrate_win_model(viewer, &key, use_it, now.instant()).await?;
        Ok(CalibrationPayload { client_id, answer })
    }

    /// Puts a fitted model to use, an earlier one too, or goes back to the heuristic. Nothing is replaced: what was in use before
    /// stays in the list of uses. For executives and admins.
    async fn use_win_model(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "Which model; the heuristic without.")] id: Option<ID>,
    ) -> Answer<UseWinModelPayload> {
        let scope: &Scope = ctx.data_unchecked();
        let (service, viewer, now) = (scope.reading().service(), scope.reading().viewer(), scope.reading().now());
        let id = id.map(|id| source_id(&id, "id")).transpose()?;
        let key = RequestKey::new(&client_id)?;
        let data_version = service.use_win_model(viewer, &key, id.as_ref(), now.instant()).await?;
        let model = match &id {
            None => None,
            Some(id) => Some(WinModel(service.reading(viewer.clone(), now.instant()).win_model(id).await?)),
        };
        Ok(UseWinModelPayload { client_id, model, data_version })
    }
}

/// What is in use from now on.
#[derive(SimpleObject)]
pub struct UseWinModelPayload {
    /// The key of the request.
    client_id: String,
    /// The model; null: the heuristic.
    model: Option<WinModel>,
    /// The version of the data after this.
    data_version: i64,
}
