//! `guanxi calibrate --table`: closed deals of any CRM, without a store.

use serde_json::{Value, json};

use crate::config::Config;
use crate::import::{ColumnUse, DealTable, TableOptions, UsedColumn, read_deals};
use crate::service::{Calibration, ComputePool, calibrate};

use super::super::CliError;
use super::super::table::table as grid;
use super::quality::{self, quality_json, terms_json};

/// Fits a model to a table, and prints how good it is.
pub(super) async fn calibrate_table(config: &Config, options: TableOptions, as_json: bool) -> Result<(), CliError> {
    let table = read_deals(&options).map_err(|faults| {
        let mut text = String::new();
        for fault in faults.first() {
            text.push_str(&format!("{fault}\n"));
        }
        CliError::Failed(format!("{text}{} faults; nothing was fitted", faults.total()))
    })?;
    let (cases, policy) = (table.cases.clone(), config.policy.calibration.clone());
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let fitted = ComputePool::new(threads)?.run(move || calibrate(&cases, &policy)).await?;
    let columns = columns(&table);
    let calibration = fitted.map_err(|refusal| {
        // What was read is told here too: it is often the reason.
        eprint!("{columns}");
        CliError::Failed(format!("{}: {refusal}", refusal.code()))
    })?;
    if as_json {
        let answer = json(&table, &calibration);
        println!("{}", serde_json::to_string_pretty(&answer).map_err(|e| CliError::Failed(e.to_string()))?);
        return Ok(());
    }
    print!("{columns}");
    println!("{}", quality::text(&calibration));
    Ok(())
}

/// What became of the columns and the rows.
fn columns(table: &DealTable) -> String {
    let mut shown = grid(["column", "used as"]);
    for UsedColumn { name, used } in &table.columns {
        shown.add_row([name.clone(), told(used)]);
    }
    let mut text = format!("{shown}\n");
    if table.not_closed > 0 {
        text.push_str(&format!("Left out: {} rows of open or dropped deals\n", table.not_closed));
    }
    if table.without_customer > 0 {
        let n = table.without_customer;
        text.push_str(&format!("{n} deals name no customer: each is taken for a customer of its own\n"));
    }
    text
}

fn told(used: &ColumnUse) -> String {
    let gaps = |missing: &usize| if *missing == 0 { String::new() } else { format!(", {missing} cells empty") };
    match used {
        ColumnUse::Outcome => "the outcome".to_owned(),
        ColumnUse::Customer => "the customer".to_owned(),
        ColumnUse::Numbers { missing } => format!("numbers{}", gaps(missing)),
        ColumnUse::Words { features, pooled, missing } => {
            let pooled = if *pooled == 0 { String::new() } else { format!(", {pooled} rare ones together") };
            format!("words: {features} features{pooled}{}", gaps(missing))
        }
        ColumnUse::LeftOut(reason) => format!("left out: {reason}"),
    }
}

fn json(table: &DealTable, calibration: &Calibration) -> Value {
    let column = |column: &UsedColumn| {
        let (used, detail) = match &column.used {
            ColumnUse::Outcome => ("OUTCOME", json!({})),
            ColumnUse::Customer => ("CUSTOMER", json!({})),
            ColumnUse::Numbers { missing } => ("NUMBERS", json!({ "missing": missing })),
            ColumnUse::Words { features, pooled, missing } => {
                ("WORDS", json!({ "features": features, "pooled": pooled, "missing": missing }))
            }
            ColumnUse::LeftOut(reason) => ("LEFT_OUT", json!({ "reason": reason.to_string() })),
        };
        json!({ "name": column.name, "used": used, "detail": detail })
    };
    json!({
        "columns": table.columns.iter().map(column).collect::<Vec<_>>(),
        "notClosed": table.not_closed,
        "withoutCustomer": table.without_customer,
        "intercept": calibration.model.intercept,
        "terms": terms_json(&calibration.model),
        "constant": calibration.constant,
        "quality": quality_json(&calibration.quality),
    })
}
