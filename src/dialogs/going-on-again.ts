/** An ended mentoring that goes on: whether it may, what is set going again, and how it is said. */

import type { TimerChange } from '../engine/effect.ts';
import { freePlaces, superiorsOf } from '../mentoring/eligibility.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import type { Change } from '../mentoring/records/change.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, text } from '../ui/view.ts';
import { noSurveys } from './benefit-timers.ts';
import { firstMeetingTimers } from './booking.ts';
import { checkInTimers } from './check-in-timers.ts';
import { target, update } from './define.ts';
import { bookButton } from './meeting-cards.ts';
import { dueTimer } from './next-steps.ts';
import { otherName } from './pair.ts';
import { resumeTimer } from './pausing.ts';
import { reviewTimers } from './review-timers.ts';
import { shredKeys } from './shredding.ts';

/** As strict as for a new pair: who manages whom, private wishes, and the mentor's places may have changed. */
export function isAllowed({
  relationship,
  scheme,
  wayBack,
  conflictIds,
  reportingLines,
}: RelationshipFacts): boolean {
  const { menteeId, mentorId } = relationship;
  const conflicts = new Set([...conflictIds, ...superiorsOf(menteeId, reportingLines)]);
  if (wayBack?.mentor === undefined || wayBack.blocked || wayBack.taken || conflicts.has(mentorId))
    return false;
  const { mentor } = wayBack;
  return mentor.offer.state !== 'closed' && freePlaces(mentor, scheme.mostMentees) > 0;
}

/** `paused`: where it goes on being paused, and in whose zone its end is. What was to be made unreadable stays readable. */
export function underWayAgain(
  facts: RelationshipFacts,
  now: Date,
  paused?: { readonly until: string; readonly zone: string },
): { readonly facts: RelationshipFacts; readonly changes: Change[]; readonly timers: TimerChange[] } {
  const { relationship, actions } = facts;
  const set = {
    state: paused === undefined ? 'active' : 'paused',
    pausedUntil: paused?.until,
    endedAt: undefined,
    endedById: undefined,
    ending: undefined,
    reopenAskedById: undefined,
    reopenAskedAt: undefined,
    reopenDeclinedAt: undefined,
    shredOn: undefined,
  } as const;
  const after: RelationshipFacts = { ...facts, relationship: { ...relationship, ...set } };
  return {
    facts: after,
    changes: [update('relationship', relationship.id, set)],
    timers: [
      { timer: 'cancel-all', prefix: shredKeys(relationship.id) },
      noSurveys(relationship.id),
      ...firstMeetingTimers(after, undefined, now),
      ...checkInTimers(after, now),
      ...reviewTimers(after, now),
      ...actions.filter(({ doneAt }) => doneAt === undefined).flatMap((one) => dueTimer(after, one, now)),
      ...(paused === undefined ? [] : [resumeTimer(relationship, paused.until, paused.zone)]),
    ],
  };
}

/** `byName`: who has taken it up again, for the other one. */
export function goesOnCard(facts: RelationshipFacts, personId: string, byName?: string): Card {
  const { relationship, people } = facts;
  const other = otherName(relationship, people, personId);
  const words =
    relationship.recordsShreddedAt === undefined
      ? 'What you wrote is as it was.'
      : 'What both of you could read is gone, as you agreed: please agree ground rules anew.';
  return card(
    'The mentoring goes on',
    text(
      byName === undefined
        ? `Your mentoring with ${other} goes on. ${words}`
        : `${byName} has taken your mentoring up again. ${words} Either of you can still end it at any time.`,
    ),
    buttons(bookButton(relationship, people, personId)),
  );
}

/** One wording for every reason, as one of them is private. */
export function notNowCard({ relationship, people, scheme }: RelationshipFacts, personId: string): Card {
  return card(
    'That is not possible at the moment',
    text(
      `Your mentoring with ${otherName(relationship, people, personId)} has ended, and cannot be taken up again just now. The coordinators of ${scheme.name} can help you to find somebody.`,
    ),
    buttons(button('Ask for another mentor', target('ask', 'start', personId))),
  );
}
