/** A mentee looks at their request, changes it, withdraws it, and hears how it stands at least every two weeks while they wait. */

import type { Context } from '../engine/dialog.ts';
import type { TimerChange } from '../engine/effect.ts';
import { answer, replaceWith } from '../engine/reply.ts';
import { isUnderWay, MOST_NUDGES, triagersOf } from '../mentoring/asking.ts';
import type { RequestFacts } from '../mentoring/facts.ts';
import { theMentee } from './asking-rights.ts';
import { addWish, changed, changeForm } from './change-request.ts';
import type { ChangeValues } from './change-request.ts';
import { dialog, formAction, press, target, timer, update } from './define.ts';
import type { Outcome } from './define.ts';
import { requestSlot, reviseFor, sendAfresh, triageSlot } from './living-card.ts';
import { nextWord } from './new-request.ts';
import { nudge, nudgeTimer } from './nudge.ts';
import { someone } from './pair.ts';
import { glanceOf, requestCard } from './request-cards.ts';
import { closeRequest, reviseForMentee, reviseForTriagers } from './request-flow.ts';
import { triageCard } from './triage-cards.ts';

export const myRequest = dialog({
  name: 'my-request',
  subject: 'request',
  actions: {
    show: press(theMentee, (facts: RequestFacts, { now }) => ({
      confidential: facts.request.eligibility !== undefined,
      reply: answer(requestCard(glanceOf(facts, now), { withNote: true, withDeclaration: true })),
    })),
    change: formAction({
      may: theMentee,
      form: (facts: RequestFacts, { now }) => changeForm(facts, now),
      submit: (facts: RequestFacts, values: ChangeValues, context) => changed(facts, values, context),
    }),
    /** One more mentor of the bank, whom its card names. */
    'add-wish': press(theMentee, (facts: RequestFacts, context) => addWish(facts, context)),
    withdraw: press(theMentee, (facts: RequestFacts, { now }) => withdraw(facts, now)),
    /** Timer: the clock of whoever waits. */
    'keep-posted': timer((facts: RequestFacts, context) => keepPosted(facts, context)),

    /** Timer: where things stand, to the mentee, at an hour that suits them. */
    posted: nudge<RequestFacts>({
      kind: 'request',
      whose: ({ request }) => request.menteeId,
      say: (facts, menteeId, { now }) =>
        isUnderWay(facts.request)
          ? {
              effects: sendAfresh(menteeId, requestSlot(facts.request.id), requestCard(glanceOf(facts, now))),
            }
          : {},
    }),

    /** Timer: that it still waits, to each coordinator, at an hour that suits them. */
    'still-waiting': nudge<RequestFacts>({
      kind: 'coordinator',
      whose: (facts, { args }) => triagersIn(facts).find((id) => id === args['person']),
      say: (facts, personId, { now }) =>
        facts.request.state === 'waiting'
          ? {
              effects: sendAfresh(
                personId,
                triageSlot(facts.request.id),
                triageCard(facts, now, 'still-waiting'),
              ),
            }
          : {},
    }),
  },
});

function withdraw(facts: RequestFacts, now: Date): Outcome {
  const { request } = facts;
  if (!isUnderWay(request)) return { reply: replaceWith(requestCard(glanceOf(facts, now))) };
  const closed = closeRequest(facts);
  const after: RequestFacts = { ...facts, request: { ...request, state: 'withdrawn' } };
  const current = requestCard(glanceOf(after, now));
  return {
    changes: [update('request', request.id, { state: 'withdrawn' }), ...closed.changes],
    effects: [
      reviseFor(request.menteeId, requestSlot(request.id), current),
      ...closed.effects,
      ...reviseForTriagers(after, now),
    ],
    timers: closed.timers,
    reply: replaceWith(current),
  };
}

/**
 * The mentee is told where things stand, for as long as they wait. Coordinators who have a request waiting are told too,
 * so that it moves: three times, and again three times once they have asked somebody; then the card only stays current.
 */
function keepPosted(facts: RequestFacts, { now, args }: Context): Outcome {
  const { request, people, proposals } = facts;
  if (!isUnderWay(request)) return {};
  const { menteeId } = request;
  const asked = `${proposals.length}`;
  const nudged = args['asked'] === asked ? Number(args['nudged'] ?? 0) : 0;
  const nudges = request.state === 'waiting' && nudged < MOST_NUDGES;
  return {
    effects: [reviseForMentee(facts, now), ...reviseForTriagers(facts, now)],
    timers: [
      newsTimer(facts, 'posted', menteeId, now),
      ...(nudges ? triagersIn(facts).map((id) => newsTimer(facts, 'still-waiting', id, now)) : []),
      {
        timer: 'set',
        key: `request:${request.id}:keep-posted`,
        to: target('my-request', 'keep-posted', request.id, {
          asked,
          nudged: `${nudges ? nudged + 1 : nudged}`,
        }),
        at: nextWord(now, someone(people, menteeId)),
      },
    ],
  };
}

function newsTimer(
  { request, people }: RequestFacts,
  action: 'posted' | 'still-waiting',
  personId: string,
  asked: Date,
): TimerChange {
  return nudgeTimer({
    people,
    personId,
    kind: action === 'posted' ? 'request' : 'coordinator',
    key: `request:${request.id}:${action}:${personId}`,
    to: target('my-request', action, request.id, { person: personId }),
    asked,
  });
}

function triagersIn({ scheme, request, reportingLines }: RequestFacts): readonly string[] {
  return triagersOf(scheme, request, reportingLines);
}
