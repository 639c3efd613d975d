import type { Holder, KnownParts, Member, SharedSpans } from './shared-parts.js';

export const deepestNesting = 128;

/** What one pass over the bytes of a line shows before any of it is parsed. */
export type ScannedLine = {
  /** So that no later recursion meets a tower of brackets. */
  readonly isTooDeep: boolean;
  /** Brackets that are open at once, at most. */
  readonly nesting: number;
  /** Null where the line does not hold both lists, once each and under plain names. */
  readonly shared: SharedSpans | null;
};

type OpenHolder = {
  readonly name: 'tools' | 'semantics';
  readonly start: number;
  readonly members: Member[];
};

/**
 * Counts brackets outside strings and notes where definitions and semantics lie; those that are known are passed over at
 * once. Takes any bytes.
 */
export function scanLine(bytes: Buffer, known: KnownParts | null = null): ScannedLine {
  const found = new Map<string, Holder>();
  let isPlain = true;
  let open: OpenHolder | null = null;
  let memberStart = -1;
  let memberNesting = 0;
  let depth = 0;
  let nesting = 0;
  const { length } = bytes;
  for (let index = 0; index < length; index += 1) {
    const byte = bytes[index];
    if (open !== null && depth === 2 && memberStart < 0 && beginsMember(byte, open)) {
      const part = known?.find(bytes, index);
      if (part !== undefined && part !== null) {
        const end = index + part.bytes.length;
        open.members.push({ start: index, end, part });
        nesting = Math.max(nesting, depth + part.nesting);
        index = end - 1;
        continue;
      }
      memberStart = index;
      memberNesting = 0;
    }
    if (byte === 0x22) {
      for (index += 1; index < length; index += 1) {
        const inside = bytes[index];
        if (inside === 0x22) break;
        if (inside !== 0x5c) continue;
        index += 1;
        // A name with an escape could be that of a list.
        if (depth === 1) isPlain = false;
      }
    } else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > nesting) nesting = depth;
      if (depth - 2 > memberNesting) memberNesting = depth - 2;
      if (depth > deepestNesting) return { isTooDeep: true, nesting, shared: null };
      if (depth === 2) {
        const name = nameBefore(bytes, index);
        if (name !== null && (name === 'tools') === (byte === 0x5b))
          open = { name, start: index, members: [] };
      } else if (depth === 3 && open !== null && memberStart < 0) {
        memberStart = index;
        memberNesting = 1;
      }
    } else if (byte === 0x7d || byte === 0x5d) {
      depth -= 1;
      if (open === null) continue;
      if (depth === 2) {
        open.members.push({ start: memberStart, end: index + 1, nesting: memberNesting });
        memberStart = -1;
      } else if (depth === 1) {
        if (found.has(open.name) || memberStart >= 0) isPlain = false;
        found.set(open.name, { start: open.start, end: index + 1, members: open.members });
        open = null;
      }
    }
  }
  const [tools, semantics] = [found.get('tools'), found.get('semantics')];
  const shared = isPlain && tools !== undefined && semantics !== undefined ? { tools, semantics } : null;
  return { isTooDeep: false, nesting, shared };
}

/** Semantics begin with their name, definitions with a bracket. */
function beginsMember(byte: number | undefined, { name }: OpenHolder): boolean {
  return name === 'semantics' ? byte === 0x22 : byte === 0x7b || byte === 0x5b;
}

/** Which of the lists a bracket opens, by the name before it. */
function nameBefore(bytes: Buffer, bracket: number): OpenHolder['name'] | null {
  let at = bracket - 1;
  while (isSpace(bytes[at])) at -= 1;
  if (bytes[at] !== 0x3a) return null;
  at -= 1;
  while (isSpace(bytes[at])) at -= 1;
  for (const name of ['tools', 'semantics'] as const) {
    const quoted = `"${name}"`;
    if (at + 1 >= quoted.length && bytes.toString('latin1', at + 1 - quoted.length, at + 1) === quoted)
      return name;
  }
  return null;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}
