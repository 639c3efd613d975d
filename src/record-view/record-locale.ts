import { isJsonObject } from '../json/is-json-object.js';
import { type Locale, referenceLocale } from '../types/plan-row.js';
import { detectLocale } from './words.js';

/** The locale that a record names, else that of what is said in it; never throws. */
export function recordLocale(record: { readonly metadata: unknown; readonly messages: unknown }): Locale {
  const named = isJsonObject(record.metadata) ? record.metadata.locale : undefined;
  if (typeof named === 'string') return named;
  if (!Array.isArray(record.messages)) return referenceLocale;
  const said = record.messages.flatMap((message: unknown): string[] => {
    if (!isJsonObject(message) || (message.role !== 'user' && message.role !== 'assistant')) return [];
    return typeof message.content === 'string' ? [message.content.slice(0, 400)] : [];
  });
  return detectLocale(said.join(' '));
}
