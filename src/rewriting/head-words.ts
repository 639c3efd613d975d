import { foldKeeping } from '../grounding/folded-text.js';
import type { LanguageData } from '../language/data/language-data.js';
import type { DatasetRecord } from '../types/dataset-record.js';

/** The first word of what a message asks for that its new text no longer says, by itself or a synonym; null where none is lost. */
export function lostHeadWord(
  record: DatasetRecord,
  message: number,
  rewritten: string,
  language: LanguageData,
): string | null {
  const [before, after] = [foldKeeping(record.messages[message]?.content ?? ''), foldKeeping(rewritten)];
  const goals = record.goal.filter((goal) => goal.message === message).map(({ text }) => foldKeeping(text));
  for (const word of goals.flatMap((goal) => contentWords(goal))) {
    const ways = waysToSay(word, language);
    if (!ways.some((way) => says(before, way))) continue;
    if (!ways.some((way) => says(after, way))) return word;
  }
  return null;
}

const small = new Set([
  'the',
  'a',
  'an',
  'my',
  'then',
  'and',
  'of',
  'for',
  'in',
  'on',
  'to',
  'by',
  'with',
  'or',
  'at',
  'as',
  'it',
  'its',
  'up',
  'me',
]);

function contentWords(goal: string): string[] {
  const latin = (goal.match(/[a-z]{2,}/g) ?? []).filter((word) => !small.has(word));
  return [...new Set([...latin, ...(goal.match(/[\u30a1-\u30fa\u30fc]{2,}|[\u3400-\u9fff]+/g) ?? [])])];
}

/** The word, and, of a verb, what else users say for it. */
function waysToSay(word: string, { verbs }: LanguageData): string[] {
  if (!/^[a-z]/.test(word)) return verbStems(word, verbs);
  const ways = new Set([word]);
  for (const [verb, said] of verbs) {
    if (verb === word || said.includes(word)) for (const way of said) ways.add(way);
  }
  return [...ways];
}

/** Of a script without spaces: the word, and, where verbs are written with it, the stems of what else is said for them. */
function verbStems(word: string, verbs: LanguageData['verbs']): string[] {
  const ways = new Set([word]);
  if (word.length > 1) return [...ways];
  for (const said of verbs.values()) {
    if (!said.some((way) => way.startsWith(word))) continue;
    for (const way of said) {
      const stem = /^[\u3400-\u9fff\u30a1-\u30fc]+/.exec(way)?.[0] ?? way.slice(0, -1);
      if (stem !== '') ways.add(stem);
    }
  }
  return [...ways];
}

/** Latin words by their stem, at the start of a word. */
function says(text: string, way: string): boolean {
  if (!/^[a-z]/.test(way)) return text.includes(way);
  const stem = way.replace(/(?:ies|es|s|y|e)$/, '');
  const wanted = stem.length >= 3 ? stem : way;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1))
    if (!/[a-z]/.test(text.charAt(at - 1))) return true;
  return false;
}
