import { describe, expect, it } from 'vitest';
import type { SampleRequest } from '../types/sampling.js';
import { createGrants } from './grants.js';

const request = (minimum: number): SampleRequest => ({
  mode: 'sequential',
  steps: { minimum, maximum: minimum + 1 },
  goals: { minimum: 1, maximum: 3 },
});

describe('createGrants', () => {
  it('gives a shape up only when many draws hardly ever brought it, and no other with it', () => {
    const grants = createGrants();
    for (let draw = 0; draw < 10; draw += 1) grants.note(request(9), false);
    expect(grants.isHopeful(request(9))).toBe(true);
    for (let draw = 0; draw < 40; draw += 1) grants.note(request(9), false);
    expect(grants.isHopeful(request(9))).toBe(false);
    expect(grants.isHopeful(request(5))).toBe(true);
  });

  it('holds on to what is granted now and then', () => {
    const grants = createGrants();
    for (let draw = 0; draw < 100; draw += 1) grants.note(request(7), draw % 8 === 0);
    expect(grants.isHopeful(request(7))).toBe(true);
  });
});
