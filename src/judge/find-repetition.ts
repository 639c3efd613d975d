import type { MessageView, RecordView } from '../record-view/record-view.js';
import { splitSentences } from '../record-view/split-sentences.js';
import { normalizeText } from '../record-view/value-forms.js';
import { toWords, unitsPerWord } from '../record-view/words.js';
import type { Finding } from './rubric.js';

/** Sentences said twice, at once or later. What results hold is quoted, and quotations may come again. */
export function findRepeatedSentences(view: RecordView, spoken: readonly MessageView[]): Finding[] {
  const seen = new Set<string>();
  const faults: Finding[] = [];
  for (const { role, text } of spoken) {
    let previous = '';
    for (const sentence of splitSentences(text).map(normalizeText)) {
      const isDoubled = sentence === previous;
      previous = sentence;
      if (sentence.length < (view.locale === 'ja' ? 10 : 16)) continue;
      const key = `${role} ${sentence}`;
      const isNew = !seen.has(key);
      seen.add(key);
      // Members of a list show results, and two results may look alike.
      if (/^(?:[-*•・]|\d+[.)])/.test(sentence) && !(isDoubled && sentence.length >= 30)) continue;
      if (isNew || (!isDoubled && isQuoted(view, sentence))) continue;
      const kind = isDoubled ? 'doubled_sentence' : 'repeated_sentence';
      faults.push({ kind, amount: 1, detail: sentence });
    }
  }
  return faults;
}

function isQuoted(view: RecordView, sentence: string): boolean {
  const bare = sentence.replace(/^["“「]+|[.!?。"”」)]+$/g, '');
  return view.messages.some(({ role, normalized }) => role === 'tool' && normalized.includes(bare));
}

/** Share of runs that come again in any conversation: endings of verbs repeat where characters are what is counted. */
const usual = { words: 0.03, characters: 0.08 };

/** Graded: repeated three-word runs, like openings, and curt messages rank sound conversations. */
export function gradeVariety(view: RecordView, spoken: readonly MessageView[]): Finding[] {
  const perWord = unitsPerWord(view.locale);
  const runs = new Set<string>();
  let total = 0;
  for (const { text } of spoken) {
    const words = toWords(text, view.locale);
    const length = 3 * perWord;
    for (let at = 0; at + length <= words.length; at += 1) {
      runs.add(words.slice(at, at + length).join(' '));
      total += 1;
    }
  }
  const faults: Finding[] = [];
  if (total > 0)
    faults.push({
      kind: 'repetition',
      amount: Math.min(
        1,
        Math.max(0, (1 - runs.size / total - (perWord > 1 ? usual.characters : usual.words)) * 3),
      ),
    });
  const openings = spoken.map(({ role, normalized }) => `${role} ${normalized.slice(0, 4 * 3)}`);
  if (openings.length > 2)
    faults.push({ kind: 'same_opening', amount: 1 - new Set(openings).size / openings.length });
  const words = spoken.map(({ text }) => Math.min(12, toWords(text, view.locale).length / perWord));
  const average = words.reduce((sum, count) => sum + count, 0) / Math.max(1, words.length);
  faults.push({ kind: 'curt', amount: Math.max(0, 1 - average / 8) });
  return faults;
}
