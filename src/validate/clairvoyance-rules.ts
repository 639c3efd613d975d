import type { JsonValue } from '../types/json.js';
import { jsonLeaves } from './json-leaves.js';
import { namedArgument } from './named-argument.js';
import { childOf, leavesOf, matchesOf } from './pointer.js';
import { foldText } from './reading/fold-text.js';
import { isIdName } from './reading/is-id-name.js';
import type { RecordView } from './record-view.js';
import type { Report, Rule } from './rule.js';

/** Law 3: a user never utters an opaque id that no one gave them. */
export const clairvoyanceRules: readonly Rule[] = [
  { law: 3, name: 'user-knows-no-id', check: (view, report) => userKnowsNoId(view, report) },
];

/** Of conversations of others: numbers are left out, which may be on any receipt; what ids are is told by names and forms. */
export const importedClairvoyanceRules: readonly Rule[] = [
  {
    law: 3,
    name: 'user-knows-no-id',
    check: (view, report) => userKnowsNoId(view, report, (id) => /[a-z]/.test(id)),
  },
];

/**
 * Only what the assistant wrote to them gives a user an id: they see neither the system message nor any output. An id said
 * once counts as said each time, so only the first time is reported.
 */
function userKnowsNoId(view: RecordView, report: Report, isSecret?: (id: string) => boolean): void {
  const ids = idsOf(view);
  const spoken: string[] = [];
  view.record.messages.forEach((message, index) => {
    if (message.role !== 'user' && message.role !== 'assistant') return;
    const text = view.folded(index);
    if (message.role === 'user') {
      const tokens = opaqueTokens(message.content);
      for (const id of tokens.length === 0 ? ids : new Set([...ids, ...tokens])) {
        if (isSecret?.(id) === false) continue;
        if (!utters(text, id) || spoken.some((earlier) => utters(earlier, id))) continue;
        if (!isKnownReference(view, id))
          report(`/messages/${index}/content`, `The user says ${id}, an id that nobody gave them.`);
      }
    }
    spoken.push(text);
  });
}

/** Opaque ids, folded: those that outputs show, early or late, and arguments that name one. */
function idsOf({ calls, facts }: RecordView): Set<string> {
  const ids = new Set<string>();
  const addOne = (value: JsonValue | undefined, isStated: boolean): void => {
    if (typeof value !== 'string' && typeof value !== 'number') return;
    const id = String(value);
    if (isOpaque(id, isStated)) ids.add(foldText(id));
  };
  const add = (value: JsonValue | undefined, isStated: boolean): void => {
    if (typeof value === 'object' && value !== null)
      for (const leaf of jsonLeaves(value)) addOne(leaf.value, isStated);
    else addOne(value, isStated);
  };
  for (const { call, output, leaves, semantics } of calls) {
    if (semantics !== undefined) {
      if (semantics.id_parameter !== null) add(namedArgument(call.parameters, semantics.id_parameter), true);
      for (const { at, id_field: field } of semantics.objects) {
        if (field === null) continue;
        for (const { value } of matchesOf(output, at))
          add(childOf(value, field) as JsonValue | undefined, true);
      }
    }
    // What is named like an id is one, whether or not the semantics say so.
    for (const { holder, value } of leaves()) {
      if (typeof value !== 'boolean' && isIdName(holder, facts)) add(value, false);
    }
    for (const { holder, value } of jsonLeaves(call.parameters)) {
      if (typeof value !== 'boolean' && isIdName(holder, facts)) add(value, false);
    }
  }
  return ids;
}

/**
 * Names and short numbers are no secrets: an opaque id has a digit and four characters or more, and is no address. One
 * without a digit is opaque where the semantics say that it is an id and its parts are joined as no one writes words.
 */
function isOpaque(id: string, isStated: boolean): boolean {
  if (id.length < 4 || id.length > 200 || /[@\s]/.test(id)) return false;
  return /\d/.test(id) || (isStated && (/[a-z]_[a-z]/i.test(id) || /[a-z][A-Z][a-z]*[A-Z]/.test(id)));
}

/** Tokens that no one carries in their head, whether an output shows them or not. */
function opaqueTokens(text: string): string[] {
  // Each kind has a digit.
  if (!/\d/.test(text)) return [];
  const tokens = (text.match(/[A-Za-z0-9][A-Za-z0-9_-]{5,80}/g) ?? []).filter(
    (token) =>
      (token.length === 36 && /^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/.test(token)) ||
      (/\d/.test(token) &&
        (/^(?=.*\d)(?=.*[a-f])[0-9a-f]{16,}$/.test(token) ||
          /^[A-Za-z]{1,12}[_-][A-Za-z0-9_-]*\d{3,}[A-Za-z0-9_-]*$/.test(token))),
  );
  return tokens.map(foldText);
}

function utters(text: string, id: string): boolean {
  for (let index = text.indexOf(id); index >= 0; index = text.indexOf(id, index + 1)) {
    if (!isWordPart(text[index - 1]) && !isWordPart(text[index + id.length])) return true;
  }
  return false;
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && /[a-z0-9_-]/.test(character);
}

/** `scenario.knows` says how people come to know it: from a receipt, from the back of a book. */
function isKnownReference({ record }: RecordView, id: string): boolean {
  return record.scenario.knows.some(
    (known) =>
      known.reference !== undefined &&
      leavesOf(known.value).some(({ value }) => foldText(String(value)).includes(id)),
  );
}
