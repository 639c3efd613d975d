import type { ConceptMatch } from '../types/concept.js';
import type { JsonPrimitive, JsonValue } from '../types/json.js';
import type { ConceptDefinition, EntityAttribute, Knowledge } from '../types/knowledge.js';
import {
  type ConceptIndex,
  conceptIndexOf,
  type EntityClaim,
  normalWords,
  type PhraseClaim,
} from './concept-index.js';
import { identifierWords } from './identifier-words.js';

/** What is known of a parameter or response field. Everything but the name may be missing. */
export type ConceptClues = {
  readonly name: string;
  readonly description: string;
  readonly type: string | null;
  readonly format: string | null;
  readonly enum: readonly JsonPrimitive[] | null;
  readonly examples: readonly JsonValue[];
  /** Entity that the surrounding endpoint or object is about. */
  readonly entity: string | null;
  /** Category of the tool, as a slug. */
  readonly category: string;
};

/**
 * Tells what a value is from all that surrounds it, or null where nothing speaks for any concept. Words are compared as
 * wholes: `on_time_rate` ends in `rate` and is no time, `update` is no date.
 */
export function matchConcept(clues: ConceptClues, knowledge: Knowledge): ConceptMatch | null {
  const index = conceptIndexOf(knowledge);
  const words = normalWords(clues.name);
  const found =
    matchAttribute(words, clues, index, knowledge) ??
    matchIdentifier(words, clues, index, knowledge) ??
    matchName(words, clues, index) ??
    matchFormat(clues, knowledge);
  const phrase = matchDescription(clues, index);
  const example = matchExample(clues, index);

  if (found === null) return weakMatch(phrase, example);
  const coded = codeForm(found.concept, clues, knowledge);
  const concept = coded ?? found.concept;
  const evidence = coded === null ? found.evidence : [...found.evidence, `example looks like ${coded.id}`];
  if (!borneOut(concept, clues, knowledge)) return weakMatch(phrase, example);
  if (phrase !== null && knowledge.isA(phrase.id, concept.id) && phrase !== concept) {
    // `location`, described as "IATA code of the airport": the description is the more special one.
    return { id: phrase.id, confidence: 0.8, evidence: [...evidence, `description of ${phrase.id}`] };
  }
  if (concept.needsEvidence && phrase !== concept && example !== concept) return weakMatch(phrase, example);
  const agreeing = (phrase === concept ? 1 : 0) + (example === concept ? 1 : 0);
  const contradicted =
    example !== null &&
    example !== concept &&
    isCode(example, knowledge) &&
    !related(example, concept, knowledge);
  const sameFamily =
    example !== null && knowledge.isA(concept.id, 'time') && knowledge.isA(example.id, 'time');
  if (sameFamily && example !== concept && !knowledge.isA(concept.id, example.id)) {
    // A `start_time` whose specimen is a whole date and time is one.
    return { id: example.id, confidence: 0.8, evidence: [...evidence, `example looks like ${example.id}`] };
  }
  if (contradicted) {
    return { id: example.id, confidence: 0.6, evidence: [`example looks like ${example.id}`] };
  }
  return {
    id: concept.id,
    confidence: round(Math.min(1, found.confidence + 0.04 * agreeing)),
    evidence: [
      ...evidence,
      ...(phrase === concept ? [`description of ${concept.id}`] : []),
      ...(example === concept ? [`example looks like ${concept.id}`] : []),
    ],
  };
}

/** What is spelled as a code is the code: a `country` of `us` is a country code. */
const codeForms = new Map([
  ['country', 'country_code'],
  ['language_name', 'language_code'],
]);

function codeForm(
  concept: ConceptDefinition,
  clues: ConceptClues,
  knowledge: Knowledge,
): ConceptDefinition | null {
  const code = knowledge.concepts.get(codeForms.get(concept.id) ?? '');
  const values = clues.enum ?? clues.examples;
  if (code === undefined || values.length === 0) return null;
  return values.slice(0, 5).every((value) => matchesSome(value, code.examples)) ? code : null;
}

