/** Builds elements without markup strings, so that nothing a person or the app wrote can become HTML. */

export type Child = Node | string | null | undefined | false;

/** `on…` listens, `true` sets a bare attribute, `false`, `null` and `undefined` leave it out. */
export type Attributes = Readonly<Record<string, AttributeValue>>;
type AttributeValue = string | number | boolean | null | undefined | ((event: never) => unknown);

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  append(element, ...children);
  return element;
}

export function append(parent: Node, ...children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    parent.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
  }
}

export function replaceChildren(parent: Element, ...children: readonly Child[]): void {
  parent.replaceChildren();
  append(parent, ...children);
}

export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      // Every listener here takes the event that its own name stands for.
      element.addEventListener(name.slice(2).toLowerCase(), value as EventListener);
    } else if (value === false || value === null || value === undefined) {
      element.removeAttribute(name);
    } else {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
}

/** Text that only a screen reader meets. */
export function spoken(text: string): HTMLSpanElement {
  return h('span', { class: 'spoken' }, text);
}

let lastId = 0;

/** A new id for labels and descriptions to point at. */
export function newId(of: string): string {
  lastId += 1;
  return `${of}-${lastId}`;
}

/** What Tab can reach inside an element, in order. */
export function focusable(inside: Element): HTMLElement[] {
  const all = inside.querySelectorAll<HTMLElement>(
    'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]',
  );
  return [...all].filter((one) => one.tabIndex >= 0 && one.getClientRects().length > 0);
}
