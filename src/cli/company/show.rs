//! Answers of the API as tables for a person.

use serde_json::Value;

use crate::cli::table::{list, percent, table};

/// How a cell is written.
#[derive(Clone, Copy)]
pub(super) enum As {
    /// Names, words and whole numbers as they are.
    Text,
    /// A share as a percentage.
    Percent,
    /// A number with three places.
    Number,
}

/// A column: its heading, where its value is below an entry, and how it is written.
pub(super) type Column = (&'static str, &'static str, As);

/// What is at a path of names, separated by dots.
pub(super) fn at<'v>(value: &'v Value, path: &str) -> &'v Value {
    path.split('.').filter(|name| !name.is_empty()).fold(value, |value, name| &value[name])
}

/// A value as a person reads it.
pub(super) fn text(value: &Value, how: As) -> String {
    match (value, how) {
        (Value::Null, _) => "—".to_owned(),
        (Value::Number(number), As::Percent) => number.as_f64().map_or_else(String::new, percent),
        (Value::Number(number), As::Number) => {
            number.as_f64().map_or_else(String::new, |number| format!("{number:.3}"))
        }
        (Value::Number(number), As::Text) => number.to_string(),
        (Value::String(text), _) => text.clone(),
        (Value::Bool(yes), _) => if *yes { "yes" } else { "no" }.to_owned(),
        (Value::Array(values), _) => {
            let texts: Vec<String> = values.iter().map(|value| self::text(value, how)).collect();
            list(texts.iter().map(String::as_str))
        }
        (Value::Object(fields), _) => match (fields.get("name"), fields.get("masked")) {
            (Some(Value::String(name)), _) => name.clone(),
            (_, Some(Value::Bool(true))) => match &value["department"]["name"] {
                Value::String(department) => format!("someone in {department}"),
                _ => "someone of ours".to_owned(),
            },
            (_, Some(_)) => self::text(&value["person"], how),
            _ => self::text(&value["person"], how),
        },
    }
}

/// A table of the entries of a list, or of a page, with how many more there are; nothing where there are none.
pub(super) fn entries<const N: usize>(title: &str, page: &Value, columns: [Column; N]) -> String {
    let nodes = if page.is_array() { page } else { &page["nodes"] };
    let Some(nodes) = nodes.as_array().filter(|nodes| !nodes.is_empty()) else { return String::new() };
    let mut shown = table(columns.map(|(heading, ..)| heading));
    for node in nodes {
        shown.add_row(columns.map(|(_, path, how)| text(at(node, path), how)));
    }
    let total = page["totalCount"].as_u64().unwrap_or(nodes.len() as u64);
    let more = total.saturating_sub(nodes.len() as u64);
    let more = if more > 0 { format!("\n… and {more} more (--first)") } else { String::new() };
    format!("\n{title} ({total})\n{shown}{more}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn people_are_named_or_asked_for_in_their_department() {
        let known = json!({ "masked": false, "person": { "name": "Anna" }, "department": null });
        let masked = json!({ "masked": true, "person": null, "department": { "name": "Finance" } });
        let nowhere = json!({ "masked": true, "person": null, "department": null });
        let texts = [&known, &masked, &nowhere].map(|value| text(value, As::Text));
        assert_eq!(texts, ["Anna", "someone in Finance", "someone of ours"]);
    }

    #[test]
    fn numbers_are_written_as_their_column_says() {
        let value = json!(0.12345);
        assert_eq!([As::Percent, As::Number].map(|how| text(&value, how)), ["12.3 %", "0.123"]);
        assert_eq!(text(&Value::Null, As::Percent), "—");
        let page = json!({ "totalCount": 3, "nodes": [{ "a": { "b": 1 } }] });
        let shown = entries("Title", &page, [("x", "a.b", As::Text)]);
        assert!(shown.contains("Title (3)") && shown.contains("2 more"), "{shown}");
        assert_eq!(entries("Title", &json!({ "nodes": [] }), [("x", "a", As::Text)]), "");
    }
}
