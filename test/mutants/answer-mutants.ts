import type { Random } from '../../src/random/random.js';
import type { MutableRecord, Mutant } from './mutant.js';
import {
  appendText,
  at,
  type Claim,
  claimedText,
  indexesOf,
  isSuccess,
  isWriteCall,
  outputOf,
  pickOrNull,
  replaceInAnswer,
  retell,
  setOutput,
} from './record-edits.js';

/** Laws 2 and 6: what the assistant says, its claims in order or not. */
export const answerMutants: readonly Mutant[] = [
  // The claim still points to the value; the words around it say the opposite.
  ...Object.entries({
    'value-denied-by-not': { en: 'not ', ja: null },
    'value-denied-by-never': { en: 'never ', ja: null },
    'value-denied-by-without': { en: 'it is without ', ja: null },
    'value-denied-by-is-not': { en: 'which is not ', ja: null },
    'value-denied-behind': { en: null, ja: 'ではありません' },
  }).map(
    ([name, { en, ja }]): Mutant => ({
      name,
      law: 2,
      mutate(record, random) {
        const isJapanese = record.metadata.locale === 'ja';
        const words = isJapanese ? ja : (en ?? " isn't right");
        const claim = pickOrNull(toldClaims(record).filter(isContradictable(record)), random);
        if (claim === null || words === null) return false;
        const place = isJapanese || en === null ? claim.end : claim.start;
        replaceInAnswer(record, claim.message, { start: place, end: place, text: words });
        return true;
      },
    }),
  ),
  ...Object.entries({
    'counter-inserted': { en: ' It has room for sixteen people.', ja: ' 十六名まで入れます。' },
    'listed-superlative-inserted': { en: ' It is the cheapest of them all.', ja: ' 一番安いです。' },
    'than-inserted': { en: ' It is nearer than any other.', ja: ' ほかのものより近いです。' },
    'half-inserted': { en: ' That is half the price of the others.', ja: ' 他の半額です。' },
    'twice-inserted': { en: ' It has twice as many as before.', ja: ' 前の二倍です。' },
    'times-inserted': { en: ' That makes it times more popular.', ja: ' 他より三倍人気です。' },
    'comparative-inserted': { en: ' It looks sturdier than the rest.', ja: ' 他より安いです。' },
    'as-as-inserted': { en: ' It is as quiet as the one before.', ja: ' 前と同額です。' },
    'unlisted-superlative-inserted': { en: ' It is the quietest around.', ja: ' 最大です。' },
    'most-inserted': { en: ' It is the most modern among them.', ja: ' 最新です。' },
    'share-inserted': { en: ' A third of them have it.', ja: ' 半分のものにあります。' },
    'address-inserted': { en: ' Write to help@example.org.', ja: ' help@example.orgへどうぞ。' },
  }).map(
    ([name, texts]): Mutant => ({
      name,
      law: 2,
      mutate(record) {
        const index = record.messages.findLastIndex((message) => message.role === 'assistant');
        appendText(record.messages[index], record.metadata.locale === 'ja' ? texts.ja : texts.en);
        return index >= 0;
      },
    }),
  ),
  {
    name: 'count-off-by-one',
    law: 2,
    mutate(record, random) {
      const claim = pickOrNull(
        record.provenance.answers.filter(
          (each) =>
            each.source.kind === 'derived' &&
            each.source.function === 'count' &&
            wordFor(claimedText(record, each)) !== null,
        ),
        random,
      );
      if (claim === null) return false;
      const text = wordFor(claimedText(record, claim)) ?? '';
      replaceInAnswer(record, claim.message, { start: claim.start, end: claim.end, text }, claim);
      return true;
    },
  },
  {
    name: 'value-of-sibling-field',
    law: 2,
    mutate(record, random) {
      for (const claim of random.shuffle(plainClaims(record))) {
        const { source } = claim;
        if (source.kind !== 'output') continue;
        const holder = source.pointer.slice(0, source.pointer.lastIndexOf('/'));
        const fields = Object.entries(objectAt(outputOf(record, source.call), holder) ?? {});
        const told = claimedText(record, claim).toLowerCase();
        const other = fields.find(
          ([, value]) =>
            (typeof value === 'string' || typeof value === 'number') &&
            !isAlike(String(value).toLowerCase(), told),
        );
        if (other === undefined) continue;
        source.pointer = `${holder}/${other[0].replaceAll('~', '~0').replaceAll('/', '~1')}`;
        return true;
      }
      return false;
    },
  },
  {
    name: 'currency-exchanged',
    law: 2,
    mutate(record, random) {
      const claim = pickOrNull(
        record.provenance.answers.filter(
          ({ source, ...place }) =>
            source.kind === 'output' &&
            source.normalization?.name === 'money' &&
            /\b[A-Z]{3}\b/.test(claimedText(record, { source, ...place })) &&
            Object.entries(
              objectAt(
                outputOf(record, source.call),
                source.pointer.slice(0, source.pointer.lastIndexOf('/')),
              ) ?? {},
            ).some(([key, value]) => /currency/i.test(key) && typeof value === 'string'),
        ),
        random,
      );
      if (claim === null) return false;
      const text = claimedText(record, claim).replace(/\b[A-Z]{3}\b/, (code) =>
        code === 'CHF' ? 'SEK' : 'CHF',
      );
      replaceInAnswer(record, claim.message, { start: claim.start, end: claim.end, text }, claim);
      return true;
    },
  },
  {
    name: 'unit-exchanged',
    law: 2,
    mutate(record, random) {
      const claim = pickOrNull(
        record.provenance.answers.filter((each) => unitAsNamed(record, each) !== null),
        random,
      );
      if (claim === null) return false;
      const unit = unitAsNamed(record, claim) ?? '';
      const other = unit === 'days' ? 'weeks' : 'days';
      const text = claimedText(record, claim).replace(unit, other);
      replaceInAnswer(record, claim.message, { start: claim.start, end: claim.end, text }, claim);
      return true;
    },
  },
  // A thing's name with another's values: each claim for itself is true.
  {
    name: 'name-of-other-member',
    law: 6,
    mutate: (record, random) => exchange(record, random, 'name'),
  },
  {
    name: 'value-of-other-member',
    law: 6,
    mutate: (record, random) => exchange(record, random, 'value'),
  },
  {
    name: 'success-told-as-failure',
    law: 6,
    mutate(record, random) {
      const index = pickOrNull(
        indexesOf(
          record,
          ({ role, content }, at) => role === 'assistant' && content !== '' && allWentWell(record, at),
        ),
        random,
      );
      if (index === null) return false;
      const text = record.metadata.locale === 'ja' ? 'うまくいきませんでした。' : "Sorry, that didn't work.";
      retell(record, index, text);
      return true;
    },
  },
  {
    name: 'failure-told-after-thanks',
    law: 6,
    mutate(record) {
      const last = record.messages.length - 1;
      if (
        record.messages[last - 1]?.role !== 'user' ||
        record.goal.some(({ message }) => message === last - 1)
      )
        return false;
      if (record.messages[last]?.role !== 'assistant' || !allWentWell(record, last)) return false;
      retell(
        record,
        last,
        record.metadata.locale === 'ja' ? 'エラーになりました。' : "I'm afraid it went wrong in the end.",
      );
      return true;
    },
  },
  {
    name: 'deed-told-where-nothing-was-written',
    law: 6,
    mutate(record, random) {
      if (record.tool_calls.some(({ name }) => isWriteCall(record, name))) return false;
      const index = pickOrNull(
        indexesOf(record, (message) => message.role === 'assistant' && message.tool_calls === undefined),
        random,
      );
      if (index === null) return false;
      appendText(
        record.messages[index],
        record.metadata.locale === 'ja' ? ' 予約しました。' : " I've booked it for you.",
      );
      return true;
    },
  },
  {
    name: 'failed-write-told-as-done',
    law: 6,
    mutate(record) {
      const call = record.tool_calls.findLast(({ name }) => isWriteCall(record, name));
      const result = record.messages.findIndex(
        (message) => message.role === 'tool' && message.tool_call_id === call?.id,
      );
      const told = record.messages[result + 1];
      const others = record.tool_calls.filter((each) => each !== call && isWriteCall(record, each.name));
      if (call === undefined || told?.role !== 'assistant' || told.content === '' || others.length > 0)
        return false;
      setOutput(record, call.id, { error: { type: 'unavailable', message: 'Try later.' } });
      retell(
        record,
        result + 1,
        record.metadata.locale === 'ja' ? '予約しました。' : 'All set, it has been booked.',
      );
      return true;
    },
  },
];

