import type { Random } from '../../random/random.js';
import type { DatasetRecord } from '../../types/dataset-record.js';
import type { Defect } from './defect.js';
import { type DefectWords, defectWords } from './defect-words.js';
import {
  callsBefore,
  lastAnswer,
  scalars,
  sentencesOf,
  textBefore,
  withMessages,
  withText,
} from './record-edits.js';

/** What can be wrong with what the user is told. */
export const answerDefects: readonly Defect[] = [
  {
    kind: 'failure_after_success',
    dimension: 'task_completion',
    says: 'failure is claimed although the calls succeeded',
    plant: (record, random) => sayInstead(record, random, 'failure'),
  },
  {
    kind: 'result_not_told',
    dimension: 'task_completion',
    says: 'the user is told that something was done, and nothing of what was found',
    plant: (record, random) => sayInstead(record, random, 'contentless'),
  },
  {
    kind: 'number_altered',
    dimension: 'task_completion',
    says: 'a number in the answer is not the one that was found',
    plant: (record, random) =>
      editAnswer(record, (text, at) => {
        const shown = new Set(shownScalars(record, at).map(({ value }) => String(value)));
        const numbers = [
          ...text.matchAll(/(?<![\w.,:/月-])\d{2,9}(?:\.\d+)?(?![\w.,:/月日年時分-]*\d|[月日年時分:/-])/g),
        ].filter(([number]) => Number(number) > 31 && shown.has(number));
        if (numbers.length === 0) return null;
        const { 0: number, index } = random.pick(numbers);
        const other =
          String(Math.floor(Number(number)) + random.integer(3, 40)) + (number.includes('.') ? '.37' : '');
        return textBefore(record, at).includes(other) ? null : replaceAt(text, index, number, other);
      }),
  },
  {
    kind: 'name_altered',
    dimension: 'task_completion',
    says: 'a name in the answer is not the one that was found',
    plant: (record, random) =>
      editAnswer(record, (text, at) => {
        const words = defectWords[record.metadata.locale]?.names;
        const names = shownScalars(record, at).flatMap(({ name, value }) =>
          typeof value === 'string' &&
          /name|title/i.test(name) &&
          isName(value) &&
          text.includes(value) &&
          isNews(record, at, value)
            ? [value]
            : [],
        );
        if (words === undefined || names.length === 0) return null;
        return text.replaceAll(random.pick(names), random.pick(words));
      }),
  },
  {
    kind: 'date_altered',
    dimension: 'task_completion',
    says: 'a day in the answer is not the one that was found',
    plant: (record, random) =>
      editAnswer(record, (text) => {
        const days = [
          ...text.matchAll(
            /(?<=\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* )\d{1,2}\b|(?<=\d月)\d{1,2}(?=日)|(?<=\b\d{4}-\d\d-)\d\d/g,
          ),
        ];
        if (days.length === 0) return null;
        const { 0: day, index } = random.pick(days);
        const moved = ((Number(day) + random.integer(2, 20)) % 27) + 1;
        return moved === Number(day)
          ? null
          : replaceAt(text, index, day, String(moved).padStart(day.length, '0'));
      }),
  },
  {
    kind: 'answer_of_another_conversation',
    dimension: 'task_completion',
    says: 'the answer belongs to another conversation',
    plant(record, _random, other) {
      const from = lastAnswer(other);
      const answer = from === null ? undefined : other.messages[from]?.content;
      return other.metadata.locale !== record.metadata.locale || answer === undefined
        ? null
        : editAnswer(record, () => answer);
    },
  },
  {
    kind: 'answer_without_calls',
    dimension: 'task_completion',
    says: 'what was looked up is told without any look-up',
    plant(record) {
      const at = lastAnswer(record);
      const calls = at === null ? [] : callsBefore(record, at);
      if (at === null || calls.length === 0 || calls.some(({ failed }) => failed)) return null;
      const dropped = new Set(calls.flatMap((made) => [made.at, made.resultAt]));
      return withMessages(
        record,
        record.messages.filter((_, index) => !dropped.has(index)),
      );
    },
  },
  {
    kind: 'answer_cut_off',
    dimension: 'task_completion',
    says: 'the answer breaks off in the middle of a sentence',
    plant: (record, random) => {
      const cut = editAnswer(record, (text) => {
        const words = text
          .slice(0, Math.floor(text.length * (0.45 + random.next() * 0.35)))
          .replace(/[\s!-/:-@[-`{-~。、！？「」『』（）・…“”‘’]+$/, '');
        return words.length < 15 ? null : words;
      });
      return cut === null ? null : endAt(cut, lastAnswer(record));
    },
  },
  {
    kind: 'answer_removed',
    dimension: 'task_completion',
    says: 'the conversation ends without an answer',
    plant(record) {
      const at = lastAnswer(record);
      return at === null ? null : withMessages(record, record.messages.slice(0, at));
    },
  },
  {
    kind: 'half_answered',
    dimension: 'task_completion',
    says: 'only the first half of what was asked is answered',
    plant: (record) =>
      editAnswer(record, (text, at) => {
        const calls = callsBefore(record, at);
        const sentences = sentencesOf(text);
        if (calls.length < 2 || sentences.length < 2 || calls.some(({ failed }) => failed)) return null;
        const kept = sentences
          .slice(0, Math.floor(sentences.length / 2))
          .join('')
          .trimEnd();
        // Some call must be told in the part that goes only, else nothing is missing.
        const isLost = calls.some(({ output }) => {
          const told = scalars(output).filter(
            ({ value }) =>
              (typeof value === 'string' && value.length > 3) || (typeof value === 'number' && value > 9),
          );
          return (
            told.some(({ value }) => text.includes(String(value))) &&
            !told.some(({ value }) => kept.includes(String(value)))
          );
        });
        return isLost ? kept : null;
      }),
  },
];

function editAnswer(
  record: DatasetRecord,
  change: (text: string, at: number) => string | null,
): DatasetRecord | null {
  const at = lastAnswer(record);
  return at === null ? null : withText(record, at, (text) => change(text, at));
}

/** Sentences of our own in place of the answer, where calls brought something and none failed; nothing comes after. */
function sayInstead(record: DatasetRecord, random: Random, what: keyof DefectWords): DatasetRecord | null {
  const words = defectWords[record.metadata.locale]?.[what];
  const at = lastAnswer(record);
  const calls = at === null ? [] : callsBefore(record, at);
  const hasNews = calls.some(({ output }) => scalars(output).length > 3);
  if (words === undefined || at === null || !hasNews || calls.some(({ failed }) => failed)) return null;
  const changed = withText(record, at, () => random.pick(words));
  return changed === null ? null : endAt(changed, at);
}

function endAt(record: DatasetRecord, at: number | null): DatasetRecord {
  return withMessages(record, record.messages.slice(0, (at ?? record.messages.length) + 1));
}

function shownScalars(record: DatasetRecord, at: number) {
  return callsBefore(record, at).flatMap(({ output }) => scalars(output));
}

/** Two to five capitalised words, or some characters of Japanese. */
function isName(value: string): boolean {
  return (
    /^[A-ZÀ-Þ][A-Za-zÀ-ɏ’'-]+(?: [A-ZÀ-Þ][A-Za-zÀ-ɏ’'-]+){1,4}$/.test(value) ||
    /^[\u3040-\u30ff\u4e00-\u9fff ・]{4,20}$/.test(value)
  );
}

/** Whether the user did not say it before. */
function isNews(record: DatasetRecord, at: number, value: string): boolean {
  return !record.messages
    .slice(0, at)
    .some(({ role, content }) => role === 'user' && content.includes(value));
}

function replaceAt(text: string, index: number, old: string, value: string): string {
  return text.slice(0, index) + value + text.slice(index + old.length);
}
