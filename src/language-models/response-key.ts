import { createHash } from 'node:crypto';
import stringify from 'fast-json-stable-stringify';
import type { LanguageModelRequest } from '../types/language-model.js';
import type { ProviderName } from './model-transport.js';

/** Raised when the same request would be answered by something else, so that nothing recorded before fits. */
const keyVersion = 1;

/**
 * Names the answer to a call: 64 hexadecimal digits over provider, model, logical id and the whole request, whatever the
 * order of its keys. Also the `custom_id` of the call in a batch.
 */
export function responseKey(provider: ProviderName, model: string, request: LanguageModelRequest): string {
  const { logicalId, ...asked } = request;
  const canonical = stringify({ version: keyVersion, provider, model, logicalId, request: asked });
  // Halves of surrogate pairs would all be hashed alike as raw text; JSON spells them out.
  return createHash('sha256').update(canonical).digest('hex');
}
