import { conceptIndexOf, normalWords } from '../concepts/concept-index.js';
import { attributeOf } from '../concepts/match-attribute.js';
import { isEnvelopeName } from './envelope.js';
import { entityOfNoun, idFieldOf, keyWords, type Node, type ObjectContext } from './object-noun.js';

export function pickOwn(nodes: readonly Node[], context: ObjectContext): Node | null {
  let best: Node | null = null;
  let bestScore = 0;
  for (const node of nodes) {
    const score = scoreOf(node, context);
    if (score > bestScore) {
      best = node;
      bestScore = score;
    }
  }
  return best;
}

function scoreOf(node: Node, context: ObjectContext): number {
  if (sideKeys.test(node.key)) return 0;
  const content = node.leaves.filter((name) => node.at !== '' || !isEnvelopeName(name));
  if (content.length === 0) return 0;
  const index = conceptIndexOf(context.knowledge);
  const known =
    context.entity === null
      ? 0
      : content.filter((name) => attributeOf(context.entity ?? '', normalWords(name), index) !== undefined)
          .length;
  const keyEntity = entityOfNoun(keyWords(node.key).join(' '), context);
  const id = idFieldOf(node, context.entity, context);
  return (
    1 +
    Math.min(content.length, 8) * 0.4 +
    Math.min(known, 6) * 0.6 +
    (id === null ? 0 : 2.5) +
    (keyEntity !== null && keyEntity === context.entity ? 3 : 0) +
    // The exercises that a muscle's answer lists are not the muscle.
    (keyEntity !== null && context.entity !== null && keyEntity !== context.entity ? -2 : 0) +
    (isEnvelopeKey(node.key) ? 1.5 : 0) +
    (node.stars === 1 ? (context.prefersList ? 3 : 0.5) : 0) -
    Math.max(0, node.stars - 1) * 2.5 -
    node.depth * 0.9
  );
}

/** Objects beside the content: what was asked, in which units, where the next page is. */
const sideKeys =
  /^(?:units?|meta|metadata|headers?|parameters|params|request|query|pagination|paging|page_?info|_?links?|errors?|status|credits?|search_?metadata|search_?parameters|debug|context)$/i;

export function isEnvelopeKey(key: string): boolean {
  return /^(?:data|results?|items?|response|records?|entries|list|content|payload|hits|docs|rows|body|value|values|output)$/i.test(
    key,
  );
}
