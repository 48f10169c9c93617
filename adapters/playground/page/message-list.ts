/**
 * A conversation, oldest first, under a heading for each day. What did not change keeps its element, so that typed
 * answers, focus and an opened part of a card survive whatever else arrives.
 */

import type { ScreenMessage } from '../api-types.ts';
import { announce } from './announce.ts';
import { h } from './dom.ts';
import { roveOver } from './roving.ts';
import { isSameDay, sayDate } from './when.ts';

export type MessageList = {
  readonly element: HTMLElement;
  /** `place` names the conversation: another one starts afresh at its end. */
  readonly show: (place: string, messages: readonly ScreenMessage[], marked: string | undefined) => void;
};

/** `follows`: the same writer spoke shortly before, so name and picture need not be repeated. */
export type DrawMessage = (message: ScreenMessage, follows: boolean) => HTMLElement;

type Entry = { readonly item: HTMLElement; readonly signature: string };

const together = 5 * 60_000;

export function createMessageList(me: string, draw: DrawMessage, drawEmpty: () => HTMLElement): MessageList {
  const list = h('ol', { class: 'messages', 'aria-label': 'Messages' });
  const element = h('div', { class: 'messages-scroll' }, list);
  const settle = roveOver(list, () => [...list.querySelectorAll<HTMLElement>('.message')]);
  let shownPlace: string | undefined;
  let entries = new Map<string, Entry>();

  function show(place: string, messages: readonly ScreenMessage[], marked: string | undefined): void {
    const isSamePlace = place === shownPlace;
    const wasAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 48;
    const before = isSamePlace ? entries : new Map<string, Entry>();
    const fresh: HTMLElement[] = [];
    const after = new Map<string, Entry>();
    const items: HTMLElement[] = [];
    let previous: ScreenMessage | undefined;

    for (const message of messages) {
      const isNewDay = previous === undefined || !isSameDay(new Date(previous.at), new Date(message.at));
      if (isNewDay) items.push(h('li', { class: 'day' }, h('h3', {}, sayDate(new Date(message.at)))));
      const follows = !isNewDay && previous !== undefined && isTogether(previous, message);
      const signature = JSON.stringify([message, follows]);
      const known = before.get(message.id);
      const entry = known?.signature === signature ? known : { item: drawItem(message, follows), signature };
      if (entry !== known) {
        if (isSamePlace) tell(message, known !== undefined);
        if (known === undefined) fresh.push(entry.item);
      }
      after.set(message.id, entry);
      items.push(entry.item);
      previous = message;
    }
    if (messages.length === 0) items.push(h('li', { class: 'nothing' }, drawEmpty()));

    const hadFocus = refocus(before, after);
    patch(list, items);
    hadFocus?.();
    entries = after;
    shownPlace = place;
    for (const [id, entry] of after)
      entry.item.firstElementChild?.toggleAttribute('data-marked', id === marked);
    settle();
    if (!isSamePlace) element.scrollTop = element.scrollHeight;
    else if (wasAtEnd) keepAtEnd(fresh[0] ?? changedLast(before, after));
  }

  function drawItem(message: ScreenMessage, follows: boolean): HTMLElement {
    const article = draw(message, follows);
    article.classList.add('message');
    article.tabIndex = -1;
    return h('li', {}, article);
  }

  /** Stays at the end; but news is scrolled to its beginning, for a tall card is read from the top. */
  function keepAtEnd(news: HTMLElement | undefined): void {
    const end = element.scrollHeight - element.clientHeight;
    element.scrollTop = news === undefined ? end : Math.min(news.offsetTop - 12, end);
  }

  function tell(message: ScreenMessage, isChange: boolean): void {
    if (message.from === me) return;
    const start = message.text.length > 240 ? `${message.text.slice(0, 240)}…` : message.text;
    announce(`${isChange ? 'Changed' : 'New'} message from ${message.from}: ${start}`);
  }

  return { element, show };
}

function isTogether(a: ScreenMessage, b: ScreenMessage): boolean {
  return a.from === b.from && Date.parse(b.at) - Date.parse(a.at) < together;
}

/** The last message, if it is an old one that says something else now. */
function changedLast(
  before: ReadonlyMap<string, Entry>,
  after: ReadonlyMap<string, Entry>,
): HTMLElement | undefined {
  const [id, last] = [...after].at(-1) ?? [];
  return id !== undefined && before.get(id) !== last ? last?.item : undefined;
}

/** When a message with the focus is redrawn, the focus goes to what took its place: first whatever is wrong in it. */
function refocus(
  before: ReadonlyMap<string, Entry>,
  after: ReadonlyMap<string, Entry>,
): (() => void) | undefined {
  for (const [id, entry] of before) {
    const successor = after.get(id);
    if (successor === undefined || successor === entry || !entry.item.contains(document.activeElement))
      continue;
    return () => {
      const target =
        successor.item.querySelector<HTMLElement>('[aria-invalid="true"]') ??
        successor.item.querySelector<HTMLElement>('.message');
      target?.focus({ preventScroll: true });
      target?.scrollIntoView({ block: 'nearest' });
    };
  }
  return undefined;
}

/** Puts exactly these items in the list, moving none that already stands in its place. */
function patch(list: HTMLElement, items: readonly HTMLElement[]): void {
  const wanted = new Set<Element>(items);
  const gone = [...list.children].filter((child) => !wanted.has(child));
  for (const child of gone) child.remove();
  items.forEach((item, index) => {
    if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
  });
}
