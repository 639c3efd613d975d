import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configDirectory } from '../../src/config/package-paths.js';
import type { SlotValue } from '../../src/language/acts.js';
import { loadLanguage } from '../../src/language/data/load-language.js';
import { realiseUser } from '../../src/language/user/realise-user.js';
import { createRandom } from '../../src/random/random.js';
import type { JsonPrimitive, JsonSchema } from '../../src/types/json.js';
import { factData } from '../../src/validate/facts/fact-data.js';
import { agrees } from '../../src/validate/reading/agrees.js';
import { speechOf, wordsAndIntent } from '../support/act-arbitraries.js';

const language = loadLanguage(configDirectory, 'ja');
const registers = fc.constantFrom('chatty' as const, 'formal' as const, 'rushed' as const, 'terse' as const);
const now = '2026-04-09T10:15:00';
const context = { facts: factData('ja'), now };

type Kind = { readonly label: string; readonly concepts: readonly string[]; readonly schema: JsonSchema };
const of = (kind: Kind, value: JsonPrimitive) => ({ ...kind, value });
const date = fc
  .integer({ min: -40, max: 400 })
  .map((days) => new Date(Date.UTC(2026, 3, 9 + days)).toISOString().slice(0, 10));
const time = fc
  .tuple(fc.nat({ max: 23 }), fc.constantFrom('00', '05', '30', '45'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
const count = fc.integer({ min: 1, max: 120_000 });
const enumMembers = fc.constantFrom(
  'high',
  'medium',
  'low',
  'in_progress',
  'cancelled',
  'cheap',
  'easy',
  'price_asc',
);

const slot: fc.Arbitrary<SlotValue> = fc
  .tuple(
    fc.oneof(
      fc
        .tuple(fc.constantFrom('check-in', 'check-out', 'date', 'from', 'until'), date)
        .map(([label, value]) => of({ label, concepts: ['date'], schema: { type: 'string' } }, value)),
      fc
        .tuple(fc.constantFrom('start time', 'end time', 'time'), time)
        .map(([label, value]) => of({ label, concepts: ['time_of_day'], schema: { type: 'string' } }, value)),
      fc
        .tuple(
          fc.constantFrom('guests', 'tickets', 'minimum rooms', 'duration minutes', 'quantity', 'widgets'),
          count,
        )
        .map(([label, value]) =>
          of({ label, concepts: ['count_small'], schema: { type: 'integer' } }, value),
        ),
      fc
        .tuple(fc.constantFrom('maximum price', 'minimum salary', 'budget'), count)
        .map(([label, value]) =>
          of({ label, concepts: ['price', 'money'], schema: { type: 'number' } }, value),
        ),
      fc
        .tuple(
          fc.constantFrom(
            'open now',
            'free breakfast',
            'online',
            'public',
            'pets allowed',
            'leave at door',
            'refundable',
            'garden',
            'organic',
          ),
          fc.boolean(),
        )
        .map(([label, value]) => of({ label, concepts: ['boolean'], schema: { type: 'boolean' } }, value)),
      fc
        .tuple(fc.constantFrom('severity', 'status', 'sort', 'level'), enumMembers)
        .map(([label, value]) =>
          of({ label, concepts: [], schema: { type: 'string', enum: [value] } }, value),
        ),
      fc
        .constantFrom('JPY', 'USD', 'EUR', 'KRW')
        .map((value) =>
          of({ label: 'target currency', concepts: ['currency_code'], schema: { type: 'string' } }, value),
        ),
    ),
    fc.constantFrom('search' as const, 'create' as const, 'update' as const, 'retrieve' as const),
  )
  .map(([{ value, ...kind }, intent]) => ({
    ...kind,
    slot: 0,
    intent,
    description: '',
    concept: kind.concepts[0] ?? null,
    values: [value],
    isList: false,
  }));

describe('what Japanese users say', () => {
  it('reads back, by the checker, as the values that are passed', () =>
    fc.assert(
      fc.property(
        wordsAndIntent,
        fc.array(slot, { minLength: 1, maxLength: 4 }),
        registers,
        fc.boolean(),
        fc.integer(),
        ({ words }, slots, register, isInformed, seed) => {
          const own = slots.map((each, index) => ({ ...each, slot: index }));
          const [first] = own;
          if (!first) return;
          const step = { words, intent: first.intent, shared: own, own: [], kept: [], reference: null };
          const act = isInformed
            ? { kind: 'inform' as const, slots: own }
            : {
                kind: 'request' as const,
                opening: true,
                manner: 'plain' as const,
                steps: [step],
                topic: null,
              };
          const speech = { ...speechOf(register, []), language, now, isCasual: true };
          const { text, marks } = realiseUser(act, speech, createRandom(seed));
          const points = [...text];
          expect(new Set(marks.map(({ meaning }) => meaning.kind === 'mention' && meaning.slot)).size).toBe(
            own.length,
          );
          for (const { start, end, meaning } of marks) {
            if (meaning.kind !== 'mention') continue;
            const said = points.slice(start, end).join('');
            const value = own[meaning.slot]?.values[0] ?? null;
            expect(
              agrees(said, value, meaning.normalization, context),
              `${said} for ${value} in ${text}`,
            ).toBe(true);
          }
        },
      ),
      { numRuns: 1500, seed: 42 },
    ));
});
