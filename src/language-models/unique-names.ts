import { createHash } from 'node:crypto';

export type NameRule = { readonly allowed: RegExp; readonly longest: number; readonly otherwise: string };

/**
 * A spelling for each name that a rule allows, no two alike: names that fit keep theirs, others are spelled with what is
 * allowed, and get a number where that is taken. Depends on the names and their order alone.
 */
export function uniqueNames(names: readonly string[], rule: NameRule): ReadonlyMap<string, string> {
  const spelled = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of names)
    if (fits(name, rule)) {
      spelled.set(name, name);
      taken.add(name);
    }
  for (const name of names) {
    if (spelled.has(name)) continue;
    const base = respell(name, rule);
    let candidate = base;
    for (let number = 2; taken.has(candidate); number += 1)
      candidate = `${base.slice(0, rule.longest - 1 - `${number}`.length)}_${number}`;
    spelled.set(name, candidate);
    taken.add(candidate);
  }
  return spelled;
}

function fits(name: string, { allowed, longest }: NameRule): boolean {
  // The one name that a careless reader of JSON takes for something else.
  return name !== '__proto__' && name !== '' && name.length <= longest && name.replace(allowed, '') === name;
}

function respell(name: string, { allowed, longest, otherwise }: NameRule): string {
  const plain = name
    .replaceAll('::', '__')
    .replace(allowed, '_')
    .replace(/^_+|_+$/g, '');
  if (plain === '') return otherwise;
  if (plain.length <= longest) return plain;
  const mark = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${plain.slice(0, longest - 9)}_${mark}`;
}
