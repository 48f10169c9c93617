/**
 * Training that keeps somebody and their mentors waiting has an end: a coordinator lets them begin without it, gives more
 * time, or lets both go. Where nobody chooses, the mentors are let go by themselves.
 */

import type { Context, PersonContext } from '../engine/dialog.ts';
import { replaceWith } from '../engine/reply.ts';
import type { Effect } from '../engine/effect.ts';
import { isUnderWay, MOST_NUDGES, openProposals, queuedProposals, triagersOf } from '../mentoring/asking.ts';
import type { RequestFacts } from '../mentoring/facts.ts';
import { askedColleagues } from '../mentoring/referring.ts';
import { inZone } from '../mentoring/time.ts';
import { menteeLacks } from '../mentoring/training.ts';
import type { Card } from '../ui/view.ts';
import { aTriager } from './asking-rights.ts';
import { dialog, press, timer, update } from './define.ts';
import type { Outcome } from './define.ts';
import { reviseFor, sendAfresh } from './living-card.ts';
import { someone } from './pair.ts';
import { cancelProposalTimers, closeCards, reviseForMentee, reviseForTriagers } from './request-flow.ts';
import type { Step } from './request-flow.ts';
import {
  askForTraining,
  goOn,
  lateSlot,
  lookWhetherLate,
  MORE_DAYS,
  moreTimeTimers,
  morningIn,
  mySlot,
  recordedOf,
} from './training-call.ts';
import { lateCard, letGoCard, noLongerLateCard, settledLateCard, waivedCard } from './training-late-cards.ts';

export const trainingLate = dialog({
  name: 'training-late',
  subject: 'request',
  actions: {
    /** Every two weeks from when it has taken long, until nothing is missing. */
    look: timer((facts: RequestFacts, context) => look(facts, context)),
    waive: press(aTriager, (facts: RequestFacts, context) => waive(facts, context)),
    extend: press(aTriager, (facts: RequestFacts, context) => extend(facts, context)),
    release: press(aTriager, (facts: RequestFacts, context) => release(facts, context)),
  },
});

/** Coordinators are told while mentors wait, and once where none does; whom nobody decides for, time does. */
function look(facts: RequestFacts, { now, args }: Context): Outcome {
  const { request, scheme, people, reportingLines } = facts;
  const lacking = menteeLacks(facts, now);
  if (!isUnderWay(request) || lacking.length === 0) return {};
  const mentee = someone(people, request.menteeId);
  const told = Number(args['told']);
  const due = morningIn(Number(args['days']), mentee, new Date(args['since'] ?? now));
  // They have said since that they are away for some of these days.
  if (due > now) return { again: due };
  const waits = openProposals(facts).length > 0;
  const again = (times: number) =>
    lookWhetherLate(request.id, mentee, { told: times, days: MORE_DAYS, since: now });
  if (waits && told >= MOST_NUDGES) {
    const gone = letGo(facts, now);
    return { ...gone, effects: [...gone.effects, ...tellOthers(facts, settledLateCard(facts, 'released'))] };
  }
  if (!waits && told > 0) return { timers: [again(told)] };
  const said = lateCard(facts, lacking, recordedOf(facts, lacking), now);
  return {
    effects: triagersOf(scheme, request, reportingLines).flatMap((id) =>
      sendAfresh(id, lateSlot(request.id), said),
    ),
    timers: [again(told + 1)],
  };
}

/** For this request alone: nothing is recorded as done that was not. */
function waive(facts: RequestFacts, { now }: PersonContext): Outcome {
  const { request, scheme } = facts;
  const lacking = menteeLacks(facts, now);
  if (!isUnderWay(request) || lacking.length === 0) return { reply: replaceWith(noLongerLateCard) };
  const waivedModules = [...(request.waivedModules ?? []), ...lacking.map(({ value }) => value)];
  const after: RequestFacts = { ...facts, request: { ...request, waivedModules } };
  const next = goOn(after, now, 'let-begin');
  const settled = settledLateCard(facts, 'waived');
  return {
    changes: [update('request', request.id, { waivedModules })],
    effects: [
      ...sendAfresh(request.menteeId, mySlot(request.id), waivedCard(scheme, lacking)),
      ...(next.effects ?? []),
      ...tellOthers(facts, settled),
    ],
    timers: next.timers ?? [],
    reply: replaceWith(settled),
  };
}

function extend(facts: RequestFacts, { now }: PersonContext): Outcome {
  const { request, scheme, people } = facts;
  if (!isUnderWay(request) || menteeLacks(facts, now).length === 0)
    return { reply: replaceWith(noLongerLateCard) };
  const mentee = someone(people, request.menteeId);
  const until = inZone(morningIn(MORE_DAYS, mentee, now), mentee.zone).date;
  const settled = settledLateCard(facts, 'extended', until);
  const why = `The coordinators of ${scheme.name} give you two more weeks for this. Until it is done, no mentor can accept; if it is in the way, please tell them.`;
  return {
    effects: [...askForTraining(facts, why, now), ...tellOthers(facts, settled)],
    timers: moreTimeTimers(request.id, mentee, now),
    reply: replaceWith(settled),
  };
}

function release(facts: RequestFacts, { now }: PersonContext): Outcome {
  const { request } = facts;
  if (!isUnderWay(request) || menteeLacks(facts, now).length === 0)
    return { reply: replaceWith(noLongerLateCard) };
  const settled = settledLateCard(facts, 'released');
  const gone = letGo(facts, now);
  return {
    ...gone,
    effects: [...gone.effects, ...tellOthers(facts, settled)],
    reply: replaceWith(settled),
  };
}

/** The mentors are thanked, whoever would have been asked next is not, and the request stays open. */
function letGo(facts: RequestFacts, now: Date): Step {
  const { request, people } = facts;
  const open = openProposals(facts);
  const ended = [...open, ...queuedProposals(facts)].map(({ id }) => id);
  // A colleague who was suggested and has yet to answer takes nobody's place meanwhile.
  const state = askedColleagues(facts).length === 0 ? 'waiting' : 'proposed';
  const after: RequestFacts = {
    ...facts,
    request: { ...request, state },
    proposals: facts.proposals.map((one) =>
      ended.includes(one.id) ? { ...one, state: 'withdrawn' as const } : one,
    ),
  };
  const lacking = menteeLacks(facts, now);
  const mentee = someone(people, request.menteeId);
  return {
    changes: [
      ...ended.map((id) => update('proposal', id, { state: 'withdrawn' })),
      ...(request.state === state ? [] : [update('request', request.id, { state })]),
    ],
    effects: [
      ...open.flatMap((proposal) => closeCards(facts, { ...proposal, state: 'withdrawn' })),
      ...sendAfresh(request.menteeId, mySlot(request.id), letGoCard(facts, lacking)),
      reviseForMentee(after, now),
      ...reviseForTriagers(after, now),
    ],
    timers: [
      ...ended.map(cancelProposalTimers),
      { timer: 'cancel', key: `request:${request.id}:remind-training` },
      lookWhetherLate(request.id, mentee, { told: 1, days: MORE_DAYS, since: now }),
    ],
  };
}

/** The card of every coordinator who was asked. */
function tellOthers({ scheme, request, reportingLines }: RequestFacts, current: Card): readonly Effect[] {
  return triagersOf(scheme, request, reportingLines).map((id) =>
    reviseFor(id, lateSlot(request.id), current),
  );
}
