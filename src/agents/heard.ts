import { valueAt } from '../json/json-pointer.js';
import type { Fact } from '../language/acts.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { JsonValue } from '../types/json.js';
import { lastSegment } from './resolve-pointer.js';
import { snakeCase } from './snake-case.js';

/** What the user said and was told: values with the names of the fields that showed them, and words whatever the field. */
export class Heard {
  private readonly names = new Map<string, string[]>();
  private readonly words = new Set<string>();

  /** `past`: the conversation so far, which is gone through when somebody first asks. */
  constructor(private past: ConversationState | null = null) {}

  /** `name`: of the field, in snake case. */
  has(name: string, value: JsonValue | undefined): boolean {
    if (this.past !== null) this.recall(this.past);
    if (typeof value === 'string' && this.words.has(value)) return true;
    if (this.names.size === 0) return false;
    return this.names.get(String(value))?.includes(name) === true;
  }

  /** The same value of a field of the same name is no news, and a name is none whatever the field. */
  add(name: string, value: JsonValue | undefined): void {
    const text = String(value);
    const names = this.names.get(text);
    if (names === undefined) this.names.set(text, [name]);
    else if (!names.includes(name)) names.push(name);
    if (typeof value === 'string' && isNameLike(value)) this.words.add(value);
  }

  addFact({ source, value }: Fact): void {
    if (source.kind === 'output') this.add(snakeCase(lastSegment(source.pointer)), value);
  }

  private recall(past: ConversationState): void {
    this.past = null;
    for (const { source } of past.answerSources) {
      if (source.kind !== 'output') continue;
      const output = outputOf(source.call, past);
      if (output !== undefined)
        this.add(snakeCase(lastSegment(source.pointer)), valueAt(output, source.pointer));
    }
    for (const mentions of past.mentions.values())
      for (const { value } of mentions) if (typeof value === 'string') this.words.add(value);
  }
}

export const nothingHeard: Pick<Heard, 'has'> = new Heard();

/** The answer to a call, unless the call was superseded. */
function outputOf(id: string, { executed }: ConversationState): JsonValue | undefined {
  for (const { call, output } of executed.values()) if (call.id === id) return output;
  return undefined;
}

/** A short word such as a status may come back and mean something else. */
function isNameLike(value: string): boolean {
  return /\S\s+\S/.test(value) && !/^\d[\d:T.-]*$/.test(value);
}
