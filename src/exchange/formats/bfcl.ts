import { CannotHoldError } from '../../errors/exchange-errors.js';
import type { ToolCall } from '../../types/conversation.js';
import { toAcceptableCall } from '../bfcl/acceptable-values.js';
import { toBfclFunction } from '../bfcl/to-bfcl-function.js';
import type { Conversation } from '../conversation.js';
import type { ConversationFormat, Entry } from '../exchange-format.js';
import { losses } from '../losses.js';
import { isPythonName, pythonCall } from '../python-literals.js';
import { refuseUntrained } from '../refuse-untrained.js';
import { pythonNames } from '../tool-names.js';

/**
 * Questions and answers of the Berkeley Function Calling Leaderboard, a file of each for every category. A conversation gives
 * its first question with the calls that answer it at once (or none: irrelevance), and, where the user speaks more than once
 * and calls are made, a question of several turns with the calls of each.
 */
export const bfcl: ConversationFormat = {
  name: 'bfcl',
  description: 'questions and possible answers of the Berkeley Function Calling Leaderboard',
  holds: 'conversations',
  files: { kind: 'parts' },
  toolNames: pythonNames,
  parallelCalls: 'kept',
  losses: [
    losses.id,
    losses.reasoning,
    losses.callIds,
    'what the assistant says',
    'results',
    'calls after the first answer, in questions of one turn',
    'tools and the system message, in questions of several turns',
    'several types of one value, in descriptions of functions',
  ],
  choices: [],
  write(conversation, { position = 0, isSplit = false }) {
    refuseUntrained(conversation.messages, 'BFCL');
    if (isSplit)
      throw new CannotHoldError('its answers are calls made at once, which --parallel-calls split parts');
    const unnamed = conversation.tools.find(({ name }) => !isPythonName(name));
    if (unnamed !== undefined)
      throw new CannotHoldError(`its tool '${unnamed.name}' has a word of Python for a name`);
    const entries = [...singleTurn(conversation, position), ...multiTurn(conversation, position)];
    if (entries.length === 0) throw new CannotHoldError('nobody asks anything in it');
    return entries;
  },
  // Questions and answers lie in several files, which a reader of its own puts together.
  read: null,
};

function singleTurn({ messages, tools }: Conversation, position: number): Entry[] {
  const reply = messages.findIndex(({ role }) => role === 'assistant');
  const asked = messages.slice(0, Math.max(reply, 0));
  const answer = messages[reply];
  if (answer?.role !== 'assistant' || !asked.some(({ role }) => role === 'user') || tools.length === 0)
    return [];
  const calls = answer.tool_calls ?? [];
  const category = categoryOf(calls.length, tools.length);
  const id = `${category}_${position}`;
  const question = [asked.map(({ role, content }) => ({ role, content }))];
  const entry = { part: category, value: { id, question, function: tools.map(toBfclFunction) } };
  if (calls.length === 0) return [entry];
  const right = calls.map((call) =>
    toAcceptableCall(
      call,
      tools.find(({ name }) => name === call.name),
    ),
  );
  return [entry, { part: `${category}_possible_answer`, value: { id, ground_truth: right } }];
}

/** Whether several functions are offered, and whether several calls are made. */
function categoryOf(calls: number, tools: number): string {
  if (calls === 0) return 'irrelevance';
  if (calls === 1) return tools === 1 ? 'simple_python' : 'multiple';
  return tools === 1 ? 'parallel' : 'parallel_multiple';
}

type Turn = { readonly content: string; readonly calls: ToolCall[] };

function multiTurn({ messages }: Conversation, position: number): Entry[] {
  const turns: Turn[] = [];
  for (const message of messages) {
    if (message.role === 'user') turns.push({ content: message.content, calls: [] });
    if (message.role === 'assistant') turns.at(-1)?.calls.push(...(message.tool_calls ?? []));
  }
  const calls = turns.flatMap((turn) => turn.calls);
  if (turns.length < 2 || calls.length === 0) return [];
  const id = `multi_turn_base_${position}`;
  const classes = calls.map(({ name }) => className(name));
  const value = {
    id,
    question: turns.map(({ content }) => [{ role: 'user', content }]),
    initial_config: {},
    path: calls.map(({ name }, index) => `${classes[index]}.${name}`),
    involved_classes: [...new Set(classes)],
  };
  const truth = turns.map((turn) => turn.calls.map(({ name, parameters }) => pythonCall(name, parameters)));
  return [
    { part: 'multi_turn_base', value },
    { part: 'multi_turn_base_possible_answer', value: { id, ground_truth: truth } },
  ];
}

/** The tool of an endpoint's name is its class. */
function className(name: string): string {
  const tool = /^(.+?)__/.exec(name)?.[1];
  if (tool === undefined) return 'Tools';
  const words = tool.split('_').filter((word) => word !== '');
  return words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('') || 'Tools';
}
