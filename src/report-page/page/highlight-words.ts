/** Marks words in what is drawn, without touching it; where the browser cannot, nothing is marked. */
export function highlightWords(area: HTMLElement, terms: readonly string[]): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.delete('found');
  if (terms.length === 0) return;
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null && ranges.length < 500; node = walker.nextNode()) {
    const text = (node.textContent ?? '').toLowerCase();
    for (const term of terms) {
      for (let at = text.indexOf(term); at !== -1; at = text.indexOf(term, at + term.length)) {
        if (at + term.length > (node.textContent ?? '').length) break;
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + term.length);
        ranges.push(range);
      }
    }
  }
  if (ranges.length > 0) CSS.highlights.set('found', new Highlight(...ranges));
}
