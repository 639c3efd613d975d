import type { JsonValue } from '../types/json.js';
import type { RefusalReason } from '../types/refusal.js';
import { exceedsDepth, maximumDepth } from './exceeds-depth.js';
import { type ParsedJson, parseJson } from './parse-json.js';
import { parseYamlDocument } from './parse-yaml-document.js';

export type ParsedDocument =
  | {
      readonly ok: true;
      readonly value: JsonValue;
      /** Of JSON lines, those that are no JSON: number from 1, and why. */
      readonly badLines: readonly { readonly line: number; readonly detail: string }[];
    }
  | { readonly ok: false; readonly reason: RefusalReason; readonly detail: string };

/**
 * Parses the text of a catalog's file: JSON, YAML where the file's name says so, or JSON lines, which become a list of what
 * they hold. What a text is, its first character tells before its name: JSON is often stored under a YAML name.
 */
export function parseDocument(text: string, name: string): ParsedDocument {
  const isYaml = /\.ya?ml$/i.test(name);
  if (isYaml && !/^\s*[{[]/.test(text)) return parseYamlDocument(text);
  const parsed = parseJson(text);
  if (parsed.ok) return { ok: true, value: parsed.value, badLines: [] };
  if (parsed.reason === 'too_deep') return parsed;
  return parseLines(text) ?? (isYaml ? parseYamlDocument(text) : parsed);
}

/** JSON lines; null of a text that begins with no such line. Blank lines mean nothing. */
function parseLines(text: string): ParsedDocument | null {
  const lines = text.split('\n');
  const first = parseLine(lines[0] ?? '');
  if (first === null || !first.ok || lines.length < 2) return null;
  const values: JsonValue[] = [];
  const badLines: { line: number; detail: string }[] = [];
  for (const [index, line] of lines.entries()) {
    const parsed = parseLine(line);
    if (parsed === null) continue;
    if (!parsed.ok) badLines.push({ line: index + 1, detail: parsed.detail });
    else if (parsed.isDeep && exceedsDepth(parsed.value, maximumDepth))
      badLines.push({ line: index + 1, detail: `It nests more than ${maximumDepth} levels.` });
    else values.push(parsed.value);
  }
  return { ok: true, value: values, badLines };
}

function parseLine(line: string): ParsedJson | null {
  return line.trim() === '' ? null : parseJson(line);
}
