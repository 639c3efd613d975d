import { normalWords } from '../concepts/concept-index.js';
import type { JsonSchemaType, JsonValue } from '../types/json.js';

export type ParameterType = {
  readonly type: Extract<JsonSchemaType, 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object'>;
  readonly format: string | null;
  /** The catalog calls it an enumeration, without listing the members. */
  readonly isEnum: boolean;
};

/**
 * JSON Schema type of a display type (`DATE (YYYY-MM-DD)`, `NUMBER`, pasted rubbish, null), helped by name and example.
 * Numbers whose name or example says that they are whole are integers.
 */
export function toParameterType(displayType: JsonValue, name: string, value: JsonValue): ParameterType {
  const spelled =
    typeof displayType === 'string'
      ? displayType
      : typeof (displayType as { type?: JsonValue } | null)?.type === 'string'
        ? String((displayType as { type: string }).type)
        : '';
  const word = /^[a-z0-9]+/.exec(spelled.trim().toLowerCase())?.[0] ?? '';
  const type = displayTypes.get(word) ?? (spelled === '' ? typeOfValue(value) : 'string');
  if (type === 'number') return plain(isWhole(name, value) ? 'integer' : 'number');
  if (type === 'date') return { type: 'string', format: 'date', isEnum: false };
  return { type, format: null, isEnum: word === 'enum' };
}

const displayTypes = new Map<string, ParameterType['type'] | 'date'>([
  ['string', 'string'],
  ['str', 'string'],
  ['text', 'string'],
  ['char', 'string'],
  ['varchar', 'string'],
  ['uuid', 'string'],
  ['enum', 'string'],
  ['time', 'string'],
  ['datetime', 'string'],
  ['geopoint', 'string'],
  ['binary', 'string'],
  ['file', 'string'],
  ['date', 'date'],
  ['number', 'number'],
  ['float', 'number'],
  ['double', 'number'],
  ['decimal', 'number'],
  ['int', 'integer'],
  ['integer', 'integer'],
  ['interger', 'integer'],
  ['long', 'integer'],
  ['int32', 'integer'],
  ['int64', 'integer'],
  ['boolean', 'boolean'],
  ['bool', 'boolean'],
  ['array', 'array'],
  ['list', 'array'],
  ['object', 'object'],
  ['dict', 'object'],
  ['json', 'object'],
  ['map', 'object'],
]);

function plain(type: ParameterType['type']): ParameterType {
  return { type, format: null, isEnum: false };
}

function typeOfValue(value: JsonValue): ParameterType['type'] | 'number' {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (Array.isArray(value)) return 'array';
  return 'string';
}

const wholeWords = new Set([
  'page',
  'limit',
  'count',
  'year',
  'offset',
  'size',
  'id',
  'number',
  'num',
  'quantity',
  'qty',
  'day',
  'month',
  'hour',
  'minute',
  'second',
  'night',
  'adult',
  'child',
  'infant',
  'guest',
  'room',
  'people',
  'person',
  'passenger',
  'index',
  'start',
  'end',
  'age',
  'skip',
  'take',
  'per',
  'season',
  'episode',
  'round',
  'week',
  'seat',
  'bed',
  'bedroom',
  'bathroom',
  'serving',
  'star',
  'timestamp',
  'rank',
  'width',
  'height',
  'length',
  'population',
  'level',
  'port',
  'version',
  'iid',
  'total',
  'max',
  'result',
  'pages',
  'days',
  'party',
  'bag',
  'code',
  'stop',
]);

const fractionWords = new Set([
  'lat',
  'latitude',
  'lon',
  'lng',
  'longitude',
  'price',
  'amount',
  'rate',
  'weight',
  'temperature',
  'percent',
  'percentage',
  'radius',
  'distance',
  'cost',
  'ratio',
  'score',
  'rating',
  'height',
  'salary',
  'budget',
  'bmi',
  'threshold',
  'confidence',
]);

function isWhole(name: string, value: JsonValue): boolean {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
  if (/^-?\d+\.\d*[1-9]\d*$/.test(text) && !/^\d{5,}\.\d{4,}$/.test(text)) return false;
  const words = normalWords(name);
  const last = words[words.length - 1] ?? '';
  if (fractionWords.has(last)) return last === 'height' && /^\d{2,}$/.test(text);
  if (words.some((word) => wholeWords.has(word))) return true;
  return /^-?\d{1,15}$/.test(text);
}
