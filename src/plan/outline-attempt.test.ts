import { describe, expect, it } from 'vitest';
import { hotelEndpoints, makeAttempt } from '../../test/support/make-conversation.js';
import { playRecord, situation, situationNames } from '../../test/support/situations.js';
import type { StyleStrata } from '../types/plan-row.js';
import { validateRecord } from '../validate/validate-record.js';
import { outlineAttempt } from './outline-attempt.js';

const registers: readonly StyleStrata['register'][] = ['terse', 'chatty', 'formal', 'rushed'];

describe('outlineAttempt', () => {
  it.each(situationNames)('foresees what the conversation shows and how many calls it makes: %s', (name) => {
    for (const [seed, register] of registers.entries()) {
      const made = situation(name, { seed: seed + 1, register });
      const outline = outlineAttempt(makeAttempt(made), hotelEndpoints(made.irreversible));
      const record = playRecord(made);
      expect(validateRecord(record), register).toEqual([]);
      expect([...outline.phenomena].sort(), register).toEqual(record.phenomena.map((shown) => shown.name));
      expect(outline.calls).toBe(record.tool_calls.length);
    }
  });
});
