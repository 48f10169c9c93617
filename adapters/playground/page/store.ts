/** What the page knows, in one value; whoever draws is called again after it changed. */

import type { PersonSummary, Screen } from '../api-types.ts';

export type State = {
  readonly people: readonly PersonSummary[];
  /** Id of the person whose client is shown. */
  readonly current: string | undefined;
  readonly screens: ReadonlyMap<string, Screen>;
  /** Ids of the messages that each person has had before their eyes. */
  readonly seen: ReadonlyMap<string, ReadonlySet<string>>;
  /** Where each person is looking: a channel's name, or `home`. */
  readonly places: ReadonlyMap<string, string>;
  /** The playground's time, as an ISO instant. */
  readonly now: string | undefined;
  readonly connection: 'connecting' | 'live' | 'lost';
  /** The platform is waiting for the app on behalf of this person. */
  readonly acting: string | undefined;
  readonly clockIsMoving: boolean;
  readonly happenings: readonly Happening[];
  readonly inspected: Inspected;
  /** How long the app took to answer the last thing that a person did. */
  readonly took: { readonly person: string; readonly ms: number } | undefined;
};

/** One move of the clock and what it set off. */
export type Happening = {
  readonly id: number;
  readonly from: string | undefined;
  readonly to: string;
  readonly fired: readonly { readonly kind: string; readonly dueAt: string }[];
};

/** What the inspector shows; `newest` follows the conversation. */
export type Inspected = 'newest' | { readonly message: string };

/** The private chat with the app, as the API names it. */
export const privateChat = 'Rapport';
export const homePlace = 'home';

export type Store = {
  readonly get: () => State;
  readonly change: (patch: Partial<State>) => void;
  /** Called once after any number of changes made in one go. */
  readonly onChange: (draw: (state: State) => void) => void;
};

export function createStore(): Store {
  let state: State = {
    people: [],
    current: undefined,
    screens: new Map(),
    seen: new Map(),
    places: new Map(),
    now: undefined,
    connection: 'connecting',
    acting: undefined,
    clockIsMoving: false,
    happenings: [],
    inspected: 'newest',
    took: undefined,
  };
  const listeners: ((state: State) => void)[] = [];
  let isDue = false;
  return {
    get: () => state,
    change: (patch) => {
      state = { ...state, ...patch };
      if (isDue) return;
      isDue = true;
      queueMicrotask(() => {
        isDue = false;
        for (const listener of listeners) listener(state);
      });
    },
    onChange: (draw) => listeners.push(draw),
  };
}

export function personOf(state: State): PersonSummary | undefined {
  return state.people.find((person) => person.id === state.current);
}

export function screenOf(state: State): Screen | undefined {
  return state.current === undefined ? undefined : state.screens.get(state.current);
}

export function placeOf(state: State): string {
  return (state.current === undefined ? undefined : state.places.get(state.current)) ?? privateChat;
}

/** How many messages somebody has not had before their eyes; in one place, or anywhere. */
export function unreadCount(state: State, person: string, place?: string): number {
  const seen = state.seen.get(person);
  const messages = state.screens.get(person)?.messages ?? [];
  return messages.filter(
    (message) => !seen?.has(message.id) && (place === undefined || message.channel === place),
  ).length;
}

/** A map with one entry more, or another value for it. */
export function withEntry<V>(map: ReadonlyMap<string, V>, key: string, value: V): ReadonlyMap<string, V> {
  return new Map(map).set(key, value);
}
