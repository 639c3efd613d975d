import { ModelCallError } from '../errors/model-call-error.js';
import { ModelRunError } from '../errors/model-run-error.js';
import type { LanguageModelRequest } from '../types/language-model.js';
import type { ModelTransport } from './model-transport.js';
import { StatusError } from './to-call-error.js';

/** Nothing recorded answers a call that may not be made. */
export function replayMiss({ logicalId }: LanguageModelRequest, key: string): ModelRunError {
  return new ModelRunError(
    'replay_miss',
    `Nothing recorded answers the call ${logicalId} (${key}), and only recorded answers may be used. Record it by running without --replay-only.`,
  );
}

/** Failures that every further call would meet end the run. */
export function toRunError(
  error: unknown,
  { id, provider }: Pick<ModelTransport, 'id' | 'provider'>,
): unknown {
  if (!(error instanceof ModelCallError)) return error;
  const variable = provider === 'anthropic' ? 'ANTHROPIC' : 'OPENAI';
  if (error.kind === 'authentication')
    return new ModelRunError(
      'setup',
      `The provider of ${id} refused the key or the account: ${error.detail}. Check ${variable}_API_KEY.`,
    );
  if (error instanceof StatusError && error.status === 404)
    return new ModelRunError(
      'setup',
      `The provider does not know the model ${id}, or its address is wrong: ${error.detail}. Check the id and ${variable}_BASE_URL.`,
    );
  return error;
}

/** A failure as the ledger names it. */
export function outcomeOf(error: unknown): string {
  return error instanceof ModelCallError || error instanceof ModelRunError ? error.kind : 'stopped';
}
