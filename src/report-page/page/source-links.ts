import { valueAt } from '../../json/json-pointer.js';
import { describeSource, type SourceContext } from '../../report/describe-source.js';
import type { ShownCall, ShownConversation, Source } from '../shown-conversation.js';
import { guessLinks } from './guess-links.js';
import type { Span } from './split-spans.js';

/** One value and where it comes from. Places are keys of `place`. */
export type Link = {
  readonly target: string;
  readonly sources: readonly string[];
  readonly kind: LinkKind;
  /** The sources in words. */
  readonly words: string;
};

export type LinkKind = Source['kind'] | 'guess';

export type SourceLinks = {
  readonly byTarget: ReadonlyMap<string, readonly Link[]>;
  readonly bySource: ReadonlyMap<string, readonly Link[]>;
  /** Stretches of messages that are source or target, by message. */
  readonly spans: ReadonlyMap<number, readonly Span[]>;
  /** True where the record does not say its sources: links are told by equal values. */
  readonly areGuessed: boolean;
};

/** Names of the places that can be pointed at. */
export const place = {
  argument: (call: string, pointer: string) => `a|${call}|${pointer}`,
  output: (call: string, pointer: string) => `o|${call}|${pointer}`,
  text: (message: number, start: number, end: number) => `t|${message}|${start}|${end}`,
};

/** All links of a conversation: what a record says, or what equal values suggest where it says nothing. */
export function readSourceLinks(conversation: ShownConversation): SourceLinks {
  const { messages, sources } = conversation;
  const calls = messages.flatMap((message) => message.calls ?? []);
  const links = sources === null ? guessLinks(conversation) : knownLinks(conversation, calls);
  const spans = new Map<number, Map<string, Span>>();
  for (const key of links.flatMap(({ target, sources: keys }) => [target, ...keys])) {
    const [kind, message, start, end] = key.split('|');
    if (kind !== 't') continue;
    const own = spans.get(Number(message)) ?? new Map<string, Span>();
    own.set(key, { start: Number(start), end: Number(end), key });
    spans.set(Number(message), own);
  }
  return {
    byTarget: group(links, ({ target }) => [target]),
    bySource: group(links, ({ sources: keys }) => keys),
    spans: new Map([...spans].map(([message, own]) => [message, [...own.values()]])),
    areGuessed: sources === null,
  };
}

function knownLinks(conversation: ShownConversation, calls: readonly ShownCall[]): Link[] {
  const { messages, sources } = conversation;
  const context: SourceContext = {
    messages: messages.map(({ text }) => ({ content: text })),
    tool_calls: calls,
  };
  const byId = new Map(calls.map((call) => [call.id, call]));
  const toLink = (target: string, source: Source, value: string): Link => ({
    target,
    sources: [...new Set(placesOf(source, conversation, value))],
    kind: source.kind,
    words: describeSource(source, context),
  });
  return [
    ...(sources?.arguments ?? []).map(({ call, pointer, source }) => {
      const value = valueAt((byId.get(call)?.arguments ?? null) as never, pointer);
      return toLink(
        place.argument(call, pointer),
        source,
        typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
      );
    }),
    ...(sources?.answers ?? []).map(({ message, start, end, source }) =>
      toLink(
        place.text(message, start, end),
        source,
        Array.from(messages[message]?.text ?? '')
          .slice(start, end)
          .join(''),
      ),
    ),
  ];
}

/** `value`: what is passed or told, to find where the system message states it. */
function placesOf(source: Source, conversation: ShownConversation, value: string): string[] {
  switch (source.kind) {
    case 'user':
      return [place.text(source.message, source.start, source.end)];
    case 'output':
      return [place.output(source.call, source.pointer)];
    case 'derived':
      return source.inputs.flatMap((input) => placesOf(input, conversation, ''));
    case 'context':
      return findInSystem(conversation, source.pointer, value);
    default:
      return [];
  }
}

/** Where the system message states a value; the date is found in its own form. */
function findInSystem({ messages, scenario }: ShownConversation, pointer: string, value: string): string[] {
  const message = messages.findIndex(({ role }) => role === 'system');
  const text = messages[message]?.text ?? '';
  const day = scenario?.now.slice(0, 10) ?? '';
  const wanted = [value, ...(pointer === '/now' && day !== '' ? [day] : [])].find(
    (each) => each !== '' && text.includes(each),
  );
  if (wanted === undefined) return message === -1 ? [] : [place.text(message, 0, Array.from(text).length)];
  const start = Array.from(text.slice(0, text.indexOf(wanted))).length;
  return [place.text(message, start, start + Array.from(wanted).length)];
}

function group(links: readonly Link[], keysOf: (link: Link) => readonly string[]): Map<string, Link[]> {
  const groups = new Map<string, Link[]>();
  for (const link of links) {
    for (const key of keysOf(link)) {
      const own = groups.get(key) ?? [];
      own.push(link);
      groups.set(key, own);
    }
  }
  return groups;
}
