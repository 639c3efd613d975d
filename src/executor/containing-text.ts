import type { Random } from '../random/random.js';
import type { Locale } from '../types/plan-row.js';
import { localeData } from '../values/locale-data.js';
import { fillWords, pickTemplate } from '../values/say.js';
import { titleCase } from '../values/word-case.js';

/** A name or text that holds what was searched for, as such things are called in a locale. */
export function containingText(
  drawn: string,
  wanted: string,
  attribute: string,
  { entity, locale }: { readonly entity: string; readonly locale: Locale },
  random: Random,
): string {
  const { searched, answers } = localeData(locale);
  if (!nameLike.test(attribute))
    return longText.test(attribute) ? `${drawn}${place(answers.get('long_text') ?? ' {}', wanted)}` : wanted;
  const word = /[A-Z]/.test(wanted) ? wanted : titleCase(wanted);
  return place(fillWords(pickTemplate(searched, { entity, label: '' }, random), locale, random), word);
}

/** A function in place of a text, so that no `$&` in what was searched for means anything. */
function place(template: string, wanted: string): string {
  return template.replace('{}', () => wanted);
}

const nameLike = /(^|_)(name|title|headline|label|subject|dish|song|product)$/;
const longText = /description|summary|content|text|body|snippet|abstract|overview/;
