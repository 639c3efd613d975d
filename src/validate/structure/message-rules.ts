import type { Message } from '../../types/conversation.js';
import { jsonEqual } from '../json-equal.js';
import type { RecordView } from '../record-view.js';
import type { Report, Rule } from '../rule.js';

export const messageRules: readonly Rule[] = [
  { law: 0, name: 'key-order', check: keyOrder },
  { law: 0, name: 'roles-alternate', check: rolesAlternate },
  { law: 0, name: 'call-answered-once', check: callAnsweredOnce },
  { law: 0, name: 'call-ids-unique', check: callIdsUnique },
  { law: 0, name: 'texts-not-empty', check: textsNotEmpty },
  { law: 0, name: 'tool-content-equals-output', check: toolContentEqualsOutput },
];

const topLevelKeys = [
  'conversation_id',
  'messages',
  'tool_calls',
  'tool_outputs',
  'tools',
  'scenario',
  'goal',
  'semantics',
  'phenomena',
  'provenance',
  'judge_scores',
  'passed',
  'history',
  'metadata',
];

function keyOrder({ record }: RecordView, report: Report): void {
  const found = Object.keys(record);
  const expected = topLevelKeys.filter((key) => Object.hasOwn(record, key));
  if (found.join() !== expected.join()) report('', `The keys stand in the order ${found.join(', ')}.`);
}

/** system? user (assistant-with-calls tool+)* assistant-text (user …)*; the last message is an assistant text. */
function rolesAlternate({ record: { messages } }: RecordView, report: Report): void {
  const start = messages[0]?.role === 'system' ? 1 : 0;
  for (let index = start; index < messages.length; index += 1) {
    const allowed = index === start ? ['user'] : rolesAfter(messages[index - 1]);
    const role = messages[index]?.role ?? 'none';
    if (!allowed.includes(role)) {
      report(`/messages/${index}`, `The role is ${role} where only ${allowed.join(' or ')} may follow.`);
    }
  }
  const last = messages.at(-1);
  if (last?.role !== 'assistant' || last.tool_calls !== undefined) {
    report(`/messages/${messages.length - 1}`, 'The conversation does not end with a text of the assistant.');
  }
}

function rolesAfter(message: Message | undefined): string[] {
  if (message === undefined) return [];
  if (message.role === 'user') return ['assistant'];
  if (message.role === 'assistant') return message.tool_calls === undefined ? ['user'] : ['tool'];
  return message.role === 'tool' ? ['tool', 'assistant'] : ['user'];
}

/** The calls of a message are answered by the tool messages right after it, one each, in the order of the calls. */
function callAnsweredOnce({ record: { messages } }: RecordView, report: Report): void {
  messages.forEach((message, index) => {
    const isRunStart = message.role === 'tool' && messages[index - 1]?.role !== 'tool';
    if (isRunStart && messages[index - 1]?.role !== 'assistant')
      report(`/messages/${index}`, 'The tool message answers no call.');
    if (message.role !== 'assistant') return;
    const calls = message.tool_calls ?? [];
    calls.forEach((call, position) => {
      const answer = messages[index + 1 + position];
      if (answer?.role !== 'tool' || answer.tool_call_id !== call.id || answer.name !== call.name) {
        report(
          `/messages/${index}/tool_calls/${position}`,
          `No tool message in its place answers call ${call.id} of ${call.name}.`,
        );
      }
    });
    if (messages[index + 1 + calls.length]?.role === 'tool') {
      report(`/messages/${index + 1 + calls.length}`, 'The tool message answers no call.');
    }
  });
}

function callIdsUnique({ calls }: RecordView, report: Report): void {
  const seen = new Set<string>();
  for (const { call, message } of calls) {
    if (seen.has(call.id)) report(`/messages/${message}`, `The call id ${call.id} is used twice.`);
    seen.add(call.id);
  }
}

function textsNotEmpty({ record: { messages } }: RecordView, report: Report): void {
  messages.forEach((message, index) => {
    const mayBeEmpty = message.role === 'assistant' && message.tool_calls !== undefined;
    if (!mayBeEmpty && message.content.trim() === '')
      report(`/messages/${index}/content`, 'The text is empty.');
  });
}

function toolContentEqualsOutput({ record, callById }: RecordView, report: Report): void {
  record.messages.forEach((message, index) => {
    if (message.role !== 'tool') return;
    const expected = callById.get(message.tool_call_id)?.output;
    // Written as we write it, there is nothing to compare.
    if (expected !== undefined && message.content === JSON.stringify(expected)) return;
    let content: unknown;
    try {
      content = JSON.parse(message.content);
    } catch {
      report(`/messages/${index}/content`, 'The content of the tool message is no JSON.');
      return;
    }
    if (!jsonEqual(content, expected))
      report(`/messages/${index}/content`, 'The content differs from the output in tool_outputs.');
  });
}
