import { idKinds } from './bare-id.js';
import { normalWords } from './concept-index.js';
import { rememberByText } from './remember-by-text.js';

/** Last noun before the `id` of an identifier's name, numbers and `from`, `second` … aside; null for a bare `id` and other names. */
export const nounOf: (name: string) => string | null = rememberByText((name) => {
  const words = normalWords(name).filter((word) => word.length > 1 && !/^\d+$/.test(word));
  const last = words.at(-1) ?? '';
  if (idEnds.has(last))
    return words.slice(0, -1).findLast((word) => !qualifiers.has(word) && !idKinds.has(word)) ?? null;
  if (words[0] === 'id' && words.length > 1) return last;
  return /^(.{3,30}?)(?:u?u?id)$/.exec(last)?.[1] ?? null;
});

/** All that an identifier's name says before its `id`, as singulars: `cluster edge` of `cluster_edge_id`. */
export function wholeNounOf(name: string): string | null {
  const words = normalWords(name).filter((word) => !/^\d+$/.test(word));
  if (words.length < 2 || !idEnds.has(words.at(-1) ?? '')) return null;
  return words.slice(0, -1).join(' ');
}

/** Words that say which one of two, or whose. */
export const qualifiers: ReadonlySet<string> = new Set(
  'from to origin destination start end first second source target departure arrival outbound inbound parent new old next last my own home away'.split(
    ' ',
  ),
);

const idEnds: ReadonlySet<string> = new Set([
  'id',
  'uid',
  'uuid',
  'guid',
  'gid',
  'sid',
  'iid',
  'pk',
  'identifier',
]);

/** The noun of whose ids a description speaks: "a list of agency IDs", "username, user id, or url". Null where it speaks of none. */
export function idsSpokenOf(description: string): string | null {
  const noun = /\b([a-z]{3,20})[ _-]ids?\b/i.exec(description.slice(0, 120))?.[1];
  const [word] = noun === undefined ? [] : normalWords(noun);
  return word === undefined || vague.has(word) ? null : word;
}

const vague: ReadonlySet<string> = new Set(
  'the this that unique valid internal external numeric and list item object your their its for multiple with get from has have optional required string specific given'.split(
    ' ',
  ),
);

/** "Last 5 Events by Team Id" asks for a team. */
export function byNoun(name: string): string | null {
  const words = normalWords(name);
  const by = words.lastIndexOf('by');
  return by >= 0 && words.length === by + 3 && words[by + 2] === 'id' ? (words[by + 1] ?? null) : null;
}

/** The thing that an endpoint's name is about: its last noun before `by`, `of`, `for` …; null where it names none. */
export function headOf(name: string): string | null {
  return headPhrase(name).at(-1) ?? null;
}

/** Heads that tell of something else, which stands before them: the statistics of a team, the options of a fare. */
export const figures: ReadonlySet<string> = new Set(
  'stat statistic analytic analysis metric figure history summary overview status option type filter setting recommendation suggestion result'.split(
    ' ',
  ),
);

/** What a name is about, past the figures about it: `team` for "Team statistics". Null where it names nothing. */
export function thingOf(name: string): string | null {
  const phrase = headPhrase(name);
  return phrase.findLast((word) => !figures.has(word)) ?? phrase.at(-1) ?? null;
}

/** The words of a name up to its head, verbs and fillers aside; of a path (`/v1/teams/{id}/players`) those of its last step that has any. */
export const headPhrase: (name: string) => readonly string[] = rememberByText((name) => {
  if (!isPath.test(name)) return phraseOf(name);
  for (const step of name.split('/').reverse()) {
    const words = step.includes('{') ? [] : phraseOf(step.replace(/\.[a-z]{2,4}$/i, ''));
    if (words.length > 0) return words;
  }
  return [];
});

/** Steps of a path and no blanks, `flights/auto-complete`, or a name that starts as one. */
const isPath = /^\/|^[^\s]*\/[^\s]*$/;

function phraseOf(name: string): readonly string[] {
  const words = withoutPhrasalVerb(normalWords(name));
  const stop = words.findIndex((word, place) => place > 0 && prepositions.has(word));
  const phrase = contentWords(words.slice(0, stop < 0 ? undefined : stop).join(' '));
  // "List of live events", "Search for playlists".
  const goesOn = words[stop] === 'of' || words[stop] === 'for';
  return phrase.length === 0 && goesOn ? phraseOf(words.slice(stop + 1).join(' ')) : phrase;
}

/** `check_out` and `sign_up_for_event` are about no out and no up. */
function withoutPhrasalVerb(words: readonly string[]): readonly string[] {
  const length = phrasal.test(`${words[0] ?? ''} ${words[1] ?? ''}`)
    ? 2
    : intransitive.has(words[0] ?? '') && prepositions.has(words[1] ?? '')
      ? 1
      : 0;
  if (length === 0) return words;
  const rest = words.slice(length);
  return rest.slice(rest.findIndex((word) => !prepositions.has(word) && word !== 'to'));
}

/** A verb and its particle. */
const phrasal =
  /^(?:(?:sign|log|check|opt|turn|switch|power|set|start|put|take|drop|pick|roll|scale|spin|shut|hand|send|give|call|hang|fill|write|back|top|pay|cash|clean|follow|tune|speed|slow|bring|kick|move|clock|book|join|dial|zoom|crop) (?:up|out|off|back|down|away|over|into)|(?:sign|log|check|opt|clock|tune|join|dial|book|zoom) in|(?:turn|switch|power) on)$/;

/** Verbs that take their object behind a preposition. */
const intransitive: ReadonlySet<string> = new Set(
  'subscribe unsubscribe apply respond enroll enrol listen connect disconnect react vote'.split(' '),
);

/** The collection in whose path a placeholder stands: `trader` for `id` in `/traders/{id}/positions`; null where there is none. */
export function collectionOf(path: string, parameter: string): string | null {
  const steps = path.slice(0, 300).split('/');
  const at = steps.indexOf(`{${parameter}}`);
  const before = at > 0 ? (steps[at - 1] ?? '') : '';
  return before.includes('{') ? null : (phraseOf(before).at(-1) ?? null);
}

const prepositions: ReadonlySet<string> = new Set([
  'by',
  'of',
  'for',
  'in',
  'from',
  'with',
  'on',
  'at',
  'without',
  'within',
  'between',
  'near',
  'using',
  'via',
  'per',
  'that',
  'this',
  'which',
  'who',
  'where',
  'when',
  'be',
]);

/** What an endpoint's name speaks of: its words without verbs and fillers. */
export const contentWords: (name: string) => readonly string[] = rememberByText((name) => {
  return normalWords(name).filter((word) => word.length > 2 && !/^\d/.test(word) && !fillers.has(word));
});

const fillers: ReadonlySet<string> = new Set(
  (
    'get list all by id ids find search query fetch read show lookup look up retrieve return detail details detailed info information data single one specific given ' +
    'the for from with and of in on at to api endpoint v1 v2 v3 new latest popular top trending random recent available number name more full basic additional result deprecated legacy view auto complete autocomplete suggest suggestion active nearby all simple geo controller'
  ).split(' '),
);
