import type { Random } from '../../random/random.js';
import type { Message } from '../../types/conversation.js';
import type { JsonObject, JsonValue } from '../../types/json.js';
import type { Defect } from './defect.js';
import { defectWords } from './defect-words.js';
import {
  freshId,
  lastAnswer,
  type MadeCall,
  madeCalls,
  scalars,
  withCall,
  withInserted,
  withMessages,
} from './record-edits.js';

/** What can be wrong with calls and their results. */
export const callDefects: readonly Defect[] = [
  {
    kind: 'invented_id',
    dimension: 'tool_correctness',
    says: 'an id is passed that nobody has shown',
    plant(record, random) {
      const calls = madeCalls(record);
      return editCall(calls, random, (made) => {
        const shown = new Set(
          calls
            .filter(({ resultAt }) => resultAt < made.at)
            .flatMap(({ output }) => scalars(output).map(({ value }) => value)),
        );
        const names = Object.keys(made.call.parameters).filter((name) => {
          const value = made.call.parameters[name];
          return typeof value === 'string' && shown.has(value) && isOpaque(value);
        });
        if (names.length === 0) return null;
        const name = random.pick(names);
        const old = String(made.call.parameters[name]);
        const value = scramble(old, random);
        return withCall(record, made, withArgument(made, name, value), (text) => text.replaceAll(old, value));
      });
    },
  },
  {
    kind: 'required_argument_dropped',
    dimension: 'tool_correctness',
    says: 'a required argument is left out',
    plant: (record, random) =>
      editCall(madeCalls(record), random, (made) => {
        const names = (made.definition?.parameters.required ?? []).filter((name) =>
          Object.hasOwn(made.call.parameters, name),
        );
        if (names.length === 0) return null;
        const dropped = random.pick(names);
        const parameters = Object.fromEntries(
          Object.entries(made.call.parameters).filter(([name]) => name !== dropped),
        );
        return withCall(record, made, { ...made.call, parameters });
      }),
  },
  {
    kind: 'argument_of_wrong_type',
    dimension: 'tool_correctness',
    says: 'an argument has a type that the schema does not allow',
    plant: (record, random) =>
      editCall(madeCalls(record), random, (made) => {
        const names = Object.keys(made.call.parameters).filter(
          (name) => typeof schemaOf(made, name)?.type === 'string',
        );
        if (names.length === 0) return null;
        const name = random.pick(names);
        const value = made.call.parameters[name] as JsonValue;
        const type = schemaOf(made, name)?.type;
        const wrong: JsonValue =
          type === 'string' ? [value] : type === 'array' ? 'all' : `about ${JSON.stringify(value)}`;
        return withCall(record, made, withArgument(made, name, wrong));
      }),
  },
  {
    kind: 'unknown_argument',
    dimension: 'tool_correctness',
    says: 'an argument is passed that the tool does not have',
    plant: (record, random) =>
      editCall(madeCalls(record), random, (made) => {
        if (made.definition?.parameters.additionalProperties !== false) return null;
        const name = random.pick(['verbosity', 'requestedBy', 'priority_level', 'mode2']);
        return schemaOf(made, name) === null
          ? withCall(record, made, withArgument(made, name, 'high'))
          : null;
      }),
  },
  {
    kind: 'unoffered_tool',
    dimension: 'tool_correctness',
    says: 'a tool is called that was not offered',
    plant: (record, random) =>
      editCall(madeCalls(record), random, (made) => {
        const name = `${made.call.name}${random.pick(['_v2', '_now', '_all', '_beta'])}`;
        return record.tools.some((tool) => tool.name === name)
          ? null
          : withCall(record, made, { ...made.call, name });
      }),
  },
  {
    kind: 'wrong_tool_chosen',
    dimension: 'tool_correctness',
    says: 'another offered tool that takes the same arguments is called instead',
    plant: (record, random) =>
      editCall(madeCalls(record), random, (made) => {
        const fitting = record.tools.filter(
          (tool) =>
            tool.name !== made.call.name && takes(tool.parameters as JsonObject, made.call.parameters),
        );
        return fitting.length === 0
          ? null
          : withCall(record, made, { ...made.call, name: random.pick(fitting).name });
      }),
  },
  {
    kind: 'result_missing',
    dimension: 'tool_correctness',
    says: 'a call has no result',
    plant: (record, random) =>
      editCall(madeCalls(record), random, ({ resultAt }) =>
        withMessages(
          record,
          record.messages.filter((_, index) => index !== resultAt),
        ),
      ),
  },
  {
    kind: 'repeated_write',
    dimension: 'tool_correctness',
    says: 'something is booked, sent or deleted twice',
    plant: (record, random) =>
      editCall(madeCalls(record), random, (made) =>
        writes.has(record.semantics[made.call.name]?.action ?? '') && !made.failed
          ? repeat(record.messages, made, record)
          : null,
      ),
  },
  {
    kind: 'repeated_read',
    dimension: 'tool_correctness',
    says: 'something is looked up again right after it was found',
    plant: (record, random) =>
      editCall(madeCalls(record), random, (made) =>
        !writes.has(record.semantics[made.call.name]?.action ?? '') && !made.failed
          ? repeat(record.messages, made, record)
          : null,
      ),
  },
  {
    kind: 'error_ignored',
    dimension: 'tool_correctness',
    says: 'a call fails and nobody says or does anything about it',
    plant: (record, random) => failLast(record, random, 'passingOver'),
  },
  {
    kind: 'success_after_error',
    dimension: 'task_completion',
    says: 'success is claimed although the call failed',
    plant: (record, random) => failLast(record, random, 'success'),
  },
  {
    kind: 'arguments_swapped',
    dimension: 'tool_correctness',
    says: 'two arguments are exchanged',
    plant: (record, random) =>
      editCall(madeCalls(record), random, (made) => {
        const { parameters } = made.call;
        const pairs = Object.keys(parameters).flatMap((left, index, names) =>
          names
            .slice(index + 1)
            .filter(
              (right) =>
                typeof parameters[left] === typeof parameters[right] &&
                typeof parameters[left] !== 'boolean' &&
                parameters[left] !== parameters[right],
            )
            .map((right) => [left, right] as const),
        );
        if (pairs.length === 0) return null;
        const [left, right] = random.pick(pairs);
        const swapped = {
          ...parameters,
          [left]: parameters[right] as JsonValue,
          [right]: parameters[left] as JsonValue,
        };
        return withCall(record, made, { ...made.call, parameters: swapped });
      }),
  },
];

