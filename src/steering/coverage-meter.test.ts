import { describe, expect, it } from 'vitest';
import { makeRecord } from '../../test/support/make-record.js';
import { readGraphSettings, readSamplerSettings } from '../../test/support/read-settings.js';
import { travelConcepts, travelRegistry } from '../../test/support/travel-registry.js';
import { buildGraphs } from '../graph/build-graphs.js';
import { renderGraphCoverage } from '../report/render-graph-coverage.js';
import { createSampler } from '../sampler/create-sampler.js';
import { createCoverageMeter } from './coverage-meter.js';

const registry = travelRegistry();
const graph = buildGraphs(registry, travelConcepts, readGraphSettings()).projected;
const meterOf = () =>
  createCoverageMeter({ registry, graph }, createSampler(registry, graph, readSamplerSettings()));
const nameOf = (id: string): string => registry.endpoints.find((each) => each.id === id)?.callName ?? '';
const edge = graph.edges.find(({ kind, from, to }) => kind === 'data_link' && from !== to);
const [from, to] = [nameOf(edge?.from ?? ''), nameOf(edge?.to ?? '')];
const record = (provenance?: object) =>
  makeRecord({
    events: [
      { user: 'Both, please.' },
      { calls: [{ name: from, parameters: {} }] },
      { calls: [{ name: to, parameters: { some: 1 } }] },
    ],
    ...(provenance === undefined ? {} : { extra: { provenance: JSON.parse(JSON.stringify(provenance)) } }),
  });

describe('createCoverageMeter', () => {
  it('counts endpoints that are called, and links where an argument comes from an output', () => {
    const plain = meterOf();
    plain.add(record());
    expect(plain.measure()).toMatchObject({ endpoints: { covered: 2 }, links: { covered: 0 } });
    const linked = meterOf();
    const source = { kind: 'output', call: 'call00000', pointer: '/x' };
    linked.add(record({ arguments: [{ call: 'call00001', pointer: '/some', source }], answers: [] }));
    linked.add(record());
    expect(linked.measure()).toMatchObject({ endpoints: { covered: 2 }, links: { covered: 1 } });
  });

  it('bears what is no record and what the graph does not hold', () => {
    const meter = meterOf();
    for (const odd of [null, 3, 'text', {}, makeRecord()]) meter.add(odd);
    expect(meter.measure()).toMatchObject({ endpoints: { covered: 0 }, links: { covered: 0 } });
  });

  it('never shows more than the bound, nor a bound beyond the offer', () => {
    const meter = meterOf();
    for (let count = 0; count < 5; count += 1) meter.add(record());
    const coverage = meter.measure();
    for (const { covered, offered, bound } of Object.values(coverage)) {
      expect(covered).toBeLessThanOrEqual(bound);
      expect(bound).toBeLessThanOrEqual(offered);
    }
    expect(renderGraphCoverage(coverage).split('\n')).toHaveLength(5);
  });
});
