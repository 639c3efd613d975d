/** A stretch of bytes. */
export type Span = { readonly start: number; readonly end: number };

/** Where the lists of a line lie that say the same in record after record: definitions of tools, and semantics. */
export type SharedSpans = { readonly tools: Holder; readonly semantics: Holder };

/** A list or object at the top of a record, brackets included, and its members: for an object each with its name. */
export type Holder = Span & { readonly members: readonly Span[] };

/**
 * Reads records so that the definitions and semantics of one tool, repeated from line to line, become one frozen object:
 * they are a third of a file, and need neither be parsed nor looked at again. Remembers at most some 8 MB of them, the
 * latest asked for.
 */
export function createPartReader(): (bytes: Buffer, spans: SharedSpans) => object | null {
  const remembered = rememberParts();

  /** The record of a line; null where it does not read as the spans say, and must be read as a whole. */
  return (bytes, { tools, semantics }) => {
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
    const entries = readAll(semantics, (span) => remembered(bytes, span, readEntry));
    record.tools = readAll(tools, (span) => remembered(bytes, span, readValue));
    record.semantics = Object.fromEntries(entries as [string, unknown][]);
    return record;
  };
}

function readAll(holder: Holder, read: (span: Span) => unknown): unknown[] {
  return holder.members.map(read);
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

const longestPart = 64 * 1024;
const mostBytes = 4 * 1024 * 1024;

/** What texts read as, in two generations: what was not asked for while the younger filled up is let go. */
function rememberParts(): (bytes: Buffer, span: Span, read: (text: string) => unknown) => unknown {
  let young = new Map<string, unknown>();
  let old = new Map<string, unknown>();
  let held = 0;
  return (bytes, { start, end }, read) => {
    if (end - start > longestPart) return read(bytes.toString('utf8', start, end));
    // One character a byte: other than UTF-8 it is copied as it is.
    const key = bytes.toString('latin1', start, end);
    const known = young.get(key);
    if (known !== undefined) return known;
    const value = old.get(key) ?? freeze(read(bytes.toString('utf8', start, end)));
    held += end - start;
    if (held > mostBytes) {
      [old, young, held] = [young, new Map(), end - start];
    }
    young.set(key, value);
    return value;
  };
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
