import type { MessageView, RecordView } from './record-view.js';
import { holdsForm } from './value-forms.js';

/** Conversations of so few messages are looked through faster than an index of their words is made. */
const smallest = 64;

type WordIndex = ReadonlyMap<string, readonly number[]>;

const indexes = new WeakMap<RecordView, WordIndex>();

/**
 * Messages from index `from` up to, not including, `to` whose normalised text holds one of the forms, in order. Long
 * conversations are looked up by word, so that the work does not grow with the square of their length.
 */
export function* messagesHolding(
  view: RecordView,
  forms: readonly string[],
  { from = 0, to = view.messages.length }: { readonly from?: number; readonly to?: number } = {},
): Generator<MessageView> {
  for (const index of candidates(view, forms, from, to)) {
    const message = view.messages[index];
    if (message !== undefined && index >= from && index < to && holdsForm(message.normalized, forms))
      yield message;
  }
}

/** The first of these messages that someone else than the assistant says, or that the assistant says; null where there is none. */
export function firstHolding(
  view: RecordView,
  forms: readonly string[],
  { from = 0, to = view.messages.length }: { readonly from?: number; readonly to?: number },
  isAssistant: boolean,
): MessageView | null {
  if (view.messages.length < smallest) {
    for (let index = from; index < to; index += 1) {
      const message = view.messages[index];
      if (message === undefined || (message.role === 'assistant') !== isAssistant) continue;
      if (holdsForm(message.normalized, forms)) return message;
    }
    return null;
  }
  for (const message of messagesHolding(view, forms, { from, to }))
    if ((message.role === 'assistant') === isAssistant) return message;
  return null;
}

/** Indexes of messages that may hold a form in their text or in the arguments of their calls. */
export function* candidates(
  view: RecordView,
  forms: readonly string[],
  from: number,
  to: number,
): Generator<number> {
  const words = view.messages.length < smallest ? [null] : forms.map((form) => firstWord(form));
  if (words.includes(null)) {
    for (let index = from; index < to; index += 1) yield index;
    return;
  }
  const index = indexOf(view);
  const lists = words.map((word) => index.get(word ?? '') ?? []);
  if (lists.length === 1) yield* lists[0] ?? [];
  else yield* [...new Set(lists.flat())].sort((left, right) => left - right);
}

function indexOf(view: RecordView): WordIndex {
  const known = indexes.get(view);
  if (known !== undefined) return known;
  const index = new Map<string, number[]>();
  for (const message of view.messages) {
    addWords(index, message.normalized, message.index);
    for (const call of message.calls)
      for (const { value } of call.leaves) addWords(index, String(value).toLowerCase(), message.index);
  }
  indexes.set(view, index);
  return index;
}

/** Each word, and what ends in digits without any unit that may touch them: `250km` holds `250`. */
function addWords(index: Map<string, number[]>, text: string, at: number): void {
  for (const [word] of text.matchAll(wordPattern)) {
    addWord(index, word, at);
    for (const { index: end } of word.matchAll(/\d(?=[a-z]{1,3}(?![a-z0-9]))/g))
      addWord(index, word.slice(0, end + 1), at);
  }
}

function addWord(index: Map<string, number[]>, word: string, at: number): void {
  const list = index.get(word);
  if (list === undefined) index.set(word, [at]);
  else if (list.at(-1) !== at) list.push(at);
}

/** What `holdsForm` takes for parts of words. */
const wordPattern = /[0-9a-z\u00c0-\u024f]+/g;

/** A form stands in a text only where this word does; null where it holds none. */
function firstWord(form: string): string | null {
  return /[0-9a-z\u00c0-\u024f]+/.exec(form)?.[0] ?? null;
}
