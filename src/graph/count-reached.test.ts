import { describe, expect, it } from 'vitest';
import { readGraphSettings } from '../../test/support/read-settings.js';
import { travelConcepts, travelRegistry } from '../../test/support/travel-registry.js';
import { buildGraphs } from './build-graphs.js';
import { countReached } from './count-reached.js';
import { endpointKey, startKey } from './node-keys.js';

const { heterogeneous, projected } = buildGraphs(travelRegistry(), travelConcepts, readGraphSettings());

describe('countReached', () => {
  it('counts what answers lead to over several calls', () => {
    const reached = countReached(heterogeneous, endpointKey('hotels/search_hotels'));
    expect(reached).toBeGreaterThanOrEqual(3);
    expect(reached).toBeLessThan(projected.nodes.length);
  });

  it('counts from the start all endpoints but the one that nothing supplies', () => {
    expect(countReached(heterogeneous, startKey)).toBe(projected.nodes.length - 1);
  });

  it('counts the endpoint alone where its answers lead nowhere', () => {
    expect(countReached(heterogeneous, endpointKey('vault/open_vault'))).toBe(1);
  });

  it('counts nothing from a node that the graph does not hold', () => {
    expect(countReached(heterogeneous, 'endpoint:nowhere/nothing')).toBe(0);
  });
});
