//! `guanxi calibrate`: how well the win probability fits what became of deals.

mod plain;
mod quality;
mod stored;

use crate::config::Config;
use crate::import::TableOptions;

use super::{CalibrateArgs, CliError};

/// Does what the arguments say.
pub(super) async fn calibrate(config: &Config, args: CalibrateArgs) -> Result<(), CliError> {
    let CalibrateArgs { table, outcome, customer, put_to_use, list, r#use, heuristic, json } = args;
    match (table, outcome) {
        (Some(path), Some(outcome)) => {
            plain::calibrate_table(config, TableOptions { path, outcome, customer }, json).await
        }
        // The command line asks for both or neither.
        (Some(_), None) | (None, Some(_)) => Err(CliError::Usage("--table and --outcome belong together".to_owned())),
        (None, None) if list => stored::list(config, json).await,
        (None, None) if heuristic => stored::put_to_use(config, None, json).await,
        (None, None) => match r#use {
            Some(id) => stored::put_to_use(config, Some(&id), json).await,
            None => stored::fit(config, put_to_use, json).await,
        },
    }
}
