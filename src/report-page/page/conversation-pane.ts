import { searchTerms } from '../filter.js';
import type { PageData, ShownTool } from '../page-data.js';
import type { ShownConversation } from '../shown-conversation.js';
import { drawAbout } from './about.js';
import { drawChat } from './chat.js';
import { button, element } from './dom.js';
import { highlightWords } from './highlight-words.js';
import { createLighting } from './lighting.js';
import { readSourceLinks } from './source-links.js';
import type { Store } from './store.js';

type Actions = { readonly step: (by: number) => void; readonly close: () => void };

/** The conversation that is open, with what is known of it. */
export function createConversationPane(
  data: PageData,
  actions: Actions,
): {
  readonly element: HTMLElement;
  show(row: number, store: Store, text: string): Promise<void>;
  /** Marks the words that were searched for. */
  setWords(text: string): void;
  unpin(): boolean;
} {
  const content = element('div', { class: 'conversation' });
  const scroller = element('div', { class: 'scroller', tabindex: '-1' }, content);
  const lighting = createLighting(content);
  const title = element('h2', { tabindex: '-1' }, '');
  const place = element('small', {}, '');
  const head = element(
    'header',
    { class: 'pane-head' },
    button('‹', 'quiet back', actions.close, 'Back to the list'),
    element('div', { class: 'pane-title' }, title, place),
    button('↑', 'quiet', () => actions.step(-1), 'Previous conversation ( k )'),
    button('↓', 'quiet', () => actions.step(1), 'Next conversation ( j )'),
  );
  const pane = element(
    'article',
    { class: 'pane', 'aria-label': 'Conversation' },
    head,
    scroller,
    lighting.bar,
  );
  pane.hidden = true;
  let asked = 0;
  const draw = (
    conversation: ShownConversation,
    tools: readonly (ShownTool | null)[],
    dataset: string,
  ): void => {
    const links = readSourceLinks(conversation);
    lighting.begin(links);
    title.textContent = '';
    title.append(element('span', {}, conversation.id));
    place.textContent = '';
    place.append(element('span', {}, `${dataset}, line ${conversation.line}`));
    content.replaceChildren(
      ...drawAbout(conversation, tools, links),
      drawChat(conversation, links, lighting),
    );
    scroller.scrollTop = 0;
  };
  return {
    element: pane,
    async show(row, store, text) {
      asked += 1;
      const own = asked;
      pane.hidden = false;
      try {
        const [conversation, [summary]] = await Promise.all([store.conversation(row), store.rows([row])]);
        const tools = await store.tools(conversation.tools);
        if (own !== asked) return;
        draw(conversation, tools, data.datasets[summary?.dataset ?? 0]?.name ?? '');
        highlightWords(content, searchTerms(text));
      } catch (error) {
        if (own !== asked) return;
        content.replaceChildren(
          element(
            'p',
            { class: 'note bad', role: 'alert' },
            error instanceof Error ? error.message : String(error),
          ),
        );
      }
    },
    setWords: (text) => highlightWords(content, searchTerms(text)),
    unpin: lighting.unpin,
  };
}
