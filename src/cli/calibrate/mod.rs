//! `guanxi calibrate`: how well the win probability fits what became of deals.

mod quality;
mod table;

use std::path::PathBuf;

use crate::config::Config;
use crate::import::TableOptions;

use super::{CalibrateArgs, CliError};

/// Does what the arguments say.
pub(super) async fn calibrate(config: &Config, args: CalibrateArgs) -> Result<(), CliError> {
    let CalibrateArgs { table, outcome, customer, json } = args;
    let path: PathBuf = table;
    table::calibrate_table(config, TableOptions { path, outcome, customer }, json).await
}
