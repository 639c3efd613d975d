import type { MutableRecord, Mutant } from './mutant.js';
import {
  appendText,
  copyOf,
  insertMessages,
  isSuccess,
  membersAt,
  outputOf,
  setOutput,
} from './record-edits.js';

/** Laws 3 and 4. */
export const worldMutants: readonly Mutant[] = [
  {
    name: 'user-knows-id-early',
    law: 3,
    mutate(record) {
      const id = opaqueIds(record)[0];
      const opening = record.messages.findIndex((message) => message.role === 'user');
      if (
        id === undefined ||
        record.messages.slice(0, opening + 1).some((message) => message.content.includes(id))
      )
        return false;
      if (record.scenario.knows.some((known) => known.reference !== undefined)) return false;
      appendText(record.messages[opening], ` I mean ${id} .`);
      return true;
    },
  },
  {
    name: 'user-invents-id',
    law: 3,
    mutate(record, random) {
      const message = random.pick(record.messages.filter(({ role }) => role === 'user'));
      appendText(message, ' My reference is RES-4471920 .');
      return true;
    },
  },
  {
    name: 'attribute-changed-later',
    law: 4,
    mutate(record) {
      for (const { at, id, key, value } of repeatedAttributes(record)) {
        const result = record.tool_outputs[at];
        if (result === undefined) continue;
        const output = JSON.parse(JSON.stringify(result.output)) as unknown;
        for (const object of objectsIn(output)) {
          if (Object.values(object).includes(id) && object[key] === value)
            object[key] = typeof value === 'number' ? value + 3 : `${String(value)} two`;
        }
        setOutput(record, result.id, output);
        return true;
      }
      return false;
    },
  },
  {
    name: 'count-changed',
    law: 4,
    mutate(record) {
      for (const result of record.tool_outputs) {
        const count = record.semantics[result.name]?.counts[0];
        const output = result.output as { [key: string]: unknown };
        const key = count?.pointer.slice(1) ?? '';
        if (!isSuccess(output) || count === undefined || key.includes('/') || typeof output[key] !== 'number')
          continue;
        setOutput(record, result.id, {
          ...output,
          [key]: Math.max(0, (output[key] as number) - 1) + (output[key] === 0 ? 1 : 0),
        });
        return true;
      }
      return false;
    },
  },
  {
    name: 'filter-ignored',
    law: 4,
    mutate(record) {
      for (const call of record.tool_calls) {
        const semantics = record.semantics[call.name];
        const result = record.tool_outputs.find((each) => each.id === call.id);
        for (const filter of semantics?.filters ?? []) {
          if (
            filter.operator !== 'equals' ||
            typeof call.parameters[filter.parameter] !== 'string' ||
            !isSuccess(result?.output)
          )
            continue;
          const output = copyOf(result?.output);
          const members = membersAt(output, semantics?.objects[0]?.at ?? '');
          const object = members.find((each) => typeof each[filter.field] === 'string');
          if (object === undefined) continue;
          object[filter.field] = 'Elsewhere';
          setOutput(record, call.id, output);
          return true;
        }
      }
      return false;
    },
  },
  {
    name: 'asked-repeated-wrongly',
    law: 4,
    mutate(record) {
      for (const call of record.tool_calls) {
        const known = Object.keys(
          record.tools.find(({ name }) => name === call.name)?.parameters.properties ?? {},
        );
        const output = copyOf(outputOf(record, call.id));
        if (!isSuccess(output) || typeof output !== 'object' || output === null) continue;
        const echo = Object.values(output).find(
          (value): value is { [key: string]: unknown } =>
            typeof value === 'object' &&
            value !== null &&
            Object.keys(value).length > 1 &&
            Object.keys(value).every((key) => known.includes(key)),
        );
        const key = Object.keys(echo ?? {}).find((each) => typeof call.parameters[each] === 'string');
        if (echo === undefined || key === undefined || echo[key] !== call.parameters[key]) continue;
        echo[key] = 'Elsewhere';
        setOutput(record, call.id, output);
        return true;
      }
      return false;
    },
  },
  {
    name: 'id-doubled-in-list',
    law: 4,
    mutate(record) {
      for (const result of record.tool_outputs) {
        const own = record.semantics[result.name]?.objects.find(
          (object) => object.at.endsWith('/*') && object.id_field !== null,
        );
        if (own === undefined || own.id_field === null || !isSuccess(result.output)) continue;
        const output = JSON.parse(JSON.stringify(result.output)) as unknown;
        const list = own.at
          .slice(1, -2)
          .split('/')
          .reduce<unknown>(
            (at, key) => (key === '' ? at : (at as { [key: string]: unknown } | undefined)?.[key]),
            output,
          );
        if (!Array.isArray(list) || list.length < 2) continue;
        list[1][own.id_field] = list[0][own.id_field];
        setOutput(record, result.id, output);
        return true;
      }
      return false;
    },
  },
  {
    name: 'write-not-shown',
    law: 4,
    mutate(record) {
      for (const call of record.tool_calls) {
        const semantics = record.semantics[call.name];
        const result = record.tool_outputs.find((each) => each.id === call.id);
        for (const { parameter, field } of semantics?.writes ?? []) {
          const written = call.parameters[parameter];
          if (typeof written !== 'string' || !isSuccess(result?.output)) continue;
          const output = JSON.parse(JSON.stringify(result?.output)) as unknown;
          const object = objectsIn(output).find((each) => each[field] === written);
          if (object === undefined || !hasId(record, object)) continue;
          object[field] = `${written} (old)`;
          setOutput(record, call.id, output);
          return true;
        }
      }
      return false;
    },
  },
  {
    name: 'same-read-answered-differently',
    law: 4,
    mutate(record) {
      const call = record.tool_calls.find((each) => {
        const result = record.tool_outputs.find(({ id }) => id === each.id);
        return (
          ['search', 'retrieve'].includes(record.semantics[each.name]?.action ?? '') &&
          isSuccess(result?.output)
        );
      });
      const result = record.tool_outputs.find(({ id }) => id === call?.id);
      if (call === undefined || result === undefined) return false;
      const again = { ...call, id: 'again0001' };
      const output = { different: true };
      const at =
        record.messages.findIndex((message) => message.role === 'tool' && message.tool_call_id === call.id) +
        1;
      const end = record.messages.findIndex((message, index) => index >= at && message.role === 'assistant');
      insertMessages(record, end, [
        { role: 'assistant', content: '', tool_calls: [again] },
        { role: 'tool', name: call.name, tool_call_id: again.id, content: JSON.stringify(output) },
      ]);
      const order = record.messages.flatMap((message) =>
        message.role === 'assistant' ? (message.tool_calls ?? []).map(({ id }) => id) : [],
      );
      record.tool_calls.splice(order.indexOf(again.id), 0, again);
      record.tool_outputs.splice(order.indexOf(again.id), 0, { id: again.id, name: call.name, output });
      return true;
    },
  },
];

