import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ViewLanguage, viewLanguage, viewOfRecord } from '../grounding/conversation-view.js';
import { findClaims } from '../grounding/find-claims.js';
import { loadLanguage } from '../language/data/load-language.js';
import { referenceLocale } from '../types/plan-row.js';
import type { FindClaims } from './change-text.js';

/**
 * Finds sources in every way that a value can be said: counts, comparisons, dates and sums of money as people write them.
 * A language is read from the configuration directory when the first record in it comes by; one that we do not speak is
 * read as English. Throws `LanguageDataError` where what it reads is broken.
 */
export function loadGroundedClaims(configDirectory: string): FindClaims {
  const languages = new Map<string, ViewLanguage>();
  const languageFor = (locale: string): ViewLanguage => {
    // Records are of anyone's making, and the name of a language becomes a path.
    const wanted = /^([a-z]{2,3})(?:-|$)/.exec(locale)?.[1] ?? referenceLocale;
    const name = existsSync(join(configDirectory, 'language', wanted)) ? wanted : referenceLocale;
    const language =
      languages.get(name) ?? viewLanguage(loadLanguage(configDirectory, name), configDirectory);
    languages.set(name, language);
    return language;
  };
  return (record, message, text) => {
    const language = languageFor(record.metadata?.locale ?? referenceLocale);
    return findClaims(text, message, viewOfRecord(record, language)).map((claim) => ({ message, ...claim }));
  };
}
