import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import type { Responder } from './create-responder.js';
import { keyedChance, keyedHash } from './keyed-chance.js';
import type { CompleteServerOptions } from './server-options.js';
import { BadRequest } from './wire/bad-request.js';
import { errorBody } from './wire/error-body.js';
import { readAnthropic } from './wire/read-anthropic.js';
import { needArray, needObject, needString } from './wire/read-body.js';

/** Message Batches, kept in memory as long as the server lives. */
export interface Batches {
  create(body: JsonObject): JsonObject;
  retrieve(id: string): JsonObject;
  /** Newest first. */
  list(): JsonObject;
  cancel(id: string): JsonObject;
  /** JSON Lines, in an order of its own. */
  results(id: string): string;
}

type Batch = {
  readonly id: string;
  readonly createdAt: number;
  readonly items: readonly { readonly customId: string; readonly params: JsonValue }[];
  looks: number;
  isCanceled: boolean;
  results: readonly JsonObject[] | null;
};

const mostItems = 100_000;
const dayMs = 86_400_000;

/**
 * What an item brings is decided by its `custom_id`, as for a call of that logical id: faults of the model show in the message,
 * `rate_limit`, `overloaded`, `server_error`, `html` and `truncated_json` make it `errored`, `reset`, `slow_body` and
 * `cut_body` let it expire. Every method throws `BadRequest`.
 */
export function createBatches(
  respond: Responder,
  options: CompleteServerOptions,
  url: () => string,
): Batches {
  const batches = new Map<string, Batch>();
  const find = (id: string) => {
    const batch = batches.get(id);
    if (batch) return batch;
    throw new BadRequest(`Message Batch ${id.slice(0, 100)} not found.`, 404, 'not_found_error');
  };
  return {
    create(body) {
      const items = readItems(body);
      // The same requests may be sent twice; both are batches.
      const id = `msgbatch_${keyedHash('batch', JSON.stringify(body), batches.size).slice(0, 24)}`;
      const batch: Batch = {
        ...{ id, items, createdAt: options.now() },
        ...{ looks: 0, isCanceled: false, results: null },
      };
      batches.set(id, batch);
      return describe(batch, url());
    },
    retrieve(id) {
      const batch = find(id);
      batch.looks += 1;
      if (batch.results === null && (batch.isCanceled || batch.looks > options.batchPolls))
        batch.results = batch.items.map((item) => resultOf(item, batch.isCanceled, respond));
      return describe(batch, url());
    },
    list() {
      const data = [...batches.values()].reverse().map((batch) => describe(batch, url()));
      return {
        data,
        has_more: false,
        first_id: data[0]?.id ?? null,
        last_id: data.at(-1)?.id ?? null,
      };
    },
    cancel(id) {
      const batch = find(id);
      if (batch.results !== null)
        throw new BadRequest(`Batch ${id} cannot be canceled because it has already ended.`);
      batch.isCanceled = true;
      return describe(batch, url());
    },
    results(id) {
      const { results } = find(id);
      if (results === null)
        throw new BadRequest(`Results of Message Batch ${id} are not ready.`, 404, 'not_found_error');
      const place = (result: JsonObject) => keyedHash(options.seed, 'order', String(result.custom_id));
      const shuffled = results.map((result) => ({ result, at: place(result) }));
      shuffled.sort((one, other) => (one.at < other.at ? -1 : 1));
      return shuffled.map(({ result }) => `${JSON.stringify(result)}\n`).join('');
    },
  };
}

function readItems(body: JsonObject): Batch['items'] {
  const requests = needArray(body.requests, 'requests');
  if (requests.length === 0 || requests.length > mostItems)
    throw new BadRequest(`requests: List should have 1 to ${mostItems} items`);
  const seen = new Set<string>();
  return requests.map((value, index) => {
    const request = needObject(value, `requests.${index}`);
    const customId = needString(request.custom_id, `requests.${index}.custom_id`);
    if (!/^[a-zA-Z0-9_-]{1,64}$/.test(customId))
      throw new BadRequest(
        `requests.${index}.custom_id: String should match pattern '^[a-zA-Z0-9_-]{1,64}$'`,
      );
    if (seen.has(customId)) throw new BadRequest(`requests.${index}.custom_id: must be unique`);
    seen.add(customId);
    return { customId, params: request.params ?? null };
  });
}

/** Parameters are looked at only here, as the provider does: a wrong one is an item that failed. */
function resultOf(
  { customId, params }: Batch['items'][number],
  isCanceled: boolean,
  respond: Responder,
): JsonObject {
  // What was answered before the cancellation stays answered.
  if (isCanceled && keyedChance('canceled', customId) < 0.5)
    return { custom_id: customId, result: { type: 'canceled' } };
  try {
    const body = needObject(params, 'params');
    const { good, transportFault } = respond(readAnthropic(body, { callId: customId, attempt: 0 }), body);
    if (transportFault === null || transportFault === 'wrong_model')
      return { custom_id: customId, result: { type: 'succeeded', message: parse(good.body) } };
    if (transportFault === 'reset' || transportFault === 'slow_body' || transportFault === 'cut_body')
      return { custom_id: customId, result: { type: 'expired' } };
    const type = transportFault === 'overloaded' ? 'overloaded_error' : 'api_error';
    return errored(customId, type, 'Internal server error');
  } catch (error) {
    if (!(error instanceof BadRequest)) throw error;
    return errored(customId, error.type, error.message);
  }
}

function errored(customId: string, type: string, message: string): JsonObject {
  return { custom_id: customId, result: { type: 'errored', error: errorBody('anthropic', type, message) } };
}

function parse(text: string): JsonObject {
  try {
    const parsed: unknown = JSON.parse(text);
    if (isJsonObject(parsed)) return parsed;
  } catch {
    // Bytes of a script: they are no message, so the item failed.
  }
  throw new BadRequest('The model did not answer.', 500, 'api_error');
}

function describe({ id, items, results, isCanceled, createdAt }: Batch, url: string): JsonObject {
  const counted = (type: string) =>
    (results ?? []).filter(({ result }) => isJsonObject(result) && result.type === type).length;
  const time = (at: number) => new Date(at).toISOString();
  return {
    id,
    type: 'message_batch',
    processing_status: results !== null ? 'ended' : isCanceled ? 'canceling' : 'in_progress',
    request_counts: {
      processing: results === null ? items.length : 0,
      succeeded: counted('succeeded'),
      errored: counted('errored'),
      canceled: counted('canceled'),
      expired: counted('expired'),
    },
    created_at: time(createdAt),
    expires_at: time(createdAt + dayMs),
    ended_at: results === null ? null : time(createdAt),
    cancel_initiated_at: isCanceled ? time(createdAt) : null,
    archived_at: null,
    results_url: results === null ? null : `${url}/v1/messages/batches/${id}/results`,
  };
}