const writes = new Set(['create', 'update', 'delete', 'execute']);

/** Tries the calls that succeeded, in random order, until an edit applies. */
function editCall<Edited>(
  calls: readonly MadeCall[],
  random: Random,
  edit: (made: MadeCall) => Edited | null,
): Edited | null {
  for (const made of random.shuffle(calls.filter(({ failed }) => !failed))) {
    const edited = edit(made);
    if (edited !== null) return edited;
  }
  return null;
}

function schemaOf({ definition }: MadeCall, name: string) {
  const properties = definition?.parameters.properties ?? {};
  return Object.hasOwn(properties, name) ? (properties[name] ?? null) : null;
}

function withArgument({ call }: MadeCall, name: string, value: JsonValue) {
  return { ...call, parameters: { ...call.parameters, [name]: value } };
}

/** No word and no number that people would say: letters and digits mixed. */
export function isOpaque(value: string): boolean {
  return (
    /^[\w-]{6,40}$/.test(value) && /\d/.test(value) && /[a-z]/i.test(value) && !/^\d{4}-\d\d/.test(value)
  );
}

/** Other digits and letters in the same places; what stands before the last separator stays. */
function scramble(value: string, random: Random): string {
  const start = Math.max(value.lastIndexOf('_'), value.lastIndexOf('-')) + 1;
  const scrambled = [...value].map((character, index) =>
    index < start
      ? character
      : /\d/.test(character)
        ? String((Number(character) + random.integer(1, 8)) % 10)
        : random.pick([...'bcdfghkmnpqrstvwxz'].filter((letter) => letter !== character)),
  );
  return scrambled.join('');
}

/** Whether a tool's schema has all the arguments and asks for no others. */
function takes(schema: JsonObject, parameters: JsonObject): boolean {
  const properties = (schema.properties ?? {}) as JsonObject;
  const required = (schema.required ?? []) as readonly string[];
  const names = Object.keys(parameters);
  return (
    names.length > 0 &&
    names.every((name) => Object.hasOwn(properties, name)) &&
    required.every((name) => names.includes(name))
  );
}

function repeat(messages: readonly Message[], made: MadeCall, record: Parameters<typeof withInserted>[0]) {
  const result = messages[made.resultAt];
  if (result?.role !== 'tool') return null;
  const call = { ...made.call, id: freshId(made.call.id) };
  let after = made.resultAt + 1;
  while (messages[after]?.role === 'tool') after += 1;
  return withInserted(record, after, [
    { role: 'assistant', content: '', tool_calls: [call] },
    { ...result, tool_call_id: call.id },
  ]);
}

/** The last call fails, and the answer is one of the sentences instead; nothing comes after. */
function failLast(record: Parameters<typeof withCall>[0], random: Random, what: 'passingOver' | 'success') {
  const words = defectWords[record.metadata.locale]?.[what];
  const at = lastAnswer(record);
  const calls = madeCalls(record);
  const last = calls.filter(({ resultAt }) => at !== null && resultAt < at).at(-1);
  if (words === undefined || at === null || last === undefined || calls.some(({ failed }) => failed))
    return null;
  const error = { error: { type: 'unavailable', message: 'The upstream server closed the connection.' } };
  const failed = withCall(record, last, last.call, () => JSON.stringify(error));
  return withMessages(record, [
    ...failed.messages.slice(0, at),
    { role: 'assistant', content: random.pick(words) },
  ]);
}
