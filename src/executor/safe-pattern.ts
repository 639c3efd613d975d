/**
 * Whether a pattern from a catalog may be run: it compiles and holds nothing that can take exponential time: no repeated group
 * that repeats or branches inside, no back-reference, no look-around, at most a few open repetitions.
 */
export function isSafePattern(pattern: string): boolean {
  if (pattern.length > 200 || /\\[1-9k]|\(\?[=!<]/.test(pattern)) return false;
  const bare = pattern.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
  if ((bare.match(/[*+]|\{\d*,\}/g) ?? []).length > 4 || repeatsRepetition(bare)) return false;
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}

/** A group that repeats or branches inside and is repeated itself. `bare` has neither escapes nor classes. */
function repeatsRepetition(bare: string): boolean {
  const open: { risky: boolean }[] = [{ risky: false }];
  for (let index = 0; index < bare.length; index += 1) {
    const character = bare.charAt(index);
    const group = open.at(-1) as { risky: boolean };
    if (character === '(') open.push({ risky: false });
    else if (character === ')' && open.length > 1) {
      open.pop();
      const repeated = /[*+{]/.test(bare.charAt(index + 1));
      if (repeated && group.risky) return true;
      if (repeated || group.risky) (open.at(-1) as { risky: boolean }).risky = true;
    } else if (/[*+{|]/.test(character)) group.risky = true;
  }
  return false;
}
