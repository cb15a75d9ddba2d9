//! What a query may cost, held before anything expensive is done with it.
//!
//! Three gates, each cheap enough to stand before the next: [`scan`] reads the text once, without recursion, so that
//! the parser never sees a text that is too deep or too long; [`measure`] follows each fragment once, so that fragments
//! that spread each other twofold cannot make the checks behind it exponential; the schema's own count of the cost is
//! compared by the guard.

use std::collections::HashMap;

use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, OperationDefinition, OperationType, Selection, SelectionSet,
};
use async_graphql::{Name, Positioned, ServerError, Value, Variables};

use super::code::{ErrorCode, LimitExceeded};
use super::order::ResponseOrder;

/// Brackets inside each other, of any kind, that a query may have: keeps every recursion over it far from the end of
/// the stack. The parser's own ceiling for selections is the same.
pub const NESTING_MAX: u32 = 64;

/// The limits of one query; `config::LimitsConfig` tells their meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueryLimits {
    pub depth: u32,
    pub complexity: u32,
    pub aliases: u32,
    pub fields: u32,
    pub directives: u32,
    pub tokens: u32,
}

impl QueryLimits {
    fn depth_exceeded(&self) -> LimitExceeded {
        LimitExceeded { limit: "query_depth", value: self.depth }
    }
}

/// Reads the text of a query once and refuses it when it has too many tokens or aliases or is nested too deep. A text
/// that is no GraphQL passes: the parser says what is wrong with it.
///
/// Outside of parentheses a colon can only stand after an alias, so counting them counts the aliases.
///
/// # Errors
/// The first limit that was met.
pub fn scan(text: &str, limits: &QueryLimits) -> Result<(), LimitExceeded> {
    let bytes = text.as_bytes();
    let (mut tokens, mut aliases, mut nesting, mut parentheses) = (0_u32, 0_u32, 0_u32, 0_u32);
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b' ' | b'\t' | b'\r' | b'\n' | b',' => {
                at += 1;
                continue;
            }
            b'#' => {
                at = end_of_comment(bytes, at);
                continue;
            }
            b'"' => at = end_of_string(bytes, at),
            b'{' | b'[' | b'(' => {
                nesting += 1;
                parentheses += u32::from(bytes[at] == b'(');
                if nesting > NESTING_MAX {
                    return Err(match parentheses {
                        0 => limits.depth_exceeded(),
                        _ => LimitExceeded { limit: "query_nesting", value: NESTING_MAX },
                    });
                }
                at += 1;
            }
            b'}' | b']' | b')' => {
                nesting = nesting.saturating_sub(1);
                parentheses = parentheses.saturating_sub(u32::from(bytes[at] == b')'));
                at += 1;
            }
            b':' => {
                aliases += u32::from(parentheses == 0);
                if aliases > limits.aliases {
                    return Err(LimitExceeded { limit: "query_aliases", value: limits.aliases });
                }
                at += 1;
            }
            b if is_word(b) => at += bytes[at..].iter().take_while(|b| is_word(**b)).count(),
            _ => at += 1,
        }
        tokens += 1;
        if tokens > limits.tokens {
            return Err(LimitExceeded { limit: "query_tokens", value: limits.tokens });
        }
    }
    Ok(())
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+' | b'.')
}

fn end_of_comment(bytes: &[u8], start: usize) -> usize {
    start + bytes[start..].iter().take_while(|b| !matches!(b, b'\n' | b'\r')).count()
}

/// The place behind a string or block string that starts at `start`; an unfinished one ends with its line or the text.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let block = bytes[start..].starts_with(b"\"\"\"");
    let mut at = start + if block { 3 } else { 1 };
    while at < bytes.len() {
        let rest = &bytes[at..];
        if block {
            if rest.starts_with(b"\\\"\"\"") {
                at += 4;
            } else if rest.starts_with(b"\"\"\"") {
                return at + 3;
            } else {
                at += 1;
            }
        } else {
            match rest[0] {
                b'\\' => at += 2,
                b'"' => return at + 1,
                b'\n' | b'\r' => return at,
                _ => at += 1,
            }
        }
    }
    bytes.len()
}

