import { describe, expect, it } from 'vitest';
import { makeRegistry } from '../../test/support/make-registry.js';
import { readGraphSettings } from '../../test/support/read-settings.js';
import { travelConcepts, travelSketches } from '../../test/support/travel-registry.js';
import { buildGraphs } from '../graph/build-graphs.js';
import { createConceptIndex } from '../graph/concept-index.js';
import { explainPair } from './explain-pair.js';
import type { PairContext } from './pair-context.js';
import { renderPair } from './render-pair.js';

const settings = readGraphSettings();
const registry = makeRegistry([
  ...travelSketches,
  { id: 'hotels/broken', unusable: 'deprecated' },
  { id: 'hotels/ping', parameters: [] },
]);
const context: PairContext = {
  registry,
  graph: buildGraphs(registry, travelConcepts, settings).projected,
  concepts: createConceptIndex(travelConcepts.concepts.values()),
  settings,
};
const explain = (from: string, to: string) => explainPair(context, from, to);

describe('explainPair', () => {
  it('says which field supplies which parameter, what both are, how sure that is, and the path', () => {
    // How sure it is depends on the settings.
    const text = renderPair(explain('hotels::search_hotels', 'hotels/book_hotel')).replace(
      /\d\.\d\d/g,
      '0.00',
    );
    expect(text).toMatchInlineSnapshot(`
      "hotels::book_hotel can be fed by hotels::search_hotels:

        /results/*/id of 'search_hotels' supplies the required parameter hotel_id of 'book_hotel'.
          Both identify a hotel in the tool 'hotels'.
          The field has no concept of its own: its place says what it is, in an object that shows a hotel, as its identifier.
          The parameter is a hotel id (0.00), which identifies a hotel.
          Confidence 0.00.
          Path: endpoint hotels/search_hotels → field /results/*/id → concept hotel_id → parameter hotel_id → endpoint hotels/book_hotel"
    `);
  });

  it('tells things apart that are named alike', () => {
    const { outcome, reasons } = explain('jobs::list_jobs', 'hotels::get_hotel');
    expect(outcome).toBe('none');
    expect(reasons).toEqual([
      'Different things: /jobs/*/id is the identifier of a job, hotel_id wants the identifier of a hotel.',
    ]);
  });

  it('shows the way over other endpoints and the link that points back', () => {
    const { outcome, others } = explain('hotels::search_hotels', 'hotels::cancel_booking');
    expect(outcome).toBe('none');
    expect(others.join('\n')).toContain(
      'hotels::search_hotels → hotels::book_hotel → hotels::cancel_booking',
    );
    expect(explain('hotels::get_hotel', 'hotels::search_hotels').others.join('\n')).toContain(
      'The other way round there is a link',
    );
  });

  it('names links that heavier edges kept out of the graph', () => {
    const bare = { ...context, graph: { nodes: context.graph.nodes, edges: [] } };
    const { outcome, links } = explainPair(bare, 'hotels::search_hotels', 'hotels::get_hotel');
    expect(outcome).toBe('outweighed');
    expect(links).toHaveLength(1);
  });

  it.each([
    ['hotels/broken', 'hotels/get_hotel', 'takes no part in the graph: deprecated'],
    ['hotels/ping', 'hotels/get_hotel', 'shows nothing that can be passed on'],
    ['hotels/search_hotels', 'hotels/ping', 'it has no parameters'],
    ['hotels/get_hotel', 'hotels/get_hotel', 'does not feed itself'],
    ['hotels/search_hotels', 'weather/forecast', 'They share no concept.'],
  ])('says what stands between %s and %s', (from, to, reason) => {
    expect(explain(from, to).reasons.join('\n')).toContain(reason);
  });

  it('names the nearest endpoint for one that is not there', () => {
    expect(() => explain('hotels::serch_hotels', 'hotels/get_hotel')).toThrow(
      "Did you mean 'hotels::search_hotels'?",
    );
  });
});
