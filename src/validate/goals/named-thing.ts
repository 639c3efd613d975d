import type { JsonValue } from '../../types/json.js';
import { isName } from '../facts/find-world-values.js';
import { leavesOf, segmentsOf, valueAt } from '../pointer.js';
import { clausesOf, type PlacedClaim } from '../provenance/clauses.js';
import { foldText } from '../reading/fold-text.js';
import type { RecordView } from '../record-view.js';
import type { Report, Rule } from '../rule.js';
import { attributeValue, type EntityObject, entityObjects } from '../world/entity-objects.js';
import { sameValue } from '../world/same-value.js';

/** A clause that names one thing and goes on with a value tells a value of that thing, not of another of its kind. */
export const namedThingRule: Rule = { law: 6, name: 'told-of-what-is-named', check: toldOfWhatIsNamed };

type Thing = EntityObject & {
  /** Index of the message that shows it. */
  readonly since: number;
  readonly call: string;
  readonly idField: string | null;
  /** Texts and numbers that the call passes: an answer without an id is about what they name. */
  readonly passed: ReadonlySet<string>;
};

/** What a clause speaks of: the text, and the thing and field that it is taken from where an output gives it. */
type Name = { readonly text: string; readonly own: Thing | null; readonly field: string | null };

/** All things that a record shows, by the call that shows them. */
type World = ReadonlyMap<string, readonly Thing[]>;

/** A value told: which field of which thing it comes from. */
type Told = { readonly thing: Thing; readonly field: string; readonly value: JsonValue };

function toldOfWhatIsNamed(view: RecordView, report: Report): void {
  let world: World | undefined;
  for (const index of view.answersByMessage.keys()) {
    const message = view.record.messages[index];
    if (message?.role !== 'assistant') continue;
    for (const clause of clausesOf(view, index)) {
      if (clause.length < 2) continue;
      world ??= thingsOf(view);
      for (const { name, text } of strangers(clause, world, index))
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
  world: World,
  at: number,
): { readonly name: string; readonly text: string }[] {
  const found: { name: string; text: string }[] = [];
  let name: Name | null = null;
  let lastWasName = false;
  const spokenOf: Thing[] = [];
  for (const [position, { claim, text }] of clause.entries()) {
    const told = claim.source.kind === 'output' ? toldBy(claim.source, world) : null;
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
      const owner = nameBehind(clause[position + 1], name, world) ?? name;
      if (!mayBeOf(owner, told, world, at)) found.push({ name: owner.text, text });
    }
    lastWasName = isNaming;
  }
  return found;
}

/** "50 euros at A, 60 at B": what is told at a name belongs to that one, not to the name before. */
function nameBehind(next: PlacedClaim | undefined, { field }: Name, world: World): Name | null {
  if (next?.claim.source.kind !== 'output' || !/^ (?:at|from) (?:the )?$/.test(next.before)) return null;
  const told = toldBy(next.claim.source, world);
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

function mayBeOf(name: Name, { thing, field, value }: Told, world: World, at: number): boolean {
  if (name.own !== null && (isSameThing(name.own, thing) || !isOfOneKind(name.own, thing))) return true;
  const wanted = foldText(name.text);
  const things = [...world.values()].flat();
  const called = things.filter(
    (each) =>
      each.since < at &&
      isOfOneKind(each, thing) &&
      Object.values(each.object).some((own) => typeof own === 'string' && foldText(own) === wanted),
  );
  if (called.length === 0 || called.some((each) => isSameThing(each, thing))) return true;
  return called.some((each) => {
    const own = attributeValue(each.object, field, each.entity);
    return own !== undefined && sameValue(own, value);
  });
}

function isOfOneKind(left: Thing, right: Thing): boolean {
  return left.entity === right.entity || (left.idField !== null && left.idField === right.idField);
}

function isSameThing(left: Thing | null, right: Thing): boolean {
  if (left === null) return false;
  if (left.call === right.call && left.pointer === right.pointer) return true;
  if (left.id !== null && right.id !== null) return left.id === right.id;
  return isAsked(left, right) || isAsked(right, left);
}

/** Whether the call that shows one thing without an id names the other by its id or another of its texts. */
function isAsked(known: Thing, shown: Thing): boolean {
  if (shown.id !== null || known.call === shown.call) return false;
  if (known.id !== null && shown.passed.has(known.id)) return true;
  return Object.values(known.object).some((value) => typeof value === 'string' && shown.passed.has(value));
}

/** The nearest thing around the value that a source points to. */
function toldBy(
  { call, pointer }: { readonly call: string; readonly pointer: string },
  world: World,
): Told | null {
  let nearest: Thing | null = null;
  for (const thing of world.get(call) ?? []) {
    if (!pointer.startsWith(`${thing.pointer}/`)) continue;
    if (nearest === null || thing.pointer.length > nearest.pointer.length) nearest = thing;
  }
  const value = nearest === null ? undefined : valueAt(nearest.object, pointer.slice(nearest.pointer.length));
  if (nearest === null || value === undefined) return null;
  return { thing: nearest, field: segmentsOf(pointer)?.at(-1) ?? '', value };
}

function thingsOf({ calls }: RecordView): World {
  return new Map(
    calls.map((call) => {
      const passed = new Set(
        leavesOf(call.call.parameters).flatMap(({ value }) =>
          typeof value === 'string' || typeof value === 'number' ? [String(value)] : [],
        ),
      );
      const things = entityObjects(call).map((shown) => ({
        ...shown,
        since: call.result,
        call: call.call.id,
        passed,
        idField: call.semantics?.objects.find(({ entity }) => entity === shown.entity)?.id_field ?? null,
      }));
      return [call.call.id, things];
    }),
  );
}
