import { isBareId } from '../concepts/bare-id.js';
import { createMemory } from '../concepts/create-memory.js';
import { describedOwner } from '../concepts/described-owner.js';
import { spelled } from '../concepts/spelled.js';
import type { ConceptMatch } from '../types/concept.js';
import type { JsonSchema, JsonValue } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import type { RawParameter } from '../types/raw-tool.js';
import type { Parameter } from '../types/tool-registry.js';
import { cleanText } from './clean-text.js';
import { constantOf } from './constant-parameter.js';
import { dateFormOf, withDateForm } from './date-form.js';
import { examplesFromText } from './examples-from-text.js';
import { makeLabel } from './make-label.js';
import { conceptOf, opaqueConcept } from './parameter-concept.js';
import { parameterRole } from './parameter-role.js';
import { bareSchema, declaredSchema, declaredType, enumOf, listOf } from './parameter-schema.js';
import { sourceOf } from './parameter-source.js';
import { toParameterType } from './parameter-type.js';
import { coerceValue } from './parameter-values.js';
import { toSlug } from './slug.js';
import { statedLinks, statedSource } from './stated-source.js';
import { saidOwner, type ToolThings } from './tool-things.js';

export type ParameterContext = {
  readonly entity: string | null;
  /** Name of the endpoint, and path of its URL. */
  readonly endpointName: string;
  readonly path: string;
  readonly things: ToolThings;
  /** Names of optional parameters that others bring along. */
  readonly companions: ReadonlySet<string>;
  readonly category: string;
  readonly knowledge: Knowledge;
};

/** Where `from` and `to` are ends of a way. */
const journeys = new Set(['travel', 'transportation', 'mapping', 'location', 'logistics']);

/** One parameter, interpreted: type, enum, default or examples, meaning, role, and who can bring its value. */
export function buildParameter(raw: RawParameter, required: boolean, context: ParameterContext): Parameter {
  const { entity, category, knowledge, things } = context;
  const isCompanion = context.companions.has(raw.name);
  const { catalogName, ...rest } = raw;
  if (catalogName !== undefined) {
    const built = buildParameter({ ...rest, name: catalogName }, required, {
      ...context,
      path: context.path.replaceAll(`{${raw.name}}`, `{${catalogName}}`),
      companions: new Set(isCompanion ? [catalogName] : []),
    });
    return { ...built, name: raw.name, ownName: toSlug(catalogName) };
  }
  const key = JSON.stringify([
    ...[raw, required, isCompanion, entity, category, things.apart, things.accounts.has(raw.name)],
    ownerOf(raw, context),
  ]);
  return remembered(knowledge, key, () => buildOnce(raw, required, context));
}

/** Endpoints of a tool take the same parameters over and over. */
const remembered = createMemory<Parameter>();

