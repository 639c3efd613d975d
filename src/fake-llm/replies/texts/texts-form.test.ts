import { describe, expect, it } from 'vitest';
import { fillForm, makeFakeTool, plainPolicy } from '../../../../test/support/make-fake-request.js';

const messages = {
  type: 'array',
  items: {
    type: 'object',
    properties: { index: { type: 'integer' }, text: { type: 'string' } },
    required: ['index', 'text'],
  },
} as const;
const rewrite = makeFakeTool('rewrite', 'Rewrites.', { messages });
const mend = makeFakeTool('mend', 'Mends.', { messages });
const given = [
  { index: 1, role: 'user', text: 'Please find hotels in Lisbon for 2 guests.' },
  { index: 3, role: 'assistant', text: 'Casa Azul costs 120 EUR a night.' },
];
const prompt = `Rewrite these.\n${JSON.stringify({ values: ['Lisbon'], messages: given })}`;

type Texts = { index: number; text: string }[];

describe('forms that take texts', () => {
  it('really changes each text and keeps every value', () => {
    const texts = fillForm(rewrite, prompt).messages as unknown as Texts;
    expect(texts.map(({ index }) => index)).toEqual([1, 3]);
    for (const [place, { text }] of texts.entries()) expect(text).not.toBe(given[place]?.text);
    for (const value of ['Lisbon', '2 guests']) expect(texts[0]?.text).toContain(value);
    for (const value of ['Casa Azul', '120 EUR']) expect(texts[1]?.text).toContain(value);
  });

  it('loses a value as often as it was told to', () => {
    const policy = { ...plainPolicy, rewriteBreakRate: 0.3 };
    let lost = 0;
    for (let index = 0; index < 300; index += 1) {
      const texts = fillForm(rewrite, prompt, { callId: `call-${index}`, policy })
        .messages as unknown as Texts;
      lost += texts.filter(({ text }) => !/(?:Lisbon for 2 guests|120 EUR)/.test(text)).length;
    }
    expect(lost / 600).toBeGreaterThan(0.24);
    expect(lost / 600).toBeLessThan(0.36);
  });

  it('mends what is plainly wrong and leaves the rest alone', () => {
    const broken = [
      { index: 0, text: 'I found {{count}} the the hotel ,  Casa Azul!! I found it. I found it.' },
      { index: 1, text: given[1]?.text },
    ];
    expect(fillForm(mend, JSON.stringify({ messages: broken })).messages).toEqual([
      { index: 0, text: 'I found the hotel, Casa Azul! I found it.' },
      { index: 1, text: given[1]?.text },
    ]);
  });

  it('words a goal lightly', () => {
    const form = makeFakeTool('word_scenario', 'Words.', { goal: { type: 'string' } });
    const { goal } = fillForm(form, 'Word this: {"goal":"find hotels in Lisbon"}');
    expect(goal).toMatch(/^find hotels in Lisbon, /);
  });
});
