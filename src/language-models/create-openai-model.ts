import type OpenAI from 'openai';
import { ModelRunError } from '../errors/model-run-error.js';
import { createTransport } from './create-transport.js';
import type { ModelTransport, TransportOptions } from './model-transport.js';
import { toOpenAiRequest } from './openai-request.js';
import { readOpenAiCompletion } from './openai-response.js';
import { readJsonBody } from './read-json-body.js';

const ownAddress = 'https://api.openai.com/v1';

/**
 * A model behind an endpoint that speaks chat completions: `OPENAI_BASE_URL`, `OPENAI_API_KEY`. A server of one's own needs no
 * key; without address and key the first call throws `ModelRunError` (`setup`).
 */
export function createOpenAiModel(options: TransportOptions): ModelTransport {
  let client: Promise<OpenAI> | undefined;
  const isOpenAi = (options.environment.OPENAI_BASE_URL || ownAddress).startsWith('https://api.openai.com');
  return createTransport('openai', options, async (request, { headers, signal, timeoutMs }) => {
    client ??= connect(options);
    const { body, names } = toOpenAiRequest(options.model, request, isOpenAi);
    const connected = await client;
    const response = await connected.chat.completions
      .create(body, { signal, headers, timeout: timeoutMs, maxRetries: 0 })
      .asResponse();
    return readOpenAiCompletion(await readJsonBody(response, signal), names);
  });
}

async function connect({ environment, fetch, model }: TransportOptions): Promise<OpenAI> {
  const {
    OPENAI_API_KEY: apiKey,
    OPENAI_BASE_URL: address,
    OPENAI_ORG_ID: organization,
    OPENAI_PROJECT_ID: project,
  } = environment;
  if (!apiKey && !address)
    throw new ModelRunError(
      'setup',
      `The model ${model} needs an endpoint: set OPENAI_BASE_URL, or OPENAI_API_KEY for OpenAI's own, in the environment or in .env. Models of Anthropic begin with claude, or anthropic: stands before them.`,
    );
  const { default: Client } = await import('openai');
  return new Client({
    apiKey: apiKey || 'none',
    ...(apiKey ? {} : { defaultHeaders: { authorization: null } }),
    baseURL: address || ownAddress,
    organization: organization ?? null,
    project: project ?? null,
    webhookSecret: null,
    maxRetries: 0,
    logLevel: 'off',
    ...(fetch === undefined ? {} : { fetch }),
  });
}
