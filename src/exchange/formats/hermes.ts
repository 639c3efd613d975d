import { CannotHoldError, UnreadableEntryError } from '../../errors/exchange-errors.js';
import { isJsonObject } from '../../json/is-json-object.js';
import type { Message, SystemMessage, ToolDefinition, ToolMessage } from '../../types/conversation.js';
import type { JsonValue } from '../../types/json.js';
import { toFunctionTools } from '../chat-messages.js';
import type { ConversationFormat } from '../exchange-format.js';
import { memberTexts, respaced } from '../json-slices.js';
import { type JsonSpacing, jsonText } from '../json-spacing.js';
import { losses } from '../losses.js';
import { createOpenCalls, type GivenCall, type OpenCalls } from '../open-calls.js';
import { readArguments, readTools } from '../read-chat-messages.js';
import { readEntryObject } from '../read-entry.js';
import { parsePythonValue } from '../readers/python-literal.js';
import { refuseUntrained } from '../refuse-untrained.js';
import { readSystemColumn, readTurns, type ShareGptTurn } from '../share-gpt-turns.js';
import { toSteps } from '../steps.js';
import { readTaggedBlocks } from '../tagged-blocks.js';
import { serviceNames } from '../tool-names.js';
import { foreignJson } from '../values/foreign-json.js';

/** The texts of Hermes models in ShareGPT's shape: tools in the system turn, calls and results as blocks of JSON. */
export const hermes: ConversationFormat = {
  name: 'hermes',
  description: 'Hermes and ChatML texts: <tools>, <tool_call> and <tool_response> blocks',
  holds: 'conversations',
  files: { kind: 'lines' },
  toolNames: serviceNames,
  parallelCalls: 'kept',
  losses: [losses.reasoning, losses.callIds, losses.plainResults, losses.resultSpaces],
  choices: ['json-spacing'],
  write({ id, messages, tools }, options) {
    refuseUntrained(messages, 'Hermes');
    const spacing = options.spacing ?? 'python';
    const [first, ...rest] = messages;
    const system = first?.role === 'system' ? first.content : null;
    const offered = tools.length === 0 ? [] : [toolsText(tools, spacing)];
    const start = [...(system === null ? [] : [system]), ...offered].join('\n\n');
    return [
      {
        value: {
          id,
          conversations: [
            ...(start === '' ? [] : [{ from: 'system', value: start }]),
            ...toTurns(system === null ? messages : rest, spacing),
          ],
        },
      },
    ];
  },
  read(value, fallbackId) {
    const entry = readEntryObject(value);
    const given = readTurns(entry.conversations, '/conversations');
    const [column] = given[0]?.from === 'system' ? [] : readSystemColumn(entry);
    const turns = column === undefined ? given : [{ from: 'system', value: column.content }, ...given];
    const { tools, system } = readSystem(turns[0], entry.tools);
    return {
      id: typeof entry.id === 'string' && entry.id !== '' ? entry.id : fallbackId,
      messages: [...system, ...readMessages(turns, '/conversations')],
      tools,
    };
  },
};

const toolsStart = `You can call functions. They are described between <tools> and </tools>, each by one line of JSON:
<tools>
`;
const toolsEnd = `
</tools>
To call functions, write a block like this for each call, its arguments as a JSON object:
<tool_call>
{"name": <name of the function>, "arguments": <arguments>}
</tool_call>
What they return follows in blocks of <tool_response>.`;

function toolsText(tools: readonly ToolDefinition[], spacing: JsonSpacing): string {
  const lines = toFunctionTools(tools).map((tool) => jsonText(tool, spacing));
  return toolsStart + lines.join('\n') + toolsEnd;
}

function toTurns(messages: readonly Message[], spacing: JsonSpacing): ShareGptTurn[] {
  return toSteps(messages).flatMap(({ message, results }): ShareGptTurn[] => {
    const { role, content } = message;
    if (role === 'system') throw new CannotHoldError('a system message stands inside it');
    if (role === 'user') return [{ from: 'human', value: content }];
    if (content.includes('<tool_call>'))
      throw new CannotHoldError('the assistant says <tool_call>, which would be read as a call');
    const calls = (message.tool_calls ?? []).map(({ name, parameters }) =>
      block('tool_call', jsonText({ name, arguments: parameters }, spacing)),
    );
    const said = content === '' && calls.length > 0 ? [] : [content];
    return [
      { from: 'gpt', value: [...said, ...calls].join('\n') },
      ...(results.length === 0
        ? []
        : [{ from: 'tool', value: results.map((result) => resultText(result, spacing)).join('\n') }]),
    ];
  });
}

