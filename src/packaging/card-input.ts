import type { JsonObject } from '../types/json.js';
import type { PackageFacts } from './package-facts.js';
import type { PackageManifest } from './package-manifest.js';

export type CardInput = {
  readonly facts: PackageFacts;
  readonly manifest: PackageManifest;
  /** The configuration that made the dataset; null where none was saved. */
  readonly saved: JsonObject | null;
};

export function countConversations({ splits }: PackageFacts): number {
  return splits.reduce((sum, { conversations }) => sum + conversations, 0);
}
