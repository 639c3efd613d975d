import type { PairExplanation } from './explain-pair.js';

/** The explanation as lines for people. */
export function renderPair({ from, to, outcome, links, reasons, others }: PairExplanation): string {
  const head: { readonly [outcome in PairExplanation['outcome']]: string } = {
    linked: `${to} can be fed by ${from}:`,
    outweighed: `${to} could be fed by ${from}, but the graph keeps the heaviest edges only and has no room for this one:`,
    none: `${to} cannot be fed by ${from}:`,
  };
  return [
    head[outcome],
    ...links.flatMap((link) => ['', `  ${link.summary}`, ...link.reasons.map((reason) => `    ${reason}`)]),
    ...reasons.map((reason) => `  ${reason}`),
    ...(others.length === 0 ? [] : ['', ...others]),
  ].join('\n');
}
