import type { Random } from '../random/random.js';
import type { StyleStrata } from '../types/plan-row.js';

const registers = ['terse', 'chatty', 'formal', 'rushed'] as const;
const ageBands = ['young', 'adult', 'senior'] as const;
const temperaments = ['calm', 'calm', 'cheerful', 'irritable'] as const;
const patiences = ['patient', 'impatient'] as const;
const expertises = ['novice', 'regular', 'regular', 'expert'] as const;

/** Strata of style: registers take turns, so that neighbours differ without looking at each other's text. */
export function toStyle(index: number, random: Random): StyleStrata {
  return {
    register: registers[(index + (random.chance(0.2) ? 1 : 0)) % registers.length] ?? 'terse',
    family: (index * 5) % 8,
    ageBand: random.pick(ageBands),
    temperament: random.fork('temperament').pick(temperaments),
    patience: random.fork('patience').pick(patiences),
    expertise: random.fork('expertise').pick(expertises),
  };
}
