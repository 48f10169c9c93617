/** Pausing a relationship until a date, and going on again: by itself, or sooner when one of them says so. */

import type { Context, PersonContext } from '../engine/dialog.ts';
import type { TimerChange } from '../engine/effect.ts';
import { answer, replaceWith } from '../engine/reply.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import type { Change } from '../mentoring/records/change.ts';
import type { Meeting } from '../mentoring/records/meeting.ts';
import type { Pause } from '../mentoring/records/relationship.ts';
import { addDays, inZone, instantOf, sayDate, sayWhen } from '../mentoring/time.ts';
import { form } from '../ui/form.ts';
import type { Form, FormValues } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, list, note, text } from '../ui/view.ts';
import { callOff, firstMeetingKey, firstMeetingTimers } from './booking.ts';
import { insert, target, update } from './define.ts';
import type { Outcome } from './define.ts';
import { bookButton } from './meeting-cards.ts';
import { idsOf, otherId, otherName, someone } from './pair.ts';

/** Longer than any parental leave; beyond it, ending and asking again is the honest way. */
const longestDays = 550;

type PlainFields = ReturnType<typeof plainForm>['fields'];
type MeetingsFields = ReturnType<typeof formWithMeetings>['fields'];

export type PauseFields = PlainFields | MeetingsFields;

/** Asks about meetings only where there are any to ask about. */
export function pauseForm(
  facts: RelationshipFacts,
  context: PersonContext,
): Form<PlainFields> | Form<MeetingsFields> {
  const coming = comingMeetings(facts, context.now);
  return coming.length === 0 ? plainForm(facts, context) : formWithMeetings(facts, coming, context);
}

export function pause(
  facts: RelationshipFacts,
  values: FormValues<PlainFields> | FormValues<MeetingsFields>,
  { now, actor, newId }: PersonContext,
): Outcome {
  const { relationship } = facts;
  const { until } = values;
  const within = comingMeetings(facts, now).filter(
    ({ start }) => inZone(instantOf(start), actor.zone).date < until,
  );

  const off = callOff({
    ...facts,
    now,
    meetings: 'meetings' in values && values.meetings === 'cancel' ? within : [],
    byId: actor.id,
    because: 'paused',
  });
  const begun = beginPause(facts, { until, zone: actor.zone }, { now, newId });
  return {
    changes: [...begun.changes, ...off.changes],
    effects: [
      {
        effect: 'send',
        to: { person: otherId(relationship, actor.id) },
        card: pausedCard(facts, otherId(relationship, actor.id), until, actor.name),
      },
      ...off.effects,
    ],
    timers: [...off.timers, ...begun.timers],
    reply: replaceWith(pausedCard(facts, actor.id, until, undefined)),
  };
}

/** Timer: a pause that was said ahead begins. Nothing where it is paused already, or over. */
export function pauseAsSaid(
  facts: RelationshipFacts,
  { until, byId }: { readonly until: string; readonly byId: string },
  { now, newId }: Context,
): Outcome {
  const { relationship, people } = facts;
  const { zone, name } = someone(people, byId);
  if (relationship.state !== 'active' || until <= inZone(now, zone).date) return {};
  const other = otherId(relationship, byId);
  return {
    ...beginPause(facts, { until, zone }, { now, newId }),
    effects: [
      { effect: 'send', to: { person: byId }, card: pausedCard(facts, byId, until, undefined) },
      { effect: 'send', to: { person: other }, card: pausedCard(facts, other, until, name) },
    ],
  };
}

function beginPause(
  facts: RelationshipFacts,
  { until, zone }: { readonly until: string; readonly zone: string },
  { now, newId }: Pick<Context, 'now' | 'newId'>,
): { readonly changes: Change[]; readonly timers: TimerChange[] } {
  const { id } = facts.relationship;
  return {
    changes: [
      update('relationship', id, { state: 'paused', pausedUntil: until }),
      // Paused already, it is the same pause, with another end.
      ...(lastingPause(facts) === undefined
        ? [insert('pause', { id: newId(), relationshipId: id, startedAt: now })]
        : []),
    ],
    timers: [{ timer: 'cancel', key: firstMeetingKey(id) }, resumeTimer(facts.relationship, until, zone)],
  };
}

/** In the morning of the first day after it, where whoever paused it lives. */
export function resumeTimer(
  { id }: Pick<RelationshipFacts['relationship'], 'id'>,
  until: string,
  zone: string,
): TimerChange {
  return {
    timer: 'set',
    key: `relationship:${id}:resume`,
    to: target('relationship', 'resume-pause', id),
    at: instantOf({ date: until, time: '09:00', zone }),
  };
}

