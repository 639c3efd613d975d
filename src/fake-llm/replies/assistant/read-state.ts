import { isJsonObject } from '../../../json/is-json-object.js';
import type { JsonValue } from '../../../types/json.js';
import type { FakeCall, FakeMessage, FakeRequest } from '../../fake-request.js';
import { readPairs } from './read-pairs.js';
import { asksAQuestion, isCorrection, isNote } from './speech-signs.js';

/** A call of the conversation with what it brought. */
export type DoneCall = {
  readonly call: FakeCall;
  readonly at: number;
  readonly output: JsonValue;
  readonly error: CallError | null;
};

/** `told` is the error of a call that was turned away without an answer of the tool. */
export type CallError = { readonly type: string; readonly message: string };

/** What the conversation says about what is wanted now. */
export type State = {
  readonly messages: readonly FakeMessage[];
  /** Messages of the user that belong to the open request, first to last. */
  readonly request: readonly UserText[];
  /** What they said before, newest first: values of earlier requests still hold. */
  readonly before: readonly UserText[];
  readonly last: UserText;
  /** The assistant's question that `last` answers; empty where there was none. */
  readonly question: string;
  /** Calls since the request began. */
  readonly done: readonly DoneCall[];
  /** All calls that succeeded, newest first. */
  readonly results: readonly DoneCall[];
  /** Calls since the assistant last told something. */
  readonly untold: readonly DoneCall[];
  /** Whether the last thing that the assistant said was sent back to it. */
  readonly isSentBack: boolean;
};

export type UserText = { readonly at: number; readonly text: string };

/** Null where nobody has asked for anything. */
export function readState({ messages: given }: FakeRequest): State | null {
  const messages = given.filter((message, at) => !isAside(message, given[at + 1]));
  const users = messages.flatMap((message, at) =>
    message.role === 'user' ? [{ at, text: message.text }] : [],
  );
  const last = users.at(-1);
  if (!last) return null;
  let first = users.length - 1;
  while (first > 0 && continues(messages, users[first] ?? last)) first -= 1;
  const start = users[first]?.at ?? 0;
  const calls = readCalls(messages);
  const toldAt = messages.findLastIndex(
    (message) => message.role === 'assistant' && message.calls.length === 0 && !asksAQuestion(message.text),
  );
  return {
    messages,
    isSentBack: messages.length < given.length,
    last,
    request: users.slice(first),
    before: users.slice(0, first).reverse(),
    question: questionBefore(messages, last.at),
    done: calls.filter(({ at }) => at > start),
    results: calls.filter(({ error }) => error === null).reverse(),
    untold: calls.filter(({ at }) => at > Math.max(toldAt, start)),
  };
}

/** A note, or what the assistant said right before one. */
function isAside(message: FakeMessage, next: FakeMessage | undefined): boolean {
  if (message.role === 'user') return isNote(message.text);
  return (
    message.role === 'assistant' && message.calls.length === 0 && next?.role === 'user' && isNote(next.text)
  );
}

/** Whether a message goes on with the request before it: it answers a question, puts something right or only names values. */
function continues(messages: readonly FakeMessage[], { at, text }: UserText): boolean {
  if (questionBefore(messages, at) !== '' || isCorrection(text)) return true;
  const [first] = readPairs(text);
  return first !== undefined && text.slice(0, first.start).trim() === '';
}

function questionBefore(messages: readonly FakeMessage[], at: number): string {
  const before = messages[at - 1];
  return before?.role === 'assistant' && asksAQuestion(before.text) ? before.text : '';
}

function readCalls(messages: readonly FakeMessage[]): DoneCall[] {
  const results = new Map<string, FakeMessage & { role: 'tool' }>();
  // Ids may come again; the nearest result before the next call of that id is the one.
  const calls: DoneCall[] = [];
  for (let at = messages.length - 1; at >= 0; at -= 1) {
    const message = messages[at];
    if (message?.role === 'tool') results.set(message.callId, message);
    if (message?.role !== 'assistant') continue;
    for (const call of [...message.calls].reverse()) {
      const result = results.get(call.id);
      if (result) calls.push({ call, at, ...readResult(result.text, result.isError) });
    }
  }
  return calls.reverse();
}

function readResult(text: string, isError: boolean): { output: JsonValue; error: CallError | null } {
  let output: JsonValue = text;
  try {
    output = JSON.parse(text) as JsonValue;
  } catch {
    // Tools may answer in plain words.
  }
  const given = isJsonObject(output) ? output.error : undefined;
  if (isJsonObject(given))
    return { output, error: { type: String(given.type ?? 'unknown'), message: String(given.message ?? '') } };
  return { output, error: isError ? { type: 'told', message: text } : null };
}