/// What [`measure`] found out about the operation that will run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    pub kind: OperationType,
    pub name: Option<String>,
    /// What is asked, in order: at the root the names that the answer will have. Not yet known to the schema.
    pub order: ResponseOrder,
    /// Names of the fields asked at the root, each once, in order of appearance.
    pub root_fields: Vec<String>,
}

/// Chooses the operation and holds the whole document to the limits, fragments followed.
///
/// Variables that must be given are looked for here because the library would only miss them while it executes; whether
/// their values fit is left to its validation.
///
/// # Errors
/// A request error with its code: a limit that was met, a fragment that spreads itself, no such operation, a variable
/// that is missing.
pub fn measure(
    document: &ExecutableDocument,
    operation_name: Option<&str>,
    variables: &Variables,
    limits: &QueryLimits,
) -> Result<Operation, ServerError> {
    let mut measuring = Measuring { document, limits, fragments: HashMap::new() };
    // Also those nobody spreads: the checks of the specification walk them all.
    for name in document.fragments.keys() {
        measuring.fragment(name, 0)?;
    }
    let mut total = Size::default();
    for (_, operation) in document.operations.iter() {
        total = total.and(measuring.selections(&operation.node.selection_set, 0)?);
        total.directives = total.directives.saturating_add(operation.node.directives.len() as u32);
        total.check(limits)?;
    }
    let (name, operation) = choose(document, operation_name)?;
    for definition in operation.node.variable_definitions.iter().map(|definition| &definition.node) {
        let required = !definition.var_type.node.nullable && definition.default_value.is_none();
        if required && matches!(variables.get(&definition.name.node), None | Some(Value::Null)) {
            let message = format!("the variable ${} of type {} is missing", definition.name, definition.var_type);
            return Err(request_error(message));
        }
    }
    let mut root_fields = Vec::new();
    collect_root_fields(document, &operation.node.selection_set.node, &mut root_fields);
    let order = ResponseOrder::of(document, &operation.node.selection_set.node);
    Ok(Operation { kind: operation.node.ty, name, order, root_fields })
}

fn request_error(message: String) -> ServerError {
    let mut error = ServerError::new(message, None);
    error.extensions = Some(ErrorCode::BadInput.extensions());
    error
}

fn choose<'a>(
    document: &'a ExecutableDocument,
    wanted: Option<&str>,
) -> Result<(Option<String>, &'a Positioned<OperationDefinition>), ServerError> {
    match (&document.operations, wanted) {
        (DocumentOperations::Single(operation), None) => Ok((None, operation)),
        (DocumentOperations::Multiple(operations), None) if operations.len() == 1 => {
            let (name, operation) = operations.iter().next().expect("there is one");
            Ok((Some(name.to_string()), operation))
        }
        (DocumentOperations::Multiple(_), None) => {
            Err(request_error("operationName must say which of the operations is meant".to_owned()))
        }
        (DocumentOperations::Multiple(operations), Some(wanted)) if operations.contains_key(wanted) => {
            Ok((Some(wanted.to_owned()), &operations[wanted]))
        }
        (_, Some(wanted)) => Err(request_error(format!("there is no operation named {wanted:?}"))),
    }
}

/// Only called on documents without fragment cycles.
fn collect_root_fields(document: &ExecutableDocument, selections: &SelectionSet, names: &mut Vec<String>) {
    for selection in &selections.items {
        match &selection.node {
            Selection::Field(field) => {
                let name = field.node.name.node.as_str();
                if !names.iter().any(|known| known == name) {
                    names.push(name.to_owned());
                }
            }
            Selection::InlineFragment(fragment) => {
                collect_root_fields(document, &fragment.node.selection_set.node, names);
            }
            Selection::FragmentSpread(spread) => {
                if let Some(fragment) = document.fragments.get(&spread.node.fragment_name.node) {
                    collect_root_fields(document, &fragment.node.selection_set.node, names);
                }
            }
        }
    }
}

/// What a selection costs with its fragments written out.
#[derive(Debug, Clone, Copy, Default)]
struct Size {
    /// Fields inside each other.
    depth: u32,
    /// Fields and fragments inside each other.
    levels: u32,
    fields: u32,
    aliases: u32,
    directives: u32,
}

