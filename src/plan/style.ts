import type { Random } from '../random/random.js';
import { requestLayouts, requestMoods, type StyleStrata } from '../types/plan-row.js';

const registers = ['terse', 'chatty', 'formal', 'rushed'] as const;
const ageBands = ['young', 'adult', 'senior'] as const;
const temperaments = ['calm', 'calm', 'cheerful', 'irritable'] as const;
const patiences = ['patient', 'impatient'] as const;
/** Half of all people begin with why they ask. */
const openings = [
  'plain',
  'setting',
  'greeting',
  'setting',
] as const satisfies readonly StyleStrata['opening'][];
const expertises = ['novice', 'regular', 'regular', 'expert'] as const;

/** Strata of style: registers take turns, so that neighbours differ without looking at each other's text. */
export function toStyle(index: number, random: Random): StyleStrata {
  // Shifts the others against the registers, so that every combination comes up.
  const cycle = Math.floor(index / 12);
  return {
    register: registers[(index + (random.chance(0.2) ? 1 : 0)) % registers.length] ?? 'terse',
    mood: requestMoods[(index * 5 + cycle) % requestMoods.length] ?? 'order',
    layout: requestLayouts[(index * 3 + cycle) % requestLayouts.length] ?? 'inline',
    opening: openings[(index + cycle) % openings.length] ?? 'plain',
    ageBand: random.pick(ageBands),
    temperament: random.fork('temperament').pick(temperaments),
    patience: random.fork('patience').pick(patiences),
    expertise: random.fork('expertise').pick(expertises),
  };
}
