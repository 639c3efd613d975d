import type { JsonPrimitive } from '../types/json.js';
import { dateForms, timeForms } from './date-forms.js';
import { inEnglish, inKanji } from './spell-number.js';

/**
 * How a value may stand in a normalised text: itself, and the usual ways to write a number, a date or a time. `now` (ISO
 * date or date-time, or null) anchors relative dates such as "tomorrow". Null and empty values have no form.
 */
export function valueForms(value: JsonPrimitive, now: string | null): readonly string[] {
  if (value === null) return [];
  if (typeof value === 'boolean') return value ? ['true', 'yes', 'はい'] : ['false', 'no', 'いいえ'];
  if (typeof value === 'number') return numberForms(value);
  const text = normalizeText(value);
  if (text === '') return [];
  if (/^-?\d{1,15}(\.\d+)?$/.test(text)) return [text, ...numberForms(Number(text))];
  const forms = [text];
  const date =
    /^(\d{4})-(\d{2})-(\d{2})(?:[ t](\d{2}:\d{2}).*)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (date !== null) forms.push(...dateForms(Number(date[1]), Number(date[2]), Number(date[3]), now));
  const slashed = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text);
  if (slashed !== null) {
    forms.push(...dateForms(Number(slashed[3]), Number(slashed[1]), Number(slashed[2]), now));
    forms.push(...dateForms(Number(slashed[3]), Number(slashed[2]), Number(slashed[1]), now));
  }
  const time = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(text);
  if (time !== null) forms.push(...timeForms(Number(time[1]), Number(time[2])));
  return forms;
}

/** Case, width, quotes, white space, thousands separators and trailing decimal zeros folded away. */
export function normalizeText(text: string): string {
  const letters = normalizeLetters(text);
  const numbers = /\d/.test(letters) ? normalizeNumbers(letters) : letters;
  return (/\s\s|[^\x20-\x7f]/.test(numbers) ? numbers.replace(/\s+/g, ' ') : numbers).trim();
}

/** Most texts are ASCII, which has one form and one kind of quotes. */
function normalizeLetters(text: string): string {
  if (!/[^\0-\x7f]/.test(text)) return text.toLowerCase();
  return text.normalize('NFKC').toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"');
}

/** Each replacement needs a sign that most texts with digits do not hold. */
function normalizeNumbers(text: string): string {
  let numbers = text;
  if (numbers.includes(','))
    numbers = numbers.replace(/\d{1,3}(?:,\d{3})+(?!\d)/g, (number) => number.replaceAll(',', ''));
  if (numbers.includes('.'))
    numbers = numbers
      // Not in `11.10.2026`: dots that go on part a date or a version.
      .replace(/(\d\.\d*?[1-9])0+(?!\d|\.\d)/g, '$1')
      .replace(/(\d)\.0+(?![\d.])/g, '$1');
  if (numbers.includes('-')) numbers = numbers.replace(/(\d{4}-\d{2}-\d{2})t(\d{2}:\d{2})/g, '$1 $2');
  return numbers;
}

/** True where a normalised text holds one of the forms, not as a part of a longer word or number. */
export function holdsForm(text: string, forms: readonly string[]): boolean {
  for (const form of forms) if (holds(text, form)) return true;
  return false;
}

function holds(text: string, form: string): boolean {
  for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + 1)) {
    const end = at + form.length;
    if (
      !continues(text, at - 1, form.charCodeAt(0), -1) &&
      !continues(text, end, form.charCodeAt(form.length - 1), 1)
    ) {
      return true;
    }
  }
  return false;
}

/** Whether the character at `at` makes the form's edge a part of a longer word or number. */
function continues(text: string, at: number, edge: number, direction: 1 | -1): boolean {
  if (!isWord(edge)) return false;
  const neighbour = text.charCodeAt(at);
  if (Number.isNaN(neighbour)) return false;
  if (isWord(neighbour)) {
    // "250km", "$15m", "2pm": a unit may touch the digits in front of it, never a digit the other way round.
    return !(
      isDigit(edge) &&
      !isDigit(neighbour) &&
      direction === 1 &&
      /^[a-z%°]{1,3}(?![a-z0-9])/.test(text.slice(at, at + 4))
    );
  }
  const decimalPoint = isDigit(edge) && text[at] === '.' && isDigit(text.charCodeAt(at + direction));
  return decimalPoint;
}

function isWord(code: number): boolean {
  return isDigit(code) || (code >= 97 && code <= 122) || (code >= 0xc0 && code <= 0x24f);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function numberForms(value: number): string[] {
  if (!Number.isFinite(value)) return [];
  const forms = [String(value)];
  if (value < 0) forms.push(String(-value));
  if (Number.isInteger(value) && value >= 0 && value < 100) {
    const words = inEnglish(value);
    forms.push(words);
    if (words.includes('-')) forms.push(words.replace('-', ' '));
    const kanji = inKanji(value);
    if (kanji !== '') forms.push(kanji);
  }
  if (value === 100) forms.push('a hundred', 'one hundred', '百');
  if (value === 1000) forms.push('a thousand', 'one thousand', '千');
  return forms;
}
