import { normalWords } from './concept-index.js';

/** An endpoint whose answer holds what a parameter takes, because the parameter's description says so. */
export type StatedSource = {
  /** Place of the endpoint among the names that were given. */
  readonly place: number;
  /** Name of the property that holds the value; null where the description does not say. */
  readonly field: string | null;
};

/**
 * Endpoints of the tool that a description names as where a value comes from: "The value of resId field returned in
 * .../news/list endpoint", "use predictions endpoint to get list of IDs", "instId on the pairs endpoints must be used".
 */
export function statedSources(description: string, names: readonly string[]): readonly StatedSource[] {
  const text = description.slice(0, 400);
  if (!speaksOfSource.test(text)) return [];
  const field = fieldSaid(text);
  const group = pluralEndpoints.exec(text)?.[1]?.toLowerCase();
  let words = ` ${normalWords(text.replace(/&#95;/g, '_')).join(' ')} `;
  const found: StatedSource[] = [];
  const spoken = names
    .map((name, place) => ({ place, words: normalWords(name.replace(/\(deprecated\)/i, '')).join(' ') }))
    .sort((left, right) => right.words.length - left.words.length || left.place - right.place);
  for (const { place, words: said } of spoken) {
    const isOneOf = group !== undefined && (names[place] ?? '').toLowerCase().endsWith(group);
    if (said.length < 4 || !(isOneOf || isNamed(said, words))) continue;
    found.push({ place, field });
    // What a longer name has taken is no shorter one's: `search` in `search-by-domain`.
    words = words.replaceAll(` ${said} `, ' | ');
  }
  return found.sort((left, right) => left.place - right.place);
}

const speaksOfSource =
  /endpoints?\b|\b(?:retriev\w*|obtain\w*|returned|found|taken|parameters?|got|gotten)\b.{0,12}\b(?:from|in|by|via|using|with)\b|\bobtained form\b|\bget\b.{0,30}\bfrom\b|^from\b/i;

/** "On the pairs endpoints": all whose names end so. */
const pluralEndpoints = /\b([a-z]{3,20}s) endpoints\b/i;

function isNamed(said: string, words: string): boolean {
  const isPhrase = said.includes(' ');
  if (isPhrase && words.includes(` ${said} `)) return true;
  return words.includes(` ${said} endpoint`) || words.includes(` from ${said} list `);
}

/** "The value of consumer->id field", "(data->results->id)", "instId on the pairs endpoints". */
function fieldSaid(text: string): string | null {
  const plain = text.replace(/&#95;/g, '_').replace(/&gt;/g, '>');
  const said =
    valueOf.exec(plain)?.[1] ?? steps.exec(plain)?.[1] ?? onEndpoint.exec(plain)?.[1] ?? fieldFrom.exec(plain)?.[1];
  const name = said?.split(/->|\.|\s>\s/).at(-1)?.trim();
  return name === undefined || !/^[A-Za-z_][\w-]{0,40}$/.test(name) ? null : name;
}

const valueOf = /\bvalues? of (?:the )?['"`*]{0,3}([A-Za-z_][\w\-. >[\]]{0,60}?)['"`*]{0,3} (?:fields?\b|returned\b|that returned)/i;
const steps = /\(\s*[a-z_]\w{0,30}(?:->|\.)[\w\-.>=()[\]]{0,80}?(?:->|\.)([A-Za-z_]\w{0,40})\s*\)/i;
const onEndpoint = /\b([a-z]{2,12}Id) on the [a-z]{3,20} endpoints?\b/;
const fieldFrom = /\bfrom (?:the )?['"`]([A-Za-z_]\w{1,40})['"`] field\b/i;