/** The content as JSON of the same digits where it is JSON, or as a text. */
function resultText({ name, content }: ToolMessage, spacing: JsonSpacing): string {
  const [comma, colon] = spacing === 'python' ? [', ', ': '] : [',', ':'];
  const value = respaced(content, spacing) ?? JSON.stringify(content);
  return block('tool_response', `{"name"${colon}${JSON.stringify(name)}${comma}"content"${colon}${value}}`);
}

function block(tag: string, text: string): string {
  return `<${tag}>\n${text}\n</${tag}>`;
}

/**
 * Our description of the tools is taken out of the system turn again; that of others stays, since nobody knows where their own
 * words begin.
 */
function readSystem(
  turn: ShareGptTurn | undefined,
  listed: JsonValue | undefined,
): { readonly system: readonly SystemMessage[]; readonly tools: ToolDefinition[] } {
  if (turn?.from !== 'system') return { system: [], tools: readTools(listed, '/tools') };
  const start = turn.value.endsWith(toolsEnd) ? turn.value.lastIndexOf(toolsStart) : -1;
  if (start !== -1) {
    const lines = turn.value.slice(start + toolsStart.length, -toolsEnd.length).split('\n');
    const own = turn.value.slice(0, start).replace(/\n\n$/, '');
    return {
      system: start === 0 ? [] : [{ role: 'system', content: own }],
      tools: readTools(lines.map(readBody), '/conversations/0/value'),
    };
  }
  const system: readonly SystemMessage[] = [{ role: 'system', content: turn.value }];
  const isListed = listed !== undefined && listed !== null && listed !== '';
  return { system, tools: readTools(isListed ? listed : foreignTools(turn.value), '/tools') };
}

/** JSON lines, or a list, between the last `<tools>` and what closes it; sentences before may speak of the tags. */
function foreignTools(system: string): JsonValue | undefined {
  const end = system.lastIndexOf('</tools>');
  const start = end === -1 ? -1 : system.lastIndexOf('<tools>', end);
  if (start === -1) return undefined;
  const text = system.slice(start + '<tools>'.length, end).trim();
  if (text === '') return undefined;
  if (text.startsWith('[')) return readBody(text);
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(readBody);
}

function readMessages(turns: readonly ShareGptTurn[], place: string): Message[] {
  const open = createOpenCalls();
  return turns.flatMap(({ from, value }, index): Message[] => {
    const at = `${place}/${index}/value`;
    switch (from) {
      case 'system':
        if (index === 0) return [];
        return [{ role: 'system', content: value }];
      case 'human':
      case 'user':
        open.userSpeaks();
        return [{ role: 'user', content: value }];
      case 'gpt':
      case 'assistant': {
        const { words, bodies } = readTaggedBlocks(value, 'tool_call', at);
        const calls = open.make(bodies.map((body) => readCall(body, at)));
        return [{ role: 'assistant', content: words, ...(calls.length === 0 ? {} : { tool_calls: calls }) }];
      }
      case 'tool':
      case 'observation': {
        const { bodies } = readTaggedBlocks(value, 'tool_response', at);
        return (bodies.length === 0 ? [value] : bodies).map((body) => readResult(body, open, at));
      }
      default:
        throw new UnreadableEntryError(
          `${place}/${index}/from`,
          `is ${JSON.stringify(from).slice(0, 40)}, no role of this format`,
        );
    }
  });
}

function readCall(body: string, place: string): GivenCall {
  const call = readBody(body, place);
  if (!isJsonObject(call) || typeof call.name !== 'string' || call.name === '')
    throw new UnreadableEntryError(place, 'holds a <tool_call> that is no call with a name');
  return { id: null, name: call.name, parameters: readArguments(call.arguments ?? {}, place) };
}

/** Answers the first open call of its name, or the first. */
function readResult(body: string, open: OpenCalls, place: string): ToolMessage {
  const members = memberTexts(body);
  const name = members?.get('name');
  const given = name === undefined ? null : foreignJson(name);
  const call = open.answer({ name: typeof given === 'string' ? given : null }, place);
  const content = name === undefined ? body : (members?.get('content') ?? body);
  return {
    role: 'tool',
    name: call.name,
    tool_call_id: call.id,
    content: respaced(content, 'compact') ?? content,
  };
}

/** JSON, or a dictionary as Python prints it: some of the published data has those. */
function readBody(body: string, place: string | number = '/conversations/0/value'): JsonValue {
  return foreignJson(body) ?? parsePythonValue(body, String(place));
}
