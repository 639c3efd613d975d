import { UnreadableEntryError } from '../../errors/exchange-errors.js';
import type { Message, ToolCall } from '../../types/conversation.js';
import type { JsonObject } from '../../types/json.js';

/** A call as texts write it: without an id. */
export type WrittenCall = { readonly name: string; readonly parameters: JsonObject };

/** Messages as they come; calls get ids in order, results go to the calls that are open. */
export type Dialogue = {
  readonly messages: readonly Message[];
  readonly system: (content: string) => void;
  readonly user: (content: string) => void;
  readonly assistant: (content: string, calls?: readonly WrittenCall[], reasoning?: string) => void;
  /** The answer to the first open call, or to that of a name. Throws `UnreadableEntryError`. */
  readonly result: (content: string, place: string, name?: string) => void;
  /** Calls that nothing answered yet. */
  readonly open: () => readonly ToolCall[];
};

export function createDialogue(): Dialogue {
  const messages: Message[] = [];
  const open: ToolCall[] = [];
  let made = 0;
  return {
    messages,
    open: () => open,
    system: (content) => void messages.push({ role: 'system', content }),
    user: (content) => void messages.push({ role: 'user', content }),
    assistant(content, calls = [], reasoning = '') {
      const named = calls.map(({ name, parameters }): ToolCall => {
        made += 1;
        return { id: `call_${made}`, name, parameters };
      });
      open.push(...named);
      messages.push({
        ...{ role: 'assistant', content },
        ...(named.length === 0 ? {} : { tool_calls: named }),
        ...(reasoning === '' ? {} : { reasoning }),
      });
    },
    result(content, place, name) {
      const found = name === undefined ? 0 : open.findIndex((call) => call.name === name);
      const [call] = open.splice(Math.max(found, 0), 1);
      if (call === undefined) throw new UnreadableEntryError(place, 'answers a call that was not made');
      messages.push({ role: 'tool', name: call.name, tool_call_id: call.id, content });
    },
  };
}
