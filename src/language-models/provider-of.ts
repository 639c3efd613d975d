import type { ProviderName } from './model-transport.js';

/** `openai:gpt-x` → the model `gpt-x` of that provider; without a provider ids that begin with `claude` are Anthropic's. */
export function providerOf(id: string): { readonly provider: ProviderName; readonly model: string } {
  const [, forced, rest] = /^(anthropic|openai):(.+)$/.exec(id) ?? [];
  const model = rest ?? id;
  if (forced === 'anthropic' || forced === 'openai') return { provider: forced, model };
  return { provider: model.startsWith('claude') ? 'anthropic' : 'openai', model };
}
