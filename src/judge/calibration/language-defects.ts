import type { Random } from '../../random/random.js';
import type { DatasetRecord } from '../../types/dataset-record.js';
import { isOpaque } from './call-defects.js';
import type { Defect } from './defect.js';
import { type DefectWords, defectWords } from './defect-words.js';
import { isText, lastAnswer, madeCalls, scalars, sentencesOf, withText } from './record-edits.js';

/** What no person would write. */
export const languageDefects: readonly Defect[] = [
  {
    kind: 'ids_dictated',
    dimension: 'naturalness',
    says: 'the user says an id that only machines know',
    plant(record, random) {
      const calls = madeCalls(record);
      const issued = new Set(
        calls.flatMap(({ output }) =>
          scalars(output).flatMap(({ name, value }) => (/id$/i.test(name) ? [value] : [])),
        ),
      );
      const ids = calls
        .flatMap(({ call }) => Object.values(call.parameters))
        .filter(
          (value): value is string => typeof value === 'string' && issued.has(value) && isOpaque(value),
        );
      const first = firstOf(record, 'user');
      return ids.length === 0 ? null : append(record, first, random, 'dictate', '{id}', random.pick(ids));
    },
  },
  {
    kind: 'parameter_name_leaks',
    dimension: 'naturalness',
    says: 'the name of a parameter stands in what somebody says',
    plant(record, random) {
      const names = madeCalls(record)
        .flatMap(({ call }) => Object.keys(call.parameters))
        .filter((name) => /^[a-z]+(?:_[a-z]+)+$|^[a-z]+[A-Z][a-z]+[A-Za-z]*$/.test(name));
      return names.length === 0
        ? null
        : append(record, firstOf(record, 'user'), random, 'leak', '{name}', random.pick(names));
    },
  },
  {
    kind: 'placeholder_left',
    dimension: 'naturalness',
    says: 'a placeholder stands where a value belongs',
    plant(record, random) {
      const words = defectWords[record.metadata.locale]?.placeholders;
      const at = lastAnswer(record);
      if (words === undefined || at === null) return null;
      const values = madeCalls(record)
        .flatMap(({ output }) => scalars(output))
        .flatMap(({ value }) => (typeof value === 'string' && value.length > 3 ? [value] : []));
      return withText(record, at, (text) => {
        const told = values.filter((value) => text.includes(value));
        return told.length === 0 ? null : text.replace(random.pick(told), () => random.pick(words));
      });
    },
  },
  {
    kind: 'robotic_phrases',
    dimension: 'naturalness',
    says: 'the assistant speaks like a machine',
    plant(record, random) {
      const words = defectWords[record.metadata.locale]?.robotic;
      const at = lastAnswer(record);
      if (words === undefined || at === null) return null;
      const [one = '', two = ''] = random.shuffle(words);
      return withText(record, at, (text) => `${one}${gap(record)}${text}${gap(record)}${two}`);
    },
  },
  {
    kind: 'sentence_repeated',
    dimension: 'naturalness',
    says: 'a sentence comes twice in a message',
    plant(record, random) {
      const at = lastAnswer(record);
      return at === null
        ? null
        : withText(record, at, (text) => {
            const sentences = sentencesOf(text);
            const long = sentences.filter((sentence) => sentence.trim().length >= 20);
            if (long.length === 0) return null;
            const repeated = random.pick(long);
            const index = sentences.indexOf(repeated);
            const spaced = /\s$/.test(repeated) ? repeated : `${repeated}${gap(record)}`;
            return sentences.toSpliced(index, 1, spaced, spaced).join('').trimEnd();
          });
    },
  },
  {
    kind: 'language_switched',
    dimension: 'naturalness',
    says: 'the assistant goes on in another language',
    plant(record, random) {
      const words = defectWords[record.metadata.locale]?.foreign;
      const at = lastAnswer(record);
      if (words === undefined || at === null) return null;
      const values = sentencesOf(record.messages[at]?.content ?? '').at(-1) ?? '';
      const digits = values.match(/\d[\d.,:]*\d/g) ?? [];
      return withText(record, at, () => [random.pick(words), ...digits.slice(0, 3)].join(' '));
    },
  },
  {
    kind: 'question_overload',
    dimension: 'naturalness',
    says: 'one message asks five questions or more',
    plant(record, random) {
      const words = defectWords[record.metadata.locale]?.questions;
      const asking = record.messages.findIndex((message) => isText(message) && /[?？]/.test(message.content));
      const at = asking === -1 ? lastAnswer(record) : asking;
      if (words === undefined || at === null) return null;
      return withText(record, at, (text) => [text, ...random.shuffle(words).slice(0, 5)].join(gap(record)));
    },
  },
  {
    kind: 'rambling',
    dimension: 'naturalness',
    says: 'the answer goes on and on without saying anything',
    plant(record, random) {
      const words = defectWords[record.metadata.locale]?.rambling;
      const at = lastAnswer(record);
      if (words === undefined || at === null) return null;
      return withText(record, at, (text) => [text, ...random.shuffle(words).slice(0, 8)].join(gap(record)));
    },
  },
  {
    kind: 'words_scrambled',
    dimension: 'naturalness',
    says: 'words of a sentence stand in the wrong order',
    plant(record, random) {
      const at = firstOf(record, 'assistant');
      const text = lastAnswer(record) ?? at;
      if (record.metadata.locale === 'ja' || text === null) return null;
      return withText(record, text, (content) => {
        const words = content.split(' ');
        return words.length < 8 ? null : random.shuffle(words).join(' ');
      });
    },
  },
];

function firstOf(record: DatasetRecord, role: 'user' | 'assistant'): number | null {
  const at = record.messages.findIndex((message) => message.role === role);
  return at === -1 ? null : at;
}

function append(
  record: DatasetRecord,
  at: number | null,
  random: Random,
  what: keyof DefectWords,
  place: string,
  value: string,
): DatasetRecord | null {
  const words = defectWords[record.metadata.locale]?.[what];
  if (words === undefined || at === null) return null;
  return withText(
    record,
    at,
    (text) => `${text}${gap(record)}${random.pick(words).replace(place, () => value)}`,
  );
}

/** What stands between two sentences. */
function gap(record: DatasetRecord): string {
  return record.metadata.locale === 'ja' ? '' : ' ';
}
