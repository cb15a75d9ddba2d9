//! The part of the limits that only the schema can hold, and the knowledge whether a request came to execution.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute, NextValidation};
use async_graphql::{ObjectType, Response, SchemaBuilder, ServerError, SubscriptionType, ValidationResult};

use super::code::LimitExceeded;
use super::limits::NESTING_MAX;

/// What belongs to one request: put into its data as `Arc<Passage>` before it is executed.
#[derive(Debug)]
pub struct Passage {
    complexity_max: u32,
    executed: AtomicBool,
}

impl Passage {
    /// A request that may cost this much by the schema's count.
    pub fn new(complexity_max: u32) -> Arc<Self> {
        Arc::new(Self { complexity_max, executed: AtomicBool::new(false) })
    }

    /// Whether the request passed every check and was executed: only then has its answer `data`, if perhaps null.
    pub fn executed(&self) -> bool {
        self.executed.load(Ordering::Acquire)
    }
}

/// Puts the guard into a schema. Every schema that is served needs it: without, no answer counts as executed.
///
/// The library's own ceiling on nesting is raised to the one that was held before, because its error has no code.
pub fn guarded<Q, M, S>(schema: SchemaBuilder<Q, M, S>) -> SchemaBuilder<Q, M, S>
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    schema.extension(Guard).limit_recursive_depth(NESTING_MAX as usize)
}

struct Guard;

impl ExtensionFactory for Guard {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait::async_trait]
impl Extension for Guard {
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
        if let Some(passage) = ctx.data_opt::<Arc<Passage>>() {
            passage.executed.store(true, Ordering::Release);
        }
        next.run(ctx, operation_name).await
    }
}
