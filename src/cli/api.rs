//! The API, asked in this process: what `--json` prints is what a client of the server gets.

use std::sync::Arc;

use async_graphql::{Request, Variables};
use serde_json::Value;

use crate::graphql;
use crate::service::Reading;

use super::CliError;

/// Asks a query and gives what it answers under `field`.
///
/// # Errors
/// The first error of the answer, with its code.
pub(super) async fn asked(
    reading: Arc<Reading>,
    query: &str,
    variables: Value,
    field: &str,
) -> Result<Value, CliError> {
    Ok(asked_all(reading, query, variables).await?[field].take())
}

/// As [`asked`], with everything that is answered.
///
/// # Errors
/// As [`asked`].
pub(super) async fn asked_all(reading: Arc<Reading>, query: &str, variables: Value) -> Result<Value, CliError> {
    let request = Request::new(query).variables(Variables::from_json(variables));
    let response = graphql::execute(&graphql::schema(true), request, reading).await;
    if let Some(refusal) = graphql::refusal(&response) {
        return Err(CliError::Failed(refusal));
    }
    response.data.into_json().map_err(|e| CliError::Failed(e.to_string()))
}

/// Prints an answer as the API gives it.
pub(super) fn print(answer: &Value) -> Result<(), CliError> {
    let text = serde_json::to_string_pretty(answer).map_err(|e| CliError::Failed(e.to_string()))?;
    println!("{text}");
    Ok(())
}
