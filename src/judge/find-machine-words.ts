import { isIdName } from '../record-view/is-id-name.js';
import { jsonLeaves } from '../record-view/json-leaves.js';
import type { MessageView, RecordView } from '../record-view/record-view.js';
import type { JsonObject } from '../types/json.js';
import { phrasesIn } from './phrases.js';
import type { Finding, Rubric } from './rubric.js';

/** Names of parameters, placeholders, set phrases of machines, and ids that a user cannot know. */
export function findMachineWords(
  view: RecordView,
  spoken: readonly MessageView[],
  rubric: Rubric,
): Finding[] {
  const names = technicalNames(view);
  const values = textValues(view);
  return [
    ...spoken.flatMap((message) => [
      ...findIdentifiers(message, names, values),
      ...findPlaceholders(message, values),
      ...phrasesIn(message.normalized, rubric.phrases.robotic[view.locale]).map(
        (detail): Finding => ({ kind: 'robotic_phrase', amount: 1, detail }),
      ),
    ]),
    ...findDictatedIds(view, spoken),
  ];
}

/** Names of parameters and fields that are no words of a language: `check_in`, `hotelId`. */
function technicalNames(view: RecordView): Set<string> {
  const names = new Set<string>();
  for (const { parameters } of view.tools.values()) {
    const properties = parameters.properties;
    for (const name of Object.keys((properties ?? {}) as JsonObject)) names.add(name);
  }
  for (const { outputLeaves } of view.calls) for (const { name } of outputLeaves) names.add(name);
  return new Set([...names].filter((name) => /_|[a-z][A-Z]/.test(name)));
}

/** Texts that a user's own words may be: a name such as `yuko_sato`, a file, a formula. */
function textValues(view: RecordView): string {
  return view.calls
    .flatMap(({ leaves, outputLeaves }) => [...leaves, ...outputLeaves])
    .flatMap(({ value }) => (typeof value === 'string' ? [value] : []))
    .join('\n');
}

/** What no tool knows may be a name that somebody goes by (`the_august_crona`), and weighs less. */
function findIdentifiers(message: MessageView, names: ReadonlySet<string>, values: string): Finding[] {
  const words =
    message.text.match(
      /[A-Za-z][A-Za-z0-9]{0,80}(?:_[A-Za-z0-9]+)+|\b[a-z]+(?:[A-Z][a-z0-9]*)+|\b\w+::\w+/g,
    ) ?? [];
  return words
    .filter(
      (word) =>
        !values.includes(word) &&
        (names.has(word) ||
          /^[a-z]+(?:_[a-z]+)+$|^[a-z]{2,}[a-z0-9]*(?:Id|ID|Code|Name|Date|Type|Key)$|::/.test(word)),
    )
    .map((detail) => ({ kind: 'identifier_leak', amount: names.has(detail) ? 1 : 0.4, detail }));
}

/** The usual ways to mark where a value has yet to come. */
const placeholders = [
  /\{\{?[^{}]{0,40}\}\}?|\[object|\b(?:undefined|NaN|null|TODO|TBD|[Ll]orem ipsum)\b|\[[A-Z_ ]{3,30}\]|_{3,}|%[sd]\b|\$\{|\bX{3,}\b|[○〇]{2,}/,
  /<<?[a-z][a-z _-]{1,30}>|\[(?:your|the|insert|enter|add|name|date|value)\b[^\]]{0,30}\]|[＜<【[](?:未定|未入力|お?名前|氏名|ここに)[^＞>】\]]{0,10}[＞>】\]]/i,
];

function findPlaceholders(message: MessageView, values: string): Finding[] {
  const found = placeholders
    .map((pattern) => pattern.exec(message.text)?.[0])
    .find((text) => text !== undefined);
  return found === undefined || values.includes(found)
    ? []
    : [{ kind: 'placeholder', amount: 1, detail: found }];
}

/** Opaque ids that a user says before anyone has shown them, and that results then hold as ids. */
function findDictatedIds(view: RecordView, spoken: readonly MessageView[]): Finding[] {
  const ids = new Set<string>();
  const issued = new Set(
    view.calls.flatMap(({ output }) =>
      jsonLeaves(output).flatMap(({ name, value }) =>
        isIdName(name) && typeof value === 'string' ? [value.toLowerCase()] : [],
      ),
    ),
  );
  for (const { role, index, normalized } of spoken) {
    if (role !== 'user') continue;
    for (const token of normalized.match(/[a-z0-9]+(?:[-_][a-z0-9]+)*/g) ?? []) {
      const isOpaque =
        token.length >= 6 && /\d/.test(token) && /[a-z]/.test(token) && !/^\d+[a-z]{1,3}$/.test(token);
      const isFirst = !view.messages.some(
        (earlier) => earlier.index < index && earlier.normalized.includes(token),
      );
      if (isOpaque && isFirst && (issued.has(token) || isMachineMade(token))) ids.add(token);
    }
  }
  return [...ids].map((detail) => ({ kind: 'dictated_id', amount: 1, detail }));
}

/** Letters and digits that change places three times or more, as in `x7b2m4q8`. */
function isMachineMade(token: string): boolean {
  return (
    token.length >= 8 &&
    (token.match(/[a-z]\d|\d[a-z]/g)?.length ?? 0) >= 3 &&
    !/[-_]/.test(token) &&
    token.length < 20
  );
}