/** Claims on one value of a successful output. */
function toldClaims(record: MutableRecord): Claim[] {
  return record.provenance.answers.filter(
    ({ source }) => source.kind === 'output' && isSuccess(outputOf(record, source.call)),
  );
}

/** Told as they stand, so that another value in their place is another text. */
function plainClaims(record: MutableRecord): Claim[] {
  return toldClaims(record).filter(
    ({ source }) => source.kind === 'output' && source.normalization === undefined,
  );
}

/** Where a "but" follows, a denial may be meant; a claim inside another cannot be parted from it. */
function isContradictable(record: MutableRecord): (claim: Claim) => boolean {
  return (claim) => {
    const rest = Array.from(record.messages[claim.message]?.content ?? '')
      .slice(claim.end)
      .join('');
    return (
      !/^,? (?:but|rather)/i.test(rest) &&
      !record.provenance.answers.some(
        (other) =>
          other !== claim &&
          other.message === claim.message &&
          other.start < claim.end &&
          other.end > claim.start,
      )
    );
  };
}

/** The unit of a claim whose field is named for it, as `duration_minutes` told in minutes; null for any other claim. */
function unitAsNamed(record: MutableRecord, claim: Claim): string | null {
  if (claim.source.kind !== 'output' || claim.source.normalization?.name !== 'unit') return null;
  const unit = /^[\d.,]+ ([a-z]+)$/.exec(claimedText(record, claim))?.[1];
  return unit !== undefined && claim.source.pointer.toLowerCase().endsWith(unit) ? unit : null;
}

