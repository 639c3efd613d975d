import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListResourcesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
  type ServerNotification,
  type ServerRequest,
} from '@modelcontextprotocol/sdk/types.js';
import type { JsonObject } from '../types/json.js';
import { readRecordSchema } from '../validate/record-schema.js';
import type { ToolCaller } from './call-tool.js';
import type { CommandListener } from './command-runner.js';

export type ServerOptions = {
  readonly version: string;
  readonly caller: ToolCaller;
  /** A line for whoever runs the server. */
  readonly log: (line: string) => void;
};

/**
 * A server of the Model Context Protocol for one client, not connected yet. The schemas of tools are JSON Schema, as those of
 * settings are, which is why it is made of the SDK's lower layer.
 */
export function createServer({ version, caller, log }: ServerOptions): Server {
  const server = new Server(
    { name: 'datagen', title: 'datagen', version },
    { capabilities: { tools: {}, resources: {}, logging: {} }, instructions },
  );
  server.onerror = (error) => log(describeError(error));
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: caller.tools.map(({ prepare: _, inputSchema, outputSchema, annotations, ...rest }) => ({
      ...rest,
      inputSchema: inputSchema as { type: 'object' },
      outputSchema: outputSchema as { type: 'object' },
      annotations: { title: rest.title, ...annotations },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    const { tool, hint } = caller.find(params.name);
    if (tool === null)
      throw new McpError(ErrorCode.InvalidParams, `There is no tool '${params.name.slice(0, 60)}'. ${hint}`);
    const given = (params.arguments ?? {}) as JsonObject;
    const listener = createListener(server, extra);
    const { text, structured, isError } = await caller.call(tool, given, listener, extra.signal);
    return {
      content: [{ type: 'text', text }],
      ...(structured === undefined ? {} : { structuredContent: structured }),
      ...(isError ? { isError } : {}),
    };
  });
  server.setRequestHandler(ListResourcesRequestSchema, () => ({ resources: [recordSchema] }));
  server.setRequestHandler(ReadResourceRequestSchema, ({ params }) => {
    if (params.uri !== recordSchema.uri)
      throw new McpError(
        ErrorCode.InvalidParams,
        `There is no resource '${params.uri.slice(0, 200)}'. There is: ${recordSchema.uri}.`,
      );
    const { uri, mimeType } = recordSchema;
    return { contents: [{ uri, mimeType, text: JSON.stringify(readRecordSchema(), null, 1) }] };
  });
  return server;
}

const instructions =
  "datagen turns a catalog of tools into a dataset of tool-use conversations. Work in this order: 'build' a catalog, 'generate' conversations, 'validate' them, look at 'metrics', read some with 'inspect'. Paths are relative to the server's folder.";

const recordSchema = {
  uri: 'datagen://record.schema.json',
  name: 'record.schema.json',
  title: 'Form of a record',
  description: 'JSON Schema of one line of a dataset.',
  mimeType: 'application/schema+json',
};

/** Between two notifications of progress. */
const progressMs = 250;

/** Tells a client how far its call is, where it asked for that, and what is told on the way. */
function createListener(
  server: Server,
  { _meta, sessionId, sendNotification }: RequestHandlerExtra<ServerRequest, ServerNotification>,
): CommandListener {
  const progressToken = _meta?.progressToken;
  let told = { at: Number.NEGATIVE_INFINITY, done: 0 };
  const ignore = (): void => undefined;
  return {
    advance(done, total) {
      const now = performance.now();
      const isDue = now - told.at >= progressMs || done === total;
      if (progressToken === undefined || done <= told.done || !isDue) return;
      told = { at: now, done };
      const params = { progressToken, progress: done, ...(total === undefined ? {} : { total }) };
      // Who left is told nothing.
      sendNotification({ method: 'notifications/progress', params }).catch(ignore);
    },
    note(data) {
      server.sendLoggingMessage({ level: 'info', logger: 'datagen', data }, sessionId).catch(ignore);
    },
  };
}

/** What a client sent that could not be understood. The SDK lists all that a message is not, over many lines. */
function describeError({ name, message }: Error): string {
  return name === 'ZodError' ? 'a message that is no JSON-RPC was left out' : message.slice(0, 500);
}
