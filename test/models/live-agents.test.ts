import { beforeAll, describe, expect, it } from 'vitest';
import { loadRunConfig } from '../../src/config/load-run-config.js';
import { bundledCatalogDirectory } from '../../src/config/package-paths.js';
import { generateDataset } from '../../src/generate-dataset.js';
import type { Artifacts } from '../../src/graph/read-artifacts.js';
import {
  type Rehearsal,
  type RehearsalOptions,
  rehearseModels,
} from '../../src/model-agents/rehearse-models.js';
import type { DatasetRecord } from '../../src/types/dataset-record.js';
import type { GenerationEvent } from '../../src/types/generation-event.js';
import { validateRecord } from '../../src/validate/validate-record.js';
import { buildCatalog, type Flags, generateEvents, generateRecords } from '../support/generate-records.js';

const n = '40';
const limits = { planner: 500, user: 500, assistant: 1000, judge: 500, repair: 500 };
let artifacts: Artifacts;
beforeAll(async () => {
  artifacts = await buildCatalog(bundledCatalogDirectory);
}, 60_000);

type Change = RehearsalOptions['change'];
const puppetId = 'puppet-1';
const roles = new Map((['planner', 'user', 'assistant'] as const).map((role) => [role, puppetId] as const));

async function playLive(
  locale: string,
  change?: Change,
  width = 8,
): Promise<{
  offline: DatasetRecord[];
  events: GenerationEvent[];
  runtime: Rehearsal;
}> {
  const flags = { n, seed: '7', locale };
  const offline = await scripts(flags);
  const config = await loadRunConfig({
    command: 'generate',
    flags: { ...flags, agents: 'llm' },
    environment: {},
  });
  const runtime = rehearseModels({ records: offline, roles, ...(change ? { change } : {}) });
  const events: GenerationEvent[] = [];
  const models = { runtime, agents: 'llm' as const, width, reasoning: false, maxTokens: limits };
  for await (const event of generateDataset(artifacts, config, models)) events.push(event);
  return { offline, events, runtime };
}

const made = new Map<string, Promise<DatasetRecord[]>>();

/** Offline records, once for all tests. */
function scripts(flags: Flags): Promise<DatasetRecord[]> {
  const key = JSON.stringify(flags);
  const known = made.get(key) ?? generateRecords(artifacts, flags);
  made.set(key, known);
  return known;
}

function recordsOf(events: readonly GenerationEvent[]): DatasetRecord[] {
  return events.flatMap((event) => (event.type === 'record-ready' ? [event.record] : []));
}

function reasonsOf(events: readonly GenerationEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'attempt-rejected' ? event.reasons : []));
}

describe('live agents that say what offline agents said', () => {
  it.each(['en', 'ja'])('come to the same conversations, every source found anew (%s)', async (locale) => {
    const { offline, events } = await playLive(locale);
    const live = recordsOf(events);
    const same = live.filter((record) => {
      const model = offline.find(({ conversation_id: id }) => id === record.conversation_id);
      return JSON.stringify(model?.messages) === JSON.stringify(record.messages);
    });
    expect(live.flatMap((record) => validateRecord(record))).toEqual([]);
    // A few texts can be read in two ways, and the wrong one is refused.
    expect(same.length / offline.length).toBeGreaterThanOrEqual(0.85);
  });

  it('name the models that made them, by role', async () => {
    const { events } = await playLive('en');
    for (const { metadata } of recordsOf(events))
      expect(metadata.agents).toEqual({
        ...{ planner: puppetId, user: puppetId, assistant: puppetId },
        ...{ judge: 'offline', repair: 'offline' },
      });
  });

  it('give the same records one row at a time and many at once', async () => {
    const [one, many] = [await playLive('en', undefined, 1), await playLive('en', undefined, 32)];
    expect(recordsOf(many.events)).toEqual(recordsOf(one.events));
  });

  it('never let the user see a call or a result, nor the assistant what is withheld', async () => {
    const { offline, runtime } = await playLive('en');
    const offlineEvents = await generateEvents(artifacts, { n, seed: '7', locale: 'en' });
    const redrawn = new Set(
      offlineEvents.flatMap((event) => (event.type === 'attempt-rejected' ? [event.index] : [])),
    );
    // A row that offline agents did not play at once has a record of another chain.
    const played = offline.filter(({ conversation_id: id }) => !redrawn.has(Number(id.split('_')[2])));
    expect(played.length).toBeGreaterThan(offline.length / 2);
    const byId = new Map(played.map((record) => [record.conversation_id, record]));
    for (const { role, logicalId, messages, system, tools } of runtime.exchanges.map(
      ({ request }) => request,
    )) {
      // Later attempts have another chain than the record.
      if (!logicalId.split('/').at(-1)?.startsWith('0.0')) continue;
      const record = byId.get(logicalId.split('/')[0] ?? '');
      if (record === undefined) continue;
      if (role === 'user') {
        expect(messages).toHaveLength(1);
        for (const { id } of record.tool_calls) expect(messages[0]?.content).not.toContain(id);
      }
      if (role === 'assistant') {
        expect(system).not.toContain('directions');
        expect(tools.map(({ name }) => name).sort()).toEqual(record.tools.map(({ name }) => name).sort());
      }
    }
  });
});

