import { describe, expect, it } from 'vitest';
import { travelGraph, wholeGraph } from '../../test/support/make-picture.js';
import { makeRegistry } from '../../test/support/make-registry.js';
import { travelRegistry } from '../../test/support/travel-registry.js';
import { type SubgraphRequest, selectSubgraph } from './select-subgraph.js';

function select(request: Partial<SubgraphRequest>) {
  const { endpoints, edges, leftOut } = selectSubgraph(travelRegistry(), travelGraph, {
    ...wholeGraph,
    ...request,
  });
  return { ids: endpoints.map(({ id }) => id), edges, leftOut };
}

describe('selectSubgraph', () => {
  it('takes everything when nothing is asked for', () => {
    const { ids, edges, leftOut } = select({});
    expect([ids.length, edges.length, leftOut]).toEqual([travelGraph.nodes.length, 6, 0]);
  });

  it('keeps categories and tools by names of any case, and the edges inside only', () => {
    const { ids, edges } = select({ categories: ['Work'], tools: ['JOBS'] });
    expect(ids).toEqual(['jobs/get_job', 'jobs/list_jobs']);
    expect(edges).toEqual([]);
  });

  it('walks data links both ways from the middle, as deep as asked', () => {
    expect(select({ around: 'hotels::book_hotel', depth: 0 }).ids).toEqual(['hotels/book_hotel']);
    expect(select({ around: 'hotels/get_hotel', depth: 1 }).ids).toEqual([
      'hotels/get_hotel',
      'hotels/search_hotels',
    ]);
    expect(select({ around: 'hotels/get_hotel', depth: 3 }).ids).toEqual([
      'hotels/book_hotel',
      'hotels/cancel_booking',
      'hotels/get_booking',
      'hotels/get_hotel',
      'hotels/search_hotels',
    ]);
  });

  it('keeps the best connected of too many, the nearest around a middle, and counts the rest', () => {
    const best = select({ limit: 2 });
    expect(best.ids).toEqual(['hotels/book_hotel', 'hotels/search_hotels']);
    expect(best.leftOut).toBe(travelGraph.nodes.length - 2);
    expect(select({ around: 'hotels/get_hotel', depth: 3, limit: 2 }).ids).toEqual([
      'hotels/get_hotel',
      'hotels/search_hotels',
    ]);
  });

  it('refuses a middle that takes no part in the graph, with the reason', () => {
    const registry = makeRegistry([{ id: 'hotels/old', unusable: 'deprecated' }]);
    const request = { ...wholeGraph, around: 'hotels::old' };
    expect(() => selectSubgraph(registry, { nodes: [], edges: [] }, request)).toThrow(
      'hotels::old takes no part in the graph: deprecated.',
    );
  });

  it.each([
    [{ categories: ['wrok'] }, "no category 'wrok'"],
    [{ tools: ['hotel'] }, "no tool 'hotel'"],
    [{ around: 'hotels::book_hotels' }, "Did you mean 'hotels::book_hotel'?"],
    [{ around: 'book_hotel' }, "Did you mean 'hotels::book_hotel'?"],
    [{ around: '__proto__' }, "no endpoint '__proto__'"],
  ])('refuses names that the catalog does not hold: %j', (request, message) => {
    expect(() => select(request)).toThrow(message);
  });
});
