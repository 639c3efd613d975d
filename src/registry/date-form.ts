import type { JsonSchema, JsonValue } from '../types/json.js';

/** The written form of a date that an endpoint wants where it is not ISO 8601: `DD.MM.YYYY`. */
export type DateForm = {
  readonly spelled: string;
  /** Simple anchored pattern of it. */
  readonly pattern: string;
};

/** The form that a description spells out, else the one its specimen shows. Null where it is ISO or nobody says. */
export function dateFormOf(description: string, example: JsonValue): DateForm | null {
  const spelled =
    spelledForm.exec(description.slice(0, 400))?.[1]?.toUpperCase() ??
    (typeof example === 'string' || typeof example === 'number' ? shownForm(String(example)) : null);
  if (spelled === null || spelled === 'YYYY-MM-DD') return null;
  const pattern = spelled
    .replace(/[.]/g, '\\.')
    .replace('YYYY', '\\d{4}')
    .replace('MM', '\\d{2}')
    .replace('DD', '\\d{2}');
  return { spelled, pattern: `^${pattern}$` };
}

/** The schema with the form in its pattern and, where the description is silent, in words. */
export function withDateForm(schema: JsonSchema, { spelled, pattern }: DateForm): JsonSchema {
  const { format: _, ...rest } = schema;
  const said = schema.description ?? '';
  const description = said.toUpperCase().includes(spelled)
    ? said
    : `${said === '' ? 'Date' : said.replace(/[.\s]+$/, '')} (${spelled})`;
  return { ...rest, description, pattern };
}

const spelledForm =
  /(?:^|[^A-Za-z])(YYYY[-/.]?MM[-/.]?DD|DD[-/.]?MM[-/.]?YYYY|MM[-/.]?DD[-/.]?YYYY)(?![A-Za-z_])(?![\sT,]*HH)/i;

function shownForm(text: string): string | null {
  const [, first, mark, second] = /^(\d{2})([./-])(\d{2})[./-](?:19|20)\d{2}$/.exec(text) ?? [];
  if (first !== undefined && second !== undefined && mark !== undefined) {
    if (Number(first) > 12 || mark === '.') return `DD${mark}MM${mark}YYYY`;
    return Number(second) > 12 ? `MM${mark}DD${mark}YYYY` : null;
  }
  if (/^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(text)) return 'YYYYMMDD';
  const slashed = /^(?:19|20)\d{2}([./])\d{2}[./]\d{2}$/.exec(text)?.[1];
  return slashed === undefined ? null : `YYYY${slashed}MM${slashed}DD`;
}
