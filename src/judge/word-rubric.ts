import { dimensionNames, type Rubric } from './rubric.js';

/** The rubric in words, for a model: each dimension's question and what its scores mean. The same for each conversation. */
export function wordRubric({ dimensions }: Rubric): string {
  return dimensionNames
    .map((name) => {
      const { question, anchors } = dimensions[name];
      const scores = [5, 4, 3, 2, 1].map((score) => `- ${score}: ${anchors[String(score)] ?? ''}`);
      return [`## ${name}`, question, ...scores].join('\n');
    })
    .join('\n\n');
}
