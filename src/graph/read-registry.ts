import type { Endpoint, Tool, ToolRegistry } from '../types/tool-registry.js';
import { type OpenArtifact, understand } from './open-artifact.js';
import { fromRegistryTables, type RegistryTables } from './registry-tables.js';

/** The registry of an opened `registry.json`, plain or with tables. Its hash was checked, so its lines are what build wrote. */
export async function readRegistry(artifact: OpenArtifact): Promise<ToolRegistry> {
  const tables = await artifact.lines('tables');
  const lists = (tables ?? artifact).lists;
  const list = (name: string): readonly unknown[] => lists.get(name) ?? [];
  const tools = list('tools') as readonly Tool[];
  if (tables === null) return { tools, endpoints: list('endpoints') as readonly Endpoint[] };
  const rows = Object.fromEntries(lists) as unknown as RegistryTables;
  return { tools, endpoints: understand(artifact.path, rows, fromRegistryTables) };
}
