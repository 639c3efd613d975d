import type { DatasetSummary, PageData } from '../page-data.js';
import { drawCoverage } from './coverage.js';
import { drawDistributions } from './distributions.js';
import { element } from './dom.js';
import { drawFigures } from './figures.js';
import { formatNumber, formatShare, plural } from './format.js';
import { markOf } from './mark.js';
import { drawMix } from './mix.js';

/** The dataset at a glance, or two side by side. */
export function drawOverview(section: HTMLElement, data: PageData): void {
  const isPair = data.datasets.length > 1;
  section.replaceChildren(
    ...(isPair ? [drawLegend(data)] : []),
    element(
      'div',
      { class: isPair ? 'glances pair' : 'glances' },
      ...data.datasets.map((dataset, place) => drawGlance(dataset, data, place)),
    ),
    ...data.datasets.flatMap((dataset) => drawNotes(dataset)),
    ...(data.pending
      ? []
      : [
          card('Figures', 'Beside what they are held to and what others reach', drawFigures(data)),
          card('Phenomena', 'Share of base records that show each, beside the target', drawMix(data)),
        ]),
    card('Distributions', 'Base records; a bar leads to its conversations', drawDistributions(data)),
    ...(data.pending
      ? []
      : [card('Coverage', 'What of the tools and the graph is used', drawCoverage(data))]),
    element('footer', {}, `datagen ${data.version}. This page asks for nothing outside of itself.`),
  );
}

function card(title: string, subtitle: string, ...content: readonly HTMLElement[]): HTMLElement {
  return element(
    'section',
    { class: 'card', 'aria-label': title },
    element('header', {}, element('h2', {}, title), element('p', {}, subtitle)),
    ...content,
  );
}

function drawLegend({ datasets }: PageData): HTMLElement {
  return element(
    'p',
    { class: 'legend' },
    ...datasets.flatMap(({ name }, place) => [markOf(place), element('span', {}, name)]),
  );
}

type Tile = {
  readonly value: string;
  readonly label: string;
  readonly tone?: 'good' | 'bad';
  readonly link?: string;
};

function drawGlance(dataset: DatasetSummary, { datasets, pending }: PageData, place: number): HTMLElement {
  const only = datasets.length > 1 ? `dataset=${place}&` : '';
  const { records, laws, distributions, neverCalled } = dataset;
  const domains = distributions.find(({ name }) => name === 'domains')?.bars.length;
  const locales = distributions.find(({ name }) => name === 'locales')?.bars.map(({ label }) => label) ?? [];
  const broken = laws === null ? 0 : records.total - laws.valid;
  const tiles: Tile[] = [
    {
      value: formatNumber(records.total),
      label:
        records.twins > 0 ? `conversations, ${formatNumber(records.twins)} of them twins` : 'conversations',
    },
    { value: formatNumber(records.calls), label: 'calls of tools' },
    { value: pending ? '…' : formatNumber(neverCalled.offered), label: 'tools offered' },
    ...(domains === undefined
      ? []
      : [{ value: formatNumber(domains), label: domains === 1 ? 'domain' : 'domains' }]),
    { value: locales.slice(0, 4).join(' ') || '–', label: locales.length === 1 ? 'locale' : 'locales' },
    ...(laws === null
      ? [pending ? { value: '…', label: 'laws' } : { value: '–', label: 'laws not checked' }]
      : [
          broken === 0
            ? { value: '✓', label: 'every law kept', tone: 'good' as const }
            : {
                value: formatNumber(broken),
                label: broken === 1 ? 'breaks a law' : 'break a law',
                tone: 'bad' as const,
                link: `#conversations?${only}law=broken`,
              },
        ]),
    ...(records.judged === 0
      ? []
      : [
          {
            value: formatShare(records.passed / records.judged),
            label: `of ${formatNumber(records.judged)} judged pass`,
            link: `#conversations?${only}gate=failed`,
          },
        ]),
    ...(records.imported === 0 ? [] : [{ value: formatNumber(records.imported), label: 'imported' }]),
  ];
  return element(
    'div',
    { class: 'glance', role: 'group', 'aria-label': `${dataset.name} at a glance` },
    ...(datasets.length > 1 ? [element('h2', {}, markOf(place), ' ', dataset.name)] : []),
    element('div', { class: 'tiles' }, ...tiles.map(drawTile)),
  );
}

function drawTile({ value, label, tone, link }: Tile): HTMLElement {
  const content = [
    element('span', { class: `value ${tone ?? ''}` }, value),
    element('span', { class: 'label' }, label),
  ];
  return link === undefined
    ? element('div', { class: 'tile' }, ...content)
    : element('a', { class: 'tile', href: link }, ...content);
}

/** What a reader must know of what is not in the page. */
function drawNotes({ name, records, shown, unreadable }: DatasetSummary): HTMLElement[] {
  const notes: HTMLElement[] = [];
  if (shown < records.total) {
    notes.push(
      element(
        'p',
        { class: 'note' },
        `The figures are of all ${formatNumber(records.total)} conversations of ${name}; the page holds ${formatNumber(shown)} of them, drawn by seed. datagen view shows all, or --limit more.`,
      ),
    );
  }
  if (unreadable.count > 0) {
    notes.push(
      element(
        'details',
        { class: 'note bad' },
        element('summary', {}, `${plural(unreadable.count, 'line')} of ${name} cannot be read as a record.`),
        element(
          'ul',
          {},
          ...unreadable.first.map(({ line, problem }) => element('li', {}, `Line ${line}: ${problem}.`)),
          ...(unreadable.count > unreadable.first.length
            ? [element('li', {}, `… and ${unreadable.count - unreadable.first.length} more`)]
            : []),
        ),
      ),
    );
  }
  return notes;
}
