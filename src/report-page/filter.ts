/** What the list of conversations is narrowed to; an empty text lets all through. It is written into addresses as it is. */
export type Filter = { readonly [name in FilterName]: string };

export const filterNames = [
  'text',
  'dataset',
  'phenomenon',
  'tool',
  'domain',
  'locale',
  'pattern',
  'score',
  'gate',
  'law',
  'kind',
  'calls',
  'turns',
  'words',
  'depth',
] as const;
export type FilterName = (typeof filterNames)[number];

export const noFilter = Object.fromEntries(filterNames.map((name) => [name, ''])) as Filter;

/** Reads `phenomenon=refusal&calls=3-5`; what it does not know is passed over. */
export function readFilter(query: string): Filter {
  const given = new URLSearchParams(query);
  return Object.fromEntries(
    filterNames.map((name) => [name, (given.get(name) ?? '').slice(0, 500)]),
  ) as Filter;
}

export function writeFilter(filter: Partial<Filter>): string {
  const query = new URLSearchParams();
  for (const name of filterNames) if ((filter[name] ?? '') !== '') query.set(name, filter[name] ?? '');
  return query.toString();
}

/** The words that a text must hold, all of them, without regard to case: `"new york" hotel` has two. */
export function searchTerms(text: string): string[] {
  return Array.from(
    text.toLowerCase().matchAll(/"([^"]+)"?|([^\s"]+)/g),
    ([, quoted, word]) => quoted ?? word ?? '',
  ).filter((term) => term.trim() !== '');
}
