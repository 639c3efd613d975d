import { wordsOf } from '../words.js';

/** What a name or a wish is about to do, by its first verb, and the words that it is about: `returns` is no verb after `list`. */
export function readVerb(words: readonly string[]): {
  kind: VerbClass | null;
  verb: string;
  things: readonly string[];
} {
  const at = words.findIndex((word) => classOf.has(word));
  const verb = words[at] ?? '';
  return { kind: classOf.get(verb) ?? null, verb, things: words.filter((_, index) => index !== at) };
}

export type VerbClass = 'find' | 'get' | 'compare' | 'sum' | 'make' | 'send' | 'change' | 'remove';

/** Kinds that cost something or can't be taken back. */
export function isFinal(kind: VerbClass | null): boolean {
  return kind === 'make' || kind === 'send' || kind === 'remove';
}

const verbs: { readonly [kind in VerbClass]: string } = {
  find: 'find search look list browse discover lookup seek',
  get: 'get show fetch retrieve read view check track see give tell',
  compare: 'compare contrast',
  sum: 'summarize summarise',
  make: 'book reserve create make order add place buy purchase schedule start open register request file enroll apply subscribe hire join log',
  send: 'send submit pay transfer post publish share message release deploy launch merge approve',
  change: 'update change move edit modify set rename reschedule extend adjust exchange assign',
  remove: 'cancel delete remove withdraw close drop revoke return refund terminate',
};

const classOf = new Map(
  (Object.keys(verbs) as VerbClass[]).flatMap((kind) =>
    wordsOf(verbs[kind]).map((verb) => [verb, kind] as const),
  ),
);
