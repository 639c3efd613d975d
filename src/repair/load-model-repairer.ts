import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ViewLanguage } from '../grounding/conversation-view.js';
import { groundingWords } from '../grounding/grounding-words.js';
import { loadLanguage } from '../language/data/load-language.js';
import { loadPrompts } from '../prompts/load-prompts.js';
import { type Locale, referenceLocale } from '../types/plan-row.js';
import type { Repairer } from '../types/ports.js';
import { createModelRepairer, type ModelRepairerOptions } from './create-model-repairer.js';
import { createGroundedClaims } from './find-grounded-claims.js';

/**
 * A model repairer with the prompts and the words of every language of a configuration directory, each read when the first
 * record in it comes by. A record in another language is asked about in English, and told values are found word for word.
 * Throws `ComponentConfigError` and `LanguageDataError` where what it reads is broken.
 */
export function loadModelRepairer(
  configDirectory: string,
  options: Omit<ModelRepairerOptions, 'promptsFor' | 'findClaims'>,
): Repairer {
  const promptsFor = remember((locale) => loadPrompts(configDirectory, locale));
  const languageFor = remember((locale): ViewLanguage | null => {
    const isSpoken = ['language', 'grounding'].every((folder) => {
      const path = join(configDirectory, folder, locale);
      return existsSync(path) || existsSync(`${path}.yaml`);
    });
    if (!isSpoken) return null;
    return {
      language: loadLanguage(configDirectory, locale),
      words: groundingWords(configDirectory, locale),
    };
  });
  return createModelRepairer({ ...options, promptsFor, findClaims: createGroundedClaims(languageFor) });
}

/** By the language of a locale: `en` for `en-GB`. Records are of anyone's making, and a locale becomes a path. */
function remember<Value>(read: (language: string) => Value): (locale: Locale) => Value {
  const known = new Map<string, Value>();
  return (locale) => {
    const language = /^([a-z]{2,3})(?:-|$)/.exec(locale)?.[1] ?? referenceLocale;
    const found = known.get(language);
    if (found !== undefined) return found;
    const value = read(language);
    known.set(language, value);
    return value;
  };
}
