import { isBareId } from '../concepts/bare-id.js';
import { normalWords } from '../concepts/concept-index.js';
import { contentWords, headOf, headPhrase, idsSpokenOf, nounOf, qualifiers } from '../concepts/name-nouns.js';
import { singularize } from '../concepts/singularize.js';
import { statedSources } from '../concepts/stated-source.js';
import type { RawEndpoint, RawParameter, RawTool } from '../types/raw-tool.js';

/** A property that an answer must hold, since the tool takes its value elsewhere. */
export type IssuedField = { readonly name: string; readonly type: 'string' | 'integer' | 'number' };

/** What the tool's other endpoints say of the answer of one whose answer is declared nowhere. */
export type Issued = {
  readonly fields: readonly IssuedField[];
  /** Nouns whose identifier the endpoint itself requires. */
  readonly asked: ReadonlySet<string>;
  /** True where it is given an address itself. */
  readonly takesUrl: boolean;
};

export const nothingIssued: Issued = { fields: [], asked: new Set(), takesUrl: false };

/** What is known of the tool and its words. */
export type ToolNouns = {
  readonly identified: ReadonlySet<string>;
  readonly numbered: ReadonlySet<string>;
  /** Of what type the tool takes the code that words name (`zip code`); null where they name none. */
  readonly codeOf: (words: string) => IssuedField['type'] | null;
  /** True for words that mean some entity. */
  readonly isNoun: (word: string) => boolean;
};

/**
 * The properties that each endpoint's answer must hold: those that a description of a parameter names ("the value of resId
 * field returned in …"), ids of what its name speaks of beside its subject, and where it is the way into the tool, ids that
 * the tool takes and that nothing else in it shows.
 */
export function issuedFields(
  { endpoints, name: toolName, title }: RawTool,
  { identified, numbered, codeOf, isNoun }: ToolNouns,
): ReadonlyMap<RawEndpoint, Issued> {
  const fields = statedFields(endpoints);
  const asked = new Map(endpoints.map((endpoint) => [endpoint, nounsOf(endpoint.required)]));
  const brand = new Set(normalWords(`${toolName} ${title}`));
  const add = (endpoint: RawEndpoint, noun: string): void => {
    if (asked.get(endpoint)?.has(noun) === true) return;
    const type = numbered.has(noun) ? 'integer' : 'string';
    addField(fields, endpoint, { name: `${noun}_id`, type });
  };
  const openers = endpoints.filter((endpoint) => asked.get(endpoint)?.size === 0 && isReader(endpoint));
  for (const endpoint of endpoints) {
    const code = codeOfName(endpoint);
    const type = code === null ? null : codeOf(code);
    if (code !== null && type !== null) addField(fields, endpoint, { name: code.replaceAll(' ', '_'), type });
    for (const noun of listedIn(endpoint.description)) if (identified.has(noun)) add(endpoint, noun);
  }
  const isKnown = (word: string): boolean => identified.has(word) || isNoun(word);
  const ways = openers.filter(({ name }) => isWayIn(name, brand, isKnown));
  for (const noun of identified) {
    if (!/^[a-z]{3,30}$/.test(noun) || positions.has(noun)) continue;
    let isShown = false;
    for (const endpoint of endpoints) {
      if (asked.get(endpoint)?.has(noun) === true || !contentWords(endpoint.name).includes(noun)) continue;
      isShown = true;
      if (headOf(endpoint.name) !== noun && isTold(endpoint, noun)) add(endpoint, noun);
    }
    // What is nowhere required is nothing that anybody looks for: an affiliate.
    if (isShown || ![...asked.values()].some((nouns) => nouns.has(noun))) continue;
    for (const endpoint of ways) add(endpoint, noun);
  }
  const lists = openers.filter(
    ({ name, required }) => isPlural(name) && !required.some((one) => isAddress(one.default)),
  );
  for (const field of mainKeys(endpoints)) for (const endpoint of lists) addField(fields, endpoint, field);
  return new Map(
    endpoints.flatMap((endpoint): (readonly [RawEndpoint, Issued])[] => {
      const shown = fields.get(endpoint) ?? nothingIssued.fields;
      const nouns = asked.get(endpoint) ?? nothingIssued.asked;
      const takesUrl = endpoint.required.some(({ name }) => /url$/i.test(name));
      return shown.length + nouns.size === 0 && !takesUrl
        ? []
        : [[endpoint, { fields: shown, asked: nouns, takesUrl }]];
    }),
  );
}

/**
 * What nobody has in mind and half of all endpoints that ask for anything require, by one name or another: an address on a
 * chain. The tool's own lists are where it comes from.
 */
function mainKeys(endpoints: readonly RawEndpoint[]): readonly IssuedField[] {
  const asking = endpoints.filter(({ required }) => required.length > 0);
  const counts = new Map<string, number>();
  for (const { required } of asking)
    for (const { name, default: specimen } of required)
      if (nounOf(name) === null && !isBareId(name) && isAddress(specimen))
        counts.set(name, (counts.get(name) ?? 0) + 1);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const [first] = [...counts].sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1));
  return first === undefined || total < 2 || total * 2 < asking.length
    ? []
    : [{ name: first[0], type: 'string' }];
}

