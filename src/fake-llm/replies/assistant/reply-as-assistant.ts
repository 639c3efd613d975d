import stringify from 'fast-json-stable-stringify';
import type { JsonObject } from '../../../types/json.js';
import type { FakeReply } from '../../fake-reply.js';
import type { FakeRequest, FakeTool } from '../../fake-request.js';
import { isJapanese, wordsOf } from '../words.js';
import { chooseTools, endpointName, type Favour, productName } from './choose-tools.js';
import { type FilledCall, fillArguments } from './fill-arguments.js';
import { labelScore } from './label-score.js';
import { type Phrases, phrasesOf } from './phrases.js';
import { readToday } from './read-date.js';
import { readPairs } from './read-pairs.js';
import { type DoneCall, readState, type State } from './read-state.js';
import {
  agrees,
  asksToGoAhead,
  declines,
  isCorrection,
  isGoodbye,
  wantsConfirmation,
} from './speech-signs.js';
import { labelOf, tellResults } from './tell-results.js';
import { isFinal, readVerb } from './verb-class.js';

/** Calls of one tool in a request: a tool that never gives what is needed must not be called for ever. */
const mostCallsOfATool = 12;

/**
 * A small agent that works from the conversation alone: it calls what the open request names, asks for what nothing gives,
 * has costly steps confirmed, tells what came back, and says so where nothing can be done.
 */
export function replyAsAssistant(request: FakeRequest): FakeReply {
  const state = readState(request);
  const language = isJapanese(state?.last.text ?? '') ? 'ja' : 'en';
  const words = phrasesOf(language, request.callId);
  if (state === null) return { text: words.cannot('') };
  if (asksToGoAhead(state.question) && declines(state.last.text)) return { text: words.left };
  const wishes = state.request.map(({ text }) => wishOf(text));
  const favour = favourOf(state);
  const chosen = wishes.map((wish) => chooseTools(wish, request.tools, favour));
  // Who named a thing only is asked; the first message that says what to do with it counts.
  const place = wishes.findIndex((wish, index) => isTask(wish) && (chosen[index] ?? []).length > 0);
  const wanted = chosen[place] ?? [];
  if (wanted.length === 0) {
    if (isGoodbye(state.last.text)) return { text: words.welcome };
    const [wish = ''] = wishes;
    return { text: isTask(wish) || wishes.length > 2 ? words.cannot(wish) : words.what(wish) };
  }
  const desk: Desk = { request, state, words, wanted, today: readToday(request.system) };
  for (const [index, tool] of wanted.entries()) {
    const turn = wanted.slice(0, index).filter((other) => other === tool).length;
    const reply = workOn(tool, turn, desk, true);
    if (reply !== null) return reply;
  }
  const told = state.untold.filter(({ error }) => error === null);
  return { text: told.length > 0 ? tellTo(told, desk) : words.welcome };
}

/** Of tools alike in name: those of a product that is at work, and those that have a use for what was said. */
function favourOf({ request, results }: State): Favour {
  const used = new Set(results.map(({ call }) => productName(call.name)));
  const labels = [...new Set(request.flatMap(({ text }) => readPairs(text).map(({ label }) => label)))].slice(
    0,
    20,
  );
  return (tool, chosen) => {
    const product = productName(tool.name);
    const isAtWork = chosen.some(({ name }) => productName(name) === product);
    const properties = Object.entries(tool.schema.properties ?? {});
    const useful = labels.filter((label) =>
      properties.some(([name, schema]) => labelScore(label, name, schema) >= 0.5),
    );
    return (isAtWork ? 0.3 : used.has(product) ? 0.15 : 0) + Math.min(0.1, 0.03 * useful.length);
  };
}

type Desk = {
  readonly request: FakeRequest;
  readonly state: State;
  readonly words: Phrases;
  /** Tools that the open request names. */
  readonly wanted: readonly FakeTool[];
  readonly today: string;
};

/** Whether a wish says what is to be done. */
function isTask(wish: string): boolean {
  return isJapanese(wish) ? !/のことです/.test(wish) : !/^\s*this is about\b/i.test(wish);
}

/** What a message asks for, without the values that it names. */
function wishOf(text: string): string {
  let wish = '';
  let at = 0;
  for (const { start, end } of readPairs(text)) {
    wish += `${text.slice(at, start)}. `;
    at = Math.max(at, end);
  }
  return wish + text.slice(at);
}

/** What came back; where that was sent back, less of it. */
function tellTo(told: readonly DoneCall[], { state, words }: Desk): string {
  return state.isSentBack ? words.done : `${words.opening} ${tellResults(told, words.language)}`.trim();
}

