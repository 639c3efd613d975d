import type { MessageView, RecordView } from '../record-view/record-view.js';
import type { Finding, Rubric } from './rubric.js';

/**
 * Assistant texts in another language than the conversation's: another script, or words of which hardly one is among the
 * commonest of the language. Only for languages that the rubric lists.
 */
export function findForeignTexts(
  view: RecordView,
  spoken: readonly MessageView[],
  rubric: Rubric,
): Finding[] {
  const common = rubric.phrases.common_words[view.locale];
  if (view.locale !== 'ja' && common === undefined) return [];
  return spoken
    .filter(({ role, text }) => role === 'assistant' && isForeign(view, text, new Set(common)))
    .map(({ text }) => ({ kind: 'foreign_language', amount: 1, detail: text.slice(0, 60) }));
}

function isForeign(view: RecordView, text: string, common: ReadonlySet<string>): boolean {
  const unquoted = text.replace(/"[^"]*"|“[^”]*”|「[^」]*」|『[^』]*』/g, ' ');
  const eastern = unquoted.match(/[\u3041-\u30ff\u3400-\u9fff]/g)?.length ?? 0;
  const latin = unquoted.match(/[A-Za-zÀ-ɏ]/g)?.length ?? 0;
  if (view.locale === 'ja') return latin > 20 && eastern * 6 < latin;
  if (eastern > latin) return true;
  // Names and the members of lists say nothing about the language.
  const running = unquoted.replace(/\([^)]*\)/g, ' ').replace(/^\s*[-*•].*$/gm, ' ');
  const words = new Set((running.match(/[A-Za-zÀ-ɏ']+/g) ?? []).filter((word) => /^[a-zß-ÿ]/.test(word)));
  return words.size >= 8 && [...words].filter((word) => common.has(word)).length * 12 < words.size;
}
