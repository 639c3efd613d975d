import { lawNames, recordLaws } from '../../report/law-names.js';
import { type Filter, type FilterName, noFilter } from '../filter.js';
import type { PageData } from '../page-data.js';
import { button, element } from './dom.js';
import { formatNumber, words } from './format.js';

type Choice = { readonly value: string; readonly text: string };

/** Search, and a field for each thing that conversations can be filtered by; fields without a choice are left out. */
export function createFilterBar(
  data: PageData,
  change: (filter: Filter) => void,
): { readonly element: HTMLElement; set(filter: Filter): void } {
  let filter: Filter = noFilter;
  const search = element('input', {
    type: 'search',
    id: 'search',
    placeholder: 'Search what was said, called and answered  ( / )',
    'aria-label': 'Search conversations',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const tool = element('input', {
    type: 'search',
    list: 'tool-names',
    placeholder: 'any',
    'aria-label': 'Tool',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const fields = fieldsOf(data).filter(
    ({ name, choices }) => choices.length > (name === 'phenomenon' || name === 'kind' ? 0 : 1),
  );
  const selects = fields.map(({ name, label, choices }) => {
    const select = element(
      'select',
      { 'aria-label': label },
      element('option', { value: '' }, 'any'),
      ...choices.map(({ value, text }) => element('option', { value }, text)),
    );
    select.addEventListener('change', () => update({ [name]: select.value }));
    return { name, label, select };
  });
  const ranges = element('span', { class: 'ranges' });
  const update = (part: Partial<Filter>): void => {
    filter = { ...filter, ...part };
    showState();
    change(filter);
  };
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const later = (part: () => Partial<Filter>): void => {
    clearTimeout(waiting);
    waiting = setTimeout(() => update(part()), 60);
  };
  search.addEventListener('input', () => later(() => ({ text: search.value })));
  tool.addEventListener('input', () => later(() => ({ tool: tool.value })));

  const more = element(
    'div',
    { class: 'fields', id: 'fields' },
    labelled('Tool', tool),
    ...selects.map(({ label, select }) => labelled(label, select)),
    ranges,
  );
  const toggle = button('Filters', 'quiet toggle', () => {
    const isOpen = more.classList.toggle('open');
    toggle.setAttribute('aria-expanded', String(isOpen));
  });
  toggle.setAttribute('aria-expanded', 'false');
  toggle.setAttribute('aria-controls', 'fields');

  /** Fields that narrow stand out; ranges that came from a chart can be taken away. */
  const showState = (): void => {
    for (const { name, select } of selects) select.classList.toggle('set', filter[name] !== '');
    tool.classList.toggle('set', filter.tool !== '');
    const given = (['calls', 'turns', 'words', 'depth', 'score'] as const).filter(
      (name) =>
        filter[name] !== '' &&
        !selects.some((each) => each.name === name && hasOption(each.select, filter[name])),
    );
    ranges.replaceChildren(
      ...given.map((name) =>
        button(
          `${name} ${filter[name].replace(/-$/, '+')} ×`,
          'chip',
          () => update({ [name]: '' }),
          `Remove ${name} ${filter[name]}`,
        ),
      ),
    );
    const count = Object.entries(filter).filter(([name, value]) => name !== 'text' && value !== '').length;
    toggle.textContent = count === 0 ? 'Filters' : `Filters (${count})`;
  };

  const names = element(
    'datalist',
    { id: 'tool-names' },
    ...[...data.names.tools]
      .sort()
      .slice(0, 5_000)
      .map((name) => element('option', { value: name })),
  );
  return {
    element: element(
      'form',
      { class: 'filter-bar', role: 'search' },
      element('div', { class: 'search-line' }, search, toggle),
      more,
      names,
    ),
    set(next) {
      filter = next;
      if (search.value !== filter.text) search.value = filter.text;
      if (tool.value !== filter.tool) tool.value = filter.tool;
      for (const { name, select } of selects)
        select.value = hasOption(select, filter[name]) ? filter[name] : '';
      showState();
    },
  };
}

function labelled(label: string, field: HTMLElement): HTMLElement {
  return element('label', {}, element('span', {}, label), field);
}

function hasOption(select: HTMLSelectElement, value: string): boolean {
  return [...select.options].some((option) => option.value === value);
}

function fieldsOf({ datasets, names }: PageData): {
  readonly name: FilterName;
  readonly label: string;
  readonly choices: readonly Choice[];
}[] {
  const isJudged = datasets.some(({ records }) => records.judged > 0);
  const areChecked = datasets.some(({ laws }) => laws !== null);
  const plain = (list: readonly string[]): Choice[] =>
    [...list].sort().map((value) => ({ value, text: words(value) }));
  const broken = (law: number): number =>
    datasets.reduce((sum, { laws }) => sum + (laws?.byLaw[law] ?? 0), 0);
  return [
    {
      name: 'dataset',
      label: 'Dataset',
      choices: datasets.map(({ name }, place) => ({
        value: String(place),
        text: `${place === 0 ? 'A' : 'B'} ${name}`,
      })),
    },
    { name: 'phenomenon', label: 'Phenomenon', choices: plain(names.phenomena) },
    { name: 'domain', label: 'Domain', choices: plain(names.domains) },
    { name: 'locale', label: 'Locale', choices: plain(names.locales) },
    { name: 'pattern', label: 'Pattern', choices: plain(names.patterns) },
    {
      name: 'score',
      label: 'Score',
      choices: isJudged
        ? [
            { value: '4.5-', text: '4.5 and more' },
            { value: '4-4.49', text: '4 to 4.5' },
            { value: '3.5-3.99', text: '3.5 to 4' },
            { value: '-3.49', text: 'under 3.5' },
          ]
        : [],
    },
    {
      name: 'gate',
      label: 'Gates',
      choices: isJudged
        ? [
            { value: 'passed', text: 'passed' },
            { value: 'failed', text: 'failed one' },
            ...plain(names.gates).map(({ value, text }) => ({ value, text: `failed ${text}` })),
            { value: 'unjudged', text: 'not judged' },
          ]
        : [],
    },
    {
      name: 'law',
      label: 'Laws',
      choices: areChecked
        ? [
            { value: 'kept', text: 'all kept' },
            { value: 'broken', text: 'one broken' },
            ...recordLaws
              .filter((law) => broken(law) > 0)
              .map((law) => ({
                value: String(law),
                text: `${law} ${lawNames[law]} (${formatNumber(broken(law))})`,
              })),
          ]
        : [],
    },
    {
      name: 'kind',
      label: 'Kind',
      choices: [
        ...(datasets.some(({ records }) => records.twins > 0)
          ? [
              { value: 'base', text: 'without twins' },
              { value: 'twin', text: 'twins' },
            ]
          : []),
        ...(datasets.some(({ records }) => records.imported > 0)
          ? [{ value: 'imported', text: 'imported' }]
          : []),
        { value: 'toolError', text: 'with a tool error' },
      ],
    },
  ];
}