/** What a tool still needs; null where it has done its part. */
function workOn(tool: FakeTool, turn: number, desk: Desk, mayFetch: boolean): FakeReply | null {
  const { state, words, request } = desk;
  const own = state.done.filter(({ call }) => call.name === tool.name);
  const recent = own.filter(({ at }) => at > state.last.at);
  const filled = fillArguments(tool, { ...desk, turn });
  const open = filled.filter((call) => !isDone(call, turn, own, recent, state));
  if (open.length === 0) return null;
  const failed = own.findLast(({ error }) => error !== null);
  if (failed && failed === own.at(-1)) {
    const reply = afterFailure(failed, recent, open, desk);
    if (reply !== null) return reply;
  }
  const missing = open[0]?.missing ?? [];
  if (missing.length > 0) {
    const fetched = mayFetch ? fetchFirst(missing, tool, desk) : null;
    return fetched ?? ask(missing, desk);
  }
  if (own.length >= mostCallsOfATool) return { text: words.failed('') };
  const isAgreed = asksToGoAhead(state.question) && agrees(state.last.text);
  if (needsConfirmation(tool, request.system) && !isAgreed)
    return { text: words.confirm(taskOf(tool), factsOf(open)) };
  return { calls: open.map(({ input }) => ({ name: tool.name, input })) };
}

/** Nothing is called twice for one request unless something that it rests on was put right. */
function isDone(
  { input }: FilledCall,
  turn: number,
  own: readonly DoneCall[],
  recent: readonly DoneCall[],
  { last, request }: State,
): boolean {
  const successes = own.filter(({ error }) => error === null);
  if (successes.some(({ call }) => stringify(call.input) === stringify(input))) return true;
  const isPutRight = request.length > 1 && isCorrection(last.text);
  const since = isPutRight ? recent.filter(({ error }) => error === null) : successes;
  const texts = request.map(({ text }) => text);
  // Calls side by side differ in a value that was said; any other success of the tool counts as one of its turns.
  return since.filter(({ call }) => !differsInSaid(call.input, input, texts)).length > turn;
}

/** Whether two inputs differ in a value that the user said in both. */
function differsInSaid(one: JsonObject, other: JsonObject, texts: readonly string[]): boolean {
  const isSaid = (value: unknown) => texts.some((text) => text.includes(String(value)));
  return Object.keys(other).some(
    (name) =>
      Object.hasOwn(one, name) &&
      stringify(one[name]) !== stringify(other[name]) &&
      isSaid(one[name]) &&
      isSaid(other[name]),
  );
}

function afterFailure(
  { call, error }: DoneCall,
  recent: readonly DoneCall[],
  open: readonly FilledCall[],
  { state, words }: Desk,
): FakeReply | null {
  const type = error?.type ?? '';
  const failures = recent.filter((done) => done.error !== null);
  const isSame = open.every(({ input }) => stringify(input) === stringify(call.input));
  if (failures.length === 0)
    return isSame && type !== 'told' ? { text: words.failed(error?.message ?? '') } : null;
  if (type === 'rate_limit' || type === 'unavailable')
    return failures.length < 2 ? null : { text: words.failed(error?.message ?? '') };
  if (!isSame && failures.length < 3) return null;
  if (type === 'invalid_value' || type === 'not_found' || type === 'told') {
    const message = error?.message ?? '';
    const named = Object.entries(call.input).filter(
      ([name, value]) => message.includes(name) || message.includes(`'${String(value)}'`),
    );
    const [asked] = named.length > 0 ? named : Object.entries(call.input);
    if (asked && !state.question.includes(words.label(asked[0])))
      return { text: words.other(words.label(asked[0]), String(asked[1]).slice(0, 60)) };
  }
  return { text: words.failed(error?.message ?? '') };
}

/** A call of another tool that can bring an id: one that looks for what the id names. */
function fetchFirst(missing: readonly string[], tool: FakeTool, desk: Desk): FakeReply | null {
  for (const name of missing) {
    const words = wordsOf(name);
    if (!words.includes('id')) continue;
    const about = words.filter((word) => word !== 'id');
    const providers = desk.request.tools.filter((other) => {
      const known = [...wordsOf(endpointName(other.name)), ...wordsOf(other.description.slice(0, 400))];
      return (
        other.name !== tool.name &&
        about.length > 0 &&
        about.every((word) => known.includes(word)) &&
        readVerb(wordsOf(endpointName(other.name))).kind === 'find' &&
        !(other.schema.required ?? []).includes(name)
      );
    });
    for (const provider of providers) {
      const reply = workOn(provider, 0, desk, false);
      if (reply?.calls !== undefined) return reply;
    }
  }
  return null;
}

function ask(missing: readonly string[], { state, words }: Desk): FakeReply {
  const labels = missing.map(words.label);
  const text = words.ask(labels);
  const ofRequest = state.messages.slice(state.request[0]?.at);
  const asked = ofRequest.filter(
    (message) => message.role === 'assistant' && labels.every((label) => message.text.includes(label)),
  ).length;
  return { text: asked < 2 ? text : words.without(labels) };
}

function needsConfirmation(tool: FakeTool, system: string): boolean {
  if (/\bconfirm|cannot be undone|can't be undone|irreversibl|permanent/i.test(tool.description)) return true;
  return wantsConfirmation(system) && isFinal(readVerb(wordsOf(endpointName(tool.name))).kind);
}

function taskOf(tool: FakeTool): string {
  return labelOf(endpointName(tool.name)).toLowerCase();
}

function factsOf(calls: readonly FilledCall[]): string {
  return calls
    .flatMap(({ input }) => Object.entries(input))
    .filter(([name]) => !wordsOf(name).includes('id'))
    .map(
      ([name, value]) =>
        `${labelOf(name).toLowerCase()}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    )
    .join(', ');
}
