import type { RunConfig } from '../config/run-config.js';
import type { JsonObject } from '../types/json.js';
import type { CommandOutcome, ServedCommand } from './command-runner.js';
import type { Confinement } from './confinement.js';
import type { RunPlaces } from './run-queue.js';

/** One thing that assistants can ask for: a command, in their words. */
export type ServerTool = {
  readonly name: ServedCommand;
  readonly title: string;
  readonly description: string;
  /** JSON Schema 2020-12 of an object. */
  readonly inputSchema: JsonObject;
  readonly outputSchema: JsonObject;
  readonly annotations: ToolAnnotations;
  /** What the arguments, known to keep the schema, come to. Throws a `DatagenError`. */
  readonly prepare: (given: JsonObject) => PreparedRun;
};

export type ToolAnnotations = {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  readonly openWorldHint: boolean;
};

export type PreparedRun = {
  readonly config: RunConfig;
  readonly places: RunPlaces;
  readonly answer: (outcome: CommandOutcome) => ToolAnswer;
};

/** `structured` keeps the output schema; `text` says the same in short, for people. */
export type ToolAnswer = { readonly structured: JsonObject; readonly text: string };

/** What tools are made with. */
export type ToolOptions = {
  /** Settings of everything that arguments do not say. */
  readonly config: RunConfig;
  readonly confinement: Confinement;
  readonly allowModels: boolean;
};

/** Looks and leaves everything as it is. */
export const readOnly: ToolAnnotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

/** Writes what can be written again, and replaces nothing but earlier work of its own. */
export const writesItsOwn: ToolAnnotations = { ...readOnly, readOnlyHint: false };
