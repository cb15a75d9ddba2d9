//! Whole files.

use async_graphql::{Context, Object};

use crate::graphql::failure::Answer;
use crate::graphql::import::{FileInput, ImportOptionsInput, ImportPayload, carry_out};

/// Mutations of many facts at once.
#[derive(Default)]
pub struct ImportMutations;

#[Object]
impl ImportMutations {
    /// Imports files: all of it or nothing. `importPreview` tells before what would change. The same files again change nothing.
    /// Influence lines and assessments of others are refused, row by row, unless an admin imports.
    async fn import_files(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The files.")] files: Vec<FileInput>,
        #[graphql(desc = "How.")] options: Option<ImportOptionsInput>,
    ) -> Answer<ImportPayload> {
        carry_out(ctx.data_unchecked(), files, options.unwrap_or_default()).await
    }
}
