import { createRequire } from 'node:module';
import type { RE2JS } from 're2js';

/**
 * The pattern of a tool definition, which is foreign input, for an engine whose time is linear in the text. Throws where that
 * engine cannot take it (look-around, back-references) or it is larger than anybody writes. A text too long to be looked at
 * does not match.
 */
export function safeRegExp(pattern: string): { test(text: string): boolean; toString(): string } {
  if (pattern.length > longestPattern) throw cannotBeChecked(pattern);
  let program: RE2JS;
  try {
    const { RE2JS: engine } = loadEngine();
    program = engine.compile(engine.translateRegExp(pattern));
  } catch (error) {
    throw cannotBeChecked(pattern, error);
  }
  const size = program.programSize();
  if (size > largestProgram) throw cannotBeChecked(pattern);
  return {
    test: (text) => size * text.length <= mostSteps && program.test(text),
    // ajv keeps patterns by their text: without one of its own, each would be the first.
    toString: () => pattern,
  };
}

const longestPattern = 1_000;
const largestProgram = 5_000;
/** Instructions times characters: a fifth of a second. */
const mostSteps = 2_000_000;

function cannotBeChecked(pattern: string, cause?: unknown): Error {
  return new Error(`the pattern ${pattern.slice(0, 80)} cannot be checked in bounded time`, { cause });
}

/** Most definitions hold no pattern, and loading takes longer than all else at the start. */
const loadEngine: () => typeof import('re2js') = () => createRequire(import.meta.url)('re2js');
