import { valueAt } from '../json/json-pointer.js';
import type { Fact } from '../language/acts.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { JsonValue } from '../types/json.js';
import { snakeCase } from './answered-call.js';
import { lastSegment } from './resolve-pointer.js';

/** What the user said and was told so far: values by field name, and names and words whatever the field. */
export function heardSoFar(state: ConversationState): Set<string> {
  const heard = new Set<string>();
  const outputs = new Map([...state.executed.values()].map(({ call, output }) => [call.id, output]));
  for (const { source } of state.answerSources) {
    if (source.kind !== 'output') continue;
    const output = outputs.get(source.call);
    if (output !== undefined) remember(lastSegment(source.pointer), valueAt(output, source.pointer), heard);
  }
  for (const mentions of state.mentions.values())
    for (const { value } of mentions) if (typeof value === 'string') heard.add(wordsKey(value));
  return heard;
}

export function rememberFact({ source, value }: Fact, heard: Set<string>): void {
  if (source.kind === 'output') remember(lastSegment(source.pointer), value, heard);
}

/** True of a value that a field of this name showed before, and of a name or words that were said before. */
export function isKnown(name: string, value: JsonValue | undefined, heard: ReadonlySet<string>): boolean {
  return heard.has(heardKey(name, value)) || (typeof value === 'string' && heard.has(wordsKey(value)));
}

/** Key under which a told value is remembered: the same value of a field of the same name is no news. */
export function heardKey(name: string, value: JsonValue | undefined): string {
  return `${snakeCase(name)}=${String(value)}`;
}

function remember(name: string, value: JsonValue | undefined, heard: Set<string>): void {
  heard.add(heardKey(name, value));
  if (typeof value === 'string' && isNameLike(value)) heard.add(wordsKey(value));
}

/** A short word such as a status may come back and mean something else. */
function isNameLike(value: string): boolean {
  return /\S\s+\S/.test(value) && !/^\d[\d:T.-]*$/.test(value);
}

function wordsKey(value: string): string {
  return `=${value}`;
}
