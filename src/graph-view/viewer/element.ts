import { safeText } from '../../report/safe-text.js';

type Attributes = { readonly [name: string]: string };
type Child = HTMLElement | string;

/**
 * The one way in which the page gets elements. Texts enter as text, never as markup, and with the marks that reorder them
 * made visible.
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children.map((child) => (typeof child === 'string' ? safeText(child) : child)));
  return made;
}

/** A button that looks like what it leads to. */
export function linkButton(text: string, act: () => void, className = 'link'): HTMLButtonElement {
  const button = element('button', { type: 'button', class: className }, text);
  button.addEventListener('click', act);
  return button;
}

/** An element of the page's own markup. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page holds no #${id}.`);
  return found;
}
