import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { CallToolResult, Tool } from '@modelcontextprotocol/sdk/types.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import { packageRoot } from '../../src/config/package-paths.js';

export const main = join(packageRoot, 'dist', 'cli', 'main.js');
/** Nothing of the machine's environment but where programs are. */
export const bareEnvironment = { PATH: process.env.PATH ?? '' };

export function emptyFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'datagen-mcp-')));
}

export type StartedClient = {
  readonly client: Client;
  readonly transport: StdioClientTransport;
  readonly stderr: () => string;
};

/** A client of the SDK that talks to the built program over stdio. */
export async function startClient(
  folder: string,
  flags: readonly string[] = [],
  environment: { readonly [name: string]: string } = {},
): Promise<StartedClient> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [main, 'mcp', ...flags],
    ...{ cwd: folder, stderr: 'pipe', env: { ...bareEnvironment, ...environment } },
  });
  let stderr = '';
  transport.stderr?.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const client = new Client({ name: 'test', version: '1.0.0' });
  await client.connect(transport);
  return { client, transport, stderr: () => stderr };
}

/** Calls a tool as assistants do, whatever its answer is; one that is no error keeps the schema of the tool. */
export async function callTool(
  client: Client,
  name: string,
  given: { readonly [argument: string]: unknown } = {},
  options: Parameters<Client['callTool']>[2] = {},
): Promise<{ readonly text: string; readonly isError: boolean; readonly structured: Structured }> {
  const result = (await client.callTool({ name, arguments: { ...given } }, undefined, {
    ...{ timeout: 120_000, ...options },
  })) as CallToolResult;
  const [content] = result.content;
  const text = content?.type === 'text' ? content.text : '';
  if (result.isError !== true) {
    const tool = (await client.listTools()).tools.find((each) => each.name === name);
    expect(problemsOf(tool, result.structuredContent)).toEqual([]);
  } else expect(result.structuredContent).toBeUndefined();
  expect(Buffer.byteLength(text)).toBeLessThan(41_000);
  return {
    text,
    isError: result.isError === true,
    structured: (result.structuredContent ?? {}) as Structured,
  };
}

// biome-ignore lint/suspicious/noExplicitAny: What a tool answers is looked at by its schema, then part by part.
export type Structured = { readonly [name: string]: any };

const ajv = new Ajv2020({ strict: false, allErrors: true });

function problemsOf(tool: Tool | undefined, value: unknown): unknown[] {
  const check = ajv.compile(tool?.outputSchema ?? false);
  return check(value) ? [] : (check.errors ?? []);
}
