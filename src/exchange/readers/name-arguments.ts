import { UnreadableEntryError } from '../../errors/exchange-errors.js';
import { isJsonObject } from '../../json/is-json-object.js';
import type { ToolDefinition } from '../../types/conversation.js';
import type { WrittenCall } from './dialogue.js';
import type { PythonCall } from './python-literal.js';

/** Arguments without names get those of the tool's parameters, in their order. Throws `UnreadableEntryError`. */
export function nameArguments(
  { name, positional, named }: PythonCall,
  tools: readonly ToolDefinition[],
  place: string,
): WrittenCall {
  if (positional.length === 0) return { name, parameters: named };
  const properties = tools.find((tool) => tool.name === name)?.parameters.properties;
  const names = (isJsonObject(properties) ? Object.keys(properties) : []).filter(
    (each) => !Object.hasOwn(named, each),
  );
  if (names.length < positional.length)
    throw new UnreadableEntryError(place, `gives ${name.slice(0, 80)} an argument that has no name`);
  const first = positional.map((value, index) => [names[index] ?? '', value] as const);
  return { name, parameters: Object.fromEntries([...first, ...Object.entries(named)]) };
}
