import type { RecordView } from '../record-view/record-view.js';
import { toWords } from '../record-view/words.js';
import { type Figures, known, notComparable, unknown } from './figure.js';

const order = 5;
const early = 78;
const lateFrom = 251;
const lateTo = 500;

/**
 * Share of a conversation's 5-grams (user and assistant text, ids and numbers masked) that earlier conversations of the
 * file hold: the mean over the first 78 records, and over records 251 to 500. Nothing is kept beyond the 500th.
 */
export function createSeenGrams(): { add(view: RecordView): void; figures(): Figures } {
  const seen = new Set<string>();
  const shares: number[] = [];
  let read = 0;
  return {
    add(view) {
      read += 1;
      if (read > lateTo) return;
      const grams = conversationGrams(view);
      const repeated = grams.filter((gram) => seen.has(gram)).length;
      shares.push(grams.length === 0 ? 0 : repeated / grams.length);
      for (const gram of grams) seen.add(gram);
    },
    figures: () => ({
      grams_seen_first_78: meanOf(shares.slice(0, early), early, read),
      grams_seen_251_to_500: meanOf(shares.slice(lateFrom - 1, lateTo), lateTo - lateFrom + 1, read),
    }),
  };
}

function conversationGrams(view: RecordView): string[] {
  const grams: string[] = [];
  for (const { role, text } of view.messages) {
    if (role !== 'user' && role !== 'assistant') continue;
    const words = toWords(maskIds(text), view.locale).map((word) => (/\d/.test(word) ? '0' : word));
    for (let at = 0; at + order <= words.length; at += 1) grams.push(words.slice(at, at + order).join(' '));
  }
  return grams;
}

/** Any run of letters, digits and joiners that holds a digit (an id, a date, an amount) becomes one token. */
function maskIds(text: string): string {
  return text.replace(/[A-Za-z0-9][A-Za-z0-9_.,:/-]*/g, (run) => (/\d/.test(run) ? ' 0 ' : run));
}

function meanOf(shares: readonly number[], wanted: number, read: number): Figures[string] {
  if (shares.length === 0) return unknown(`the file has ${read} records`);
  const figure = known(shares.reduce((sum, value) => sum + value, 0) / shares.length, shares.length);
  return shares.length < wanted ? notComparable(figure, `${shares.length} of ${wanted} records`) : figure;
}
