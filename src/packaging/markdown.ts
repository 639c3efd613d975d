/** A Markdown table; cells are escaped. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.map(plainText).join(' | ')} |`;
  return [line(head), `|${head.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
}

/** Text that shows as it is, whatever it holds: no markup, no HTML, on one line, at most 120 characters. */
export function plainText(text: string | number): string {
  const cut = String(text).toWellFormed();
  const short = cut.length > 120 ? `${Array.from(cut).slice(0, 119).join('')}…` : cut;
  return short
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/([\\`*_[\]|~#])/g, '\\$1');
}
