import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { Violation } from '../types/verdict.js';

let compiled: ValidateFunction | undefined;

/** Checks a value against the published JSON Schema of the record, `config/record.schema.json`. At most 20 violations. */
export function recordSchemaViolations(record: unknown): Violation[] {
  if (isRecordInParts(record)) return [];
  compiled ??= new Ajv2020({ strict: false, discriminator: true }).compile(readRecordSchema());
  if (compiled(record)) return [];
  return (compiled.errors ?? []).slice(0, 20).map((error) => ({
    law: 0,
    rule: 'record-schema',
    place: error.instancePath,
    message: `The record format is not kept: ${error.message ?? 'invalid'}${detailOf(error.params)}.`,
  }));
}

/** The JSON Schema of a record as published in the package. */
export function readRecordSchema(): Record<string, unknown> {
  const file = new URL('../../config/record.schema.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}

type Parts = { readonly rest: ValidateFunction; readonly semantics: ValidateFunction };

let parts: Parts | undefined;

/** Semantics that kept their schema. Those of one endpoint are often one object, record after record. */
const kept = new WeakSet<object>();

/**
 * Whether a value keeps the same schema, taken in two: the semantics of endpoints, and all else. Says no more than yes: what
 * is wrong is told by the whole schema alone.
 */
function isRecordInParts(record: unknown): boolean {
  parts ??= compileParts();
  if (!parts.rest(record)) return false;
  const { semantics } = record as DatasetRecord;
  for (const name in semantics) {
    const entry: unknown = semantics[name];
    if (typeof entry !== 'object' || entry === null) return false;
    if (kept.has(entry)) continue;
    if (!parts.semantics(entry)) return false;
    kept.add(entry);
  }
  return true;
}

function compileParts(): Parts {
  const schema = readRecordSchema();
  const properties = schema['properties'] as Record<string, unknown>;
  const definitions = schema['$defs'] as Record<string, unknown>;
  const rest = { ...schema, properties: { ...properties, semantics: { type: 'object' } } };
  // The only length that the schema asks for is 1, which units count as well as characters do, and without reading the text.
  const ajv = new Ajv2020({ strict: false, discriminator: true, unicode: false, logger: false });
  return {
    rest: ajv.compile(rest),
    semantics: ajv.compile({ $ref: '#/$defs/semantics', $defs: definitions }),
  };
}

function detailOf(params: Record<string, unknown>): string {
  const name = params['additionalProperty'] ?? params['missingProperty'] ?? params['allowedValue'];
  return name === undefined ? '' : ` (${String(name)})`;
}
