import type { GraphPicture } from './graph-picture.js';
import { type FlatEdge, type FlatNode, toFlatGraph } from './to-flat-graph.js';
import { escapeXml } from './xml-text.js';

type KeyType = 'string' | 'boolean' | 'double';

const nodeKeys: { readonly [name in keyof FlatNode]: KeyType } = {
  label: 'string',
  tool: 'string',
  category: 'string',
  intent: 'string',
  entity: 'string',
  entry: 'boolean',
  response: 'string',
  color: 'string',
  size: 'double',
};
const edgeKeys: { readonly [name in keyof FlatEdge]: KeyType } = {
  kind: 'string',
  weight: 'double',
  links: 'string',
  shared: 'string',
};

/** The picture as GraphML, which yEd, Cytoscape, NetworkX and igraph read. */
export function writeGraphml(picture: GraphPicture): string {
  const graph = toFlatGraph(picture);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...declareKeys('node', nodeKeys),
    ...declareKeys('edge', edgeKeys),
    '  <graph id="endpoints" edgedefault="directed">',
    ...(picture.notice === '' ? [] : [`    <desc>${escapeXml(picture.notice)}</desc>`]),
  ];
  for (const { node, attributes } of graph.nodeEntries()) {
    lines.push(`    <node id="${escapeXml(node)}">`, ...dataOf('node', attributes), '    </node>');
  }
  for (const { edge, source, target, attributes } of graph.edgeEntries()) {
    lines.push(
      `    <edge id="e${edge}" source="${escapeXml(source)}" target="${escapeXml(target)}">`,
      ...dataOf('edge', attributes),
      '    </edge>',
    );
  }
  lines.push('  </graph>', '</graphml>', '');
  return lines.join('\n');
}

function declareKeys(element: 'node' | 'edge', keys: { readonly [name: string]: KeyType }): string[] {
  return Object.entries(keys).map(
    ([name, type]) =>
      `  <key id="${element}_${name}" for="${element}" attr.name="${name}" attr.type="${type}"/>`,
  );
}

/** Empty texts are left out, as readers take what is absent for empty. */
function dataOf(element: 'node' | 'edge', attributes: FlatNode | FlatEdge): string[] {
  return Object.entries(attributes)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `      <data key="${element}_${name}">${escapeXml(String(value))}</data>`);
}
