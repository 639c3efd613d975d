import { CannotHoldError, UnreadableEntryError } from '../../errors/exchange-errors.js';
import type { AssistantMessage, Message, UserMessage } from '../../types/conversation.js';
import type { ConversationFormat } from '../exchange-format.js';
import { type JsonSpacing, jsonText } from '../json-spacing.js';
import { losses } from '../losses.js';
import { readArguments } from '../read-chat-messages.js';
import { readEntryObject } from '../read-entry.js';
import { refuseUntrained } from '../refuse-untrained.js';
import { type Step, toSteps } from '../steps.js';
import { portableNames } from '../tool-names.js';
import { parseForeignJson } from '../values/foreign-json.js';

/** ReAct: one text a request, from the question to its final answer. */
export const react: ConversationFormat = {
  name: 'react',
  description: 'ReAct texts: Thought, Action, Observation, one line a request',
  holds: 'conversations',
  files: { kind: 'lines' },
  toolNames: portableNames,
  parallelCalls: 'split',
  losses: [
    losses.id,
    losses.callIds,
    losses.tools,
    'the system message',
    'what was said before a request',
    'whether a thought was said or only thought',
  ],
  choices: ['json-spacing'],
  write({ messages }, options) {
    refuseUntrained(messages, 'ReAct');
    const said = messages[0]?.role === 'system' ? messages.slice(1) : messages;
    const requests = toRequests(toSteps(said));
    return requests.map((request) => ({
      value: { text: toText(request, options.spacing ?? 'compact') },
    }));
  },
  read(value, id) {
    const { text } = readEntryObject(value);
    if (typeof text !== 'string') throw new UnreadableEntryError('/text', 'is no text');
    return { id, messages: readText(text), tools: [] };
  },
};

type Request = {
  readonly question: UserMessage;
  readonly calls: readonly Step[];
  readonly answer: AssistantMessage;
};

function toRequests(steps: readonly Step[]): Request[] {
  const requests: Request[] = [];
  let open: { question: UserMessage; calls: Step[] } | null = null;
  for (const step of steps) {
    const { message } = step;
    if (message.role === 'system') throw new CannotHoldError('a system message stands inside it');
    if (message.role === 'user') {
      if (open !== null) throw new CannotHoldError('a request has no final answer');
      open = { question: message, calls: [] };
    } else if (open === null) throw new CannotHoldError('the assistant speaks where nobody asked');
    else if (message.tool_calls === undefined) {
      requests.push({ ...open, answer: message });
      open = null;
    } else open.calls.push(step);
  }
  if (open !== null) throw new CannotHoldError('a request has no final answer');
  return requests;
}

const finalThought = 'I now know the final answer';
const callThought = (name: string): string => `I should call ${name}.`;

function toText({ question, calls, answer }: Request, spacing: JsonSpacing): string {
  const lines = [`Question: ${plain(question.content)}`];
  for (const { message, results } of calls) {
    const [call] = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
    if (message.role !== 'assistant' || call === undefined || message.tool_calls?.length !== 1)
      throw new CannotHoldError('it makes several calls at once');
    lines.push(`Thought: ${thoughtOf(message) || callThought(call.name)}`);
    lines.push(`Action: ${call.name}`, `Action Input: ${jsonText(call.parameters, spacing)}`);
    lines.push(...results.map(({ content }) => `Observation: ${plain(content)}`));
  }
  lines.push(`Thought: ${plain(answer.reasoning ?? '') || finalThought}`);
  lines.push(`Final Answer: ${plain(answer.content)}`);
  return `${lines.join('\n')}\n`;
}

function thoughtOf({ reasoning = '', content }: AssistantMessage): string {
  return [reasoning, content]
    .filter((part) => part !== '')
    .map(plain)
    .join('\n');
}

const mark = /^(Question|Thought|Action|Action Input|Observation|Final Answer):[ ]?/;

/** A text none of whose lines reads as one of ReAct's own. */
function plain(text: string): string {
  const line = text.split('\n').find((each) => mark.test(each));
  if (line === undefined) return text;
  throw new CannotHoldError(`a line in it begins with '${line.split(':')[0]}:', as those of ReAct do`);
}

function readText(text: string): Message[] {
  const messages: Message[] = [];
  let thought = '';
  let action: string | null = null;
  let made = 0;
  for (const [kind, content] of sections(text)) {
    const id = `call_${made}`;
    const last = messages.at(-1);
    switch (kind) {
      case 'Question':
        messages.push({ role: 'user', content });
        break;
      case 'Thought':
        thought = content;
        break;
      case 'Action':
        action = content.trim();
        break;
      case 'Action Input': {
        if (action === null || action === '')
          throw new UnreadableEntryError('/text', 'has an Action Input without an Action');
        made += 1;
        const parameters = readArguments(parseForeignJson(content, '/text'), '/text');
        messages.push({
          role: 'assistant',
          content: '',
          tool_calls: [{ id: `call_${made}`, name: action, parameters }],
          ...(thought === '' || thought === callThought(action) ? {} : { reasoning: thought }),
        });
        [thought, action] = ['', null];
        break;
      }
      case 'Observation': {
        const call = last?.role === 'assistant' ? last.tool_calls?.[0] : undefined;
        if (call === undefined)
          throw new UnreadableEntryError('/text', 'has an Observation that follows no call');
        messages.push({ role: 'tool', name: call.name, tool_call_id: id, content });
        break;
      }
      case 'Final Answer':
        messages.push({
          role: 'assistant',
          content,
          ...(thought === '' || thought === finalThought ? {} : { reasoning: thought }),
        });
        thought = '';
    }
  }
  return messages;
}

function sections(text: string): [kind: string, content: string][] {
  const found: [kind: string, lines: string[]][] = [];
  for (const line of (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n')) {
    const [marked, kind] = mark.exec(line) ?? [];
    const open = found.at(-1);
    if (marked !== undefined && kind !== undefined) found.push([kind, [line.slice(marked.length)]]);
    else if (open !== undefined) open[1].push(line);
    else throw new UnreadableEntryError('/text', 'begins with no Question');
  }
  return found.map(([kind, lines]) => [kind, lines.join('\n')]);
}
