/** A round for everybody who waits in a scheme: planned as long work, looked through, then sent in one go. */

import type { May } from '../engine/dialog.ts';
import type { Effect } from '../engine/effect.ts';
import { answer, replaceWith } from '../engine/reply.ts';
import type { RoundReviewFacts } from '../mentoring/facts.ts';
import type { RoundPair } from '../mentoring/records/round.ts';
import type { Plan } from '../mentoring/round.ts';
import { dialog, insert, press, target, task, timer, update } from './define.ts';
import type { Outcome } from './define.ts';
import { reviseFor, sendAfresh } from './living-card.ts';
import { someone } from './pair.ts';
import {
  discardedCard,
  failedCard,
  planningCard,
  roundCard,
  roundListCard,
  roundSlot,
} from './round-cards.ts';
import type { RoundList } from './round-cards.ts';

/** So often the message of a round that is being sent says how far it is. */
const REPORT_EVERY_MS = 15_000;
/** Longer than any turn is tried again: what has not been sent by then will not be. */
const GIVE_UP_AFTER_MS = 60 * 60_000;

/** A coordinator's cards of requests are changed one by one: more than these would keep everything else waiting. */
const MOST_CARDS_CHANGED = 100;

const itsCoordinator: May<RoundReviewFacts> = ({ round, scheme, people }, actor) => {
  if (!scheme.coordinatorIds.includes(actor.id))
    return `Only the coordinators of ${scheme.name} can use this.`;
  return (
    round.byId === actor.id ||
    `${someone(people, round.byId).name} has planned this round and looks through it. You can discard it at the desk.`
  );
};

const aCoordinator: May<RoundReviewFacts> = ({ scheme }, actor) =>
  scheme.coordinatorIds.includes(actor.id) || `Only the coordinators of ${scheme.name} can use this.`;

export const round = dialog({
  name: 'round',
  subject: 'round',
  actions: {
    plan: task<RoundReviewFacts, 'plan-round'>('plan-round', {
      underWay: (progress, { subject, args }) => [
        reviseFor(args['by'] ?? '', roundSlot(subject), planningCard(progress)),
      ],
      done: planned,
      failed: ({ round: { id, byId, state }, scheme }) =>
        state === 'planning'
          ? {
              changes: [update('round', id, { state: 'failed' })],
              effects: sendAfresh(byId, roundSlot(id), failedCard(scheme.id)),
              timers: [{ timer: 'cancel-all', prefix: `round:${id}:` }],
            }
          : {},
    }),

    show: press(itsCoordinator, (facts, { args }) => ({
      reply: args['back'] === 'yes' ? replaceWith(roundCard(facts)) : answer(roundCard(facts)),
    })),
    list: press(itsCoordinator, (facts, { args, now }) => {
      const { round: current } = facts;
      const shown = roundListCard(facts, asList(args['list']), Number(args['page'] ?? 0), now);
      return {
        reply: args['page'] === undefined ? answer(shown) : replaceWith(shown),
        // A pair was taken out or changed on this page: the round's own message counts them.
        effects:
          args['changed'] === 'yes' ? [reviseFor(current.byId, roundSlot(current.id), roundCard(facts))] : [],
      };
    }),
    send: press(itsCoordinator, send),
    discard: press(aCoordinator, (facts, { actor }) => {
      const { round: current } = facts;
      if (current.state !== 'ready' && current.state !== 'planning')
        return { reply: replaceWith(roundCard(facts)) };
      return {
        ...discard(facts, current.byId === actor.id ? undefined : actor),
        reply: replaceWith(discardedCard()),
      };
    }),
    /** Timer: nobody has sent it for days. */
    lapse: timer((facts: RoundReviewFacts) =>
      facts.round.state === 'ready' || facts.round.state === 'planning' ? discard(facts, 'time') : {},
    ),
    /** Timer: says how far the sending is, until it is done. */
    report: timer((facts: RoundReviewFacts, { now }) => report(facts, now)),
  },
});

