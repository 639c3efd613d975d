import { isJsonObject } from '../../json/is-json-object.js';
import type { JsonObject } from '../../types/json.js';
import type { RawEndpoint } from '../../types/raw-tool.js';
import { readText } from '../functions/function-entries.js';
import { functionReader } from '../functions/function-reader.js';
import { member, textMember } from '../json-shape.js';

/** Tools of MCP servers: the answer to `tools/list`, as it came over the wire or bare, in one page or several. */
export const mcp = functionReader('mcp', {
  format: 'mcp',
  signsOf: (body) => {
    const annotations = member(body, 'annotations');
    const hints = isJsonObject(annotations) ? annotations : {};
    return {
      input: readText(member(body, 'inputSchema')),
      output: readText(member(body, 'outputSchema') ?? undefined),
      title: textMember(body, 'title') || textMember(hints, 'title'),
      extensions: meaningOf(hints),
    };
  },
});

/** What a server states of a tool's effect. What it leaves open stays open: the defaults of MCP assume the worst. */
function meaningOf(hints: JsonObject): RawEndpoint['extensions'] {
  const read = member(hints, 'readOnlyHint');
  const isRead = read === true;
  const destroys = member(hints, 'destructiveHint');
  return {
    ...(typeof read === 'boolean' ? { 'x-read-only': read } : {}),
    ...(isRead ? { 'x-irreversible': false } : {}),
    ...(!isRead && destroys === true ? { 'x-irreversible': true } : {}),
  };
}
