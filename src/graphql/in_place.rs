//! Objects that come by the hundreds in one answer.
//!
//! For every field of an object the library makes a future on the heap, and for most a task beside the others. Of a large answer that is most of
//! the work (`docs/decisions/question.md`), and most of its fields are scalars that are at hand. What is wrapped in [`InPlace`] resolves them where it
//! stands, by the same resolvers, and answers the same.

use std::any::TypeId;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{Field, Selection, SelectionSet};
use async_graphql::registry::Registry;
use async_graphql::{ContextSelectionSet, Name, ObjectType, OutputType, Positioned, ServerResult, Value};
use futures_util::future::join_all;

/// An object or a union. Its fields that have no selection are resolved one after the other; those that have one may wait for the
/// store, and are resolved at once, as the library does, but where the object says that it is [`Settled`]. Nothing is in place
/// within itself without an object between that is not: the compiler says so.
#[derive(Clone)]
pub struct InPlace<T>(pub T);

/// What may be resolved in place: an object, or a union of them.
pub trait Composite: OutputType {
    /// Answers a selection of a field whose type is `declared`: the type of the object, or a union it is of. Nothing where the selection is
    /// left to the library.
    fn resolve_in_place(
        &self,
        shapes: &Shapes,
        declared: &str,
        ctx: &ContextSelectionSet<'_>,
    ) -> impl Future<Output = Option<Value>> + Send;
}

/// An object that may be resolved in place.
pub trait Settled: ObjectType {
    /// Whether its own fields are all at hand, so that even those with a selection may be resolved one after the other. What they lead to may
    /// still wait for the store: then as often as there are such fields, though for all objects of a list at once.
    const AT_HAND: bool;
}

impl<T: Composite> OutputType for InPlace<T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn introspection_type_name(&self) -> Cow<'static, str> {
        self.0.introspection_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        if let Some(shapes) = ctx.data_opt::<Shapes>()
            && let Some(answer) = self.0.resolve_in_place(shapes, &T::type_name(), ctx).await
        {
            return Ok(answer);
        }
        self.0.resolve(ctx, field).await
    }
}

impl<T: Settled + 'static> Composite for T {
    async fn resolve_in_place(&self, shapes: &Shapes, declared: &str, ctx: &ContextSelectionSet<'_>) -> Option<Value> {
        let shape = shapes.of::<T>(declared, ctx)?;
        let Shape { fields, answer } = &*shape;
        if fields.is_empty() {
            return Some(Value::Null);
        }
        let mut answer = answer.clone();
        let resolve = async |field: &Positioned<Field>| {
            let ctx = ctx.with_field(field);
            match self.resolve_field(&ctx).await {
                Ok(value) => value.unwrap_or_default(),
                Err(error) => {
                    ctx.add_error(error);
                    Value::Null
                }
            }
        };
        let mut waiting = Vec::new();
        for (place, field) in fields.iter().enumerate() {
            if field.node.name.node == "__typename" {
                answer[place] = Value::String(T::type_name().into_owned());
            } else if T::AT_HAND || field.node.selection_set.node.items.is_empty() {
                answer[place] = resolve(field).await;
            } else {
                waiting.push((place, field));
            }
        }
        if !waiting.is_empty() {
            let at_once = waiting.into_iter().map(async |(place, field)| (place, resolve(field).await));
            for (place, value) in join_all(at_once).await {
                answer[place] = value;
            }
        }
        Some(Value::Object(answer))
    }
}

/// What the selections of one request ask of objects of each type: found for the first of them, and held as long as the request. Without it
/// among the data of a request everything is left to the library, as it has to be where extensions look at every field.
#[derive(Default)]
pub(super) struct Shapes(Mutex<HashMap<Asked, Option<Arc<Shape>>>>);

/// Where a selection stands in memory, and the type of the object that is asked. Selections are part of the request or of a shape, so that
/// none is in the place of another before the request ends.
type Asked = (usize, TypeId);

/// What a selection asks of an object.
struct Shape {
    /// In order.
    fields: Vec<Positioned<Field>>,
    /// Their names, each with null.
    answer: IndexMap<Name, Value>,
}