/** Values of these always look alike: a `time` whose specimen is `year` is no time of day. */
const strict = [
  'date',
  'time_of_day',
  'coordinates',
  'year',
  'email',
  'url',
  'ip_address',
  'isbn',
  'vin',
  'hex_color',
  'flight_number',
  'timestamp',
];

function borneOut(concept: ConceptDefinition, clues: ConceptClues, knowledge: Knowledge): boolean {
  const kind = strict.find((ancestor) => knowledge.isA(concept.id, ancestor));
  const values = clues.examples.filter((value) => typeof value !== 'object' && value !== '');
  if (kind === undefined || values.length === 0) return true;
  const patterns = [...concept.examples, ...(knowledge.concepts.get(kind)?.examples ?? [])];
  return values.some((value) => matchesSome(value, patterns)) || clues.format !== null;
}

function matchesSome(value: JsonValue, patterns: readonly RegExp[]): boolean {
  const text = String(value).slice(0, 200);
  return patterns.some((pattern) => pattern.test(text));
}

type Found = {
  readonly concept: ConceptDefinition;
  readonly confidence: number;
  readonly evidence: readonly string[];
};

function matchAttribute(
  words: readonly string[],
  clues: ConceptClues,
  index: ConceptIndex,
  knowledge: Knowledge,
): Found | null {
  if (clues.entity === null) return null;
  const attribute = attributeOf(clues.entity, words, index);
  if (attribute?.concept == null) return null;
  const concept = knowledge.concepts.get(attribute.concept);
  if (concept === undefined || !fits(clues, concept)) return null;
  return { concept, confidence: 0.92, evidence: [`attribute ${attribute.name} of ${clues.entity}`] };
}

/** The entity's attribute that a property or parameter name means, its own noun in front stripped (`hotel_name` → `name`). */
export function attributeOf(
  entity: string,
  words: readonly string[],
  index: ConceptIndex,
): EntityAttribute | undefined {
  const direct = index.attributes.get(`${entity} ${words.join(' ')}`);
  if (direct !== undefined) return direct;
  for (let length = Math.min(index.longestEntityName, words.length - 1); length >= 1; length -= 1) {
    const claims = index.entityByWords.get(words.slice(0, length).join(' '));
    if (claims?.some((claim) => claim.entity.id === entity)) {
      return index.attributes.get(`${entity} ${words.slice(length).join(' ')}`);
    }
  }
  return undefined;
}

function matchIdentifier(
  words: readonly string[],
  clues: ConceptClues,
  index: ConceptIndex,
  knowledge: Knowledge,
): Found | null {
  const spelled = index.byName.get(words.join(' '));
  if (spelled !== undefined && !knowledge.isA(spelled.id, 'identifier')) return null;
  const noun = identifierWords(words, index);
  if (noun === null) return null;
  const evidence = [`name "${clues.name}"`];
  const said = noun.filter((word) => !isQualifier(word));
  if (said.length === 0) {
    const described = describedEntity(clues.description, index);
    if (described !== undefined && described.entity.id !== clues.entity) {
      const concept = knowledge.concepts.get(described.entity.identifierConcept);
      if (concept !== undefined)
        return {
          concept,
          confidence: 0.75,
          evidence: [...evidence, `description of an id of ${described.entity.id}`],
        };
    }
    const own = clues.entity === null ? undefined : knowledge.entities.get(clues.entity);
    const concept = knowledge.concepts.get(own?.identifierConcept ?? 'identifier');
    if (concept === undefined) return null;
    return {
      concept,
      confidence: own === undefined ? 0.5 : 0.85,
      evidence: own === undefined ? evidence : [...evidence, `id of ${own.id}`],
    };
  }
  for (let start = Math.max(0, noun.length - index.longestEntityName); start < noun.length; start += 1) {
    const words = noun.slice(start);
    if (clues.entity === words.join('_') && !knowledge.entities.has(clues.entity)) break;
    const claims = index.entityByWords.get(words.join(' '));
    const claim =
      claims?.find((one) => one.entity.id === clues.entity) ??
      claims?.find((one) => !one.weak && one.entity.categories.includes(clues.category)) ??
      claims?.find((one) => !one.weak) ??
      claims?.find((one) => one.entity.categories.includes(clues.category));
    if (claim === undefined) continue;
    // A country's or airport's own code is something people know; "country id" of some system is not.
    const concept = knowledge.concepts.get(claim.entity.identifierConcept);
    if (concept !== undefined) return { concept, confidence: start === 0 ? 0.93 : 0.85, evidence };
  }
  const opaque = knowledge.concepts.get('identifier');
  if (opaque === undefined) return null;
  const slug = said
    .slice(-2)
    .join('_')
    .replace(/[^a-z0-9_]/g, '');
  return { concept: slug === '' ? opaque : { ...opaque, id: `${slug}_id` }, confidence: 0.6, evidence };
}

