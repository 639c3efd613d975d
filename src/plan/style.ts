import type { Random } from '../random/random.js';
import type { StyleStrata } from '../types/plan-row.js';

const registers = ['terse', 'chatty', 'formal', 'rushed'] as const;
const ageBands = ['young', 'adult', 'senior'] as const;

/** Strata of style: registers take turns, so that neighbours differ without looking at each other's text. */
export function toStyle(index: number, random: Random): StyleStrata {
  return {
    register: registers[(index + (random.chance(0.2) ? 1 : 0)) % registers.length] ?? 'terse',
    family: (index * 5) % 8,
    ageBand: random.pick(ageBands),
  };
}
