import { configDirectory } from '../config/package-paths.js';
import type { Locale } from '../types/plan-row.js';
import { loadPrompts, type Prompts } from './load-prompts.js';

/** The prompts of each locale, read when the first record in it comes by. Throws `ComponentConfigError` where they are broken. */
export function createPromptShelf(): (locale: Locale) => Prompts {
  const shelf = new Map<Locale, Prompts>();
  return (locale) => {
    const prompts = shelf.get(locale) ?? loadPrompts(configDirectory, locale);
    shelf.set(locale, prompts);
    return prompts;
  };
}
