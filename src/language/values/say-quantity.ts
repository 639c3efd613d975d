import type { Random } from '../../random/random.js';
import type { Orthography } from '../data/language-data.js';
import type { Template } from '../data/template.js';
import { fillText } from './fill-text.js';
import type { SaidValue } from './say-value.js';

/** Numbers from here on are written in groups of three digits. */
const leastGrouped = 10_000;

/**
 * A number that is told: thousands apart, an amount with its cents, and no more digits behind the point than people say
 * (`round`). `code` is that of its currency, `unit` what it is counted in.
 */
export function sayQuantity(
  value: number,
  { code, unit }: { readonly code: string | undefined; readonly unit: string | undefined },
  orthography: Orthography,
  random: () => Random,
): SaidValue {
  const digits = digitsToldOf(value);
  const isRounded = digits < decimalsOf(value);
  const isCents = code !== undefined && digits > 0 && digits <= 2;
  const plain = isCents ? value.toFixed(2) : isRounded ? trimmed(value.toFixed(digits)) : String(value);
  const amount = Math.abs(value) >= leastGrouped ? inGroups(plain, orthography.digitGroup) : plain;
  const gap = orthography.spaces ? ' ' : '';
  const text =
    code !== undefined
      ? fillText(moneyText(orthography, random), { amount, code })
      : unit !== undefined
        ? `${amount}${gap}${unit}`
        : amount;
  if (isRounded) return { text, normalization: { name: 'round', options: { digits } }, said: 'plain' };
  if (code !== undefined) return { text, normalization: { name: 'money' }, said: 'plain' };
  if (unit !== undefined) return { text, normalization: { name: 'unit' }, said: 'plain' };
  if (amount !== String(value)) return { text, normalization: { name: 'number' }, said: 'plain' };
  return { text, said: 'plain' };
}

function moneyText({ money }: Orthography, random: () => Random): Template {
  const [only, ...others] = money;
  return only !== undefined && others.length === 0 ? only : random().pick(money);
}

/** Thousands apart, as the locale writes them. */
export function inGroups(number: string, separator: string): string {
  const [whole = '', ...rest] = number.split('.');
  return [whole.replace(/\B(?=(\d{3})+$)/g, separator), ...rest].join('.');
}

/** Digits behind the point that people say: two of a large number, four of a small one, all of a fraction of one. */
function digitsToldOf(value: number): number {
  const all = decimalsOf(value);
  const size = Math.abs(value);
  if (size >= 10) return Math.min(all, 2);
  return size >= 1 ? Math.min(all, 4) : all;
}

function decimalsOf(value: number): number {
  if (Number.isInteger(value)) return 0;
  const text = String(value);
  const point = text.indexOf('.');
  return point < 0 || text.includes('e') ? 0 : text.length - point - 1;
}

function trimmed(number: string): string {
  return number.replace(/\.?0+$/, '');
}