/** "Flixbus id of the arrival city or station": the entity whose id a description speaks of. */
function describedEntity(description: string, index: ConceptIndex): EntityClaim | undefined {
  const words = normalWords(description.slice(0, 120));
  const at = words.indexOf('id');
  if (at < 0) return undefined;
  const after = words[at + 1] === 'of' || words[at + 1] === 'for' ? words.slice(at + 2, at + 6) : [];
  for (const word of [...after, words[at - 1] ?? '']) {
    const claim = index.entityByWords.get(word)?.find((one) => !one.weak);
    if (claim !== undefined) return claim;
  }
  return undefined;
}

function matchName(words: readonly string[], clues: ConceptClues, index: ConceptIndex): Found | null {
  const heads = [words, stripQualifiers(words)];
  for (const head of heads) {
    for (let start = Math.max(0, head.length - index.longestName); start < head.length; start += 1) {
      const key = head.slice(start).join(' ');
      const whole = start === 0;
      const contextual = index.byContextName
        .get(key)
        ?.find(
          ({ concept, entities, categories }) =>
            whole &&
            ((clues.entity !== null && entities.includes(clues.entity)) ||
              categories.includes(clues.category)) &&
            fits(clues, concept),
        );
      const concept = contextual?.concept ?? index.byName.get(key);
      if (concept === undefined || !fits(clues, concept)) continue;
      // A lone last word says little when much stands before it.
      const specific = head.length - start;
      const confidence = whole ? 0.95 : specific > 1 ? 0.88 : head.length - specific > 2 ? 0.6 : 0.75;
      return {
        concept,
        confidence: head === words ? confidence : confidence - 0.05,
        evidence: [
          `name "${clues.name}"`,
          ...(contextual === undefined ? [] : [`beside ${clues.entity ?? clues.category}`]),
        ],
      };
    }
  }
  return null;
}

const qualifiers = new Set([
  'from',
  'to',
  'min',
  'max',
  'minimum',
  'maximum',
  'start',
  'end',
  'gte',
  'lte',
  'gt',
  'lt',
  'new',
  'old',
  'current',
  'default',
  'of',
  'the',
  'a',
  'string',
  'str',
  'value',
  'input',
  'param',
  'list',
  'array',
  'filter',
  'by',
  'in',
  'eq',
  'contains',
]);

/** Drops leading and trailing words that only place a value: `price_min`, `from_date`, `city1`, `cities[]`. */
function stripQualifiers(words: readonly string[]): readonly string[] {
  let start = 0;
  let end = words.length;
  while (end - start > 1 && isQualifier(words[end - 1])) end -= 1;
  while (end - start > 1 && isQualifier(words[start])) start += 1;
  return words.slice(start, end);
}

function isQualifier(word: string | undefined): boolean {
  return word !== undefined && (qualifiers.has(word) || /^\d+$/.test(word));
}