describe('live agents that do wrong', () => {
  it('are told of a value from nowhere outside of the conversation, which goes on', async () => {
    const { events, runtime } = await playLive('en', (response, { role, logicalId }) => {
      const [call] = response.toolCalls;
      if (role !== 'assistant' || !call || !logicalId.endsWith('.0')) return response;
      const [parameter] = Object.keys(call.parameters ?? {});
      if (parameter === undefined) return response;
      return {
        ...response,
        toolCalls: [{ ...call, parameters: { ...call.parameters, [parameter]: 'zq-98127' } }],
      };
    });
    const live = recordsOf(events);
    expect(live.length).toBeGreaterThan(0);
    expect(JSON.stringify(live)).not.toContain('zq-98127');
    expect(JSON.stringify(live)).not.toContain('note of the product');
    expect(JSON.stringify(runtime.exchanges)).toContain('nothing said or found so far gives');
  });

  it('get the real error of a call that breaks its schema, and its message loses its weight', async () => {
    const { events } = await playLive('en', (response, { role, messages }) => {
      const [call] = response.toolCalls;
      const erred = messages.some((message) => message.role === 'tool' && message.isError);
      if (role !== 'assistant' || !call || erred) return response;
      return { ...response, toolCalls: [{ ...call, parameters: {} }] };
    });
    const wrong = recordsOf(events).flatMap(({ messages, tool_outputs: outputs }) =>
      messages.flatMap((message) =>
        message.role === 'assistant' && message.weight === 0
          ? (message.tool_calls ?? []).map(({ id }) => outputs.find((output) => output.id === id)?.output)
          : [],
      ),
    );
    expect(recordsOf(events).flatMap((record) => validateRecord(record))).toEqual([]);
    expect(wrong.length).toBeGreaterThan(5);
    for (const output of wrong) expect(output).toMatchObject({ error: { type: 'invalid_arguments' } });
  });

  it('say nothing that no result gave: such a text is asked for again, then the row is rejected', async () => {
    const { events } = await playLive('en', (response, { role }) =>
      role === 'assistant' && response.toolCalls.length === 0
        ? { ...response, text: `${response.text} It was founded in 1873 by Otto Krummacher.` }
        : response,
    );
    expect(recordsOf(events)).toEqual([]);
    expect(reasonsOf(events)[0]).toContain('unsupported-text');
  });

  it('end a row that a model declines to play, with the reason', async () => {
    const { events } = await playLive('en', (response, { role }) =>
      role === 'assistant' ? { ...response, toolCalls: [], stopReason: 'refusal' } : response,
    );
    expect(recordsOf(events)).toEqual([]);
    expect(reasonsOf(events)[0]).toContain('model-refused');
    expect(events.filter(({ type }) => type === 'row-abandoned')).toHaveLength(Number(n));
  });
});
