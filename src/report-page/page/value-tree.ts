import { childPointer } from '../../json/json-pointer.js';
import { element } from './dom.js';

export type TreeOptions = {
  /** Key of the place at a pointer. */
  readonly keyOf: (pointer: string) => string;
  /** Makes an element a place that can be pointed at, where it is one. */
  readonly mark: (node: HTMLElement, key: string) => void;
};

const deepest = 40;
const mostNodes = 1_500;
const longestText = 3_000;

/** A JSON value for reading: names and values in rows, plain objects in a line, lists numbered. */
export function drawValueTree(value: unknown, options: TreeOptions): HTMLElement {
  const state = { nodes: 0 };
  return drawNode(value, '', 0, options, state);
}

type State = { nodes: number };

function drawNode(
  value: unknown,
  pointer: string,
  depth: number,
  options: TreeOptions,
  state: State,
): HTMLElement {
  state.nodes += 1;
  if (typeof value !== 'object' || value === null) return drawLeaf(value, pointer, options);
  if (depth > deepest) return element('span', { class: 'leaf' }, '… deeper than can be shown');
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  if (entries.length === 0)
    return marked(
      element('span', { class: 'leaf nothing' }, Array.isArray(value) ? '[ ]' : '{ }'),
      pointer,
      options,
    );
  const isFlat =
    !Array.isArray(value) &&
    depth > 0 &&
    entries.every(([, each]) => typeof each !== 'object' || each === null);
  const made = element('div', {
    class: `tree ${Array.isArray(value) ? 'list' : isFlat ? 'flat' : 'object'}`,
  });
  for (const [index, [name, each]] of entries.entries()) {
    if (state.nodes > mostNodes) {
      made.append(element('div', { class: 'rest' }, `… ${entries.length - index} more`));
      break;
    }
    const child = childPointer(pointer, name);
    const isLeaf = typeof each !== 'object' || each === null;
    const entry = element('div', { class: isLeaf ? 'entry' : 'entry nested' });
    entry.append(
      element('span', { class: Array.isArray(value) ? 'index' : 'name' }, name === '' ? '""' : name),
      ' ',
      drawNode(each, child, depth + 1, options, state),
    );
    made.append(entry);
  }
  return marked(made, pointer, options);
}

function drawLeaf(value: unknown, pointer: string, options: TreeOptions): HTMLElement {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '–');
  const kind = value === null ? 'nothing' : typeof value;
  const shown =
    text.length > longestText ? `${text.slice(0, longestText)} … (${text.length} characters)` : text;
  return marked(element('span', { class: `leaf ${kind}` }, shown === '' ? '""' : shown), pointer, options);
}

function marked(node: HTMLElement, pointer: string, { keyOf, mark }: TreeOptions): HTMLElement {
  mark(node, keyOf(pointer));
  return node;
}
