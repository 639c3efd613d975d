import type { ShownCall, ShownConversation, ShownMessage } from '../shown-conversation.js';
import { element } from './dom.js';
import { formatNumber, words } from './format.js';
import type { Lighting } from './lighting.js';
import { place, type SourceLinks } from './source-links.js';
import { splitSpans } from './split-spans.js';
import { drawValueTree } from './value-tree.js';

/** The messages of a conversation as a chat; calls are cards that hold their results. */
export function drawChat(
  conversation: ShownConversation,
  links: SourceLinks,
  lighting: Lighting,
): HTMLElement {
  const { messages, phenomena } = conversation;
  const results = pairResults(messages);
  const shownWith = new Set([...results.values()]);
  const namesAt = new Map<number, string[]>();
  for (const { name, messages: places } of phenomena) {
    for (const each of places) namesAt.set(each, [...(namesAt.get(each) ?? []), words(name)]);
  }
  let calls = 0;
  const chat = element('ol', { class: 'chat', 'aria-label': 'Messages' });
  for (const [index, message] of messages.entries()) {
    if (shownWith.has(index)) continue;
    const text = drawText(message, index, links, lighting);
    const item = element(
      'li',
      { class: `message ${roleClass(message.role)}`, id: `message-${index}`, tabindex: '-1' },
      element(
        'p',
        { class: 'who' },
        element('span', { class: 'place-number' }, String(index)),
        element('span', { class: 'role' }, message.role),
        ...(message.untrained === true ? [element('span', { class: 'tag' }, 'not trained on')] : []),
        ...(namesAt.get(index) ?? []).map((name) => element('span', { class: 'tag phenomenon-tag' }, name)),
      ),
      ...(message.reasoning === undefined
        ? []
        : [
            element(
              'details',
              { class: 'reasoning' },
              element('summary', {}, 'Reasoning'),
              element('p', {}, message.reasoning),
            ),
          ]),
      ...(text === null ? [] : [text]),
      ...(message.calls ?? []).map((call) => {
        calls += 1;
        const result = results.get(call);
        return drawCall(call, calls, result, messages, lighting);
      }),
    );
    chat.append(item);
  }
  return chat;
}

const ownRoles = ['system', 'user', 'assistant', 'tool'];

function roleClass(role: string): string {
  return ownRoles.includes(role) ? role : 'other';
}

/** Which tool message answers a call: by its id, else the first after it that answers no other. */
function pairResults(messages: readonly ShownMessage[]): Map<ShownCall, number> {
  const results = new Map<ShownCall, number>();
  const waiting: ShownCall[] = [];
  for (const [index, { calls = [], answers }] of messages.entries()) {
    waiting.push(...calls);
    if (answers === undefined || waiting.length === 0) continue;
    const at = waiting.findIndex(({ id }) => id === answers);
    const [call] = waiting.splice(at === -1 ? 0 : at, 1);
    if (call !== undefined) results.set(call, index);
  }
  return results;
}

function drawText(
  message: ShownMessage,
  index: number,
  links: SourceLinks,
  lighting: Lighting,
): HTMLElement | null {
  const { role, text, cut, answers } = message;
  if (answers !== undefined) return drawResult(message, index, lighting);
  if (text === '') return null;
  const body = element('div', { class: 'text', dir: 'auto' });
  for (const segment of splitSpans(text, links.spans.get(index) ?? [])) {
    if (segment.keys.length === 0) {
      body.append(element('span', {}, segment.text));
      continue;
    }
    const span = element('span', {}, segment.text);
    for (const key of segment.keys) lighting.mark(span, key);
    body.append(span);
  }
  if (cut !== undefined)
    body.append(element('small', { class: 'cut' }, ` … ${formatNumber(cut)} more characters`));
  if (role !== 'system' || text.length < 200) return body;
  return element(
    'details',
    { class: 'system-text', open: '' },
    element('summary', {}, 'System message'),
    body,
  );
}

function drawCall(
  call: ShownCall,
  number: number,
  result: number | undefined,
  messages: readonly ShownMessage[],
  lighting: Lighting,
): HTMLElement {
  const card = element(
    'div',
    { class: 'call', role: 'group', 'aria-label': `Call ${number}: ${call.name}` },
    element(
      'p',
      { class: 'call-head' },
      element('span', { class: 'call-number' }, `${number}`),
      element('code', { class: 'call-name' }, call.name === '' ? '(no name)' : call.name),
      element('small', {}, call.id),
    ),
    element(
      'div',
      { class: 'call-arguments', 'aria-label': 'Arguments' },
      isEmpty(call.arguments)
        ? element('span', { class: 'soft' }, 'no arguments')
        : drawValueTree(call.arguments, {
            keyOf: (pointer) => place.argument(call.id, pointer),
            mark: lighting.mark,
          }),
    ),
  );
  const answer = result === undefined ? undefined : messages[result];
  if (answer === undefined || result === undefined)
    card.append(element('p', { class: 'soft no-result' }, 'no result'));
  else card.append(drawResult(answer, result, lighting, call.id));
  return card;
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function drawResult(
  { text, cut, answers = '' }: ShownMessage,
  index: number,
  lighting: Lighting,
  call = answers,
): HTMLElement {
  const value = parse(text);
  const isError = typeof value === 'object' && value !== null && 'error' in value && Boolean(value.error);

  const tree = drawValueTree(value, { keyOf: (pointer) => place.output(call, pointer), mark: lighting.mark });
  const details = element(
    'details',
    {
      class: `result${isError ? ' error' : ''}`,
      id: `result-${index}`,
      ...(text.length < 6_000 ? { open: '' } : {}),
    },
    element(
      'summary',
      {},
      element('span', { class: 'place-number' }, String(index)),
      isError ? 'error' : 'result',
      element('small', {}, ` ${sizeOf(value)}`),
    ),
    tree,
  );
  if (cut !== undefined)
    details.append(element('small', { class: 'cut' }, `… ${formatNumber(cut)} more characters`));
  return details;
}

function sizeOf(value: unknown): string {
  if (Array.isArray(value)) return `${formatNumber(value.length)} items`;
  if (typeof value === 'object' && value !== null) return '';
  return 'text';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
