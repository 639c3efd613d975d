import type { LanguageModelRequest, LanguageModelResponse, TokenUsage } from '../types/language-model.js';
import type { LedgerLine } from './ledger.js';
import type { ModelPrice } from './model-settings.js';
import type { ModelTransport } from './model-transport.js';
import { costOf } from './prices.js';
import { type CallTally, noTokens } from './traffic.js';

/** How a call that was made went. */
export type AskedCall = {
  readonly tally: CallTally;
  readonly used: TokenUsage;
  readonly price: ModelPrice | undefined;
  readonly echoed: string | null;
  readonly ms: number;
  readonly outcome: string;
};

/** The line of a call that was answered from the cache, or made. */
export function toLedgerLine(
  transport: ModelTransport,
  { logicalId, role }: LanguageModelRequest,
  how: { readonly recorded: LanguageModelResponse } | { readonly asked: AskedCall },
): LedgerLine {
  const { asked, recorded } = { asked: null, recorded: null, ...how };
  const used = recorded?.usage ?? asked?.used ?? noTokens;
  return {
    logical_id: logicalId,
    role,
    provider: transport.provider,
    model: transport.id,
    model_echoed: recorded?.model ?? asked?.echoed ?? null,
    input_tokens: used.input,
    output_tokens: used.output,
    cache_read_tokens: used.cacheRead,
    cache_write_tokens: used.cacheWrite,
    ms: Math.round(asked?.ms ?? 0),
    retries: Math.max(0, (asked?.tally.tries ?? 0) - 1),
    cached: recorded !== null,
    cost_usd: recorded ? 0 : isNothing(used) ? 0 : costOf(used, asked?.price),
    outcome: recorded?.stopReason ?? asked?.outcome ?? '',
  };
}

export function isNothing({ input, output, cacheRead, cacheWrite }: TokenUsage): boolean {
  return input + output + cacheRead + cacheWrite === 0;
}
