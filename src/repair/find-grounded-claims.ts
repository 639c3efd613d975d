import { type ViewLanguage, viewOfRecord } from '../grounding/conversation-view.js';
import { findClaims } from '../grounding/find-claims.js';
import { type Locale, referenceLocale } from '../types/plan-row.js';
import { type FindClaims, findVerbatimClaims } from './find-claims.js';

/**
 * Finds sources in every way that a value can be said in a record's language: counts, comparisons, dates and sums of money
 * as people write them. `languageFor` gives null for a language that we do not speak; there, what stands word for word is
 * found.
 */
export function createGroundedClaims(languageFor: (locale: Locale) => ViewLanguage | null): FindClaims {
  return (record, message, text) => {
    const language = languageFor(record.metadata?.locale ?? referenceLocale);
    if (language === null) return findVerbatimClaims(record, message, text);
    return findClaims(text, message, viewOfRecord(record, language)).map((claim) => ({ message, ...claim }));
  };
}
