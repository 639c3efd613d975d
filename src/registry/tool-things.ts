import { isBareId } from '../concepts/bare-id.js';
import { conceptIndexOf, normalWords } from '../concepts/concept-index.js';
import { describedOwner } from '../concepts/described-owner.js';
import { byNoun, collectionOf, headOf, idsSpokenOf, nounOf } from '../concepts/name-nouns.js';
import { spelled } from '../concepts/spelled.js';
import type { Entity, Knowledge } from '../types/knowledge.js';
import type { RawEndpoint, RawParameter, RawTool } from '../types/raw-tool.js';
import { pathOf } from './exclusions.js';
import { type Issued, issuedFields } from './issued-fields.js';
import { toSlug } from './slug.js';

/** The nouns (singular) that a tool's parameters speak of: what is there in the tool to be found and asked for. */
export type ToolThings = {
  /** Nouns whose identifier some endpoint takes: `folder` for `folder_id`, or for `id` in `/folders/{id}`. */
  readonly identified: ReadonlySet<string>;
  /** Nouns of what some endpoint takes by name: `map` for `map_name`. */
  readonly named: ReadonlySet<string>;
  /** Nouns of which the tool takes identifiers as numbers more often than as text; `id` for those of which nothing says whose they are. */
  readonly numbered: ReadonlySet<string>;
  /** Identified nouns that one entity of the knowledge covers with another one of them: tournaments beside leagues. Sorted. */
  readonly apart: readonly string[];
  /** Whose id a bare `id` is, by its specimen: one that endpoints have in common is one thing's, though one of them alone says whose. */
  readonly ownerOfSpecimen: ReadonlyMap<string, string>;
  /** Concepts of codes that the tool takes as numbers: a `zipcode` of 10001. */
  readonly numberedCodes: ReadonlySet<string>;
  /** Names of parameters by which most endpoints are told whose all of it is: an `AccountSid` everywhere. */
  readonly accounts: ReadonlySet<string>;
  /** True where some endpoint takes a thing by its address. */
  readonly takesUrl: boolean;
  /** What the answers of its endpoints must hold. */
  readonly issued: ReadonlyMap<RawEndpoint, Issued>;
};

/** Of a tool that asks for nothing. */
export const noThings: ToolThings = {
  identified: new Set(),
  named: new Set(),
  numbered: new Set(),
  apart: [],
  ownerOfSpecimen: new Map(),
  numberedCodes: new Set(),
  accounts: new Set(),
  takesUrl: false,
  issued: new Map(),
};

const known = new WeakMap<RawTool, ToolThings>();

/** What the parameters of a tool speak of, read once for each tool. */
export function thingsOf(tool: RawTool, knowledge: Knowledge): ToolThings {
  const found = known.get(tool);
  if (found !== undefined) return found;
  const things = readThings(tool, knowledge);
  known.set(tool, things);
  return things;
}

function readThings(tool: RawTool, knowledge: Knowledge): ToolThings {
  /** How much more often an identifier is a number than text. */
  const numbers = new Map<string, number>();
  const ownerOfSpecimen = new Map<string, string>();
  const numberedCodes = new Set<string>();
  const named = new Set<string>();
  for (const endpoint of tool.endpoints) {
    const path = pathOf(endpoint.url);
    for (const parameter of [...endpoint.required, ...endpoint.optional]) {
      const { name, description, type, default: specimen } = parameter;
      const isBare = isBareId(name);
      const said = isBare ? saidOwner(parameter, path, endpoint.name) : null;
      const written = spelled(specimen);
      if (said !== null && written !== '') ownerOfSpecimen.set(`${name} ${written}`, said);
      const noun = isBare
        ? (said ?? headOf(endpoint.name) ?? 'id')
        : (nounOf(name) ?? idsSpokenOf(description));
      const isNumeric = typeof type === 'string' && /^(?:number|integer)$/i.test(type);
      const called = /^(.{3,30}?)[_ -]?(?:name|slug)$/i.exec(name)?.[1];
      const [calledNoun] = called === undefined ? [] : normalWords(called).slice(-1);
      if (calledNoun !== undefined) named.add(calledNoun);
      const code = isNumeric ? codeNamed(name, knowledge) : null;
      if (code !== null) numberedCodes.add(code);
      // A number serves where text is asked for, but for text of letters.
      const isText = !isNumeric && written !== '' && !/^\d+$/.test(written);
      for (const one of [noun, isBare || noun === null ? null : idsSpokenOf(description)]) {
        if (one === null) continue;
        numbers.set(one, (numbers.get(one) ?? 0) + (isNumeric ? 1 : isText ? -1 : 0));
      }
    }
  }
  const identified = new Set([...numbers.keys()].filter((noun) => noun !== 'id'));
  const numbered = new Set([...numbers].filter(([, surplus]) => surplus > 0).map(([noun]) => noun));
  return {
    identified,
    named,
    numbered,
    numberedCodes,
    accounts: accountsOf(tool),
    takesUrl: tool.endpoints.some(({ required, optional }) =>
      [...required, ...optional].some(({ name }) => /^url$/i.test(name)),
    ),
    issued: issuedFields(tool, {
      identified,
      numbered,
      codeOf: (words) => {
        const code = codeNamed(words, knowledge);
        return code === null ? null : numberedCodes.has(code) ? 'integer' : 'string';
      },
      isNoun: (word) => conceptIndexOf(knowledge).entityByWords.has(word),
    }),
    apart: apartOf(identified, toSlug(tool.category, 40), knowledge),
    ownerOfSpecimen,
  };
}

