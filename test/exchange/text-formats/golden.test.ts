import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../../src/config/package-paths.js';
import type { Conversation } from '../../../src/exchange/conversation.js';
import type { ConversationFormat, Entry } from '../../../src/exchange/exchange-format.js';
import { bfcl } from '../../../src/exchange/formats/bfcl.js';
import { llamafactory } from '../../../src/exchange/formats/llamafactory.js';
import { llamafactoryOpenai } from '../../../src/exchange/formats/llamafactory-openai.js';
import { react } from '../../../src/exchange/formats/react.js';
import { sharegpt } from '../../../src/exchange/formats/sharegpt.js';
import { splitParallelCalls } from '../../../src/exchange/split-parallel.js';
import type { JsonObject, JsonValue } from '../../../src/types/json.js';
import { goldenConversation } from '../golden-conversation.js';
import { readBack, readTogether, valuesOf, withNumberedCalls, writeAs } from './write-and-read.js';

const fixtures = join(packageRoot, 'test', 'fixtures', 'text-formats', 'golden');
const shared = join(packageRoot, '..', 'shared', 'formats');

const part = (entries: readonly Entry[], wanted: string): JsonValue[] =>
  valuesOf(entries.filter((entry) => entry.part === wanted));
const entriesOf = (format: ConversationFormat): readonly Entry[] => writeAs(format, goldenConversation);

/** File → what the exporter makes of the conversation. Names of classes of BFCL are ours: the tools have none. */
const made: ReadonlyMap<string, () => JsonValue[]> = new Map([
  ['llamafactory_sharegpt.json', () => valuesOf(entriesOf(llamafactory))],
  ['llamafactory_openai.jsonl', () => valuesOf(entriesOf(llamafactoryOpenai))],
  ['sharegpt.jsonl', () => valuesOf(entriesOf(sharegpt))],
  ['react.jsonl', () => valuesOf(entriesOf(react))],
  ['bfcl_parallel.json', () => part(entriesOf(bfcl), 'parallel_multiple')],
  ['bfcl_parallel_possible_answer.json', () => part(entriesOf(bfcl), 'parallel_multiple_possible_answer')],
  [
    'bfcl_multi_turn.json',
    () => [
      JSON.parse(JSON.stringify(part(entriesOf(bfcl), 'multi_turn_base')[0]).replaceAll('Tools', 'Travel')),
    ],
  ],
  ['bfcl_multi_turn_possible_answer.json', () => part(entriesOf(bfcl), 'multi_turn_base_possible_answer')],
  ['dataset_info.json', () => [datasetInfo()]],
]);

function datasetInfo(): JsonObject {
  const catalogs = [llamafactory, llamafactoryOpenai].map(({ files }) => {
    if (files.kind !== 'array' && files.kind !== 'lines') throw new Error('no catalog');
    return files.catalog;
  });
  const names = ['llamafactory_sharegpt.json', 'llamafactory_openai.jsonl'];
  return Object.fromEntries(
    catalogs.map((catalog, index) => [catalog?.key ?? '', catalog?.entry(names[index] ?? '') ?? null]),
  );
}

/** An array's members, an object's one value, or the values of lines. */
function goldenValues(folder: string, file: string): JsonValue[] {
  const text = readFileSync(join(folder, file), 'utf8');
  if (file === 'dataset_info.json') return [JSON.parse(text)];
  if (text.startsWith('[')) return JSON.parse(text);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

const folders: readonly [string, string, boolean][] = [
  ['our copies', fixtures, true],
  ['the files that were handed over', shared, existsSync(shared)],
];
for (const [where, folder, isThere] of folders) {
  describe(`golden files, ${where}`, () => {
    // Texts inside are compared as they are: their spaces reach the trainer.
    for (const [file, make] of made)
      it.skipIf(!isThere)(`gives ${file}`, () => expect(make()).toEqual(goldenValues(folder, file)));
  });
}

describe('golden files, read back', () => {
  const [first] = made.keys();
  it.each([
    [first, llamafactory],
    ['llamafactory_openai.jsonl', llamafactoryOpenai],
    ['sharegpt.jsonl', sharegpt],
  ] as const)('%s is the conversation', (file, format) => {
    const [value] = goldenValues(fixtures, file ?? '');
    expect(readBack(format, value ?? null, 'conv_1')).toEqual(goldenConversation);
  });

  it('react.jsonl is its requests, without tools and system message', () => {
    const { messages } = goldenConversation;
    const split = splitParallelCalls(messages);
    const booking = split.findLastIndex(({ role }) => role === 'user');
    const wanted = [split.slice(1, booking), split.slice(booking)].map(withNumberedCalls);
    const read = goldenValues(fixtures, 'react.jsonl').map((value, index) =>
      readBack(react, value, `react_${index}`),
    );
    expect(read).toEqual(
      wanted.map((requested, index) => ({ id: `react_${index}`, messages: requested, tools: [] })),
    );
  });

  it('bfcl files are the question and its calls', async () => {
    const together = (name: string): Promise<Conversation[]> =>
      readTogether('bfcl', [
        ...goldenValues(fixtures, `${name}.json`),
        ...goldenValues(fixtures, `${name}_possible_answer.json`),
      ]);
    const { messages } = goldenConversation;
    expect(await together('bfcl_parallel')).toEqual([
      { ...goldenConversation, id: 'parallel_multiple_0', messages: withNumberedCalls(messages.slice(0, 3)) },
    ]);
    const [turns] = await together('bfcl_multi_turn');
    expect(turns).toMatchObject({ id: 'multi_turn_base_0', tools: [] });
    expect(turns?.messages).toEqual(
      withNumberedCalls([1, 2, 6, 7].flatMap((index) => messages[index] ?? [])),
    );
  });
});
