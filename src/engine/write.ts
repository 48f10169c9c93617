/** Writes what a run decided: references for its controls, rows for what goes out, timers, audit. */

import type { OpenForm } from '../ui/form.ts';
import type { Reference, Target } from '../ui/reference.ts';
import { card } from '../ui/view.ts';
import type { Card } from '../ui/view.ts';
import { bundleCard, gather } from './bundle.ts';
import type { Bundle, Outgoing } from './bundle.ts';
import { plainReply } from './decide.ts';
import type { Decision } from './decide.ts';
import type { Outcome } from './dialog.ts';
import type { Effect } from './effect.ts';
import type { Origin } from './event.ts';
import { idsFrom } from './ids.ts';
import { mintAll } from './mint.ts';
import type { LinkToDrawing, Mint } from './mint.ts';
import type { OutboxEntry, TurnTransaction } from './ports.ts';
import type { Reply } from './reply.ts';
import type { Run } from './run.ts';
import type { Person, Platform } from './terms.ts';

export type Written = {
  readonly reply: Reply;
  /** Platforms with something to send now. */
  readonly outbox: readonly Platform[];
  readonly timers: boolean;
};

type WriteTransaction = Pick<
  TurnTransaction,
  'mintReferences' | 'appendOutbox' | 'changeTimers' | 'changeBundle' | 'audit'
>;

export type WriteContext = {
  readonly eventId: string;
  /** Nobody, when a timer fired. */
  readonly actor: Person | undefined;
  readonly now: Date;
  /** The message whose control was used. */
  readonly origin: (Origin & { readonly platform: Platform }) | undefined;
  /** Some platform has a page of the bot's own for each person. */
  readonly anyHome: boolean;
  readonly linkToDrawing?: LinkToDrawing | undefined;
};

/** Everything of a run but its changes, which were applied as it ran. */
export async function writeRun(tx: WriteTransaction, run: Run, context: WriteContext): Promise<Written> {
  const { eventId, actor, now } = context;
  const effects = gather(
    run.acted.flatMap((one) => one.outcome.effects ?? []),
    idsFrom(`${eventId}/bundles`),
  );
  const timers = run.acted.flatMap((one) => one.outcome.timers ?? []);
  const reply = replyOf(run.last);
  const mint = await mintAll(tx, [...effects.flatMap(cardsOf), ...viewsOf(reply)], context.linkToDrawing);
  const bare = mintReply(reply, mint);
  const minted = await inItsBundle(tx, bare, run, actor);

  const said = effects.flatMap((effect, index) => outboxEntry(`${eventId}/${index}`, effect, mint));
  const entries = [
    ...replacedOrigin(minted, bare, said, context),
    ...said,
    ...(context.anyHome ? homesToRefresh(run, context) : []),
  ];
  const outbox = entries.length === 0 ? [] : await tx.appendOutbox(entries, now);
  if (timers.length > 0) await tx.changeTimers(timers, now);
  for (const { target, subject, outcome } of run.acted) {
    if (actor !== undefined && !isRecorded(outcome)) continue;
    const { dialog, action, subject: subjectId } = target;
    await tx.audit({ actorId: actor?.id, dialog, action, subject, subjectId, at: now });
  }
  return { reply: minted, outbox, timers: timers.length > 0 };
}

/**
 * An answer that takes a card's place is only what this person sees now; this makes the message itself change for
 * good. First of all entries: a revision of the same message by its slot has the last word.
 */
function replacedOrigin(
  reply: Reply,
  bare: Reply,
  said: readonly OutboxEntry[],
  { actor, origin, eventId }: WriteContext,
): OutboxEntry[] {
  if (reply.reply !== 'answer' || !reply.inPlace || actor === undefined) return [];
  if (origin === undefined || origin.ephemeral) return [];
  const { card } = reply;
  const again = bare.reply === 'answer' ? bare.card : card;
  // Others whose message is revised to the same words leave the actor's own as it was.
  const isSaid = said.some(
    ({ to, content }) =>
      'person' in to && to.person === actor.id && 'revise' in content && sameCard(content.revise, again),
  );
  if (isSaid) return [];
  const content = { replace: card, message: origin.message, platform: origin.platform };
  return [{ dedupeKey: `${eventId}/origin`, to: { person: actor.id }, content }];
}

