import { isJsonObject } from '../../../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../../../types/json.js';
import type { FakeRequest, FakeTool } from '../../fake-request.js';
import { fillSchema } from '../fill-schema.js';
import { findObjects } from '../find-json.js';
import { isJapanese } from '../words.js';
import { decideAct } from './decide-act.js';
import type { Directions, LabelledValue } from './directions.js';
import { sayAct } from './say-act.js';

/** A form in which a user speaks: what they say, what kind of thing it is, whether they are done. */
export function isUserForm({ schema }: FakeTool): boolean {
  return ['message', 'kind', 'finished'].every((name) => Object.hasOwn(schema.properties ?? {}, name));
}

/** Speaks as the directions in the last message say; the words of what was said before change nothing about that. */
export function fillUserForm({ system, messages }: FakeRequest, { schema }: FakeTool): JsonObject {
  const text = messages.findLast(({ role }) => role === 'user')?.text ?? '';
  const objects = findObjects(text);
  const given = objects.map(({ directions }) => directions).find(isJsonObject);
  const directions = readDirections(given ?? {});
  const act = decideAct(directions);
  const language = directions.locale ?? (isJapanese(system) ? 'ja' : 'en');
  return {
    ...(fillSchema(schema) as JsonObject),
    message: sayAct(act, language === 'ja' ? 'ja' : 'en'),
    kind: act.kind,
    finished: act.kind === 'thanks' && directions.finish,
  };
}

function readDirections(given: JsonObject): Directions {
  const wish = isJsonObject(given.wish) ? given.wish : null;
  const correct = isJsonObject(given.correct) ? given.correct : null;
  return {
    wish: wish && {
      text: toText(wish.text),
      isVague: wish.vague === true,
      values: readValues(wish.values),
    },
    meant: typeof given.meant === 'string' ? given.meant : null,
    answers: readValues(given.answers),
    correct: correct && {
      label: toText(correct.label),
      from: toText(correct.from),
      to: toText(correct.to),
    },
    refuse: given.refuse === true,
    finish: given.finish === true,
    last: toText(given.last),
    locale: typeof given.locale === 'string' ? given.locale : null,
  };
}

function readValues(value: JsonValue | undefined): LabelledValue[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter(isJsonObject)
    .map((item) => ({ label: toText(item.label), say: toText(item.say ?? item.value) }));
}

function toText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
