import type { RealisationCatalog } from '../generation/create-realisation.js';
import type { SelectedCatalog } from '../plan/select-tools.js';
import type { Endpoint, EndpointLookup, ResponseModel, ToolRegistry } from '../types/tool-registry.js';

/**
 * The endpoints of a run as bytes that all threads read and none copies: the JSON text of each, found by its id. A thread
 * unpacks those that its rows name.
 */
export type SharedCatalog = {
  readonly ids: SharedTexts;
  /** With the number of its response in place of that, which many endpoints have in common. */
  readonly endpoints: SharedTexts;
  readonly responses: SharedTexts;
  /** Numbers of endpoints from 1, by the hash of their ids, in the next free slot; 0 is a free one. */
  readonly slots: SharedArrayBuffer;
  /** One: the category of each tool by its id, as JSON. */
  readonly categories: SharedTexts;
};

/** Texts in UTF-8, one after the other, and where each begins; the last place is their end. */
type SharedTexts = { readonly bytes: SharedArrayBuffer; readonly places: SharedArrayBuffer };

/** Packs what rows can name. Takes the time of writing the registry as JSON, what endpoints have in common once. */
export function shareCatalog({ tools, endpoints }: ToolRegistry): SharedCatalog {
  const responses = new Map<ResponseModel, number>();
  const responseTexts: string[] = [];
  const numberOf = (response: ResponseModel): number => {
    let number = responses.get(response);
    if (number === undefined) {
      number = responseTexts.push(JSON.stringify(response)) - 1;
      responses.set(response, number);
    }
    return number;
  };
  const packed = endpoints.map(
    (endpoint): PackedEndpoint => ({
      ...endpoint,
      response: numberOf(endpoint.response),
    }),
  );
  return {
    ids: shareTexts(endpoints.map(({ id }) => id)),
    endpoints: shareTexts(packed.map((endpoint) => JSON.stringify(endpoint))),
    responses: shareTexts(responseTexts),
    slots: toSlots(endpoints),
    categories: shareTexts([JSON.stringify(tools.map(({ id, category }) => [id, category]))]),
  };
}

type PackedEndpoint = Omit<Endpoint, 'response'> & { readonly response: number };

function toSlots(endpoints: readonly Endpoint[]): SharedArrayBuffer {
  const slots = new SharedArrayBuffer(slotsFor(endpoints.length) * 4);
  const slotOf = new Uint32Array(slots);
  endpoints.forEach(({ id }, number) => {
    let slot = hash(id) & (slotOf.length - 1);
    while (slotOf[slot] !== 0) slot = (slot + 1) & (slotOf.length - 1);
    slotOf[slot] = number + 1;
  });
  return slots;
}

function shareTexts(texts: readonly string[]): SharedTexts {
  const places = new SharedArrayBuffer((texts.length + 1) * 4);
  const placeOf = new Uint32Array(places);
  texts.forEach((text, number) => {
    placeOf[number + 1] = (placeOf[number] as number) + Buffer.byteLength(text);
  });
  const bytes = new SharedArrayBuffer(placeOf[texts.length] as number);
  const target = Buffer.from(bytes);
  texts.forEach((text, number) => {
    target.write(text, placeOf[number] as number);
  });
  return { bytes, places };
}

function openTexts({ bytes, places }: SharedTexts): (number: number) => string {
  const [source, placeOf] = [Buffer.from(bytes), new Uint32Array(places)];
  return (number) => source.toString('utf8', placeOf[number], placeOf[number + 1]);
}

/** Endpoints that a thread keeps unpacked; the rest is unpacked again when it is asked for. */
const mostUnpacked = 20_000;

/** Reads a shared catalog. `whole` is asked for where variants are made. */
export function openSharedCatalog(
  catalog: SharedCatalog,
  whole: RealisationCatalog['whole'],
): RealisationCatalog & { readonly endpointNamed: (callName: string) => Endpoint | undefined } {
  const idOf = openTexts(catalog.ids);
  const textOf = openTexts(catalog.endpoints);
  const responseTextOf = openTexts(catalog.responses);
  const slotOf = new Uint32Array(catalog.slots);
  const unpacked = new Map<string, Endpoint>();
  const named = new Map<string, Endpoint>();
  const responses = new Map<number, ResponseModel>();

  function unpack(id: string): Endpoint | undefined {
    for (let slot = hash(id) & (slotOf.length - 1); ; slot = (slot + 1) & (slotOf.length - 1)) {
      const number = (slotOf[slot] as number) - 1;
      if (number < 0) return undefined;
      if (idOf(number) !== id) continue;
      const endpoint = JSON.parse(textOf(number)) as PackedEndpoint;
      return { ...endpoint, response: responseAt(endpoint.response) };
    }
  }

  /** One object for all endpoints that have it, as where the registry was read. */
  function responseAt(number: number): ResponseModel {
    const known = responses.get(number);
    if (known !== undefined) return known;
    const response = JSON.parse(responseTextOf(number)) as ResponseModel;
    responses.set(number, response);
    return response;
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
    responses.clear();
    for (const [id, { callName }] of unpacked) {
      if (left === 0) return;
      left -= 1;
      unpacked.delete(id);
      named.delete(callName);
    }
  }

  return {
    endpoints,
    categoryOf: new Map(JSON.parse(openTexts(catalog.categories)(0)) as [string, string][]),
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
