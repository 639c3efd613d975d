import { keyedChance } from '../keyed-chance.js';
import { type FaultKind, isModelFault } from './fault-kinds.js';

export type FaultSettings = {
  readonly seed: number;
  /** Share of tries that go wrong, 0–1. */
  readonly faultRate: number;
  readonly faults: readonly FaultKind[];
};

/**
 * Which fault meets a try of a call; null for none. Faults of the way are decided per call and try, faults of the model per
 * call: what is said in the end must not depend on how many tries it took to hear it.
 */
export function drawFault(
  { seed, faultRate, faults }: FaultSettings,
  callId: string,
  attempt: number,
): FaultKind | null {
  const ofModel = faults.filter(isModelFault);
  const ofTransport = faults.filter((kind) => !isModelFault(kind));
  if (faults.length === 0) return null;
  const modelRate = (faultRate * ofModel.length) / faults.length;
  // Of what the model's faults leave over, so that both together meet the rate.
  const transportRate = modelRate >= 1 ? 0 : (faultRate - modelRate) / (1 - modelRate);
  return (
    drawOf(ofTransport, transportRate, [seed, 'transport', callId, attempt]) ??
    drawOf(ofModel, modelRate, [seed, 'model', callId])
  );
}

function drawOf(
  kinds: readonly FaultKind[],
  rate: number,
  key: readonly (string | number)[],
): FaultKind | null {
  const drawn = keyedChance(...key);
  if (rate <= 0 || drawn >= rate) return null;
  return kinds[Math.min(kinds.length - 1, Math.floor((drawn / rate) * kinds.length))] ?? null;
}
