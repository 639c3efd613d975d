import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { FileAccessError } from '../errors/file-access-error.js';
import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject } from '../types/json.js';
import type { ContaminationIndex } from './contamination-index.js';

export type BenchmarkFiles = {
  readonly files: number;
  /** Files that could not be taken, and why. */
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
};

/** Larger files are no benchmark, and would not fit into memory as text. */
const largestBytes = 256 * 1024 * 1024;
const deepest = 64;

/**
 * Puts the benchmark files of a folder (or one file) into an index: every text in JSON and JSON lines, every line of other
 * text files, and every object that looks like the definition of a tool. Throws `FileAccessError` where there is no such
 * folder or file; a file that cannot be read is told of.
 */
export async function readBenchmarks(path: string, index: ContaminationIndex): Promise<BenchmarkFiles> {
  const skipped: { file: string; reason: string }[] = [];
  let files = 0;
  for (const file of await listFiles(path)) {
    const name = relative(path, file) || file;
    try {
      const { size } = await stat(file);
      if (size > largestBytes) throw new Error(`it is larger than ${largestBytes >> 20} MB`);
      const text = await readFile(file, 'utf8');
      if (text.includes('\0')) throw new Error('it is no text file');
      addFile(file, name, text, index);
      files += 1;
    } catch (error) {
      skipped.push({ file: name, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { files, skipped };
}

async function listFiles(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = await readdir(path, { recursive: true });
    const paths = names.map((name) => join(path, name)).sort();
    // Links count as what they lead to: caches of the Hub are made of them.
    const found = await Promise.all(paths.map((each) => stat(each).catch(() => null)));
    return paths.filter((_, place) => found[place]?.isFile());
  } catch (error) {
    throw new FileAccessError('read', path, 'Name a file or folder of benchmarks with --against.', error);
  }
}

function addFile(file: string, name: string, text: string, index: ContaminationIndex): void {
  if (/\.(?:json|jsonl|ndjson)$/i.test(file)) {
    const whole = parse(text);
    if (whole !== undefined) {
      addValue(whole, name, index, 0);
      return;
    }
  }
  for (const line of text.split('\n')) {
    const value = /^\s*[{[]/.test(line) ? parse(line) : undefined;
    if (value === undefined) index.addText(line, name);
    else addValue(value, name, index, 0);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Texts and definitions wherever they are; a text may itself hold JSON, as many datasets have it. */
function addValue(value: unknown, source: string, index: ContaminationIndex, depth: number): void {
  if (depth > deepest) return;
  if (typeof value === 'string') {
    const inner = /^\s*[{[]/.test(value) ? parse(value) : undefined;
    if (inner === undefined) index.addText(value, source);
    else addValue(inner, source, index, depth + 1);
    return;
  }
  if (Array.isArray(value)) for (const member of value) addValue(member, source, index, depth + 1);
  if (!isJsonObject(value)) return;
  const tool = toolIn(value);
  if (tool !== null) index.addTool(tool.name, tool.parameters, source);
  // What describes a tool is no text that a model is asked.
  for (const [key, member] of Object.entries(value))
    if (tool === null || key !== 'description') addValue(member, source, index, depth + 1);
}

/** A name beside a schema of parameters, in the spellings of OpenAI, Anthropic, MCP, BFCL and ToolBench. */
export function toolIn(value: JsonObject): { readonly name: string; readonly parameters: string[] } | null {
  const { name } = value;
  const schema = value.parameters ?? value.input_schema ?? value.inputSchema;
  if (typeof name !== 'string' || !isJsonObject(schema)) return null;
  const properties = isJsonObject(schema.properties) ? schema.properties : schema;
  return { name, parameters: Object.keys(properties) };
}
