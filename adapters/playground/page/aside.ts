/** The panel at the right: the walk, what the clock set off, and the inspector; it can be put away. */

import { h } from './dom.ts';
import { recall, remember } from './remembered.ts';
import { roveOver } from './roving.ts';

const panels = ['guide', 'happenings', 'inspector'] as const;
export type Panel = (typeof panels)[number];

const titles: Readonly<Record<Panel, string>> = {
  guide: 'Guide',
  happenings: 'What happened',
  inspector: 'JSON',
};

export type Aside = {
  readonly panel: (name: Panel) => HTMLElement;
  readonly show: (name: Panel) => void;
  /** As a drawer it covers the conversation; this puts it away so that the conversation is seen. */
  readonly uncover: () => void;
};

export function createAside(element: HTMLElement, toggle: HTMLButtonElement): Aside {
  const bodies = panels.map((name) =>
    h('div', {
      class: 'panel',
      role: 'tabpanel',
      id: `panel-${name}`,
      'aria-labelledby': `tab-${name}`,
      tabindex: 0,
    }),
  );
  const tabs = panels.map((name) =>
    h(
      'button',
      {
        type: 'button',
        role: 'tab',
        class: 'tab',
        id: `tab-${name}`,
        'aria-controls': `panel-${name}`,
        onClick: () => show(name),
      },
      titles[name],
    ),
  );
  const bar = h('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Beside the conversation' }, ...tabs);
  const settle = roveOver(bar, () => tabs, true);
  element.append(bar, ...bodies);

  function select(name: Panel): void {
    panels.forEach((one, index) => {
      tabs[index]?.setAttribute('aria-selected', String(one === name));
      const body = bodies[index];
      if (body !== undefined) body.hidden = one !== name;
    });
    settle();
  }

  function setOpen(isOpen: boolean): void {
    document.documentElement.toggleAttribute('data-aside', isOpen);
    element.hidden = !isOpen;
    toggle.setAttribute('aria-expanded', String(isOpen));
    toggle.setAttribute('aria-label', isOpen ? 'Hide the side panel' : 'Show the side panel');
    toggle.title = isOpen ? 'Hide the side panel' : 'Show the side panel';
  }

  function show(name: Panel): void {
    select(name);
    setOpen(true);
  }

  const hasRoom = matchMedia('(min-width: 1180px)');
  toggle.addEventListener('click', () => {
    const isOpen = element.hasAttribute('hidden');
    setOpen(isOpen);
    if (hasRoom.matches) remember('aside', isOpen ? 'open' : 'closed');
    // A drawer lies over the page, so the keyboard goes where the eye goes.
    else if (isOpen) tabs.find((tab) => tab.tabIndex === 0)?.focus();
  });
  element.addEventListener('keydown', (event) => {
    // As a drawer it lies over the page; there Escape puts it away.
    if (event.key !== 'Escape' || hasRoom.matches) return;
    event.preventDefault();
    setOpen(false);
    toggle.focus();
  });
  hasRoom.addEventListener('change', () => setOpen(hasRoom.matches && recall('aside') !== 'closed'));
  select('guide');
  setOpen(hasRoom.matches && recall('aside') !== 'closed');

  return {
    panel: (name) => bodies[panels.indexOf(name)] ?? element,
    show,
    uncover: () => {
      if (!hasRoom.matches) setOpen(false);
    },
  };
}
