import type { DatasetRecord } from '../types/dataset-record.js';

const maximumDepth = 96;
const maximumNodes = 1_000_000;
/** Characters that somebody says at once. What reads texts looks around in them, which takes longer than in step with their length. */
const maximumText = 50_000;

/** The same of conversations of others, whose system texts hold tools, and whose facts nobody looks for. */
export const maximumImportedText = 1_000_000;

/** Bytes of the JSON text of a value, and lists and objects that hold each other in it. */
export type Extent = { readonly bytes: number; readonly nesting: number };

/**
 * Why a value is too large or deep to be looked at, or null. Goes no deeper than the bound, so that no input can exhaust the
 * stack; everything after it may recurse. What a short text holds, a byte at least for each value, need not be counted.
 */
export function tooLarge(value: unknown, extent: Extent | null): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if (extent !== null && extent.bytes <= maximumNodes && extent.nesting <= maximumDepth) return null;
  let nodes = 1;
  for (const [name, part] of Object.entries(value)) {
    nodes += 1;
    if (typeof part !== 'object' || part === null) continue;
    nodes += name === 'tools' || name === 'semantics' ? countShared(part) : countInside(part, 1, 0);
    if (nodes > maximumNodes) break;
  }
  if (nodes === tooDeep) return `it is nested more than ${maximumDepth} levels deep`;
  return nodes > maximumNodes ? `it holds more than ${maximumNodes} values` : null;
}

const tooDeep = Number.POSITIVE_INFINITY;

/** Values inside definitions and semantics: those of one endpoint are often one object, record after record. */
const counts = new WeakMap<object, number>();

function countShared(holder: object): number {
  let nodes = 0;
  for (const part of Object.values(holder)) {
    nodes += 1;
    if (typeof part !== 'object' || part === null) continue;
    let inside = counts.get(part);
    if (inside === undefined) {
      inside = countInside(part, 2, 0);
      counts.set(part, inside);
    }
    nodes += inside;
    if (nodes > maximumNodes) break;
  }
  return nodes;
}

/** `counted` and all values inside a list or object; stops where either bound is passed. */
function countInside(holder: object, depth: number, counted: number): number {
  if (depth >= maximumDepth) return tooDeep;
  let nodes = counted;
  if (Array.isArray(holder)) {
    nodes += holder.length;
    for (let index = 0; index < holder.length && nodes <= maximumNodes; index += 1) {
      const member: unknown = holder[index];
      if (typeof member === 'object' && member !== null) nodes = countInside(member, depth + 1, nodes);
    }
    return nodes;
  }
  for (const name in holder) {
    nodes += 1;
    if (nodes > maximumNodes) break;
    const member: unknown = (holder as Record<string, unknown>)[name];
    if (typeof member === 'object' && member !== null) nodes = countInside(member, depth + 1, nodes);
  }
  return nodes;
}

/** Why a conversation cannot be read in bounded time, or null. */
export function endlessText(
  { messages }: Pick<DatasetRecord, 'messages'>,
  most = maximumText,
): string | null {
  const at = messages.findIndex(({ role, content }) => role !== 'tool' && content.length > most);
  return at === -1 ? null : `message ${at} is longer than ${most} characters`;
}
