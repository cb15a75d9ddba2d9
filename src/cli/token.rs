//! `guanxi token`: a bearer token for local use.

use std::time::Duration;

use crate::config::{AuthConfig, Config};
use crate::domain::{Id, Viewer};
use crate::web;

use super::{CliError, word};

/// Prints a token for a person.
pub(super) fn token(config: &Config, person: &str, role: &str, hours: u32) -> Result<(), CliError> {
    let person = Id::new(person).map_err(|e| CliError::Usage(format!("--person: {e}")))?;
    let viewer = Viewer { person, role: word("--role", role)? };
    let AuthConfig::Jwt(jwt) = &config.auth else {
        return Err(CliError::Usage("tokens need GUANXI_AUTH=jwt and GUANXI_JWT_SECRET".to_owned()));
    };
    let lifetime = Duration::from_secs(u64::from(hours) * 3600);
    println!("{}", web::token(jwt, &viewer, lifetime).map_err(|e| CliError::Failed(e.to_string()))?);
    Ok(())
}