impl Size {
    /// Both, beside each other.
    fn and(self, other: Self) -> Self {
        Self {
            depth: self.depth.max(other.depth),
            levels: self.levels.max(other.levels),
            fields: self.fields.saturating_add(other.fields),
            aliases: self.aliases.saturating_add(other.aliases),
            directives: self.directives.saturating_add(other.directives),
        }
    }

    fn check(self, limits: &QueryLimits) -> Result<(), LimitExceeded> {
        let exceeded = |limit, value| Err(LimitExceeded { limit, value });
        if self.depth > limits.depth || self.levels > NESTING_MAX {
            return Err(limits.depth_exceeded());
        }
        if self.aliases > limits.aliases {
            return exceeded("query_aliases", limits.aliases);
        }
        if self.fields > limits.fields {
            return exceeded("query_fields", limits.fields);
        }
        if self.directives > limits.directives {
            return exceeded("query_directives", limits.directives);
        }
        Ok(())
    }
}

struct Measuring<'a> {
    document: &'a ExecutableDocument,
    limits: &'a QueryLimits,
    /// The size of each fragment that was measured; none while it is being measured.
    fragments: HashMap<&'a Name, Option<Size>>,
}

impl<'a> Measuring<'a> {
    /// `level` is how deep the recursion is: a chain of fragments may not use up the stack either.
    fn selections(&mut self, selections: &'a Positioned<SelectionSet>, level: u32) -> Result<Size, ServerError> {
        if level > NESTING_MAX {
            return Err(self.limits.depth_exceeded().into());
        }
        let mut total = Size::default();
        for selection in &selections.node.items {
            let mut size = match &selection.node {
                Selection::Field(field) => {
                    let mut size = self.selections(&field.node.selection_set, level + 1)?;
                    size.depth += 1;
                    size.fields = size.fields.saturating_add(1);
                    size.aliases = size.aliases.saturating_add(u32::from(field.node.alias.is_some()));
                    size
                }
                Selection::InlineFragment(fragment) => self.selections(&fragment.node.selection_set, level + 1)?,
                Selection::FragmentSpread(spread) => self.fragment(&spread.node.fragment_name.node, level + 1)?,
            };
            size.levels += 1;
            size.directives = size.directives.saturating_add(selection.node.directives().len() as u32);
            total = total.and(size);
        }
        total.check(self.limits)?;
        Ok(total)
    }

