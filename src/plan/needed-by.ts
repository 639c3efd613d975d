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
  // row of bits, kept while there is room for it.
  const known = new Map<number, Uint32Array>();
  const leadingTo = (place: number): Uint32Array => {
    let bits = known.get(place);
    if (bits === undefined) {
      if ((known.size + 1) * words > mostWords) known.clear();
      bits = markSuppliers(place, suppliers, words);
      known.set(place, bits);
    }
    return bits;
  };
  return (endpointIds) => {
    const given = new Set(endpointIds);
    const rows = endpointIds.flatMap((id) => {
      const place = places.get(id);
      return place === undefined ? [] : [leadingTo(place)];
    });
    return (endpointId) => {
      if (given.has(endpointId)) return true;
      const place = places.get(endpointId);
      if (place === undefined) return false;
      for (const bits of rows) if (((bits[place >>> 5] ?? 0) >>> (place & 31)) & 1) return true;
      return false;
    };
  };
}

/** Bits of all endpoints from which data links lead to one. */
function markSuppliers(target: number, suppliers: readonly Uint32Array[], words: number): Uint32Array {
  const bits = new Uint32Array(words);
  const open = [target];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    for (const supplier of suppliers[place] ?? []) {
      const [word, bit] = [supplier >>> 5, 1 << (supplier & 31)];
      const marked = bits[word] ?? 0;
      if ((marked & bit) !== 0) continue;
      bits[word] = marked | bit;
      open.push(supplier);
    }
  }
  return bits;
}

/** By place of the node: the places of those that feed it. */
function suppliersOf(graph: EndpointGraph, places: ReadonlyMap<string, number>): readonly Uint32Array[] {
  const suppliers = graph.nodes.map((): number[] => []);
  forEachDataLink(graph, (from, to) => {
    const source = places.get(from);
    if (source !== undefined) suppliers[places.get(to) ?? -1]?.push(source);
  });
  return suppliers.map((each) => Uint32Array.from(each));
}
