import type { MessageView, RecordView } from './record-view.js';
import { holdsForm } from './value-forms.js';

/**
 * Numbers and codes in an assistant's text that nothing before it supports: no earlier message, no argument of a call, no
 * count of a list, no rounding of a number, no claim in the record's own provenance. Blind to words; a lower bound.
 */
export function unsupportedValues(view: RecordView, message: MessageView): string[] {
  const tokens =
    message.normalized.match(/[a-z0-9]+(?:[.:/-][a-z0-9]+)*/g)?.filter((token) => /\d/.test(token)) ?? [];
  const markers = listMarkers(message.text);
  const claimed = claimedText(view, message);
  const unknown: string[] = [];
  for (const token of tokens) {
    if (markers.has(token) || holdsForm(claimed, [token])) continue;
    if (!isSupported(view, message, token)) unknown.push(token);
  }
  return unknown;
}

function isSupported(view: RecordView, message: MessageView, token: string): boolean {
  if (isSaid(view, message, token)) return true;
  const pieces = token.match(/\d+(?:\.\d+)?|[a-z]{4,}/g) ?? [];
  return pieces.every((piece) => {
    if (!/\d/.test(piece)) return isSaid(view, message, piece);
    const number = Number(piece);
    if (isSaid(view, message, piece) || isSaid(view, message, piece.padStart(2, '0'))) return true;
    if (number < 12 && isSaid(view, message, String(number + 12))) return true;
    return isCountOrRounding(view, message, piece, number);
  });
}

function isSaid(view: RecordView, message: MessageView, form: string): boolean {
  return view.messages.some(
    (earlier) =>
      earlier.index < message.index &&
      (holdsForm(earlier.normalized, [form]) ||
        earlier.calls.some((call) =>
          call.leaves.some(({ value }) => holdsForm(String(value).toLowerCase(), [form])),
        )),
  );
}

function isCountOrRounding(view: RecordView, message: MessageView, piece: string, number: number): boolean {
  const digits = piece.split('.')[1]?.length ?? 0;
  return view.calls.some(
    (call) =>
      call.resultMessage !== null &&
      call.resultMessage < message.index &&
      ((Number.isInteger(number) && number <= longestList(call.output, 0)) ||
        call.outputLeaves.some(
          ({ value }) => typeof value === 'number' && Number(value.toFixed(digits)) === number,
        )),
  );
}

function longestList(node: unknown, depth: number): number {
  if (typeof node !== 'object' || node === null || depth > 6) return 0;
  let longest = Array.isArray(node) ? node.length : 0;
  for (const member of Object.values(node).slice(0, 50))
    longest = Math.max(longest, longestList(member, depth + 1));
  return longest;
}

/** The stretches of the text for which the record names a source, as one normalised text. */
function claimedText(view: RecordView, message: MessageView): string {
  const provenance = view.raw.provenance as { readonly answers?: unknown } | undefined;
  if (!Array.isArray(provenance?.answers)) return '';
  const characters = [...message.text];
  return provenance.answers
    .filter((claim) => claim?.message === message.index)
    .map((claim) =>
      characters.slice(Number(claim.start), Number(claim.end)).join('').toLowerCase().replaceAll(',', ''),
    )
    .join('\n');
}

function listMarkers(text: string): Set<string> {
  return new Set([...text.matchAll(/(?:^|\n)\s*(\d{1,2})[.)]\s/g)].map((match) => match[1] ?? ''));
}
