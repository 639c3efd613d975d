import { oncePerRecord } from '../once-per-record.js';
import type { RecordView } from '../record-view.js';
import { remember } from '../remember.js';
import type { Fact } from './scan-facts.js';

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
  if (text.includes('@') || text.includes('://')) findAddresses(text, facts);
  const { capitalised, months, weekdays } = view.facts;
  for (const match of text.matchAll(/(?<![A-Za-z0-9À-ÿ'_@./-])[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÿ'&-]*/g)) {
    const start = match.index;
    const word = withoutEnd(match[0]);
    if (isClaimed(start, start + word.length) || capitalised.has(word)) continue;
    const lower = word.toLowerCase();
    if (months.has(lower) || weekdays.has(lower)) continue;
    const isCode = /^[A-ZÀ-ÖØ-Þ]{2,}$/.test(word);
    if (word.length === 1 && !isCode) continue;
    if ((!isCode || /'(?:re|ll|ve|d|m|s|t)$/.test(lower)) && startsSentence(text, start)) continue;
    if (!wordsOfTools(view).has(lower))
      facts.push({ start, end: start + word.length, kind: isCode ? 'code' : 'name' });
  }
  return facts;
}

function findAddresses(text: string, facts: Fact[]): void {
  for (const match of text.matchAll(
    /https?:\/\/[!#-&*-;=?-~]{1,300}|[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}/g,
  )) {
    const end = match.index + match[0].replace(/[.,;:!?]+$/, '').length;
    facts.push({ start: match.index, end, kind: 'address' });
  }
}

/** Without the signs that a word may end in: few do. */
function withoutEnd(word: string): string {
  return /['&-]/.test(word) ? word.replace(/(?:'s|'|-|&)+$/, '') : word;
}

function startsSentence(text: string, index: number): boolean {
  if (index === 0 || (text[index - 1] === ' ' && '.!?:;'.includes(text[index - 2] ?? '.'))) return true;
  // What stands further back cannot matter: the look back goes over quotes and spaces only.
  const lead = text.slice(Math.max(0, index - 60), index);
  const before = lead.replace(/["'(\u201c*_[\s]+$/, '');
  return (
    before === '' || /[.!?:;\n。！？…—•-]$/.test(before) || /\n\s*[-*•]?\s*$/.test(lead) || /、$/.test(before)
  );
}

/** Words of the offered tools' own names, of their parameters', and of the fields in outputs: labels, not facts. */
const wordsOfTools = oncePerRecord((view): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const { name, parameters } of view.record.tools) {
    names.add(name);
    addPropertyNames(parameters, names);
  }
  for (const { output } of view.calls) addKeys(output, names);
  const words = new Set<string>();
  for (const name of names) for (const word of wordsOf(name)) words.add(word);
  return words;
});

function addKeys(value: unknown, names: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const member of value) addKeys(member, names);
    return;
  }
  for (const key in value) {
    names.add(key);
    addKeys((value as Record<string, unknown>)[key], names);
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

/** Names of properties at any depth that a tool's input has. */
function addPropertyNames(schema: unknown, names: Set<string>): void {
  const waiting: unknown[] = [schema];
  // Definitions that other tools made may repeat parts: each is looked at once.
  const seen = new Set<unknown>();
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (typeof node !== 'object' || node === null || seen.has(node)) continue;
    seen.add(node);
    const { properties, items, anyOf, oneOf, allOf } = node as { readonly [keyword: string]: unknown };
    if (typeof properties === 'object' && properties !== null) {
      for (const [name, property] of Object.entries(properties)) {
        names.add(name);
        waiting.push(property);
      }
    }
    waiting.push(items);
    for (const members of [anyOf, oneOf, allOf]) if (Array.isArray(members)) waiting.push(...members);
  }
}
