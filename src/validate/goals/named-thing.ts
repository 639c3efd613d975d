import type { JsonObject, JsonValue } from '../../types/json.js';
import { isName } from '../facts/find-world-values.js';
import { jsonLeaves } from '../json-leaves.js';
import { oncePerRecord } from '../once-per-record.js';
import { segmentsOf, valueAt } from '../pointer.js';
import { clausesOf, type PlacedClaim } from '../provenance/clauses.js';
import { foldText } from '../reading/fold-text.js';
import type { RecordView } from '../record-view.js';
import type { Report, Rule } from '../rule.js';
import { attributeValue, type EntityObject, entityObjects } from '../world/entity-objects.js';
import { sameValue } from '../world/same-value.js';

/** A clause that names one thing and goes on with a value tells a value of that thing, not of another of its kind. */
export const namedThingRule: Rule = { law: 6, name: 'told-of-what-is-named', check: toldOfWhatIsNamed };

/** What a clause speaks of: the text, and the thing and field that it is taken from where an output gives it. */
type Name = { readonly text: string; readonly own: EntityObject | null; readonly field: string | null };

/** A value told: which field of which thing it comes from. */
type Told = { readonly thing: EntityObject; readonly field: string; readonly value: JsonValue };

function toldOfWhatIsNamed(view: RecordView, report: Report): void {
  for (const index of view.answersByMessage.keys()) {
    const message = view.record.messages[index];
    if (message?.role !== 'assistant') continue;
    for (const clause of clausesOf(view, index)) {
      if (clause.length < 2) continue;
      for (const { name, text } of strangers(clause, view, index))
        report(
          `/messages/${index}/content`,
          `"${text.slice(0, 60)}" is said of ${name.slice(0, 60)} and belongs to another.`,
        );
    }
  }
}

/** Values told under a name that belongs to other things of their kind, none of which shows them. */
function strangers(
  clause: readonly PlacedClaim[],
  view: RecordView,
  at: number,
): { readonly name: string; readonly text: string }[] {
  const found: { name: string; text: string }[] = [];
  let name: Name | null = null;
  let lastWasName = false;
  const spokenOf: EntityObject[] = [];
  for (const [position, { claim, text }] of clause.entries()) {
    const told = claim.source.kind === 'output' ? toldBy(claim.source, view) : null;
    if (told === null && claim.source.kind === 'output') {
      // It belongs to nothing that the semantics know, so neither may what follows.
      name = null;
      continue;
    }
    // "Sciatica is treated in Gynaecology": of what is spoken of already, this is told.
    const isToldOfIt =
      name === null && told !== null && spokenOf.some((each) => isSameThing(each, told.thing));
    const isNaming = !isToldOfIt && namesSomething(text, told, position === 0 ? undefined : name?.field);
    if (told !== null) spokenOf.push(told.thing);
    if (isNaming && !(lastWasName && told !== null && name !== null && isSameThing(name.own, told.thing))) {
      // "A and B are open": what follows two names in a row may be of either.
      if (lastWasName) return found;
      name = { text, own: told?.thing ?? null, field: told?.field ?? null };
    } else if (!isNaming && told !== null && name !== null) {
      const owner = nameBehind(clause[position + 1], name, view) ?? name;
      if (!mayBeOf(owner, told, view, at)) found.push({ name: owner.text, text });
    }
    lastWasName = isNaming;
  }
  return found;
}

/** "50 euros at A, 60 at B": what is told at a name belongs to that one, not to the name before. */
function nameBehind(next: PlacedClaim | undefined, { field }: Name, view: RecordView): Name | null {
  if (next?.claim.source.kind !== 'output' || !/^ (?:at|from) (?:the )?$/.test(next.before)) return null;
  const told = toldBy(next.claim.source, view);
  return told !== null && namesSomething(next.text, told, field)
    ? { text: next.text, own: told.thing, field: told.field }
    : null;
}

/**
 * The first words of a clause, where they look like a name; after them only a value of the same field ("A is open and B is
 * closed"), for an employer's name behind a job's is what is told of the job.
 */
function namesSomething(text: string, told: Told | null, field: string | null | undefined): boolean {
  if (told === null) return field === undefined && isName(text);
  if (typeof told.value !== 'string' || !isName(told.value)) return false;
  return (
    field === undefined || field === told.field || (field === null && /name|title|label/i.test(told.field))
  );
}

function mayBeOf(name: Name, { thing, field, value }: Told, view: RecordView, at: number): boolean {
  if (name.own !== null && (isSameThing(name.own, thing) || !isOfOneKind(name.own, thing))) return true;
  const wanted = foldText(name.text);
  const called = [...thingsOf(view).values()]
    .flat()
    .filter(
      (each) =>
        each.call.result < at &&
        isOfOneKind(each, thing) &&
        Object.values(each.object).some((own) => typeof own === 'string' && foldText(own) === wanted),
    );
  if (called.length === 0 || called.some((each) => isSameThing(each, thing))) return true;
  return called.some((each) => {
    const own = attributeValue(each.object, field, each.entity);
    return own !== undefined && sameValue(own, value);
  });
}

function isOfOneKind(left: EntityObject, right: EntityObject): boolean {
  if (left.entity === right.entity) return true;
  const idField = idFieldOf(left);
  return idField !== null && idField === idFieldOf(right);
}

function idFieldOf({ call, entity }: EntityObject): string | null {
  return call.semantics?.objects.find((each) => each.entity === entity)?.id_field ?? null;
}

function isSameThing(left: EntityObject | null, right: EntityObject): boolean {
  if (left === null) return false;
  if (left.call.call.id === right.call.call.id && left.pointer === right.pointer) return true;
  if (left.id !== null && right.id !== null) return left.id === right.id;
  return isAsked(left, right) || isAsked(right, left);
}

/** Whether the call that shows one thing without an id names the other by its id or another of its texts. */
function isAsked(known: EntityObject, shown: EntityObject): boolean {
  if (shown.id !== null || known.call.call.id === shown.call.call.id) return false;
  const passed = textsOf(shown.call.call.parameters);
  if (known.id !== null && passed.has(known.id)) return true;
  return Object.values(known.object).some((value) => typeof value === 'string' && passed.has(value));
}

/** Texts and numbers that a call passes: an answer without an id is about what they name. */
function textsOf(parameters: JsonObject): Set<string> {
  const texts = new Set<string>();
  for (const { value } of jsonLeaves(parameters))
    if (typeof value === 'string' || typeof value === 'number') texts.add(String(value));
  return texts;
}

/** The nearest thing around the value that a source points to. */
function toldBy(
  { call, pointer }: { readonly call: string; readonly pointer: string },
  view: RecordView,
): Told | null {
  let nearest: EntityObject | null = null;
  for (const thing of thingsOf(view).get(call) ?? []) {
    const { length } = thing.pointer;
    if (nearest !== null && length <= nearest.pointer.length) continue;
    if (pointer.charCodeAt(length) === 0x2f && pointer.startsWith(thing.pointer)) nearest = thing;
  }
  const value = nearest === null ? undefined : valueAt(nearest.object, pointer.slice(nearest.pointer.length));
  if (nearest === null || value === undefined) return null;
  return { thing: nearest, field: segmentsOf(pointer)?.at(-1) ?? '', value };
}

/** All things that a record shows, by the call that shows them. */
const thingsOf = oncePerRecord(
  ({ calls }): ReadonlyMap<string, readonly EntityObject[]> =>
    new Map(calls.map((call) => [call.call.id, entityObjects(call)])),
);