impl Shapes {
    /// What this selection asks of an object. Nothing where selections under one name have to be merged, a field has a directive or a fragment
    /// is missing: the library knows what to do.
    fn of<T: ObjectType + 'static>(&self, declared: &str, ctx: &ContextSelectionSet<'_>) -> Option<Arc<Shape>> {
        let asked = (std::ptr::from_ref(&ctx.item.node).addr(), TypeId::of::<T>());
        let mut shapes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shapes.entry(asked).or_insert_with(|| Shape::of(&T::type_name(), declared, ctx).map(Arc::new)).clone()
    }
}

impl Shape {
    fn of(object: &str, declared: &str, ctx: &ContextSelectionSet<'_>) -> Option<Self> {
        let mut fields = Vec::new();
        let about = |on: &str| {
            let interfaces = ctx.schema_env.registry.implements.get(object);
            on == object || on == declared || interfaces.is_some_and(|all| all.contains(on))
        };
        add(&mut fields, ctx, &ctx.item.node, &about)?;
        let mut answer = IndexMap::with_capacity(fields.len());
        let mut is_simple = true;
        // Clients ask for `__typename` twice where they add it to every selection; what is asked for under one name is the same field.
        fields.retain(|field| {
            let is_new = answer.insert(field.node.response_key().node.clone(), Value::Null).is_none();
            is_simple &= field.node.directives.is_empty();
            is_simple &= is_new || field.node.selection_set.node.items.is_empty();
            is_new
        });
        is_simple.then_some(Self { fields, answer })
    }
}

