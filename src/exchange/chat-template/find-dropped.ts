import type { JsonObject, JsonValue } from '../../types/json.js';
import type { TemplateInput } from './chat-template.js';

/**
 * What a template leaves out without a word, such as calls after the first of a message, results, or the tools: a conversation
 * of the same shape is rendered whose every part is a word of its own, and the words that are not there are looked for. Null
 * where all parts stand in the text, or where the template refuses such words.
 */
export function findDropped(render: (input: TemplateInput) => string, input: TemplateInput): string | null {
  const words: Word[] = [];
  const probe = toProbe(input, words);
  const text = attempt(() => render(probe).toLowerCase());
  return words.find(({ word }) => text !== null && !text.includes(word))?.part ?? null;
}

/** Conversations that a template treats alike have the same key. */
export function shapeOf({ messages, tools }: TemplateInput): string {
  const shapes = messages.map(({ role, content, tool_calls: calls }) => {
    const count = Array.isArray(calls) ? calls.length : 0;
    return `${role}${content === '' ? '' : '+'}${count}${role === 'tool' && isJson(content) ? 'j' : ''}`;
  });
  return `${tools?.length ?? 0}:${shapes.join(' ')}`;
}

type Word = { readonly word: string; readonly part: string };

function toProbe({ messages, tools }: TemplateInput, words: Word[]): TemplateInput {
  const take = (part: string): string => {
    // Ends in a letter, so that no word is the beginning of another.
    const word = `zq${words.length}x`;
    words.push({ word, part });
    return word;
  };
  const offered = tools?.map((tool) => ({
    ...tool,
    function: { ...(tool.function as JsonObject), name: take('a tool that is offered') },
  }));
  const names: string[] = [];
  const said = messages.map((message): JsonObject => {
    const { content, tool_calls: calls } = message;
    const list = Array.isArray(calls) ? (calls as readonly JsonObject[]) : [];
    const probed: { [key: string]: JsonValue } = { ...message };
    if (typeof content === 'string' && content.trim() !== '') {
      const word = take(partOf(message, list.length > 0));
      probed.content = message.role === 'tool' && isJson(content) ? JSON.stringify({ [word]: 1 }) : word;
    }
    if (list.length > 0) {
      probed.tool_calls = list.map((call, index) => {
        const part = index === 0 ? 'a call' : 'calls beside the first of a message';
        const name = take(part);
        names.push(name);
        const given = { value: take(`the arguments of ${part}`) };
        const { function: called } = call as { readonly function: JsonObject };
        const isText = typeof called.arguments === 'string';
        return {
          ...call,
          function: { ...called, name, arguments: isText ? JSON.stringify(given) : given },
        };
      });
    }
    if (message.role === 'tool' && typeof message.name === 'string') probed.name = names.shift() ?? 'none';
    return probed;
  });
  return { messages: said, tools: offered ?? null };
}

function partOf({ role }: JsonObject, isBeside: boolean): string {
  if (role === 'tool') return 'a result';
  if (role === 'system') return 'the system message';
  if (role === 'user') return 'what the user says';
  return isBeside ? 'what is said beside a call' : 'what the assistant says';
}

function isJson(content: JsonValue | undefined): boolean {
  return typeof content === 'string' && attempt(() => JSON.parse(content)) !== null;
}

function attempt<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}
