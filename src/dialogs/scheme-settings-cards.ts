/** What coordinators read of their scheme's settings: all of them, or those that have just changed. */

import type { Scheme } from '../mentoring/records/scheme.ts';
import { cutText } from '../ui/fit.ts';
import type { Card } from '../ui/view.ts';
import { bold, button, buttons, card, facts, list, note, text } from '../ui/view.ts';
import { target } from './define.ts';
import { sayTheme, sayTraining, themes } from './scheme-words.ts';
import type { Theme } from './scheme-words.ts';

/** Longer ones are read in their form; an overview says how they begin. */
const mostShown = 200;
/** What is short enough to be said before and after. */
const mostCompared = 80;

type Done = { readonly title: string; readonly says: string };

/** Every theme with what holds now, and the way to change it. */
export function settingsCard(scheme: Scheme, readerId: string, done?: Done): Card {
  return card(
    done?.title ?? `${scheme.name}: settings`,
    done === undefined ? undefined : text(done.says),
    ...(Object.keys(themes) as Theme[]).flatMap((theme) => [
      text([bold(themes[theme])]),
      facts(cutAll(sayTheme(scheme, theme))),
      buttons(button(`Change: ${themes[theme]}`, target('scheme-settings', theme, scheme.id))),
    ]),
    text([bold('Training'), `: ${sayTraining(scheme)}`]),
    buttons(
      button('Change the training', target('scheme-training', 'show', scheme.id)),
      button('Change the areas', target('scheme-desk', 'areas', scheme.id)),
      button('Change the coordinators', target('scheme-desk', 'coordinators', scheme.id)),
      button('Set up another scheme', target('new-scheme', 'choose', readerId)),
      button('Open the coordinators’ desk', target('scheme-desk', 'show', scheme.id)),
    ),
  );
}

/** With each value that is new and the one before it, so that a slip is seen and can be taken back. */
export function keptCard(before: Scheme, after: Scheme, readerId: string): Card {
  const changed = (Object.keys(themes) as Theme[]).flatMap((one) => changesIn(before, after, one));
  if (changed.length === 0)
    return settingsCard(after, readerId, {
      title: 'Nothing has changed',
      says: `${after.name} works as before.`,
    });
  return card(
    'Settings kept',
    list(changed),
    ...whatFollows(before, after).map((one) => note(one)),
    buttons(
      button(
        'Undo: as it was before',
        target('scheme-settings', 'undo', after.id, writeChange(before, after)),
      ),
      button('Show all settings', target('scheme-settings', 'show', after.id)),
      button('Open the coordinators’ desk', target('scheme-desk', 'show', after.id)),
    ),
  );
}

function changesIn(before: Scheme, after: Scheme, theme: Theme): readonly string[] {
  const was = sayTheme(before, theme);
  const is = sayTheme(after, theme);
  return [...new Set([...Object.keys(is), ...Object.keys(was)])].flatMap((name) => {
    const [old, current] = [was[name], is[name]];
    if (old === current) return [];
    if (current === undefined) return [`${name}: nothing any more`];
    if (Math.max(current.length, old?.length ?? 0) > mostCompared) return [`${name}: in new words`];
    return [old === undefined ? `${name}: ${current}` : `${name}: ${current} (was: ${old})`];
  });
}

function whatFollows(before: Scheme, after: Scheme): readonly string[] {
  const { name, acceptsRequests, confidentialityVersion, mostMentees, termMonths, kind } = after;
  return [
    acceptsRequests
      ? `${name} works by these from now on. Requests that are under way keep their dates.`
      : `${name} takes no new requests for now. Those under way go on.`,
    ...(confidentialityVersion === before.confidentialityVersion
      ? []
      : [
          `The words on confidentiality are version ${confidentialityVersion}. Pairs that have agreed to ground rules keep the words that they agreed to; the next rules that they propose have the new ones.`,
        ]),
    ...(mostMentees === before.mostMentees
      ? []
      : ['Mentors who have more mentees keep them all, and are asked again once a place is free.']),
    ...(termMonths === before.termMonths ? [] : ['Pairs that have begun keep the end that they planned.']),
    ...(after.checkInFirstDays === before.checkInFirstDays &&
    after.checkInEveryDays === before.checkInEveryDays
      ? []
      : ['Pairs that are under way are asked by these, too, and nobody is asked twice for it.']),
    ...(kind === before.kind && after.reportBack !== before.reportBack
      ? [
          'Whoever asks or meets here has accepted other words, and is asked to accept these. Until both of two have, nothing is reported of them, and nobody new begins.',
        ]
      : []),
    ...(kind === 'targeted' && before.kind !== kind
      ? ['What people declare is seen by the coordinators of this scheme only.']
      : []),
    ...(kind === 'directed' && before.kind !== kind
      ? ['From now on only a coordinator matches, and nobody chooses a mentor themselves.']
      : []),
  ];
}

function cutAll(said: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(said).map(([name, value]) => [name, cutText(value, mostShown)]));
}

/** What has changed, and what it was before, as a button carries it; `null` where a setting was not set. */
function writeChange(before: Scheme, after: Scheme): Record<string, string> {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Scheme)[]; // of schemes
  const changed = fields
    .filter((field) => field !== 'confidentialityVersion')
    .filter((field) => !isSame(before[field], after[field]));
  const write = (scheme: Scheme) =>
    JSON.stringify(Object.fromEntries(changed.map((field) => [field, scheme[field] ?? null])));
  return { before: write(before), after: write(after) };
}

/** The settings before a change, and after it; absent where a button carries none. */
export function readChange(
  args: Readonly<Record<string, string>>,
): { readonly before: Partial<Scheme>; readonly after: Partial<Scheme> } | undefined {
  const { before, after } = args;
  if (before === undefined || after === undefined) return undefined;
  return { before: readSettings(before), after: readSettings(after) };
}

function readSettings(json: string): Partial<Scheme> {
  const read: unknown = JSON.parse(json);
  // Settings of this very scheme: what a button carries is written by `writeChange`, and never leaves the database.
  return Object.fromEntries(
    Object.entries(read as object).map(([field, value]) => [field, value ?? undefined]),
  );
}

/** Whether two values of a setting are alike, whatever they are made of. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
