import type { MutableRecord, Mutant } from './mutant.js';
import { appendText, callEverywhere, pickOrNull } from './record-edits.js';

/** Law 2. */
export const provenanceMutants: readonly Mutant[] = [
  {
    name: 'argument-source-dropped',
    law: 2,
    mutate(record, random) {
      const entry = pickOrNull(record.provenance.arguments, random);
      if (entry === null) return false;
      record.provenance.arguments = record.provenance.arguments.filter((each) => each !== entry);
      return true;
    },
  },
  {
    name: 'argument-source-doubled',
    law: 2,
    mutate(record, random) {
      const entry = pickOrNull(record.provenance.arguments, random);
      if (entry === null) return false;
      record.provenance.arguments.push(entry);
      return true;
    },
  },
  {
    name: 'argument-value-changed',
    law: 2,
    mutate(record, random) {
      const entry = pickOrNull(
        record.provenance.arguments.filter(
          ({ call, pointer }) => isFlat(pointer) && scalarAt(record, call, pointer) !== undefined,
        ),
        random,
      );
      if (entry === null) return false;
      const key = entry.pointer.slice(1);
      callEverywhere(record, entry.call, (call) => {
        const value = call.parameters[key];
        call.parameters[key] =
          typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${String(value)}x`;
      });
      return true;
    },
  },
  {
    name: 'user-span-moved',
    law: 2,
    mutate(record, random) {
      const source = pickOrNull(
        record.provenance.arguments.flatMap(({ source }) =>
          source.kind === 'user' && source.end - source.start > 1 ? [source] : [],
        ),
        random,
      );
      if (source === null) return false;
      // The first half of the span, so that it is never the same value by another way of reading.
      source.end = source.start + Math.ceil((source.end - source.start) / 2);
      delete source.normalization;
      return true;
    },
  },
  {
    name: 'user-message-later',
    law: 2,
    mutate(record, random) {
      const source = pickOrNull(
        record.provenance.arguments.flatMap(({ source }) => (source.kind === 'user' ? [source] : [])),
        random,
      );
      if (source === null) return false;
      source.message = record.messages.length - 1;
      return true;
    },
  },
  {
    name: 'output-pointer-broken',
    law: 2,
    mutate(record, random) {
      const source = pickOrNull(
        record.provenance.arguments.flatMap(({ source }) => (source.kind === 'output' ? [source] : [])),
        random,
      );
      if (source === null) return false;
      source.pointer = `${source.pointer}/none`;
      return true;
    },
  },
  {
    name: 'output-call-swapped',
    law: 2,
    mutate(record, random) {
      const entry = pickOrNull(
        record.provenance.arguments.filter(({ source }) => source.kind === 'output'),
        random,
      );
      if (entry === null || entry.source.kind !== 'output') return false;
      entry.source.call = entry.call;
      return true;
    },
  },
  {
    name: 'default-made-up',
    law: 2,
    mutate(record, random) {
      const entry = pickOrNull(
        record.provenance.arguments.filter(
          ({ call, pointer, source }) => source.kind !== 'schema' && !hasDefault(record, call, pointer),
        ),
        random,
      );
      if (entry === null) return false;
      entry.source = { kind: 'schema', rule: 'default' };
      return true;
    },
  },
  {
    name: 'context-not-open',
    law: 2,
    mutate(record, random) {
      const entry = pickOrNull(record.provenance.arguments, random);
      if (entry === null) return false;
      entry.source = { kind: 'context', pointer: '/knows/0/value' };
      return true;
    },
  },
  {
    name: 'context-unstated',
    law: 2,
    mutate(record) {
      const used = record.provenance.arguments.some(({ source }) => source.kind === 'context');
      const [first] = record.messages;
      if (!used || first?.role !== 'system') return false;
      first.content = 'Be helpful.';
      return true;
    },
  },
  {
    name: 'derivation-changed',
    law: 2,
    mutate(record, random) {
      const source = pickOrNull(
        record.provenance.arguments.flatMap(({ source }) => (source.kind === 'derived' ? [source] : [])),
        random,
      );
      if (source === null || source.function !== 'date_add') return false;
      source.options = { ...source.options, days: 1 };
      return true;
    },
  },
  {
    name: 'answer-claim-dropped',
    law: 2,
    mutate(record, random) {
      const claim = pickOrNull(
        record.provenance.answers.filter(({ message, start, end }) =>
          /\d/.test(textAt(record, message, start, end)),
        ),
        random,
      );
      if (claim === null) return false;
      record.provenance.answers = record.provenance.answers.filter(
        (each) => each.message !== claim.message || each.end <= claim.start || each.start >= claim.end,
      );
      return true;
    },
  },
  {
    name: 'answer-digit-changed',
    law: 2,
    mutate(record, random) {
      const claim = pickOrNull(
        record.provenance.answers.filter(({ message, start, end }) =>
          /[0-8]/.test(textAt(record, message, start, end)),
        ),
        random,
      );
      const message = claim === null ? undefined : record.messages[claim.message];
      if (claim === null || message === undefined) return false;
      const points = Array.from(message.content);
      for (let index = claim.start; index < claim.end; index += 1) {
        const digit = points[index] ?? '';
        if (/[0-8]/.test(digit)) {
          points[index] = String(Number(digit) + 1);
          break;
        }
      }
      message.content = points.join('');
      return true;
    },
  },
  ...Object.entries({
    'numeral-inserted': { en: ' It took 37 checks.', ja: ' 37回確かめました。' },
    'number-word-inserted': { en: ' It is rated by seventeen guests.', ja: ' 十七件の口コミがあります。' },
    'name-inserted': { en: ' The manager is called Bartholomew.', ja: ' 担当は「田中一郎」です。' },
    'code-inserted': { en: ' Use code QX7-PLM.', ja: ' コードはQX7-PLMです。' },
    'date-inserted': { en: ' It will be ready by Thursday.', ja: ' 木曜日に終わります。' },
    'superlative-inserted': { en: ' It is the highest in the list.', ja: ' 最新のものです。' },
    'quotation-inserted': { en: ' It says "closed for repairs".', ja: ' 「修理のため休業」とあります。' },
  }).map(
    ([name, texts]): Mutant => ({
      name,
      law: 2,
      mutate(record) {
        appendText(record.messages.at(-1), record.metadata.locale === 'ja' ? texts.ja : texts.en);
        return true;
      },
    }),
  ),
  {
    name: 'answer-source-swapped',
    law: 2,
    mutate(record, random) {
      const claim = pickOrNull(
        record.provenance.answers.filter(({ source }) => source.kind === 'output'),
        random,
      );
      if (claim === null || claim.source.kind !== 'output') return false;
      claim.source.pointer = '/no/such/field';
      return true;
    },
  },
];

function isFlat(pointer: string): boolean {
  return pointer.split('/').length === 2 && !pointer.includes('~');
}

function scalarAt(record: MutableRecord, id: string, pointer: string): unknown {
  const value = record.tool_calls.find((call) => call.id === id)?.parameters[pointer.slice(1)];
  return typeof value === 'object' ? undefined : value;
}

function textAt(record: MutableRecord, message: number, start: number, end: number): string {
  return Array.from(record.messages[message]?.content ?? '')
    .slice(start, end)
    .join('');
}

function hasDefault(record: MutableRecord, id: string, pointer: string): boolean {
  const name = record.tool_calls.find((call) => call.id === id)?.name;
  const schema = record.tools.find((tool) => tool.name === name)?.parameters;
  return schema?.properties?.[pointer.split('/')[1] ?? '']?.default !== undefined;
}