function matchFormat(clues: ConceptClues, knowledge: Knowledge): Found | null {
  const id = formatConcepts.get(clues.format ?? '');
  const concept = id === undefined ? undefined : knowledge.concepts.get(id);
  return concept === undefined ? null : { concept, confidence: 0.75, evidence: [`format ${clues.format}`] };
}

const formatConcepts = new Map([
  ['date', 'date'],
  ['date-time', 'date_time'],
  ['time', 'time_of_day'],
  ['email', 'email'],
  ['uri', 'url'],
  ['uuid', 'uuid'],
  ['ipv4', 'ip_address'],
]);

function matchDescription(clues: ConceptClues, index: ConceptIndex): ConceptDefinition | null {
  if (clues.description === '') return null;
  const text = normalWords(clues.description.slice(0, 160));
  let best: PhraseClaim | null = null;
  for (const [at, first] of text.entries()) {
    for (const claim of index.byPhrase.get(first) ?? []) {
      if (best !== null && claim.words.length <= best.words.length) continue;
      if (claim.words.every((word, offset) => text[at + offset] === word) && fits(clues, claim.concept))
        best = claim;
    }
  }
  return best?.concept ?? null;
}

function matchExample(clues: ConceptClues, index: ConceptIndex): ConceptDefinition | null {
  const values = clues.examples
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .slice(0, 3);
  if (values.length === 0) return null;
  const matching = index.withExamples.filter(
    (concept) =>
      fits(clues, concept) &&
      values.every((value) => concept.examples.some((pattern) => pattern.test(String(value).slice(0, 200)))),
  );
  return matching[0] ?? null;
}

function weakMatch(phrase: ConceptDefinition | null, example: ConceptDefinition | null): ConceptMatch | null {
  if (phrase !== null) {
    const agreed = phrase === example;
    return {
      id: phrase.id,
      confidence: agreed ? 0.8 : 0.7,
      evidence: [`description of ${phrase.id}`, ...(agreed ? [`example looks like ${phrase.id}`] : [])],
    };
  }
  if (example === null || weakExamples.has(example.id)) return null;
  return { id: example.id, confidence: 0.6, evidence: [`example looks like ${example.id}`] };
}

/** Two capitals or a four-digit number are too little to go by alone. */
const weakExamples = new Set([
  'country_code',
  'year',
  'vin',
  'version',
  'flight_number',
  'timestamp',
  'domain_name',
]);

const codes = new Set(['date', 'email', 'url', 'coordinates', 'ip_address', 'wallet_address']);

function isCode(concept: ConceptDefinition, knowledge: Knowledge): boolean {
  return codes.has(concept.id) && !knowledge.isA(concept.id, 'identifier');
}

function related(a: ConceptDefinition, b: ConceptDefinition, knowledge: Knowledge): boolean {
  return knowledge.isA(a.id, b.id) || knowledge.isA(b.id, a.id) || a.parent === b.parent;
}

function fits(clues: ConceptClues, concept: ConceptDefinition): boolean {
  const { type } = clues;
  if (type === 'object') return false;
  if (type === null || type === 'array') return true;
  if (type === 'boolean') return concept.type === 'boolean';
  if (type === 'string') {
    if (concept.format === 'date' && clues.enum !== null) return false;
    if (concept.type === 'boolean') return clues.enum === null;
    // A closed list of words is no number; a free string may well hold one.
    return (
      concept.type === 'string' ||
      clues.enum === null ||
      clues.enum.every((member) => !Number.isNaN(Number(member)))
    );
  }
  // Codes and references come as numbers, too; dates, names and texts do not.
  return concept.type !== 'string' || numericStrings.has(concept.id) || concept.knownBy === 'system';
}

const numericStrings = new Set([
  'postal_code',
  'phone_number',
  'isbn',
  'barcode',
  'tracking_number',
  'order_reference',
  'month',
  'weekday',
  'identifier',
  'train_number',
  'version',
  'sku',
]);

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