function buildOnce(raw: RawParameter, required: boolean, context: ParameterContext): Parameter {
  const { knowledge } = context;
  const description = cleanText(raw.description, 400);
  const type =
    raw.schema === undefined ? toParameterType(raw.type, raw.name, raw.default) : declaredType(raw.schema);
  const constant =
    required && type.type === 'string' ? constantOf(raw.name, description, specimens(raw)) : undefined;
  const members = constant === undefined ? enumOf(raw, type) : [constant];
  const form =
    members === null && type.type === 'string' ? dateFormOf(description, specimens(raw)[0] ?? '') : null;
  const undated = form === null ? type : { ...type, format: null };
  const bare =
    raw.schema === undefined
      ? bareSchema(undated, description, members)
      : declaredSchema(raw.schema, description, members);
  const told = specimens(raw);
  // Schemas seldom bring examples, descriptions beside them often do.
  const spoken =
    raw.schema === undefined || told.length > 0 || members !== null ? [] : examplesFromText(description);
  const given = [...told, ...(bare.type === 'array' ? (spoken.length === 0 ? [] : [spoken]) : spoken)]
    .map((value) => coerceValue(value, bare, knowledge))
    .filter((value) => value !== undefined);
  const concept = opaqueConcept(
    raw,
    given,
    conceptOf(
      raw,
      ownedBy(raw, description, context),
      { ...bare, ...(type.format === null ? {} : { format: type.format }) },
      given,
      context,
    ),
    knowledge,
  );
  const role =
    constant !== undefined
      ? 'technical'
      : isStartIndex(raw, bare)
        ? 'offset'
        : parameterRole(raw.name, concept, { schema: bare, description, examples: given }, knowledge);
  const steering = role !== 'identifier' && role !== 'content' && role !== 'filter';
  const catalogDefault = coerceValue(raw.default, bare, knowledge);
  // A required parameter's `default` is a specimen of a value, except where it steers the answer only (page, format).
  const isDefault = catalogDefault !== undefined && (!required || steering) && role !== 'identifier';
  const dated = form !== null && concept !== null && knowledge.isA(concept.id, 'date');
  const plain = dated ? withDateForm(bare, form) : bare;
  const schema: JsonSchema =
    isDefault && constant === undefined ? { ...plain, default: catalogDefault } : plain;
  const examples = uniqueValues(given);
  const label = makeLabel(
    concept !== null && isNamedByDescription(concept) ? concept.id : (raw.speech ?? raw.name),
    knowledge,
    concept?.id ??
      (journeys.has(context.category) ? '#journey' : bare.type === 'string' ? '#text' : '#range'),
  );
  const parameter = {
    name: raw.name,
    ...(raw.at === undefined ? {} : { at: raw.at, ownName: toSlug(raw.speech ?? raw.name) }),
    ...(raw.companions === undefined ? {} : { companions: raw.companions }),
    ...{ required, schema, description, label, examples, concept, role },
  };
  // What an optional object requires is wanted as much as what every call needs.
  const isWanted = required || context.companions.has(raw.name);
  const isAccount = required && context.things.accounts.has(raw.name) && type.type === 'string';
  const read = isAccount
    ? 'user'
    : sourceOf({ ...parameter, required: isWanted }, knowledge, raw.schema !== undefined);
  return {
    ...parameter,
    ...(isAccount ? account : {}),
    ...statedSource(raw.extensions, read),
    ...statedLinks(raw.extensions),
  };
}

/** Nobody looks for the account that they work in. */
const account: Pick<Parameter, 'concept' | 'role'> = {
  concept: { id: 'account_reference', confidence: 1, evidence: ['tool'] },
  role: 'content',
};

/** What is said of a bare `id`, else whose its path or the endpoint's name makes it: `/traders/{id}/positions`, "Events by Team Id". */
function ownedBy(raw: RawParameter, description: string, context: ParameterContext): string {
  const owner = describedOwner(description) === null ? ownerOf(raw, context) : null;
  return owner === null ? description : `ID of the ${owner}. ${description}`;
}

function ownerOf(raw: RawParameter, { path, endpointName, things }: ParameterContext): string | null {
  if (!isBareId(raw.name)) return null;
  const said = saidOwner(raw, path, endpointName);
  return said ?? things.ownerOfSpecimen.get(`${raw.name} ${spelled(raw.default)}`) ?? null;
}

/** A `client_ref` described as an IP address is spoken of as one. */
function isNamedByDescription({ id, evidence }: ConceptMatch): boolean {
  return (
    ['email', 'phone_number', 'url', 'ip_address', 'domain_name'].includes(id) &&
    evidence.length > 0 &&
    evidence.every((one) => one.startsWith('description') || one.startsWith('example'))
  );
}

function specimens(raw: RawParameter): readonly JsonValue[] {
  return [raw.extensions['x-example'], ...listOf(raw.extensions['x-examples']), raw.default].filter(
    (value): value is JsonValue => value !== undefined && value !== null && value !== '',
  );
}

/** `start: 0` counts members, `start: 2024-01-01` is a date. */
function isStartIndex(raw: RawParameter, schema: JsonSchema): boolean {
  if (!/^(?:start|from|begin)$/i.test(raw.name)) return false;
  return schema.type === 'integer' || (schema.type === 'string' && isIndex(raw.default));
}

function isIndex(value: JsonValue): boolean {
  return (typeof value === 'string' || typeof value === 'number') && /^\d{1,4}$/.test(String(value));
}

function uniqueValues(values: readonly JsonValue[]): JsonValue[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = JSON.stringify(value);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
