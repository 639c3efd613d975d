import { DatagenError } from '../errors/datagen-error.js';
import { UsageError } from '../errors/usage-error.js';

/** What a user is told of an error, in sentences. */
export function messageOf(error: unknown): string {
  if (error instanceof UsageError && error.hint !== '') return `${error.message} ${error.hint}`;
  if (error instanceof DatagenError) return error.message;
  return `unexpected error: ${error instanceof Error ? error.message : String(error)}.`;
}
