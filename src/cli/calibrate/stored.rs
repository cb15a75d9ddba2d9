//! `guanxi calibrate` on the store: fit, list, put to use.

use jiff::Timestamp;
use serde_json::json;

use crate::app;
use crate::config::Config;
use crate::domain::Id;
use crate::service::{PageRequest, RequestKey};

use super::super::table::table;
use super::super::{CliError, api, viewer};
use super::quality;

/// The mutation whose answer `--json` prints.
const FIT: &str = include_str!("fit.graphql");
/// The query whose answer `--list --json` prints.
const LIST: &str = include_str!("list.graphql");
/// The mutation whose answer `--use --json` and `--heuristic --json` print.
const USE: &str = include_str!("use.graphql");
/// Models listed at most.
const LISTED: u32 = 50;

/// A key no other request has: a command that is typed again is meant again.
fn client_id(now: Timestamp) -> String {
    format!("command-line-{}-{}", now.as_nanosecond(), std::process::id())
}

/// Fits a model to the closed opportunities, and prints how good it is.
pub(super) async fn fit(config: &Config, put_to_use: bool, as_json: bool) -> Result<(), CliError> {
    let service = app::service(config).await?;
    let (viewer, now) = (viewer(config), Timestamp::now());
    if as_json {
        let variables = json!({ "clientId": client_id(now), "useIt": put_to_use });
        let answer = api::asked(service.reading(viewer, now), FIT, variables, "calibrateWinModel").await?;
        return api::print(&answer);
    }
    let answer = service.calibrate_win_model(&viewer, &RequestKey::new(&client_id(now))?, put_to_use, now).await?;
    if answer.undated > 0 {
        println!("Left out: {} won or lost opportunities without the day they were closed", answer.undated);
    }
    let model = answer.outcome.map_err(|refusal| CliError::Failed(format!("{}: {refusal}", refusal.code())))?;
    println!("{}", quality::text(&model.calibration));
    let next = if put_to_use {
        "is in use from now on".to_owned()
    } else {
        format!("is kept; guanxi calibrate --use {} puts it to use", model.id)
    };
    println!("{} {next}", model.id);
    Ok(())
}

/// Prints the models that are kept, and which is in use.
pub(super) async fn list(config: &Config, as_json: bool) -> Result<(), CliError> {
    let service = app::service(config).await?;
    let reading = service.reading(viewer(config), Timestamp::now());
    if as_json {
        return api::print(&api::asked(reading, LIST, json!({ "first": LISTED }), "winModels").await?);
    }
    let page = |first| PageRequest { first, after: None };
    let used = reading.win_model_uses(&page(1)).await?.items.into_iter().next();
    let in_use = used.as_ref().and_then(|used| used.model.as_ref());
    let models = reading.win_models(&page(LISTED)).await?;
    let mut shown = table(["model", "made", "deals", "Brier score (95 %)", "heuristic's", "AUC (95 %)", ""]);
    for model in &models.items {
        let quality = &model.calibration.quality;
        let told = quality.capped.unwrap_or(quality.model);
        shown.add_row([
            model.id.to_string(),
            model.made_at.strftime("%Y-%m-%d %H:%M").to_string(),
            format!("{} ({} won, {} lost)", quality.deals, quality.won, quality.lost),
            quality::estimate(told.brier),
            quality.heuristic.map_or_else(|| "-".to_owned(), |score| format!("{:.4}", score.brier.value)),
            told.auc.map_or_else(|| "-".to_owned(), quality::estimate),
            if in_use == Some(&model.id) { "← in use".to_owned() } else { String::new() },
        ]);
    }
    if models.items.is_empty() {
        println!("No model is kept; the heuristic is in use.");
        return Ok(());
    }
    println!("{shown}");
    if models.has_next {
        println!("… and earlier ones");
    }
    match (in_use, &used) {
        (None, None) => println!("The heuristic is in use."),
        (None, Some(used)) => println!("The heuristic is in use since {}.", used.since),
        (Some(_), _) => {}
    }
    Ok(())
}

/// Puts a model to use, or the heuristic.
pub(super) async fn put_to_use(config: &Config, model: Option<&str>, as_json: bool) -> Result<(), CliError> {
    let model = model.map(|id| Id::new(id).map_err(|e| CliError::Usage(format!("--use: {e}")))).transpose()?;
    let service = app::service(config).await?;
    let (viewer, now) = (viewer(config), Timestamp::now());
    if as_json {
        let variables = json!({ "clientId": client_id(now), "id": model.as_ref().map(Id::as_str) });
        return api::print(&api::asked(service.reading(viewer, now), USE, variables, "useWinModel").await?);
    }
    service.use_win_model(&viewer, &RequestKey::new(&client_id(now))?, model.as_ref(), now).await?;
    match model {
        Some(id) => println!("{id} is in use from now on"),
        None => println!("The heuristic is in use from now on"),
    }
    Ok(())
}
