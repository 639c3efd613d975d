import { leavesOf, matchesOf } from './pointer.js';
import type { RecordView } from './record-view.js';
import type { Report, Rule } from './rule.js';

/** Law 3: a user never utters an opaque id that no one gave them. */
export const clairvoyanceRules: readonly Rule[] = [
  { law: 3, name: 'user-knows-no-id', check: userKnowsNoId },
];

function userKnowsNoId(view: RecordView, report: Report): void {
  const ids = [...idsOf(view)].filter(isOpaque);
  view.record.messages.forEach((message, index) => {
    if (message.role !== 'user') return;
    const before = view.record.messages.slice(0, index);
    for (const id of new Set([...ids, ...opaqueTokens(message.content)])) {
      if (!utters(message.content, id)) continue;
      const given = before.some((earlier) => utters(earlier.content, id));
      if (!given && !isKnownReference(view, id)) {
        report(`/messages/${index}/content`, `The user says ${id}, an id that nobody gave them.`);
      }
    }
  });
}

/** Ids that outputs show for entities, and arguments that name one. */
function idsOf({ calls }: RecordView): Set<string> {
  const ids = new Set<string>();
  for (const { call, output, semantics } of calls) {
    if (semantics === undefined) continue;
    if (semantics.id_parameter !== null && Object.hasOwn(call.parameters, semantics.id_parameter)) {
      for (const { value } of leavesOf(call.parameters[semantics.id_parameter] ?? null))
        ids.add(String(value));
    }
    for (const { at, id_field: field } of semantics.objects) {
      if (field === null) continue;
      for (const { value } of matchesOf(
        output,
        `${at}/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      )) {
        if (typeof value === 'string' || typeof value === 'number') ids.add(String(value));
      }
    }
  }
  return ids;
}

/** Names and short numbers are no secrets: an opaque id has a digit and four characters or more, and is no address. */
function isOpaque(id: string): boolean {
  return id.length >= 4 && id.length <= 200 && /\d/.test(id) && !/[@\s]/.test(id);
}

/** Tokens that no one carries in their head, whether an output shows them or not. */
function opaqueTokens(text: string): string[] {
  return (text.match(/[A-Za-z0-9][A-Za-z0-9_-]{5,80}/g) ?? []).filter(
    (token) =>
      /^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/.test(token) ||
      /^(?=.*\d)(?=.*[a-f])[0-9a-f]{16,}$/.test(token) ||
      /^[A-Za-z]{1,12}[_-][A-Za-z0-9_-]*\d{3,}[A-Za-z0-9_-]*$/.test(token),
  );
}

function utters(text: string, id: string): boolean {
  for (let index = text.indexOf(id); index >= 0; index = text.indexOf(id, index + 1)) {
    if (!isWordPart(text[index - 1]) && !isWordPart(text[index + id.length])) return true;
  }
  return false;
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && /[A-Za-z0-9_-]/.test(character);
}

/** `scenario.knows` says how people come to know it: from a receipt, from the back of a book. */
function isKnownReference({ record }: RecordView, id: string): boolean {
  return record.scenario.knows.some(
    (known) =>
      known.reference !== undefined && leavesOf(known.value).some(({ value }) => String(value).includes(id)),
  );
}
