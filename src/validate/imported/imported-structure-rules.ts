import type { Message } from '../../types/conversation.js';
import { jsonEqual } from '../json-equal.js';
import type { RecordView } from '../record-view.js';
import type { Report, Rule } from '../rule.js';
import { arrayRules } from '../structure/array-rules.js';
import { messageRules } from '../structure/message-rules.js';
import { parseResult } from './parse-result.js';
import { importedOf } from './view-imported.js';

const shared = new Set(['calls-repeated-at-top', 'tool-names-unique']);

/** Law 0 on conversations of others: how they end, and in which words, is their own. */
export const importedStructureRules: readonly Rule[] = [
  { law: 0, name: 'roles-follow', check: rolesFollow },
  { law: 0, name: 'calls-answered', check: callsAnswered },
  { law: 0, name: 'call-ids-unique', check: callIdsUnique },
  { law: 0, name: 'texts-not-empty', check: textsNotEmpty },
  { law: 0, name: 'outputs-repeated-at-top', check: outputsRepeatedAtTop },
  { law: 0, name: 'counts-recount', check: countsRecount },
  { law: 0, name: 'lacks-shown', check: lacksShown },
  ...[...messageRules, ...arrayRules].filter(({ name }) => shared.has(name)),
];

/** The system speaks first or not at all; nobody speaks twice in a row, and after results the assistant does. */
function rolesFollow(view: RecordView, report: Report): void {
  const { messages, metadata } = importedOf(view);
  // Where nothing is carried out, what is said after it is not there either.
  const isWithoutResults = metadata.imported.lacks.includes('results');
  messages.forEach((message, index) => {
    const before = messages[index - 1];
    const problem = problemAfter(message, before);
    const isExpected = isWithoutResults && message.role === 'user' && before?.role === 'user';
    if (problem !== null && !isExpected) report(`/messages/${index}`, problem);
  });
}

function problemAfter(message: Message, before: Message | undefined): string | null {
  const { role } = message;
  if (role === 'system') return before === undefined ? null : 'The system speaks inside the conversation.';
  if (before === undefined || before.role === 'system')
    return role === 'tool' ? 'The conversation begins with a result.' : null;
  if (role === 'user' && before.role === 'user') return 'The user speaks twice in a row.';
  if (role === 'user' && before.role === 'tool')
    return 'The user speaks where results wait for the assistant.';
  const isAfterText = before.role === 'assistant' && before.tool_calls === undefined;
  return role === 'assistant' && isAfterText ? 'The assistant speaks twice in a row.' : null;
}

/**
 * Results stand right after the message that called, one for each call. The calls that a conversation ends with may be open:
 * they are what a model is to learn there.
 */
function callsAnswered(view: RecordView, report: Report): void {
  const { messages } = view.record;
  const isWithoutResults = importedOf(view).metadata.imported.lacks.includes('results');
  messages.forEach((message, index) => {
    if (
      message.role === 'tool' &&
      messages[index - 1]?.role !== 'tool' &&
      messages[index - 1]?.role !== 'assistant'
    )
      report(`/messages/${index}`, 'The result answers no call.');
    if (message.role !== 'assistant') return;
    const results = resultsAfter(messages, index);
    const calls = message.tool_calls ?? [];
    for (const { id } of results) {
      if (!calls.some((call) => call.id === id))
        report(`/messages/${index}`, `A result answers ${id}, which the message before it does not call.`);
    }
    if (index === messages.length - 1 || isWithoutResults) return;
    calls.forEach((call, position) => {
      const answers = results.filter(({ id, name }) => id === call.id && name === call.name).length;
      if (answers !== 1)
        report(
          `/messages/${index}/tool_calls/${position}`,
          `The call of ${call.name} (${call.id}) is answered ${answers === 0 ? 'by nothing' : `${answers} times`}.`,
        );
    });
  });
}

function callIdsUnique(view: RecordView, report: Report): void {
  const seen = new Set<string>();
  importedOf(view).tool_calls.forEach(({ id }, index) => {
    if (seen.has(id)) report(`/tool_calls/${index}`, `The call id ${id} is used twice.`);
    seen.add(id);
  });
}

/** A message says or calls something; a tool may well answer with nothing. */
function textsNotEmpty({ record: { messages } }: RecordView, report: Report): void {
  messages.forEach((message, index) => {
    const mayBeEmpty =
      message.role === 'tool' || (message.role === 'assistant' && message.tool_calls !== undefined);
    if (!mayBeEmpty && message.content.trim() === '')
      report(`/messages/${index}/content`, 'The text is empty.');
  });
}

function resultsAfter(
  messages: readonly Message[],
  index: number,
): { readonly id: string; readonly name: string }[] {
  const results: { id: string; name: string }[] = [];
  for (let at = index + 1; ; at += 1) {
    const message = messages[at];
    if (message?.role !== 'tool') return results;
    results.push({ id: message.tool_call_id, name: message.name });
  }
}

/** Results at the top are those of the messages; one that is no JSON is its text. */
function outputsRepeatedAtTop(
  { record: { messages, tool_outputs: outputs } }: RecordView,
  report: Report,
): void {
  const results = messages.flatMap((message) => (message.role === 'tool' ? [message] : []));
  if (results.length !== outputs.length)
    report(
      '/tool_outputs',
      `There are ${outputs.length} outputs for ${results.length} results in the messages.`,
    );
  results.forEach((message, index) => {
    const output = outputs[index];
    if (output === undefined) return;
    const isSame = output.id === message.tool_call_id && output.name === message.name;
    if (!isSame || !jsonEqual(output.output, parseResult(message.content)))
      report(`/tool_outputs/${index}`, 'The output differs from the result in the messages.');
  });
}

function countsRecount(view: RecordView, report: Report): void {
  const { conversation_id: id, messages, metadata, tool_calls: calls } = importedOf(view);
  const counts = {
    num_turns: messages.filter(({ role }) => role !== 'system').length,
    num_tool_calls: calls.length,
    num_distinct_tools: new Set(calls.map(({ name }) => name)).size,
  };
  for (const name of ['num_turns', 'num_tool_calls', 'num_distinct_tools'] as const) {
    if (metadata[name] !== counts[name])
      report(`/metadata/${name}`, `${name} is ${metadata[name]}; recounted it is ${counts[name]}.`);
  }
  if (metadata.conversation_id !== id)
    report('/metadata/conversation_id', `It is ${metadata.conversation_id}, not ${id}.`);
}

/** What a record says that it lacks is not checked, so it must not be there. */
function lacksShown(view: RecordView, report: Report): void {
  const { messages, tools, metadata } = importedOf(view);
  const held = {
    tools: tools.length > 0,
    results: messages.some(({ role }) => role === 'tool'),
    answers: messages.some(({ role }) => role === 'assistant'),
  };
  metadata.imported.lacks.forEach((lack, index) => {
    if (held[lack])
      report(`/metadata/imported/lacks/${index}`, `The record is said to lack ${lack} and has some.`);
  });
}
