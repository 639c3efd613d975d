import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../types/json.js';
import { distanceValue } from './distance-value.js';
import type { Instance } from './instance.js';
import { traitsOf } from './name-traits.js';

const between = (facts: { [name: string]: JsonValue }, attribute: string): JsonValue | undefined =>
  distanceValue(
    { facts: new Map(Object.entries(facts)), entity: 'route', base: null } as Instance,
    attribute,
    {
      shared: false,
      schema: { type: 'number' },
      concept: null,
      label: attribute,
      traits: traitsOf(attribute),
    },
  );

describe('distanceValue', () => {
  const berlin = { lat1: 52.52, lng1: 13.405 };
  it.each([
    ['numbered coordinates', { ...berlin, lat2: 48.8566, lng2: 2.3522 }],
    [
      'coordinates by their end',
      { start_latitude: 52.52, start_longitude: 13.405, end_latitude: '48.8566', end_longitude: '2.3522' },
    ],
    ['points as texts', { origin: '52.52,13.405', destination: '48.8566,2.3522' }],
    ['places', { from: 'Berlin', to: 'Paris' }],
  ])('measures between %s', (_name, facts) => {
    expect(Number(between(facts, 'distance_km'))).toBeGreaterThan(860);
    expect(Number(between(facts, 'distance_km'))).toBeLessThan(890);
  });

  it('knows the units that names say', () => {
    const facts = { from: 'Berlin', to: 'Paris' };
    const kilometres = Number(between(facts, 'distance'));
    expect(Number(between(facts, 'distance_miles')) / kilometres).toBeCloseTo(0.6214, 3);
    expect(Number(between(facts, 'distance_meters')) / kilometres).toBeCloseTo(1000, -1);
  });

  it('stays out of what names no two places', () => {
    expect(between(berlin, 'distance_km')).toBe(undefined);
    expect(between({ from: 'Berlin', to: 'Paris' }, 'price')).toBe(undefined);
  });
});
