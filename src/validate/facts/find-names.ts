import type { RecordView } from '../record-view.js';
import { remember } from '../remember.js';
import type { Fact } from './scan-facts.js';

const toolWords = new WeakMap<RecordView, ReadonlySet<string>>();

/**
 * Addresses, codes in capitals, and capitalised words inside a sentence: names of something, unless a tool is called so.
 * What `isClaimed` is left out: it need not be held against every word of the tools.
 */
export function findNames(
  text: string,
  view: RecordView,
  isClaimed: (start: number, end: number) => boolean,
): Fact[] {
  const facts: Fact[] = [];
  for (const match of text.matchAll(
    /https?:\/\/[!#-&*-;=?-~]{1,300}|[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}/g,
  )) {
    facts.push({
      start: match.index,
      end: match.index + match[0].replace(/[.,;:!?]+$/, '').length,
      kind: 'address',
    });
  }
  const calendar = view.facts;
  for (const match of text.matchAll(/(?<![A-Za-z0-9À-ÿ'_@./-])[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÿ'&-]*/g)) {
    const word = match[0].replace(/(?:'s|'|-|&)+$/, '');
    const lower = word.toLowerCase();
    if (view.facts.capitalised.has(word) || calendar.months.has(lower) || calendar.weekdays.has(lower))
      continue;
    if (/'(?:re|ll|ve|d|m|s|t)$/.test(lower) && startsSentence(text, match.index)) continue;
    const isCode = /^[A-ZÀ-ÖØ-Þ]{2,}$/.test(word);
    if (word.length === 1 && !isCode) continue;
    if (!isCode && startsSentence(text, match.index)) continue;
    if (!isClaimed(match.index, match.index + word.length) && !wordsOfTools(view).has(lower)) {
      facts.push({ start: match.index, end: match.index + word.length, kind: isCode ? 'code' : 'name' });
    }
  }
  return facts;
}

function startsSentence(text: string, index: number): boolean {
  // What stands further back cannot matter: the look back goes over quotes and spaces only.
  const lead = text.slice(Math.max(0, index - 60), index);
  const before = lead.replace(/["'(\u201c*_[\s]+$/, '');
  return (
    before === '' || /[.!?:;\n。！？…—•-]$/.test(before) || /\n\s*[-*•]?\s*$/.test(lead) || /、$/.test(before)
  );
}

/** Words of the offered tools' own names, of their parameters', and of the fields in outputs: labels, not facts. */
function wordsOfTools(view: RecordView): ReadonlySet<string> {
  let words = toolWords.get(view);
  if (words === undefined) {
    const names = new Set<string>();
    for (const { name, parameters } of view.record.tools) {
      names.add(name);
      for (const parameter of Object.keys(parameters.properties ?? {})) names.add(parameter);
    }
    for (const { output } of view.calls) addKeys(output, names);
    words = new Set(Array.from(names).flatMap((name) => wordsOf(name)));
    toolWords.set(view, words);
  }
  return words;
}

function addKeys(value: unknown, names: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (!Array.isArray(value)) names.add(key);
    addKeys(child, names);
  }
}

const wordsOf = remember((name) =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9À-ÿ]+/)
    // A parameter `zip5` is called a ZIP.
    .flatMap((word) => [word, word.replace(/(?<=[A-Za-z])\d+$/, '')])
    .map((word) => word.toLowerCase()),
);
