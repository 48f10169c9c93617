/** What the windows of the two platforms have in common: what they are given and what they can be asked. */

import type { Act, Screen } from '../api-types.ts';
import type { Drafts } from './drafts.ts';
import type { Suggestion } from './combobox.ts';
import type { State } from './store.ts';

export type PlatformWindow = {
  readonly element: HTMLElement;
  readonly update: (state: State, screen: Screen | undefined) => void;
  /** Puts words in the private chat's composer. */
  readonly fill: (text: string) => void;
};

export type WindowContext = {
  readonly act: (act: Act) => Promise<boolean>;
  /** The same, for a button that shows that it is waiting. */
  readonly press: (act: Act, button: HTMLElement) => Promise<void>;
  /** Why something cannot be done, for the person. */
  readonly tell: (problem: string) => void;
  readonly goTo: (place: string) => void;
  readonly place: () => string;
  readonly state: () => State;
  readonly drafts: Drafts;
  /** What stands in this person's composer. */
  readonly draft: { text: string };
  readonly known: () => readonly Suggestion[];
  /** Id of the message that the inspector shows. */
  readonly marked: (state: State) => string | undefined;
  readonly inspectButton: (message: string, platform: string) => HTMLElement;
  /** The line beneath the composer. */
  readonly status: HTMLElement;
};
