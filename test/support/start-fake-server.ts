import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { onTestFinished } from 'vitest';
import { createFakeServer, type FakeServer } from '../../src/fake-llm/create-fake-server.js';
import type { FakeServerOptions } from '../../src/fake-llm/server-options.js';

export type FakeClients = {
  readonly server: FakeServer;
  readonly anthropic: Anthropic;
  readonly openai: OpenAI;
};

/** A fake server with the real SDKs pointed at it; it goes away with the test. */
export async function startFakeServer(options: FakeServerOptions = {}): Promise<FakeClients> {
  const server = await createFakeServer(options);
  onTestFinished(() => server.close());
  const shared = { apiKey: 'none', maxRetries: 0, timeout: 10_000 };
  return {
    server,
    anthropic: new Anthropic({ ...shared, baseURL: server.url }),
    openai: new OpenAI({ ...shared, baseURL: `${server.url}/v1` }),
  };
}

/** Headers by which a call is known to the server. */
export function callHeaders(callId: string, attempt = 0): { headers: Record<string, string> } {
  return { headers: { 'x-datagen-call': callId, 'x-datagen-attempt': String(attempt) } };
}