/// Adds the fields of a selection and of the fragments in it that are about the object. Nothing where there is no such fragment.
fn add(
    fields: &mut Vec<Positioned<Field>>,
    ctx: &ContextSelectionSet<'_>,
    selections: &SelectionSet,
    about: &impl Fn(&str) -> bool,
) -> Option<()> {
    for selection in &selections.items {
        let (on, inside) = match &selection.node {
            Selection::Field(field) => {
                fields.push(field.clone());
                continue;
            }
            Selection::InlineFragment(fragment) => {
                (fragment.node.type_condition.as_ref(), &fragment.node.selection_set)
            }
            Selection::FragmentSpread(spread) => {
                let fragment = ctx.query_env.fragments.get(&spread.node.fragment_name.node)?;
                (Some(&fragment.node.type_condition), &fragment.node.selection_set)
            }
        };
        if on.is_none_or(|condition| about(&condition.node.on.node)) {
            add(fields, ctx, &inside.node, about)?;
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use async_graphql::{
        EmptyMutation, EmptySubscription, Interface, Object, Request, Result, Schema, SimpleObject, Union,
    };
    use serde_json::Value as Json;

    use super::*;

    struct Step(u32);

    #[Object]
    impl Step {
        async fn good(&self) -> u32 {
            self.0
        }
        async fn late(&self) -> u32 {
            tokio::task::yield_now().await;
            self.0 + 1
        }
        async fn plus(&self, other: u32) -> u32 {
            self.0 + other
        }
        async fn none(&self) -> Option<u32> {
            None
        }
        async fn bad(&self) -> Result<Option<u32>> {
            Err("bad".into())
        }
        async fn place(&self) -> InPlace<Place> {
            InPlace(Place(self.0))
        }
        async fn ends(&self) -> Vec<InPlace<End>> {
            vec![InPlace(End::Place(Place(self.0))), InPlace(End::Wall(Wall { high: true }))]
        }
    }

    impl Settled for Step {
        const AT_HAND: bool = false;
    }

    struct Place(u32);

    impl Settled for Place {
        const AT_HAND: bool = true;
    }

    #[Object]
    impl Place {
        async fn good(&self) -> u32 {
            self.0
        }
        async fn late(&self) -> u32 {
            tokio::task::yield_now().await;
            self.0 + 2
        }
        async fn bad(&self) -> Result<Option<u32>> {
            Err("bad".into())
        }
        async fn step(&self) -> Step {
            Step(self.0 + 10)
        }
    }

    #[derive(SimpleObject)]
    struct Wall {
        high: bool,
    }

    impl Settled for Wall {
        const AT_HAND: bool = true;
    }

    #[derive(Union)]
    enum End {
        Place(Place),
        Wall(Wall),
    }

    impl Composite for End {
        async fn resolve_in_place(
            &self,
            shapes: &Shapes,
            declared: &str,
            ctx: &ContextSelectionSet<'_>,
        ) -> Option<Value> {
            match self {
                Self::Place(place) => place.resolve_in_place(shapes, declared, ctx).await,
                Self::Wall(wall) => wall.resolve_in_place(shapes, declared, ctx).await,
            }
        }
    }

    #[derive(Interface)]
    #[graphql(field(name = "good", ty = "u32"))]
    enum Good {
        Place(Place),
    }

    struct Query;

    #[Object]
    impl Query {
        async fn step(&self) -> InPlace<Step> {
            InPlace(Step(1))
        }
        async fn good(&self) -> Good {
            Good::Place(Place(7))
        }
    }

    /// What the library makes of a query, and what comes of it in place.
    async fn both(query: &str) -> [Json; 2] {
        let schema = Schema::build(Query, EmptyMutation, EmptySubscription).finish();
        let mut answers = Vec::new();
        for request in [Request::new(query), Request::new(query).data(Shapes::default())] {
            let answer = schema.execute(request).await;
            let errors: Vec<String> = answer.errors.iter().map(|error| format!("{error:?}")).collect();
            answers.push(serde_json::json!({ "data": answer.data, "errors": errors }));
        }
        answers.try_into().expect("two answers")
    }

    #[tokio::test]
    async fn answers_are_those_of_the_library() {
        for query in [
            "{ step { good late none plus(other: 4) __typename } }",
            "{ step { a: good b: good place { step { good } } ends { ... on Place { good } ... on Wall { high } __typename } } }",
            "{ step { ...F } } fragment F on Step { good place { ...G } } fragment G on Place { late }",
            "{ step { ends { ...E } } } fragment E on End { __typename ... on Wall { high } ... { ... on Place { late good } } }",
            "{ step { place { ... on Good { good } } ends { ... on Good { good } } } good { good } }",
            // As clients ask that add the name of the type everywhere.
            "{ step { __typename ends { __typename ...E } } } fragment E on End { __typename __typename ... on Place { good __typename } }",
            // Of a union: selections to be merged, and directives.
            "{ step { ends { ...E ...F } } } fragment E on End { ... on Place { step { good } } } fragment F on End { ... on Place { step { late } } }",
            "{ step { ends { ...E } } } fragment E on End { ... on Wall { high @include(if: true) } ... on Place { late @include(if: true) } }",
            // Nothing asked of one of them; one name twice; directives.
            "{ step { ends { ... on Wall { high } } } }",
            "{ step { place { good } place { late } ...F good good } } fragment F on Step { place { step { good } } }",
            "{ step { good @skip(if: true) late @include(if: true) place @include(if: true) { good } ... @skip(if: true) { none } } }",
        ] {
            let [library, in_place] = both(query).await;
            assert_eq!(library, in_place, "{query}");
            assert_eq!(library["errors"], Json::Array(Vec::new()), "{query}");
        }
    }

    #[tokio::test]
    async fn what_fails_is_told_with_its_place() {
        for query in [
            "{ step { good bad } }",
            "{ step { place { a: bad late } } }",
            "{ step { ends { ... on Place { bad } } } }",
        ] {
            let [library, in_place] = both(query).await;
            assert_eq!(library["errors"], in_place["errors"], "{query}");
            assert_ne!(library["errors"], Json::Array(Vec::new()), "{query}");
        }
    }

    #[tokio::test]
    async fn fields_are_in_the_order_of_the_query() {
        let schema = Schema::build(Query, EmptyMutation, EmptySubscription).finish();
        let request = Request::new("{ step { late place { late good } good } }");
        let answer = schema.execute(request.data(Shapes::default())).await;
        let text = serde_json::to_string(&answer.data).expect("JSON");
        assert_eq!(text, r#"{"step":{"late":2,"place":{"late":3,"good":1},"good":1}}"#);
    }
}
