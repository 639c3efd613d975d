import { lawNames } from '../../report/law-names.js';
import type { Law } from '../../types/verdict.js';
import type { ShownTool } from '../page-data.js';
import type { ShownConversation, ShownViolation } from '../shown-conversation.js';
import { button, element } from './dom.js';
import { plural, words } from './format.js';
import type { SourceLinks } from './source-links.js';
import { drawValueTree } from './value-tree.js';

/** What is known of a conversation beside what was said: goals, laws, scores; the rest behind a summary. */
export function drawAbout(
  conversation: ShownConversation,
  tools: readonly (ShownTool | null)[],
  links: SourceLinks,
): HTMLElement[] {
  const { phenomena, goals, scores, violations } = conversation;
  const parts: HTMLElement[] = [];
  if (phenomena.length > 0) {
    parts.push(
      element(
        'p',
        { class: 'tags' },
        ...phenomena.map(({ name, messages }) =>
          button(
            words(name),
            'tag phenomenon-tag',
            () => goToMessage(messages[0] ?? 0),
            `${words(name)}: go to message ${messages[0] ?? 0}`,
          ),
        ),
      ),
    );
  }
  if (goals.length > 0) {
    parts.push(
      element(
        'ul',
        { class: 'goals', 'aria-label': 'Goals' },
        ...goals.map(({ text, outcome }) =>
          element(
            'li',
            {},
            element('span', {}, text),
            ' ',
            element('span', { class: outcome === 'achieved' ? 'tag good' : 'tag' }, words(outcome)),
          ),
        ),
      ),
    );
  }
  if (violations !== null && violations.length > 0)
    parts.push(drawViolations(violations, conversation.moreViolations));
  if (scores !== null) parts.push(drawScores(scores));
  if (links.areGuessed) {
    parts.push(
      element(
        'p',
        { class: 'note' },
        'This record does not say where its values come from. What lights up here are equal values.',
      ),
    );
  }
  parts.push(drawMore(conversation, tools));
  return parts;
}

function drawViolations(violations: readonly ShownViolation[], more: number): HTMLElement {
  return element(
    'div',
    { class: 'violations', role: 'group', 'aria-label': 'Laws broken' },
    element('p', {}, element('b', {}, `${plural(violations.length + more, 'violation')}`)),
    element(
      'ul',
      {},
      ...violations.map(({ law, rule, place, message }) => {
        const at = messageOf(place);
        return element(
          'li',
          {},
          element('span', { class: 'tag bad' }, `law ${law} ${lawNames[law as Law] ?? ''}`),
          ' ',
          element('code', {}, rule),
          ' ',
          element('span', {}, message),
          ' ',
          at === null
            ? element('small', {}, place)
            : button(place, 'link', () => goToMessage(at), `Go to message ${at}`),
        );
      }),
      ...(more > 0 ? [element('li', {}, `… and ${more} more`)] : []),
    ),
  );
}

function messageOf(pointer: string): number | null {
  const found = /^\/messages\/(\d+)/.exec(pointer)?.[1];
  return found === undefined ? null : Number(found);
}

function goToMessage(index: number): void {
  const target = document.getElementById(`message-${index}`) ?? document.getElementById(`result-${index}`);
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  target?.scrollIntoView({ block: 'start', behavior: isStill ? 'auto' : 'smooth' });
  target?.focus({ preventScroll: true });
}

function drawScores({
  values,
  passed,
  failed,
  judge,
  reasoning,
}: NonNullable<ShownConversation['scores']>): HTMLElement {
  return element(
    'details',
    { class: 'scores' },
    element(
      'summary',
      {},
      element(
        'span',
        { class: passed ? 'tag good' : 'tag bad' },
        passed ? '✓ passed' : `✗ failed ${failed.map(words).join(', ')}`,
      ),
      ...values.map(([name, value]) =>
        element('span', { class: 'score' }, `${words(name)} `, element('b', {}, String(value))),
      ),
    ),
    element('p', {}, element('small', {}, judge)),
    element('p', {}, reasoning),
  );
}

function drawMore(
  { scenario, facts, repairs }: ShownConversation,
  tools: readonly (ShownTool | null)[],
): HTMLElement {
  const entry = (label: string, ...content: readonly (HTMLElement | string)[]): HTMLElement[] => [
    element('dt', {}, label),
    element('dd', {}, ...content),
  ];
  const list = (label: string, entries: readonly string[]): HTMLElement[] =>
    entries.length === 0
      ? []
      : entry(label, element('ul', {}, ...entries.map((each) => element('li', {}, each))));
  return element(
    'details',
    { class: 'about' },
    element('summary', {}, `Scenario, facts and ${plural(tools.length, 'tool')} offered`),
    element(
      'dl',
      {},
      ...(scenario === null
        ? []
        : [
            ...entry('who', scenario.persona),
            ...entry('now', scenario.now),
            ...list('knows', scenario.knows),
            ...list('holds back', scenario.holdsBack),
            ...list('policies', scenario.policies),
          ]),
      ...facts.flatMap(([label, text]) => entry(label, text)),
      ...list('repairs', repairs),
    ),
    element(
      'ul',
      { class: 'tools' },
      ...tools.map((tool) => {
        if (tool === null) return element('li', { class: 'soft' }, 'a tool beyond those that the page holds');
        const schema = element(
          'details',
          {},
          element('summary', {}, element('code', {}, tool.name), ' ', element('small', {}, tool.description)),
        );
        schema.addEventListener(
          'toggle',
          () => schema.append(drawValueTree(tool.parameters, { keyOf: () => '', mark: () => undefined })),
          { once: true },
        );
        return element('li', {}, schema);
      }),
    ),
  );
}
