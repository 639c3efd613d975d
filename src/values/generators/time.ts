import { rememberByText } from '../../concepts/remember-by-text.js';
import type { Random } from '../../random/random.js';
import { addDays, toIsoDate, toMilliseconds, toTime } from '../calendar.js';
import { isEnd, isStart, says } from '../label-sense.js';
import { say } from '../say.js';
import type { Generator, ValueRequest } from '../value-request.js';

/** Days after now: the anchor's stay where the label says start or end, else a day of the next ten weeks. */
function futureDay({ anchor, label }: ValueRequest, random: Random): number {
  if (isEnd(label)) return anchor.startDays + anchor.stayDays;
  if (isStart(label)) return anchor.startDays;
  return random.integer(1, 75);
}

/** Whether a label tells of what has happened: an order date, a release, the last run. */
const isPast = says(
  /\b(order(ed)?|reported|created|issued?|invoice|published|posted|updated|modified|joined|registered|last|since|opened|hired|released?|sent|received|paid|completed|purchased?|placed|submitted|founded|recorded|damage|incident|accident|born|birth|visited|played|seen|added|filed|requested|uploaded)\b/i,
);

/** What is dealt with within weeks. */
const pending =
  /application|permit|claim|damage|order|booking|reservation|request|enquiry|appointment|ticket|problem|draft|signup|rollout|shipment|parcel|payment/;

/** Days before now. What ends lies after what starts. */
function pastDay({ anchor, label, entity }: ValueRequest, random: Random): number {
  if (isEnd(label)) return 1 + (anchor.startDays % 9);
  if (isStart(label)) return 10 + anchor.startDays;
  if (pending.test(entity ?? '')) return random.integer(1, 40);
  return random.chance(0.5) ? random.integer(1, 60) : random.integer(20, 900);
}

/** Whether a label tells of what is still to come, whatever its concept. */
const isToCome = rememberByText(
  (label) =>
    /\b(due|next|estimated|expected|expires?|expiry|valid until|deadline|apply until|upcoming|starts?)\b/i.test(
      label,
    ) && !/\blast\b/i.test(label),
  20_000,
);

/** Things that tell of what has been: their plain date lies before now. */
const told =
  /review|comment|sighting|observation|measurement|reading|log|history|transaction|expense|receipt|post$|message|article|news|paper|earthquake|mail/;
/** Things that matter for days only. */
const shortLived = /alert|warning|advisory|outage|disruption|forecast|nowcast/;

function nearDay(request: ValueRequest, random: Random): number {
  const { label, entity } = request;
  if (isToCome(label)) return soon(request, random);
  const isPlain = /^(date|time|day|timestamp|date time)$/i.test(label) || isStart(label) || isEnd(label);
  if (isPast(label) || (told.test(entity ?? '') && isPlain)) return -pastDay(request, random);
  return shortLived.test(entity ?? '') ? random.integer(0, 4) : futureDay(request, random);
}

function soon(request: ValueRequest, random: Random): number {
  if (shortLived.test(request.entity ?? '')) return random.integer(1, 5);
  return isEnd(request.label) &&
    /starts?/i.test(request.label) === false &&
    /expir|valid|until/i.test(request.label)
    ? request.anchor.startDays + request.anchor.stayDays
    : random.integer(2, 24);
}

/** Days before now, of what is over; what is short-lived began a day ago at most. */
function passedDay(request: ValueRequest, random: Random): number {
  if (isToCome(request.label)) return -soon(request, random);
  return shortLived.test(request.entity ?? '') ? random.integer(1, 2) : pastDay(request, random);
}

/** Quarter hours between 07:00 and 21:45, as people plan. */
function quarterHour(random: Random): number {
  return random.integer(28, 87) * 15;
}

const dateTime = (days: number, minutes: number, now: string): string =>
  `${toIsoDate(addDays(now, days))}T${toTime(minutes)}:00`;

/** When what a label names takes place; the times between `from` and `to` in steps of so many minutes. */
type Hours = { readonly from: number; readonly to: number; readonly step: number };

const hours: readonly (readonly [RegExp, Hours])[] = [
  [/\b(sunrise|dawn|first light)\b/i, { from: 300, to: 510, step: 1 }],
  [/\b(sunset|dusk|last light)\b/i, { from: 990, to: 1290, step: 1 }],
  [/\b(solar noon|sun ?transit)\b/i, { from: 690, to: 790, step: 1 }],
  [/\bmoon/i, { from: 0, to: 1439, step: 1 }],
  [/\b(doors?)\b/i, { from: 68, to: 80, step: 15 }],
  [/\b(open|opens|opening)\b/i, { from: 24, to: 44, step: 15 }],
  [/\b(clos(e|es|ing)|end|ends|finish)\b/i, { from: 68, to: 92, step: 15 }],
];

const hoursOf = rememberByText(
  (label): Hours | null => hours.find(([pattern]) => pattern.test(label))?.[1] ?? null,
  20_000,
);

export const timeGenerators: { readonly [name: string]: Generator } = {
  date_future: (request, random) => toIsoDate(addDays(request.now, nearDay(request, random))),
  date_past: (request, random) => toIsoDate(addDays(request.now, -passedDay(request, random))),
  date_time_future: (request, random) => dateTime(nearDay(request, random), quarterHour(random), request.now),
  date_time_past: (request, random) =>
    dateTime(-passedDay(request, random), random.integer(360, 1370), request.now),
  timestamp_past: (request, random) =>
    addDays(request.now, -pastDay(request, random)) / 1000 + random.integer(6 * 3600, 23 * 3600),
  time_of_day: ({ label }, random) => {
    const hours = hoursOf(label);
    return toTime(hours === null ? quarterHour(random) : random.integer(hours.from, hours.to) * hours.step);
  },
  year: (request, random) => {
    const year = Number(request.now.slice(0, 4));
    if (/\b(birth|born)\b/i.test(request.label)) return random.integer(year - 75, year - 19);
    return /\b(film|movie|book|song|album|release|published|built|founded|model)\b/i.test(
      `${request.label} ${request.entity ?? ''}`,
    )
      ? random.integer(year - 45, year - 1)
      : random.integer(year - 12, year);
  },
  month: (request, random) =>
    request.schema.type === 'string' ? say('month_name', request, random) : random.integer(1, 12),
  duration_minutes: ({ entity, label, schema }, random) => {
    const unit = unitOfDuration(label);
    const isBounded = schema.maximum !== undefined || schema.enum !== undefined;
    return minutesOf(entity, random) * (isBounded ? 1 : unit);
  },
  date_today: ({ now }) => toIsoDate(toMilliseconds(now)),
};

/** What a minute is in the unit that a label names. */
function unitOfDuration(label: string): number {
  if (/(?:^|[\s_])(?:ms|millis|milliseconds?)$/i.test(label)) return 60_000;
  return /(?:^|[\s_])(?:s|secs?|seconds?)$/i.test(label) ? 60 : 1;
}

function minutesOf(entity: string | null, random: Random): number {
  if (entity !== null && /song|track/.test(entity)) return random.integer(2, 6);
  if (entity !== null && /movie|film/.test(entity)) return random.integer(82, 168);
  if (entity !== null && /flight/.test(entity)) return random.integer(11, 150) * 5;
  return random.integer(2, 48) * 5;
}
