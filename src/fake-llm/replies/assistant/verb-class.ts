/** What kind of thing a name or a wish is about to do, by its first verb; null where none is known. */
export function verbClass(words: readonly string[]): VerbClass | null {
  for (const word of words) {
    const known = classOf.get(word);
    if (known !== undefined) return known;
  }
  return null;
}

export type VerbClass = 'look' | 'make' | 'send' | 'change' | 'remove';

/** Kinds that cost something or can't be taken back. */
export function isFinal(kind: VerbClass | null): boolean {
  return kind === 'make' || kind === 'send' || kind === 'remove';
}

const verbs: { readonly [kind in VerbClass]: string } = {
  look: 'find search look show get fetch list see check track retrieve read view browse discover lookup compare tell give',
  make: 'book reserve create make order add place buy purchase schedule start open register request file enroll',
  send: 'send submit pay transfer post publish share message',
  change: 'update change move edit modify set rename reschedule extend adjust',
  remove: 'cancel delete remove withdraw close drop revoke return refund',
};

const classOf = new Map(
  (Object.keys(verbs) as VerbClass[]).flatMap((kind) =>
    verbs[kind].split(' ').map((verb) => [verb, kind] as const),
  ),
);

export function isVerb(word: string): boolean {
  return classOf.has(word);
}
