import { describe, expect, it } from 'vitest';
import { sampleRecords } from '../../test/support/sample-record.js';
import { recordSchemaVersion } from '../types/dataset-record.js';
import { patternTypes, phenomenonNames, samplingModes } from '../types/plan-row.js';
import { derivationNames, normalizationNames } from '../types/provenance.js';
import { readRecordSchema, recordSchemaViolations } from './record-schema.js';

describe('config/record.schema.json', () => {
  it('accepts every hand-made record that the TypeScript type accepts', () => {
    for (const record of Object.values(sampleRecords)) expect(recordSchemaViolations(record)).toEqual([]);
  });

  it('lists the names that the types list', () => {
    const text = JSON.stringify(readRecordSchema());
    for (const names of [normalizationNames, derivationNames, patternTypes, phenomenonNames, samplingModes]) {
      expect(text).toContain(JSON.stringify(names));
    }
    expect(text).toContain(`"const":"${recordSchemaVersion}"`);
  });

  it('refuses a record without each of its required keys', () => {
    const record = sampleRecords['hotel'] ?? {};
    for (const key of readRecordSchema()['required'] as string[]) {
      const { [key]: _, ...rest } = record as Record<string, unknown>;
      expect(recordSchemaViolations(rest)[0]?.rule, key).toBe('record-schema');
    }
  });

  it('names every key of the hand-made records as a property', () => {
    const properties = Object.keys(readRecordSchema()['properties'] as object);
    for (const record of Object.values(sampleRecords)) {
      expect(Object.keys(record)).toEqual(properties.filter((key) => Object.hasOwn(record, key)));
    }
  });
});