/** Required by two endpoints in three, four at least; what fewer take may as well be looked for. */
function accountsOf({ endpoints }: RawTool): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { required } of endpoints)
    for (const { name } of required) {
      const noun = nounOf(name);
      if (noun !== null && accountNouns.has(noun)) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  const least = Math.max(4, (endpoints.length * 2) / 3);
  return new Set([...counts].filter(([, count]) => count >= least).map(([name]) => name));
}

const accountNouns: ReadonlySet<string> = new Set(
  'account organization organisation org workspace tenant company subscription'.split(' '),
);

/** The code that a name means, numbers at its end aside: `zipcode1`. */
function codeNamed(name: string, knowledge: Knowledge): string | null {
  const words = normalWords(name.replace(/\d+$/, '')).join(' ');
  const concept = conceptIndexOf(knowledge).byName.get(words);
  return concept !== undefined && knowledge.isA(concept.id, 'code') ? concept.id : null;
}

/** The entity keeps its own name, or else the first of its words that the tool uses. */
function apartOf(identified: ReadonlySet<string>, category: string, knowledge: Knowledge): string[] {
  const { entityByWords } = conceptIndexOf(knowledge);
  const covered = new Map<Entity, string[]>();
  for (const noun of [...identified].sort()) {
    const claims = entityByWords.get(noun) ?? [];
    const claim =
      claims.find(({ entity, weak }) => !weak && entity.categories.includes(category)) ??
      claims.find(({ weak }) => !weak) ??
      claims.find(({ entity }) => entity.categories.includes(category));
    if (claim !== undefined) covered.set(claim.entity, [...(covered.get(claim.entity) ?? []), noun]);
  }
  return [...covered]
    .flatMap(([{ id, words }, nouns]) => {
      const kept = [id, ...words].find((word) => nouns.includes(word)) ?? nouns[0];
      return nouns.filter((noun) => noun !== kept);
    })
    .sort();
}

/** "Use predictions endpoint to get list of IDs": the id of a prediction. */
function issuerOf(description: string): string | null {
  const said = /\b(?:use|from|via) (?:the )?['"]?([a-z]{3,20})['"]? endpoint\b/i.exec(
    description.slice(0, 160),
  )?.[1];
  return said === undefined ? null : headOf(said);
}

/** "Pair or currency ID", of an endpoint about pairs, is the id of what the endpoint is about. */
function spokenOwner(description: string, endpointName: string): string | null {
  const head = headOf(endpointName);
  return head !== null && normalWords(description.slice(0, 120)).includes(head)
    ? null
    : idsSpokenOf(description);
}

/** Whose identifier a bare `id` is, by its description, its path or the endpoint's name; null where none of them says. */
export function saidOwner(
  { name, description }: RawParameter,
  path: string,
  endpointName: string,
): string | null {
  return (
    describedOwner(description) ??
    spokenOwner(description, endpointName) ??
    issuerOf(description) ??
    collectionOf(path, name) ??
    byNoun(endpointName)
  );
}
