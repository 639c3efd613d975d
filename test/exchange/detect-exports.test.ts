import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../src/exchange/detect-format.js';
import type { ConversationFormat } from '../../src/exchange/exchange-format.js';
import { exchangeFormats } from '../../src/exchange/exchange-formats.js';
import { importFormats } from '../../src/exchange/import-formats.js';
import { splitParallelCalls } from '../../src/exchange/split-parallel.js';
import type { JsonValue } from '../../src/types/json.js';
import { goldenConversation } from './golden-conversation.js';

/** Formats that conversations are written in and read back from, whoever reads them. */
const written = exchangeFormats.filter(
  (format): format is ConversationFormat =>
    format.holds === 'conversations' && importFormats.some(({ name }) => name === format.name),
);

/** What an export holds, value by value as import sees it: of a folder each file is one. */
function valuesOf(format: ConversationFormat): JsonValue[] {
  const messages = splitParallelCalls(goldenConversation.messages);
  const conversation =
    format.parallelCalls === 'split' ? { ...goldenConversation, messages } : goldenConversation;
  const entries = format.write(conversation, { arguments: null, tools: null, spacing: null });
  const values = entries.map(({ value }) => value);
  return format.files.kind === 'folder' ? [values] : values;
}

describe('detectFormat', () => {
  it.each(written.map((format) => [format.name, format] as const))(
    'tells what %s wrote',
    async (name, format) => {
      const values = valuesOf(format);
      async function* found() {
        for (const value of values) yield { file: 'set', line: 1, value };
      }
      const detected = await detectFormat({ path: 'set', values: found }, importFormats);
      expect([detected.format.name, ...detected.alike]).toContain(name);
    },
  );
});
