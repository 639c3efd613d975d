import type { JsonValue } from '../types/json.js';

/**
 * 64 bits of a hash over pieces that are taken up one by one, so that nothing is put together as text to be compared. Two
 * that took up the same pieces are the same; others are with the chance of two 64-bit numbers drawn at random. Lists say how
 * many members they have: no piece passes for the end of another.
 */
export class Fingerprint {
  private first: number;
  private second: number;

  /** `kind`: an integer from 0; fingerprints of two kinds are never meant to be compared. */
  constructor(kind: number) {
    this.first = 0x9e3779b9 ^ kind;
    this.second = 0x41c6ce57 ^ kind;
  }

  /** Takes up the lowest 32 bits of an integer. */
  integer(value: number): this {
    this.unit(value & 0xffff);
    this.unit(value >>> 16);
    return this;
  }

  text(text: string): this {
    this.integer(text.length);
    this.units(text);
    return this;
  }

  /** A value as JSON writes it; undefined as null. */
  value(value: JsonValue | undefined): this {
    if (typeof value === 'string') {
      this.unit(tags.text);
      return this.text(value);
    }
    if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 0x80000000) {
      this.unit(tags.integer);
      return this.integer(value);
    }
    this.unit(tags.json);
    return this.text(JSON.stringify(value ?? null));
  }

  /** Both halves, the low one first; never 0 in both. Nothing more may be taken up after. */
  halves(): readonly [number, number] {
    let { first: low, second: high } = this;
    low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
    high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
    return [low >>> 0, high === 0 && low === 0 ? 1 : high >>> 0];
  }

  /** Two products run side by side over 16 bits at a time, and are stirred with each other at the end (cyrb53). */
  private unit(unit: number): void {
    this.first = Math.imul(this.first ^ unit, 2654435761);
    this.second = Math.imul(this.second ^ unit, 1597334677);
  }

  /** The same for each unit of a text, in local variables: most of the time goes here. */
  private units(text: string): void {
    let { first, second } = this;
    for (let place = 0; place < text.length; place += 1) {
      const unit = text.charCodeAt(place);
      first = Math.imul(first ^ unit, 2654435761);
      second = Math.imul(second ^ unit, 1597334677);
    }
    this.first = first;
    this.second = second;
  }
}

const tags = { text: 1, integer: 2, json: 3 } as const;
