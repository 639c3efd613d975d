import { inflate } from './inflate.js';

/** Undoes `pack`: base64, deflate, UTF-8. */
export async function unpack(packed: string): Promise<string> {
  const bytes = fromBase64(packed);
  if (typeof DecompressionStream === 'undefined') return new TextDecoder().decode(inflate(bytes));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Response(stream).text();
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
