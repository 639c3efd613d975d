import type { Mem0Client } from '../../src/memory/mem0-client.js';

/** Speaks mem0's REST interface as the package does, for tests without it: snake case out, camel case in. */
export function createMem0RestClient(host: string, apiKey: string): Mem0Client {
  const send = async (method: string, path: string, body?: object): Promise<unknown> => {
    const headers = { Authorization: `Token ${apiKey}`, 'Content-Type': 'application/json' };
    const response = await fetch(`${host}${path}`, {
      ...{ method, headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw Object.assign(new Error(await response.text()), { status: response.status });
    return camelKeys(await response.json());
  };
  return {
    add: (messages, { userId, infer, metadata }) =>
      send('POST', '/v3/memories/add/', { messages, user_id: userId, infer, metadata }),
    search: (query, { filters, topK, threshold, rerank }) =>
      send('POST', '/v3/memories/search/', { query, filters, top_k: topK, threshold, rerank }),
    getAll: ({ filters, page, pageSize }) =>
      send('POST', `/v3/memories/?page=${page}&page_size=${pageSize}`, { filters }),
    deleteAll: ({ userId }) => send('DELETE', `/v1/memories/?user_id=${userId}`),
  };
}

function camelKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      camelKeys(each),
    ]),
  );
}
