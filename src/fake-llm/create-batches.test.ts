import Anthropic from '@anthropic-ai/sdk';
import { describe, expect, it } from 'vitest';
import { startFakeServer } from '../../test/support/start-fake-server.js';
import type { FakeServerOptions } from './server-options.js';

const params = (content: string) => ({
  model: 'm',
  max_tokens: 100,
  messages: [{ role: 'user' as const, content }],
});
const requests = Array.from({ length: 30 }, (_, index) => ({
  custom_id: `item-${index}`,
  params: params(`Text ${index}`),
}));

async function finish(options: FakeServerOptions, act?: (client: Anthropic, id: string) => Promise<unknown>) {
  const { anthropic } = await startFakeServer(options);
  const { id } = await anthropic.messages.batches.create({ requests });
  await act?.(anthropic, id);
  let batch = await anthropic.messages.batches.retrieve(id);
  while (batch.processing_status !== 'ended') batch = await anthropic.messages.batches.retrieve(id);
  const results: Anthropic.Messages.MessageBatchIndividualResponse[] = [];
  for await (const result of await anthropic.messages.batches.results(id)) results.push(result);
  return { batch, results };
}

describe('message batches', () => {
  it('takes requests, lets them be polled and gives every result once, in an order of its own', async () => {
    const { anthropic } = await startFakeServer();
    const created = await anthropic.messages.batches.create({ requests });
    expect(created).toMatchObject({ processing_status: 'in_progress', results_url: null });
    const looked = await anthropic.messages.batches.retrieve(created.id);
    expect(looked.request_counts.processing).toBe(30);
    const { batch, results } = await finish({});
    expect(batch.request_counts).toEqual({
      processing: 0,
      succeeded: 30,
      errored: 0,
      canceled: 0,
      expired: 0,
    });
    const ids = results.map(({ custom_id }) => custom_id);
    expect(ids).not.toEqual(requests.map(({ custom_id }) => custom_id));
    expect([...ids].sort()).toEqual(requests.map(({ custom_id }) => custom_id).sort());
    for (const { custom_id, result } of results)
      expect(result).toMatchObject({
        type: 'succeeded',
        message: { content: [{ text: `You said: Text ${custom_id.slice('item-'.length)}` }] },
      });
  });

  it('lets items fail, expire or be refused by the same faults as single calls', async () => {
    const { batch, results } = await finish({ faultRate: 0.6, faults: ['server_error', 'reset', 'refusal'] });
    const { errored, expired, succeeded } = batch.request_counts;
    expect(errored).toBeGreaterThan(0);
    expect(expired).toBeGreaterThan(0);
    expect(errored + expired + succeeded).toBe(30);
    const stops = results.flatMap(({ result }) =>
      result.type === 'succeeded' ? result.message.stop_reason : [],
    );
    expect(stops).toContain('refusal');
    const failed = results.find(({ result }) => result.type === 'errored');
    expect(failed?.result).toMatchObject({ error: { type: 'error', error: { type: 'api_error' } } });
    const again = await finish({ faultRate: 0.6, faults: ['server_error', 'reset', 'refusal'] });
    expect(again.results).toEqual(results);
  });

  it('cancels what was not answered yet', async () => {
    const { batch } = await finish({ batchPolls: 3 }, (client, id) => client.messages.batches.cancel(id));
    expect(batch.request_counts.canceled).toBeGreaterThan(0);
    expect(batch.request_counts.canceled + batch.request_counts.succeeded).toBe(30);
  });

  it('lists batches, newest first, so that a lost one can be found again', async () => {
    const { anthropic } = await startFakeServer();
    const first = await anthropic.messages.batches.create({ requests });
    const second = await anthropic.messages.batches.create({ requests });
    const listed: string[] = [];
    for await (const batch of anthropic.messages.batches.list()) listed.push(batch.id);
    expect(listed).toEqual([second.id, first.id]);
  });

  it('refuses wrong ids at once and wrong parameters as items', async () => {
    const { anthropic } = await startFakeServer({ batchPolls: 0 });
    const create = (custom_id: string) =>
      anthropic.messages.batches.create({ requests: [{ custom_id, params: params('x') }] });
    await expect(create('with space')).rejects.toBeInstanceOf(Anthropic.BadRequestError);
    await expect(create('x'.repeat(65))).rejects.toBeInstanceOf(Anthropic.BadRequestError);
    const twice = [requests[0], requests[0]] as typeof requests;
    await expect(anthropic.messages.batches.create({ requests: twice })).rejects.toMatchObject({
      status: 400,
    });
    await expect(anthropic.messages.batches.retrieve('msgbatch_none')).rejects.toMatchObject({ status: 404 });
    const wrong = { ...params('x'), max_tokens: 0 };
    const { id } = await anthropic.messages.batches.create({
      requests: [{ custom_id: 'one', params: wrong }],
    });
    await anthropic.messages.batches.retrieve(id);
    for await (const { result } of await anthropic.messages.batches.results(id))
      expect(result).toMatchObject({ type: 'errored', error: { error: { type: 'invalid_request_error' } } });
  });
});
