import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnreadableEntryError } from '../../src/errors/exchange-errors.js';
import { anthropic } from '../../src/exchange/formats/anthropic.js';
import { axolotl } from '../../src/exchange/formats/axolotl.js';
import { hfTraces } from '../../src/exchange/formats/hf-traces.js';
import { msSwift } from '../../src/exchange/formats/ms-swift.js';
import { openai } from '../../src/exchange/formats/openai.js';
import { openaiDpo } from '../../src/exchange/formats/openai-dpo.js';
import { trlDpo } from '../../src/exchange/formats/trl-dpo.js';
import { trlKto } from '../../src/exchange/formats/trl-kto.js';
import { trlPromptCompletion } from '../../src/exchange/formats/trl-prompt-completion.js';
import { trlSft } from '../../src/exchange/formats/trl-sft.js';
import { createToolNames, portableNames, renameTools } from '../../src/exchange/tool-names.js';
import type { JsonValue } from '../../src/types/json.js';

const formats = [
  [openai, 'openai_ft'],
  [openaiDpo, 'openai_dpo'],
  [trlSft, 'trl_sft_all_str'],
  [trlPromptCompletion, 'trl_prompt_completion'],
  [trlDpo, 'trl_dpo'],
  [trlKto, 'trl_kto'],
  [axolotl, 'axolotl'],
  [msSwift, 'ms_swift'],
  [anthropic, 'anthropic_messages'],
  [hfTraces, 'hf_sts'],
] as const;

const junk = fc.oneof(
  fc.constantFrom<JsonValue>(null, '', [], {}, 7, true, '{', '[null]', '{"name":null}', [null], [[]], {
    role: 'tool',
  }),
  fc.constantFrom<JsonValue>(
    '__proto__',
    'constructor',
    { type: 'text' },
    { function: null },
    'assistant',
    'tool_call',
  ),
);

describe.each(formats)('reading $0.name', (format, file) => {
  const lines = readFileSync(join(import.meta.dirname, 'golden', `${file}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as JsonValue);
  const golden = format === hfTraces ? lines : (lines[0] ?? null);
  const places = placesOf(golden);

  it('says what is wrong with an entry, or reads what can be written again', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(places.length - 1), junk), { minLength: 1, maxLength: 3 }),
        (changes) => {
          const value = changes.reduce<JsonValue>(
            (changed, [place, wrong]) => replaceAt(changed, places[place] ?? [], wrong),
            golden,
          );
          try {
            const read = format.read?.(JSON.parse(JSON.stringify(value)) as JsonValue, 'x');
            const names = createToolNames(portableNames);
            JSON.stringify(read === undefined ? null : renameTools(read, names.exported));
          } catch (error) {
            expect(error).toBeInstanceOf(UnreadableEntryError);
          }
        },
      ),
      { numRuns: 1000 },
    ));
});

type Path = readonly (string | number)[];

/** Where anything stands in a value, the value itself first. */
function placesOf(value: JsonValue, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const members: [string | number, JsonValue][] = Array.isArray(value)
    ? [...(value as readonly JsonValue[]).entries()]
    : Object.entries(value);
  return [path, ...members.flatMap(([key, member]) => placesOf(member, [...path, key]))];
}

/** Places that an earlier change took away stay as they are. */
function replaceAt(value: JsonValue, [key, ...rest]: Path, wrong: JsonValue): JsonValue {
  if (key === undefined) return wrong;
  if (typeof value !== 'object' || value === null) return value;
  const member = Reflect.get(value, key) as JsonValue | undefined;
  if (member === undefined || !Object.hasOwn(value, key)) return value;
  const changed = replaceAt(member, rest, wrong);
  return Array.isArray(value)
    ? (value as readonly JsonValue[]).map((each, place) => (place === key ? changed : each))
    : { ...value, [key]: changed };
}
