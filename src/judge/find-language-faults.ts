import type { MessageView, RecordView } from '../record-view/record-view.js';
import { splitSentences } from '../record-view/split-sentences.js';
import { toWords, unitsPerWord } from '../record-view/words.js';
import { phrasesIn } from './phrases.js';
import type { Finding, Rubric } from './rubric.js';

const longAssistantWords = 170;
const longUserWords = 90;
const questionsInOneMessage = 3;

/** What no person would write: machine words, repetition, curtness, rough edges. */
export function findLanguageFaults(view: RecordView, rubric: Rubric): Finding[] {
  const spoken = view.messages.filter(
    ({ role, text }) => (role === 'user' || role === 'assistant') && text.trim() !== '',
  );
  return [
    ...spoken.flatMap((message) => [
      ...findMachineWords(view, message, rubric),
      ...findRoughEdges(view, message),
      ...findOverload(view, message),
    ]),
    ...findDictatedIds(view, spoken),
    ...findRepeatedSentences(spoken),
    ...gradeVariety(view, spoken),
  ];
}

function findMachineWords(view: RecordView, message: MessageView, rubric: Rubric): Finding[] {
  const faults: Finding[] = [];
  for (const word of message.text.match(
    /\b[a-z]+(?:_[a-z0-9]+)+\b|\b[a-z]{2,}[a-z0-9]*(?:Id|ID|Code|Name|Date|Type|Key)\b|\w+::\w+/g,
  ) ?? []) {
    if (!isValue(view, word)) faults.push({ kind: 'identifier_leak', amount: 1, detail: word });
  }
  const placeholder =
    /\{\{?[^}]{0,40}\}\}?|\[object|\b(?:undefined|NaN|null|TODO|lorem ipsum)\b|<[a-z][a-z _-]{1,30}>|\[[A-Z_ ]{3,30}\]/.exec(
      message.text,
    );
  if (placeholder !== null) faults.push({ kind: 'placeholder', amount: 1, detail: placeholder[0] });
  for (const phrase of phrasesIn(message.normalized, rubric.phrases.robotic[view.locale])) {
    faults.push({ kind: 'robotic_phrase', amount: 1, detail: phrase });
  }
  return faults;
}

/** A user's own name may look like a parameter's (`yuko_sato`), and so may a file's. */
function isValue(view: RecordView, word: string): boolean {
  return view.calls.some(({ leaves, outputLeaves }) =>
    [...leaves, ...outputLeaves].some(({ value }) => typeof value === 'string' && value.includes(word)),
  );
}

function findRoughEdges(view: RecordView, message: MessageView): Finding[] {
  const faults: Finding[] = [];
  const doubled = /(?:^|[^a-z0-9'’-])([a-z]{2,})\s+\1(?![a-z0-9'’-])/i.exec(message.text)?.[1];
  if (doubled !== undefined && !mayDouble.has(doubled.toLowerCase()) && doubled === doubled.toLowerCase()) {
    faults.push({ kind: 'doubled_word', amount: 1, detail: `${doubled} ${doubled}` });
  }
  // People may write in lower case and without a full stop; an assistant may not.
  const text = message.text.trim();
  const isRough =
    /\s[,.;!?](?:\s|$)|,,|(?<!\.)\.\.(?!\.)|,\./.test(text) ||
    (view.locale === 'en' &&
      message.role === 'assistant' &&
      (/^[a-z]+ /.test(text) || !/[.!?:)"'”’\]|*`\d]$/.test(text)));
  if (isRough) faults.push({ kind: 'rough_edges', amount: 1, detail: text.slice(-30) });
  return faults;
}

const mayDouble = new Set([
  'that',
  'had',
  'bye',
  'very',
  'so',
  'no',
  'ha',
  'well',
  'really',
  'hi',
  'there',
  'is',
  'now',
  'many',
  'long',
]);

function findOverload(view: RecordView, message: MessageView): Finding[] {
  const faults: Finding[] = [];
  const questions = message.text.match(/[?？]/g)?.length ?? 0;
  if (message.role === 'assistant' && questions > questionsInOneMessage) {
    faults.push({ kind: 'question_overload', amount: 1, detail: `${questions} questions` });
  }
  const words = toWords(message.text, view.locale).length / unitsPerWord(view.locale);
  if (words > (message.role === 'user' ? longUserWords : longAssistantWords)) {
    faults.push({ kind: 'overlong', amount: 1, detail: `${Math.round(words)} words` });
  }
  return faults;
}

/** Opaque codes that a user says before anyone else did. One may be a reference they know; more are dictation. */
function findDictatedIds(view: RecordView, spoken: readonly MessageView[]): Finding[] {
  const ids = new Set<string>();
  for (const { role, index, normalized } of spoken) {
    if (role !== 'user') continue;
    for (const token of normalized.match(/[a-z0-9]+(?:[-_][a-z0-9]+)*/g) ?? []) {
      const isOpaque =
        token.length >= 7 &&
        /\d/.test(token) &&
        (/[a-z]/.test(token) || token.length >= 9) &&
        !/^\d[\d-]*$|^\d+[a-z]{1,3}$/.test(token);
      if (
        isOpaque &&
        !view.messages.some((earlier) => earlier.index < index && earlier.normalized.includes(token))
      )
        ids.add(token);
    }
  }
  return [...ids].map((detail) => ({ kind: 'dictated_id', amount: 1, detail }));
}

function findRepeatedSentences(spoken: readonly MessageView[]): Finding[] {
  const seen = new Set<string>();
  const faults: Finding[] = [];
  for (const { role, normalized } of spoken) {
    for (const sentence of splitSentences(normalized)) {
      if (sentence.length < 16) continue;
      const key = `${role} ${sentence}`;
      if (seen.has(key)) faults.push({ kind: 'repeated_sentence', amount: 1, detail: sentence });
      seen.add(key);
    }
  }
  return faults;
}

/** Share of runs that come again in any conversation: endings of verbs repeat where characters are what is counted. */
const usual = { words: 0.03, characters: 0.08 };

/** Graded: repeated three-word runs, like openings, and curt messages rank sound conversations. */
function gradeVariety(view: RecordView, spoken: readonly MessageView[]): Finding[] {
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
