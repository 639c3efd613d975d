import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ToolCall } from '../types/conversation.js';
import type { Executor } from '../types/ports.js';
import type { Fault } from '../types/twist.js';
import { injectFaults } from './inject-faults.js';

const fault = (more: Partial<Fault> = {}): Fault => ({
  ...{ callName: 'hotels::search', when: null, times: 1, type: 'unavailable', message: 'Down.' },
  ...more,
});
const call = (more: Partial<ToolCall> = {}): ToolCall => ({
  ...{ id: 'call00001', name: 'hotels::search', parameters: { city: 'Lisbon' } },
  ...more,
});

/** Answers every call and keeps those that came through. */
function recording(): { readonly executor: Executor; readonly through: ToolCall[] } {
  const through: ToolCall[] = [];
  const execute: Executor['execute'] = (made) => {
    through.push(made);
    return { id: made.id, name: made.name, output: { ok: true } };
  };
  return { executor: { execute }, through };
}

describe('injectFaults', () => {
  it('answers a failing call with its typed error, and no world hears of it', () => {
    const { executor, through } = recording();
    expect(injectFaults(executor, [fault()]).execute(call())).toEqual({
      id: 'call00001',
      name: 'hotels::search',
      output: { error: { type: 'unavailable', message: 'Down.' } },
    });
    expect(through).toEqual([]);
  });

  it('fails just so many times, then lets the call through as it is', () =>
    fc.assert(
      fc.property(fc.nat({ max: 5 }), fc.nat({ max: 9 }), (times, calls) => {
        const { executor, through } = recording();
        const faulty = injectFaults(executor, [fault({ times })]);
        for (let made = 0; made < calls; made += 1) faulty.execute(call());
        expect(through).toEqual(Array.from({ length: Math.max(0, calls - times) }, () => call()));
      }),
    ));

  it('never stops refusing a value, and takes any other', () => {
    const { executor, through } = recording();
    const when = { place: '/city', value: 'Lisobn' };
    const faulty = injectFaults(executor, [fault({ when, times: Number.POSITIVE_INFINITY })]);
    const wrong = call({ parameters: { city: 'Lisobn' } });
    for (let made = 0; made < 5; made += 1) expect(faulty.execute(wrong).output).toHaveProperty('error');
    faulty.execute(call());
    faulty.execute(call({ parameters: {} }));
    expect(through).toHaveLength(2);
  });

  it('leaves calls of other names alone, and holds each fault by itself', () => {
    const { executor, through } = recording();
    const faulty = injectFaults(executor, [fault(), fault({ callName: 'hotels::book', type: 'conflict' })]);
    faulty.execute(call({ name: 'hotels::get' }));
    expect(through).toHaveLength(1);
    expect(faulty.execute(call({ name: 'hotels::book' })).output).toMatchObject({
      error: { type: 'conflict' },
    });
    expect(faulty.execute(call()).output).toMatchObject({ error: { type: 'unavailable' } });
    faulty.execute(call());
    expect(through).toHaveLength(2);
  });

  it('takes the faults of one name one after the other', () => {
    const { executor, through } = recording();
    const faulty = injectFaults(executor, [fault(), fault({ type: 'rate_limit' })]);
    const types = [0, 1].map(() => faulty.execute(call()).output);
    expect(types).toMatchObject([{ error: { type: 'unavailable' } }, { error: { type: 'rate_limit' } }]);
    expect(through).toEqual([]);
  });

  it('is another executor each time: faults are not shared', () => {
    const faults = [fault()];
    for (let run = 0; run < 3; run += 1)
      expect(injectFaults(recording().executor, faults).execute(call()).output).toHaveProperty('error');
  });
});
