import { rememberByText } from '../../concepts/remember-by-text.js';
import type { Random } from '../../random/random.js';
import { addDays, toIsoDate } from '../calendar.js';
import { stableHash } from '../stable-hash.js';
import type { Generator } from '../value-request.js';
import { spacedWords } from '../word-case.js';

// No vowels, and none of the letters and digits that people mix up when they read a code aloud.
const idLetters = '23456789bcdfghjkmnpqrstvwxz';
const upperLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

export function opaqueCode(length: number, random: Random, alphabet: string = idLetters): string {
  let code = '';
  for (let index = 0; index < length; index += 1)
    code += alphabet.charAt(random.integer(0, alphabet.length - 1));
  return code;
}

export function digits(length: number, random: Random): string {
  return String(random.integer(1, 9)) + opaqueCode(length - 1, random, '0123456789');
}

/** RFC 9562 version 4. */
export function uuid(random: Random): string {
  const hex = (length: number): string => opaqueCode(length, random, '0123456789abcdef');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'.charAt(random.integer(0, 3))}${hex(3)}-${hex(12)}`;
}

/** `hotel_booking` → `hb`, `hotel` → `htl`: the letters an issuer would put before its ids. */
export function idPrefix(entity: string | null): string {
  return prefixOf(entity ?? 'item');
}

const prefixOf = rememberByText((entity): string => {
  const parts = entity
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== '');
  if (parts.length > 1)
    return parts
      .map((part) => part.charAt(0))
      .join('')
      .slice(0, 4);
  const word = parts[0] ?? 'id';
  return (word.charAt(0) + word.slice(1).replace(/[aeiou]/g, '')).slice(0, 3);
}, 20_000);

/** Digit that makes a GTIN of the given first digits valid. */
function gtinDigit(body: string): string {
  let sum = 0;
  for (let index = body.length - 1, weight = 3; index >= 0; index -= 1, weight = 4 - weight)
    sum += Number(body[index]) * weight;
  return String((10 - (sum % 10)) % 10);
}

function vin(random: Random): string {
  return `W${opaqueCode(2, random, upperLetters.replace(/[IOQ]/g, ''))}${opaqueCode(8, random, 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789')}${digits(6, random)}`;
}

/** `hotel ID` → `hotel`: whose identifier it is, where the label says so. */
const labelledEntity = rememberByText((label): string | null => {
  const words = spacedWords(label)
    .replace(/\b(id|ids|identifier|key|code|number|uuid|slug|unique|the|of|\d+)\b/g, ' ')
    .trim();
  return words === '' ? null : words.replaceAll(/ +/g, '_');
}, 20_000);

/** `order` → `ORD`, `insurance_policy` → `POL`. */
function referencePrefix(entity: string | null): string {
  const noun =
    spacedWords(entity ?? '')
      .split(' ')
      .at(-1) ?? '';
  return /^[a-z]{3,}$/.test(noun) ? noun.slice(0, 3).toUpperCase() : 'ORD';
}

export const codeGenerators: { readonly [name: string]: Generator } = {
  identifier: ({ entity, label, schema }, random) =>
    schema.type === 'integer' || schema.type === 'number'
      ? random.integer(10_000, 9_999_999)
      : `${idPrefix(labelledEntity(label) ?? entity)}_${opaqueCode(7, random)}`,
  uuid: (_request, random) => uuid(random),
  isbn: (_request, random) => {
    const body = `978${digits(9, random)}`;
    return body + gtinDigit(body);
  },
  barcode: (_request, random) => {
    const body = digits(12, random);
    return body + gtinDigit(body);
  },
  vin: (_request, random) => vin(random),
  tracking_number: (_request, random) =>
    random.pick([
      `1Z${opaqueCode(6, random, upperLetters)}${digits(10, random)}`,
      `${opaqueCode(2, random, upperLetters)}${digits(9, random)}${opaqueCode(2, random, upperLetters)}`,
      digits(12, random),
    ]),
  // Whoever numbers things numbers them all alike.
  order_reference: ({ now, entity, label }, random) => {
    switch (stableHash(`${entity}/${spacedWords(label)}`) % 3) {
      case 0:
        return `${referencePrefix(entity)}-${digits(6, random)}`;
      case 1:
        return opaqueCode(6, random, `${upperLetters}23456789`);
      default:
        return `${toIsoDate(addDays(now, 0)).slice(2, 4)}-${digits(6, random)}`;
    }
  },
  license_plate: (_request, random) =>
    `${opaqueCode(random.integer(1, 3), random, upperLetters)}-${opaqueCode(2, random, upperLetters)} ${random.integer(11, 9899)}`,
  sku: (_request, random) => `${opaqueCode(3, random, upperLetters)}-${digits(5, random)}`,
};
