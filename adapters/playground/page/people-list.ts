/** "Who are you?": the playground's people by role, with what is new for each. */

import type { PersonSummary, Role } from '../api-types.ts';
import { avatar } from './avatar.ts';
import { h, newId, replaceChildren, spoken } from './dom.ts';
import { roveOver } from './roving.ts';
import { unreadCount } from './store.ts';
import type { State } from './store.ts';

const groups: readonly { readonly role: Role; readonly title: string }[] = [
  { role: 'mentee', title: 'Mentees' },
  { role: 'mentor', title: 'Mentors' },
  { role: 'coordinator', title: 'Coordinators' },
  { role: 'line manager', title: 'Line managers' },
];

export function createPeopleList(element: HTMLElement): (state: State) => void {
  const settle = roveOver(element, () => [...element.querySelectorAll<HTMLElement>('a')]);
  let signature = '';

  return (state) => {
    const rows = state.people.map((person) => ({ person, unread: unreadCount(state, person.id) }));
    const next = JSON.stringify([rows, state.current]);
    if (next === signature) return;
    signature = next;
    const focused = element.contains(document.activeElement)
      ? document.activeElement?.getAttribute('href')
      : null;
    replaceChildren(
      element,
      ...groups.map(({ role, title }) => {
        const some = rows.filter((row) => row.person.role === role);
        if (some.length === 0) return null;
        const id = newId('group');
        return h(
          'section',
          { class: 'people-group', 'aria-labelledby': id },
          h('h3', { id }, title),
          h(
            'ul',
            {},
            ...some.map((row) => drawPerson(row.person, row.unread, row.person.id === state.current)),
          ),
        );
      }),
    );
    settle();
    if (focused !== null && focused !== undefined) {
      element.querySelector<HTMLElement>(`a[href="${CSS.escape(focused)}"]`)?.focus();
    }
  };
}

function drawPerson(person: PersonSummary, unread: number, isCurrent: boolean): HTMLElement {
  return h(
    'li',
    {},
    h(
      'a',
      {
        class: 'person',
        href: `#/${encodeURIComponent(person.id)}`,
        'aria-current': isCurrent ? 'true' : null,
        'data-person': person.id,
      },
      avatar(person.name, 32),
      h(
        'span',
        { class: 'person-words' },
        h('span', { class: 'person-name cut', title: person.name, dir: 'auto' }, person.name),
        spoken(', on '),
        platformBadge(person),
      ),
      unread === 0 ? null : h('span', { class: 'count' }, String(unread), spoken(' new')),
    ),
  );
}

export function platformBadge(person: PersonSummary): HTMLElement {
  return h('span', { class: `platform ${person.platform}` }, person.platform === 'slack' ? 'Slack' : 'Teams');
}
