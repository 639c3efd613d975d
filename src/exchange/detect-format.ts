import { UnreadableEntryError } from '../errors/exchange-errors.js';
import { UsageError } from '../errors/usage-error.js';
import { isJsonObject } from '../json/is-json-object.js';
import type { JsonValue } from '../types/json.js';
import type { ForeignInput, ForeignReader } from './readers/foreign-reader.js';
import { looksLikeRecord, recognize } from './readers/recognize.js';

/** A format told by the content of an input, and what told it. */
export type DetectedFormat = {
  readonly format: ForeignReader;
  /** In words, with how many of the values looked at show it. */
  readonly evidence: string;
  /** Other formats that read these values alike. */
  readonly alike: readonly string[];
};

const mostLookedAt = 50;

/**
 * Tells the format of an input by its first values. Formats that fit equally well and read alike are one; where they read
 * differently, or the values are of several formats, that is refused. Throws `UsageError`.
 */
export async function detectFormat(
  input: ForeignInput,
  formats: readonly ForeignReader[],
): Promise<DetectedFormat> {
  const { values: looked, problem } = await firstValues(input);
  refuseRecordsIn(looked, input.path);
  // A record of ours among others is told by its line.
  const values = looked.filter((value) => !looksLikeRecord(value));
  const tallied = tally(values, formats);
  const [best] = tallied;
  if (best === undefined) throw notRecognized(input.path, values, problem);
  const rivals = tallied.filter(
    ({ count, format }) => count * 5 > best.count && showsAlone(format, best.format),
  );
  if (rivals.length > 0) throw mixed(input.path, [best, ...rivals], looked.length);
  const equals = tallied.filter(({ count }) => count === best.count);
  const readings = await Promise.all(equals.map(({ format }) => readingsOf(format, input, values)));
  const different = equals.filter((_, index) => readings[index] !== readings[0]);
  if (different.length > 0) throw ambiguous(input.path, [best, ...different]);
  return {
    format: best.format,
    evidence: `${best.evidence} in ${best.count} of ${looked.length} looked at`,
    alike: equals.slice(1).map(({ format }) => format.name),
  };

  /** Whether some values show one format and not the other: then they are of both, not of either. */
  function showsAlone({ name }: ForeignReader, other: ForeignReader): boolean {
    return values.some((value) => {
      const names = recognize(value).map(({ format }) => format);
      return names.includes(name) && !names.includes(other.name);
    });
  }
}

/** Refuses an input of our own records, whatever format it is said to be in. Throws `UsageError`. */
export async function refuseRecords(input: ForeignInput): Promise<void> {
  const { values } = await firstValues(input);
  refuseRecordsIn(values, input.path);
}

function refuseRecordsIn(values: readonly JsonValue[], path: string): void {
  if (values.length === 0 || !values.every(looksLikeRecord)) return;
  throw new UsageError(
    `${path} holds records of datagen already, not a dataset of others.`,
    'It needs no import: every command takes it as it is.',
  );
}

type FirstValues = {
  readonly values: readonly JsonValue[];
  /** Why the first place that cannot be read cannot; null where there is none. */
  readonly problem: string | null;
};

async function firstValues(input: ForeignInput): Promise<FirstValues> {
  const values: JsonValue[] = [];
  let problem: string | null = null;
  for await (const found of input.values()) {
    if (found.error === undefined) values.push(found.value);
    else problem ??= `${found.file}:${found.line}: ${found.error}`;
    if (values.length >= mostLookedAt) break;
  }
  return { values, problem };
}

type Candidate = { readonly format: ForeignReader; readonly evidence: string; readonly count: number };

/** Formats by how many values speak for them, sure signs before others; first those that most do. */
function tally(values: readonly JsonValue[], formats: readonly ForeignReader[]): Candidate[] {
  const counts = new Map<string, { count: number; sure: number; evidence: string }>();
  for (const value of values) {
    for (const { format, isSure, evidence } of recognize(value)) {
      const known = counts.get(format);
      if (known === undefined) counts.set(format, { count: 1, sure: Number(isSure), evidence });
      else {
        if (isSure && known.sure === 0) known.evidence = evidence;
        known.count += 1;
        known.sure += Number(isSure);
      }
    }
  }
  const mostSure = Math.max(0, ...[...counts.values()].map(({ sure }) => sure));
  return formats
    .flatMap((format): Candidate[] => {
      const found = counts.get(format.name);
      // A sign that several formats have says nothing beside one that only some have.
      if (found === undefined || (mostSure > 0 && found.sure === 0)) return [];
      return [{ format, evidence: found.evidence, count: found.count }];
    })
    .sort((left, right) => right.count - left.count);
}

/** What a format makes of the values, as one text: alike where it is the same. */
async function readingsOf(
  format: ForeignReader,
  input: ForeignInput,
  values: readonly JsonValue[],
): Promise<string> {
  const { read } = await format.open(input);
  const readings = values.map((value) => {
    try {
      const { messages, tools } = read(value, 'id');
      return { messages, tools };
    } catch (error) {
      if (error instanceof UnreadableEntryError) return null;
      throw error;
    }
  });
  return JSON.stringify(readings);
}

function notRecognized(path: string, values: readonly JsonValue[], problem: string | null): UsageError {
  const [first] = values;
  const seen = values.flatMap((value) => recognize(value))[0];
  if (seen !== undefined)
    return new UsageError(
      `${path} looks like ${seen.format} (${seen.evidence}), which holds no whole conversation or cannot be read back.`,
      'Name another format with --format if it is one.',
    );
  const keys = isJsonObject(first) ? Object.keys(first).slice(0, 8) : [];
  const found =
    first === undefined
      ? `it holds no value that can be read${problem === null ? '' : ` (${problem})`}`
      : keys.length === 0
        ? 'its first value is no object'
        : `its first value has ${keys.map((key) => JSON.stringify(key.slice(0, 40))).join(', ')}`;
  return new UsageError(`The format of ${path} cannot be told: ${found}.`, 'Name it with --format.');
}

function mixed(path: string, found: readonly Candidate[], total: number): UsageError {
  const counts = found.map(
    ({ format, count, evidence }) => `${count} look like ${format.name} (${evidence})`,
  );
  return new UsageError(
    `${path} holds several formats: of the first ${total} values ${counts.join(', ')}.`,
    'Name one with --format; the others are then told and left out.',
  );
}

function ambiguous(path: string, found: readonly Candidate[]): UsageError {
  const names = found.map(({ format, evidence }) => `${format.name} (${evidence})`);
  return new UsageError(
    `The format of ${path} cannot be told: it may be ${names.join(' or ')}, which read it differently.`,
    'Name one with --format.',
  );
}
