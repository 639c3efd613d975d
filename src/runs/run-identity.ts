import { createHash } from 'node:crypto';
import stringify from 'fast-json-stable-stringify';
import { describeRun, packageVersion } from '../config/describe-run.js';
import type { RunConfig } from '../config/run-config.js';
import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../types/json.js';

/** What a run's bytes depend on, and how its rows are cut into files. Not how many rows it has, nor who makes them. */
export type RunIdentity = {
  readonly format_version: 1;
  /** Twelve hexadecimal digits of the hash of all the rest. */
  readonly run_id: string;
  readonly datagen_version: string;
  /** Hash of the catalog that the artifacts were built from. */
  readonly catalog_hash: string;
  /** Rows of a shard file; whole blocks. */
  readonly shard_rows: number;
  /** Resolved, in the form of a `--config` file. */
  readonly configuration: JsonObject;
};

export function toRunIdentity(config: RunConfig, catalogHash: string, shardRows: number): RunIdentity {
  const { made_by: _madeBy, ...sections } = describeRun(config, catalogHash);
  const run = asObject(sections.run);
  const { n: _n, ...generate } = asObject(run.generate);
  const rest = {
    format_version: 1,
    datagen_version: packageVersion(),
    catalog_hash: catalogHash,
    shard_rows: shardRows,
    configuration: { ...sections, run: { ...run, generate } },
  } as const;
  return { ...rest, run_id: hashOfIdentity(rest) };
}

/** The id of a run: what all the rest of its identity hashes to. */
export function hashOfIdentity(identity: Omit<RunIdentity, 'run_id'>): string {
  const { run_id: _id, ...rest } = { run_id: '', ...identity };
  return createHash('sha256').update(stringify(rest)).digest('hex').slice(0, 12);
}

/** In what two identities differ, one setting a line: `configuration.run.generate.seed: 42, now 7`. */
export function identityDifferences(stored: RunIdentity, wanted: RunIdentity): string[] {
  const { run_id: _stored, ...left } = stored;
  const { run_id: _wanted, ...right } = wanted;
  return differences(left, right, '');
}

function differences(left: JsonValue | undefined, right: JsonValue | undefined, path: string): string[] {
  if (isJsonObject(left) && isJsonObject(right)) {
    const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
    return keys.flatMap((key) => differences(member(left, key), member(right, key), join(path, key)));
  }
  if (stringify(left ?? null) === stringify(right ?? null)) return [];
  return [`${path}: ${inShort(left)}, now ${inShort(right)}`];
}

function member(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function inShort(value: JsonValue | undefined): string {
  if (value === undefined) return 'absent';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function asObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
