import { describe, expect, it } from 'vitest';
import { isBareId } from './bare-id.js';

describe('isBareId', () => {
  it.each([
    ['id', true],
    ['_id', true],
    ['public_id', true],
    ['externalId', true],
    ['hotel_id', false],
    ['paid', false],
  ])('takes %j for one: %j', (name, isBare) => expect(isBareId(name)).toBe(isBare));
});
