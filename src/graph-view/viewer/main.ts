import { safeText } from '../../report/safe-text.js';
import type { PageData } from '../graph-picture.js';
import { byId, element } from './element.js';
import { createFilters } from './filters.js';
import { describeSelection } from './panel.js';
import { createSearchBox } from './search-box.js';
import type { Filter, Selection } from './selection.js';
import { createStage, type Stage } from './stage.js';

const data: PageData = JSON.parse(byId('data').textContent ?? '');
const panel = byId('panel');
const stage = tryStage();

createFilters(data, (filter) => {
  stage?.filter(filter);
  showCounts(filter);
});
createSearchBox(data.picture.nodes, (place) => choose({ kind: 'node', place }));
for (const direction of ['in', 'out', 'reset'] as const) {
  byId(`zoom-${direction}`).addEventListener('click', () => stage?.zoom(direction));
}
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') choose(null);
});
if (data.picture.notice !== '') {
  byId('notice').textContent = safeText(data.picture.notice);
  byId('notice').hidden = false;
}

function choose(selection: Selection): void {
  panel.hidden = selection === null;
  stage?.select(selection);
  if (selection === null) return;
  const close = element('button', { type: 'button', class: 'close', 'aria-label': 'Close' }, '×');
  close.addEventListener('click', () => choose(null));
  panel.replaceChildren(close, ...describeSelection(data.picture, selection, choose));
  panel.scrollTop = 0;
  panel.focus({ preventScroll: true });
}

function showCounts({ kinds, categories }: Filter): void {
  const { nodes, edges } = data.picture;
  const isShown = (place: number) => categories.has(nodes[place]?.category ?? '');
  const endpoints = nodes.filter(({ category }) => categories.has(category)).length;
  const drawn = edges.filter(({ kind, from, to }) => kinds.has(kind) && isShown(from) && isShown(to)).length;
  byId('counts').textContent = `${endpoints} endpoints · ${drawn} edges`;
}

/** Without WebGL there is no drawing, but search and panel still tell everything. */
function tryStage(): Stage | null {
  try {
    return createStage(byId('stage'), data, choose);
  } catch {
    byId('stage').append(
      element('p', { class: 'sorry' }, 'This browser draws no WebGL. Search and panel work all the same.'),
    );
    return null;
  }
}
