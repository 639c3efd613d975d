import { describe, expect, it } from 'vitest';
import { sampleRecords } from '../../../test/support/sample-record.js';
import { toConversation } from '../../exchange/conversation.js';
import { toImportedRecord } from '../../exchange/to-imported-record.js';
import type { DatasetRecord } from '../../types/dataset-record.js';
import { importLacks } from '../../types/imported-record.js';
import { validateRecord } from '../validate-record.js';
import { importedSchemaViolations, readImportedRecordSchema } from './imported-schema.js';

const hotel = sampleRecords['hotel'] as DatasetRecord;
const imported = toImportedRecord(toConversation(hotel), { format: 'openai', entry: 1 });

describe('config/imported-record.schema.json', () => {
  it('accepts what import makes, and lists what types list', () => {
    expect(importedSchemaViolations(imported)).toEqual([]);
    expect(JSON.stringify(readImportedRecordSchema())).toContain(JSON.stringify(importLacks));
  });

  it('refuses a record without each of its required keys, and with any key that it does not name', () => {
    for (const key of readImportedRecordSchema()['required'] as string[]) {
      const { [key]: _, ...rest } = imported as unknown as Record<string, unknown>;
      expect(importedSchemaViolations(rest), key).not.toEqual([]);
    }
    expect(importedSchemaViolations({ ...imported, scenario: {} })).not.toEqual([]);
  });

  it('lets no record of ours out of its laws by saying that it was imported', () => {
    const { metadata } = imported;
    const disguised = { ...hotel, metadata: { ...hotel.metadata, imported: metadata.imported } };
    expect(validateRecord(disguised).map(({ rule }) => rule)).toContain('record-schema');
  });
});
