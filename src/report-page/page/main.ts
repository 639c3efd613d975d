import { readFilter } from '../filter.js';
import type { PageData } from '../page-data.js';
import { createBrowser } from './browser.js';
import { byId, element } from './dom.js';
import { drawDuplicates } from './duplicates.js';
import { createEmbeddedStore } from './embedded-store.js';
import { plural } from './format.js';
import { drawGraph } from './graph.js';
import { drawOverview } from './overview.js';
import { drawPending, watchFigures } from './pending.js';
import { createServedStore } from './served-store.js';
import type { Store } from './store.js';
import { createThemeSwitch } from './theme.js';

const data: PageData = JSON.parse(byId('data').textContent ?? '');
const parts = ['overview', 'graph', 'duplicates', 'conversations'] as const;
type Part = (typeof parts)[number];

createThemeSwitch();
watchFigures(data);
const names = data.datasets.map(({ name }) => name).join(' and ');
document.title = `${names} · datagen report`;
byId('title').replaceChildren(
  element('span', {}, names),
  element('small', {}, data.datasets.map(({ records }) => plural(records.total, 'conversation')).join(' · ')),
);

const drawn = new Set<Part>();
const openStore: Promise<Store> = data.served
  ? Promise.resolve(createServedStore(data))
  : createEmbeddedStore(data);
let browser: ReturnType<typeof createBrowser> | null = null;

/** Each part is drawn when it is first looked at. */
const draw: { readonly [part in Part]: (section: HTMLElement, query: string) => void | Promise<void> } = {
  overview: (section) => {
    if (!drawn.has('overview')) drawOverview(section, data);
  },
  graph: (section) => {
    if (data.pending) drawPending(section);
    else if (!drawn.has('graph')) drawGraph(section, data);
  },
  duplicates: (section) => {
    if (data.pending) drawPending(section);
    else if (!drawn.has('duplicates')) drawDuplicates(section, data);
  },
  conversations: async (section, query) => {
    const store = await openStore;
    browser ??= createBrowser(section, data, store);
    const row = new URLSearchParams(query).get('row');
    await browser.show(readFilter(query), row === null ? null : Number(row));
  },
};

async function route(): Promise<void> {
  const [name = '', query = ''] = location.hash.slice(1).split(/\?(.*)/s);
  const part = parts.find((each) => each === name) ?? 'overview';
  for (const each of parts) byId(`part-${each}`).hidden = each !== part;
  for (const link of document.querySelectorAll('.top nav a')) {
    if (link.getAttribute('href') === `#${part}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.body.dataset.part = part;
  const section = byId(`part-${part}`);
  section.scrollTop = 0;
  try {
    await draw[part](section, query);
    drawn.add(part);
  } catch (error) {
    section.replaceChildren(
      element('p', { class: 'note', role: 'alert' }, error instanceof Error ? error.message : String(error)),
    );
  }
}

window.addEventListener('hashchange', () => {
  void route();
});
document.addEventListener('keydown', (event) => {
  const isTyping =
    event.target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  if (document.body.dataset.part !== 'conversations') location.hash = '#conversations';
  void openStore.then(() => setTimeout(() => document.getElementById('search')?.focus()));
});
void route();
