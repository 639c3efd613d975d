import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Entry, WriteOptions } from '../../src/exchange/exchange-format.js';
import { anthropic } from '../../src/exchange/formats/anthropic.js';
import { axolotl } from '../../src/exchange/formats/axolotl.js';
import { hfTraces } from '../../src/exchange/formats/hf-traces.js';
import { msSwift } from '../../src/exchange/formats/ms-swift.js';
import { openai } from '../../src/exchange/formats/openai.js';
import { openaiDpo } from '../../src/exchange/formats/openai-dpo.js';
import { trlDpo } from '../../src/exchange/formats/trl-dpo.js';
import { trlGrpo } from '../../src/exchange/formats/trl-grpo.js';
import { trlKto } from '../../src/exchange/formats/trl-kto.js';
import { trlPromptCompletion } from '../../src/exchange/formats/trl-prompt-completion.js';
import { trlSft } from '../../src/exchange/formats/trl-sft.js';
import { lineText } from '../../src/json/line-text.js';
import type { JsonValue } from '../../src/types/json.js';
import {
  goldenConversation,
  labelledCompletions,
  misspeltPair,
  refusingPair,
} from './golden-conversation.js';

const defaults: WriteOptions = { arguments: null, tools: null, spacing: null };

type Golden = {
  readonly file: string;
  readonly write: (options: WriteOptions) => readonly Entry[];
  /** Where the text of the golden takes more than the defaults. */
  readonly options?: Partial<WriteOptions>;
  /** What further makes each byte of it. */
  readonly bytes?: Partial<WriteOptions>;
  readonly ids?: readonly (readonly [ours: string, theirs: string])[];
};

const goldens: readonly Golden[] = [
  {
    file: 'openai_ft.jsonl',
    write: (options) => openai.write(goldenConversation, options),
    bytes: { spacing: 'compact' },
  },
  {
    file: 'openai_dpo.jsonl',
    write: (options) => openaiDpo.write(refusingPair, options),
    bytes: { spacing: 'compact' },
  },
  { file: 'trl_sft.jsonl', write: (options) => trlSft.write(goldenConversation, options) },
  {
    file: 'trl_sft_tools_str.jsonl',
    write: (options) => trlSft.write(goldenConversation, options),
    options: { tools: 'string' },
  },
  {
    file: 'trl_sft_all_str.jsonl',
    write: (options) => trlSft.write(goldenConversation, options),
    options: { tools: 'string', arguments: 'string' },
    bytes: { spacing: 'compact' },
  },
  {
    file: 'trl_prompt_completion.jsonl',
    write: (options) => trlPromptCompletion.write(goldenConversation, options),
  },
  { file: 'trl_dpo.jsonl', write: (options) => trlDpo.write(misspeltPair, options) },
  {
    file: 'trl_kto.jsonl',
    write: (options) => labelledCompletions.flatMap((completion) => trlKto.write(completion, options)),
  },
  { file: 'trl_grpo.jsonl', write: (options) => trlGrpo.write(goldenConversation, options) },
  { file: 'axolotl.jsonl', write: (options) => axolotl.write(goldenConversation, options) },
  { file: 'ms_swift.jsonl', write: (options) => msSwift.write(goldenConversation, options) },
  {
    file: 'anthropic_messages.jsonl',
    write: (options) => anthropic.write(goldenConversation, options),
    ids: [
      ['call_1', 'toolu_01'],
      ['call_2', 'toolu_02'],
      ['call_3', 'toolu_03'],
    ],
  },
  { file: 'hf_sts.jsonl', write: (options) => hfTraces.write(goldenConversation, options) },
];

const folder = join(import.meta.dirname, 'golden');
const publishedFolder = join(import.meta.dirname, '..', '..', '..', 'shared', 'formats');

