/**
 * Makes what a terminal would act on visible: control characters (but newline and tab), DEL, C1, and the marks that
 * reorder text. Catalogs and datasets are other people's text; everything of theirs passes here before it is printed.
 */
export function safeText(text: string): string {
  return text.replace(dangerous, (character) => {
    const code = character.charCodeAt(0);
    return code <= 0xff ? `\\x${hexadecimal(code, 2)}` : `\\u${hexadecimal(code, 4)}`;
  });
}

/** The same for a JSON document: escapes that JSON readers undo. */
export function safeJson(json: string): string {
  return json.replace(dangerous, (character) => `\\u${hexadecimal(character.charCodeAt(0), 4)}`);
}

const dangerous =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

function hexadecimal(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
