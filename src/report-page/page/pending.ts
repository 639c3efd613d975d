import type { PageData } from '../page-data.js';
import { button, byId, element } from './dom.js';
import { formatNumber } from './format.js';

/** What stands in a part that is still to come. */
export function drawPending(section: HTMLElement): void {
  section.replaceChildren(element('p', { class: 'empty' }, 'This is still being computed.'));
}

/** Says that laws and figures are still to come, and offers them once they are there. */
export function watchFigures({ pending }: PageData): void {
  if (!pending) return;
  const text = element('span', {}, 'Laws, figures, duplicates and the tool graph are being computed.');
  const note = element('p', { class: 'note', role: 'status' }, text);
  byId('title').closest('header')?.after(note);
  const ask = async (): Promise<void> => {
    const response = await fetch('/state').catch(() => null);
    if (response === null || !response.ok) return;
    const { phase, records, computed } = (await response.json()) as State;
    if (phase === 'complete') {
      text.textContent = 'Laws, figures, duplicates and the tool graph are there. ';
      note.append(button('Show them', 'quiet', () => location.reload()));
    } else if (phase === 'failed') {
      text.textContent = 'Laws and figures could not be computed: datagen view says why.';
    } else {
      text.textContent = `Laws, figures, duplicates and the tool graph are being computed: ${formatNumber(computed)} of ${formatNumber(records)} conversations.`;
      setTimeout(() => void ask(), 1_000);
    }
  };
  void ask();
}

type State = { readonly phase: string; readonly records: number; readonly computed: number };
