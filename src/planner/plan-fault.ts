import { placeOf } from '../arguments/flat-arguments.js';
import type { Random } from '../random/random.js';
import type { JsonPointer, JsonPrimitive } from '../types/json.js';
import type { ChainArgument } from '../types/tool-chain.js';
import type { Endpoint } from '../types/tool-registry.js';
import type { Fault, ToolErrorTwist } from '../types/twist.js';
import type { BriefDetour, BriefStep } from './conversation-brief.js';
import type { ErrorMessages } from './parse-error-messages.js';

/** The failing calls of a conversation: what they are of, how often they fail and what they answer. */
export function planFault(
  twist: ToolErrorTwist,
  step: BriefStep & { readonly arguments: readonly ChainArgument[] },
  detour: BriefDetour | undefined,
  messages: ErrorMessages,
  random: Random,
): Fault {
  const { recovery, error } = twist;
  const failing = detour ?? step;
  const wrong = recovery.by === 'asking' ? whenWrong(recovery.slot, recovery.first, step.arguments) : null;
  const places = {
    parameter: wrong?.parameter ?? '',
    value: String(wrong?.value ?? ''),
    thing: failing.words.singular,
  };
  return {
    callName: failing.endpoint.callName,
    when: wrong === null ? null : { place: placeIn(failing.endpoint, wrong.parameter), value: wrong.value },
    times:
      recovery.by === 'asking'
        ? Number.POSITIVE_INFINITY
        : recovery.by === 'telling' && error !== 'conflict'
          ? 2
          : 1,
    type: error,
    message: messageOf(error, failing.endpoint, places, messages, random),
  };
}

function placeIn({ parameters }: Endpoint, parameter: string): JsonPointer {
  return placeOf(parameters.find(({ name }) => name === parameter) ?? { name: parameter });
}

function whenWrong(
  slot: number,
  first: unknown,
  argumentsOf: readonly ChainArgument[],
): { readonly parameter: string; readonly value: JsonPrimitive } {
  const taker = argumentsOf.find(({ from }) => from.kind === 'slot' && from.slot === slot);
  if (!taker || (typeof first !== 'string' && typeof first !== 'number'))
    throw new RangeError('A value that is refused must be said by the user and passed by the failing step.');
  return { parameter: taker.parameter, value: first };
}

function messageOf(
  type: ToolErrorTwist['error'],
  endpoint: Endpoint,
  places: { readonly [place: string]: string },
  messages: ErrorMessages,
  random: Random,
): string {
  // What is declared of values speaks of a reason of its own, which need not be this one.
  const declared =
    type === 'invalid_value'
      ? []
      : endpoint.errors.filter((error) => error.type === type && error.message !== '');
  if (declared.length > 0) return random.pick(declared).message;
  if (type === 'invalid_arguments') throw new RangeError('Nobody plans a call that breaks its schema.');
  const fitting = messages[type].filter(({ only }) => only === undefined || only.includes(endpoint.intent));
  const { text } = random.pick(fitting.length > 0 ? fitting : messages[type]);
  return text.replace(/\{(parameter|value|thing)\}/g, (_, place: string) => places[place] ?? '');
}
