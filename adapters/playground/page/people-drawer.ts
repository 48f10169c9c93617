/** On a narrow page the people are a drawer behind a button that says who the visitor is. */

import { avatar } from './avatar.ts';
import { h, replaceChildren, spoken } from './dom.ts';
import { icon } from './icons.ts';
import { platformBadge } from './people-list.ts';
import { personOf, unreadCount } from './store.ts';
import type { State } from './store.ts';

export function createPeopleDrawer(drawer: HTMLElement, holder: HTMLElement): (state: State) => void {
  const button = h('button', { type: 'button', class: 'who-button', 'aria-controls': drawer.id });
  holder.append(button);

  function setOpen(isOpen: boolean): void {
    drawer.toggleAttribute('data-open', isOpen);
    button.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) drawer.querySelector<HTMLElement>('a[tabindex="0"]')?.focus();
  }
  button.addEventListener('click', () => setOpen(!drawer.hasAttribute('data-open')));
  drawer.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('a') !== null) setOpen(false);
  });
  drawer.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !drawer.hasAttribute('data-open')) return;
    event.preventDefault();
    setOpen(false);
    button.focus();
  });
  document.addEventListener('pointerdown', (event) => {
    const target = event.target as Node;
    if (!drawer.contains(target) && !holder.contains(target)) setOpen(false);
  });
  setOpen(false);

  return (state) => {
    const person = personOf(state);
    if (person === undefined) return;
    const elsewhere = state.people
      .filter((one) => one.id !== person.id)
      .reduce((sum, one) => sum + unreadCount(state, one.id), 0);
    replaceChildren(
      button,
      avatar(person.name, 28),
      h('span', { class: 'cut', dir: 'auto', title: person.name }, spoken('You are '), person.name),
      platformBadge(person),
      elsewhere === 0 ? null : h('span', { class: 'count' }, String(elsewhere), spoken(' new for others')),
      icon('down', 16),
    );
  };
}
