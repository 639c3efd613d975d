/**
 * Values that a description gives as examples: `(e.g. 'Paris', 'Rome')`, `such as circle or square`, `for example: 42`. Empty
 * where it gives none that is a value; what stands without quotes must look like one.
 */
export function examplesFromText(description: string): readonly string[] {
  const text = description.slice(0, 1_000);
  const lead = leads.exec(text);
  if (lead === null) return [];
  const tail = text.slice(lead.index + lead[0].length, lead.index + lead[0].length + 240);
  const quoted = [...(quotedList.exec(tail)?.[0] ?? '').matchAll(/(["'`])([^"'`]{1,80})\1/g)].map((match) =>
    (match[2] ?? '').trim(),
  );
  if (quoted.length > 0) return unique(quoted).filter((value) => isSpecimen(value));
  const bare = /^[^.;:()[\]{}\n]{1,160}/.exec(tail)?.[0] ?? '';
  // What ends in the middle of a number is taken whole.
  const decimal = /^-?\d+\.\d+/.exec(tail)?.[0];
  if (decimal !== undefined) return [decimal];
  // A place with its state is one value.
  const place = /^\s*([A-Z][^\s\d,;()][^\d,;()]{0,39}, [A-Z]{2,3})(?=$|\s|,)/.exec(bare)?.[1];
  if (place !== undefined) return [place];
  const parts = bare.split(/,|\/|\bor\b|\band\b|\betc\b/).map((part) => part.trim());
  return unique(parts.filter((part) => part !== ''))
    .filter(isValue)
    .slice(0, 6);
}

const leads =
  /(?:\be\.g\.?|\beg\.|\bfor example|\bfor instance|\bsuch as|\bexamples?(?: are| is)?\s*:)[\s,:]*/i;
const quotedList = /^[\s([]*(?:(["'`])[^"'`]{1,80}\1(?:\s*(?:,|\/|;|\bor\b|\band\b))*\s*){1,12}/;

/** A name, a number or a word or two, and no part of a sentence. */
function isValue(text: string): boolean {
  const words = text.split(/\s+/);
  if (words.length > 3 || text.length > 40) return false;
  if (
    /^(?:the|a|an|your|this|that|if|when|in|of|for|to|with|by|it|any|all|other|others|more|some)$/i.test(
      words[0] ?? '',
    )
  )
    return false;
  return isSpecimen(text) && /^[^\s!"%&'()*,./:;<=>?[\\\]^_`{|}~][^!"()*,./;<=>?[\\\]^`{|}~]*$/.test(text);
}

/** No name of a type, and no picture of how a date is written. */
function isSpecimen(value: string): boolean {
  return (
    !/\b(?:string|integer|number|boolean|value|format|array|object)s?$/i.test(value) &&
    !/^[YMDHSTZ:/. -]+$/.test(value)
  );
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
