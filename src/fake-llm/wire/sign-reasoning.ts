import { keyedHash } from '../keyed-chance.js';

/** The provider's proof that a piece of reasoning is its own; it is asked back with the text. */
export function signatureOf(reasoning: string): string {
  return Buffer.from(keyedHash('reasoning', reasoning), 'hex').toString('base64');
}
