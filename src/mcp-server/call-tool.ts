import { didYouMean } from '../config/did-you-mean.js';
import { UsageError } from '../errors/usage-error.js';
import { safeText } from '../report/safe-text.js';
import type { JsonObject } from '../types/json.js';
import { boundedText } from './bounded.js';
import { createArgumentCheck } from './check-arguments.js';
import type { CommandListener, CommandRunner } from './command-runner.js';
import type { RunQueue } from './run-queue.js';
import type { ServerTool } from './server-tool.js';

/** What an assistant gets. `structured` is there unless `isError`. */
export type CallResult = {
  readonly text: string;
  readonly structured?: JsonObject;
  readonly isError: boolean;
};

export type ToolCaller = {
  readonly tools: readonly ServerTool[];
  /** Null: there is no such tool; `hint` says which there are. */
  find(name: string): { readonly tool: ServerTool | null; readonly hint: string };
  call(
    tool: ServerTool,
    given: JsonObject,
    listener: CommandListener,
    signal: AbortSignal,
  ): Promise<CallResult>;
};

export type ToolCallerOptions = {
  readonly tools: readonly ServerTool[];
  readonly queue: RunQueue;
  readonly run: CommandRunner;
  /** An error in sentences, without what is of the program alone. */
  readonly messageOf: (error: unknown) => string;
};

/** Runs tools for clients: what goes wrong with a call is an answer, so that the assistant can mend it. */
export function createToolCaller({ tools, queue, run, messageOf }: ToolCallerOptions): ToolCaller {
  const check = createArgumentCheck();
  return {
    tools,
    find(name) {
      const tool = tools.find((each) => each.name === name) ?? null;
      const names = tools.map((each) => each.name);
      const near = didYouMean(name, names);
      return { tool, hint: near === null ? `Tools: ${names.join(', ')}.` : `Did you mean '${near}'?` };
    },
    async call(tool, given, listener, signal) {
      try {
        check(tool, given);
        const { places, config, answer } = tool.prepare(given);
        const outcome = await queue.run(places, signal, () => run(tool.name, config, listener, signal));
        if (outcome.document === undefined) throw new UsageError(outcome.notes.join('\n'), '');
        const { structured, text } = answer({ ...outcome, notes: outcome.notes.slice(0, mostNotes) });
        // As the client will read it: without what JSON has no word for.
        const plain: JsonObject = JSON.parse(JSON.stringify(structured));
        return { structured: plain, text: boundedText(safeText(text)), isError: false };
      } catch (error) {
        return { text: boundedText(safeText(messageOf(error))), isError: true };
      }
    },
  };
}

/** Of a file of a million bad lines. */
const mostNotes = 50;
