import { viewLanguage } from '../grounding/conversation-view.js';
import { loadLanguage } from '../language/data/load-language.js';
import { loadPrompts } from '../prompts/load-prompts.js';
import type { Locale } from '../types/plan-row.js';
import type { RewriteOptions } from './rewrite-record.js';
import { rewritingWords } from './rewriting-words.js';

/**
 * What rewriting records of a locale needs of the configuration: words and prompts. Throws `LanguageDataError` or
 * `ComponentConfigError` where a file is missing or broken.
 */
export function loadRewriting(
  configDirectory: string,
  locale: Locale,
): Pick<RewriteOptions, 'language' | 'words' | 'rewriting' | 'prompts'> {
  return {
    ...viewLanguage(loadLanguage(configDirectory, locale), configDirectory),
    rewriting: rewritingWords(configDirectory, locale),
    prompts: loadPrompts(configDirectory, locale),
  };
}
