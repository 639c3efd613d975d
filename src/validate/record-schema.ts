import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Violation } from '../types/verdict.js';

let compiled: ValidateFunction | undefined;

/** Checks a value against the published JSON Schema of the record, `config/record.schema.json`. At most 20 violations. */
export function recordSchemaViolations(record: unknown): Violation[] {
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

function detailOf(params: Record<string, unknown>): string {
  const name = params['additionalProperty'] ?? params['missingProperty'] ?? params['allowedValue'];
  return name === undefined ? '' : ` (${String(name)})`;
}
