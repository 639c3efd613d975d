import type { JsonValue } from '../../types/json.js';
import type { Normalization } from '../../types/provenance.js';
import { agrees } from '../reading/agrees.js';
import { foldText } from '../reading/fold-text.js';
import type { RecordView } from '../record-view.js';

const cache = new WeakMap<RecordView, Map<string, boolean>>();
const spoken: readonly Normalization[] = [
  { name: 'date' },
  { name: 'date_time' },
  { name: 'number' },
  { name: 'country_name' },
  { name: 'currency_name' },
  { name: 'language_name' },
];

/** Whether the system message says a value of the scenario, as it is written or as people say it. */
export function isStatedInSystem(view: RecordView, value: JsonValue): boolean {
  if (view.system === null || value === null || typeof value === 'object') return false;
  let known = cache.get(view);
  if (known === undefined) {
    known = new Map();
    cache.set(view, known);
  }
  const key = JSON.stringify(value);
  const decided = known.get(key);
  if (decided !== undefined) return decided;
  const stated = states(view.system, value, view);
  known.set(key, stated);
  return stated;
}

function states(system: string, value: string | number | boolean, view: RecordView): boolean {
  const folded = foldText(system);
  if (typeof value === 'string' && value !== '' && folded.includes(foldText(value))) return true;
  const context = { facts: view.facts, now: view.record.scenario.now };
  // The day of an instant counts as its statement: calls use the date of `now`, rarely its minute.
  const day = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? value.slice(0, 10) : value;
  return phrasesOf(folded).some((phrase) => spoken.some((way) => agrees(phrase, day, way, context)));
}

/** Runs of up to five words, and the dates in texts without spaces; at most a few thousand. */
function phrasesOf(text: string): string[] {
  const words = text
    .slice(0, 4000)
    .split(' ')
    .map((word) => word.replace(/^["'([]+|["'()\].;:!?]+$/g, ''));
  const phrases: string[] = text.match(/\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d\d-\d\d/g) ?? [];
  for (let start = 0; start < words.length; start += 1) {
    for (let length = 1; length <= 5 && start + length <= words.length; length += 1) {
      phrases.push(
        words
          .slice(start, start + length)
          .join(' ')
          .replace(/,$/, ''),
      );
    }
  }
  return phrases;
}
