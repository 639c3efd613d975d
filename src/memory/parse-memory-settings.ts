import type { ErrorObject } from 'ajv/dist/2020.js';
import { ComponentConfigError } from '../errors/component-config-error.js';
import { schemaCheck } from '../shipped/schema-check.js';
import type { MemorySettings } from './memory-settings.js';
import { type MemoryBackend, memoryBackends } from './memory-settings.js';

/**
 * The settings of `config/memory.yaml`, or of the section `memory` of the file that `--config` names. Throws
 * `ComponentConfigError` naming what is wrong.
 */
export function parseMemorySettings(
  content: unknown,
  source = 'the section memory of the configuration',
): MemorySettings {
  const isDocument = checkDocument();
  if (!isDocument(content)) throw new ComponentConfigError(source, problemOf(isDocument.errors?.[0]));
  const { embeddings, qdrant, mem0 } = content;
  for (const [key, address] of [
    ['embeddings.base_url', embeddings.base_url],
    ['qdrant.url', qdrant.url],
    ['mem0.host', mem0.host],
  ] as const)
    if (address !== null && !isAddress(address))
      throw new ComponentConfigError(
        source,
        `\`${key}\` must be an address without user and password, such as http://127.0.0.1:6333`,
      );
  return {
    backend: content.backend,
    dimensions: content.dimensions,
    embeddings: {
      baseUrl: embeddings.base_url,
      model: embeddings.model,
      dimensions: embeddings.dimensions,
    },
    qdrant: { url: qdrant.url, prefix: qdrant.prefix, timeoutMs: qdrant.timeout_seconds * 1000 },
    mem0: { host: mem0.host.replace(/\/+$/, ''), timeoutMs: mem0.timeout_seconds * 1000 },
  };
}

type MemoryDocument = {
  readonly backend: MemoryBackend | null;
  readonly dimensions: number;
  readonly embeddings: {
    readonly base_url: string | null;
    readonly model: string | null;
    readonly dimensions: number | null;
  };
  readonly qdrant: { readonly url: string; readonly prefix: string; readonly timeout_seconds: number };
  readonly mem0: { readonly host: string; readonly timeout_seconds: number };
};

const dimensions = { minimum: 16, maximum: 8192 };
const seconds = { type: 'number', exclusiveMinimum: 0, maximum: 3600 };
const text = { minLength: 1, maxLength: 300 };

const checkDocument = schemaCheck<MemoryDocument>(
  () =>
    group({
      backend: { enum: [null, ...memoryBackends] },
      dimensions: { type: 'integer', ...dimensions },
      embeddings: group({
        base_url: { type: ['string', 'null'], ...text },
        model: { type: ['string', 'null'], ...text },
        dimensions: { type: ['integer', 'null'], minimum: 1, maximum: 65_536 },
      }),
      qdrant: group({
        url: { type: 'string', ...text },
        prefix: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,60}$' },
        timeout_seconds: seconds,
      }),
      mem0: group({ host: { type: 'string', ...text }, timeout_seconds: seconds }),
    }),
  { strict: false },
);

function group(properties: { readonly [key: string]: object }): object {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

function problemOf(error: ErrorObject | undefined): string {
  const path = (error?.instancePath ?? '').slice(1).replaceAll('/', '.');
  const allowed = error?.keyword === 'enum' ? `: ${memoryBackends.join(', ')} or null` : '';
  return `${path === '' ? 'it' : `\`${path}\``} ${error?.message ?? 'does not fit'}${allowed}`;
}

function isAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password } = new URL(address);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}
