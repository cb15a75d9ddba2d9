//! What only the schema itself can hold: its own count of the cost, and answers as the specification wants them.
//!
//! The library (7.2) drops a field that failed from its object, even where the schema promises the field. The guard puts
//! null there instead and, where null may not be, makes the nearest thing around it null that may be (GraphQL §6.4.4).

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_graphql::extensions::{
    Extension, ExtensionContext, ExtensionFactory, NextExecute, NextResolve, NextValidation, ResolveInfo,
};
use async_graphql::{
    Executor, ObjectType, QueryPathNode, QueryPathSegment, Request, Response, Schema, SchemaBuilder, ServerError,
    ServerResult, SubscriptionType, ValidationResult, Value,
};
use futures_util::Stream;

use super::batches;
use super::code::LimitExceeded;
use super::in_place::Shapes;
use super::limits::NESTING_MAX;
use super::order::ResponseOrder;

/// What belongs to one request: put into its data as `Arc<Passage>` before it is executed.
#[derive(Debug)]
pub struct Passage {
    complexity_max: u32,
    order: ResponseOrder,
    executed: AtomicBool,
}

impl Passage {
    /// A request that may cost this much by the schema's count, and whose answer has this order.
    pub fn new(complexity_max: u32, order: ResponseOrder) -> Arc<Self> {
        Arc::new(Self { complexity_max, order, executed: AtomicBool::new(false) })
    }

    /// Whether the request passed every check and was executed: only then has its answer `data`, if perhaps null.
    pub fn executed(&self) -> bool {
        self.executed.load(Ordering::Acquire)
    }
}

/// Puts the guard into a schema. Every schema that is served needs it: without, no answer counts as executed.
pub(super) fn guarded<Q, M, S>(schema: SchemaBuilder<Q, M, S>, introspection: bool) -> SchemaBuilder<Q, M, S>
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    settled(schema, introspection).extension(Guard)
}

/// What holds with and without the guard. The library's own ceiling on nesting is raised to the one that was held before, because its
/// error has no code. Where clients may not ask for the schema, errors do not suggest names from it either.
fn settled<Q, M, S>(schema: SchemaBuilder<Q, M, S>, introspection: bool) -> SchemaBuilder<Q, M, S>
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    let schema = schema.limit_recursive_depth(NESTING_MAX as usize);
    if introspection { schema } else { schema.disable_introspection().disable_suggestions() }
}

/// A schema as it is served. The guard looks at every field, and the library does more for each as soon as anything looks at it: half of
/// what GraphQL adds to a large answer. In an answer without errors there is nothing to mend, so a query, which changes nothing, may
/// be executed bare first.
#[derive(Clone)]
pub struct Served<E> {
    guarded: E,
    bare: E,
}

impl<Q, M, S> Served<Schema<Q, M, S>>
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    /// Serves the schema that `build` begins. A query that costs more than `complexity_max` fails, with and without the guard.
    pub fn new(build: impl Fn() -> SchemaBuilder<Q, M, S>, introspection: bool, complexity_max: u32) -> Self {
        Self {
            guarded: guarded(build(), introspection).finish(),
            bare: settled(build(), introspection).limit_complexity(complexity_max as usize).finish(),
        }
    }
}

impl<E: Executor> Served<E> {
    /// Executes any request under the guard.
    pub async fn execute(&self, request: Request) -> Response {
        batches::carried(self.guarded.execute(request)).await
    }

    /// Executes a subscription under the guard.
    pub fn subscribe(&self, request: Request) -> impl Stream<Item = Response> + Unpin + use<E> {
        batches::carried_stream(self.guarded.execute_stream(request, None))
    }

    /// Executes a query without the guard. Nothing comes back where anything failed: errors have neither their codes nor their nulls
    /// yet, and the query has to be put to the guarded schema.
    pub async fn query(&self, request: Request, order: &ResponseOrder) -> Option<Response> {
        let mut response = batches::carried(self.bare.execute(request.data(Shapes::default()))).await;
        order.apply(&mut response.data);
        response.is_ok().then_some(response)
    }
}

struct Guard;

impl ExtensionFactory for Guard {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Guarding::default())
    }
}

/// The guard of one request.
#[derive(Default)]
struct Guarding {
    /// Whether anything failed yet: lets the many fields that succeed pass without the lock.
    failed: AtomicBool,
    failures: Mutex<Failures>,
    /// The type of each field that is a list, as the schema writes it: the library says of every entry that it may not be
    /// null when it reaches it by reference.
    lists: Mutex<HashMap<Path, String>>,
}

/// Where in the answer something is, from the root on.
type Path = Vec<Segment>;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Segment {
    Field(String),
    Index(usize),
}

#[derive(Default)]
struct Failures {
    errors: Vec<ServerError>,
    /// Places that must be null because something inside them failed that may not be null.
    nulls: HashSet<Path>,
}

