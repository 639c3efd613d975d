import type { Refusal, RefusalReason } from './refusal.js';

/** Version of the four artifacts' form. */
export const artifactFormatVersion = 2;

/** `build_manifest.json`: what was built from what. Holds no clock and no path of a machine. */
export type BuildManifest = {
  readonly format_version: number;
  readonly datagen_version: string;
  /** SHA-256 of the catalog's files. */
  readonly input_hash: string;
  /** SHA-256 of the settings and the knowledge that the build used. */
  readonly config_hash: string;
  readonly counts: { readonly [what: string]: number };
  readonly artifacts: readonly ArtifactEntry[];
  readonly refusal_counts: {
    readonly total: number;
    /** Sorted by level, then reason. */
    readonly by_reason: readonly RefusalCount[];
    /** How many of `total` are not listed in `refusals`. */
    readonly unlisted: number;
  };
  /** At most a fixed number of each level and reason. */
  readonly refusals: readonly Refusal[];
  /** SHA-256 of everything above, as JSON with sorted keys: the manifest vouches for the other files, this for it. */
  readonly manifest_hash: string;
};

export type RefusalCount = {
  readonly level: Refusal['level'];
  readonly reason: RefusalReason;
  readonly count: number;
};

export type ArtifactEntry = { readonly file: string; readonly bytes: number; readonly sha256: string };
