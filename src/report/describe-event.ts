import type { GenerationEvent } from '../types/generation-event.js';

/** One line of the log for people who asked to see what was rejected and why. */
export function describeEvent(event: GenerationEvent): string | null {
  switch (event.type) {
    case 'record-ready':
    case 'variant-ready':
    case 'texts-rewritten':
    case 'catalog-exhausted':
      return null;
    case 'variant-rejected':
      return `row ${event.index}, variant ${event.variant}: left out: ${event.reasons.join('; ')}`;
    case 'attempt-rejected':
      return `row ${event.index}, attempt ${event.attempt}: rejected: ${event.reasons.join('; ')}`;
    case 'text-kept':
      return `${event.conversationId}, message ${event.message}: keeps its text (${event.reason}): ${event.detail}`;
    case 'record-unjudged':
      return `${event.conversationId}: not judged: ${event.reason}`;
    case 'row-abandoned':
      return `row ${event.index}: given up: ${event.reason}`;
    case 'grounding-gap':
      return `${event.conversationId}, step ${event.step} (${event.endpoint}): no source for ${event.parameters.join(', ')}`;
  }
}
