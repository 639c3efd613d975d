import type { Random } from '../../src/random/random.js';
import type { MutableRecord, Mutant } from './mutant.js';
import {
  appendText,
  at,
  copyOf,
  isSuccess,
  isWriteCall,
  membersAt,
  outputOf,
  pickOrNull,
  setOutput,
} from './record-edits.js';

type Plain = { [key: string]: unknown };

/** Laws 3 and 4 by what has an id, whatever the semantics of its endpoints say. */
export const identityMutants: readonly Mutant[] = [
  {
    name: 'user-says-id-of-later-output',
    law: 3,
    mutate: (record, random) => sayEarly(record, random, (id) => id),
  },
  {
    name: 'user-says-id-in-capitals',
    law: 3,
    mutate: (record, random) => sayEarly(record, random, (id) => id.toUpperCase()),
  },
  {
    name: 'user-says-id-from-system-message',
    law: 3,
    mutate(record, random) {
      const [first] = record.messages;
      if (first?.role !== 'system') return false;
      return sayEarly(record, random, (id) => {
        appendText(first, ` The last case was ${id}.`);
        return id;
      });
    },
  },
  {
    name: 'user-says-id-without-digit',
    law: 3,
    mutate(record, random) {
      const id = pickOrNull(ownIds(record), random);
      if (id === null || !/^[a-z]{2,6}_[a-z0-9]{5,}$/.test(id)) return false;
      const bare = id.replace(/\d/g, (digit) => 'bcdfghjklm'[Number(digit)] ?? 'x');
      const text = JSON.stringify(record);
      if (bare !== id && text.includes(bare)) return false;
      Object.assign(record, JSON.parse(text.replaceAll(id, bare)));
      return say(record, bare, bare);
    },
  },
  {
    name: 'field-changed-under-one-id',
    law: 4,
    mutate: (record, random) => changeLater(record, random) !== null,
  },
  {
    name: 'field-changed-of-other-entity',
    law: 4,
    mutate(record, random) {
      const names = changeLater(record, random);
      if (names === null || names[0] === names[1]) return false;
      // The later endpoint takes the thing for something else: the id alone tells that it is the same.
      const semantics = record.semantics[names[1]];
      if (semantics === undefined) return false;
      semantics.entity = 'quite another thing';
      semantics.objects = semantics.objects.map((object) => ({ ...object, entity: 'quite another thing' }));
      return true;
    },
  },
  {
    name: 'field-changed-without-objects',
    law: 4,
    mutate(record, random) {
      const names = changeLater(record, random);
      const semantics = names === null ? undefined : record.semantics[names[1]];
      if (semantics === undefined) return false;
      semantics.response = 'inferred';
      semantics.objects = [];
      return true;
    },
  },
  {
    name: 'bound-passed',
    law: 4,
    mutate(record, random) {
      for (const call of random.shuffle(record.tool_calls)) {
        const semantics = record.semantics[call.name];
        const own = semantics?.objects[0];
        for (const { parameter, field, operator } of semantics?.filters ?? []) {
          const bound = call.parameters[parameter];
          if (typeof bound !== 'number' || !['at_least', 'at_most'].includes(operator)) continue;
          if (!isSuccess(outputOf(record, call.id)) || own === undefined) continue;
          const output = copyOf(outputOf(record, call.id));
          const member = membersAt(output, own.at).find((each) => typeof each[field] === 'number');
          if (member === undefined) continue;
          member[field] = operator === 'at_least' ? bound - 1 : bound + 1;
          setOutput(record, call.id, output);
          return true;
        }
      }
      return false;
    },
  },
  {
    name: 'limit-passed',
    law: 4,
    mutate(record, random) {
      for (const call of random.shuffle(record.tool_calls)) {
        const semantics = record.semantics[call.name];
        const limit = call.parameters[semantics?.limit_parameter ?? ''];
        const list = /^(.*)\/\*$/.exec(semantics?.objects[0]?.at ?? '')?.[1];
        if (typeof limit !== 'number' || list === undefined || !isSuccess(outputOf(record, call.id)))
          continue;
        const output = copyOf(outputOf(record, call.id));
        const members = at(output, list);
        if (!Array.isArray(members) || members.length === 0 || limit > 100) continue;
        while (members.length <= limit) members.push(copyOf(members[0]));
        setOutput(record, call.id, output);
        return true;
      }
      return false;
    },
  },
  {
    name: 'member-dropped-from-counted-list',
    law: 4,
    mutate(record, random) {
      for (const call of random.shuffle(record.tool_calls)) {
        const semantics = record.semantics[call.name];
        // A limit or a page explains why fewer are listed than counted.
        if (
          semantics?.limit_parameter !== null ||
          Object.keys(call.parameters).some((key) => /page|offset|skip|start|cursor/i.test(key))
        )
          continue;
        for (const { pointer, of } of semantics.counts) {
          if (pointer.includes('*') || of.includes('*') || !isSuccess(outputOf(record, call.id))) continue;
          const output = copyOf(outputOf(record, call.id));
          const list = at(output, of);
          if (!Array.isArray(list) || list.length === 0 || at(output, pointer) !== list.length) continue;
          list.pop();
          setOutput(record, call.id, output);
          return true;
        }
      }
      return false;
    },
  },
  {
    name: 'shown-thing-not-found',
    law: 4,
    mutate(record, random) {
      const seen = new Map<string, Set<string>>();
      const later = record.tool_calls.filter((call) => {
        const semantics = record.semantics[call.name];
        const output = outputOf(record, call.id);
        const id = call.parameters[semantics?.id_parameter ?? ''];
        const isKnown = seen.get(semantics?.entity ?? '')?.has(String(id)) === true;
        if (semantics?.action === 'delete') seen.clear();
        else if (isSuccess(output)) {
          for (const { at: place, entity, id_field: field } of semantics?.objects ?? []) {
            const ids = seen.get(entity) ?? new Set();
            seen.set(entity, ids);
            for (const member of membersAt(output, place))
              if (field !== null && member[field] != null) ids.add(String(member[field]));
          }
        }
        return isKnown && id !== undefined && isSuccess(output) && semantics?.action === 'retrieve';
      });
      const call = pickOrNull(later, random);
      if (call === null) return false;
      setOutput(record, call.id, { error: { type: 'not_found', message: 'There is no such thing.' } });
      return true;
    },
  },
];

