import type { DatasetRecord } from '../../src/types/dataset-record.js';
import { exchangeRecord } from './sample-exchange-record.js';
import { hotelRecord } from './sample-hotel-record.js';
import { japaneseRecord } from './sample-ja-record.js';
import { noToolRecord } from './sample-no-tool-record.js';
import { taskRecord } from './sample-task-record.js';
import { weatherRecord } from './sample-weather-record.js';

/** Hand-made records that keep every law, by what they show. */
export const sampleRecords: { readonly [name: string]: DatasetRecord } = {
  hotel: hotelRecord,
  weather: weatherRecord,
  exchange: exchangeRecord,
  noTool: noToolRecord,
  task: taskRecord,
  japanese: japaneseRecord,
};
