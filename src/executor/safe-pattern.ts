/**
 * Whether a pattern from a catalog may be run: it compiles and holds nothing that can take exponential time: no repeated group
 * that repeats or branches inside, no back-reference, no look-around, at most a few open repetitions.
 */
export function isSafePattern(pattern: string): boolean {
  if (pattern.length > 200 || /\\[1-9k]|\(\?[=!<]/.test(pattern)) return false;
  if (/\)[*+{?]/.test(pattern) && /\((?:[^()]*[*+{|][^()]*)\)[*+{]/.test(pattern)) return false;
  if (/\)\)[*+{]/.test(pattern)) return false;
  if ((pattern.match(/[*+]|\{\d*,\}/g) ?? []).length > 4) return false;
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}
