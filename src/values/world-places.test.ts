import { describe, expect, it } from 'vitest';
import { cityPlaces } from './places.js';
import { worldPlace } from './world-places.js';

describe('worldPlace', () => {
  it('puts a row together to the place that it is in full', () => {
    for (const place of cityPlaces.slice(0, 50)) expect(worldPlace(place.key)).toEqual(place);
  });

  it('knows cities that nobody travels between, and no others', () => {
    expect(worldPlace('Takamatsu,JP')).toMatchObject({ country: 'Japan', timezone: 'Asia/Tokyo' });
    expect(worldPlace('Nowhere,JP')).toBeUndefined();
    expect(worldPlace('constructor')).toBeUndefined();
  });
});
