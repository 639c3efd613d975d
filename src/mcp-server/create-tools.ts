import type { ServerTool, ToolOptions } from './server-tool.js';
import { createBuildTool } from './tools/build-tool.js';
import { createGenerateTool } from './tools/generate-tool.js';
import { createInspectTool } from './tools/inspect-tool.js';
import { createMetricsTool } from './tools/metrics-tool.js';
import { createValidateTool } from './tools/validate-tool.js';

/** All that assistants can ask for, in the order in which work goes. */
export function createTools(options: ToolOptions): readonly ServerTool[] {
  return [createBuildTool, createGenerateTool, createValidateTool, createMetricsTool, createInspectTool].map(
    (create) => create(options),
  );
}
