import { conceptLine } from '../planner/concept-line.js';
import { onceForEach } from '../planner/once-for-each.js';
import { isListLength, isSayableLabel } from '../telling/field-rules.js';
import { ownFields } from '../telling/own-fields.js';
import type { PointerPattern } from '../types/json.js';
import type { Endpoint, ResponseField } from '../types/tool-registry.js';
import type { AgentContext } from './agent-context.js';
import { isIdentifier } from './is-identifier.js';
import { type Naming, namingOf } from './naming.js';
import { isStatus, partnerLabels, rankOf } from './rank-field.js';
import { type Path, toPath } from './resolve-pointer.js';
import { snakeCase } from './snake-case.js';

/** A part of an endpoint's answers that can be told of, with all that is the same in every one of them. */
export type ToldObject = {
  /** Pattern of the object, or of the members of the list. */
  readonly at: PointerPattern;
  /** True of the members of a list. */
  readonly isList: boolean;
  readonly path: Path;
  /** Of its own, and not of what it shows inside; see `ownFields`. */
  readonly fields: readonly ToldField[];
  /** Way to what identifies it; null where the catalog knows nothing that does. */
  readonly idPath: Path | null;
};

export type ToldField = {
  readonly field: ResponseField;
  /** Index among the object's fields. */
  readonly place: number;
  /** From the object to the value. */
  readonly path: Path;
  readonly snakeName: string;
  /** Its concept and the ancestors of that. */
  readonly concepts: readonly string[];
  /** True of a label that a person can be told something by. */
  readonly isSayable: boolean;
  /** True where values can be told, as far as name and label say: it is no id, no link and no length of a list. */
  readonly isTellable: boolean;
  /** Lower is told first. */
  readonly rank: number;
  readonly isStatus: boolean;
  /** Whether and how people call the thing by it. */
  readonly naming: Naming | null;
  /** What is told along with it: a home score and that of the guests. */
  readonly partners: readonly ToldField[];
  /** Way from the object to the currency of an amount, where the answer shows one beside it. */
  readonly currency: Path | null;
};

/** The part of an endpoint's answers at a pattern, worked out when it is first told of and kept as long as the endpoint. */
export function toldObject(endpoint: Endpoint, at: PointerPattern, context: AgentContext): ToldObject {
  const objects = objectsOf(endpoint, context);
  for (const object of objects) if (object.at === at) return object;
  const object = describe(endpoint, at, ownFields({ endpoint, at }), context);
  objects.push(object);
  return object;
}

const objectsOf = onceForEach((_: Endpoint, __: AgentContext): ToldObject[] => []);

/** A list of plain strings or numbers as something to tell of: each member is the value of one field. */
export function toldValues(endpoint: Endpoint, field: ResponseField, context: AgentContext): ToldObject {
  return describe(endpoint, field.pointer, [field], context);
}

type Draft = { -readonly [key in keyof ToldField]: ToldField[key] } & { partners: ToldField[] };

function describe(
  endpoint: Endpoint,
  at: PointerPattern,
  own: readonly ResponseField[],
  context: AgentContext,
): ToldObject {
  const object = endpoint.response.objects.findIndex((candidate) => candidate.at === at);
  const fields = own.map((field, place): Draft => {
    const isSayable = isSayableLabel(field.label, endpoint, context.language.names.unsayable);
    const concepts = conceptLine(field.concept?.id ?? null, context.knowledge);
    return {
      field,
      place,
      path: toPath(field.pointer.slice(at.length)),
      snakeName: snakeCase(field.name),
      concepts,
      isSayable,
      isTellable: isSayable && !isIdentifier(field, context) && !isListLength(field, endpoint),
      rank: rankOf(field, concepts),
      isStatus: isStatus(field),
      naming: namingOf(field, object, endpoint, context),
      partners: noFields,
      currency: concepts.includes('money') ? currencyBeside(field, endpoint, at) : null,
    };
  });
  for (const each of fields) {
    const labels = partnerLabels(each.field, context);
    if (labels.length > 0)
      each.partners = fields.filter(
        (other) => areBeside(each.field, other.field) && labels.includes(lower(other)),
      );
  }
  const path = toPath(at);
  const idField = endpoint.response.objects[object]?.idField ?? null;
  return {
    at,
    isList: at.includes('*'),
    path,
    fields,
    idPath: idField === null ? null : [...path, idField],
  };
}

const noFields: ToldField[] = [];

function lower({ field }: ToldField): string {
  return field.label.toLowerCase();
}

/** The currency field of the same object. */
function currencyBeside(field: ResponseField, { response }: Endpoint, at: PointerPattern): Path | null {
  const sibling = response.fields.find((other) => areBeside(field, other) && /currency/i.test(other.name));
  return sibling?.pointer.startsWith(at) ? toPath(sibling.pointer.slice(at.length)) : null;
}

function areBeside(one: ResponseField, other: ResponseField): boolean {
  return parentOf(one) === parentOf(other);
}

function parentOf({ pointer }: ResponseField): PointerPattern {
  return pointer.slice(0, pointer.lastIndexOf('/'));
}
