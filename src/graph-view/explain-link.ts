import type { ConceptMatch } from '../types/concept.js';
import type { DataLink } from '../types/tool-graph.js';
import type { PictureNode } from './graph-picture.js';

/** Why a response field fills a parameter, in sentences. Runs in the html picture too: it must import nothing of Node. */
export type LinkExplanation = {
  /** Which field supplies which parameter. */
  readonly summary: string;
  /** What both values are, what spoke for it, the confidence and the path. */
  readonly reasons: readonly string[];
};

/** Puts a data link into words. `from` and `to` are the endpoints that it joins. */
export function explainLink(from: PictureNode, to: PictureNode, link: DataLink): LinkExplanation {
  const field = from.fields.find(({ pointer }) => pointer === link.field);
  const parameter = to.parameters.find(({ name }) => name === link.parameter);
  const need = parameter?.required === true ? 'required parameter' : 'optional parameter';
  const holder = field?.holder ?? null;
  return {
    summary: `${link.field} of '${from.name}' supplies the ${need} ${link.parameter} of '${to.name}'.`,
    reasons: [
      sameness(from, to, link),
      `The field ${describeMatch(field?.concept ?? null)}${holder === null ? '' : `, in an object that shows ${article(holder)}`}${field?.identifies === true ? ', as its identifier' : ''}.`,
      `The parameter ${describeMatch(parameter?.concept ?? null)}${parameter?.entity == null ? '' : `, which identifies ${article(parameter.entity)}`}.`,
      `Confidence ${formatShare(link.confidence)}.`,
      `Path: ${link.path.map(readableKey).join(' → ')}`,
    ],
  };
}

/** The heart of the matter: whose value it is, or which concept means the same on both sides. */
function sameness(from: PictureNode, to: PictureNode, { field, parameter, path }: DataLink): string {
  const concepts = path.filter((key) => key.startsWith(conceptPrefix)).map(readableConcept);
  const entity = to.parameters.find(({ name }) => name === parameter)?.entity ?? null;
  const within = from.tool === to.tool ? `in the tool '${from.tool}'` : 'and means the same in both tools';
  if (entity !== null) return `Both identify ${article(entity)} ${within}.`;
  const [first, last] = [concepts[0], concepts[concepts.length - 1]];
  if (first === undefined || last === undefined) return `${field} and ${parameter} name the same thing.`;
  if (first === last) return `Both are ${article(first)}, which means the same wherever it stands.`;
  return `Their concepts are one line of the hierarchy: ${concepts.join(' → ')}.`;
}

/** `is a hotel id (0.95: name "hotel_id")`, or that no concept was recognised. */
export function describeMatch(match: ConceptMatch | null): string {
  if (match === null) return 'has no concept of its own: its place says what it is';
  const evidence = match.evidence.length === 0 ? '' : `: ${match.evidence.join(', ')}`;
  return `is ${article(readableConcept(match.id))} (${formatShare(match.confidence)}${evidence})`;
}

/** `a hotel`, `an order id`. */
export function article(noun: string): string {
  const words = noun.replaceAll('_', ' ');
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
}

function readableConcept(key: string): string {
  return (key.startsWith(conceptPrefix) ? key.slice(conceptPrefix.length) : key).replaceAll('_', ' ');
}

const conceptPrefix = 'concept:';

/** `parameter:travel/hotels/get#hotel_id` → `parameter hotel_id`: the ends of a path say whose it is. */
function readableKey(key: string): string {
  const kind = key.slice(0, key.indexOf(':'));
  const name = key.slice(kind.length + 1);
  return `${kind} ${kind === 'field' || kind === 'parameter' ? name.slice(name.indexOf('#') + 1) : name}`;
}

function formatShare(value: number): string {
  return value.toFixed(2);
}
