import { describe, expect, it } from 'vitest';
import { sampleRecords } from '../../test/support/sample-record.js';
import { createDatasetValidator } from './validate-dataset.js';

const records = Object.values(sampleRecords);

describe('createDatasetValidator', () => {
  it('finds nothing wrong with distinct records', () => {
    const validator = createDatasetValidator();
    for (const record of records) expect(validator.check(record)).toEqual([]);
    expect(validator.count()).toBe(records.length);
  });

  it('reports a conversation id that was used before', () => {
    const validator = createDatasetValidator();
    const rules = [...records.slice(0, 2), records[0]].map((record) =>
      validator.check(record).map(({ rule }) => rule),
    );
    expect(rules.at(-1)).toContain('conversation-id-unique');
  });

  it('reports records that share chain, bindings and phenomena under another id', () => {
    const validator = createDatasetValidator();
    const [record] = records;
    const twin = JSON.parse(JSON.stringify(record).replaceAll('conv_7_0000', 'conv_7_0009'));
    validator.check(record);
    expect(validator.check(twin).map(({ rule }) => rule)).toEqual(['records-distinct']);
  });
});
