//! The order of an answer's fields: that of the query, as the specification advises, whatever order they were ready in.

use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};
use async_graphql::{Name, Value};

/// The names that an object of the answer may have, in order, each with what is inside it. Fields of fragments whose type
/// does not fit are in it too and are passed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResponseOrder(Vec<(Name, ResponseOrder)>);

impl ResponseOrder {
    /// The order of this selection. The document has no fragment that spreads itself.
    pub(super) fn of(document: &ExecutableDocument, selections: &SelectionSet) -> Self {
        let mut order = Self::default();
        order.add(document, selections);
        order
    }

    fn add(&mut self, document: &ExecutableDocument, selections: &SelectionSet) {
        for selection in &selections.items {
            match &selection.node {
                Selection::Field(field) => {
                    let name = &field.node.response_key().node;
                    let at = self.0.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
                        self.0.push((name.clone(), Self::default()));
                        self.0.len() - 1
                    });
                    self.0[at].1.add(document, &field.node.selection_set.node);
                }
                Selection::InlineFragment(fragment) => self.add(document, &fragment.node.selection_set.node),
                Selection::FragmentSpread(spread) => {
                    if let Some(fragment) = document.fragments.get(&spread.node.fragment_name.node) {
                        self.add(document, &fragment.node.selection_set.node);
                    }
                }
            }
        }
    }

    /// Puts a value and everything inside it in order. Values of custom scalars, which the query does not look into, stay.
    pub(super) fn apply(&self, value: &mut Value) {
        match value {
            Value::List(values) => values.iter_mut().for_each(|value| self.apply(value)),
            Value::Object(fields) if !self.0.is_empty() => {
                // The names of fragments that do not fit are not there.
                let mut names = self.0.iter();
                let in_order = fields.keys().all(|name| names.any(|(wanted, _)| is_same(name, wanted)));
                if !in_order {
                    let mut ready = std::mem::take(fields);
                    // What is left is none of the query's; it cannot be, but nothing is lost here.
                    fields.extend(
                        self.0.iter().filter_map(|(name, _)| ready.swap_remove_entry(name)).collect::<Vec<_>>(),
                    );
                    fields.extend(ready);
                }
                let mut orders = self.0.iter();
                for (name, value) in fields {
                    if let Some((_, inside)) = orders.find(|(wanted, _)| is_same(name, wanted)) {
                        inside.apply(value);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Whether two names are the same; most are the very same text, that of the query.
fn is_same(a: &Name, b: &Name) -> bool {
    std::ptr::eq(a.as_str(), b.as_str()) || a == b
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::parser::parse_query;

    #[test]
    fn answers_are_in_the_order_of_the_query() {
        let document =
            parse_query("{ b: x { z y } ...F a } fragment F on Q { c { ... on R { k } l } b: x { w } }").unwrap();
        let (_, operation) = document.operations.iter().next().unwrap();
        let order = ResponseOrder::of(&document, &operation.node.selection_set.node);
        let ready = r#"{"a":{"m":1,"b":2},"c":[{"l":1,"k":2},null,{"l":3}],"b":{"w":1,"y":2,"z":3}}"#;
        let mut value: Value = serde_json::from_str(ready).unwrap();
        order.apply(&mut value);
        let expected = r#"{"b":{"z":3,"y":2,"w":1},"c":[{"k":2,"l":1},null,{"l":3}],"a":{"m":1,"b":2}}"#;
        assert_eq!(serde_json::to_string(&value).unwrap(), expected);
    }
}
