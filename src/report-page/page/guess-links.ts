import { jsonLeaves } from '../../record-view/json-leaves.js';
import type { ShownConversation } from '../shown-conversation.js';
import { type Link, place } from './source-links.js';

/** Values shorter than this are equal by chance. */
const shortest = 3;
const mostLeaves = 2_000;

/**
 * For records that do not say where their values come from: an argument and the nearest earlier place where the same value
 * stands, in what was said or in an output.
 */
export function guessLinks({ messages }: ShownConversation): Link[] {
  const links: Link[] = [];
  const said: { readonly message: number; readonly text: string }[] = [];
  const shown = new Map<string, { readonly call: string; readonly pointer: string }>();
  for (const [index, { role, text, calls = [], answers }] of messages.entries()) {
    if (role === 'user' || role === 'system' || role === 'human') said.push({ message: index, text });
    if (answers !== undefined) {
      for (const { pointer, value } of jsonLeaves(parse(text)).slice(0, mostLeaves)) {
        if (String(value).length >= shortest) shown.set(String(value), { call: answers, pointer });
      }
    }
    for (const call of calls) {
      for (const { pointer, value } of jsonLeaves(call.arguments)) {
        const wanted = String(value);
        if (wanted.length < shortest) continue;
        const source = shown.get(wanted);
        const places =
          source === undefined ? findSaid(said, wanted) : [place.output(source.call, source.pointer)];
        if (places.length === 0) continue;
        links.push({
          target: place.argument(call.id, pointer),
          sources: places,
          kind: 'guess',
          words: `the same value stands ${source === undefined ? 'in what was said' : 'in an earlier output'}; the record does not say its source`,
        });
      }
    }
  }
  return links;
}

function findSaid(
  said: readonly { readonly message: number; readonly text: string }[],
  wanted: string,
): string[] {
  const lower = wanted.toLowerCase();
  for (const { message, text } of [...said].reverse()) {
    const at = text.toLowerCase().indexOf(lower);
    if (at === -1) continue;
    const start = Array.from(text.slice(0, at)).length;
    return [place.text(message, start, start + Array.from(wanted).length)];
  }
  return [];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
