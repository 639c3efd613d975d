import { expect, it } from 'vitest';
import { loadKnowledge } from '../concepts/load-knowledge.js';
import { configDirectory } from '../config/package-paths.js';
import { isCredential } from './exclusions.js';

it('takes keys and passwords for secrets, and no amounts or switches', () => {
  const knowledge = loadKnowledge(configDirectory);
  const secret = (name: string, type: string): boolean =>
    isCredential({ name, type, description: '', default: null, extensions: {} }, knowledge);
  expect(['password', 'api_key', 'access_token'].map((name) => secret(name, 'string'))).toEqual([
    true,
    true,
    true,
  ]);
  expect(secret('max_tokens', 'integer')).toBe(false);
  expect(secret('tokens', 'NUMBER')).toBe(false);
  expect(secret('tokens', 'string')).toBe(true);
  expect(secret('token', 'boolean')).toBe(false);
});
