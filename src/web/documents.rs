//! Queries that were parsed before: clients ask the same few again and again.

use std::sync::Arc;

use async_graphql::parser::types::ExecutableDocument;
use async_graphql::parser::{Error, parse_query};
use quick_cache::Weighter;
use quick_cache::sync::Cache;

/// Bytes of query text whose documents are kept. A document takes some ten times its text.
const TEXT_KEPT: u64 = 2 << 20;

/// About as many queries as these are, with their fragments.
const QUERIES_KEPT: usize = 2_000;

/// The documents of queries that were asked lately, by their text.
pub(super) struct Documents(Cache<String, Arc<ExecutableDocument>, Text>);

/// A query weighs as much as its text.
#[derive(Clone)]
struct Text;

impl Weighter<String, Arc<ExecutableDocument>> for Text {
    fn weight(&self, text: &String, _: &Arc<ExecutableDocument>) -> u64 {
        1 + text.len() as u64
    }
}

impl Default for Documents {
    fn default() -> Self {
        Self(Cache::with_weighter(QUERIES_KEPT, TEXT_KEPT, Text))
    }
}

impl Documents {
    /// The document of a query.
    ///
    /// # Errors
    /// Where it cannot be parsed.
    pub(super) fn parsed(&self, query: &str) -> Result<ExecutableDocument, Error> {
        if let Some(document) = self.0.get(query) {
            return Ok(ExecutableDocument::clone(&document));
        }
        let document = parse_query(query)?;
        self.0.insert(query.to_owned(), Arc::new(document.clone()));
        Ok(document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_that_was_kept_is_the_one_that_was_parsed() {
        let documents = Documents::default();
        let query = "query A($x: Int = 3) { a(b: $x) { ...F } } fragment F on T @include(if: true) { c: d }";
        let fresh = format!("{:?}", documents.parsed(query).unwrap());
        assert_eq!(documents.0.len(), 1);
        assert_eq!(format!("{:?}", documents.parsed(query).unwrap()), fresh);
        assert_eq!(format!("{:?}", parse_query(query).unwrap()), fresh);
    }

    #[test]
    fn what_cannot_be_parsed_fails_each_time_and_is_not_kept() {
        let documents = Documents::default();
        for _ in 0..2 {
            documents.parsed("{ a").unwrap_err();
        }
        assert_eq!(documents.0.len(), 0);
    }

    #[test]
    fn many_different_queries_do_not_fill_the_memory() {
        let documents = Documents::default();
        let filling = "a".repeat(20_000);
        for query in 0..300 {
            documents.parsed(&format!("{{ {filling}{query} }}")).unwrap();
        }
        assert!(documents.0.weight() <= TEXT_KEPT, "{}", documents.0.weight());
        assert!(documents.0.len() < 300 && !documents.0.is_empty(), "{}", documents.0.len());
    }
}
