// A thread that renders a template which may be hostile: it can be ended, and its memory has a bound.
import { type MessagePort, workerData } from 'node:worker_threads';
import type { TemplateInput } from './chat-template.js';
import { createRenderer, type Rendered, type RendererOptions } from './create-renderer.js';

export type TemplateThreadData = RendererOptions & {
  readonly port: MessagePort;
  /** One number, 1 when an answer is there. */
  readonly answered: SharedArrayBuffer;
};

const { port, answered, ...options } = workerData as TemplateThreadData;
const flag = new Int32Array(answered);
const answer = (rendered: Rendered): void => {
  port.postMessage(rendered);
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
};

try {
  const render = createRenderer(options);
  port.on('message', (input: TemplateInput) => answer(render(input)));
  answer({ text: '' });
} catch (error) {
  answer({ reason: String(error instanceof Error ? error.message : error).slice(0, 300) });
}
