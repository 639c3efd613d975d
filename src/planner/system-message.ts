import type { LanguageData } from '../language/language-data.js';
import { phraseOf } from '../language/speech.js';
import { joinPhrases, type Phrase, toUtterance } from '../language/utterance.js';
import type { Random } from '../random/random.js';
import type { Scenario } from '../types/scenario.js';

/** What the product tells its assistant: the date, the user it knows, the policies. Each context value stands in it verbatim. */
export function writeSystemMessage(scenario: Scenario, language: LanguageData, random: Random): string {
  const speech = { language, register: 'formal' as const };
  // As segments with a meaning, values are never altered where the text around them is tidied.
  const entries = Object.entries(scenario.profile).map(([key, value]): Phrase => {
    const source = { kind: 'context' as const, pointer: `/profile/${key}` };
    return [`${key.replace(/_/g, ' ')} `, { text: String(value), meaning: { kind: 'claim', source } }];
  });
  const segments = phraseOf(
    'system',
    speech,
    {
      now: [
        `${weekday(scenario.now, language)}, ${scenario.now.slice(0, 10)}, ${scenario.now.slice(11, 16)}`,
      ],
      zone: [scenario.time_zone],
      profile: joinPhrases(entries, ', ', ', '),
      policies: [scenario.policies.map((policy) => policy.text).join(' ')],
    },
    [...(entries.length > 0 ? ['profile'] : []), ...(scenario.policies.length > 0 ? ['policies'] : [])],
    random,
  );
  return toUtterance(segments, { capitalise: true }).text;
}

/** Weekday of an ISO date, by day count from a known Thursday (1 January 1970). */
function weekday(now: string, language: LanguageData): string {
  const [year = 1970, month = 1, day = 1] = now.slice(0, 10).split('-').map(Number);
  const days = Math.floor(Date.UTC(year, month - 1, day) / 86_400_000);
  return language.weekdayNames[(((days + 4) % 7) + 7) % 7] ?? '';
}
