//! `guanxi check`: what is wrong with a store.

use crate::app;
use crate::config::Config;
use crate::domain::Coded as _;
use crate::service::Severity;

use super::CliError;

/// Examines the store; fails when something is wrong.
pub(super) async fn check(config: &Config, apply: bool) -> Result<(), CliError> {
    let service = app::service_as_it_is(config).await?;
    if apply {
        for step in service.migrate().await? {
            println!("applied: {step}");
        }
    }
    let findings = service.examine().await?;
    for finding in &findings {
        println!("{}: {}", finding.severity.code(), finding.message);
    }
    let errors = findings.iter().filter(|f| f.severity == Severity::Error).count();
    if errors > 0 {
        let hint = if apply { "" } else { "; a schema that is behind is brought up with --apply" };
        return Err(CliError::Failed(format!("{errors} errors{hint}")));
    }
    for (kind, records) in service.counts().await? {
        println!("{kind}: {records}");
    }
    match findings.iter().filter(|f| f.severity == Severity::Warning).count() {
        0 => println!("the store is in order"),
        warnings => println!("the store can be used; warnings: {warnings}"),
    }
    Ok(())
}
