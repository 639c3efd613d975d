import { isJsonObject } from '../json/is-json-object.js';
import type { JsonValue } from '../types/json.js';
import type { RawTool } from '../types/raw-tool.js';
import type { Refusal } from '../types/refusal.js';
import { describeShape, textMember } from './json-shape.js';
import { readToolForm } from './read-tool-form.js';

/** Reads one file with a list of tools. Each carries its `category`; `fallbackCategory` serves those that do not. */
export function readListForm(
  list: readonly JsonValue[],
  path: string,
  fallbackCategory: string,
): { readonly tools: readonly RawTool[]; readonly refusals: readonly Refusal[] } {
  const tools: RawTool[] = [];
  const refusals: Refusal[] = [];
  list.forEach((entry, index) => {
    const source = `${path}#${index}`;
    if (!isJsonObject(entry)) {
      const detail = `Entry ${index} of the list is ${describeShape(entry)}, not a tool.`;
      refusals.push({ level: 'tool', source, name: '', reason: 'not_an_object', detail });
      return;
    }
    const category = textMember(entry, 'category', 'category_name');
    const reading = readToolForm(entry, {
      source,
      format: 'toolbench-list',
      category: category === '' ? fallbackCategory : category,
      stem: textMember(entry, 'standardized_name', 'name', 'tool_name'),
    });
    if (reading.tool !== null) tools.push(reading.tool);
    for (const refusal of reading.refusals) refusals.push(refusal);
  });
  return { tools, refusals };
}
