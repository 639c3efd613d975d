import type { LanguageData } from './data/language-data.js';
import { remembering } from './remember.js';
import { type Phrase, plainTextOf, type Segment } from './utterance.js';
import { Words } from './words.js';

/** Puts phrases in a row the way the locale does for this kind of list (`and`, `or`, `items` …). An unknown kind throws. */
export function join(phrases: readonly Phrase[], kind: string, language: LanguageData): Phrase {
  const joined = language.orthography.joins.get(kind);
  if (!joined) throw new RangeError(`The orthography of '${language.locale}' has no join '${kind}'.`);
  const members = joined.shares.size === 0 ? phrases : share(phrases, joined.shares, language);
  const [first] = members;
  if (first && members.length === 1) return first;
  const last = members.length === 2 ? joined.lastOfTwo : joined.last;
  const segments: Segment[] = [];
  for (let index = 0; index < members.length; index += 1) {
    const phrase = members[index] as Phrase;
    if (index > 0) segments.push(index === members.length - 1 ? last : joined.between);
    for (const segment of phrase) segments.push(segment);
  }
  return segments;
}

/** Members in a row that begin with the same of these words become one, which says it once. */
function share(
  phrases: readonly Phrase[],
  words: ReadonlySet<string>,
  language: LanguageData,
): readonly Phrase[] {
  const split = splitterOf(words);
  const groups: { readonly word: Words | null; readonly members: Phrase[] }[] = [];
  for (const phrase of phrases) {
    const start = phrase[0] === undefined ? null : plainTextOf(phrase[0]);
    const parts = start === null ? noWord : split(start);
    const last = groups.at(-1);
    const member = parts.word === null ? phrase : [parts.rest, ...phrase.slice(1)];
    if (parts.word !== null && last?.word === parts.word) last.members.push(member);
    else groups.push({ word: parts.word, members: [member] });
  }
  return groups.map(({ word, members }) => {
    const joined = join(members, 'and', language);
    return word === null ? joined : [word, ...joined];
  });
}

/** The word that a text begins with, if it is one of these, with its gap, and what follows it. */
type Split = { readonly word: Words | null; readonly rest: string | Words };

const noWord: Split = { word: null, rest: '' };

function splitterOf(words: ReadonlySet<string>): (text: string) => Split {
  let splitter = splitters.get(words);
  if (!splitter) {
    const starts = new Map([...words].map((word) => [word, new Words(`${word} `)]));
    splitter = remembering((text): Split => {
      const end = text.indexOf(' ');
      const word = end > 0 ? starts.get(text.slice(0, end)) : undefined;
      return word === undefined ? noWord : { word, rest: new Words(text.slice(end + 1)) };
    });
    splitters.set(words, splitter);
  }
  return splitter;
}

const splitters = new WeakMap<ReadonlySet<string>, (text: string) => Split>();
