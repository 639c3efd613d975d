import { didYouMean } from '../config/did-you-mean.js';
import { UsageError } from '../errors/usage-error.js';
import type { ExchangeFormat } from './exchange-format.js';
import { anthropic } from './formats/anthropic.js';
import { axolotl } from './formats/axolotl.js';
import { bfcl } from './formats/bfcl.js';
import { chatTemplate } from './formats/chat-template.js';
import { hermes } from './formats/hermes.js';
import { hfTraces } from './formats/hf-traces.js';
import { llamafactory } from './formats/llamafactory.js';
import { llamafactoryOpenai } from './formats/llamafactory-openai.js';
import { msSwift } from './formats/ms-swift.js';
import { openai } from './formats/openai.js';
import { openaiDpo } from './formats/openai-dpo.js';
import { react } from './formats/react.js';
import { sharegpt } from './formats/sharegpt.js';
import { trlDpo } from './formats/trl-dpo.js';
import { trlGrpo } from './formats/trl-grpo.js';
import { trlKto } from './formats/trl-kto.js';
import { trlPromptCompletion } from './formats/trl-prompt-completion.js';
import { trlSft } from './formats/trl-sft.js';

/** All formats, in the order in which people are told of them. */
export const exchangeFormats: readonly ExchangeFormat[] = [
  openai,
  openaiDpo,
  trlSft,
  trlPromptCompletion,
  trlDpo,
  trlKto,
  trlGrpo,
  axolotl,
  msSwift,
  anthropic,
  hfTraces,
  llamafactory,
  llamafactoryOpenai,
  sharegpt,
  hermes,
  react,
  bfcl,
  chatTemplate,
];

/** Throws `UsageError` where there is no such format. */
export function formatNamed(name: string): ExchangeFormat {
  const found = exchangeFormats.find((format) => format.name === name);
  if (found !== undefined) return found;
  const names = exchangeFormats.map((format) => format.name);
  const near = didYouMean(name, names);
  throw new UsageError(
    `There is no format '${name.slice(0, 60)}'.`,
    near === null ? `Formats: ${names.join(', ')}.` : `Did you mean '${near}'?`,
  );
}