/// A panic elsewhere leaves nothing half done behind these locks.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Guarding {
    /// Makes the place of `node` null; where there may be no null, hands it on to what is around.
    fn make_null(&self, node: &QueryPathNode<'_>, type_said: &str, failures: &mut Failures) {
        let place = path(node);
        let entries = place.iter().rev().take_while(|segment| matches!(segment, Segment::Index(_))).count();
        let (around, _) = place.split_at(place.len() - 1);
        let nullable = match entries {
            0 => is_nullable(type_said),
            _ => {
                let field = &place[..place.len() - entries];
                lock(&self.lists).get(field).is_some_and(|list| is_nullable(entry_type(list, entries)))
            }
        };
        if !nullable {
            failures.nulls.insert(around.to_vec());
        }
    }
}

fn is_nullable(type_name: &str) -> bool {
    !type_name.ends_with('!')
}

/// The type inside of so many lists.
fn entry_type(mut type_name: &str, lists: usize) -> &str {
    for _ in 0..lists {
        type_name = type_name.trim_end_matches('!');
        type_name = type_name.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or(type_name);
    }
    type_name
}

#[async_trait::async_trait]
impl Extension for Guarding {
    async fn validation(
        &self,
        ctx: &ExtensionContext<'_>,
        next: NextValidation<'_>,
    ) -> Result<ValidationResult, Vec<ServerError>> {
        let result = next.run(ctx).await?;
        match ctx.data_opt::<Arc<Passage>>() {
            Some(passage) if result.complexity > passage.complexity_max as usize => {
                Err(vec![LimitExceeded { limit: "query_complexity", value: passage.complexity_max }.into()])
            }
            _ => Ok(result),
        }
    }

    async fn execute(
        &self,
        ctx: &ExtensionContext<'_>,
        operation_name: Option<&str>,
        next: NextExecute<'_>,
    ) -> Response {
        let passage = ctx.data_opt::<Arc<Passage>>();
        if let Some(passage) = passage {
            passage.executed.store(true, Ordering::Release);
        }
        let mut response = next.run(ctx, operation_name).await;
        if let Some(passage) = passage {
            passage.order.apply(&mut response.data);
        }
        let Failures { errors, nulls } = std::mem::take(&mut *lock(&self.failures));
        response.errors.extend(errors);
        // In the order of the query, not in the order in which they happened.
        response.errors.sort_by_key(|error| error.locations.first().map(|pos| (pos.line, pos.column)));
        if nulls.contains(&Path::new()) {
            response.data = Value::Null;
        }
        response
    }

    /// Called for every field and every entry of a list, the inner ones first.
    async fn resolve(
        &self,
        ctx: &ExtensionContext<'_>,
        info: ResolveInfo<'_>,
        next: NextResolve<'_>,
    ) -> ServerResult<Option<Value>> {
        let (node, type_said) = (info.path_node, info.return_type);
        if type_said.starts_with('[') && matches!(node.segment, QueryPathSegment::Name(_)) {
            lock(&self.lists).insert(path(node), type_said.to_owned());
        }
        match next.run(ctx, info).await {
            Err(error) => {
                self.failed.store(true, Ordering::Release);
                let mut failures = lock(&self.failures);
                failures.errors.push(error);
                self.make_null(node, type_said, &mut failures);
                Ok(Some(Value::Null))
            }
            Ok(value) if !self.failed.load(Ordering::Acquire) => Ok(value),
            Ok(value) => {
                let mut failures = lock(&self.failures);
                if failures.nulls.remove(&path(node)) {
                    self.make_null(node, type_said, &mut failures);
                    return Ok(Some(Value::Null));
                }
                Ok(value)
            }
        }
    }
}

