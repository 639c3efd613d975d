import { isBareId } from './bare-id.js';
import { normalWords } from './concept-index.js';

/** An endpoint whose answer holds what a parameter takes, because the tool's texts say so. */
export type StatedSource = {
  /** Place of the endpoint among the names that were given. */
  readonly place: number;
  /** Name of the property that holds the value; null where the text does not say. */
  readonly field: string | null;
};

/**
 * Endpoints of the tool that a parameter's description names as where its value comes from ("The value of resId field
 * returned in .../news/list endpoint", "instId on the pairs endpoints must be used"), or a sentence of the endpoint's that
 * speaks of the parameter ("Query the schedule endpoint for the desired tournId").
 */
export function statedSources(
  parameter: { readonly name: string; readonly description: string },
  endpointDescription: string,
  names: readonly string[],
): readonly StatedSource[] {
  const own = plain(parameter.description);
  const stated = speaksOfSource.test(own) ? named(own, names, isNamedFreely) : [];
  if (stated.length > 0 || !otherEndpoint.test(endpointDescription)) return stated;
  const called = ` ${normalWords(parameter.name).join(' ')} `;
  const isBare = isBareId(parameter.name);
  const sentences = plain(endpointDescription)
    .split(/[.\n](?=\s)/)
    .filter(
      (sentence) =>
        otherEndpoint.test(sentence) && (isBare || ` ${normalWords(sentence).join(' ')} `.includes(called)),
    );
  return sentences.length === 0 ? [] : named(sentences.join(' '), names, isNamedAsEndpoint);
}

/** Not the one that is described: "this endpoint". */
const otherEndpoint = /(?<!\b(?:this|the|that|an|our|each|api|rest|get|new|following)\s)\bendpoints?\b/i;

function plain(text: string): string {
  return text
    .slice(0, 400)
    .replaceAll('&#95;', '_')
    .replaceAll('&gt;', '>')
    .replace(/["'`*]/g, '');
}

const speaksOfSource =
  /endpoints?\b|\b(?:retriev\w*|obtain\w*|returned|found|taken|parameters?|got|gotten)\b.{0,12}\b(?:from|in|by|via|using|with|form)\b|\bget\b.{0,30}\bfrom\b|^from\b/i;

function named(
  text: string,
  names: readonly string[],
  isNamed: (said: string, words: string) => boolean,
): readonly StatedSource[] {
  const field = fieldSaid(text);
  const group = groupSaid(text);
  let words = ` ${normalWords(text).join(' ')} `;
  const found: StatedSource[] = [];
  for (const { place, said } of spokenOf(names)) {
    const isOneOf = group !== null && ` ${said} `.includes(` ${group} `);
    if (said.length < 4 || found.some((one) => one.place === place) || !(isOneOf || isNamed(said, words)))
      continue;
    found.push({ place, field });
    // What a longer name has taken is no shorter one's: `search` in `search-by-domain`.
    words = words.replaceAll(` ${said} `, ' | ');
  }
  return found.sort((left, right) => left.place - right.place);
}

/** A name as words, also without its version: `v1/schedule` is "the schedule endpoint". */
function spellings(name: string): readonly string[] {
  const words = normalWords(name.replace(/\(deprecated\)/i, ''));
  const bare = words.filter((word) => !/^(?:v|v?\d+|api)$/.test(word));
  return [...new Set([words.join(' '), bare.join(' ')])];
}

type Spoken = { readonly place: number; readonly said: string };

const knownSpoken = new WeakMap<readonly string[], readonly Spoken[]>();

/** All names as words, the longest first; worked out once for a tool. */
function spokenOf(names: readonly string[]): readonly Spoken[] {
  const known = knownSpoken.get(names);
  if (known !== undefined) return known;
  const spoken = names
    .flatMap((name, place) => spellings(name).map((said) => ({ place, said })))
    .sort((left, right) => right.said.length - left.said.length || left.place - right.place);
  knownSpoken.set(names, spoken);
  return spoken;
}

/** "On the pairs endpoints": all whose names hold the noun. */
function groupSaid(text: string): string | null {
  const noun = /\b([a-z]{4,20}) endpoints\b/i.exec(text)?.[1];
  const [word] = noun === undefined ? [] : normalWords(noun);
  return word === undefined || vagueGroups.has(word) ? null : word;
}

const vagueGroups: ReadonlySet<string> = new Set(
  'other these those many following various different some list search detail most both several with from your this that available'.split(
    ' ',
  ),
);

function isNamedFreely(said: string, words: string): boolean {
  if (listOfIds.test(said) && listOfIds.test(words)) return true;
  const isPhrase = said.includes(' ');
  if (isPhrase && words.includes(` ${said} `)) return true;
  return words.includes(` ${said} endpoint `) || words.includes(` from ${said} list `);
}

/** "Get list of IDs", of "Get list of fixture IDs". */
const listOfIds = /\blist of (?:\S{1,20} )?id\b/;

function isNamedAsEndpoint(said: string, words: string): boolean {
  return words.includes(` ${said} endpoint `);
}

/** "The value of consumer->id field", "(data->results->id)", "instId on the pairs endpoints", "id from the rounds endpoint". */
function fieldSaid(text: string): string | null {
  const said = fieldValue.exec(text)?.[1] ?? steps.exec(text)?.[1] ?? onEndpoint.exec(text)?.[1];
  const name = said
    ?.split(/->|\.|\s>\s/)
    .at(-1)
    ?.trim();
  return name === undefined || !/^[A-Za-z_][\w-]{0,40}$/.test(name) ? null : name;
}

const fieldValue =
  /\bvalues? of (?:the )?([A-Za-z_][\w\-. >[\]]{0,60}?) (?:fields?\b|returned\b|that returned)/i;
const steps = /\b[a-z_]\w{0,30}(?:\[\w{0,9}\])?->(?:[\w\-.>=()[\]]{0,80}->)?([A-Za-z_]\w{0,40})(?![\w[]|->)/i;
const onEndpoint = /\b([a-z]{2,12}Id) on the [a-z]{3,20} endpoints?\b/;
