import type { DatasetRecord } from '../../src/types/dataset-record.js';
import { hotelRecord } from './sample-hotel-record.js';

/** Hand-made records that keep every law, by what they show. */
export const sampleRecords: { readonly [name: string]: DatasetRecord } = {
  hotel: hotelRecord,
};
