import { describe, expect, it } from 'vitest';
import { sampleRecords } from '../../test/support/sample-record.js';
import { validateRecord } from './validate-record.js';

describe('validateRecord', () => {
  for (const [name, record] of Object.entries(sampleRecords)) {
    it(`finds nothing wrong with the sample record ${name}`, () => {
      expect(validateRecord(record)).toEqual([]);
    });
  }
});
