// The schema by which Chrome and Edge check an administrator's policy and show what can be set: `storage.managed_schema`
// of the manifest. Made from the policy's own shape when the extension is built, so that the two can't drift apart.

import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { POLICY_ENTRIES } from './policy.ts';

/** File of the schema in the extension. */
export const MANAGED_SCHEMA_FILE = 'managed-schema.json';

/** The part of JSON Schema that the browsers read in a managed schema. Others of its words make them refuse it. */
export interface BrowserSchema {
  readonly type: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly items?: BrowserSchema;
  readonly properties?: Readonly<Record<string, BrowserSchema>>;
  readonly additionalProperties?: BrowserSchema;
  readonly required?: readonly string[];
}

/** Every entry may be left out. */
export function managedSchema(): BrowserSchema {
  const { properties = {} } = toJsonSchema(v.object(POLICY_ENTRIES), {
    typeMode: 'input',
    errorMode: 'ignore',
  });
  return { type: 'object', properties: eachOf(properties) };
}

function browserSchema(schema: JsonSchema | boolean): BrowserSchema {
  if (typeof schema === 'boolean' || typeof schema.type !== 'string') {
    throw new Error(`The browsers know of no schema without one type, as in ${JSON.stringify(schema)}.`);
  }
  const { type, description, pattern, items, properties, additionalProperties, required } = schema;
  return {
    // All numbers of the policy are whole ones, and for lists of other numbers the browsers have no schema.
    type: type === 'number' ? 'integer' : type,
    ...(description !== undefined && { description }),
    ...(schema.enum && { enum: schema.enum }),
    ...(pattern !== undefined && { pattern }),
    ...(items !== undefined && !Array.isArray(items) && { items: browserSchema(items) }),
    ...(properties && { properties: eachOf(properties) }),
    ...(additionalProperties !== undefined && { additionalProperties: browserSchema(additionalProperties) }),
    ...(required && { required }),
  };
}

function eachOf(schemas: Readonly<Record<string, JsonSchema | boolean>>): Record<string, BrowserSchema> {
  return Object.fromEntries(Object.entries(schemas).map(([key, schema]) => [key, browserSchema(schema)]));
}
