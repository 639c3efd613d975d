import { describe, expect, it } from 'vitest';
import { readSamplerSettings } from '../../test/support/read-settings.js';

const { leads, meets } = readSamplerSettings().leadOn;

describe('leadOn', () => {
  it('goes on from what people travel to, not from a bill', () => {
    expect(leads('city', 'hotel', 'restaurant')).toBe(true);
    expect(leads('latitude', 'airport', 'forecast')).toBe(true);
    expect(leads('city', 'invoice', 'restaurant')).toBe(false);
    expect(leads('latitude', 'hotel', 'loan')).toBe(false);
    expect(leads('city', null, 'restaurant')).toBe(false);
  });

  it('lets values travel that no errand is about', () => {
    expect(leads('ticker', null, null)).toBe(true);
    expect(leads(null, 'invoice', 'loan')).toBe(true);
    expect(meets('ticker', null, null)).toBe(true);
  });

  it('asks about one city what one person wants to know of it', () => {
    expect(meets('city', 'forecast', 'hotel')).toBe(true);
    expect(meets('city', 'city', 'job')).toBe(true);
    expect(meets('city', 'job', 'doctor')).toBe(false);
    expect(meets('city', 'loan', 'hotel')).toBe(false);
  });
});
