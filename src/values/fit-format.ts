import { addDays, toIsoDate, toMilliseconds } from './calendar.js';
import { stableHash } from './stable-hash.js';
import type { ValueRequest } from './value-request.js';

/**
 * The text in the form that `format`, or the description in its own words, asks for: `DD.MM.YYYY`, a Unix timestamp, lower
 * case. Formats nobody stated leave the text alone.
 */
export function fitFormat(text: string, request: ValueRequest): string {
  const { schema } = request;
  switch (schema.format) {
    case 'date':
      return isoDate(text, request);
    case 'date-time':
      return `${isoDate(text, request)}T${clock(text)}Z`;
    case 'time':
      return `${clock(text)}Z`;
    case 'email':
      return /^[^\s@]{1,64}@[^\s@]{1,100}\.[a-z]{2,12}$/i.test(text) ? text : request.anchor.person.email;
    case 'uri':
    case 'url':
      return /^https?:\/\//.test(text) ? text : `https://www.example.org/${slug(text)}`;
    case 'uuid':
      return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
        ? text
        : hashedUuid(text);
    case 'uri-reference':
    case 'iri':
      return /^https?:\/\//.test(text) ? text : `https://www.example.org/${slug(text)}`;
    case 'hostname':
    case 'idn-hostname':
      return /^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/i.test(text)
        ? text
        : `${slug(text).replace(/^-+|-+$/g, '') || 'www'}.example.org`;
    case 'duration':
      return /^P(?=\d|T\d)(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?$/.test(text)
        ? text
        : `PT${15 * (1 + (stableHash(text) % 16))}M`;
    case 'ipv6':
      return text.includes('::') ? text : `2001:db8::${(stableHash(text) % 0xffff).toString(16)}`;
    case 'byte':
      return Buffer.from(text).toString('base64');
    case 'ipv4':
      return /^\d{1,3}(\.\d{1,3}){3}$/.test(text)
        ? text
        : `10.${stableHash(text) % 256}.${(stableHash(text) >>> 8) % 256}.7`;
    default:
      return isIsoDate(text) ? writtenDate(text, schema.description ?? '') : text;
  }
}

function isIsoDate(text: string): boolean {
  return text[4] === '-' && /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}|$)/.test(text);
}

function isoDate(text: string, { now }: ValueRequest): string {
  return isIsoDate(text) ? text.slice(0, 10) : toIsoDate(addDays(now, 1 + (stableHash(text) % 60)));
}

function clock(text: string): string {
  const time = /(?:^|[T ])((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)/.exec(text)?.[1];
  if (time !== undefined) return time.length === 5 ? `${time}:00` : time;
  return `${String(8 + (stableHash(text) % 12)).padStart(2, '0')}:${['00', '15', '30', '45'][stableHash(text) % 4]}:00`;
}

/** The date as a description such as `Date in DD.MM.YYYY` or `unix timestamp` wants it. */
function writtenDate(text: string, description: string): string {
  const [year = '', month = '', day = ''] = text.slice(0, 10).split('-');
  if (/\b(unix|epoch)\b/i.test(description))
    return String(Math.floor(toMilliseconds(text.length > 10 ? text : `${text}T00:00:00`) / 1000));
  const pattern = datePattern.exec(description)?.[0];
  if (pattern === undefined) return text;
  const upper = pattern.toUpperCase();
  const written = upper.replace('YYYY', year).replace('MM', month).replace('DD', day);
  return written.includes('YY') ? written.replace('YY', year.slice(2)) : written;
}

const datePattern =
  /\b(?:YYYY[-/.]?MM[-/.]?DD|DD[-/.]?MM[-/.]?YYYY|MM[-/.]?DD[-/.]?YYYY|YYYY[-/.]?DD[-/.]?MM|YYYY[-/.]MM)\b/i;

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60);
}

function hashedUuid(text: string): string {
  const hex = [0, 1, 2, 3]
    .map((part) => stableHash(`${part}/${text}`).toString(16).padStart(8, '0'))
    .join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
