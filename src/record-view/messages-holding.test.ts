import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRecord } from '../../test/support/make-record.js';
import { messagesHolding } from './messages-holding.js';
import { readRecordView } from './read-record-view.js';
import { holdsForm } from './value-forms.js';

const word = fc.constantFrom(
  '5',
  '250km',
  '250',
  '2.5',
  'km',
  'h5',
  'été',
  '東京',
  'new',
  '-5',
  '$',
  '3pm',
  'x-ray',
  '.',
  '%',
);
const text = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const glued = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(''));

function viewOf(texts: readonly string[]) {
  const events = texts.map((each, index) => (index % 2 === 0 ? { user: each } : { assistant: each }));
  const view = readRecordView(makeRecord({ events }));
  if (view === null) throw new Error('The record cannot be read.');
  return view;
}

describe('messagesHolding', () => {
  it('finds in a long conversation what looking at every message finds', () =>
    fc.assert(
      fc.property(
        fc.array(fc.oneof(text, glued), { minLength: 64, maxLength: 80 }),
        fc.array(fc.oneof(word, text, glued), { minLength: 1, maxLength: 3 }),
        fc.nat(20),
        (texts, forms, from) => {
          const view = viewOf(texts);
          const wanted = view.messages.filter(
            ({ normalized, index }) => index >= from && index < 70 && holdsForm(normalized, forms),
          );
          expect([...messagesHolding(view, forms, { from, to: 70 })]).toEqual(wanted);
        },
      ),
      // Found by chance: a unit in the middle of a word, with another behind it.
      {
        numRuns: 200,
        examples: [[[...Array.from({ length: 63 }, () => '5'), '250kmété250km'], ['250', '5'], 0]],
      },
    ));

  it('takes time in step with the length of a conversation', () => {
    const view = viewOf(Array.from({ length: 40_000 }, (_, index) => `this is message n${index}.`));
    const started = performance.now();
    for (const { index } of view.messages)
      expect([...messagesHolding(view, [`n${index}`])].map((message) => message.index)).toEqual([index]);
    // Looking at every message each time takes more than a minute.
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
