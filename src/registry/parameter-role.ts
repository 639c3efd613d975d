import { normalWords } from '../concepts/concept-index.js';
import type { ConceptMatch } from '../types/concept.js';
import type { JsonSchema, JsonValue } from '../types/json.js';
import type { Knowledge, NamedRole } from '../types/knowledge.js';
import type { ParameterRole } from '../types/tool-registry.js';

/** Roles that the name alone decides; null where the parameter is about the subject itself. */
export function namedRole(name: string, knowledge: Knowledge): NamedRole | null {
  return roleTableOf(knowledge).get(normalWords(name).join(' ')) ?? null;
}

/** The role before filters are known: those by name, then identifiers, else content. */
export function parameterRole(
  name: string,
  concept: ConceptMatch | null,
  given: RoleClues,
  knowledge: Knowledge,
): ParameterRole {
  if (concept !== null && isIdentifier(concept.id, knowledge) && concept.confidence >= 0.6)
    return 'identifier';
  const role = namedRole(name, knowledge);
  return role === null || !isBorneOut(role, normalWords(name).join(' '), given) ? 'content' : role;
}

/** What else is known of a parameter whose name sounds like a role. */
export type RoleClues = {
  readonly schema: JsonSchema;
  readonly description: string;
  readonly examples: readonly JsonValue[];
};

/** Names that steer answers in one API and are its subject in the next. */
const doubtfulLimits = new Set(['size', 'result', 'first', 'max', 'num', 'top', 'take', 'row', 'count']);
const doubtfulTechnical = new Set([
  'field',
  'template',
  'signature',
  'device type',
  'dataset',
  'client',
  'ref',
  'header',
  'culture',
  'data type',
  'return type',
  'proxy',
  'market code',
  'platform id',
]);

/** A `size` of S, M or L limits nothing; a `template` out of a closed list of subjects is a choice. */
function isBorneOut(role: NamedRole, words: string, { schema, description, examples }: RoleClues): boolean {
  if (role === 'limit' && doubtfulLimits.has(words)) {
    const numeric =
      schema.type === 'integer' ||
      schema.type === 'number' ||
      (schema.type === 'string' &&
        schema.enum === undefined &&
        (examples.length === 0 ? words !== 'size' && words !== 'result' : examples.every(isDigits)));
    return (
      numeric &&
      !/\b(?:pixels?|px|width|height|dimensions?|image|font|thumbnail|bytes|square|shoe)\b/i.test(description)
    );
  }
  if (role === 'technical' && doubtfulTechnical.has(words)) {
    const members = schema.enum ?? [];
    return (
      members.length === 0 || !members.every(isWord) || /\b(?:response|output|returned?)\b/i.test(description)
    );
  }
  return true;
}

function isDigits(value: JsonValue): boolean {
  return /^\d{1,6}$/.test(String(value));
}

/** A member that says something by itself, not the name of a format. */
function isWord(member: JsonValue): boolean {
  return (
    typeof member === 'string' &&
    /^[A-Za-z][A-Za-z _-]{2,30}$/.test(member) &&
    !/^(?:json|xml|csv|html|text|plain|yaml|full|short|long|small|basic|true|false|standard|default)$/i.test(
      member,
    )
  );
}

/** True for concepts whose values only a system knows. */
export function isIdentifier(conceptId: string, knowledge: Knowledge): boolean {
  return knowledge.isA(conceptId, 'identifier');
}

const tables = new WeakMap<Knowledge, ReadonlyMap<string, NamedRole>>();

function roleTableOf(knowledge: Knowledge): ReadonlyMap<string, NamedRole> {
  const known = tables.get(knowledge);
  if (known !== undefined) return known;
  const table = new Map<string, NamedRole>();
  for (const role of ['limit', 'page', 'offset', 'sort', 'technical'] as const) {
    for (const name of knowledge.roleNames[role]) {
      const words = normalWords(name).join(' ');
      if (!table.has(words)) table.set(words, role);
    }
  }
  tables.set(knowledge, table);
  return table;
}
