import { findStored, keyOf, load } from './store.js';

/** The value of a YAML text. Aliases are bounded, so that a small file cannot unfold into a huge one. Throws where it is none. */
export function parseYaml(text: string): unknown {
  const shipped = findShippedYaml(text);
  if (shipped !== undefined) return shipped;
  const { parse }: typeof import('yaml') = load('yaml');
  return parse(text, { maxAliasCount: 100 });
}

/** The value of a YAML file of the package as the build read it: YAML takes long to read. Undefined of any other text. */
export function findShippedYaml(text: string): unknown {
  const json = findStored(keyOf(text));
  return json === null ? undefined : JSON.parse(json);
}
