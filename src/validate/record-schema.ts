import { readFileSync } from 'node:fs';
import { schemaCheck } from '../shipped/schema-check.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { Violation } from '../types/verdict.js';

const checkWhole = schemaCheck<DatasetRecord>(readRecordSchema, { strict: false, discriminator: true });

/** Checks a value against the published JSON Schema of the record, `config/record.schema.json`. At most 20 violations. */
export function recordSchemaViolations(record: unknown): Violation[] {
  if (isRecordInParts(record)) return [];
  const check = checkWhole();
  if (check(record)) return [];
  return (check.errors ?? []).slice(0, 20).map((error) => ({
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

// The only length that the schema asks for is 1, which units count as well as characters do, and without reading the text.
const options = { strict: false, discriminator: true, unicode: false, logger: false } as const;
const checkRest = schemaCheck<DatasetRecord>(() => {
  const schema = readRecordSchema();
  const properties = schema['properties'] as Record<string, unknown>;
  return { ...schema, properties: { ...properties, semantics: { type: 'object' } } };
}, options);
const checkSemantics = schemaCheck(
  () => ({ $ref: '#/$defs/semantics', $defs: readRecordSchema()['$defs'] }),
  options,
);

/** Semantics that kept their schema. Those of one endpoint are often one object, record after record. */
const kept = new WeakSet<object>();

/**
 * Whether a value keeps the same schema, taken in two: the semantics of endpoints, and all else. Says no more than yes: what
 * is wrong is told by the whole schema alone.
 */
function isRecordInParts(record: unknown): boolean {
  if (!checkRest()(record)) return false;
  const { semantics } = record;
  const check = checkSemantics();
  for (const name in semantics) {
    const entry: unknown = semantics[name];
    if (typeof entry !== 'object' || entry === null) return false;
    if (kept.has(entry)) continue;
    if (!check(entry)) return false;
    kept.add(entry);
  }
  return true;
}

function detailOf(params: Record<string, unknown>): string {
  const name = params['additionalProperty'] ?? params['missingProperty'] ?? params['allowedValue'];
  return name === undefined ? '' : ` (${String(name)})`;
}