const words = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** The next higher number, written the same way; null where it is written otherwise. */
function wordFor(text: string): string | null {
  if (/^\d+$/.test(text)) return String(Number(text) + 1);
  const index = words.indexOf(text.toLowerCase());
  return index < 0 || index === words.length - 1 ? null : (words[index + 1] ?? null);
}

/** Whether one could be taken for another way to write the other. */
function isAlike(left: string, right: string): boolean {
  const letters = (text: string): string => text.replace(/[^a-z0-9\u0080-\uffff]/g, '');
  if (letters(left) === letters(right) || left.includes(right) || right.includes(left)) return true;
  return Number(left) === Number(right) || /\d/.test(left) === /\d/.test(right);
}

function objectAt(output: unknown, pointer: string): { [key: string]: unknown } | null {
  const value = at(output, pointer);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { [key: string]: unknown })
    : null;
}

/**
 * Finds a clause that names a member of a list first and then tells a value of it, and puts the name, or the value, of
 * another member in its place, its source with it. Both members have to differ in name and value, and no third one may be
 * called so.
 */
function exchange(record: MutableRecord, random: Random, what: 'name' | 'value'): boolean {
  for (const [name, value] of random.shuffle(namedValues(record))) {
    const [nameSource, valueSource] = [name.source, value.source];
    if (nameSource.kind !== 'output' || valueSource.kind !== 'output') continue;
    const parts = /^(.*)\/(\d+)\/([^/]+)$/.exec(nameSource.pointer);
    const valueParts = /^(.*)\/(\d+)\/([^/]+)$/.exec(valueSource.pointer);
    if (parts === null || valueParts === null || parts[1] !== valueParts[1] || parts[2] !== valueParts[2])
      continue;
    if (nameSource.call !== valueSource.call || !isListOfOne(record, nameSource.call, parts[1] ?? ''))
      continue;
    const list = at(outputOf(record, nameSource.call), parts[1] ?? '');
    if (!Array.isArray(list)) continue;
    const own = list[Number(parts[2])] as { [key: string]: unknown };
    const [nameField, valueField] = [parts[3] ?? '', valueParts[3] ?? ''];
    const others = (list as { [key: string]: unknown }[]).flatMap((member, index) =>
      isRival(member, own, nameField, valueField) &&
      isOnlyOne(record, member, nameField) &&
      isOnlyOne(record, own, nameField)
        ? [index]
        : [],
    );
    const other = pickOrNull(others, random);
    if (other === null) continue;
    const [claim, source, field] =
      what === 'name' ? [name, nameSource, nameField] : [value, valueSource, valueField];
    const told = (list[other] as { [key: string]: unknown })[field];
    if (what === 'value' && valueSource.normalization !== undefined) continue;
    source.pointer = `${parts[1]}/${other}/${field}`;
    replaceInAnswer(record, claim.message, { start: claim.start, end: claim.end, text: String(told) }, claim);
    return true;
  }
  return false;
}

