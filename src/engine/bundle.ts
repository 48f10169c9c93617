/**
 * Several nudges in one message: a part for each, with its own buttons. The parts are kept beside the message, so that
 * answering one changes that part and leaves the others as they are.
 */

import type { Reference, Target } from '../ui/reference.ts';
import { cutText } from '../ui/fit.ts';
import { bold, card, divider, mapCard, note, text } from '../ui/view.ts';
import type { Block, Card } from '../ui/view.ts';
import type { Effect } from './effect.ts';

export type Part<R = Target> = { readonly slot?: string; readonly card: Card<R> };

export type Bundle<R = Target> = {
  readonly parts: readonly Part<R>[];
  /** What every part ended with, said once. */
  readonly tail?: Block<R>;
  /** How many more come in the next message. */
  readonly more: number;
};

type Send = Extract<Effect, { effect: 'send' }>;

/** What goes out: an effect as it is, or several nudges of one person as one. */
export type Outgoing =
  | Effect
  | { readonly effect: 'bundle'; readonly person: string; readonly id: string; readonly bundle: Bundle };

/** More than a handful is not read; and what is long stands alone. Both well within what either platform holds. */
const MOST_PARTS = 5;
const MOST_LENGTH = 9_000;
const MOST_BLOCKS = 36;
/** What every platform shows of a button's name. */
const MOST_LABEL = 75;

/** The argument of a control that says which part of which bundle it stands in. */
const PART = 'part';

/**
 * Joins the nudges of one turn, person by person, in the place of the last of each: what takes the buttons from older
 * messages goes before it, and finds those and not the new one.
 */
export function gather(effects: readonly Effect[], newId: () => string): readonly Outgoing[] {
  const packed = new Map<Effect, readonly Outgoing[]>();
  for (const sends of nudgesByPerson(effects).values()) {
    const news = sends.filter((send, index) => !isOvertaken(send, sends.slice(index + 1)));
    const packs = packsOf(news);
    let more = news.length;
    const joined = packs.flatMap((pack): Outgoing[] => {
      more -= pack.length;
      const [only] = pack;
      if (only !== undefined && pack.length === 1) return [only];
      return [
        { effect: 'bundle', person: personOf(pack[0]) ?? '', ...marked(bundleOf(pack, more), newId()) },
      ];
    });
    for (const send of sends) packed.set(send, []);
    const last = sends.at(-1);
    if (last !== undefined) packed.set(last, joined);
  }
  return effects.flatMap((effect) => packed.get(effect) ?? [effect]);
}

/** The message that the parts make. */
export function bundleCard<R>({ parts, tail, more }: Bundle<R>): Card<R> {
  const names = ['', 'One thing', 'Two things', 'Three things', 'Four things', 'Five things'];
  return card<R>(
    `${names[parts.length] ?? 'Several things'} for you`,
    ...parts.flatMap(({ card: one }, index): Block<R>[] => [
      ...(index === 0 ? [] : [divider()]),
      text([bold(`${index + 1}. ${one.title}`)]),
      ...one.body.map((block) => toldApart(block, index, parts)),
    ]),
    more > 0 ? note(`${more} more in the next message.`) : undefined,
    ...(tail === undefined ? [] : [divider(), tail]),
  );
}

/** Where the control of a target stands; `undefined` for one that stands in no bundle. */
export function placeOf({ args }: Pick<Target, 'args'>): { id: string; index: number } | undefined {
  const [id, index] = args?.[PART]?.split('/') ?? [];
  return id === undefined || index === undefined ? undefined : { id, index: Number(index) };
}

/** With another card in the place of a part, found by its number or by its slot. */
export function withPart(
  bundle: Bundle<Reference>,
  which: { readonly index: number } | { readonly slot: string },
  changed: Card<Reference>,
): Bundle<Reference> {
  const parts = bundle.parts.map((part, index) =>
    ('index' in which ? which.index === index : which.slot === part.slot) ? { ...part, card: changed } : part,
  );
  return { ...bundle, parts };
}

/** Two buttons of one name say which part they belong to, also to whoever only hears their names. */
function toldApart<R>(block: Block<R>, index: number, parts: readonly Part<R>[]): Block<R> {
  if (block.type !== 'buttons') return block;
  const others = new Set(parts.flatMap((part, at) => (at === index ? [] : labelsOf(part.card))));
  const mark = ` (${index + 1})`;
  return {
    ...block,
    buttons: block.buttons.map((one) =>
      others.has(one.label)
        ? { ...one, label: `${cutText(one.label, MOST_LABEL - mark.length)}${mark}` }
        : one,
    ),
  };
}

function labelsOf<R>({ body }: Card<R>): readonly string[] {
  return body.flatMap((block) => (block.type === 'buttons' ? block.buttons.map(({ label }) => label) : []));
}

/** Two that would stand for the same thing, such as two reminders of one meeting after an outage: the later is news. */
function isOvertaken({ slot }: Send, later: readonly Send[]): boolean {
  return slot !== undefined && later.some((one) => one.slot === slot);
}

function nudgesByPerson(effects: readonly Effect[]): ReadonlyMap<string, readonly Send[]> {
  const byPerson = new Map<string, Send[]>();
  for (const effect of effects) {
    const person = effect.effect === 'send' && effect.nudge === true ? personOf(effect) : undefined;
    if (effect.effect !== 'send' || person === undefined) continue;
    byPerson.set(person, [...(byPerson.get(person) ?? []), effect]);
  }
  return byPerson;
}

function packsOf(sends: readonly Send[]): readonly (readonly Send[])[] {
  const packs: Send[][] = [];
  for (const send of sends) {
    const last = packs.at(-1);
    if (last !== undefined && fits([...last, send])) last.push(send);
    else packs.push([send]);
  }
  return packs;
}

function fits(sends: readonly Send[]): boolean {
  const alone = sends.some(({ files = [], notBefore }) => files.length > 0 || notBefore !== undefined);
  const blocks = sends.reduce((sum, { card: one }) => sum + one.body.length + 2, 0);
  const length = sends.reduce((sum, { card: one }) => sum + JSON.stringify(one).length, 0);
  return !alone && sends.length <= MOST_PARTS && blocks <= MOST_BLOCKS && length <= MOST_LENGTH;
}

function bundleOf(sends: readonly Send[], more: number): Bundle {
  const tails = sends.map(({ card: one }) => one.body.at(-1));
  const [tail] = tails;
  const same = tails.every((one) => JSON.stringify(one) === JSON.stringify(tail));
  const parts = sends.map(({ card: one, slot }) => ({
    card: same ? { ...one, body: one.body.slice(0, -1) } : one,
    ...(slot !== undefined && { slot }),
  }));
  return same && tail !== undefined ? { parts, tail, more } : { parts, more };
}

/** Each control says where it stands, so that a press finds its part without asking the database first. */
function marked(bundle: Bundle, id: string): { id: string; bundle: Bundle } {
  const parts = bundle.parts.map((part, index) => ({
    ...part,
    card: mapCard(part.card, (to): Target => ({ ...to, args: { ...to.args, [PART]: `${id}/${index}` } })),
  }));
  return { id, bundle: { ...bundle, parts } };
}

function personOf(send: Send | undefined): string | undefined {
  return send !== undefined && 'person' in send.to ? send.to.person : undefined;
}
