/** Bounds of a rewritten text, in code points: of the old one's length, with some for texts of a word or two. */
const bounds = { least: 0.4, most: 2.5, slack: 60 };

/** Why a text is none that a person types: its length, invisible characters, markup, a speaker's label; null where it is one. */
export function shapeProblem(text: string, original: string): string | null {
  const [length, before] = [Array.from(text).length, Array.from(original).length];
  if (text.trim() === '') return 'empty';
  if (length > before * bounds.most + bounds.slack) return 'too_long';
  if (length < before * bounds.least - 10) return 'too_short';
  for (const [reason, pattern] of forbidden) if (pattern.test(text) && !pattern.test(original)) return reason;
  if (lines(text) > lines(original)) return 'markup';
  return null;
}

const forbidden: readonly (readonly [string, RegExp])[] = [
  // Controls, lone surrogates, marks of direction and of no width, private use, byte order marks, tags.
  [
    'control_characters',
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ue000-\uf8ff]|[\u{e0000}-\u{e007f}]|[\ud800-\udfff]/u,
  ],
  [
    'markup',
    /<\/?[a-z!?][^>]{0,200}>|```|\*\*|__|^\s*#{1,6}\s|^\s*[-*•]\s|\[[^\]]{1,100}\]\([^)]{1,200}\)|\{\{|&[a-z]{2,8};/imu,
  ],
  ['markup', /[\u{1f000}-\u{1faff}\u2600-\u27bf\u2b50\u2b55\u231a\u231b\u23e9-\u23f3]/u],
  ['speaker', /^\s*(?:user|assistant|system|tool|human|ai|利用者|アシスタント|ユーザー)\s*[:：]/imu],
  ['tool_message', /"?(?:tool_calls?|tool_use|function_call|parameters)"?\s*[:：]\s*[[{"]/iu],
];

function lines(text: string): number {
  return text.split('\n').length;
}
