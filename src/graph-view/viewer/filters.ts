import type { PageData, PictureEdge } from '../graph-picture.js';
import { byId, element } from './element.js';
import type { Filter } from './selection.js';

const kinds: readonly { readonly kind: PictureEdge['kind']; readonly label: string }[] = [
  { kind: 'data_link', label: 'Data links: an answer fills a parameter' },
  { kind: 'semantic', label: 'Semantic: one errand, same slots' },
  { kind: 'category', label: 'Category: same field of life' },
];

/** Fills the filters and tells whenever they change; data links alone are shown at first. */
export function createFilters({ picture, colors }: PageData, onChange: (filter: Filter) => void): void {
  const kindBoxes = kinds.map(({ kind, label }) => {
    const count = picture.edges.filter((edge) => edge.kind === kind).length;
    const box = checkbox(byId('kinds'), label, count, kind === 'data_link');
    return { value: kind, box };
  });
  const sizes = new Map<string, number>();
  for (const { category } of picture.nodes) sizes.set(category, (sizes.get(category) ?? 0) + 1);
  const categoryBoxes = colors.map(([category, color]) => {
    const box = checkbox(
      byId('categories'),
      category.replaceAll('_', ' '),
      sizes.get(category) ?? 0,
      true,
      color,
    );
    return { value: category, box };
  });

  const tell = () => onChange({ kinds: checked(kindBoxes), categories: checked(categoryBoxes) });
  for (const { box } of [...kindBoxes, ...categoryBoxes]) box.addEventListener('change', tell);
  for (const [id, state] of [['all', true] as const, ['none', false] as const]) {
    byId(id).addEventListener('click', () => {
      for (const { box } of categoryBoxes) box.checked = state;
      tell();
    });
  }
  tell();
}

function checked<Value>(
  boxes: readonly { readonly value: Value; readonly box: HTMLInputElement }[],
): ReadonlySet<Value> {
  return new Set(boxes.filter(({ box }) => box.checked).map(({ value }) => value));
}

function checkbox(
  parent: HTMLElement,
  text: string,
  count: number,
  on: boolean,
  color: string | null = null,
): HTMLInputElement {
  const box = element('input', { type: 'checkbox' });
  box.checked = on;
  const swatch = element('i', { class: 'swatch' });
  if (color !== null) swatch.style.backgroundColor = color;
  parent.append(
    element(
      'label',
      {},
      box,
      ...(color === null ? [] : [swatch]),
      element('span', {}, text),
      element('small', {}, String(count)),
    ),
  );
  return box;
}
