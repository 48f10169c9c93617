/** The middle of the page: the window of whoever the visitor is. */

import type { PersonSummary } from '../api-types.ts';
import type { Suggestion } from './combobox.ts';
import { h, replaceChildren } from './dom.ts';
import { createDrafts } from './drafts.ts';
import { icon } from './icons.ts';
import type { Session } from './session.ts';
import { createSlackWindow } from './slack/window.ts';
import { personOf, placeOf, screenOf } from './store.ts';
import type { State, Store } from './store.ts';
import { createTeamsWindow } from './teams/window.ts';
import type { PlatformWindow, WindowContext } from './window.ts';

export type Stage = {
  readonly draw: (state: State) => void;
  readonly fill: (text: string) => void;
};

export function createStage(
  element: HTMLElement,
  store: Store,
  session: Session,
  showInspector: () => void,
  tell: (problem: string) => void,
): Stage {
  const drafts = createDrafts();
  const composed = new Map<string, { text: string }>();
  const status = h('p', { class: 'status-line' });
  let shown: { readonly person: PersonSummary; readonly window: PlatformWindow } | undefined;
  let waitingWords: string | undefined;

  function contextFor(person: PersonSummary): WindowContext {
    const draft = composed.get(person.id) ?? { text: '' };
    composed.set(person.id, draft);
    return {
      act: session.act,
      press: async (act, button) => {
        button.setAttribute('aria-busy', 'true');
        try {
          await session.act(act);
        } finally {
          button.removeAttribute('aria-busy');
        }
      },
      tell,
      goTo: session.goTo,
      place: () => placeOf(store.get()),
      state: store.get,
      drafts,
      draft,
      known: () => knownPeople(store.get()),
      marked: ({ inspected }) => (inspected === 'newest' ? undefined : inspected.message),
      inspectButton: (message, platform) =>
        h(
          'button',
          {
            type: 'button',
            class: 'inspect',
            'aria-label': `Show what ${platform} received`,
            title: `What ${platform} received`,
            onClick: () => {
              session.inspect(message);
              showInspector();
            },
          },
          icon('braces', 16),
        ),
      status,
    };
  }

  function draw(state: State): void {
    const person = personOf(state);
    if (person === undefined) {
      element.setAttribute('aria-busy', 'true');
      return;
    }
    element.removeAttribute('aria-busy');
    if (shown?.person.id !== person.id) {
      const build = person.platform === 'slack' ? createSlackWindow : createTeamsWindow;
      shown = { person, window: build(person, contextFor(person)) };
      replaceChildren(element, shown.window.element);
      if (waitingWords !== undefined) shown.window.fill(waitingWords);
      waitingWords = undefined;
    }
    shown.window.update(state, screenOf(state));
    status.textContent = sayStatus(state, person.id);
  }

  return {
    draw,
    fill: (text) => {
      // The person may have been chosen just now and the window not drawn yet.
      if (shown?.person.id === store.get().current) shown?.window.fill(text);
      else waitingWords = text;
    },
  };
}

function sayStatus(state: State, person: string): string {
  if (state.acting === person) return 'Rapport is answering…';
  return state.took?.person === person ? `Rapport answered in ${Math.round(state.took.ms)} ms` : '';
}

function knownPeople(state: State): readonly Suggestion[] {
  return state.people.map((person) => ({ label: person.name, detail: person.role }));
}
