import { type Answer, type LoopbackServer, type ReceivedRequest, startServer } from './start-server.js';

type Item = { readonly custom_id: string; readonly params: { readonly [key: string]: unknown } };
export type FakeBatch = { readonly id: string; readonly items: readonly Item[]; looks: number };

export type FakeBatches = LoopbackServer & {
  /** Oldest first. */
  readonly batches: FakeBatch[];
  /** Asked before each request is answered; null lets it through. */
  onRequest: ((request: ReceivedRequest) => Answer | null) | null;
  /** The next batch is made and its answer lost. */
  loseNextAnswer: boolean;
  /** Lines that the next results bring before they end as if that were all; null: all lines. */
  cutNextResults: number | null;
  /** What an item brings; a message that echoes its parameters unless set. */
  resultOf: (item: Item) => unknown;
  /** A batch that somebody else sent. */
  addForeign(total: number): void;
};

/** The Message Batches interface, as far as we use it. A batch has ended when it has been looked at twice. */
export async function startFakeBatches(): Promise<FakeBatches> {
  const fake: FakeBatches = {
    ...(await startServer((request) => fake.onRequest?.(request) ?? answer(request, fake))),
    ...{ batches: [], onRequest: null, loseNextAnswer: false, cutNextResults: null },
    resultOf: (item) => ({ type: 'succeeded', message: { type: 'message', said: item.params.ask } }),
    addForeign(total) {
      const items = Array.from({ length: total }, (_, at) => ({ custom_id: `foreign-${at}`, params: {} }));
      fake.batches.push({ id: `msgbatch_${fake.batches.length}`, items, looks: 0 });
    },
  };
  return fake;
}

function answer({ method, path, query, body }: ReceivedRequest, fake: FakeBatches): Answer {
  const [, , , , id, what] = path.split('/');
  if (id === undefined && method === 'POST') {
    const { requests } = body as { requests: Item[] };
    const ids = new Set(requests.map((item) => item.custom_id));
    if (ids.size !== requests.length || ![...ids].every((each) => /^[a-zA-Z0-9_-]{1,64}$/.test(each)))
      return refuse(400, 'invalid_request_error');
    const batch = { id: `msgbatch_${fake.batches.length}`, items: requests, looks: 0 };
    fake.batches.push(batch);
    if (!fake.loseNextAnswer) return { status: 200, body: describe(batch, fake) };
    fake.loseNextAnswer = false;
    return 'reset';
  }
  if (id === undefined) return list(query, fake);
  const batch = fake.batches.find((each) => each.id === id);
  if (!batch) return refuse(404, 'not_found_error');
  if (what !== 'results') {
    batch.looks += 1;
    return { status: 200, body: describe(batch, fake) };
  }
  if (batch.looks < 2) return refuse(404, 'not_found_error');
  const lines = batch.items
    .map((item) => ({ custom_id: item.custom_id, result: fake.resultOf(item) }))
    .reverse();
  const shown = lines.slice(0, fake.cutNextResults ?? lines.length);
  fake.cutNextResults = null;
  return { status: 200, body: shown.map((line) => `${JSON.stringify(line)}\n`).join('') };
}

/** Two on a page, newest first. */
function list(query: URLSearchParams, fake: FakeBatches): Answer {
  const newest = fake.batches.toReversed();
  const from = newest.findIndex(({ id }) => id === query.get('after_id')) + 1;
  const data = newest.slice(from, from + 2).map((batch) => describe(batch, fake));
  return {
    status: 200,
    body: {
      data,
      has_more: from + 2 < newest.length,
      first_id: data[0]?.id ?? null,
      last_id: data.at(-1)?.id ?? null,
    },
  };
}

function describe({ id, items, looks }: FakeBatch, fake: FakeBatches) {
  const ended = looks >= 2;
  const [processing, succeeded] = ended ? [0, items.length] : [items.length, 0];
  return {
    ...{ id, type: 'message_batch', processing_status: ended ? 'ended' : 'in_progress' },
    request_counts: { processing, succeeded, errored: 0, canceled: 0, expired: 0 },
    created_at: new Date(Date.UTC(2026, 0, 1) + Number(id.slice(9)) * 1000).toISOString(),
    results_url: ended ? `${fake.url}/v1/messages/batches/${id}/results` : null,
  };
}

function refuse(status: number, type: string): Answer {
  return { status, body: { type: 'error', error: { type, message: type } } };
}
