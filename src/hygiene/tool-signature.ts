import { createHash } from 'node:crypto';

/**
 * What a tool is known by in other spellings: its name and those of its parameters without case and separators, the name
 * whole and without what stands before its last `::`, `.`, `/` or `__`. 16 hexadecimal digits each, so that lists can be
 * shipped without the words of a benchmark. None for a tool of fewer than two parameters: `get_ticket(ticket_id)` is anybody's.
 */
export function toolSignatures(name: string, parameters: readonly string[]): string[] {
  if (parameters.length < 2) return [];
  const given = [...new Set(parameters.map(plain))].sort().join(',');
  return namesOf(name).map((each) => hash(`${each}(${given})`));
}

/** The same for names alone. */
export function nameHashes(name: string): string[] {
  return namesOf(name).map(hash);
}

function namesOf(name: string): string[] {
  const last = name.split(/::|\.|\/|__/).at(-1) ?? name;
  return [...new Set([plain(name), plain(last)])].filter((each) => each !== '');
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '');
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
