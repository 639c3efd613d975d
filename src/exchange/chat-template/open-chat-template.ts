import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { CannotHoldError } from '../../errors/exchange-errors.js';
import { UsageError } from '../../errors/usage-error.js';
import type { ChatTemplate, TemplateInput } from './chat-template.js';
import type { Rendered, RendererOptions } from './create-renderer.js';
import type { TemplateThreadData } from './template-thread.js';

export type OpenTemplateOptions = RendererOptions & {
  /** As it is called in messages. */
  readonly name: string;
  readonly timeoutMs?: number;
  readonly heapMegabytes?: number;
};

/** So often a template may run out of time or memory before the work ends. */
const mostFailures = 3;

/**
 * Starts a thread that renders a template; this one waits for each text, at most `timeoutMs`. Throws `UsageError` where the
 * template cannot be read, and on rendering where it ran out of time or memory for the third time.
 */
export function openChatTemplate(options: OpenTemplateOptions): ChatTemplate {
  const { name, timeoutMs = 10_000, heapMegabytes = 512 } = options;
  let thread = startThread(options, heapMegabytes);
  const ready = thread.wait(timeoutMs);
  if (ready?.text === undefined) {
    void thread.end();
    throw new UsageError(
      `${name} is no chat template that can be read: ${JSON.stringify(ready?.reason ?? 'it takes too long')}`,
      'Give a Jinja template, or the tokenizer_config.json of a model.',
    );
  }
  let failures = 0;
  return {
    render(input) {
      const rendered = thread.ask(input, timeoutMs);
      if (rendered?.text !== undefined) return rendered.text;
      if (rendered !== null) throw new CannotHoldError(rendered.reason);
      failures += 1;
      void thread.end();
      if (failures === mostFailures)
        throw new UsageError(
          `${name} ran out of time (${timeoutMs / 1000} s) or memory (${heapMegabytes} MB) for ${mostFailures} conversations; nothing was written.`,
          'Look for endless loops in it, or use another template.',
        );
      thread = startThread(options, heapMegabytes);
      thread.wait(timeoutMs);
      throw new CannotHoldError(
        `the template takes more than ${timeoutMs / 1000} s or ${heapMegabytes} MB for it`,
      );
    },
    close: () => thread.end(),
  };
}

type Thread = {
  /** The next answer; null where none comes in time. */
  readonly wait: (timeoutMs: number) => Rendered | null;
  readonly ask: (input: TemplateInput, timeoutMs: number) => Rendered | null;
  readonly end: () => Promise<void>;
};

function startThread({ source, today }: RendererOptions, heapMegabytes: number): Thread {
  const { port1, port2 } = new MessageChannel();
  const answered = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const flag = new Int32Array(answered);
  const workerData: TemplateThreadData = { source, today, port: port2, answered };
  const worker = new Worker(new URL('./template-thread.js', import.meta.url), {
    workerData,
    transferList: [port2],
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  });
  // A thread that runs out of memory ends with an error; who asked it hears nothing, and says so.
  worker.on('error', () => undefined);
  worker.unref();
  port1.unref();
  const wait = (timeoutMs: number): Rendered | null => {
    const state = Atomics.wait(flag, 0, 0, timeoutMs);
    const received = state === 'timed-out' ? undefined : receiveMessageOnPort(port1);
    Atomics.store(flag, 0, 0);
    return (received?.message as Rendered | undefined) ?? null;
  };
  return {
    wait,
    ask(input, timeoutMs) {
      port1.postMessage(input);
      return wait(timeoutMs);
    },
    async end() {
      port1.close();
      await worker.terminate();
    },
  };
}