describe('the golden conversation in formats of role messages', () => {
  it.each(goldens)('is $file by default, as parsed JSON', ({ file, write, options, ids = [] }) => {
    const lines = textOf(write({ ...defaults, ...options }), ids)
      .trimEnd()
      .split('\n');
    const expected = readFileSync(join(folder, file), 'utf8').trimEnd().split('\n');
    expect(lines.map(parseDeep)).toEqual(expected.map(parseDeep));
  });

  it.each(goldens)('is $file byte for byte', ({ file, write, options, bytes, ids = [] }) => {
    const text = textOf(write({ ...defaults, ...options, ...bytes }), ids);
    expect(text).toBe(`${readFileSync(join(folder, file), 'utf8').trimEnd()}\n`);
  });

  it.skipIf(!existsSync(publishedFolder)).each(goldens)('has $file as it was published', ({ file }) => {
    expect(readFileSync(join(folder, file), 'utf8')).toBe(readFileSync(join(publishedFolder, file), 'utf8'));
  });

  it('has spaces where arguments as text reach the trainer as they are', () => {
    const text = textOf(openai.write(goldenConversation, defaults), []);
    expect(text).toContain(JSON.stringify('{"city": "Paris", "party": {"size": 2}, "time": "19:00"}'));
    const spaced = textOf(trlSft.write(goldenConversation, { ...defaults, arguments: 'string' }), []);
    expect(spaced).toContain(JSON.stringify('{"city": "Oslo", "days": 2}'));
  });
});

describe('reading the golden files', () => {
  const { messages, tools } = goldenConversation;

  it.each([
    { file: 'openai_ft.jsonl', read: openai.read },
    { file: 'trl_sft.jsonl', read: trlSft.read },
    { file: 'trl_sft_tools_str.jsonl', read: trlSft.read },
    { file: 'trl_sft_all_str.jsonl', read: trlSft.read },
    { file: 'axolotl.jsonl', read: axolotl.read },
    { file: 'ms_swift.jsonl', read: msSwift.read },
  ])('gives the conversation back from $file', ({ file, read }) => {
    expect(read?.(lineOf(file), 'conv_1')).toEqual(goldenConversation);
  });

  it('gives it back from anthropic_messages.jsonl but for ids', () => {
    const text = JSON.stringify(anthropic.read?.(lineOf('anthropic_messages.jsonl'), 'conv_1'));
    expect(JSON.parse(text.replaceAll('toolu_0', 'call_'))).toEqual(goldenConversation);
  });

  it('gives it back from hf_sts.jsonl, a file of lines, but for the tools', () => {
    const lines = readFileSync(join(folder, 'hf_sts.jsonl'), 'utf8').trimEnd().split('\n');
    const read = hfTraces.read?.(
      lines.map((line) => JSON.parse(line) as JsonValue),
      'none',
    );
    expect(read).toEqual({ id: 'conv_1', messages, tools: [] });
  });

  it('gives it back up to the completion from trl_prompt_completion.jsonl', () => {
    const read = trlPromptCompletion.read?.(lineOf('trl_prompt_completion.jsonl'), 'conv_1');
    expect(read).toEqual({ id: 'conv_1', messages: messages.slice(0, 8), tools });
  });

  it('gives the preferences back', () => {
    expect(openaiDpo.read?.(lineOf('openai_dpo.jsonl'), refusingPair.id)).toEqual(refusingPair);
    expect(trlDpo.read?.(lineOf('trl_dpo.jsonl'), misspeltPair.id)).toEqual(misspeltPair);
    const labelled = [0, 1].map((line) => trlKto.read?.(lineOf('trl_kto.jsonl', line), 'conv_1'));
    expect(labelled).toEqual(labelledCompletions);
  });
});

function textOf(entries: readonly Entry[], ids: NonNullable<Golden['ids']>): string {
  const text = entries.map(({ value }) => `${lineText(value)}\n`).join('');
  return ids.reduce((renamed, [ours, theirs]) => renamed.replaceAll(ours, theirs), text);
}

function lineOf(file: string, place = 0): JsonValue {
  const line = readFileSync(join(folder, file), 'utf8').split('\n')[place] ?? '';
  return JSON.parse(line) as JsonValue;
}

/** Texts that hold JSON as what they hold, so that their spaces do not count. */
function parseDeep(line: string): unknown {
  return JSON.parse(line, (_key, value: unknown) => {
    if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
    return { text: JSON.parse(value) as unknown };
  });
}
