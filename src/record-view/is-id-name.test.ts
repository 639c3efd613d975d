import { describe, expect, it } from 'vitest';
import { isIdName } from './is-id-name.js';

describe('isIdName', () => {
  it.each(['id', 'hotel_id', 'orderID', 'teamid', 'booking_ref', 'sku', 'uuid', 'trackId', 'ids', 'api-key'])(
    'takes %s for an identifier',
    (name) => expect(isIdName(name)).toBe(true),
  );
  it.each(['paid', 'grid', 'identity', 'keyword', 'valid', 'city', '', 'prepaid', 'idea'])(
    'does not take %s for one',
    (name) => expect(isIdName(name)).toBe(false),
  );
});