function isAddress(specimen: unknown): boolean {
  return typeof specimen === 'string' && /^0x[0-9a-f]{16,80}$/i.test(specimen);
}

function isPlural(name: string): boolean {
  return name
    .split(/[^A-Za-z]+/)
    .some((word) => /[a-z]{3}s$/.test(word) && singularize(word.toLowerCase()) !== word);
}

/** Properties that descriptions of parameters name, by the endpoint in whose answer they are said to be. */
function statedFields(endpoints: readonly RawEndpoint[]): Map<RawEndpoint, IssuedField[]> {
  const fields = new Map<RawEndpoint, IssuedField[]>();
  const names = endpoints.map(({ name }) => name);
  for (const endpoint of endpoints)
    for (const parameter of [...endpoint.required, ...endpoint.optional])
      for (const { place, field } of statedSources(parameter, endpoint.description, names)) {
        const source = endpoints[place];
        const name = field ?? (isBareId(parameter.name) ? null : parameter.name);
        if (source === undefined || source === endpoint || name === null) continue;
        addField(fields, source, { name, type: typeOf(parameter) });
      }
  return fields;
}

function addField(fields: Map<RawEndpoint, IssuedField[]>, endpoint: RawEndpoint, field: IssuedField): void {
  const known = fields.get(endpoint) ?? [];
  if (known.some(({ name }) => name === field.name) || known.length >= mostFields) return;
  fields.set(endpoint, [...known, field]);
}

/** Words before an `id` that says where a page starts. */
const positions: ReadonlySet<string> = new Set([
  ...qualifiers,
  'max',
  'min',
  'since',
  'until',
  'before',
  'after',
]);

/** An answer holds no more of them. */
const mostFields = 6;

function typeOf({ type }: RawParameter): IssuedField['type'] {
  return typeof type === 'string' && /^(?:number|integer)$/i.test(type) ? 'integer' : 'string';
}

/** "Seller prices" of a product tell of the seller; those of a seller that was named, or a list of genres of podcasts, do not. */
function isTold({ required, optional }: RawEndpoint, noun: string): boolean {
  const asked = nounsOf([...required, ...optional]);
  return nounsOf(required).size > 0 && !asked.has('id') && !asked.has(noun);
}

function nounsOf(parameters: readonly RawParameter[]): ReadonlySet<string> {
  return new Set(
    parameters.flatMap(({ name, description }) =>
      isBareId(name) ? (idsSpokenOf(description) ?? 'id') : (nounOf(name) ?? []),
    ),
  );
}

function isReader({ method }: RawEndpoint): boolean {
  return method === '' || /^get$/i.test(method);
}

/** "Search", "Youtube Search", "Advanced search", "auto-complete": about nothing but what the tool is about. */
function isWayIn(name: string, brand: ReadonlySet<string>, isKnown: (word: string) => boolean): boolean {
  if (!normalWords(name).some((word) => ways.has(word))) return false;
  return contentWords(name).every((word) => ways.has(word) || brand.has(word) || !isKnown(word));
}

/** "Location to Zip Code", "Zip codes within radius": the code that such an endpoint is for, as words. */
function codeOfName({ name, required }: RawEndpoint): string | null {
  const words = normalWords(name);
  const to = words.lastIndexOf('to');
  const phrase = to > 0 ? words.slice(to + 1) : headPhrase(name);
  const code = phrase.slice(-2).join(' ');
  const isGiven = required.some((parameter) => normalWords(parameter.name).slice(-2).join(' ') === code);
  return phrase.length < 2 || isGiven ? null : code;
}

/** "Tournament information, such as players and courses": nouns of what an answer is said to list. */
function listedIn(description: string): readonly string[] {
  const listed = /\b(?:such as|including|includes|list of(?: all)?(?: the)?)\s([^.\n]{0,120})/i.exec(
    description.slice(0, 600),
  )?.[1];
  return (listed?.match(/\b[a-z]{3,20}s\b/gi) ?? []).flatMap((word) => normalWords(word));
}

/** "Get a list of musically similar artists": the first nouns that an answer is said to be a list of. */
export function listedNouns(description: string): readonly string[] {
  const listed = /\blist of(?: all)?(?: the)?\s([^.,;\n]{0,80})/i.exec(description.slice(0, 600))?.[1];
  const [phrase = ''] = (listed ?? '').split(/\s(?:for|in|of|by|with|that|which|from|and|on)\s/i);
  return (phrase.match(/\b[a-z]{3,20}s\b/gi) ?? []).flatMap((word) => normalWords(word));
}

const ways: ReadonlySet<string> = new Set(
  'search find list autocomplete complete browse lookup query discover explore suggest result'.split(' '),
);
