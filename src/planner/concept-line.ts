import type { Knowledge } from '../types/knowledge.js';

/** A concept and its ancestors, nearest first; empty for none. */
export function conceptLine(id: string | null, knowledge: Knowledge): string[] {
  const line: string[] = [];
  let current = id;
  while (current !== null && line.length < 16 && !line.includes(current)) {
    line.push(current);
    current = knowledge.concepts.get(current)?.parent ?? null;
  }
  return line;
}
