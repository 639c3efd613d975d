import { safeText } from '../../report/safe-text.js';
import { drawConnections } from './connections.js';
import { button, element } from './dom.js';
import { plural } from './format.js';
import type { Link, SourceLinks } from './source-links.js';

/** Shows where values come from: pointing at one lights its sources, pointing at a source what was made of it. */
export type Lighting = {
  /** Makes an element a place, where some link begins or ends there. */
  mark(node: HTMLElement, key: string): void;
  /** Takes the place for the conversation that is drawn next. */
  begin(links: SourceLinks): void;
  /** Lets go of what was clicked; false where nothing was. */
  unpin(): boolean;
  readonly bar: HTMLElement;
};

const hint = 'Point at a value to see where it comes from; click to keep it.';

export function createLighting(area: HTMLElement): Lighting {
  let links: SourceLinks = { byTarget: new Map(), bySource: new Map(), spans: new Map(), areGuessed: false };
  const nodes = new Map<string, HTMLElement[]>();
  const keysOf = new WeakMap<HTMLElement, readonly string[]>();
  let pinned: HTMLElement | null = null;
  let shown: HTMLElement | null | undefined = null;
  const connections = drawConnections(area);
  const text = element('p', { role: 'status' }, hint);
  const actions = element('div', { class: 'actions' });
  const bar = element('div', { class: 'source-bar' }, text, actions);

  const light = (node: HTMLElement | null): void => {
    if (node === shown) return;
    shown = node;
    for (const lit of area.querySelectorAll('.lit, .source, .used'))
      lit.classList.remove('lit', 'source', 'used');
    actions.replaceChildren();
    connections.clear();
    area.classList.toggle('pointing', node !== null);
    if (node === null) {
      text.textContent = hint;
      return;
    }
    const keys = keysOf.get(node) ?? [];
    for (const key of keys) for (const each of nodes.get(key) ?? []) each.classList.add('lit');
    const toSources = keys.flatMap((key) => links.byTarget.get(key) ?? []);
    const toUses = keys.flatMap((key) => links.bySource.get(key) ?? []);
    const sources = lightAll(
      toSources.flatMap(({ sources: each }) => each),
      'source',
    );
    const uses = lightAll(
      toUses.map(({ target }) => target),
      'used',
    );
    connections.draw(node, [...sources, ...uses]);
    text.replaceChildren(...describe(node, toSources, toUses));
    if (sources[0] !== undefined) actions.append(goTo('Go to source', sources[0]));
    else if (uses[0] !== undefined) actions.append(goTo('Go to use', uses[0]));
  };
  const lightAll = (keys: readonly string[], className: string): HTMLElement[] => {
    const found = [...new Set(keys.flatMap((key) => nodes.get(key) ?? []))];
    for (const node of found) node.classList.add(className);
    return found;
  };
  const goTo = (label: string, node: HTMLElement): HTMLElement =>
    button(label, 'quiet', () => {
      openAround(node);
      node.scrollIntoView({ block: 'center', behavior: isStill() ? 'auto' : 'smooth' });
      node.focus({ preventScroll: true });
    });
  const pin = (node: HTMLElement | null): void => {
    pinned?.removeAttribute('aria-pressed');
    pinned = node;
    node?.setAttribute('aria-pressed', 'true');
    // What is lit is no longer what should be.
    shown = undefined;
    light(node);
  };

  area.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'mouse') light(placeOf(event.target) ?? pinned);
  });
  area.addEventListener('pointerleave', () => light(pinned));
  area.addEventListener('focusin', (event) => light(placeOf(event.target) ?? pinned));
  area.addEventListener('click', (event) => {
    const node = placeOf(event.target);
    if (node !== null) pin(node === pinned ? null : node);
  });
  area.addEventListener('keydown', (event) => {
    const node = placeOf(event.target);
    if (node === null || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    pin(node);
    actions.querySelector('button')?.click();
  });

  return {
    bar,
    mark(node, key) {
      const [toSource] = links.byTarget.get(key) ?? [];
      if (toSource === undefined && !links.bySource.has(key)) return;
      const known = nodes.get(key) ?? [];
      if (known.length === 0 && !node.hasAttribute('tabindex')) {
        node.tabIndex = 0;
        node.setAttribute('role', 'button');
      }
      known.push(node);
      nodes.set(key, known);
      node.classList.add('place', toSource === undefined ? 'given' : `from-${toSource.kind}`);
      node.dataset.place = '';
      keysOf.set(node, [...(keysOf.get(node) ?? []), key]);
    },
    begin(next) {
      links = next;
      nodes.clear();
      [pinned, shown] = [null, null];
      connections.clear();
      actions.replaceChildren();
      area.classList.remove('pointing');
      text.textContent = hint;
    },
    unpin() {
      const wasPinned = pinned !== null;
      pin(null);
      return wasPinned;
    },
  };
}

function placeOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-place]') : null;
}

function describe(
  node: HTMLElement,
  toSources: readonly Link[],
  toUses: readonly Link[],
): (HTMLElement | string)[] {
  const own = (node.textContent ?? '').replace(/\s+/g, ' ').trim();
  const value = element('b', {}, own.length > 60 ? `${own.slice(0, 59)}…` : own);
  const parts: (HTMLElement | string)[] = [value];
  const [first] = toSources;
  if (first !== undefined)
    parts.push(
      element(
        'span',
        { class: `kind from-${first.kind}` },
        first.kind === 'guess' ? 'equal value' : first.kind,
      ),
      ` ${first.kind === 'guess' ? '' : 'from '}${safeText(first.words)}`,
    );
  if (toUses.length > 0) {
    parts.push(`${first === undefined ? ' gives' : '; gives'} ${plural(toUses.length, 'later value')}`);
  }
  return parts;
}

function openAround(node: HTMLElement): void {
  for (
    let each = node.closest('details');
    each !== null;
    each = each.parentElement?.closest('details') ?? null
  )
    each.open = true;
}

function isStill(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
