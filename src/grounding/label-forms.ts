import type { Normalization } from '../types/provenance.js';
import type { ViewLanguage } from './conversation-view.js';
import type { SpokenForm, ValueMeaning } from './spoken-forms.js';

const normalization: Normalization = { name: 'enum_label' };

/** A member of an enumeration in words, or as the locale says it: `price_asc` → "cheapest first". */
export function labelForms(value: string, { label }: ValueMeaning, { language }: ViewLanguage): SpokenForm[] {
  if (value.length > 60) return [];
  const words = value
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/_+|(?<=[A-Za-z])-(?=[A-Za-z])/g, ' ')
    .trim();
  const folded = words.toLowerCase();
  const known = [language.enums.get(`${label.toLowerCase()} ${folded}`), language.enums.get(folded)]
    .flatMap((texts) => texts ?? [])
    .concat(ruleWords(value, language));
  const forms = [...known, ...otherNumber(words, language)].map(
    (text): SpokenForm => ({ text, normalization, kind: 'text' }),
  );
  if (words === value || words === '' || words.split(' ').length > 6) return forms;
  return [
    ...forms,
    ...[words, folded.replaceAll(' ', '-')].map(
      (text): SpokenForm => ({ text, normalization, kind: 'text' }),
    ),
  ];
}

/** Several of what is named as one, or one of several: `loft` → "lofts". Only of words written with a mere s. */
function otherNumber(words: string, { orthography }: ViewLanguage['language']): string[] {
  if (!orthography.spaces || !/^[A-Za-z]+(?: [A-Za-z]+){0,2}$/.test(words)) return [];
  const last = words.split(' ').at(-1) ?? '';
  if (last.length < 4 || last.endsWith('ss')) return [];
  const other = last.endsWith('s') ? words.slice(0, -1) : `${words}s`;
  return [...new Set([other, other.toLowerCase()])];
}

/** What rules of the language say for a member instead of its words. */
function ruleWords(value: string, { rules }: ViewLanguage['language']): string[] {
  const lower = value.toLowerCase();
  return [...rules.slots, ...rules.later].flatMap(({ as, values }) =>
    as !== null && values.includes(lower) ? [as] : [],
  );
}
