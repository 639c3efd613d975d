import type { JudgedDimensions } from './create-offline-judge.js';
import type { ScoredDimension } from './score-dimension.js';

/** One to three plain sentences that name what took points away, the most costly things of each dimension. */
export function wordReasoning(judged: JudgedDimensions): string {
  const sentences = [
    wordDimension('Tools', judged.tool_correctness),
    wordDimension('Task', judged.task_completion),
    wordDimension('Language', judged.naturalness),
  ].filter((sentence) => sentence !== '');
  return sentences.length === 0
    ? 'The calls are sound, the user is answered, and the language is natural.'
    : sentences.join(' ');
}

function wordDimension(name: string, { deductions }: ScoredDimension): string {
  const named = deductions.filter(({ points }) => points >= 0.1).slice(0, 3);
  if (named.length === 0) return '';
  const words = named.map(({ says, count, detail }) => {
    const times = count > 1 ? `, ${count} times` : '';
    return `${says}${times}${detail === null ? '' : ` (${detail.slice(0, 60)})`}`;
  });
  return `${name}: ${words.join('; ')}.`;
}
