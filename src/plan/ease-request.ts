import type { ModeOption } from '../types/plan-row.js';
import type { SampleRequest } from '../types/sampling.js';

/** Draws for one row in which wishes give way. */
export const drawsPerRow = 120;
/** Draws for one row before the catalog counts as exhausted: the one row says so for all that would follow. */
export const drawsToTheEnd = 360;
/** Draws that hold out for every wish of the row; later ones let some go. */
export const easyDraws = drawsPerRow / 4;
/** Draws after which anything will do. */
export const lastDraws = (drawsPerRow * 7) / 8;

/**
 * Wishes give way, one after the other, where the catalog cannot grant them together: first goals and the exact length, then
 * whether the chain is short or long, then the mode, at last what is short. What a mode promises never gives way.
 */
export function easeRequest(wanted: SampleRequest, draw: number, mode: ModeOption): SampleRequest {
  if (draw < easyDraws) return wanted;
  if (mode === 'mixed' && draw < (drawsPerRow * 3) / 4)
    return { mode: wanted.mode, steps: lengthsLike(wanted.steps), goals: goalsLike(wanted.goals) };
  const goals = { minimum: 1, maximum: 5 };
  if (mode === 'mixed' && draw >= lastDraws) {
    // Where nothing short is left, chains still are.
    if (draw >= drawsPerRow && draw % 3 > 0)
      return { mode: 'sequential', steps: { minimum: 2, maximum: 10 }, goals };
    return { mode: 'short', steps: { minimum: 1, maximum: 2 }, goals: { minimum: 1, maximum: 2 } };
  }
  return { mode: wanted.mode, steps: { minimum: 1, maximum: 10 }, goals };
}

/** As many goals as can still be told apart, or asked for in one breath, as is wanted. */
function goalsLike({ minimum }: SampleRequest['goals']): SampleRequest['goals'] {
  return minimum > 1 ? { minimum: 2, maximum: 5 } : { minimum: 1, maximum: 3 };
}

/** All lengths that count as much as the wanted ones do: short, long or neither. */
function lengthsLike({ minimum, maximum }: SampleRequest['steps']): SampleRequest['steps'] {
  if (maximum <= 2) return { minimum: 1, maximum: 2 };
  return minimum >= 5 ? { minimum: 5, maximum: 10 } : { minimum: 3, maximum: 4 };
}
