import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildArtifacts } from '../../src/build-artifacts.js';
import { loadRunConfig } from '../../src/config/load-run-config.js';
import { generateDataset } from '../../src/generate-dataset.js';
import { type Artifacts, readArtifacts } from '../../src/graph/read-artifacts.js';
import type { DatasetRecord } from '../../src/types/dataset-record.js';
import type { GenerationEvent } from '../../src/types/generation-event.js';

export type Flags = { readonly [setting: string]: string | boolean };

/** Builds a catalog into a folder of its own and reads it back. */
export async function buildCatalog(catalog: string): Promise<Artifacts> {
  const config = await loadRunConfig({ command: 'build', flags: {}, environment: {} });
  const artifacts = mkdtempSync(join(tmpdir(), 'datagen-artifacts-'));
  await buildArtifacts({ catalog, artifacts, components: config.components });
  return readArtifacts(artifacts);
}

/** Everything that happens in a run with these flags of `generate`. */
export async function generateEvents(artifacts: Artifacts, flags: Flags): Promise<GenerationEvent[]> {
  const config = await loadRunConfig({ command: 'generate', flags, environment: {} });
  const events: GenerationEvent[] = [];
  for await (const event of generateDataset(artifacts, config)) events.push(event);
  return events;
}

/** The records of a run with these flags of `generate`. */
export async function generateRecords(artifacts: Artifacts, flags: Flags): Promise<DatasetRecord[]> {
  const events = await generateEvents(artifacts, flags);
  return events.flatMap((event) => (event.type === 'record-ready' ? [event.record] : []));
}
