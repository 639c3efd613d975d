import type { PageData } from '../page-data.js';
import { element } from './dom.js';
import { formatNumber, plural } from './format.js';
import { markOf } from './mark.js';

/** Clusters of user turns that are the same or nearly, the largest first. */
export function drawDuplicates(section: HTMLElement, { datasets }: PageData): void {
  section.replaceChildren(
    element(
      'section',
      { class: 'card' },
      element(
        'header',
        {},
        element('h2', {}, 'Near-duplicate user turns'),
        element('p', {}, 'Of more than four words, with at least 0.8 of their three-word runs in common'),
      ),
      ...datasets.flatMap(({ clusters, name }, place) => [
        ...(datasets.length > 1 ? [element('h3', {}, markOf(place), ' ', name)] : []),
        clusters.count === 0
          ? element('p', { class: 'empty' }, 'No two user turns are that much alike.')
          : element(
              'p',
              {},
              `${plural(clusters.count, 'cluster')} of ${formatNumber(clusters.turns)} turns in all${clusters.count > clusters.largest.length ? `; the largest ${clusters.largest.length} are shown` : ''}. ${clusters.note}`,
            ),
        element(
          'ol',
          { class: 'clusters' },
          ...clusters.largest.map(({ turns, samples }) =>
            element(
              'li',
              {},
              element('p', { class: 'size' }, `${formatNumber(turns)} turns`),
              element(
                'ul',
                {},
                ...samples.map(({ text, times, row }) =>
                  element(
                    'li',
                    {},
                    row === -1
                      ? element('span', {}, text)
                      : element('a', { href: `#conversations?row=${row}` }, text),
                    ...(times > 1 ? [element('small', {}, ` ×${formatNumber(times)}`)] : []),
                  ),
                ),
              ),
            ),
          ),
        ),
      ]),
    ),
  );
}
