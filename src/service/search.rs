//! Finding people, departments, organizations and opportunities by name: Chinese, English, pinyin, initials.

use serde::Deserialize;

use crate::domain::{Coded, Id, RecordKind, coded};
use crate::store::{Params, Value, statements as st};

use super::{Page, Reading, ServiceError, within};

coded! {
    /// What can be searched.
    pub enum SearchKind expects "a kind: person, department, organization or opportunity" {
        /// People.
        Person = "person",
        /// Departments.
        Department = "department",
        /// Organizations.
        Organization = "organization",
        /// Opportunities.
        Opportunity = "opportunity",
    }
}

impl SearchKind {
    /// The kind of record found.
    pub fn record_kind(self) -> RecordKind {
        match self {
            Self::Person => RecordKind::Person,
            Self::Department => RecordKind::Department,
            Self::Organization => RecordKind::Organization,
            Self::Opportunity => RecordKind::Opportunity,
        }
    }
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchHit {
    pub kind: SearchKind,
    pub id: Id,
    /// 0 a key equals the text, 1 a key begins with it, 2 a key contains it.
    pub rank: u8,
}

#[derive(Deserialize)]
struct HitRow {
    kind: String,
    id: String,
    rank: i64,
}

impl Reading {
    /// What matches `text`, best first: equal, beginning, containing; then by name. `skip` leaves out what earlier pages held.
    ///
    /// # Errors
    /// [`ServiceError::BadInput`] for an empty text, [`ServiceError::LimitExceeded`] for a very long one.
    pub async fn search(
        &self,
        text: &str,
        kinds: &[SearchKind],
        skip: u32,
        first: u32,
    ) -> Result<Page<SearchHit>, ServiceError> {
        let text = text.trim().to_lowercase();
        if text.is_empty() {
            return Err(ServiceError::bad_input("text", "a search needs a text"));
        }
        if text.contains('\n') {
            return Ok(Page { items: Vec::new(), has_next: false });
        }
        within("characters of the search text", text.chars().count() as u64, self.service().limits().search_text)?;
        let kinds = if kinds.is_empty() { SearchKind::ALL } else { kinds };
        let statement = &st::search::ENTITIES;
        let params = Params::new()
            .with("text", text)
            .with("kinds", Value::List(kinds.iter().map(|k| k.code().into()).collect()))
            .with("skip", i64::from(skip))
            .with("limit", i64::from(first) + 1);
        let internal = |e: String| ServiceError::Internal(format!("{}: {e}", statement.name));
        let mut hits = Vec::new();
        for row in self.rows::<HitRow>(statement, params).await? {
            hits.push(SearchHit {
                kind: SearchKind::parse(&row.kind).map_err(|e| internal(e.to_string()))?,
                id: Id::new(&row.id).map_err(|e| internal(e.to_string()))?,
                rank: u8::try_from(row.rank).map_err(|e| internal(e.to_string()))?,
            });
        }
        Ok(Page::of_one_more(hits, first))
    }

    /// What a text on the command line may mean: by identifier, by exact name (of a person also the mail address), else by the
    /// search.
    ///
    /// # Errors
    /// As [`Reading::search`].
    pub async fn meant(&self, kind: SearchKind, text: &str) -> Result<Vec<Id>, ServiceError> {
        if let Ok(id) = Id::new(text.trim())
            && self.by_ids(kind.record_kind(), std::slice::from_ref(&id)).await?.contains_key(&id)
        {
            return Ok(vec![id]);
        }
        let hits = self.search(text, &[kind], 0, self.service().limits().page_size).await?.items;
        let equal: Vec<Id> = hits.iter().filter(|hit| hit.rank == 0).map(|hit| hit.id.clone()).collect();
        Ok(if equal.is_empty() { hits.into_iter().map(|hit| hit.id).collect() } else { equal })
    }
}
