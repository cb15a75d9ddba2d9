import type { AnyVariables, TypedDocumentNode } from '@urql/core';

/** An operation as the generator writes it: its text, and its types for the compiler. */
export interface Operation<Data, Variables> {
  toString(): string;
  __apiType?: (variables: Variables) => Data;
}

/** The same for the client, which takes an operation by its text and asks for its types in another manner. */
export function forClient<Data, Variables>(operation: Operation<Data, Variables>) {
  return operation.toString() as unknown as TypedDocumentNode<Data, Variables & AnyVariables>;
}
