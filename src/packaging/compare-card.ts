import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { isJsonObject } from '../json/is-json-object.js';
import { findBlocks } from './card-blocks.js';

/** Something that a card says and the data do not. */
export type CardDifference = {
  /** Line of the card, from 1; null where something is missing. */
  readonly line: number | null;
  /** What is meant: a block, or a key of the front matter. */
  readonly what: string;
  readonly says: string;
  readonly counted: string;
};

/** What in a card differs from one that was made anew of the same data. What was written outside of its blocks is not looked at. */
export function compareCard(card: string, counted: string): CardDifference[] {
  const found = findBlocks(card);
  const blocks = findBlocks(counted).flatMap(({ name, text }) => {
    const own = found.filter((block) => block.name === name);
    const [block] = own;
    if (block === undefined || own.length > 1)
      return [difference(null, name, block === undefined ? 'nothing' : 'it several times', 'it once')];
    return block.text === text
      ? []
      : compareLines(name, block.line, block.text.split('\n'), text.split('\n'));
  });
  return [...compareFrontMatter(card, counted), ...blocks];
}

function compareLines(
  name: string,
  first: number,
  lines: readonly string[],
  expected: readonly string[],
): CardDifference[] {
  if (lines.length === expected.length)
    return lines.flatMap((line, index) => compareLine(name, first + index, line, expected[index] ?? ''));
  const known = new Set(expected);
  const there = new Set(lines);
  const wrong = lines.flatMap((line, index) =>
    known.has(line) ? [] : [difference(first + index, name, line, 'no such line')],
  );
  const missing = expected.filter((line) => !there.has(line));
  const all = [...wrong, ...missing.map((line) => difference(null, name, 'nothing', line))];
  return all.length > 0 ? all : [difference(first, name, 'its lines in another order', 'their own')];
}

/** Number by number where only numbers differ. */
function compareLine(name: string, at: number, line: string, expected: string): CardDifference[] {
  if (line === expected) return [];
  const [own, counted] = [numbersIn(line), numbersIn(expected)];
  if (line.replace(number, '0') !== expected.replace(number, '0') || own.length !== counted.length)
    return [difference(at, name, line, expected)];
  return own.flatMap((said, index) =>
    said === counted[index] ? [] : [difference(at, name, said, counted[index] ?? '')],
  );
}

const number = /\d+(?:\.\d+)?/g;

function numbersIn(line: string): string[] {
  return line.match(number) ?? [];
}

function compareFrontMatter(card: string, counted: string): CardDifference[] {
  const [own, expected] = [frontMatterOf(card), frontMatterOf(counted)];
  if (own === null || expected === null)
    return [difference(1, 'front matter', 'nothing that can be read', 'YAML')];
  return countedKeys.flatMap((key) => {
    // What the data do not say is anyone's to write.
    if (!Object.hasOwn(expected, key) || isDeepStrictEqual(own[key], expected[key])) return [];
    return [difference(1, key, JSON.stringify(own[key] ?? null), JSON.stringify(expected[key] ?? null))];
  });
}

/** Keys that follow from the data; the others are anyone's to write. */
const countedKeys = ['size_categories', 'configs', 'language'] as const;

function frontMatterOf(card: string): { readonly [key: string]: unknown } | null {
  const text = /^---\n([\s\S]*?)\n---\n/.exec(card)?.[1];
  if (text === undefined) return null;
  try {
    const value: unknown = parse(text, { maxAliasCount: 0 });
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

function difference(line: number | null, what: string, says: string, counted: string): CardDifference {
  return { line, what, says: says.slice(0, 300), counted: counted.slice(0, 300) };
}
