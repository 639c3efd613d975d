import type { Endpoint, Tool, ToolRegistry } from '../types/tool-registry.js';
import { type OpenArtifact, understand } from './open-artifact.js';
import { toRegistry } from './pack-registry.js';

/** The registry of an opened `registry.json`, plain or with tables. Its hash was checked, so its lines are what build wrote. */
export async function readRegistry(artifact: OpenArtifact): Promise<ToolRegistry> {
  const tables = await artifact.lines('tables');
  if (tables !== null) return understand(artifact.path, tables, toRegistry);
  const list = (name: string): readonly unknown[] => artifact.lists.get(name) ?? [];
  return { tools: list('tools') as readonly Tool[], endpoints: list('endpoints') as readonly Endpoint[] };
}
