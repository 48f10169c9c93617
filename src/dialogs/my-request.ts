/** A mentee looks at their request, changes it, withdraws it, and hears how it stands at least every two weeks while they wait. */

import type { Context } from '../engine/dialog.ts';
import { answer, replaceWith } from '../engine/reply.ts';
import { isUnderWay, MOST_NUDGES, nextNews } from '../mentoring/asking.ts';
import { wants } from '../mentoring/courtesy.ts';
import type { RequestFacts } from '../mentoring/facts.ts';
import { zoneOf } from '../mentoring/wording.ts';
import { theMentee } from './asking-rights.ts';
import { addWish, changed, changeForm } from './change-request.ts';
import type { ChangeValues } from './change-request.ts';
import { dialog, formAction, press, target, timer, update } from './define.ts';
import type { Outcome } from './define.ts';
import { requestSlot, reviseFor, sendAfresh } from './living-card.ts';
import { glanceOf, requestCard } from './request-cards.ts';
import { closeRequest, reviseForMentee, reviseForTriagers, tellTriagers } from './request-flow.ts';
import { someone } from './pair.ts';

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
    'keep-posted': timer((facts: RequestFacts, context) => keepPosted(facts, context)),
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
    effects: [
      ...(wants('request', someone(people, menteeId))
        ? sendAfresh(menteeId, requestSlot(request.id), requestCard(glanceOf(facts, now)))
        : [reviseForMentee(facts, now)]),
      ...(nudges ? tellTriagers(facts, now, 'still-waiting') : reviseForTriagers(facts, now)),
    ],
    timers: [
      {
        timer: 'set',
        key: `request:${request.id}:keep-posted`,
        to: target('my-request', 'keep-posted', request.id, {
          asked,
          nudged: `${nudges ? nudged + 1 : nudged}`,
        }),
        at: nextNews(now, zoneOf(people, menteeId)),
      },
    ],
  };
}
