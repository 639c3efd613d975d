import type Anthropic from '@anthropic-ai/sdk';
import { ModelRunError } from '../errors/model-run-error.js';
import { toAnthropicRequest } from './anthropic-request.js';
import { readAnthropicMessage } from './anthropic-response.js';
import { createTransport } from './create-transport.js';
import type { ModelTransport, TransportOptions } from './model-transport.js';
import { readJsonBody } from './read-json-body.js';

/**
 * A model of Anthropic's Messages API: `ANTHROPIC_API_KEY` or `ANTHROPIC_AUTH_TOKEN`, and `ANTHROPIC_BASE_URL`. Without a key
 * the first call throws `ModelRunError` (`setup`).
 */
export function createAnthropicModel(options: TransportOptions): ModelTransport {
  let client: Promise<Anthropic> | undefined;
  return createTransport('anthropic', options, async (request, { headers, signal, timeoutMs }) => {
    client ??= connectAnthropic(options);
    const { body, names } = toAnthropicRequest(options.model, request, options.reasoningTokens);
    const connected = await client;
    // `messages.create` is this and a warning on the console for each call to a model that will be retired.
    const response = await connected
      .post('/v1/messages', { body, signal, headers, timeout: timeoutMs, maxRetries: 0 })
      .asResponse();
    return readAnthropicMessage(await readJsonBody(response, signal), names);
  });
}

export async function connectAnthropic({ environment, fetch, model }: TransportOptions): Promise<Anthropic> {
  const {
    ANTHROPIC_API_KEY: apiKey,
    ANTHROPIC_AUTH_TOKEN: authToken,
    ANTHROPIC_BASE_URL: address,
  } = environment;
  if (!apiKey && !authToken)
    throw new ModelRunError(
      'setup',
      `The model ${model} needs a key: set ANTHROPIC_API_KEY, in the environment or in .env.`,
    );
  const { default: Client } = await import('@anthropic-ai/sdk');
  return new Client({
    // One of them is always given: without any the SDK searches files for credentials.
    ...(apiKey ? { apiKey } : { authToken: authToken ?? '' }),
    baseURL: address || 'https://api.anthropic.com',
    webhookKey: null,
    maxRetries: 0,
    logLevel: 'off',
    openTelemetry: false,
    ...(fetch === undefined ? {} : { fetch }),
  });
}
