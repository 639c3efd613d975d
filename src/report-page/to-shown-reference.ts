import type { FigureReference } from '../metrics/read-references.js';
import type { Range, ShownReference } from './page-data.js';

/** A reference with its values as numbers where they are some: `16–20 %` is 0.16 to 0.2. */
export function toShownReference(reference: FigureReference): ShownReference {
  const { name, title, unit, at_least, at_most, peer = '', gold = '', language } = reference;
  return {
    ...{ name, title, unit, peer, gold },
    atLeast: at_least ?? null,
    atMost: at_most ?? null,
    peerRange: readRange(peer, unit),
    goldRange: readRange(gold, unit),
    language: language === true,
  };
}

function readRange(text: string, unit: ShownReference['unit']): Range | null {
  const numbers = (text.match(/\d*\.?\d+/g) ?? []).map(Number);
  const scale = unit === 'share' && text.includes('%') ? 100 : 1;
  const [first, second = first] = numbers;
  // Two values for two settings are no range.
  return first === undefined || second === undefined || text.includes('/')
    ? null
    : [first / scale, second / scale];
}
