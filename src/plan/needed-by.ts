import { forEachDataLink } from '../endpoint-graph/for-each-data-link.js';
import type { EndpointGraph } from '../types/tool-graph.js';

/** Tells which endpoints feed one of the given ones over data links, directly or through others; those included. */
export type NeededBy = (endpointIds: readonly string[]) => (endpointId: string) => boolean;

/** Words of 32 marks that may be remembered: 16 MB. */
const mostWords = 4_000_000;

/** Prepares the graph for questions about what leads to what. */
export function createNeededBy(graph: EndpointGraph): NeededBy {
  const places = new Map(graph.nodes.map(({ endpointId }, place) => [endpointId, place]));
  const suppliers = suppliersOf(graph, places);
  const words = Math.ceil(places.size / 32);
  // Thousands of endpoints may lead to one, and the same few are asked about again and again: what leads to each is a
  // row of bits, kept while there is room for it. The room is made once: it costs nothing before it is used.
  const room = new Uint32Array(words * Math.min(places.size, Math.max(1, Math.floor(mostWords / words))));
  const known = new Map<number, Uint32Array>();
  const leadingTo = (place: number): Uint32Array => {
    const remembered = known.get(place);
    if (remembered !== undefined) return remembered;
    if ((known.size + 1) * words > room.length) known.clear();
    const bits = room.subarray(known.size * words, (known.size + 1) * words).fill(0);
    markSuppliers(place, suppliers, bits);
    known.set(place, bits);
    return bits;
  };
  return (endpointIds) => {
    const rows: Uint32Array[] = [];
    for (const id of endpointIds) {
      const place = places.get(id);
      if (place !== undefined) rows.push(leadingTo(place));
    }
    return (endpointId) => {
      if (endpointIds.includes(endpointId)) return true;
      const place = places.get(endpointId);
      if (place === undefined) return false;
      for (const bits of rows) if (((bits[place >>> 5] ?? 0) >>> (place & 31)) & 1) return true;
      return false;
    };
  };
}

/** Sets the bits of all endpoints from which data links lead to one. */
function markSuppliers(target: number, suppliers: Suppliers, bits: Uint32Array): void {
  const { offsets, places } = suppliers;
  const open = [target];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const end = offsets[place + 1] ?? 0;
    for (let at = offsets[place] ?? 0; at < end; at += 1) {
      const supplier = places[at] as number;
      const word = supplier >>> 5;
      const bit = 1 << (supplier & 31);
      const marked = bits[word] as number;
      if ((marked & bit) !== 0) continue;
      bits[word] = marked | bit;
      open.push(supplier);
    }
  }
}

/** `places` from `offsets[place]` up to the next offset: the places of the nodes that feed one. */
type Suppliers = { readonly offsets: Uint32Array; readonly places: Uint32Array };

function suppliersOf(graph: EndpointGraph, places: ReadonlyMap<string, number>): Suppliers {
  const ends: [number, number][] = [];
  const offsets = new Uint32Array(graph.nodes.length + 2);
  forEachDataLink(graph, (from, to) => {
    const source = places.get(from);
    const target = places.get(to);
    if (source === undefined || target === undefined) return;
    ends.push([source, target]);
    offsets[target + 2] = (offsets[target + 2] ?? 0) + 1;
  });
  for (let place = 2; place < offsets.length; place += 1)
    offsets[place] = (offsets[place] ?? 0) + (offsets[place - 1] ?? 0);
  const sources = new Uint32Array(ends.length);
  for (const [source, target] of ends) {
    const at = offsets[target + 1] ?? 0;
    sources[at] = source;
    offsets[target + 1] = at + 1;
  }
  return { offsets, places: sources };
}
