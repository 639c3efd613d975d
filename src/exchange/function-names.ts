import type { ToolDefinition } from '../types/conversation.js';
import type { DatasetRecord } from '../types/dataset-record.js';

/** By the definitions of records that were read: what they are called where they come from is no part of a definition. */
const functionNames = new WeakMap<ToolDefinition, string>();

/** Notes by which names the catalog lets models call the tools of a record; records of others have no semantics. */
export function noteFunctionNames({
  tools,
  semantics,
}: Pick<DatasetRecord, 'tools'> & Partial<Pick<DatasetRecord, 'semantics'>>): void {
  if (semantics === undefined) return;
  for (const tool of tools) {
    const name = Object.hasOwn(semantics, tool.name) ? semantics[tool.name]?.function_name : undefined;
    if (name !== undefined) functionNames.set(tool, name);
  }
}

/** The name that the catalog gives a tool of a record; undefined where it gives none. */
export function functionNameOf(tool: ToolDefinition): string | undefined {
  return functionNames.get(tool);
}
