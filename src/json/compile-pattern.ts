import { createRequire } from 'node:module';
import type { RE2JS } from 're2js';
import { leadingLookaheads } from './leading-lookaheads.js';

/** Whether a text holds the pattern somewhere; true also of a text too long to be looked at. */
export type PatternTest = (text: string) => boolean;

/**
 * A pattern of somebody else's schema, matched in time linear in the text, however it was made. Null where it cannot be: it is
 * no pattern, looks around or back but ahead at its start, or is larger than anybody writes.
 */
export function compilePattern(pattern: string): PatternTest | null {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  if (compiled.size >= mostRemembered) compiled.clear();
  const made = compile(pattern);
  compiled.set(pattern, made);
  return made;
}

/** Whether a pattern is matched in linear time as it stands, by any checker of that kind. */
export function isPlainPattern(pattern: string): boolean {
  return leadingLookaheads(pattern) === null && compilePattern(pattern) !== null;
}

const longestPattern = 1_000;
const largestProgram = 5_000;
/** Instructions times characters: a fifth of a second. */
const mostSteps = 2_000_000;

const mostRemembered = 1_000;
const compiled = new Map<string, PatternTest | null>();

function compile(pattern: string): PatternTest | null {
  if (pattern.length > longestPattern) return null;
  const parts = leadingLookaheads(pattern);
  if (parts === null) return compilePlain(pattern);
  const wanted = [parts.rest, ...parts.wanted].map(compilePlain);
  const unwanted = parts.unwanted.map(compilePlain);
  if (![...wanted, ...unwanted].every((test) => test !== null)) return null;
  return (text) => wanted.every((test) => test?.(text)) && !unwanted.some((test) => test?.(text));
}

function compilePlain(pattern: string): PatternTest | null {
  let program: RE2JS;
  try {
    const { RE2JS: engine } = loadEngine();
    program = engine.compile(engine.translateRegExp(pattern));
  } catch {
    return null;
  }
  const size = program.programSize();
  if (size > largestProgram) return null;
  return (text) => size * text.length > mostSteps || program.test(text);
}

/** Most runs meet no pattern, and loading takes longer than all else at their start. */
const loadEngine: () => typeof import('re2js') = () => createRequire(import.meta.url)('re2js');
