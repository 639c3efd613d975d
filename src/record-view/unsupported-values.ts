import { candidates } from './messages-holding.js';
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
  for (const index of candidates(view, [form], 0, message.index)) {
    const earlier = view.messages[index];
    if (earlier === undefined || index >= message.index) continue;
    if (holdsForm(earlier.normalized, [form])) return true;
    const isPassed = earlier.calls.some((call) =>
      call.leaves.some(({ value }) => holdsForm(String(value).toLowerCase(), [form])),
    );
    if (isPassed) return true;
  }
  return false;
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

const claims = new WeakMap<RecordView, Map<unknown, Claim[]>>();

type Claim = { readonly message?: unknown; readonly start?: unknown; readonly end?: unknown };

/** The stretches of the text for which the record names a source, as one normalised text. */
function claimedText(view: RecordView, message: MessageView): string {
  const own = claimsOf(view).get(message.index) ?? [];
  if (own.length === 0) return '';
  const characters = [...message.text];
  return own
    .map(({ start, end }) =>
      characters.slice(Number(start), Number(end)).join('').toLowerCase().replaceAll(',', ''),
    )
    .join('\n');
}

function claimsOf(view: RecordView): ReadonlyMap<unknown, readonly Claim[]> {
  const known = claims.get(view);
  if (known !== undefined) return known;
  const byMessage = new Map<unknown, Claim[]>();
  const provenance = view.raw.provenance as { readonly answers?: unknown } | undefined;
  for (const claim of Array.isArray(provenance?.answers) ? (provenance.answers as (Claim | null)[]) : []) {
    if (typeof claim !== 'object' || claim === null) continue;
    const list = byMessage.get(claim.message);
    if (list === undefined) byMessage.set(claim.message, [claim]);
    else list.push(claim);
  }
  claims.set(view, byMessage);
  return byMessage;
}

function listMarkers(text: string): Set<string> {
  return new Set([...text.matchAll(/(?:^|\n)[^\S\n]*(\d{1,2})[.)]\s/g)].map((match) => match[1] ?? ''));
}
