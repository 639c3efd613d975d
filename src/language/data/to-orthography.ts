import { Words } from '../words.js';
import type { Orthography } from './language-data.js';
import type { RawOrthography } from './language-schemas.js';
import { parseTemplate, type Template } from './template.js';

export function toOrthography(raw: RawOrthography): Orthography {
  return {
    spaces: raw.spaces,
    capitals: raw.capitals,
    fullStop: raw.full_stop,
    quotes: raw.quotes,
    quotedNames: new Map(Object.entries(raw.quoted_names ?? {})),
    joins: new Map(
      Object.entries(raw.joins).map(([kind, { between, last, last_of_two, form, shares }]) => [
        kind,
        {
          between: new Words(between),
          last: new Words(last),
          lastOfTwo: new Words(last_of_two ?? last),
          form: form ?? null,
          shares: new Set(shares ?? []),
        },
      ]),
    ),
    monthNames: raw.months,
    monthShorts: raw.months_short,
    weekdayNames: raw.weekdays,
    dates: {
      full: toTemplates(raw.dates.full),
      short: toTemplates(raw.dates.short),
      day: raw.dates.day.map(parseTemplate),
      week: raw.dates.week.map(parseTemplate),
      relative: new Map(Object.entries(raw.dates.relative).map(([days, texts]) => [Number(days), texts])),
    },
    times: toTemplates(raw.times),
    halves: raw.halves,
    dateTime: parseTemplate(raw.date_time),
    now: parseTemplate(raw.now),
    digitGroup: raw.digit_group,
    numberWords: raw.number_words,
    ordinals: raw.ordinals,
    yes: raw.yes,
    no: raw.no,
    money: raw.money.map(parseTemplate),
  };
}

function toTemplates(texts: {
  readonly [name: string]: readonly string[];
}): ReadonlyMap<string, readonly Template[]> {
  return new Map(Object.entries(texts).map(([name, list]) => [name, list.map(parseTemplate)]));
}
