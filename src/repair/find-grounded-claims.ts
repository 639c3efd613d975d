import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ViewLanguage, viewOfRecord } from '../grounding/conversation-view.js';
import { findClaims } from '../grounding/find-claims.js';
import { groundingWords } from '../grounding/grounding-words.js';
import { loadLanguage } from '../language/data/load-language.js';
import { referenceLocale } from '../types/plan-row.js';
import { type FindClaims, findVerbatimClaims } from './find-claims.js';

/**
 * Finds sources in every way that a value can be said: counts, comparisons, dates and sums of money as people write them.
 * A language is read from the configuration directory when the first record in it comes by; in one that we do not speak,
 * what stands word for word is found. Throws `LanguageDataError` where what it reads is broken.
 */
export function loadGroundedClaims(configDirectory: string): FindClaims {
  const languages = new Map<string, ViewLanguage | null>();
  const languageFor = (locale: string): ViewLanguage | null => {
    // Records are of anyone's making, and the name of a language becomes a path.
    const name = /^([a-z]{2,3})(?:-|$)/.exec(locale)?.[1] ?? referenceLocale;
    const language = languages.get(name) ?? readLanguage(configDirectory, name);
    languages.set(name, language);
    return language;
  };
  return (record, message, text) => {
    const language = languageFor(record.metadata?.locale ?? referenceLocale);
    if (language === null) return findVerbatimClaims(record, message, text);
    return findClaims(text, message, viewOfRecord(record, language)).map((claim) => ({ message, ...claim }));
  };
}

function readLanguage(configDirectory: string, name: string): ViewLanguage | null {
  const isSpoken =
    existsSync(join(configDirectory, 'language', name)) &&
    existsSync(join(configDirectory, 'grounding', `${name}.yaml`));
  if (!isSpoken) return null;
  return { language: loadLanguage(configDirectory, name), words: groundingWords(configDirectory, name) };
}
