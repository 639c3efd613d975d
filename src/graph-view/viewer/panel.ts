import { describeMatch, explainLink } from '../explain-link.js';
import type {
  GraphPicture,
  PictureEdge,
  PictureField,
  PictureNode,
  PictureParameter,
} from '../graph-picture.js';
import { element, linkButton } from './element.js';
import type { Selection } from './selection.js';

const longestList = 60;

/** What the panel says of a selection, as elements. `choose` is called for what is clicked in it. */
export function describeSelection(
  { nodes, edges }: GraphPicture,
  selection: NonNullable<Selection>,
  choose: (selection: Selection) => void,
): readonly HTMLElement[] {
  if (selection.kind === 'node') return describeNode({ nodes, edges }, selection.place, choose);
  const edge = edges[selection.place];
  const [from, to] = [nodes[edge?.from ?? -1], nodes[edge?.to ?? -1]];
  return edge === undefined || from === undefined || to === undefined
    ? []
    : describeEdge(edge, from, to, choose);
}

type Drawn = Pick<GraphPicture, 'nodes' | 'edges'>;

function describeNode(
  { nodes, edges }: Drawn,
  place: number,
  choose: (selection: Selection) => void,
): readonly HTMLElement[] {
  const node = nodes[place];
  if (node === undefined) return [];
  const { origin, confidence } = node.response;
  const response = origin === 'inferred' ? `inferred, confidence ${confidence.toFixed(2)}` : origin;
  const linksWhere = (end: 'from' | 'to', other: 'from' | 'to') =>
    edges.flatMap((edge, index) =>
      edge.kind === 'data_link' && edge[end] === place
        ? [listItemOf(edge, index, nodes[edge[other]], choose)]
        : [],
    );
  return [
    element('p', { class: 'kind' }, `${node.category} · ${node.tool}`),
    element('h2', {}, node.name),
    element('p', { class: 'code' }, node.callName),
    element('p', {}, node.description),
    element(
      'p',
      { class: 'tags' },
      ...[
        node.intent,
        node.entity ?? 'no entity',
        node.entry ? 'can open a conversation' : 'needs an earlier call',
      ].map((tag) => element('span', { class: 'tag' }, tag)),
    ),
    ...section('Parameters', node.parameters.map(parameterItem)),
    ...section(`Response fields (${response})`, [
      ...node.fields.map(fieldItem),
      ...(node.moreFields === 0 ? [] : [element('li', {}, `… and ${node.moreFields} more`)]),
    ]),
    ...section('Links in', linksWhere('to', 'from')),
    ...section('Links out', linksWhere('from', 'to')),
  ];
}

function describeEdge(
  { from: fromPlace, to: toPlace, kind, weight, links, sharedConcepts }: PictureEdge,
  from: PictureNode,
  to: PictureNode,
  choose: (selection: Selection) => void,
): readonly HTMLElement[] {
  const head = [
    element('p', { class: 'kind' }, `${kind.replaceAll('_', ' ')} · weight ${weight}`),
    element(
      'h2',
      {},
      linkButton(from.name, () => choose({ kind: 'node', place: fromPlace })),
      ' → ',
      linkButton(to.name, () => choose({ kind: 'node', place: toPlace })),
    ),
    element('p', { class: 'code' }, `${from.callName} → ${to.callName}`),
  ];
  if (kind === 'category') return [...head, element('p', {}, `Both belong to ${from.category}.`)];
  if (kind === 'semantic') return [...head, element('p', {}, describeShared(from, sharedConcepts))];
  return [
    ...head,
    ...links.flatMap((link) => {
      const { summary, reasons } = explainLink(from, to, link);
      return [
        element('p', { class: 'summary' }, summary),
        element('ul', { class: 'reasons' }, ...reasons.map((reason) => element('li', {}, reason))),
      ];
    }),
  ];
}

function describeShared(from: PictureNode, concepts: readonly string[]): string {
  if (concepts.length === 0) return `Both act on the same kind of thing: ${from.entity ?? 'unknown'}.`;
  return `One errand can hold both: they take the same ${concepts.join(', ').replaceAll('_', ' ')}.`;
}

function parameterItem({ name, type, required, concept, source }: PictureParameter): HTMLElement {
  const origins: { readonly [source: string]: string } = {
    user: 'a person can say it',
    default: 'has a default',
    none: 'only a link can fill it',
  };
  return element(
    'li',
    {},
    element('code', {}, name),
    element('span', { class: required ? 'tag strong' : 'tag' }, required ? 'required' : 'optional'),
    element('small', {}, `${type} · ${describeConcept(concept)} · ${origins[source] ?? source}`),
  );
}

function fieldItem({ pointer, type, concept, holder }: PictureField): HTMLElement {
  const of = holder === null ? '' : ` · of ${holder.replaceAll('_', ' ')}`;
  return element(
    'li',
    {},
    element('code', {}, pointer),
    element('small', {}, `${type} · ${describeConcept(concept)}${of}`),
  );
}

function describeConcept(concept: PictureParameter['concept']): string {
  return concept === null ? 'no concept' : describeMatch(concept).replace(/^is an? /, '');
}

function listItemOf(
  edge: PictureEdge,
  index: number,
  other: PictureNode | undefined,
  choose: (selection: Selection) => void,
): HTMLElement {
  const pairs = edge.links.map(({ field, parameter }) => `${field} → ${parameter}`).join(', ');
  const button = linkButton(other?.name ?? '', () => choose({ kind: 'edge', place: index }));
  return element('li', {}, button, element('small', {}, `${other?.tool ?? ''} · ${pairs}`));
}

function section(title: string, items: readonly HTMLElement[]): readonly HTMLElement[] {
  const shown = items.slice(0, longestList);
  const rest = items.slice(longestList);
  const list = element('ul', {}, ...shown);
  if (rest.length > 0) {
    const more = linkButton(`${rest.length} more`, () => more.replaceWith(...rest));
    list.append(more);
  }
  const open = items.length > 0;
  return [element('h3', {}, `${title} · ${items.length}`), ...(open ? [list] : [])];
}
