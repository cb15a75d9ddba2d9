//! Pages of lists as Relay connections.

use std::borrow::Cow;

use async_graphql::connection::PageInfo;
use async_graphql::{ComplexObject, OutputType, SimpleObject, TypeName};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::service::{Page, PageRequest};

use super::answer::{ConflictLine, Door};
use super::calibration::{WinModel, WinModelUse};
use super::customers::{CustomerGroup, CustomerStanding};
use super::department::Department;
use super::facts::{Assessment, InfluenceLine, Membership, ReportingLine, RoleInDecision};
use super::failure::{Answer, Failure};
use super::in_place::InPlace;
use super::node::Node;
use super::opportunity::Opportunity;
use super::organization::Organization;
use super::person::Person;
use super::sales::{Endorsement, Signal, Target};

/// What comes in pages.
pub trait Listed: OutputType {
    /// What the types of its pages are called after.
    fn list_name() -> Cow<'static, str> {
        Self::type_name()
    }
}

impl Listed for Assessment {}
impl Listed for ConflictLine {}
impl Listed for CustomerGroup {}
impl Listed for CustomerStanding {}
impl Listed for Department {}
impl Listed for InPlace<Door> {}
impl Listed for Endorsement {}
impl Listed for InfluenceLine {}
impl Listed for Membership {}
impl Listed for Opportunity {}
impl Listed for Organization {}
impl Listed for Person {}
impl Listed for ReportingLine {}
impl Listed for RoleInDecision {}
impl Listed for Signal {}
impl Listed for Target {}
impl Listed for WinModel {}
impl Listed for WinModelUse {}
impl Listed for Node {
    fn list_name() -> Cow<'static, str> {
        "Search".into()
    }
}

/// One page of a list.
#[derive(SimpleObject)]
#[graphql(complex, name_type)]
pub struct Connection<T: Listed> {
    /// The entries of this page, in order, each with its cursor.
    pub edges: Vec<Edge<T>>,
    /// Where this page is in the list.
    pub page_info: PageInfo,
    /// How many entries the whole list has; absent where counting them would cost as much as reading them.
    pub total_count: Option<usize>,
}

/// An entry of a page.
#[derive(SimpleObject)]
#[graphql(name_type)]
pub struct Edge<T: Listed> {
    /// Where the entry is in the list: give it as `after` to go on behind it.
    pub cursor: String,
    /// The entry itself.
    pub node: T,
}

impl<T: Listed> TypeName for Connection<T> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Connection", T::list_name()).into()
    }
}

impl<T: Listed> TypeName for Edge<T> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Edge", T::list_name()).into()
    }
}

#[ComplexObject]
impl<T: Listed> Connection<T> {
    /// The entries of this page, in order.
    async fn nodes(&self) -> Vec<&T> {
        self.edges.iter().map(|edge| &edge.node).collect()
    }
}

/// What a field that returns a page costs: itself, and its selection once for each entry that may come.
pub fn page_cost(first: Option<i32>, child_complexity: usize) -> usize {
    let entries = first.map_or(PageRequest::DEFAULT_FIRST as usize, |first| usize::try_from(first).unwrap_or(0));
    entries.saturating_mul(child_complexity).saturating_add(1)
}

fn cursor_of(key: &str) -> String {
    URL_SAFE_NO_PAD.encode(key)
}

/// Reads a cursor.
///
/// # Errors
/// `BAD_INPUT`.
pub fn key_of(cursor: &str) -> Answer<String> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok();
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(not_a_cursor)
}

/// A cursor that belongs to no list, or to another one.
pub fn not_a_cursor() -> Failure {
    Failure::bad_input("after", "is no cursor of this list")
}

impl<T: Listed> Connection<T> {
    /// The asked part of a list that is there as a whole. `key` tells entries apart; `show` makes what is returned.
    ///
    /// # Errors
    /// `BAD_INPUT` when the list has no entry with the cursor.
    pub fn slice<I>(
        items: &[I],
        page: &PageRequest,
        key: impl Fn(&I) -> String,
        show: impl Fn(&I) -> T,
    ) -> Answer<Self> {
        Self::try_slice(items, page, key, |item| Ok(show(item)))
    }

    /// As [`Connection::slice`], where an entry may fail to be made.
    ///
    /// # Errors
    /// As [`Connection::slice`], and those of `show`.
    pub fn try_slice<I>(
        items: &[I],
        page: &PageRequest,
        key: impl Fn(&I) -> String,
        show: impl Fn(&I) -> Answer<T>,
    ) -> Answer<Self> {
        let start = match &page.after {
            None => 0,
            Some(after) => {
                let after = key_of(after)?;
                1 + items.iter().position(|item| key(item) == after).ok_or_else(not_a_cursor)?
            }
        };
        let rest = &items[start..];
        let shown = &rest[..rest.len().min(page.first as usize)];
        let edge = |item| Ok(Edge { cursor: cursor_of(&key(item)), node: show(item)? });
        let edges = shown.iter().map(edge).collect::<Answer<_>>()?;
        Ok(Self::with_edges(edges, start > 0, shown.len() < rest.len(), Some(items.len())))
    }

    /// A page as the service made it.
    pub fn of_page<I>(page: Page<I>, begun: bool, key: impl Fn(usize, &I) -> String, show: impl Fn(I) -> T) -> Self {
        let Page { items, has_next } = page;
        let edge = |(i, item)| Edge { cursor: cursor_of(&key(i, &item)), node: show(item) };
        Self::with_edges(items.into_iter().enumerate().map(edge).collect(), begun, has_next, None)
    }

    fn with_edges(edges: Vec<Edge<T>>, begun: bool, has_next: bool, total_count: Option<usize>) -> Self {
        let page_info = PageInfo {
            has_previous_page: begun,
            has_next_page: has_next,
            start_cursor: edges.first().map(|edge| edge.cursor.clone()),
            end_cursor: edges.last().map(|edge| edge.cursor.clone()),
        };
        Self { edges, page_info, total_count }
    }
}
