//! Tables and words for a terminal.

use comfy_table::{ContentArrangement, Table, TableComponent, presets};

use crate::domain::{AttitudeLevel, Coded, Policy};

/// A table with these headings and no rows.
pub(super) fn table<const N: usize>(headings: [&str; N]) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    // A line under each row would take half of the screen; it is drawn as long as any part of it has a style.
    for part in [
        TableComponent::HorizontalLines,
        TableComponent::MiddleIntersections,
        TableComponent::LeftBorderIntersections,
        TableComponent::RightBorderIntersections,
    ] {
        table.remove_style(part);
    }
    table.set_header(headings);
    table
}

/// A share as a percentage.
pub(super) fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// A number with two places and its sign.
pub(super) fn signed(number: f64) -> String {
    // Without the sum, a small negative number would be shown as -0.00.
    format!("{:+.2}", (number * 100.0).round() / 100.0 + 0.0)
}

/// As [`signed`]; what is not known is said so.
pub(super) fn signed_if(number: Option<f64>) -> String {
    number.map_or("unknown".to_owned(), signed)
}

/// The word of a closed set, as a person reads it.
pub(super) fn words(code: impl Coded) -> String {
    code.code().replace('_', " ")
}

/// Names, separated.
pub(super) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().collect::<Vec<_>>().join(", ")
}

/// A level with its sign.
pub(super) fn level(level: AttitudeLevel) -> String {
    match level.get() {
        0 => "0".to_owned(),
        level => format!("{level:+}"),
    }
}

/// The numbers of these sections that are other than the method's, if any is.
pub(super) fn changed_policy(sections: &'static [&'static str], policy: &Policy) -> Option<String> {
    let changed: Vec<String> = Policy::numbers_of(sections)
        .filter(|n| n.value(policy) != n.value(&Policy::default()))
        .map(|n| format!("{} = {}", n.name, n.value(policy)))
        .collect();
    (!changed.is_empty()).then(|| format!("Policy other than the method's: {}", changed.join(", ")))
}
