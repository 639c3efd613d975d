/**
 * Members of an enumeration that a description lists in prose: `one of: a, b, c`, `asc or desc`, a bullet list after
 * "Allowed values". Null unless the text says plainly that the list is closed: a wrong enum makes false data.
 */
export function enumFromText(description: string): readonly string[] | null {
  const text = description
    .slice(0, 3_000)
    .replace(/<[^<>]{1,100}>/g, '\n')
    .replace(/\*\*/g, '');
  const lead = leads.exec(text);
  if (lead !== null) {
    const tail = text.slice(lead.index + lead[0].length);
    const listed = bulletList(tail) ?? inlineList(tail);
    if (listed !== null) return listed;
  }
  return alternatives(text);
}

const leads =
  /\b(?:(?:(?:must|can|should|may|could)\s+be\s+(?:either\s+)?)?(?:one|any|either)\s+of(?:\s+(?:the\s+)?(?:following|these))?(?:\s+(?:values?|options?))?|(?:allowed|available|accepted|acceptable|valid|possible|supported|permitted|accepts?)\s+(?:(?:input|enum|parameter)\s+)?(?:values?|options?|topics?|types?|formats?|sorts?|chains?)(?:\s+(?:are|is|include))?(?:\s+one\s+of)?|(?:values?|options?)\s+(?:can\s+be|are|may\s+be|must\s+be)|options|can\s+be\s+one\s+of|valid values are)\s*(?:[:;=-]|\bare\b|(?=[\s`'"{[(]))\s*/i;

function bulletList(tail: string): readonly string[] | null {
  const lines = tail
    .replace(/^[\s:]+/, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const members: string[] = [];
  for (const line of lines) {
    const member =
      /^(?:[-*•]|\d{1,2}[.)])\s*[`'"]?([A-Za-z0-9][A-Za-z0-9_.+-]{0,39})[`'"]?\s*(?:$|[-–:=(,].*$)/.exec(
        line,
      )?.[1];
    if (member === undefined) break;
    members.push(member);
  }
  return members.length >= 2 ? accept(members) : null;
}

function inlineList(tail: string): readonly string[] | null {
  const line = /^[^\n]{0,600}/.exec(tail)?.[0] ?? '';
  const quoted =
    /^\s*[[({]?\s*((?:[`'"][^`'"\n]{1,40}[`'"](?:\s*(?:,|\/|\||;|\bor\b|\band\b)\s*)*){2,60})/.exec(
      line,
    )?.[1];
  if (quoted !== undefined)
    return accept(
      [...quoted.matchAll(/[`'"]([^`'"\n]{1,40})[`'"]/g)].map((match) => (match[1] ?? '').trim()),
    );
  const braced = /^\s*[[({]([^\])}]{3,500})[\])}]/.exec(line)?.[1];
  const bare = braced ?? /^(.{3,500}?)(?:\.(?:\s|$)|\s\(|$)/.exec(line)?.[1];
  if (bare === undefined) return null;
  const dashed = /^\s*(?:-\s*)?[A-Za-z0-9_]+(?:\s+-\s+[A-Za-z0-9_]+)+\s*$/.test(bare);
  const parts = bare
    .split(dashed ? /\s+-\s+|^\s*-\s*/ : /\s*(?:,|\||;|\s\/\s|\bor\b|\band\b)\s*/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length >= 2 && parts.every((part) => /^[A-Za-z0-9][A-Za-z0-9_.+:-]{0,39}$/.test(part))
    ? accept(parts)
    : null;
}

/** `asc or desc`, "asc" or "desc", and nothing else that the sentence leaves open. */
function alternatives(text: string): readonly string[] | null {
  const quoted =
    /(?:^|[\s(:])[`'"]([A-Za-z0-9_-]{1,30})[`'"]\s*(?:or|\/|\|)\s*[`'"]([A-Za-z0-9_-]{1,30})[`'"](?!\s*(?:,|or|\/|\||etc|\.\.\.))/.exec(
      text,
    );
  if (
    quoted !== null &&
    !/\b(?:e\.?g\.?|example|such as|like|default|if)\b/i.test(
      text.slice(Math.max(0, quoted.index - 40), quoted.index),
    )
  ) {
    if (/[`'"]\s*,\s*$/.test(text.slice(0, quoted.index + 1))) return null;
    return accept([quoted[1] ?? '', quoted[2] ?? '']);
  }
  const order =
    /\b(asc|desc|ascending|descending)\s*(?:or|\/|\||,)\s*(asc|desc|ascending|descending)\b/i.exec(text);
  if (order !== null) return accept([order[1] ?? '', order[2] ?? '']);
  return null;
}

const vague = new Set([
  'these',
  'those',
  'etc',
  'e.g',
  'eg',
  'more',
  'others',
  'other',
  'and',
  'or',
  'the',
  'a',
  'see',
  'default',
  'example',
  'string',
  'number',
  'integer',
  'to',
  'from',
  'between',
  'values',
  'following',
  'none',
]);

function accept(members: readonly string[]): readonly string[] | null {
  const unique = [...new Set(members.map((member) => member.replace(/[.,;:]+$/, '')))].filter(
    (member) => member !== '',
  );
  if (unique.length < 2 || unique.length > 60) return null;
  if (unique.some((member) => vague.has(member.toLowerCase()) || /\.\.|^\d+-\d+$/.test(member))) return null;
  return unique;
}
