import { renderInspected } from '../../report/render-inspected.js';
import type { JsonObject, JsonValue } from '../../types/json.js';
import type { Violation } from '../../types/verdict.js';
import { boundedList, boundedText, jsonBytes, mostBytes } from '../bounded.js';
import {
  count,
  countOrNone,
  described,
  flag,
  list,
  notes,
  object,
  text,
  violation,
} from '../output-schemas.js';
import { readOnly, type ServerTool, type ToolOptions } from '../server-tool.js';
import { createSettingSchemas } from '../setting-schemas.js';

/** Dataset to conversations for reading, by pages. */
export function createInspectTool({ config, confinement }: ToolOptions): ServerTool {
  const schemas = createSettingSchemas(config)('inspect', {
    input: 'Dataset to read: a file of one JSON record a line.',
    filter:
      'Conditions that must all hold, each such as phenomenon=refusal, tool!=hotels, calls>=5, score<3.5, text=invoice.',
    offset: 'Conversations to pass over, of those that meet the filter.',
    limit: 'Most conversations of a page.',
  });
  const properties = {
    ...schemas,
    limit: {
      type: 'integer',
      minimum: 1,
      maximum: mostOfPage,
      description: schemas.limit?.description ?? '',
      default: 3,
    },
    full: {
      ...{ type: 'boolean', default: false },
      description: 'Give whole records, with tools, sources and semantics, instead of messages and metadata.',
    },
  };
  return {
    name: 'inspect',
    title: 'Read conversations',
    description:
      'Read conversations of a dataset: what was said and called, which laws each keeps, and what is broken. A page holds as many as fit; go on with offset: next_offset while it is not null.',
    inputSchema: { type: 'object', properties, additionalProperties: false },
    outputSchema: object({
      input: text,
      offset: count,
      conversations: list(conversation),
      next_offset: described(countOrNone, 'Where the next page begins; null at the end.'),
      notes,
    }),
    annotations: readOnly,
    prepare(given) {
      const input = confinement.locate(String(given.input ?? config.inspect.input), 'entries');
      const { filter = config.inspect.filter, offset = 0, limit = 3 } = given as PageWish;
      const page = { input: input.path, offset, limit, full: given.full === true };
      return {
        // One more tells whether there is another page.
        config: {
          ...config,
          inspect: { ...config.inspect, input: input.path, link: null, filter, offset, limit: limit + 1 },
        },
        places: { reads: [input.real], writes: [] },
        answer: ({ document, notes: told }) => describe(document as readonly Inspected[], page, told),
      };
    },
  };
}

const mostOfPage = 50;

const conversation = object(
  {
    position: described(count, 'Among those that meet the filter, from 0.'),
    conversation_id: { type: ['string', 'null'] },
    kept: described(flag, 'Whether no law is broken.'),
    violations: list(violation),
    messages: list({ type: 'object' }),
    metadata: { type: 'object' },
    record: described({ type: 'object' }, 'The whole record, with full.'),
    cut: described(flag, 'True where it is too large to be given: the text shows its beginning.'),
  },
  ['messages', 'metadata', 'record', 'cut'],
);

type PageWish = { readonly filter?: readonly string[]; readonly offset?: number; readonly limit?: number };
type Page = {
  readonly input: string;
  readonly offset: number;
  readonly limit: number;
  readonly full: boolean;
};
type Inspected = { readonly record: JsonObject; readonly violations: readonly Violation[] };

function describe(
  found: readonly Inspected[],
  page: Page,
  told: readonly string[],
): { structured: JsonObject; text: string } {
  const conversations: JsonObject[] = [];
  const texts: string[] = [];
  let [bytes, textBytes] = [0, 0];
  for (const [place, { record, violations }] of found.slice(0, page.limit).entries()) {
    const shown = renderInspected(record, violations, false, plain);
    const entry = toEntry(record, violations, page, page.offset + place);
    bytes += jsonBytes(entry);
    textBytes += Buffer.byteLength(shown, 'utf8') + 2;
    const fits = bytes <= mostBytes && textBytes <= mostBytes;
    if (!fits && conversations.length > 0) break;
    conversations.push(bytes <= mostBytes ? entry : withoutContent(entry));
    texts.push(shown);
    if (!fits) break;
  }
  const next = page.offset + conversations.length;
  const hasMore = found.length > conversations.length;
  const notes = [
    ...told,
    ...(found.length === 0 ? [`No conversation from offset ${page.offset} on.`] : []),
    ...(hasMore ? [`There is more: offset ${next} is the next page.`] : []),
  ];
  return {
    structured: {
      ...{ input: page.input, offset: page.offset, conversations, next_offset: hasMore ? next : null, notes },
    },
    text: [boundedText(texts.join('\n\n')), ...notes].join('\n\n'),
  };
}

function toEntry(
  record: JsonObject,
  violations: readonly Violation[],
  { full }: Page,
  position: number,
): JsonObject {
  const { conversation_id: id, messages, metadata } = record;
  const isList =
    Array.isArray(messages) && messages.every((each) => typeof each === 'object' && each !== null);
  return {
    position,
    conversation_id: typeof id === 'string' ? id : null,
    kept: violations.length === 0,
    violations: boundedList(violations, 50, mostBytes / 4).map((each) => ({ ...each })),
    ...(full ? { record } : {}),
    ...(!full && isList ? { messages: messages as JsonValue } : {}),
    ...(!full && typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata)
      ? { metadata }
      : {}),
  };
}

function withoutContent({ messages: _, metadata: __, record: ___, ...rest }: JsonObject): JsonObject {
  return { ...rest, cut: true };
}

const asItIs = (part: string): string => part;
const plain = {
  ...{ bold: asItIs, dim: asItIs, cyan: asItIs, green: asItIs },
  ...{ yellow: asItIs, red: asItIs, magenta: asItIs },
};