    fn fragment(&mut self, name: &Name, level: u32) -> Result<Size, ServerError> {
        let Some((name, fragment)) = self.document.fragments.get_key_value(name) else {
            // The validation behind names the missing fragment.
            return Ok(Size::default());
        };
        match self.fragments.get(name) {
            Some(Some(size)) => Ok(*size),
            Some(None) => Err(request_error(format!("the fragment {name} spreads itself"))),
            None => {
                self.fragments.insert(name, None);
                let mut size = self.selections(&fragment.node.selection_set, level)?;
                size.directives = size.directives.saturating_add(fragment.node.directives.len() as u32);
                self.fragments.insert(name, Some(size));
                Ok(size)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::parser::parse_query;

    const LIMITS: QueryLimits =
        QueryLimits { depth: 4, complexity: 100, aliases: 3, fields: 12, directives: 2, tokens: 200 };

    fn scanned(text: &str) -> Option<&'static str> {
        scan(text, &LIMITS).err().map(|exceeded| exceeded.limit)
    }

    fn measured(text: &str) -> Result<Operation, ServerError> {
        scan(text, &LIMITS)?;
        measure(&parse_query(text).unwrap(), None, &Variables::default(), &LIMITS)
    }

    fn limit_of(text: &str) -> String {
        let error = measured(text).unwrap_err();
        error.extensions.unwrap().get("limit").expect("a limit").to_string()
    }

    #[test]
    fn the_scan_counts_aliases_but_not_arguments() {
        assert_eq!(scanned("query($v: T = {k: 1}) { a: f(x: 1, y: {z: 2, w: [3]}) b: g(v: $v) c: h }"), None);
        assert_eq!(scanned("{ a: f b: f c: f d: f }"), Some("query_aliases"));
    }

    #[test]
    fn the_scan_reads_over_strings_and_comments() {
        assert_eq!(scanned(r#"{ f(s: "a:b:c:d:e:f { { \" ( ") g(s: """ \""" ::::: "x" """) }"#), None);
        assert_eq!(scanned("{ f # a: b: c: d: e: {{{{\n g }"), None);
        assert_eq!(scanned("{ f(s: \"unfinished : : : :"), None);
        assert_eq!(scanned("{ f(s: \"\"\"unfinished : : : :"), None);
        assert_eq!(scanned("{ f(s: \"\\"), None);
    }

    #[test]
    fn the_scan_stops_what_would_overflow_a_recursion() {
        assert_eq!(scanned(&"{a".repeat(200)), Some("query_depth"));
        assert_eq!(scanned(&format!("{{f(v: {}", "[".repeat(200))), Some("query_nesting"));
        assert_eq!(scanned(&format!("{{f(v: {}", "{a:".repeat(200))), Some("query_nesting"));
        assert_eq!(scanned(&"a ".repeat(201)), Some("query_tokens"));
    }

    #[test]
    fn each_limit_is_held() {
        assert!(measured("{ a { b { c { d } } } }").is_ok());
        assert!(limit_of("{ a { b { c { d { e } } } } }").contains("query_depth"));
        assert!(limit_of("{ a b c d e f g h i j k l m }").contains("query_fields"));
        assert!(limit_of("{ a @x @x @x }").contains("query_directives"));
        assert!(limit_of("query @x @x @x { a }").contains("query_directives"));
    }

    #[test]
    fn fragments_are_written_out() {
        assert!(measured("{ ...F ...F } fragment F on Q { x: a { b } }").is_ok());
        assert!(limit_of("{ ...F ...F ...F ...F } fragment F on Q { x: a }").contains("query_aliases"));
        assert!(limit_of("{ a { b { ...F } } } fragment F on Q { c { d { e } } }").contains("query_depth"));
    }

    #[test]
    fn fragments_that_double_each_other_are_counted_without_following_each_path() {
        let mut text = "{ ...F0 }".to_owned();
        for i in 0..12 {
            text += &format!(" fragment F{i} on Q {{ ...F{} ...F{} }}", i + 1, i + 1);
        }
        text += " fragment F12 on Q { a }";
        assert!(limit_of(&text).contains("query_fields"));
    }

    #[test]
    fn a_long_chain_of_fragments_is_too_deep() {
        let limits = QueryLimits { tokens: 100_000, ..LIMITS };
        let mut text = "{ ...F0 }".to_owned();
        for i in 0..5_000 {
            text += &format!(" fragment F{i} on Q {{ ...F{} }}", i + 1);
        }
        text += " fragment F5000 on Q { a }";
        scan(&text, &limits).unwrap();
        let error = measure(&parse_query(&text).unwrap(), None, &Variables::default(), &limits).unwrap_err();
        assert_eq!(ErrorCode::of(&error), Some(ErrorCode::LimitExceeded));
    }

    #[test]
    fn a_fragment_that_spreads_itself_is_bad_input() {
        for text in
            ["{ ...F } fragment F on Q { ...F }", "{ a } fragment F on Q { ...G } fragment G on Q { x { ...F } }"]
        {
            assert_eq!(ErrorCode::of(&measured(text).unwrap_err()), Some(ErrorCode::BadInput), "{text}");
        }
    }

    #[test]
    fn the_operation_is_chosen_by_name() {
        let document = parse_query("query A { a ...F } mutation B { b } fragment F on Q { c a }").unwrap();
        let chosen = |name| measure(&document, name, &Variables::default(), &LIMITS);
        assert_eq!(chosen(Some("A")).unwrap().root_fields, ["a", "c"]);
        assert_eq!(chosen(Some("B")).unwrap().kind, OperationType::Mutation);
        for name in [None, Some("C")] {
            assert_eq!(ErrorCode::of(&chosen(name).unwrap_err()), Some(ErrorCode::BadInput));
        }
    }

    #[test]
    fn variables_that_must_be_given_are_missed() {
        let document = parse_query("query($a: Int!, $b: Int, $c: Int! = 1) { f(a: $a, b: $b, c: $c) }").unwrap();
        let given = |json| measure(&document, None, &Variables::from_json(json), &LIMITS);
        assert!(given(serde_json::json!({ "a": 1 })).is_ok());
        for json in [serde_json::json!({}), serde_json::json!({ "a": null })] {
            assert!(given(json).unwrap_err().message.contains("$a of type Int!"));
        }
    }
}
