/** The conversations of one person, with a count of what is new in each. */

import type { Screen } from '../api-types.ts';
import { avatar } from './avatar.ts';
import { h, replaceChildren, spoken } from './dom.ts';
import { icon } from './icons.ts';
import { roveOver } from './roving.ts';
import { homePlace, placeOf, privateChat, unreadCount } from './store.ts';
import type { State } from './store.ts';

export type Places = {
  readonly element: HTMLElement;
  readonly show: (state: State, screen: Screen | undefined, person: string) => void;
};

export function createPlaces(options: {
  readonly label: string;
  readonly onChoose: (place: string) => void;
}): Places {
  const element = h('nav', { class: 'places', 'aria-label': options.label });
  const items = () => [...element.querySelectorAll<HTMLElement>('button')];
  const settle = roveOver(element, items);
  let signature = '';

  function show(state: State, screen: Screen | undefined, person: string): void {
    const mentioned = (screen?.messages ?? []).map((message) => message.channel);
    const names = [...new Set([...(screen?.channels ?? []), ...mentioned])].filter(
      (name) => name !== privateChat,
    );
    const here = placeOf(state) === homePlace ? privateChat : placeOf(state);
    const rows = [privateChat, ...names].map((name) => ({ name, unread: unreadCount(state, person, name) }));
    const next = JSON.stringify([rows, here]);
    if (next === signature) return;
    signature = next;
    const focused =
      document.activeElement instanceof HTMLElement ? document.activeElement.dataset['place'] : undefined;
    const hadFocus = element.contains(document.activeElement);
    replaceChildren(
      element,
      h('h3', {}, 'Apps'),
      h('ul', {}, ...rows.slice(0, 1).map((row) => drawPlace(row, here))),
      names.length === 0 ? null : h('h3', {}, 'Channels'),
      names.length === 0 ? null : h('ul', {}, ...rows.slice(1).map((row) => drawPlace(row, here))),
    );
    settle();
    if (hadFocus)
      items()
        .find((item) => item.dataset['place'] === focused)
        ?.focus();
  }

  function drawPlace(row: { readonly name: string; readonly unread: number }, here: string): HTMLElement {
    const isHere = row.name === here;
    return h(
      'li',
      {},
      h(
        'button',
        {
          type: 'button',
          class: `place${row.unread > 0 ? ' unread' : ''}`,
          'aria-current': isHere ? 'page' : null,
          'data-place': row.name,
          onClick: () => options.onChoose(row.name),
        },
        row.name === privateChat ? avatar('Rapport', 20) : icon('hash', 16),
        h('span', { class: 'cut', title: row.name }, row.name),
        row.unread === 0 ? null : h('span', { class: 'count' }, String(row.unread), spoken(' new')),
      ),
    );
  }

  return { element, show };
}
