import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorObject } from 'ajv/dist/2020.js';
import { ConfigurationError } from '../errors/configuration-error.js';
import { isJsonObject } from '../json/is-json-object.js';
import { schemaCheck } from '../shipped/schema-check.js';
import type { JsonObject } from '../types/json.js';
import { didYouMean } from './did-you-mean.js';
import { knownLocales, mixedLocales } from './known-locales.js';
import { configDirectory } from './package-paths.js';
import type { RunConfig } from './run-config.js';

/** Settings of `config/run.yaml`, known to be complete. */
export type RunSettings = Omit<RunConfig, 'components'>;

/** Names where a setting came from: a file and the key in it, or `--seed`, `DATAGEN_SEED` and no key. */
export type NameSource = (path: readonly string[]) => { readonly source: string; readonly key: string };

/** Checks the merged settings against `config/run.schema.json`. Throws `ConfigurationError` for the first that is wrong. */
export function checkRunSettings(settings: JsonObject, nameSource: NameSource): RunSettings {
  const validate = checkSettings();
  if (validate(settings)) {
    const complete = inCamelCase(settings) as unknown as RunSettings;
    requireRange(complete.plan.distractors, nameSource);
    requireLocales(complete, nameSource);
    return complete;
  }
  const error = validate.errors?.[0];
  if (error === undefined) throw new Error('ajv refused settings without an error.');
  throw toConfigurationError(error, nameSource);
}

function requireRange(
  { minimum, maximum }: RunSettings['plan']['distractors'],
  nameSource: NameSource,
): void {
  if (minimum <= maximum) return;
  throw new ConfigurationError({
    ...nameSource(['plan', 'distractors', 'minimum']),
    problem: `is ${minimum}, more than the maximum of ${maximum}`,
    allowed: 'It must not be larger than the maximum.',
  });
}

/** The wanted locale and those with shares have data; shares make a whole. */
function requireLocales({ generate, plan }: RunSettings, nameSource: NameSource): void {
  const known = knownLocales();
  requireOneOf(generate.locale, [...known, mixedLocales], () => nameSource(['generate', 'locale']));
  const shares = Object.entries(plan.localeShares);
  for (const [locale] of shares)
    requireOneOf(locale, known, () => nameSource(['plan', 'locale_shares', locale]));
  const sum = shares.reduce((total, [, share]) => total + share, 0);
  if (Math.abs(sum - 1) < 1e-9) return;
  throw new ConfigurationError({
    ...nameSource(['plan', 'locale_shares']),
    problem: `come to ${Number(sum.toFixed(6))}`,
    allowed: 'Together they must be 1.',
  });
}

function requireOneOf(
  name: string,
  members: readonly string[],
  where: () => { readonly source: string; readonly key: string },
): void {
  if (members.includes(name)) return;
  const near = didYouMean(name, members);
  throw new ConfigurationError({
    ...where(),
    problem: `is ${JSON.stringify(name.slice(0, 60))}, no locale that has data`,
    allowed: `Known are ${members.join(', ')}.${near === null ? '' : ` Did you mean '${near}'?`}`,
  });
}

/** Files say `max_repairs`, code says `maxRepairs`: the keys inside each section are respelled, deeper ones are names. */
function inCamelCase(settings: JsonObject): JsonObject {
  const sections = Object.entries(settings).map(([name, section]) => [
    name,
    isJsonObject(section)
      ? Object.fromEntries(Object.entries(section).map(([key, value]) => [camelCase(key), value]))
      : section,
  ]);
  return Object.fromEntries(sections);
}

function camelCase(key: string): string {
  return key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

const checkSettings = schemaCheck<JsonObject>(
  () => JSON.parse(readFileSync(join(configDirectory, 'run.schema.json'), 'utf8')),
  { verbose: true, allowUnionTypes: true },
);

function toConfigurationError(error: ErrorObject, nameSource: NameSource): ConfigurationError {
  const path = error.instancePath.split('/').slice(1);
  // An address may hold a password.
  const value = (JSON.stringify(error.data) ?? 'absent').replace(/\/\/[^/@]*@/g, '//…@').slice(0, 60);
  if (error.keyword === 'additionalProperties' || error.keyword === 'required') {
    const name = String(error.params.additionalProperty ?? error.params.missingProperty);
    const origin = nameSource([...path, name]);
    // A flag of several parts names no key.
    const subject = origin.key === '' ? `names '${name.slice(0, 60)}', which ` : '';
    const problem = `${subject}${error.keyword === 'required' ? 'is missing' : 'is no setting'}`;
    const known = Object.keys(error.parentSchema?.properties ?? {});
    const near = didYouMean(name, known);
    const allowed =
      origin.key === '' ? (near === null ? `Known: ${known.join(', ')}.` : `Did you mean '${near}'?`) : '';
    return new ConfigurationError({ ...origin, problem, allowed });
  }
  return new ConfigurationError({
    ...nameSource(path),
    problem: `is ${value}`,
    allowed: allowedValues(error),
  });
}

function allowedValues(error: ErrorObject): string {
  const schema = error.parentSchema ?? {};
  if (Array.isArray(schema.enum)) {
    const members = schema.enum.map(String);
    const near = didYouMean(String(error.data), members);
    return `It must be one of ${members.join(', ')}.${near === null ? '' : ` Did you mean '${near}'?`}`;
  }
  if (typeof schema.description === 'string') return `It must be ${schema.description}.`;
  return `It must be ${schema.type === 'boolean' ? 'true or false' : String(schema.type)}.`;
}