fn path(node: &QueryPathNode<'_>) -> Path {
    let mut path = Vec::new();
    let mut at = Some(node);
    while let Some(node) = at {
        path.push(match node.segment {
            QueryPathSegment::Index(index) => Segment::Index(index),
            QueryPathSegment::Name(name) => Segment::Field(name.to_owned()),
        });
        at = node.parent;
    }
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use async_graphql::{EmptyMutation, EmptySubscription, Object, Result};
    use serde_json::json;

    use super::super::limits::{QueryLimits, measure};
    use super::*;
    use async_graphql::parser::parse_query;

    struct Query;

    #[Object]
    impl Query {
        async fn good(&self) -> i32 {
            1
        }
        async fn late(&self) -> i32 {
            tokio::task::yield_now().await;
            2
        }
        async fn bad(&self) -> Result<i32> {
            Err("bad".into())
        }
        async fn bad_or_null(&self) -> Result<Option<i32>> {
            Err("bad or null".into())
        }
        async fn here(&self) -> Query {
            Query
        }
        async fn maybe(&self) -> Option<Query> {
            Some(Query)
        }
        async fn some(&self) -> Vec<Query> {
            vec![Query, Query]
        }
        async fn some_or_null(&self) -> Vec<Option<Query>> {
            vec![Some(Query), None]
        }
        async fn rows(&self) -> Vec<Vec<Option<Query>>> {
            vec![vec![Some(Query)], vec![None]]
        }
        async fn odd(&self) -> Option<Vec<Result<i32>>> {
            Some(vec![Ok(1), Err("odd".into())])
        }
    }

    async fn answer(query: &str) -> (String, Vec<String>) {
        let limits = QueryLimits { depth: 16, complexity: 100, aliases: 10, fields: 100, directives: 1, tokens: 1000 };
        let document = parse_query(query).unwrap();
        let operation = measure(&document, None, &Default::default(), &limits).unwrap();
        let passage = Passage::new(limits.complexity, operation.order);
        let schema = guarded(Schema::build(Query, EmptyMutation, EmptySubscription), true).finish();
        let response = schema.execute(Request::new(query).data(Arc::clone(&passage))).await;
        assert!(passage.executed());
        let paths = response.errors.iter().map(|error| json!(error.path).to_string()).collect();
        (serde_json::to_string(&response.data).unwrap(), paths)
    }

    async fn check(query: &str, data: &str, errors: &[&str]) {
        let (answered, paths) = answer(query).await;
        assert_eq!(
            (answered.as_str(), paths),
            (data, errors.iter().map(|path| (*path).to_owned()).collect()),
            "{query}"
        );
    }

    #[tokio::test]
    async fn what_failed_is_null_where_null_may_be() {
        check("{ badOrNull good }", r#"{"badOrNull":null,"good":1}"#, &[r#"["badOrNull"]"#]).await;
        check("{ rows { bad } }", r#"{"rows":[[null],[null]]}"#, &[r#"["rows",0,0,"bad"]"#]).await;
    }

    #[tokio::test]
    async fn a_promise_that_is_broken_makes_null_what_is_around() {
        check("{ good bad }", "null", &[r#"["bad"]"#]).await;
        check("{ here { here { bad } } good }", "null", &[r#"["here","here","bad"]"#]).await;
        check("{ maybe { good bad } good }", r#"{"maybe":null,"good":1}"#, &[r#"["maybe","bad"]"#]).await;
        check("{ maybe { here { bad } } good }", r#"{"maybe":null,"good":1}"#, &[r#"["maybe","here","bad"]"#]).await;
        let both = [r#"["maybe","some",0,"bad"]"#, r#"["maybe","some",1,"bad"]"#];
        check("{ maybe { some { bad } } }", r#"{"maybe":null}"#, &both).await;
        check("{ odd good }", r#"{"odd":null,"good":1}"#, &[r#"["odd",1]"#]).await;
        check("{ some { bad } }", "null", &[r#"["some",0,"bad"]"#, r#"["some",1,"bad"]"#]).await;
        let entry = [r#"["someOrNull",0,"bad"]"#];
        check("{ someOrNull { bad } good }", r#"{"someOrNull":[null,null],"good":1}"#, &entry).await;
    }

    #[tokio::test]
    async fn names_are_told_apart_by_alias() {
        let data = r#"{"a":null,"b":{"good":1}}"#;
        check("{ a: maybe { bad } b: maybe { good } }", data, &[r#"["a","bad"]"#]).await;
    }

    #[tokio::test]
    async fn answers_and_errors_are_in_the_order_of_the_query() {
        check("{ late good }", r#"{"late":2,"good":1}"#, &[]).await;
        let errors = [r#"["maybe","bad"]"#, r#"["badOrNull"]"#];
        check("{ maybe { late bad } badOrNull }", r#"{"maybe":null,"badOrNull":null}"#, &errors).await;
    }

    #[tokio::test]
    async fn a_query_without_errors_needs_no_guard() {
        let served = Served::new(|| Schema::build(Query, EmptyMutation, EmptySubscription), true, 3);
        let bare = async |query: &str| {
            let document = parse_query(query).unwrap();
            let operation = document.operations.iter().next().unwrap().1;
            let order = ResponseOrder::of(&document, &operation.node.selection_set.node);
            served
                .query(Request::new(query), &order)
                .await
                .map(|response| serde_json::to_string(&response.data).unwrap())
        };
        assert_eq!(bare("{ late here { good } }").await.as_deref(), Some(r#"{"late":2,"here":{"good":1}}"#));
        for failing in
            ["{ good badOrNull }", "{ maybe { bad } }", "{ nothing }", "{ here { good late here { good } } }"]
        {
            assert_eq!(bare(failing).await, None, "{failing}");
        }
    }

    #[tokio::test]
    async fn a_query_that_costs_too_much_is_not_executed() {
        let passage = Passage::new(2, ResponseOrder::default());
        let schema = guarded(Schema::build(Query, EmptyMutation, EmptySubscription), true).finish();
        let request = Request::new("{ here { good late } }").data(Arc::clone(&passage));
        let response = schema.execute(request).await;
        assert!(!passage.executed());
        assert!(response.errors[0].message.contains("query_complexity of 2"));
    }
}
