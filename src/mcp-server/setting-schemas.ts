import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configDirectory } from '../config/package-paths.js';
import type { RunConfig } from '../config/run-config.js';
import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import type { ServedCommand } from './command-runner.js';

/** The form of an argument that is a setting of a command, as `config/run.schema.json` has it, with its default. */
export type SettingSchemas = (
  command: ServedCommand,
  /** By setting, `max_repairs`: what an assistant is told of it. */
  descriptions: { readonly [setting: string]: string },
) => { readonly [setting: string]: JsonObject };

export function createSettingSchemas(config: RunConfig): SettingSchemas {
  const document: JsonObject = JSON.parse(readFileSync(join(configDirectory, 'run.schema.json'), 'utf8'));
  const definitions = objectAt(document, '$defs');
  return (command, descriptions) => {
    const properties = objectAt(document, 'properties', command, 'properties');
    const defaults: { readonly [setting: string]: unknown } = config[command];
    const entries = Object.entries(descriptions).map(([setting, description]): [string, JsonObject] => {
      const { description: _, ...schema } = withoutNull(resolved(properties[setting], definitions));
      const value = defaults[camelCase(setting)];
      const fallback = value === null || value === undefined ? {} : { default: value as JsonValue };
      return [setting, { ...schema, description, ...fallback }];
    });
    return Object.fromEntries(entries);
  };
}

/** Settings by their names in code: `maxRepairs` of `max_repairs`. */
export function toSettings(given: JsonObject): { readonly [setting: string]: JsonValue } {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [camelCase(name), value]));
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function resolved(schema: JsonValue | undefined, definitions: JsonObject): JsonObject {
  if (!isJsonObject(schema)) throw new Error('A tool has an argument that is no setting.');
  if (typeof schema.$ref === 'string')
    return resolved(definitions[schema.$ref.replace('#/$defs/', '')], definitions);
  const { properties } = schema;
  if (!isJsonObject(properties)) return schema;
  const entries = Object.entries(properties).map(([name, each]) => [name, resolved(each, definitions)]);
  return { ...schema, properties: Object.fromEntries(entries) };
}

/** An argument is left out instead of being null. */
function withoutNull(schema: JsonObject): JsonObject {
  const { type, enum: members } = schema;
  const types = Array.isArray(type) ? type.filter((each) => each !== 'null') : [];
  return {
    ...schema,
    ...(types.length > 0 ? { type: types.length === 1 ? (types[0] ?? 'string') : types } : {}),
    ...(Array.isArray(members) ? { enum: members.filter((each) => each !== null) } : {}),
  };
}

function objectAt(value: JsonObject, ...path: readonly string[]): JsonObject {
  return path.reduce<JsonObject>((found, key) => {
    const next = found[key];
    if (!isJsonObject(next)) throw new Error(`run.schema.json has no ${path.join('.')}.`);
    return next;
  }, value);
}