/** The rows of a plan: those worth a second look first, the rest as planned. */
function planned(
  facts: RoundReviewFacts,
  plan: Plan | undefined,
  { newId }: { readonly newId: () => string },
): Outcome {
  const { round: current } = facts;
  if (plan === undefined || current.state !== 'planning') return {};
  const pairs = [
    ...plan.pairs.filter(({ nothingInCommon }) => nothingInCommon),
    ...plan.pairs.filter(({ nothingInCommon }) => !nothingInCommon),
  ];
  const rows = [
    ...pairs.map(({ requestId, mentorId, nothingInCommon }, place): RoundPair => ({
      id: newId(),
      roundId: current.id,
      requestId,
      mentorId,
      state: 'planned',
      place,
      nothingInCommon,
    })),
    ...plan.unmatched.map(({ requestId, words }, place): RoundPair => ({
      id: newId(),
      roundId: current.id,
      requestId,
      state: 'unmatched',
      place: pairs.length + place,
      nothingInCommon: false,
      why: words,
    })),
  ];
  const ready: RoundReviewFacts = {
    ...facts,
    round: { ...current, state: 'ready' },
    counts: { ...facts.counts, planned: pairs.length, unmatched: plan.unmatched.length },
  };
  return {
    changes: [
      update('round', current.id, { state: 'ready' }),
      ...rows.map((row) => insert('roundPair', row)),
    ],
    effects: [reviseFor(current.byId, roundSlot(current.id), roundCard(ready))],
  };
}

/** Each request in a turn of its own, which asks again whether that mentor may be asked. */
function send(facts: RoundReviewFacts, { now }: { readonly now: Date }): Outcome {
  const { round: current, plannedIds } = facts;
  if (current.state !== 'ready' || plannedIds.length === 0) return { reply: replaceWith(roundCard(facts)) };
  const sending: RoundReviewFacts = { ...facts, round: { ...current, state: 'sending' } };
  return {
    changes: [update('round', current.id, { state: 'sending', sentAt: now })],
    effects: [reviseFor(current.byId, roundSlot(current.id), roundCard(sending))],
    timers: [
      { timer: 'cancel', key: `round:${current.id}:lapse` },
      ...plannedIds.map((id) => ({
        timer: 'set' as const,
        key: `round:${current.id}:ask:${id}`,
        to: target(
          'round-pair',
          'ask',
          id,
          plannedIds.length > MOST_CARDS_CHANGED ? { many: 'yes' } : undefined,
        ),
        at: now,
      })),
      reportTimer(current.id, now),
    ],
    reply: replaceWith(roundCard(sending)),
  };
}

function report(facts: RoundReviewFacts, now: Date): Outcome {
  const { round: current, counts, plannedIds } = facts;
  if (current.state !== 'sending') return {};
  const since = now.getTime() - (current.sentAt ?? now).getTime();
  const slot = roundSlot(current.id);
  if (plannedIds.length > 0 && since < GIVE_UP_AFTER_MS)
    return {
      effects: [reviseFor(current.byId, slot, roundCard(facts))],
      timers: [reportTimer(current.id, now)],
    };
  const sent: RoundReviewFacts = {
    ...facts,
    round: { ...current, state: 'sent' },
    counts: { ...counts, planned: 0, dropped: counts.dropped + plannedIds.length },
  };
  return {
    changes: [
      ...plannedIds.map((id) =>
        update('roundPair', id, {
          state: 'dropped',
          why: 'It could not be sent because of a fault on our side, and waits as before.',
        }),
      ),
      update('round', current.id, { state: 'sent' }),
    ],
    effects: sendAfresh(current.byId, slot, roundCard(sent)),
    timers: [{ timer: 'cancel-all', prefix: `round:${current.id}:` }],
  };
}

function reportTimer(roundId: string, now: Date) {
  return {
    timer: 'set',
    key: `round:${roundId}:report`,
    to: target('round', 'report', roundId),
    at: new Date(now.getTime() + REPORT_EVERY_MS),
  } as const;
}

/** Whoever planned it reads what has become of it where its message stands. */
function discard({ round: current }: RoundReviewFacts, by: { readonly name: string } | 'time' | undefined) {
  const told: Effect = reviseFor(current.byId, roundSlot(current.id), discardedCard(by));
  return {
    changes: [update('round', current.id, { state: 'discarded' })],
    effects: [told],
    timers: [{ timer: 'cancel-all', prefix: `round:${current.id}:` } as const],
  };
}

function asList(list: string | undefined): RoundList {
  return list === 'unmatched' || list === 'dropped' ? list : 'pairs';
}
