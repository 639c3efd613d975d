import type { RawTool } from '../types/raw-tool.js';
import type { Refusal } from '../types/refusal.js';
import type { FileReading } from './catalog-reader.js';
import type { QueryApi } from './read-query-form.js';

/** Most characters of JSON that one tool may take, in a file that holds others too. */
const maximumToolLength = 32 * 1024 * 1024;

/** Takes out the tools that are larger than anything real, each with its reason. Only files of more bytes than that need a look. */
export function withoutGiants(reading: FileReading, fileBytes: number): FileReading {
  if (fileBytes <= maximumToolLength) return reading;
  const refusals: Refusal[] = [...reading.refusals];
  const isUsual = (source: string, name: string, part: RawTool | QueryApi): boolean => {
    const length = JSON.stringify(part).length;
    if (length <= maximumToolLength) return true;
    const detail = `It has ${length} characters; the limit is ${maximumToolLength}.`;
    refusals.push({ level: 'tool', source, name, reason: 'tool_too_large', detail });
    return false;
  };
  return {
    tools: reading.tools.filter((tool) => isUsual(tool.source, tool.name, tool)),
    apis: reading.apis.filter((api) => isUsual(api.source, api.toolName, api)),
    refusals,
  };
}
