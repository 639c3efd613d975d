import { ModelCallError } from '../errors/model-call-error.js';

/** No response of a conversation is nearly as long. */
const mostBytes = 32 * 2 ** 20;

/**
 * The JSON of a response. The body is read here and not by the SDK, whose timer ends with the headers and which takes
 * whatever is no JSON for a message. Throws `ModelCallError` (`bad_response`, or `network` where it breaks off).
 */
export async function readJsonBody(response: Response, signal: AbortSignal): Promise<unknown> {
  const text = await readText(response, signal);
  if (text.trim() === '') throw new ModelCallError('bad_response', 'the answer is empty');
  try {
    return JSON.parse(text);
  } catch {
    const kind = /^\s*</.test(text) ? 'a page of HTML or XML' : 'no JSON, or only a part of it';
    throw new ModelCallError('bad_response', `the answer is ${kind}`);
  }
}

async function readText(response: Response, signal: AbortSignal): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const stop = () => void reader.cancel(signal.reason).catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    const decoder = new TextDecoder();
    let text = '';
    let bytes = 0;
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return text + decoder.decode();
      bytes += value.length;
      if (bytes > mostBytes) {
        stop();
        throw new ModelCallError('bad_response', `the answer is longer than ${mostBytes} bytes`);
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    if (signal.aborted || error instanceof ModelCallError) throw error;
    throw new ModelCallError('network', 'the connection broke within the answer');
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