/** Lets the opening message say an id that only a later output gives; false where that may be no secret. */
function sayEarly(record: MutableRecord, random: Random, spell: (id: string) => string): boolean {
  const id = pickOrNull(ownIds(record), random);
  return id !== null && say(record, id, spell(id));
}

function say(record: MutableRecord, id: string, text: string): boolean {
  const opening = record.messages.findIndex(({ role }) => role === 'user');
  if (opening < 0 || record.scenario.knows.some((known) => known.reference !== undefined)) return false;
  const spoken = record.messages.slice(0, opening + 1).filter(({ role }) => role !== 'system');
  if (spoken.some(({ content }) => content.toLowerCase().includes(id.toLowerCase()))) return false;
  appendText(record.messages[opening], ` It is about ${text} .`);
  return true;
}

/** Ids of things in outputs that no one would know by heart: letters and digits, six characters or more. */
function ownIds(record: MutableRecord): string[] {
  const ids = record.tool_outputs.flatMap(({ name, output }) =>
    (record.semantics[name]?.objects ?? []).flatMap(({ at: place, id_field: field }) =>
      field === null || !isSuccess(output) ? [] : membersAt(output, place).map((member) => member[field]),
    ),
  );
  return [...new Set(ids)].filter(
    (id): id is string =>
      typeof id === 'string' &&
      id.length >= 6 &&
      /\d/.test(id) &&
      /^[A-Za-z0-9_-]+$/.test(id) &&
      /[a-z]/i.test(id),
  );
}

/**
 * Changes a scalar of a thing in the later of two outputs that show it under one id, neither call a write nor one between,
 * and no argument but an id telling the two calls apart. The names of the two calls, or null.
 */
function changeLater(record: MutableRecord, random: Random): [string, string] | null {
  const pairs: { name: string; later: string; call: string; id: string; field: string }[] = [];
  record.tool_calls.forEach((later, position) => {
    if (isWriteCall(record, later.name) || !isSuccess(outputOf(record, later.id))) return;
    for (let index = position - 1; index >= 0; index -= 1) {
      const earlier = record.tool_calls[index];
      if (earlier === undefined || isWriteCall(record, earlier.name)) break;
      if (!isSuccess(outputOf(record, earlier.id)) || !isAlikeAsked(earlier.parameters, later.parameters))
        continue;
      const shown = things(outputOf(record, earlier.id));
      for (const [id, object] of things(outputOf(record, later.id))) {
        const before = shown.get(id);
        if (before === undefined || object === null || before === null) continue;
        for (const [field, value] of Object.entries(object)) {
          if (!isChangeable(field, value) || !Object.hasOwn(before, field) || before[field] !== value)
            continue;
          if (Object.hasOwn(later.parameters, field) || Object.hasOwn(earlier.parameters, field)) continue;
          pairs.push({ name: earlier.name, later: later.name, call: later.id, id, field });
        }
      }
    }
  });
  const chosen = pickOrNull(pairs, random);
  if (chosen === null) return null;
  const output = copyOf(outputOf(record, chosen.call));
  const object = things(output).get(chosen.id);
  if (object === null || object === undefined) return null;
  const value = object[chosen.field];
  object[chosen.field] =
    typeof value === 'number' ? value + 3 : typeof value === 'boolean' ? !value : `${String(value)} two`;
  setOutput(record, chosen.call, output);
  return [chosen.name, chosen.later];
}

function isChangeable(field: string, value: unknown): boolean {
  return (
    !/id$|key$|token|slug|ref|handle|sku|guid/i.test(field) &&
    ['string', 'number', 'boolean'].includes(typeof value)
  );
}

function isAlikeAsked(left: Plain, right: Plain): boolean {
  return Object.entries(left).every(
    ([name, value]) =>
      !Object.hasOwn(right, name) ||
      JSON.stringify(value) === JSON.stringify(right[name]) ||
      /_?id$/i.test(name),
  );
}

/** Objects by the long mixed id that they hold alone; null for an id that stands in several objects of the output. */
function things(value: unknown, found = new Map<string, Plain | null>()): Map<string, Plain | null> {
  if (typeof value !== 'object' || value === null) return found;
  if (!Array.isArray(value)) {
    const ids = Object.entries(value).filter(
      ([name, id]) =>
        /(?:id|key|token|slug|ref|reference|handle|sku)s?$/i.test(name) && typeof id !== 'object',
    );
    const [only] = ids;
    const id = String(only?.[1]);
    if (only !== undefined && ids.length === 1 && id.length >= 6 && /\d/.test(id) && /[a-z]/i.test(id)) {
      found.set(id, found.has(id) ? null : (value as Plain));
    }
  }
  for (const child of Object.values(value)) things(child, found);
  return found;
}
