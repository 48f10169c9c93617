/** "What the platform received": the JSON behind what the visitor is looking at. */

import { h, replaceChildren } from './dom.ts';
import { icon } from './icons.ts';
import { drawJson } from './json-view.ts';
import type { Json } from './json.ts';
import { homePlace, personOf, placeOf, screenOf } from './store.ts';
import type { State } from './store.ts';
import { sayTime } from './when.ts';

type Subject = { readonly what: string; readonly payload: Json };

export function createInspector(element: HTMLElement): (state: State) => void {
  let signature = '';
  return (state) => {
    const subject = subjectOf(state);
    const platform = personOf(state)?.platform === 'teams' ? 'Teams' : 'Slack';
    const next = JSON.stringify([subject, platform]);
    if (next === signature) return;
    signature = next;
    if (subject === undefined) {
      replaceChildren(
        element,
        h('h2', {}, `What ${platform} received`),
        h('p', { class: 'panel-empty' }, 'When Rapport says something, the JSON that it sent stands here.'),
      );
      return;
    }
    const copied = h('span', { class: 'copied', role: 'status' });
    const copy = h(
      'button',
      {
        type: 'button',
        class: 'button small',
        onClick: () => {
          navigator.clipboard.writeText(JSON.stringify(subject.payload, undefined, 2)).then(
            () => (copied.textContent = 'Copied'),
            () => (copied.textContent = 'The browser did not allow copying'),
          );
        },
      },
      icon('copy', 14),
      'Copy',
    );
    replaceChildren(
      element,
      h('h2', {}, `What ${platform} received`),
      h(
        'p',
        { class: 'inspector-what' },
        h('span', { class: 'cut', title: subject.what }, subject.what),
        copied,
        copy,
      ),
      drawJson(subject.payload),
    );
  };
}

function subjectOf(state: State): Subject | undefined {
  const screen = screenOf(state);
  if (screen === undefined) return undefined;
  const { inspected } = state;
  if (inspected !== 'newest') {
    const pinned = screen.messages.find((message) => message.id === inspected.message);
    if (pinned !== undefined)
      return { what: `Message of ${sayTime(new Date(pinned.at))}`, payload: pinned.payload };
  }
  if (screen.form !== null && screen.form.message === undefined) {
    return { what: `The form “${screen.form.title}”`, payload: screen.form.payload };
  }
  const place = placeOf(state);
  if (place === homePlace) {
    return screen.home === null ? undefined : { what: 'The Home tab', payload: screen.home.payload };
  }
  const newest = screen.messages.findLast(
    (message) => message.channel === place && message.from === 'Rapport',
  );
  return newest === undefined
    ? undefined
    : { what: `Newest message, ${sayTime(new Date(newest.at))}`, payload: newest.payload };
}
