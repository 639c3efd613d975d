import type { RawEndpoint, RawTool } from '../../types/raw-tool.js';

/**
 * Makes one tool of functions of which each has a file of its own: those of one folder are one list that was taken apart, as
 * servers keep it for their tests. Of equal names the first stands; the caller is told of the others. Other tools stay as they
 * are, and so does a function that is alone in its folder.
 */
export function joinLoneFunctions(
  tools: readonly RawTool[],
  onDuplicate: (tool: RawTool, name: string, first: RawTool) => void,
): readonly RawTool[] {
  const kin = new Map<string, RawTool[]>();
  for (const tool of tools) {
    if (tool.isLone !== true) continue;
    const key = JSON.stringify([tool.format, folderOf(tool)]);
    const known = kin.get(key);
    if (known === undefined) kin.set(key, [tool]);
    else known.push(tool);
  }
  return tools.flatMap((tool): RawTool[] => {
    const group = tool.isLone === true ? kin.get(JSON.stringify([tool.format, folderOf(tool)])) : undefined;
    if (group === undefined || group.length < 2) return [tool];
    return group[0] === tool ? [join(tool, group, onDuplicate)] : [];
  });
}

function join(
  first: RawTool,
  group: readonly RawTool[],
  onDuplicate: (tool: RawTool, name: string, first: RawTool) => void,
): RawTool {
  const name = folderOf(first).split('/').at(-1) || 'tools';
  const known = new Map<string, RawTool>();
  const endpoints: RawEndpoint[] = [];
  for (const tool of group) {
    for (const endpoint of tool.endpoints) {
      const called = endpoint.functionName ?? endpoint.name;
      const earlier = known.get(called);
      if (earlier !== undefined) {
        onDuplicate(tool, called, earlier);
        continue;
      }
      known.set(called, tool);
      endpoints.push(endpoint);
    }
  }
  const { isLone: _, ...rest } = first;
  return { ...rest, category: name, stem: name, name, endpoints };
}

function folderOf({ source }: RawTool): string {
  return source.slice(0, Math.max(0, source.lastIndexOf('/')));
}
