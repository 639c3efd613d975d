import { didYouMean } from '../config/did-you-mean.js';
import { UsageError } from '../errors/usage-error.js';
import type { ExchangeFormat } from './exchange-format.js';
import { openai } from './formats/openai.js';
import { trlSft } from './formats/trl-sft.js';

/** All formats, in the order in which people are told of them. */
export const exchangeFormats: readonly ExchangeFormat[] = [openai, trlSft];

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
