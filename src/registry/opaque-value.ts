import type { JsonValue } from '../types/json.js';

/**
 * True for values that only a system could have made: long runs of mixed letters and digits, UUIDs, hashes, base64. No
 * person says one (law 3).
 */
export function isOpaque(value: JsonValue): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) > 1e12;
  if (typeof value !== 'string') return false;
  const text = value.trim();
  if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text)) return true;
  if (/^(?:0x)?[0-9a-f]{16,}$/i.test(text) && /\d/.test(text)) return true;
  if (/^\d{11,}$/.test(text)) return true;
  if (!/^[A-Za-z0-9+/=_:.-]{14,}$/.test(text) || /^[a-z]+:\/\//.test(text)) return false;
  const changes = text.match(/(?:[A-Za-z]\d|\d[A-Za-z]|[a-z][A-Z])/g)?.length ?? 0;
  return /\d/.test(text) && changes >= 4;
}

/** True for patterns that only opaque values fit: 12 characters at least of mixed digits and letters, `^AC[0-9a-fA-F]{32}$`. */
export function isOpaquePattern(pattern: string): boolean {
  if (pattern.length > 200 || pattern.includes('|')) return false;
  const run = /(?:\[([^\]]{3,40})\]|(\\w))\{(\d{1,3})(?:,\d{0,3})?\}/.exec(pattern);
  if (run === null || Number(run[3]) < 12) return false;
  const members = run[1] ?? 'a-z0-9';
  return /0-9|\\d/.test(members) && /a-|A-/.test(members) && !/[\s.,@]|\\s/.test(members);
}
