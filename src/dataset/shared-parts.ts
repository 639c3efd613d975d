/** A stretch of bytes. */
export type Span = { readonly start: number; readonly end: number };

/** Where the lists of a line lie that say the same in record after record: definitions of tools, and semantics. */
export type SharedSpans = { readonly tools: Holder; readonly semantics: Holder };

/** A list or object at the top of a record, brackets included, and its members: for an object each with its name. */
export type Holder = Span & { readonly members: readonly Member[] };

/** One that is known already, or one of which only its brackets are: how many are open at once, at most. */
export type Member = Span &
  ({ readonly part: Part } | { readonly part?: undefined; readonly nesting: number });

/** A member that was read before: its text and what that reads as. */
export type Part = { readonly bytes: Buffer; readonly value: unknown; readonly nesting: number };

/**
 * Reads records so that the definitions and semantics of one tool, repeated from line to line, become one frozen object:
 * they are a third of a file, and need neither be parsed nor looked at again. Null where the line does not read as the spans
 * say, and must be read as a whole.
 */
export function readInParts(
  bytes: Buffer,
  { tools, semantics }: SharedSpans,
  known: KnownParts,
): object | null {
  const [first, second] = tools.start < semantics.start ? [tools, semantics] : [semantics, tools];
  const text =
    bytes.toString('utf8', 0, first.start + 1) +
    bytes.toString('utf8', first.end - 1, second.start + 1) +
    bytes.toString('utf8', second.end - 1);
  const rest: unknown = JSON.parse(text);
  if (typeof rest !== 'object' || rest === null) return null;
  const record = rest as { tools?: unknown; semantics?: unknown };
  if (!isEmpty(record.tools) || !isEmpty(record.semantics)) return null;
  if (!isParted(bytes, tools) || !isParted(bytes, semantics)) return null;
  const entries = readAll(bytes, semantics, known, readEntry);
  record.tools = readAll(bytes, tools, known, readValue);
  record.semantics = Object.fromEntries(entries as [string, unknown][]);
  return record;
}

function readAll(
  bytes: Buffer,
  { members }: Holder,
  known: KnownParts,
  read: (text: string) => unknown,
): unknown[] {
  return members.map((member) => {
    if (member.part !== undefined) return member.part.value;
    const { start, end, nesting } = member;
    // One that stands twice in a line was not known yet when it was looked over.
    const met = known.find(bytes, start);
    if (met !== null && met.bytes.length === end - start) return met.value;
    const value = read(bytes.toString('utf8', start, end));
    return known.keep({ bytes: bytes.subarray(start, end), value, nesting }).value;
  });
}

/** What stood where the members were taken out. */
function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** Whether members are parted by one comma each, and nothing but white space stands beside them. */
function isParted(bytes: Buffer, { start, end, members }: Holder): boolean {
  let from = start + 1;
  for (let index = 0; index <= members.length; index += 1) {
    const member = members[index];
    let commas = 0;
    for (let at = from; at < (member?.start ?? end - 1); at += 1) {
      const byte = bytes[at];
      if (byte === 0x2c) commas += 1;
      else if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false;
    }
    if (commas !== (index === 0 || member === undefined ? 0 : 1)) return false;
    from = member?.end ?? end;
  }
  return true;
}

/** Members that were read, the latest asked for: at most some 8 MB of them. */
export type KnownParts = {
  /** The one whose whole text stands at a place; null where there is none. */
  readonly find: (bytes: Buffer, at: number) => Part | null;
  /** Remembers a copy, with its value frozen, and gives it back. */
  readonly keep: (part: Part) => Part;
};

/** Bytes of a part: shorter ones are hardly worth it, longer ones would push out too many others. */
const shortestPart = 64;
const longestPart = 64 * 1024;
const mostBytes = 4 * 1024 * 1024;
const mostAlike = 16;

type Generation = Map<number, Part[]>;

/** Parts by how they begin, in two generations: what was not asked for while the younger filled up is let go. */
export function createKnownParts(): KnownParts {
  let young: Generation = new Map();
  let old: Generation = new Map();
  let held = 0;
  const hold = (beginning: number, part: Part): Part => {
    held += part.bytes.length;
    if (held > mostBytes) [old, young, held] = [young, new Map(), part.bytes.length];
    const alike = young.get(beginning);
    if (alike === undefined) young.set(beginning, [part]);
    else {
      // No file can make each of its parts be compared with all others.
      if (alike.length >= mostAlike) alike.shift();
      alike.push(part);
    }
    return part;
  };
  return {
    find(bytes, at) {
      if (at + shortestPart > bytes.length) return null;
      const beginning = beginningAt(bytes, at);
      const part = findIn(young.get(beginning), bytes, at);
      if (part !== null) return part;
      const older = findIn(old.get(beginning), bytes, at);
      return older === null ? null : hold(beginning, older);
    },
    keep(part) {
      const { bytes, value, nesting } = part;
      if (bytes.length < shortestPart || bytes.length > longestPart) return part;
      return hold(beginningAt(bytes, 0), { bytes: Buffer.from(bytes), value: freeze(value), nesting });
    },
  };
}

function findIn(alike: readonly Part[] | undefined, bytes: Buffer, at: number): Part | null {
  for (const part of alike ?? []) {
    const { length } = part.bytes;
    if (at + length <= bytes.length && bytes.compare(part.bytes, 0, length, at, at + length) === 0)
      return part;
  }
  return null;
}

/** A hash of the first bytes, as many as every part has. */
function beginningAt(bytes: Buffer, at: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let index = at; index < at + shortestPart; index += 1)
    hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193);
  return hash;
}

function readValue(text: string): unknown {
  return JSON.parse(text);
}

/** Name and value of a member. Throws where the text holds more than one. */
function readEntry(text: string): [string, unknown] {
  const [entry, ...others] = Object.entries(JSON.parse(`{${text}}`) as object);
  if (entry === undefined || others.length > 0) throw new SyntaxError('This is no single member.');
  return entry;
}

function freeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) freeze(member);
  return Object.freeze(value);
}
