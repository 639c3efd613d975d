import type { PictureNode } from '../graph-picture.js';
import { byId, element } from './element.js';

const mostResults = 12;

/** Wires the search box: words are looked for in names, tools, ids, parameters and fields; arrows and Enter choose. */
export function createSearchBox(nodes: readonly PictureNode[], choose: (place: number) => void): void {
  const input = byId('search') as HTMLInputElement;
  const list = byId('results');
  const texts = nodes.map(searchText);
  let found: readonly number[] = [];
  let active = -1;

  const render = () => {
    list.replaceChildren(
      ...found.map((place, index) => {
        const { name, tool, category } = nodes[place] as PictureNode;
        const option = element(
          'li',
          { role: 'option', id: `result-${index}`, 'aria-selected': String(index === active) },
          element('span', {}, name),
          element('small', {}, `${tool} · ${category}`),
        );
        // Before the box loses its focus and closes the list.
        option.addEventListener('pointerdown', (event) => {
          event.preventDefault();
          take(index);
        });
        return option;
      }),
    );
    list.hidden = found.length === 0;
    input.setAttribute('aria-expanded', String(found.length > 0));
    if (active >= 0) input.setAttribute('aria-activedescendant', `result-${active}`);
    else input.removeAttribute('aria-activedescendant');
  };
  const look = () => {
    found = search(texts, input.value);
    active = found.length > 0 ? 0 : -1;
    render();
  };
  const close = () => {
    found = [];
    active = -1;
    render();
  };
  const take = (index: number) => {
    const place = found[index];
    close();
    if (place !== undefined) choose(place);
  };

  input.addEventListener('input', look);
  input.addEventListener('focus', look);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      active = (active + step + found.length) % found.length;
      render();
      event.preventDefault();
    } else if (event.key === 'Enter') take(active);
    else if (event.key === 'Escape' && found.length > 0) {
      close();
      event.stopPropagation();
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target === input) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}

type SearchText = { readonly name: string; readonly all: string };

function searchText(node: PictureNode): SearchText {
  const { id, callName, name, tool, category, entity, parameters, fields } = node;
  const words = [
    ...[name, tool, category, id, callName, entity ?? ''],
    ...parameters.flatMap((each) => [each.name, each.concept?.id ?? '']),
    ...fields.flatMap((each) => [each.pointer, each.concept?.id ?? '']),
  ];
  return { name: name.toLowerCase(), all: words.join('\n').toLowerCase() };
}

/** Every word must occur; names that begin with the text come first, then names that hold it. */
function search(texts: readonly SearchText[], typed: string): readonly number[] {
  const text = typed.trim().toLowerCase();
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return [];
  const rank = ({ name }: SearchText) => (name.startsWith(text) ? 0 : name.includes(text) ? 1 : 2);
  return texts
    .map((each, place) => ({ each, place }))
    .filter(({ each }) => words.every((word) => each.all.includes(word)))
    .sort((left, right) => rank(left.each) - rank(right.each))
    .slice(0, mostResults)
    .map(({ place }) => place);
}
