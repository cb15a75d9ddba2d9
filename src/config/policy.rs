//! The policy file: `[section]` and `key` name a number of [`Policy::NUMBERS`].

use std::path::{Path, PathBuf};

use crate::domain::{Policy, PolicyError};

/// The policy file that comes with the program: every number with its meaning, at the method's default.
pub const SHIPPED_POLICY: &str = include_str!("../../policy.toml");

/// Why a policy file was refused.
#[derive(Debug, thiserror::Error)]
pub enum PolicyFileError {
    /// The file could not be read.
    #[error("{path}: {reason}")]
    Unreadable { path: PathBuf, reason: std::io::Error },
    /// The text is no TOML.
    #[error("{path}: {reason}")]
    Syntax { path: PathBuf, reason: Box<toml::de::Error> },
    /// A key is not inside a section.
    #[error("{path}: {key} must be a section holding numbers")]
    NoSection { path: PathBuf, key: String },
    /// A value is no number.
    #[error("{path}: {name} must be a number")]
    NoNumber { path: PathBuf, name: String },
    /// There is no such number, its value is outside its range, or it does not go together with another.
    #[error("{path}: {reason}")]
    Number { path: PathBuf, reason: PolicyError },
}

/// Reads the policy: the method's defaults, changed by the numbers the file names.
///
/// # Errors
/// [`PolicyFileError`] naming the file and what is wrong in it.
pub fn read_policy(path: &Path) -> Result<Policy, PolicyFileError> {
    let text = std::fs::read_to_string(path)
        .map_err(|reason| PolicyFileError::Unreadable { path: path.to_owned(), reason })?;
    parse_policy(path, &text)
}

fn parse_policy(path: &Path, text: &str) -> Result<Policy, PolicyFileError> {
    let path = || path.to_owned();
    let sections: toml::Table =
        text.parse().map_err(|reason| PolicyFileError::Syntax { path: path(), reason: Box::new(reason) })?;
    let mut policy = Policy::default();
    for (section, keys) in sections {
        let toml::Value::Table(keys) = keys else {
            return Err(PolicyFileError::NoSection { path: path(), key: section });
        };
        for (key, value) in keys {
            let name = format!("{section}.{key}");
            let number = match value {
                toml::Value::Float(number) => number,
                // Exact below 2^53; every whole number of the policy is far smaller, larger ones fail its range.
                toml::Value::Integer(number) => number as f64,
                _ => return Err(PolicyFileError::NoNumber { path: path(), name }),
            };
            policy.set(&name, number).map_err(|reason| PolicyFileError::Number { path: path(), reason })?;
        }
    }
    policy.validated().map_err(|reason| PolicyFileError::Number { path: path(), reason })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Policy, PolicyFileError> {
        parse_policy(Path::new("p.toml"), text)
    }

    #[test]
    fn the_shipped_file_is_the_default_policy_and_names_every_number() {
        assert_eq!(parse(SHIPPED_POLICY).unwrap(), Policy::default());
        let sections: toml::Table = SHIPPED_POLICY.parse().unwrap();
        let mut named: Vec<String> = sections
            .iter()
            .flat_map(|(section, keys)| keys.as_table().unwrap().keys().map(move |key| format!("{section}.{key}")))
            .collect();
        named.sort();
        let mut known: Vec<String> = Policy::NUMBERS.iter().map(|n| n.name.to_owned()).collect();
        known.sort();
        assert_eq!(named, known);
    }

    #[test]
    fn the_shipped_file_tells_meaning_and_range_above_each_number() {
        for number in Policy::NUMBERS {
            let (_, key) = number.name.split_once('.').unwrap();
            let comment = format!("# {}; {}\n{key} = ", number.meaning, number.range);
            assert!(SHIPPED_POLICY.contains(&comment), "missing: {comment}");
        }
    }

    #[test]
    fn numbers_left_out_keep_their_default_and_whole_numbers_may_be_written_either_way() {
        let policy = parse("[route]\nsteps_outside = 2\n[decay]\nhalf_life_days = 90.5\n").unwrap();
        assert_eq!(policy.route.steps_outside, 2.0);
        assert_eq!(policy.decay.half_life_days, 90.5);
        assert_eq!(policy.trust, Policy::default().trust);
    }

    #[test]
    fn wrong_files_are_refused_by_name() {
        let message = |text| parse(text).unwrap_err().to_string();
        assert!(message("[decay]\nflor = 0.5").contains("decay.flor"));
        assert!(message("[decay]\nfloor = 1.5").contains("decay.floor is 1.5, expected a number in (0, 1]"));
        assert!(message("[decay]\nfloor = nan").contains("decay.floor"));
        assert!(message("[decay]\nfloor = \"0.1\"").contains("decay.floor must be a number"));
        assert!(
            message("[performance]\nbase = 0.7").contains("performance.base, performance.sales, performance.account")
        );
        assert!(message("floor = 0.1").contains("floor must be a section"));
        assert!(message("[decay").starts_with("p.toml: "));
    }
}
