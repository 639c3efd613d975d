import type { JsonObject } from '../../types/json.js';
import type { WireFormat } from '../fake-request.js';

export function errorBody(format: WireFormat, type: string, message: string): JsonObject {
  if (format === 'openai') return { error: { message, type, param: null, code: null } };
  return { type: 'error', error: { type, message }, request_id: null };
}
