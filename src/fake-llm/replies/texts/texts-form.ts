import { isJsonObject } from '../../../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../../../types/json.js';
import type { FakeRequest, FakeTool } from '../../fake-request.js';
import { findObjects } from '../find-json.js';
import type { Rules } from '../reply-by-rules.js';
import { mendText } from './mend-text.js';
import { rewriteText } from './rewrite-text.js';

type GivenText = { readonly index: number; readonly text: string };

/** A form that takes texts of a conversation, each with its place: `messages: [{ index, text }]`. */
export function isTextsForm({ schema }: FakeTool): boolean {
  const messages = Object.hasOwn(schema.properties ?? {}, 'messages')
    ? schema.properties?.messages
    : undefined;
  const properties = messages?.items?.properties ?? {};
  return Object.hasOwn(properties, 'index') && Object.hasOwn(properties, 'text');
}

/** Texts that the last message gives, rewritten; by a form that mends, only those that have something wrong are changed. */
export function fillTextsForm(request: FakeRequest, form: FakeTool, { seed, policy }: Rules): JsonObject {
  const { callId, messages } = request;
  const given = readTexts(messages.findLast(({ role }) => role === 'user')?.text ?? '');
  const isRewrite = form.name === 'rewrite';
  const fits = (text: string) => (text === '' ? '…' : text);
  return {
    messages: given.map(({ index, text }) => {
      const changed = isRewrite
        ? rewriteText(text, { key: [seed, callId, index], breakRate: policy.rewriteBreakRate })
        : mendText(text);
      return { index, text: fits(changed) };
    }),
  };
}

/** The longest list of texts with places in what the message holds. */
function readTexts(message: string): readonly GivenText[] {
  let longest: readonly GivenText[] = [];
  const objects = findObjects(message);
  for (const object of objects)
    for (const value of Object.values(object)) {
      const texts = toTexts(value);
      if (texts.length > longest.length) longest = texts;
    }
  // A list that stands in no object.
  return longest.length > 0 ? longest : toTexts(objects);
}

function toTexts(value: JsonValue | readonly JsonObject[]): GivenText[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: JsonValue) => {
    if (!isJsonObject(item) || typeof item.index !== 'number') return [];
    const text = item.text ?? item.content;
    return typeof text === 'string' ? [{ index: item.index, text }] : [];
  });
}
