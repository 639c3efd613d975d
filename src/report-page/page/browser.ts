import { type Filter, noFilter, writeFilter } from '../filter.js';
import type { PageData } from '../page-data.js';
import { createConversationPane } from './conversation-pane.js';
import { button, element } from './dom.js';
import { createFilterBar } from './filter-bar.js';
import { formatNumber } from './format.js';
import { createRowList } from './row-list.js';
import type { Store } from './store.js';

/** List, filters and the conversation that is open. What is shown stands in the address, so that it can be kept and sent. */
export function createBrowser(
  section: HTMLElement,
  data: PageData,
  store: Store,
): { show(filter: Filter, row: number | null): Promise<void> } {
  let filter = noFilter;
  let open: number | null = null;
  let found = new Uint32Array(0);
  let asked = 0;
  const status = element('p', { class: 'found', role: 'status' });
  const bar = createFilterBar(data, (next) => {
    filter = next;
    keepAddress();
    void search();
  });
  const list = createRowList({ data, store, choose: (row) => void openRow(row) });
  const pane = createConversationPane(data, {
    step: (by) => list.step(by),
    close: () => closeRow(),
  });
  const clear = button('Clear', 'link', () => {
    bar.set(noFilter);
    filter = noFilter;
    keepAddress();
    void search();
  });
  section.replaceChildren(
    bar.element,
    element(
      'div',
      { class: 'browser-layout' },
      element(
        'div',
        { class: 'list-side' },
        element('div', { class: 'list-head' }, status, clear),
        list.element,
      ),
      pane.element,
    ),
  );

  const keepAddress = (): void => {
    const query = [writeFilter(filter), ...(open === null ? [] : [`row=${open}`])].filter(
      (part) => part !== '',
    );
    history.replaceState(null, '', `#conversations${query.length === 0 ? '' : `?${query.join('&')}`}`);
  };
  const search = async (): Promise<void> => {
    asked += 1;
    const own = asked;
    const waiting = setTimeout(() => {
      status.textContent = 'Searching …';
    }, 120);
    const rows = await store.find(filter).catch((error: unknown) => error as Error);
    clearTimeout(waiting);
    if (own !== asked) return;
    if (rows instanceof Error) {
      status.textContent = rows.message;
      return;
    }
    found = rows as Uint32Array<ArrayBuffer>;
    status.textContent =
      found.length === store.count
        ? `${formatNumber(found.length)} conversations`
        : `${formatNumber(found.length)} of ${formatNumber(store.count)} conversations`;
    clear.hidden = writeFilter(filter) === '';
    await list.show(found, open);
    pane.setWords(filter.text);
  };
  const openRow = async (row: number): Promise<void> => {
    open = row;
    keepAddress();
    section.classList.add('reading');
    await pane.show(row, store, filter.text);
  };
  const closeRow = (): void => {
    section.classList.remove('reading');
    list.focus();
  };
  section.addEventListener('keydown', (event) => {
    const isTyping = event.target instanceof HTMLElement && /^(INPUT|SELECT)$/.test(event.target.tagName);
    if (event.key === 'Escape') {
      if (isTyping) list.focus();
      else if (!pane.unpin()) closeRow();
      return;
    }
    if (isTyping && event.key === 'ArrowDown' && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      list.focus();
      list.step(open === null ? 0 : 1);
    }
  });
  document.addEventListener('keydown', (event) => {
    if (section.hidden || event.ctrlKey || event.metaKey || event.altKey) return;
    const isTyping = event.target instanceof HTMLElement && /^(INPUT|SELECT)$/.test(event.target.tagName);
    if (isTyping) return;
    if (event.key === 'j') list.step(1);
    if (event.key === 'k') list.step(-1);
  });

  return {
    async show(next, row) {
      filter = next;
      bar.set(filter);
      open = row !== null && Number.isInteger(row) && row >= 0 && row < store.count ? row : null;
      await search();
      if (open !== null) await openRow(open);
      else if (found.length > 0 && window.matchMedia('(min-width: 821px)').matches) list.step(0);
    },
  };
}
