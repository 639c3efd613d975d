import type { Knowledge } from '../types/knowledge.js';

const linesOf = new WeakMap<Knowledge, Map<string, readonly string[]>>();

/** A concept and its ancestors, nearest first; empty for none. The same list for the same concept. */
export function conceptLine(id: string | null, knowledge: Knowledge): readonly string[] {
  if (id === null) return noConcept;
  let lines = linesOf.get(knowledge);
  if (lines === undefined) {
    lines = new Map();
    linesOf.set(knowledge, lines);
  }
  let line = lines.get(id);
  if (line === undefined) {
    line = climb(id, knowledge);
    lines.set(id, line);
  }
  return line;
}

const noConcept: readonly string[] = [];

function climb(id: string, knowledge: Knowledge): readonly string[] {
  const line: string[] = [];
  let current: string | null = id;
  while (current !== null && line.length < 16 && !line.includes(current)) {
    line.push(current);
    current = knowledge.concepts.get(current)?.parent ?? null;
  }
  return line;
}
