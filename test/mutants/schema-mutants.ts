import type { MutableRecord, Mutant } from './mutant.js';
import { callEverywhere, isSuccess, pickOrNull, setOutput } from './record-edits.js';

/** Law 1. */
export const schemaMutants: readonly Mutant[] = [
  {
    name: 'unknown-tool-called',
    law: 1,
    mutate(record, random) {
      const call = pickOrNull(record.tool_calls, random);
      if (call === null) return false;
      const { name } = call;
      record.tools = record.tools.filter((tool) => tool.name !== name);
      return true;
    },
  },
  {
    name: 'required-argument-dropped',
    law: 1,
    mutate(record, random) {
      const call = pickOrNull(
        record.tool_calls.filter(
          (each) => requiredOf(record, each.name).length > 0 && succeeded(record, each.id),
        ),
        random,
      );
      if (call === null) return false;
      const name = requiredOf(record, call.name)[0] ?? '';
      callEverywhere(record, call.id, (each) => {
        delete each.parameters[name];
      });
      record.provenance.arguments = record.provenance.arguments.filter(
        (entry) => entry.call !== call.id || entry.pointer.split('/')[1] !== name,
      );
      return true;
    },
  },
  {
    name: 'argument-of-wrong-type',
    law: 1,
    mutate(record, random) {
      const typed = record.tool_calls.flatMap((call) =>
        Object.entries(call.parameters).flatMap(([key, value]) =>
          isTyped(record, call.name, key) && typeof value !== 'object' ? [{ call, key }] : [],
        ),
      );
      const chosen = pickOrNull(typed, random);
      if (chosen === null) return false;
      callEverywhere(record, chosen.call.id, (each) => {
        each.parameters[chosen.key] = [false];
      });
      return true;
    },
  },
  {
    name: 'enum-left',
    law: 1,
    mutate(record, random) {
      const chosen = pickOrNull(
        record.tool_calls.flatMap((call) =>
          Object.keys(call.parameters).flatMap((key) =>
            Array.isArray(propertyOf(record, call.name, key)?.enum) ? [{ call, key }] : [],
          ),
        ),
        random,
      );
      if (chosen === null) return false;
      callEverywhere(record, chosen.call.id, (each) => {
        each.parameters[chosen.key] = 'no-such-member';
      });
      return true;
    },
  },
  {
    name: 'error-untyped',
    law: 1,
    mutate(record, random) {
      const result = pickOrNull(record.tool_outputs, random);
      if (result === null) return false;
      setOutput(record, result.id, { error: 'it broke' });
      return true;
    },
  },
  {
    name: 'error-type-unknown',
    law: 1,
    mutate(record, random) {
      const result = pickOrNull(record.tool_outputs, random);
      if (result === null) return false;
      setOutput(record, result.id, { error: { type: 'teapot', message: 'I am one.' } });
      return true;
    },
  },
  {
    name: 'good-message-weighted-away',
    law: 1,
    mutate(record) {
      const message = record.messages.at(-1);
      if (message?.role !== 'assistant') return false;
      message.weight = 0;
      return true;
    },
  },
  {
    name: 'argument-nobody-takes',
    law: 1,
    mutate(record, random) {
      const call = pickOrNull(
        record.tool_calls.filter(
          ({ name, id }) =>
            record.tools.find((tool) => tool.name === name)?.parameters.additionalProperties === false &&
            succeeded(record, id),
        ),
        random,
      );
      if (call === null) return false;
      callEverywhere(record, call.id, (each) => {
        each.parameters['argument_of_nobody'] = 1;
      });
      return true;
    },
  },
  {
    name: 'call-renamed',
    law: 1,
    mutate(record, random) {
      const call = pickOrNull(record.tool_calls, random);
      if (call === null) return false;
      const { id } = call;
      callEverywhere(record, id, (each) => {
        each.name = `${each.name}_v2`;
      });
      return true;
    },
  },
  {
    name: 'bound-of-schema-passed',
    law: 1,
    mutate(record, random) {
      const chosen = pickOrNull(
        record.tool_calls.flatMap((call) =>
          Object.entries(call.parameters).flatMap(([key, value]) => {
            const { maximum, minimum } = propertyOf(record, call.name, key) ?? {};
            if (typeof value !== 'number') return [];
            if (typeof maximum === 'number') return [{ call, key, value: maximum + 1 }];
            return typeof minimum === 'number' ? [{ call, key, value: minimum - 1 }] : [];
          }),
        ),
        random,
      );
      if (chosen === null) return false;
      callEverywhere(record, chosen.call.id, (each) => {
        each.parameters[chosen.key] = chosen.value;
      });
      return true;
    },
  },
  {
    name: 'format-broken',
    law: 1,
    mutate(record, random) {
      const chosen = pickOrNull(
        record.tool_calls.flatMap((call) =>
          Object.keys(call.parameters).flatMap((key) =>
            ['date', 'date-time', 'email', 'uuid'].includes(
              String(propertyOf(record, call.name, key)?.format),
            )
              ? [{ call, key }]
              : [],
          ),
        ),
        random,
      );
      if (chosen === null) return false;
      callEverywhere(record, chosen.call.id, (each) => {
        each.parameters[chosen.key] = 'sometime soon';
      });
      return true;
    },
  },
];

function succeeded(record: MutableRecord, id: string): boolean {
  return isSuccess(record.tool_outputs.find((result) => result.id === id)?.output);
}

function requiredOf(record: MutableRecord, name: string): readonly string[] {
  return record.tools.find((tool) => tool.name === name)?.parameters.required ?? [];
}

function propertyOf(record: MutableRecord, name: string, key: string) {
  return record.tools.find((tool) => tool.name === name)?.parameters.properties?.[key];
}

function isTyped(record: MutableRecord, name: string, key: string): boolean {
  const type = propertyOf(record, name, key)?.type;
  return type !== undefined && type !== 'array' && !Array.isArray(type);
}
