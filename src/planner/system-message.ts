import type { LanguageData } from '../language/data/language-data.js';
import { join } from '../language/join.js';
import { wordsInLocale } from '../language/locale-words.js';
import { phraseOf, plainSpeech } from '../language/speech.js';
import { type Phrase, toUtterance } from '../language/utterance.js';
import { readDate } from '../language/values/calendar-date.js';
import { placesOf } from '../language/values/say-date.js';
import { Words } from '../language/words.js';
import type { Random } from '../random/random.js';
import type { Scenario } from '../types/scenario.js';

/** What the product tells its assistant: the date, the user it knows, the policies. Each context value stands in it verbatim. */
export function writeSystemMessage(scenario: Scenario, language: LanguageData, random: Random): string {
  // As segments with a meaning, values are never altered where the text around them is tidied.
  const entries = Object.entries(scenario.profile).map(([key, value]): Phrase => {
    const source = { kind: 'context' as const, pointer: `/profile/${key}` };
    return [
      `${wordsInLocale(key.replace(/_/g, ' '), language)} `,
      { text: String(value), meaning: { kind: 'claim', source } },
    ];
  });
  const segments = phraseOf(
    'system',
    plainSpeech(language),
    {
      now: nowInWords(scenario.now, language),
      zone: [scenario.time_zone],
      profile: join(entries, 'list', language),
      policies: join(
        scenario.policies.map((policy) => [policy.text]),
        'sentences',
        language,
      ),
    },
    [...(entries.length > 0 ? ['profile'] : []), ...(scenario.policies.length > 0 ? ['policies'] : [])],
    random,
  );
  return toUtterance(segments, language.orthography).text;
}

/** Piece by piece: hardly two conversations have the same time, but its parts come again. */
function nowInWords(now: string, { orthography }: LanguageData): Phrase {
  const date = now.slice(0, 10);
  const day = readDate(date);
  const parts = day ? placesOf(day, orthography) : {};
  return orthography.now.map((piece) => {
    if (piece instanceof Words) return piece;
    if (piece.place === 'date') return date;
    if (piece.place === 'time') return now.slice(11, 16);
    return Object.hasOwn(parts, piece.place) ? String(parts[piece.place]) : '';
  });
}
