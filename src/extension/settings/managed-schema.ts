// The manifest's `storage.managed_schema`: by it Chrome and Edge check a policy and show what it can set. The build makes
// it from the shape in policy.ts, so that the two can't drift apart.

import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { POLICY_ENTRIES } from './policy.ts';

/** File of the schema in the extension. */
export const MANAGED_SCHEMA_FILE = 'managed-schema.json';

/** The keywords of JSON Schema that browsers know in a managed schema. They refuse a schema with any other. */
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

/** The schema of a policy. No entry is required. */
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
    // All numbers of the policy are integers, and browsers know no list of other numbers.
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
