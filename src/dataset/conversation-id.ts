import { type TwinKind, twinLabels } from '../types/twin.js';

/** `conv_<seed>_<index>`, the index from 0 and zero-padded to at least four digits. */
export function conversationId(seed: number, index: number): string {
  return `conv_${seed}_${String(index).padStart(4, '0')}`;
}

/** The id of a base record's variant: `conv_42_0007~withheld`. */
export function variantId(base: string, kind: TwinKind): string {
  return `${base}~${twinLabels[kind]}`;
}
