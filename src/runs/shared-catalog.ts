import type { RealisationCatalog } from '../generation/create-realisation.js';
import type { SelectedCatalog } from '../plan/select-tools.js';
import type { Endpoint, EndpointLookup, ToolRegistry } from '../types/tool-registry.js';

/**
 * The endpoints of a run as bytes that all threads read and none copies: the JSON text of each, found by its id. A thread
 * unpacks those that its rows name.
 */
export type SharedCatalog = {
  /** UTF-8: the id and the text of each endpoint, one after the other. */
  readonly bytes: SharedArrayBuffer;
  /** Two places for each endpoint: where its id begins, and where its text does; one more at the end. */
  readonly places: SharedArrayBuffer;
  /** Numbers of endpoints from 1, by the hash of their ids, in the next free slot; 0 is a free one. */
  readonly slots: SharedArrayBuffer;
  /** Category of each tool by its id, as JSON. */
  readonly categories: SharedArrayBuffer;
};

/** Packs what rows can name. Takes the time of writing the registry as JSON. */
export function shareCatalog({ tools, endpoints }: ToolRegistry): SharedCatalog {
  const texts = endpoints.map((endpoint) => JSON.stringify(endpoint));
  const sizes = endpoints.map(({ id }, number) => [
    Buffer.byteLength(id),
    Buffer.byteLength(texts[number] as string),
  ]);
  const total = sizes.reduce((sum, [id = 0, text = 0]) => sum + id + text, 0);
  const bytes = new SharedArrayBuffer(total);
  const places = new SharedArrayBuffer((endpoints.length * 2 + 1) * 4);
  const slots = new SharedArrayBuffer(slotsFor(endpoints.length) * 4);
  const [target, placeOf, slotOf] = [Buffer.from(bytes), new Uint32Array(places), new Uint32Array(slots)];
  let place = 0;
  endpoints.forEach(({ id }, number) => {
    placeOf[number * 2] = place;
    place += target.write(id, place);
    placeOf[number * 2 + 1] = place;
    place += target.write(texts[number] as string, place);
    let slot = hash(id) & (slotOf.length - 1);
    while (slotOf[slot] !== 0) slot = (slot + 1) & (slotOf.length - 1);
    slotOf[slot] = number + 1;
  });
  placeOf[endpoints.length * 2] = place;
  const categories = JSON.stringify(tools.map(({ id, category }) => [id, category]));
  return { bytes, places, slots, categories: toShared(categories) };
}

/** Endpoints that a thread keeps unpacked; the rest is unpacked again when it is asked for. */
const mostUnpacked = 20_000;

/** Reads a shared catalog. `whole` is asked for where variants are made. */
export function openSharedCatalog(
  { bytes, places, slots, categories }: SharedCatalog,
  whole: RealisationCatalog['whole'],
): RealisationCatalog & { readonly endpointNamed: (callName: string) => Endpoint | undefined } {
  const [source, placeOf, slotOf] = [Buffer.from(bytes), new Uint32Array(places), new Uint32Array(slots)];
  const unpacked = new Map<string, Endpoint>();
  const named = new Map<string, Endpoint>();
  const at = (index: number): number => placeOf[index] as number;

  function unpack(id: string): Endpoint | undefined {
    for (let slot = hash(id) & (slotOf.length - 1); ; slot = (slot + 1) & (slotOf.length - 1)) {
      const number = (slotOf[slot] as number) - 1;
      if (number < 0) return undefined;
      const text = at(number * 2 + 1);
      if (source.toString('utf8', at(number * 2), text) !== id) continue;
      return JSON.parse(source.toString('utf8', text, at(number * 2 + 2))) as Endpoint;
    }
  }

  const endpoints: EndpointLookup = {
    get(id) {
      const known = unpacked.get(id);
      if (known !== undefined) return known;
      const endpoint = unpack(id);
      if (endpoint === undefined) return undefined;
      if (unpacked.size >= mostUnpacked) forget();
      unpacked.set(id, endpoint);
      named.set(endpoint.callName, endpoint);
      return endpoint;
    },
  };

  /** The half that was unpacked first. */
  function forget(): void {
    let left = mostUnpacked / 2;
    for (const [id, { callName }] of unpacked) {
      if (left === 0) return;
      left -= 1;
      unpacked.delete(id);
      named.delete(callName);
    }
  }

  return {
    endpoints,
    categoryOf: new Map(JSON.parse(Buffer.from(categories).toString()) as [string, string][]),
    whole,
    // What a record calls was unpacked for its row.
    endpointNamed: (callName) => named.get(callName),
  };
}

/** The same endpoints from a registry that this thread holds anyway. */
export function ownCatalog(catalog: SelectedCatalog): (callName: string) => Endpoint | undefined {
  const named = new Map(catalog.registry.endpoints.map((endpoint) => [endpoint.callName, endpoint]));
  return (callName) => named.get(callName);
}

function toShared(text: string): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(Buffer.byteLength(text));
  Buffer.from(shared).write(text);
  return shared;
}

/** A power of two, at least half of them free. */
function slotsFor(count: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(2, count * 2)));
}

/** FNV-1a over UTF-16 units, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}
