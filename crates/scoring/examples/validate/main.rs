//! Does it mean anything? Measures the models of suggested lines on data that nobody made for them, against plain baselines.
//!
//! ```text
//! cargo run --release -p guanxi-scoring --example validate -- DATA [REPORT]
//! ```
//!
//! `DATA` is the folder of the data sets; the report is printed, and written to `REPORT` where one is named. Ends with an error
//! when the numbers that ship are not those that are fitted here.

mod data;
mod fit;
mod future;
mod levels;
mod managers;
mod measure;
mod report;

use std::path::{Path, PathBuf};

use guanxi_domain::Policy;

use data::Outcome;

/// How far a shipped number may be from the fitted one: they are rounded to two digits.
const ROUNDED: f64 = 0.006;

fn main() -> Outcome<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let (folder, target): (&Path, Option<&Path>) = match arguments.as_slice() {
        [folder] => (folder, None),
        [folder, target] => (folder, Some(target)),
        _ => return Err("usage: validate DATA [REPORT]".into()),
    };
    let enron = data::enron(&folder.join("enron"))?;
    let surveys = [data::krackhardt(&folder.join("krackhardt"))?, data::lazega(&folder.join("lazega"))?];
    let policy = Policy::default();
    let levels = levels::measure(&surveys);
    // Of the two surveys the larger one.
    let (damping, unanswered) = (levels::tuned_damping(&surveys[1]), levels::tuned_unanswered(&surveys[1]));
    let managers = managers::measure(&enron, unanswered, damping, &policy.suggestion);
    let future = future::measure(&enron, &policy.suggestion);
    let numbers = report::shipped(&policy, &managers.fitted, &future.fitted);
    let text = report::write(&managers, &levels, &future, &numbers);
    print!("{text}");
    if let Some(target) = target {
        std::fs::write(target, text)?;
    }
    let wrong: Vec<String> = numbers
        .iter()
        .filter(|number| (number.shipped - number.fitted).abs() > ROUNDED)
        .map(|number| format!("{} ships as {}, fitted {:.4}", number.name, number.shipped, number.fitted))
        .collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("; ").into()) }
}
