/** An outside scheme in one line of a list, and what its reader should know about how fresh it is. */

import type { FoundScheme } from '../mentoring/outside-scheme-search.ts';
import { needsCheck } from '../mentoring/outside-schemes.ts';
import type { OutsideScheme } from '../mentoring/outside-schemes.ts';
import type { ActionButton, Block, Text } from '../ui/view.ts';
import { bold, button, note } from '../ui/view.ts';
import { target } from './define.ts';
import { labelWith } from './meeting-cards.ts';

/** So many fit on one card with a button each. */
export const ENTRIES_ON_A_PAGE = 5;

/** "Name: who it is for. Why: for GPs, in London." */
export function sayFound({ entry, reasons }: FoundScheme, today: string): Text {
  const why = reasons.length === 0 ? '' : ` Why: ${reasons.join(', ')}.`;
  const old = needsCheck(entry, today) === 'long-ago' ? ' Not checked for over a year.' : '';
  return [bold(entry.name), `: ${asSentence(entry.whoFor)}${why}${old}`];
}

export function seeButton({ id, name }: Pick<OutsideScheme, 'id' | 'name'>): ActionButton {
  return button(labelWith('See', name), target('outside-scheme', 'show', id));
}

/** Beneath a list in which some are known from the guidance alone. */
export function unconfirmedNote(entries: readonly OutsideScheme[], today: string): Block<never> | undefined {
  return entries.some((entry) => needsCheck(entry, today) === 'never-confirmed')
    ? note(
        'Some of these are as older guidance names them, and nobody here has confirmed them: ask before you rely on one.',
      )
    : undefined;
}

/** What somebody wrote, with a stop at its end, so that another sentence can follow. */
export function asSentence(words: string): string {
  return /[.!?…。！？।؟]$/u.test(words) ? words : `${words}.`;
}

/** The part of a list that a page shows; pages count from 0, and one that does not exist is the last that does. */
export function pageOf<T>(
  all: readonly T[],
  asked: string | undefined,
  size = ENTRIES_ON_A_PAGE,
): { readonly shown: readonly T[]; readonly page: number; readonly last: number } {
  const last = Math.max(0, Math.ceil(all.length / size) - 1);
  const page = Math.min(Math.max(0, Math.trunc(Number(asked ?? 0)) || 0), last);
  return { shown: all.slice(page * size, (page + 1) * size), page, last };
}
