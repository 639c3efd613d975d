import { UnreadableEntryError } from '../errors/exchange-errors.js';

/** A text taken apart: what stands in blocks of a tag, and the words around them. */
export type TaggedText = { readonly words: string; readonly bodies: readonly string[] };

/**
 * Reads `<tag>` blocks, each with a line break before and after its body where it is ours. Throws `UnreadableEntryError` where
 * a block is not closed.
 */
export function readTaggedBlocks(text: string, tag: string, place: string): TaggedText {
  const [opening, closing] = [`<${tag}>`, `</${tag}>`];
  const bodies: string[] = [];
  const words: string[] = [];
  let from = 0;
  for (;;) {
    const start = text.indexOf(opening, from);
    words.push(text.slice(from, start === -1 ? text.length : start));
    if (start === -1) break;
    const end = closingOf(text, start + opening.length, closing);
    if (end === -1) throw new UnreadableEntryError(place, `opens a ${opening} that it does not close`);
    bodies.push(text.slice(start + opening.length, end).trim());
    from = end + closing.length;
  }
  if (bodies.length === 0) return { words: text, bodies };
  const [before = '', ...after] = words;
  const own = before.replace(/\n$/, '');
  const rest = after.map((word) => word.trim()).filter((word) => word !== '');
  return { words: [...(own === '' ? [] : [own]), ...rest].join('\n'), bodies };
}

/** A closing tag inside a JSON text is none: of the first and the first at the start of a line, the one after which it is JSON. */
function closingOf(text: string, from: number, closing: string): number {
  const first = text.indexOf(closing, from);
  const atLine = text.indexOf(`\n${closing}`, from);
  if (first === -1 || atLine === -1 || atLine + 1 === first) return first;
  return isJson(text.slice(from, first)) ? first : atLine + 1;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
