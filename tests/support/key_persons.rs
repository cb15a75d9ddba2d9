//! Which people of the demonstration company the figures ask about.

use std::collections::HashMap;

use guanxi::demo::Demo;
use guanxi::domain::{Id, Record, RecordKind};

/// Contacts with their number of influence lines.
pub type Keys = Vec<(usize, Id)>;

/// All contacts, by the number of influence lines to them, then by id.
pub fn by_in_lines(demo: &Demo) -> Keys {
    let mut lines: HashMap<Id, usize> = HashMap::new();
    for record in demo.records(RecordKind::Influence) {
        if let Record::Influence(influence) = record
            && influence.to_id.as_str().starts_with("con-")
        {
            *lines.entry(influence.to_id).or_default() += 1;
        }
    }
    let mut ranked: Keys = lines.into_iter().map(|(id, lines)| (lines, id)).collect();
    ranked.sort();
    ranked
}

/// `n` contacts around the one at this share of the ranking.
pub fn around(ranked: &Keys, share: f64, n: usize) -> Keys {
    let middle = (ranked.len() as f64 * share) as usize;
    let first = middle.saturating_sub(n / 2).min(ranked.len() - n);
    ranked[first..first + n].to_vec()
}
