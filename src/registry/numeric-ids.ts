import type { RawTool } from '../types/raw-tool.js';

const known = new WeakMap<RawTool, boolean>();

/** True where every identifier that the tool's endpoints take is a number: then its answers give numbers, too. */
export function takesNumericIds(tool: RawTool): boolean {
  const found = known.get(tool);
  if (found !== undefined) return found;
  const types = tool.endpoints
    .flatMap(({ required, optional }) => [...required, ...optional])
    .filter(({ name }) => /(?:^|_|[a-z])(?:id|Id|ID)$/.test(name))
    .map(({ type }) => (typeof type === 'string' ? type.toLowerCase() : ''));
  const numeric = types.length > 0 && types.every((type) => type === 'number' || type === 'integer');
  known.set(tool, numeric);
  return numeric;
}
