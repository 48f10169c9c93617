/** What the clock set off, newest first, in words. */

import { h, replaceChildren } from './dom.ts';
import type { Happening, State } from './store.ts';
import { isSameDay, sayDate, sayDay, sayTime } from './when.ts';

/** By the last part of a timer's kind. A kind that is new to the page is spelt out. */
const kinds: Readonly<Record<string, string>> = {
  remind: 'Sent a reminder',
  expire: 'Let a proposal lapse that nobody answered',
  'keep-posted': 'Told somebody who waits how things stand',
  'did-you-meet': 'Asked whether they met',
  'first-meeting': 'Noticed that no first meeting is booked',
  'first-meeting-missing': 'Noticed that no first meeting is booked',
  resume: 'Ended a pause',
  'resume-pause': 'Ended a pause',
  digest: 'Posted the coordinators’ digest',
  'digest-due': 'Posted the coordinators’ digest',
  announce: 'Put a request before the coordinators',
  'action-due': 'Came back to an agreed next step',
  'check-in': 'Asked how it is going',
};

export function sayKind(kind: string): string {
  const last = kind.split(/[.:/]/u).findLast((part) => /^[a-z-]+$/u.test(part)) ?? kind;
  const spelt = last.replaceAll('-', ' ');
  return kinds[last] ?? spelt.charAt(0).toUpperCase() + spelt.slice(1);
}

/** One sentence for the toast. */
export function sayHappening(happening: Happening): string {
  const at = new Date(happening.to);
  const when = `${sayDate(at)}, ${sayTime(at)}`;
  const count = happening.fired.length;
  if (count === 0) {
    return happening.from === happening.to
      ? 'Nothing is waiting to happen.'
      : `It is now ${when}. Nothing was due.`;
  }
  const first = happening.fired[0];
  if (count === 1 && first !== undefined) return `It is now ${when}. ${sayKind(first.kind)}.`;
  return `It is now ${when}. ${count} things happened.`;
}

export function createHappenings(element: HTMLElement): (state: State) => void {
  let shown: State['happenings'] | undefined;
  return (state) => {
    if (state.happenings === shown) return;
    shown = state.happenings;
    if (shown.length === 0) {
      replaceChildren(
        element,
        h(
          'p',
          { class: 'panel-empty' },
          'Move the clock, and this shows what Rapport did by itself: reminders, questions, digests.',
        ),
      );
      return;
    }
    replaceChildren(element, h('ol', { class: 'happenings' }, ...shown.map(drawHappening)));
  };
}

function drawHappening(happening: Happening): HTMLElement {
  const to = new Date(happening.to);
  const isWithinDay = happening.from !== undefined && isSameDay(new Date(happening.from), to);
  return h(
    'li',
    {},
    h('h3', {}, isWithinDay ? `Until ${sayTime(to)}` : `Until ${sayDay(to)}, ${sayTime(to)}`),
    happening.fired.length === 0
      ? h('p', { class: 'quiet' }, 'Nothing was due.')
      : h(
          'ul',
          {},
          ...happening.fired.map((one) => {
            const due = new Date(one.dueAt);
            return h(
              'li',
              {},
              h('span', {}, sayKind(one.kind)),
              h('time', { datetime: one.dueAt }, `${sayDay(due)}, ${sayTime(due)}`),
              h('code', { title: 'The timer’s own name' }, one.kind),
            );
          }),
        ),
  );
}
