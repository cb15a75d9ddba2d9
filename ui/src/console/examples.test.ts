import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { exampleNames, examples } from './examples';

const schema = buildSchema(readFileSync('../schema.graphql', 'utf8'));

for (const name of exampleNames) {
  it(`the example ${name} is one of the schema`, () => {
    expect(validate(schema, parse(examples[name].query)).map(({ message }) => message)).toEqual([]);
  });
}