/** One of them ends the pause. */
export function resume(facts: RelationshipFacts, { now, actor }: PersonContext): Outcome {
  const { relationship, people } = facts;
  if (relationship.state !== 'paused')
    return { reply: answer(card('Not paused', text('This mentoring is not paused at the moment.'))) };
  const other = otherId(relationship, actor.id);
  const mine = goingOnCard(
    facts,
    actor.id,
    `Your mentoring with ${otherName(relationship, people, actor.id)} goes on.`,
  );
  return {
    ...goOn(facts, now),
    effects: [
      {
        effect: 'send',
        to: { person: other },
        card: goingOnCard(facts, other, `${actor.name} has ended the pause, and your mentoring goes on.`),
      },
    ],
    reply: replaceWith(mine),
  };
}

/** Timer: the pause is over. */
export function resumeByItself(facts: RelationshipFacts, { now }: Context): Outcome {
  const { relationship, people } = facts;
  if (relationship.state !== 'paused') return {};
  return {
    ...goOn(facts, now),
    effects: idsOf(relationship).map((personId) => ({
      effect: 'send',
      to: { person: personId },
      card: goingOnCard(
        facts,
        personId,
        `The pause is over, and your mentoring with ${otherName(relationship, people, personId)} goes on.`,
      ),
    })),
  };
}

function goOn(facts: RelationshipFacts, now: Date): Pick<Outcome, 'changes' | 'timers'> {
  const { relationship } = facts;
  const active = { ...facts, relationship: { ...relationship, state: 'active' as const } };
  return {
    changes: [
      update('relationship', relationship.id, { state: 'active', pausedUntil: undefined }),
      ...endPause(facts, now),
    ],
    timers: [
      { timer: 'cancel', key: `relationship:${relationship.id}:resume` },
      ...firstMeetingTimers(active, undefined, now),
    ],
  };
}

/** The pause that goes on is kept as one that is over. */
export function endPause(facts: Pick<RelationshipFacts, 'pauses'>, now: Date): Change[] {
  const pause = lastingPause(facts);
  return pause === undefined ? [] : [update('pause', pause.id, { endedAt: now })];
}

function lastingPause({ pauses }: Pick<RelationshipFacts, 'pauses'>): Pause | undefined {
  return pauses.find(({ endedAt }) => endedAt === undefined);
}

export function comingMeetings({ meetings }: Pick<RelationshipFacts, 'meetings'>, now: Date): Meeting[] {
  return meetings.filter(({ state, start }) => state === 'booked' && instantOf(start) > now);
}

function plainForm(facts: RelationshipFacts, context: PersonContext) {
  return form({
    title: 'Pause the mentoring',
    intro: [intro(facts, context)],
    fields: { until: untilField(facts, context) },
    submit: 'Pause',
  });
}

function formWithMeetings(facts: RelationshipFacts, coming: readonly Meeting[], context: PersonContext) {
  return form({
    title: 'Pause the mentoring',
    intro: [
      intro(facts, context),
      text('These meetings are booked:'),
      list(coming.map(({ start }) => sayWhen(instantOf(start), context.actor.zone))),
    ],
    fields: {
      until: untilField(facts, context),
      meetings: {
        kind: 'oneOf',
        label: 'Meetings that fall into the pause',
        required: true,
        options: [
          { value: 'cancel', label: 'Cancel those before the pause ends' },
          { value: 'keep', label: 'Keep them' },
        ],
        value: 'cancel',
      },
    },
    submit: 'Pause',
  });
}

function intro({ relationship, people }: RelationshipFacts, { actor }: PersonContext) {
  const other = otherName(relationship, people, actor.id);
  return text(
    `For leave, a rotation, or a busy time. ${other} is told until when, and not why. The pause ends by itself.`,
  );
}

function untilField({ relationship }: RelationshipFacts, { now, actor }: PersonContext) {
  const today = inZone(now, actor.zone).date;
  return {
    kind: 'date',
    label: 'First day after the pause',
    required: true,
    min: addDays(today, 1),
    max: addDays(today, longestDays),
    value: relationship.pausedUntil,
  } as const;
}

function pausedCard(
  { relationship, people }: RelationshipFacts,
  personId: string,
  until: string,
  byName: string | undefined,
): Card {
  const other = otherName(relationship, people, personId);
  return card(
    `Paused until ${sayDate(until)}`,
    text(
      byName === undefined
        ? `Your mentoring with ${other} is paused. ${other} is told until when, and not why.`
        : `${byName} has paused your mentoring. There is nothing you need to do.`,
    ),
    note(
      'It goes on by itself on that day. You are not reminded of anything until then, except meetings you kept.',
    ),
    buttons(button('End the pause now', target('relationship', 'resume', relationship.id))),
  );
}

function goingOnCard(
  { relationship, people, meetings }: RelationshipFacts,
  personId: string,
  words: string,
): Card {
  const booked = meetings.some(({ state }) => state === 'booked');
  return card(
    'The mentoring goes on',
    text(words),
    booked ? undefined : text('No meeting is booked yet.'),
    buttons(bookButton(relationship, people, personId)),
  );
}
