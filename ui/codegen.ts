import { readdirSync } from 'node:fs';
import type { CodegenConfig } from '@graphql-codegen/cli';

/** Every folder below src that holds operations in .graphql files gets a folder `generated` of its own beside them. */
const folders = readdirSync(new URL('src', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .filter((entry) => readdirSync(new URL(`src/${entry.name}`, import.meta.url)).some((file) => file.endsWith('.graphql')))
  .map((entry) => entry.name);

const config: CodegenConfig = {
  schema: '../schema.graphql',
  generates: Object.fromEntries(
    folders.map((folder) => [
      `src/${folder}/generated/`,
      {
        documents: `src/${folder}/*.graphql`,
        preset: 'client',
        presetConfig: { fragmentMasking: false },
        config: {
          documentMode: 'string',
          enumsAsTypes: true,
          strictScalars: true,
          useTypeImports: true,
          scalars: { ID: 'string', JSON: 'unknown', Date: 'string', DateTime: 'string' },
        },
      },
    ]),
  ),
};

export default config;
