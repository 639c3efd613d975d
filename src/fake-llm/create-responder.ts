import type { JsonObject } from '../types/json.js';
import type { RawResponse } from './fake-reply.js';
import type { FakeRequest } from './fake-request.js';
import { drawFault } from './faults/draw-fault.js';
import { type FaultKind, isModelFault, type TransportFault } from './faults/fault-kinds.js';
import { spoilReply } from './faults/spoil-reply.js';
import { replyByRules } from './replies/reply-by-rules.js';
import type { CompleteServerOptions } from './server-options.js';
import { countTokens } from './usage/count-tokens.js';
import { createPromptCache } from './usage/prompt-cache.js';
import { writeAnthropic } from './wire/write-anthropic.js';
import { writeOpenai } from './wire/write-openai.js';

export type Response = {
  readonly good: RawResponse;
  /** What happens to it on the way. */
  readonly transportFault: TransportFault | null;
  /** Anything that goes wrong with it. */
  readonly fault: FaultKind | null;
};

/** Answers a call that was read; `body` is what it was read from, for counting. */
export type Responder = (request: FakeRequest, body: JsonObject) => Response;

export function createResponder(options: CompleteServerOptions): Responder {
  const cache = createPromptCache(options.minimumCacheTokens);
  return (request, body) => {
    const scripted = options.script(request);
    if (scripted && 'raw' in scripted) return { good: scripted.raw, transportFault: null, fault: null };
    const fault =
      scripted && 'fault' in scripted ? scripted.fault : drawFault(options, request.callId, request.attempt);
    const plain =
      scripted && !('fault' in scripted)
        ? scripted
        : replyByRules(request, { seed: options.seed, policy: options.policy });
    const ofModel = fault !== null && isModelFault(fault);
    const spoilt = ofModel ? spoilReply(plain, fault, request) : plain;
    const reply = fault === 'wrong_model' ? { ...spoilt, model: `${request.model}-other` } : spoilt;
    const isAnswered = fault === null || ofModel || fault === 'wrong_model';
    const cached = isAnswered ? cache.use(body, request.format) : { read: 0, written: 0 };
    const write = request.format === 'anthropic' ? writeAnthropic : writeOpenai;
    const good = {
      status: 200,
      body: JSON.stringify(write(reply, request, countTokens(body, reply, cached))),
    };
    return { good, transportFault: fault !== null && !isModelFault(fault) ? fault : null, fault };
  };
}
