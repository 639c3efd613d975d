import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '../errors/configuration-error.js';
import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import { checkRunSettings } from './check-run-settings.js';
import { originSection } from './describe-run.js';
import { didYouMean } from './did-you-mean.js';
import { knowledgeFiles } from './hash-build-settings.js';
import { mergeSettings } from './merge-settings.js';
import { configDirectory } from './package-paths.js';
import type { Environment } from './read-environment.js';
import { readSettingsFile } from './read-settings-file.js';
import type { CommandName, RunConfig } from './run-config.js';

/** A setting as text from a flag or the environment; flags that are switches are booleans, those of several words lists. */
export type OptionText = string | boolean | readonly string[];

export type LoadRunConfigOptions = {
  readonly command: CommandName;
  /** By setting, `max_repairs`; what is undefined was not given. */
  readonly flags: { readonly [setting: string]: OptionText | undefined };
  readonly environment: Environment;
  /** Path of the file that `--config` names. */
  readonly configFile?: string | undefined;
  /** What such a file would hold, in its place, and where it stands. */
  readonly saved?: { readonly content: JsonObject; readonly source: string };
};

/**
 * Completes what the user gave: flag, then `DATAGEN_<FLAG>`, then the file of `--config`, then the shipped files.
 * Throws `ConfigurationError` naming source, key and what is allowed.
 */
export async function loadRunConfig(options: LoadRunConfigOptions): Promise<RunConfig> {
  const { command, saved } = options;
  const configFile = saved?.source ?? options.configFile;
  const shipped = await readShippedSettings();
  const changes =
    saved?.content ?? (configFile === undefined ? {} : await readSettingsFile(configFile, configFile));
  const merged = new Map<string, JsonObject>();
  for (const name of Object.keys(changes).filter((each) => each !== originSection))
    requireComponent(name, shipped, configFile ?? '');
  for (const [name, settings] of shipped) {
    const section: JsonValue = Object.hasOwn(changes, name) ? (changes[name] ?? {}) : {};
    merged.set(name, mergeSection(name, settings, section, configFile ?? ''));
  }

  const { run, ...components } = Object.fromEntries(merged);
  const given = readGiven(options, run?.[command]);
  const commandSettings = { ...asObject(run?.[command]), ...given.values };
  const settings = checkRunSettings({ ...run, [command]: commandSettings }, (path) => {
    const flag = path[0] === command ? given.sources.get(path[1] ?? '') : undefined;
    if (flag !== undefined) return { source: flag, key: '' };
    return { source: configFile ?? 'config/run.yaml', key: ['run', ...path].join('.') };
  });
  return { ...settings, components };
}

/** Every `config/*.yaml` by its name without the ending. */
async function readShippedSettings(): Promise<Map<string, JsonObject>> {
  const files = (await readdir(configDirectory)).filter((file) => file.endsWith('.yaml')).sort();
  const settings = new Map<string, JsonObject>();
  for (const file of files.filter((name) => !knowledgeFiles.includes(name))) {
    settings.set(
      file.slice(0, -'.yaml'.length),
      await readSettingsFile(join(configDirectory, file), `config/${file}`),
    );
  }
  return settings;
}

function requireComponent(name: string, shipped: ReadonlyMap<string, JsonObject>, source: string): void {
  if (shipped.has(name)) return;
  const near = didYouMean(name, [...shipped.keys()]);
  const sections = [...shipped.keys()].join(', ');
  const allowed = near === null ? `Sections are: ${sections}.` : `Did you mean '${near}'?`;
  throw new ConfigurationError({ source, key: name, problem: 'is no section', allowed });
}

function mergeSection(name: string, shipped: JsonObject, section: JsonValue, source: string): JsonObject {
  if (section === null) return shipped;
  if (isJsonObject(section)) return mergeSettings(shipped, section, source, name);
  throw new ConfigurationError({ source, key: name, problem: 'is no group of settings', allowed: '' });
}

type Given = {
  readonly values: { readonly [setting: string]: JsonValue };
  /** Setting → `--seed` or `DATAGEN_SEED`. */
  readonly sources: ReadonlyMap<string, string>;
};

function readGiven(
  { command, flags, environment }: LoadRunConfigOptions,
  shipped: JsonValue | undefined,
): Given {
  const values: { [setting: string]: JsonValue } = {};
  const sources = new Map<string, string>();
  for (const [setting, current] of Object.entries(asObject(shipped))) {
    const [own, other = own] = [`DATAGEN_${setting.toUpperCase()}`, otherNames.get(setting)];
    const variable = environment[own] === undefined ? other : own;
    const found = environment[variable];
    const text = flags[setting] ?? (found === '' ? undefined : found);
    if (text === undefined) continue;
    sources.set(setting, flags[setting] === undefined ? variable : `--${setting.replaceAll('_', '-')}`);
    values[setting] = parseOption(text, current, `${command}.${setting}`);
  }
  return { values, sources };
}

/** Variables that others read as well, by setting. */
const otherNames: ReadonlyMap<string, string> = new Map([['reasoning', 'INCLUDE_REASONING']]);

/** Text in the kind of the default; what does not read as that kind stays text and is refused by the schema. */
function parseOption(text: OptionText, current: JsonValue, setting: string): JsonValue {
  if (typeof text !== 'string') return text;
  // Without a default there is no kind to go by.
  if (setting === 'inspect.link' || setting === 'metrics.compare')
    return text.split(/\s+/).filter((word) => word !== '');
  if (numbersWithoutDefault.test(setting) && /^\d{1,20}(\.\d{1,20})?$/.test(text.trim())) return Number(text);
  if (Array.isArray(current)) {
    const names = text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    // An empty list is no wish: it stays text.
    return names.length === 0 ? text : names;
  }
  if (isJsonObject(current)) return parseParts(text, current);
  if (typeof current === 'number' && /^[+-]?\d{1,20}(\.\d{1,20})?$/.test(text.trim())) return Number(text);
  if (typeof current === 'boolean') {
    const word = text.trim().toLowerCase();
    if (['true', '1', 'yes', 'on'].includes(word)) return true;
    if (['false', '0', 'no', 'off'].includes(word)) return false;
  }
  return text;
}

const numbersWithoutDefault =
  /\.(limit|max_usd|max_tokens|max_calls|concurrency|workers|shard_index|shard_count|train|port)$/;

/** `depth=3,calls=5` over the shipped parts. What is no such list stays text and is refused by the schema. */
function parseParts(text: string, current: JsonObject): JsonValue {
  const parts = new Map<string, JsonValue>(Object.entries(current));
  for (const part of text.split(',')) {
    const [name = '', value, ...rest] = part.split('=').map((each) => each.trim());
    if (value === undefined || rest.length > 0) return text;
    parts.set(name.replaceAll('-', '_'), /^\d{1,9}(\.\d{1,9})?$/.test(value) ? Number(value) : value);
  }
  return Object.fromEntries(parts);
}

function asObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
