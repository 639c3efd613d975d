import { describe, expect, it } from 'vitest';
import { travelGraph, wholeGraph } from '../../test/support/make-picture.js';
import { travelRegistry } from '../../test/support/travel-registry.js';
import { createPicture } from './create-picture.js';
import { layOut } from './lay-out.js';
import { writeGexf } from './write-gexf.js';
import { writeGraphml } from './write-graphml.js';

const booking = createPicture(travelRegistry(), travelGraph, {
  ...wholeGraph,
  around: 'hotels/get_hotel',
});

describe('writeGexf', () => {
  it('writes endpoints with their attributes and edges with their links', () => {
    expect(writeGexf(booking)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <gexf version="1.2" xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http:///www.gexf.net/1.1draft/viz">
        <meta>
          <creator>datagen</creator>
        </meta>
        <graph defaultedgetype="directed">
          <attributes class="node">
            <attribute id="tool" title="tool" type="string"/>
            <attribute id="category" title="category" type="string"/>
            <attribute id="intent" title="intent" type="string"/>
            <attribute id="entity" title="entity" type="string"/>
            <attribute id="entry" title="entry" type="boolean"/>
            <attribute id="response" title="response" type="string"/>
          </attributes>
          <attributes class="edge">
            <attribute id="edge_kind" title="edge_kind" type="string"/>
            <attribute id="links" title="links" type="string"/>
          </attributes>
          <nodes>
            <node id="hotels/get_hotel" label="get_hotel">
              <attvalues>
                <attvalue for="tool" value="hotels"/>
                <attvalue for="category" value="travel"/>
                <attvalue for="intent" value="retrieve"/>
                <attvalue for="entity" value="hotel"/>
                <attvalue for="entry" value="false"/>
                <attvalue for="response" value="declared"/>
              </attvalues>
              <viz:color r="204" g="62" b="62"/>
              <viz:size value="3"/>
            </node>
            <node id="hotels/search_hotels" label="search_hotels">
              <attvalues>
                <attvalue for="tool" value="hotels"/>
                <attvalue for="category" value="travel"/>
                <attvalue for="intent" value="search"/>
                <attvalue for="entity" value="hotel"/>
                <attvalue for="entry" value="true"/>
                <attvalue for="response" value="declared"/>
              </attvalues>
              <viz:color r="204" g="62" b="62"/>
              <viz:size value="3"/>
            </node>
          </nodes>
          <edges>
            <edge id="0" source="hotels/search_hotels" target="hotels/get_hotel" weight="80">
              <attvalues>
                <attvalue for="edge_kind" value="data_link"/>
                <attvalue for="links" value="/results/*/id → hotel_id (0.81)"/>
              </attvalues>
            </edge>
          </edges>
        </graph>
      </gexf>
      "
    `);
  });
});

describe('writeGraphml', () => {
  it('writes endpoints with their attributes and edges with their links', () => {
    expect(writeGraphml(booking)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
        <key id="node_label" for="node" attr.name="label" attr.type="string"/>
        <key id="node_tool" for="node" attr.name="tool" attr.type="string"/>
        <key id="node_category" for="node" attr.name="category" attr.type="string"/>
        <key id="node_intent" for="node" attr.name="intent" attr.type="string"/>
        <key id="node_entity" for="node" attr.name="entity" attr.type="string"/>
        <key id="node_entry" for="node" attr.name="entry" attr.type="boolean"/>
        <key id="node_response" for="node" attr.name="response" attr.type="string"/>
        <key id="node_color" for="node" attr.name="color" attr.type="string"/>
        <key id="node_size" for="node" attr.name="size" attr.type="double"/>
        <key id="edge_kind" for="edge" attr.name="kind" attr.type="string"/>
        <key id="edge_weight" for="edge" attr.name="weight" attr.type="double"/>
        <key id="edge_links" for="edge" attr.name="links" attr.type="string"/>
        <key id="edge_shared" for="edge" attr.name="shared" attr.type="string"/>
        <graph id="endpoints" edgedefault="directed">
          <node id="hotels/get_hotel">
            <data key="node_label">get_hotel</data>
            <data key="node_tool">hotels</data>
            <data key="node_category">travel</data>
            <data key="node_intent">retrieve</data>
            <data key="node_entity">hotel</data>
            <data key="node_entry">false</data>
            <data key="node_response">declared</data>
            <data key="node_color">#cc3e3e</data>
            <data key="node_size">3</data>
          </node>
          <node id="hotels/search_hotels">
            <data key="node_label">search_hotels</data>
            <data key="node_tool">hotels</data>
            <data key="node_category">travel</data>
            <data key="node_intent">search</data>
            <data key="node_entity">hotel</data>
            <data key="node_entry">true</data>
            <data key="node_response">declared</data>
            <data key="node_color">#cc3e3e</data>
            <data key="node_size">3</data>
          </node>
          <edge id="e0" source="hotels/search_hotels" target="hotels/get_hotel">
            <data key="edge_kind">data_link</data>
            <data key="edge_weight">80</data>
            <data key="edge_links">/results/*/id → hotel_id (0.81)</data>
          </edge>
        </graph>
      </graphml>
      "
    `);
  });
});

describe('renderHtml', () => {
  it('says on the page what was left out', () => {
    const { notice } = createPicture(travelRegistry(), travelGraph, { ...wholeGraph, limit: 2 });
    expect(notice).toMatch(/^The best connected 2 of 12 endpoints\. See others with --category/);
  });
});

describe('layOut', () => {
  it('places the same picture the same way, every node apart', () => {
    const picture = createPicture(travelRegistry(), travelGraph, wholeGraph);
    const positions = layOut(picture);
    expect(layOut(picture)).toEqual(positions);
    expect(new Set(positions.map(({ x, y }) => `${x} ${y}`)).size).toBe(picture.nodes.length);
    expect(positions.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
  });

  it('copes with no node and with one', () => {
    expect(layOut({ nodes: [], edges: [], notice: '' })).toEqual([]);
    expect(layOut({ ...booking, nodes: booking.nodes.slice(0, 1), edges: [] })).toHaveLength(1);
  });
});