type Shown = { readonly at: number; readonly id: string; readonly key: string; readonly value: unknown };

/**
 * Attributes that two reads without a write between show of one entity: where the later one stands. Reads of one thing with
 * different further arguments (its free times on another day) are views of it, which may differ.
 */
function repeatedAttributes(record: MutableRecord): Shown[] {
  const seen = new Map<string, MutableRecord['tool_calls'][number]>();
  const repeated: Shown[] = [];
  record.tool_outputs.forEach((result, at) => {
    const semantics = record.semantics[result.name];
    const call = record.tool_calls.find((each) => each.id === result.id);
    if (!isSuccess(result.output) || semantics === undefined || call === undefined) return;
    if (!['search', 'retrieve'].includes(semantics.action)) {
      seen.clear();
      return;
    }
    const own = semantics.objects[0];
    if (own === undefined || own.id_field === null) return;
    for (const object of objectsIn(result.output)) {
      const id = object[own.id_field];
      if (typeof id !== 'string') continue;
      for (const [key, value] of Object.entries(object)) {
        if (key === own.id_field || (typeof value !== 'string' && typeof value !== 'number')) continue;
        const mark = JSON.stringify([own.entity, id, key, value]);
        const before = seen.get(mark);
        if (before !== undefined && !areViews(before, call)) repeated.push({ at, id, key, value });
        if (before === undefined) seen.set(mark, call);
      }
    }
  });
  return repeated;
}

type Call = MutableRecord['tool_calls'][number];

function areViews(one: Call, other: Call): boolean {
  return (
    one.name === other.name &&
    Object.entries(one.parameters).some(
      ([name, value]) =>
        Object.hasOwn(other.parameters, name) &&
        JSON.stringify(other.parameters[name]) !== JSON.stringify(value),
    )
  );
}

function opaqueIds(record: MutableRecord): string[] {
  return record.tool_outputs.flatMap((result) =>
    (record.semantics[result.name]?.objects ?? []).flatMap(({ id_field: field }) =>
      field === null
        ? []
        : objectsIn(result.output).flatMap((object) => {
            const id = object[field];
            return typeof id === 'string' && id.length >= 5 && /\d/.test(id) && !/[@\s]/.test(id) ? [id] : [];
          }),
    ),
  );
}

function hasId(record: MutableRecord, object: { [key: string]: unknown }): boolean {
  return Object.values(record.semantics).some((each) =>
    each.objects.some(({ id_field: field }) => field !== null && field in object),
  );
}

function objectsIn(value: unknown, found: { [key: string]: unknown }[] = []): { [key: string]: unknown }[] {
  if (typeof value !== 'object' || value === null) return found;
  if (!Array.isArray(value)) found.push(value as { [key: string]: unknown });
  for (const child of Object.values(value)) objectsIn(child, found);
  return found;
}
