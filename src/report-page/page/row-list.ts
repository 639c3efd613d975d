import { marks, type Row } from '../columns.js';
import type { PageData } from '../page-data.js';
import { element } from './dom.js';
import { plural, words } from './format.js';
import { markOf } from './mark.js';
import type { Store } from './store.js';

const rowHeight = 64;
/** Browsers do not draw elements of any height; a longer list is scrolled in larger steps. */
const greatestHeight = 8_000_000;
const overscan = 6;

type Options = { readonly data: PageData; readonly store: Store; readonly choose: (row: number) => void };

/** A list of any length, of which only what is seen is drawn. */
export function createRowList({ data, store, choose }: Options): {
  readonly element: HTMLElement;
  /** Shows these rows; the one that is open is marked, and brought into view. */
  show(rows: Uint32Array, open: number | null): Promise<void>;
  /** Opens the row so many places on; 0: where it is, or the first. */
  step(by: number): void;
  focus(): void;
} {
  let found: Uint32Array = new Uint32Array(0);
  let chosen = -1;
  let drawing = 0;
  const inner = element('div', { class: 'rows', role: 'presentation' });
  const list = element(
    'div',
    { class: 'row-list', role: 'listbox', tabindex: '0', 'aria-label': 'Conversations' },
    inner,
  );
  const none = element('p', { class: 'empty' }, 'No conversation fits.');
  const drawn = new Map<number, HTMLElement>();

  const height = (): number => Math.min(found.length * rowHeight, greatestHeight);
  /** Place of the first row in view, with its part that is scrolled away. */
  const firstInView = (): number => {
    const room = height() - list.clientHeight;
    if (found.length * rowHeight <= greatestHeight || room <= 0) return list.scrollTop / rowHeight;
    return (list.scrollTop / room) * (found.length - list.clientHeight / rowHeight);
  };
  const draw = async (): Promise<void> => {
    drawing += 1;
    const own = drawing;
    const exact = firstInView();
    const first = Math.max(0, Math.floor(exact) - overscan);
    const last = Math.min(found.length, Math.ceil(exact + list.clientHeight / rowHeight) + overscan);
    const wanted = Array.from(found.subarray(first, last));
    const answer = store.rows(wanted);
    const rows = answer instanceof Promise ? await answer.catch(() => []) : answer;
    if (own !== drawing) return;
    const isScaled = found.length * rowHeight > greatestHeight;
    const offset = isScaled ? list.scrollTop - exact * rowHeight : 0;
    const keep = new Set(wanted.map((_, index) => first + index));
    for (const [place, node] of drawn) {
      if (keep.has(place)) continue;
      node.remove();
      drawn.delete(place);
    }
    for (const [index, row] of rows.entries()) {
      const place = first + index;
      const node = drawn.get(place) ?? drawRow(row, place);
      node.style.transform = `translateY(${offset + place * rowHeight}px)`;
      node.setAttribute('aria-selected', String(place === chosen));
      node.setAttribute('aria-setsize', String(found.length));
      if (!drawn.has(place)) {
        drawn.set(place, node);
        inner.append(node);
      }
    }
    if (chosen >= first && chosen < last) list.setAttribute('aria-activedescendant', `row-${chosen}`);
    else list.removeAttribute('aria-activedescendant');
  };
  const drawRow = (row: Row, place: number): HTMLElement => {
    const node = element(
      'div',
      { class: 'row', role: 'option', id: `row-${place}`, 'aria-posinset': String(place + 1) },
      ...describeRow(row, data),
    );
    node.addEventListener('click', () => pick(place));
    return node;
  };
  const pick = (place: number): void => {
    const row = found[place];
    if (row === undefined) return;
    chosen = place;
    bringIntoView();
    void draw();
    choose(row);
  };
  const bringIntoView = (): void => {
    const visible = list.clientHeight / rowHeight;
    const first = firstInView();
    if (chosen >= first && chosen + 1 <= first + visible) return;
    const target = chosen < first ? chosen : chosen + 1 - visible;
    const room = height() - list.clientHeight;
    const isScaled = found.length * rowHeight > greatestHeight;
    list.scrollTop = isScaled ? (target / Math.max(1, found.length - visible)) * room : target * rowHeight;
  };
  const step = (by: number): void => {
    if (found.length === 0) return;
    pick(Math.max(0, Math.min(found.length - 1, chosen === -1 ? 0 : chosen + by)));
  };
  list.addEventListener('scroll', () => void draw(), { passive: true });
  new ResizeObserver(() => void draw()).observe(list);
  list.addEventListener('keydown', (event) => {
    const visible = Math.max(1, Math.floor(list.clientHeight / rowHeight) - 1);
    const steps: { readonly [key: string]: number } = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: visible,
      PageUp: -visible,
      Home: -found.length,
      End: found.length,
    };
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    step(by);
  });
  return {
    element: list,
    async show(rows, open) {
      found = rows;
      for (const node of drawn.values()) node.remove();
      drawn.clear();
      inner.style.height = `${height()}px`;
      chosen = open === null ? -1 : found.indexOf(open);
      if (found.length === 0) list.append(none);
      else none.remove();
      if (chosen !== -1) bringIntoView();
      else list.scrollTop = 0;
      await draw();
    },
    step,
    focus: () => list.focus({ preventScroll: true }),
  };
}

function describeRow(row: Row, { names, datasets }: PageData): HTMLElement[] {
  const domain = names.domains[row.domain] ?? '';
  const facts = [
    row.id,
    plural(row.calls, 'call'),
    plural(row.turns, 'turn'),
    ...(domain === 'unknown' ? [] : [words(domain)]),
    ...(names.locales.length > 1 ? [names.locales[row.locale] ?? ''] : []),
  ];
  const tags: HTMLElement[] = [];
  if ((row.marks & marks.twin) !== 0) tags.push(element('span', { class: 'tag' }, 'twin'));
  if ((row.marks & marks.imported) !== 0) tags.push(element('span', { class: 'tag' }, 'imported'));
  if (row.laws !== 0) tags.push(element('span', { class: 'tag bad' }, `law ${lawsOf(row.laws).join(', ')}`));
  if (row.score !== 0) {
    const failed = names.gates.filter((_, bit) => (row.gates & (1 << bit)) !== 0).map(words);
    tags.push(
      element(
        'span',
        {
          class: failed.length === 0 ? 'tag good' : 'tag bad',
          title: failed.length === 0 ? 'passed' : `failed: ${failed.join(', ')}`,
        },
        `${failed.length === 0 ? '✓' : '✗'} ${(row.score / 100).toFixed(1)}`,
      ),
    );
  }
  return [
    element(
      'p',
      { class: 'row-title' },
      ...(datasets.length > 1 ? [markOf(row.dataset)] : []),
      row.title === '' ? '(no user text)' : row.title,
    ),
    element('p', { class: 'row-facts' }, element('span', {}, facts.join(' · ')), ...tags),
  ];
}

function lawsOf(bits: number): number[] {
  return Array.from({ length: 9 }, (_, law) => law).filter((law) => (bits & (1 << law)) !== 0);
}