/** Pairs of a name and the value told right after it in one clause. */
function namedValues(record: MutableRecord): [Claim, Claim][] {
  const claims = plainOrNot(record);
  return claims.flatMap((name, index): [Claim, Claim][] => {
    const value = claims[index + 1];
    if (value === undefined || value.message !== name.message || value.start < name.end) return [];
    const points = Array.from(record.messages[name.message]?.content ?? '');
    const between = points.slice(name.end, value.start).join('');
    const before = points.slice(0, name.start).join('');
    const opens = /(?:^|[.;:!?\n] ?|[;,] (?:and )?|among them |- )$/.test(before);
    return opens && !/[.;!?\n]|\band\b/.test(between) ? [[name, value]] : [];
  });
}

function plainOrNot(record: MutableRecord): Claim[] {
  return toldClaims(record).sort((a, b) => a.message - b.message || a.start - b.start);
}

/** The list's members are things of one entity with ids of their own. */
function isListOfOne(record: MutableRecord, id: string, list: string): boolean {
  const name = record.tool_calls.find((call) => call.id === id)?.name ?? '';
  return (
    record.semantics[name]?.objects.some(({ at, id_field: field }) => at === `${list}/*` && field !== null) ??
    false
  );
}

function isRival(
  member: { [key: string]: unknown },
  own: { [key: string]: unknown },
  nameField: string,
  valueField: string,
): boolean {
  const [name, ownName] = [member[nameField], own[nameField]];
  const [value, ownValue] = [member[valueField], own[valueField]];
  if (typeof name !== 'string' || typeof ownName !== 'string' || member === own) return false;
  if (!/^[A-Z]/.test(ownName) || !/^[A-Z]/.test(name) || !/name|title|label/i.test(nameField)) return false;
  if (/name|title|label/i.test(valueField)) return false;
  if (name.toLowerCase() === ownName.toLowerCase()) return false;
  if (!['string', 'number'].includes(typeof value) || !['string', 'number'].includes(typeof ownValue))
    return false;
  return String(value).toLowerCase() !== String(ownValue).toLowerCase();
}

/** No other thing anywhere in the record shows this name, whatever for. */
function isOnlyOne(record: MutableRecord, member: { [key: string]: unknown }, field: string): boolean {
  const name = JSON.stringify(member[field]);
  const seen = record.tool_outputs.map(({ output }) => JSON.stringify(output).split(name).length - 1);
  return seen.reduce((sum, count) => sum + count, 0) === 1;
}

/** Nothing failed, came back empty, or was left undone up to a message. */
function allWentWell(record: MutableRecord, index: number): boolean {
  const answered = new Set(
    record.messages
      .slice(0, index)
      .flatMap((message) => (message.role === 'tool' ? [message.tool_call_id] : [])),
  );
  const outputs = record.tool_outputs.filter(({ id }) => answered.has(id));
  return (
    outputs.length > 0 &&
    outputs.every(({ output }) => isSuccess(output) && !/\[\]|^null$|\{\}/.test(JSON.stringify(output))) &&
    record.goal.every(({ outcome }) => outcome === 'achieved')
  );
}
