import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { shippedMemorySettings } from '../../test/support/read-settings.js';
import { ComponentConfigError } from '../errors/component-config-error.js';
import { parseMemorySettings } from './parse-memory-settings.js';

const shipped = () => parse(readFileSync('config/memory.yaml', 'utf8'));

describe('parseMemorySettings', () => {
  it('reads the shipped file', () => {
    expect(shippedMemorySettings()).toMatchObject({
      ...{ backend: null, embeddings: { model: null } },
      qdrant: { url: 'http://127.0.0.1:6333', timeoutMs: 30_000 },
    });
  });

  it.each([
    [
      { backend: 'redis' },
      '`backend` must be equal to one of the allowed values: keyword, vector, qdrant, mem0 or null',
    ],
    [{ dimensions: 4 }, '`dimensions` must be >= 16'],
    [
      { embeddings: { base_url: 'nowhere', model: null, dimensions: null } },
      '`embeddings.base_url` must be an address',
    ],
    [{ qdrant: { url: 'file:///etc', prefix: 'a', timeout_seconds: 1 } }, '`qdrant.url` must be an address'],
    [
      { qdrant: { url: 'http://me:secret@host', prefix: 'a', timeout_seconds: 1 } },
      'without user and password',
    ],
    [{ qdrant: { url: 'http://host', prefix: '../x', timeout_seconds: 1 } }, '`qdrant.prefix` must match'],
    [{ mem0: { host: 'http://host', timeout_seconds: 0 } }, '`mem0.timeout_seconds` must be > 0'],
    [{ colour: 'red' }, 'it must NOT have additional properties'],
  ])('refuses %j', (change, problem) => {
    const error = (() => {
      try {
        return parseMemorySettings({ ...shipped(), ...change });
      } catch (caught) {
        return caught;
      }
    })();
    expect(error).toBeInstanceOf(ComponentConfigError);
    expect((error as Error).message).toContain(problem);
    expect((error as Error).message).not.toContain('secret');
  });

  it.each([[null], ['keyword'], [[]], [JSON.parse('{"__proto__": {}}')]])(
    'refuses %j instead of settings',
    (content) => {
      expect(() => parseMemorySettings(content)).toThrow(ComponentConfigError);
    },
  );
});
