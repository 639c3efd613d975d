import { safeText } from '../../report/safe-text.js';

export { byId, element } from '../../graph-view/viewer/element.js';

type Attributes = { readonly [name: string]: string | number };

/** The one way in which the page gets drawings; texts enter as texts. */
export function svg<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly (SVGElement | string)[]
): SVGElementTagNameMap[Name] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
  made.append(...children.map((child) => (typeof child === 'string' ? safeText(child) : child)));
  return made;
}

/** A button with what it does. */
export function button(text: string, className: string, act: () => void, label = ''): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = className;
  made.textContent = safeText(text);
  if (label !== '') made.setAttribute('aria-label', safeText(label));
  made.addEventListener('click', act);
  return made;
}
