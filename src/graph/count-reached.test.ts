import { describe, expect, it } from 'vitest';
import { readGraphSettings } from '../../test/support/read-settings.js';
import { travelConcepts, travelRegistry } from '../../test/support/travel-registry.js';
import { buildGraphs } from './build-graphs.js';
import { countReached } from './count-reached.js';
import { endpointKey } from './node-keys.js';

const { heterogeneous, projected } = buildGraphs(travelRegistry(), travelConcepts, readGraphSettings());

describe('countReached', () => {
  it('counts what answers lead to over several calls', () => {
    const reached = countReached(heterogeneous, [endpointKey('hotels/search_hotels')]);
    expect(reached).toBeGreaterThanOrEqual(3);
    expect(reached).toBeLessThan(projected.nodes.length);
  });

  it('counts an endpoint that several starts lead to once', () => {
    const all = projected.nodes.map(({ endpointId }) => endpointKey(endpointId));
    expect(countReached(heterogeneous, [...all, ...all])).toBe(all.length);
  });

  it('leaves out what no answer of the starts leads to', () => {
    expect(countReached(heterogeneous, [endpointKey('vault/open_vault')])).toBe(1);
  });

  it('knows no endpoint that the graph does not hold', () => {
    expect(countReached(heterogeneous, ['endpoint:nowhere/nothing'])).toBe(0);
  });
});