/** People whose own page may look different now: whoever acted, and whoever is told about it. */
function homesToRefresh(run: Run, { actor, eventId }: WriteContext): OutboxEntry[] {
  const people = new Set<string>();
  for (const { outcome } of run.acted) {
    const changed = (outcome.changes ?? []).length > 0;
    if (changed && actor !== undefined) people.add(actor.id);
    for (const effect of outcome.effects ?? []) {
      if (effect.effect === 'refresh-home') people.add(effect.person);
      else if (changed && 'person' in effect.to) people.add(effect.to.person);
    }
  }
  return [...people].map((person) => ({
    dedupeKey: `${eventId}/home/${person}`,
    to: { person },
    content: { home: true },
  }));
}

/** Says something between two turns; resolves with the platforms that have something to send now. */
export async function sayBetween(
  tx: Pick<TurnTransaction, 'mintReferences' | 'appendOutbox'>,
  effects: readonly Effect[],
  { eventId, now }: Pick<WriteContext, 'eventId' | 'now'>,
): Promise<readonly Platform[]> {
  const mint = await mintAll(tx, effects.flatMap(cardsOf));
  const entries = effects.flatMap((effect, index) => outboxEntry(`${eventId}/${index}`, effect, mint));
  return entries.length === 0 ? [] : tx.appendOutbox(entries, now);
}

function outboxEntry(dedupeKey: string, effect: Outgoing, mint: Mint): OutboxEntry[] {
  switch (effect.effect) {
    case 'send': {
      const { slot, notBefore } = effect;
      const content = {
        send: mint.card(effect.card),
        files: effect.files ?? [],
        ...(slot !== undefined && { slot }),
        ...(notBefore !== undefined && { notBefore }),
      };
      return [{ dedupeKey, to: effect.to, content }];
    }
    case 'bundle': {
      const bundle = mintBundle(effect.bundle, mint);
      const content = { send: bundleCard(bundle), files: [], bundle: { id: effect.id, bundle } };
      return [{ dedupeKey, to: { person: effect.person }, content }];
    }
    case 'revise':
      return [{ dedupeKey, to: effect.to, content: { revise: mint.card(effect.card), slot: effect.slot } }];
    case 'refresh-home':
      return [];
    default:
      return effect satisfies never;
  }
}

/** Looking at a help text leaves no trace; whatever changed or sent something, or showed somebody's own text, does. */
function isRecorded(outcome: Outcome<unknown>): boolean {
  const did = (outcome.changes ?? []).length > 0 || (outcome.effects ?? []).length > 0;
  return did || outcome.confidential === true;
}

function replyOf(last: Decision): Reply<Target> {
  switch (last.decided) {
    case 'open':
      return { reply: 'open', open: last.open };
    case 'reject':
      return { reply: 'reject', open: last.open };
    case 'notice':
      return { reply: 'answer', card: last.card, inPlace: last.inPlace };
    case 'outcome': {
      const reply = plainReply(last.outcome.reply);
      if (reply.reply === 'go') return { reply: 'ack' };
      const confidential = reply.reply === 'answer' && last.outcome.confidential === true;
      return confidential ? { ...reply, confidential } : reply;
    }
    default:
      return last satisfies never;
  }
}

function viewsOf(reply: Reply<Target>): readonly (Card | OpenForm)[] {
  if (reply.reply === 'ack') return [];
  return reply.reply === 'open' || reply.reply === 'reject' ? [reply.open] : [reply.card];
}

function mintReply(reply: Reply<Target>, mint: Mint): Reply {
  if (reply.reply === 'ack') return reply;
  if (reply.reply === 'open' || reply.reply === 'reject') return { ...reply, open: mint.form(reply.open) };
  return { ...reply, card: mint.card(reply.card) };
}

function cardsOf(effect: Outgoing): readonly Card[] {
  if (effect.effect === 'bundle') return [bundleCard(effect.bundle)];
  return effect.effect === 'refresh-home' ? [] : [effect.card];
}

function mintBundle({ parts, tail, more }: Bundle, mint: Mint): Bundle<Reference> {
  const minted = parts.map((part) => ({ ...part, card: mint.card(part.card) }));
  const [block] = tail === undefined ? [] : mint.card(card('', tail)).body;
  return { parts: minted, more, ...(block !== undefined && { tail: block }) };
}

/** What takes the place of a part of a bundle stands among the other parts. */
async function inItsBundle(
  tx: WriteTransaction,
  reply: Reply,
  { part }: Run,
  actor: Person | undefined,
): Promise<Reply> {
  if (part === undefined || actor === undefined) return reply;
  if (reply.reply !== 'answer' || !reply.inPlace || reply.confidential === true) return reply;
  const whole = await tx.changeBundle(part, actor.id, reply.card);
  return whole === undefined ? reply : { ...reply, card: whole };
}

function sameCard(one: Card<Reference>, other: Card<Reference>): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
