import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configDirectory } from '../../src/config/package-paths.js';
import { realiseAssistant } from '../../src/language/assistant/realise-assistant.js';
import type { Alternative, LanguageData } from '../../src/language/data/language-data.js';
import { loadLanguage } from '../../src/language/data/load-language.js';
import { placesOf } from '../../src/language/data/template.js';
import { phraseOf, plainSpeech } from '../../src/language/speech.js';
import { goalWords } from '../../src/language/thing-phrase.js';
import { realiseUser } from '../../src/language/user/realise-user.js';
import type { Utterance } from '../../src/language/utterance.js';
import { createRandom } from '../../src/random/random.js';
import { intents } from '../../src/types/tool-registry.js';
import { registers, speechOf, wordsAndIntent } from '../support/act-arbitraries.js';
import { assistantAct, traits, userAct } from '../support/whole-acts.js';

const locales = readdirSync(join(configDirectory, 'language'));
/** Symbols that the planner expands, with what it fills in. */
const planned = [
  'system',
  'policy_confirm',
  'policy_forbidden_action',
  'policy_credentials',
  'policy_surveillance',
  'policy_circumvention',
  'at_hand',
];
const plannedPlaces = {
  label: ['label'],
  now: ['now'],
  zone: ['zone'],
  profile: ['profile'],
  policies: ['rules'],
  action: ['act'],
};
const plannedConditions = [[], ['profile'], ['policies'], ['profile', 'policies']];

/** The language, preferring what leads to something not said yet: every alternative comes up soon if any act leads to it. */
function hungry(language: LanguageData, used: Set<Alternative>): LanguageData {
  let said = -1;
  let leading = new Map<string, boolean>();
  const leads = (symbol: string): boolean => {
    if (said !== used.size) {
      said = used.size;
      leading = new Map();
    }
    const known = leading.get(symbol);
    if (known !== undefined) return known;
    leading.set(symbol, false);
    const result = (language.grammar.get(symbol) ?? []).some(isNews);
    leading.set(symbol, result);
    return result;
  };
  const isNews = (alternative: Alternative): boolean =>
    !used.has(alternative) || placesOf(alternative.text).some(leads);
  const watch = (alternative: Alternative): Alternative => ({
    ...alternative,
    get weight() {
      return isNews(alternative) ? 1 : 0.02;
    },
    get text() {
      used.add(alternative);
      return alternative.text;
    },
  });
  const grammar = new Map([...language.grammar].map(([symbol, list]) => [symbol, list.map(watch)]));
  return { ...language, grammar };
}

/** The text with a sign in the place of each value: what the data of the locale alone have said. */
function wordsAround({ text, marks }: Utterance): string {
  const points = [...text];
  for (const { start, end } of [...marks].reverse()) points.splice(start, end - start, '§');
  return points.join('');
}

describe.each(locales)('the grammar of %s', (locale) => {
  it('says something with each of its alternatives, in whole words', () => {
    const used = new Set<Alternative>();
    const shipped = loadLanguage(configDirectory, locale);
    const language = hungry(shipped, used);
    const acts = fc.sample(fc.tuple(userAct, assistantAct, registers, traits), { numRuns: 40_000, seed: 42 });
    for (const [index, [said, answered, register, own]] of acts.entries()) {
      const speech = { ...speechOf(register, own), language };
      for (const utterance of [
        realiseUser(said, speech, createRandom(`user-${index}`)),
        realiseAssistant(answered, speech, createRandom(`assistant-${index}`)),
      ]) {
        const around = wordsAround(utterance);
        expect(around.trim()).not.toBe('');
        expect(around).not.toMatch(/[{}|]|undefined|null|NaN|\[object/);
        expect(around).not.toMatch(/ {2}| [,.;:?!]|[,、]{2}|。。|\b([A-Za-z]+) \1\b/);
      }
    }
    for (const [asked] of fc.sample(fc.tuple(wordsAndIntent), { numRuns: 200, seed: 42 }))
      expect(goalWords(asked, language)).not.toBe('');
    for (const symbol of planned)
      for (const conditions of plannedConditions)
        for (let round = 0; round < 12; round += 1)
          phraseOf(
            symbol,
            plainSpeech(language),
            plannedPlaces,
            conditions,
            createRandom(`${symbol}-${round}`),
          );
    const unused = [...shipped.grammar].flatMap(([symbol, list]) =>
      list.flatMap((alternative) =>
        used.has(alternative) ? [] : [`${symbol}: ${JSON.stringify(alternative.text)}`],
      ),
    );
    expect(unused).toEqual([]);
  }, 120_000);

  it('has words for each verb of English names: its own, those of its intent, or where names are of its language the verb', () => {
    const { names, verbs, dictionary } = loadLanguage(configDirectory, locale);
    const unspoken = [...names.verbs].filter((verb) => !verbs.has(verb));
    if (dictionary.words.size === 0) {
      expect(unspoken.filter((verb) => !/^[a-z]+(?: [a-z]+)*$/.test(verb))).toEqual([]);
      return;
    }
    const ofIntents = intents.map((intent) => verbs.get(names.intentVerbs.get(intent) ?? '') ?? []);
    expect(ofIntents.filter((words) => words.length === 0)).toEqual([]);
  });
});
