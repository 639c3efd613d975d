import type { Message, ToolCall } from '../../types/conversation.js';
import type { JsonObject } from '../../types/json.js';
import { createOpenCalls } from '../open-calls.js';

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
  /** Calls whose results come next. */
  readonly awaited: () => readonly ToolCall[];
};

export function createDialogue(): Dialogue {
  const messages: Message[] = [];
  const open = createOpenCalls();
  return {
    messages,
    awaited: open.awaited,
    system: (content) => void messages.push({ role: 'system', content }),
    user(content) {
      open.userSpeaks();
      messages.push({ role: 'user', content });
    },
    assistant(content, calls = [], reasoning = '') {
      const named = open.make(calls.map((call) => ({ id: null, ...call })));
      messages.push({
        ...{ role: 'assistant', content },
        ...(named.length === 0 ? {} : { tool_calls: named }),
        ...(reasoning === '' ? {} : { reasoning }),
      });
    },
    result(content, place, name) {
      const call = open.answer({ name: name ?? null }, place);
      messages.push({ role: 'tool', name: call.name, tool_call_id: call.id, content });
    },
  };
}
