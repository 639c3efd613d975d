import type { CallMove, PlannedCall } from '../agents/agent-ports.js';
import { ConversationFailure } from '../errors/conversation-failure.js';
import type { Random } from '../random/random.js';
import type { ToolCall, ToolErrorOutput } from '../types/conversation.js';
import type { JsonValue } from '../types/json.js';
import type { Executor } from '../types/ports.js';
import type { ConversationState } from './conversation-state.js';

/**
 * Makes the calls of one assistant message, and writes down what came of each. `mayErr`: a call that fails though nobody
 * planned it is the assistant's own mistake; its message has no weight in training, and the conversation goes on.
 */
export function callTools(
  { calls, picks, reasoning }: CallMove,
  state: ConversationState,
  executor: Executor,
  random: Random,
  mayErr: boolean,
): void {
  const message = state.messages.length;
  for (const [step, members] of picks) state.picked.set(step, members);
  const made = calls.map((planned): ToolCall => {
    const before = callsOf(planned.step, state);
    return {
      id: callId(random.fork(`call-${planned.step}-${before}`)),
      name: planned.name,
      parameters: planned.parameters,
    };
  });
  const thought = reasoning === undefined ? {} : { reasoning };
  state.messages.push({ role: 'assistant', content: '', tool_calls: made, ...thought });
  if (made.length > 1) state.phenomena.push({ name: 'parallel_calls', messages: [message] });
  made.forEach((call, index) => {
    const planned = calls[index];
    if (planned) makeCall(call, planned, message, state, executor, mayErr);
  });
}

/** How often a step was called so far. */
function callsOf(step: number, { calls }: ConversationState): number {
  let count = 0;
  for (const call of calls) if (call.step === step) count += 1;
  return count;
}

/** Characters of one answer that a model could still be given. */
const longestResult = 400_000;

function makeCall(
  call: ToolCall,
  planned: PlannedCall,
  message: number,
  state: ConversationState,
  executor: Executor,
  mayErr: boolean,
): void {
  const { step } = planned;
  const { output } = executor.execute(call);
  const error = errorOf(output);
  state.calls.push({ call, output, message, step });
  if (error === null) {
    state.executed.set(step, { call, output, message });
    state.failures.delete(step);
  } else {
    if (!isPlanned(call, error, state)) {
      if (!mayErr)
        throw new ConversationFailure(
          'tool-error',
          `${call.name} answered ${JSON.stringify(output).slice(0, 200)}`,
        );
      takeWeight(message, state);
    }
    const tries = (state.failures.get(step)?.tries ?? 0) + (planned.detour ? 0 : 1);
    state.failures.set(step, { ...error, tries, detour: planned.detour });
    state.phenomena.push({ name: 'tool_error', messages: [state.messages.length] });
  }
  const content = JSON.stringify(output);
  if (content.length > longestResult)
    throw new ConversationFailure('answer-too-large', `${call.name} answered ${content.length} characters`);
  state.messages.push({
    role: 'tool',
    name: call.name,
    tool_call_id: call.id,
    content,
  });
  for (const { pointer, source } of planned.sources)
    state.argumentSources.push({ call: call.id, pointer, source });
}

function takeWeight(index: number, { messages }: ConversationState): void {
  const message = messages[index];
  if (message?.role === 'assistant') messages[index] = { ...message, weight: 0 };
}

/** An error that nobody planned is no lesson but a world in which the task cannot be done. */
function isPlanned(
  { name }: ToolCall,
  { type }: ToolErrorOutput['error'],
  { brief }: ConversationState,
): boolean {
  return brief.faults.some((fault) => fault.callName === name && fault.type === type);
}

function errorOf(output: JsonValue): ToolErrorOutput['error'] | null {
  if (
    output === null ||
    typeof output !== 'object' ||
    Array.isArray(output) ||
    !Object.hasOwn(output, 'error')
  )
    return null;
  const { error } = output as { readonly error?: JsonValue };
  const isTyped =
    error !== null && typeof error === 'object' && !Array.isArray(error) && Object.hasOwn(error, 'type');
  return isTyped ? (error as unknown as ToolErrorOutput['error']) : null;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Nine alphanumerics: the one form of call id that every consumer accepts. */
function callId(random: Random): string {
  let id = '';
  for (let place = 0; place < 9; place += 1) id += alphabet.charAt(random.integer(0, alphabet.length - 1));
  return id;
}
