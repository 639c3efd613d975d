import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../types/json.js';
import { toParameterType } from './parameter-type.js';

describe('toParameterType', () => {
  it.each<[JsonValue, string, JsonValue, string, string | null]>([
    ['STRING', 'name', '', 'string', null],
    ['NUMBER', 'page', '', 'integer', null],
    ['NUMBER', 'latitude', '46.9', 'number', null],
    ['NUMBER', 'price', '', 'number', null],
    ['NUMBER', 'year', '2020', 'integer', null],
    ['NUMBER', 'q', '7', 'integer', null],
    ['NUMBER', 'q', '7.5', 'number', null],
    ['BOOLEAN', 'active', 'true', 'boolean', null],
    ['ENUM', 'sort', '', 'string', null],
    ['ARRAY', 'ids', '', 'array', null],
    ['OBJECT', 'body', '', 'object', null],
    ['DATE (YYYY-MM-DD)', 'dt', '', 'string', 'date'],
    ['TIME (24-hour HH:MM)', 't', '', 'string', null],
    ['GEOPOINT (latitude, longitude)', 'p', '', 'string', null],
    ['grass, poison', 'kind', '', 'string', null],
    ['interger', 'n', '', 'integer', null],
    [null, 'number', '7', 'string', null],
    [null, 'number', 7, 'integer', null],
    [{ type: 'NUMBER' }, 'limit', null, 'integer', null],
    [['x'], 'y', null, 'string', null],
  ])('reads the type %j of %s with the value %j as %s', (type, name, value, expected, format) => {
    expect(toParameterType(type, name, value)).toMatchObject({ type: expected, format });
  });
});
