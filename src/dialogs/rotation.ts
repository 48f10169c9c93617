/** "I am moving in August": one of a pair says so, and carries on, pauses, ends it on a date, or decides later. */

import type { Context, May, PersonContext } from '../engine/dialog.ts';
import type { Effect, TimerChange } from '../engine/effect.ts';
import { refuse, replaceWith } from '../engine/reply.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import { holdsNhsNumber, takeOutNhsNumber } from '../mentoring/nhs-number.ts';
import type { Rotation } from '../mentoring/records/rotation.ts';
import { decideDaysBefore, rotationChoices } from '../mentoring/rotations.ts';
import { addDays, inZone, instantOf } from '../mentoring/time.ts';
import type { Card } from '../ui/view.ts';
import { callOff } from './booking.ts';
import { dialog, formAction, insert, press, remove, target, timer, update } from './define.ts';
import type { Outcome } from './define.ts';
import { endedCard } from './ended-cards.ts';
import { nudge, nudgeTimer } from './nudge.ts';
import { idsOf, ofThePair, otherId, someone } from './pair.ts';
import { comingMeetings, pauseAsSaid } from './pausing.ts';
import { decideCard, endDayCard, keptCard, notMovingCard, toldCard } from './rotation-cards.ts';
import { ownRotation, rotationForm } from './rotation-form.ts';
import type { RotationValues } from './rotation-form.ts';
import { changeoverTimer } from './changeovers.ts';

const pair: May<RelationshipFacts> = ofThePair;

export const rotation = dialog({
  name: 'rotation',
  subject: 'relationship',
  actions: {
    say: formAction({
      may: pair,
      form: (facts: RelationshipFacts, context) => ended(facts, context) ?? rotationForm(facts, context),
      submit: say,
    }),
    withdraw: press(pair, withdraw),

    /** Timer: the day of the move, from which it is paused. `person`: who moves. */
    pause: timer<RelationshipFacts>((facts, context) => {
      const found = moverOf(facts, context);
      if (found?.choice !== 'pause' || found.until === undefined) return {};
      return pauseAsSaid(facts, { until: found.until, byId: found.personId }, context);
    }),

    /** Timer: two weeks before the move, to whoever wanted to decide later. */
    decide: nudge<RelationshipFacts>({
      kind: 'rotation',
      whose: moverIdOf,
      say: (facts, personId, context) => {
        const found = moverOf(facts, context);
        if (found?.choice !== 'later') return {};
        return { effects: [{ effect: 'send', to: { person: personId }, card: decideCard(facts, found) }] };
      },
    }),

    /** Timer: the day on which it was to end. */
    'end-day': nudge<RelationshipFacts>({
      kind: 'rotation',
      whose: moverIdOf,
      say: (facts, personId, context) => {
        const found = moverOf(facts, context);
        if (found?.choice !== 'end') return {};
        return { effects: [{ effect: 'send', to: { person: personId }, card: endDayCard(facts, found) }] };
      },
    }),
  },
});

function say(facts: RelationshipFacts, values: RotationValues, context: PersonContext): Outcome {
  const { actor, now, newId } = context;
  const { relationship } = facts;
  const before = ownRotation(facts, actor.id);
  const found = rotationOf(values);
  if ('errors' in found) return { reply: refuse(found.errors) };
  const row: Rotation = {
    id: before?.id ?? newId(),
    relationshipId: relationship.id,
    personId: actor.id,
    ...found,
    saidAt: now,
  };
  const { id, ...set } = row;
  const off = callOff({
    ...facts,
    now,
    meetings: inPause(facts, row, context),
    byId: actor.id,
    because: 'paused',
  });
  return {
    changes: [before === undefined ? insert('rotation', row) : update('rotation', id, set), ...off.changes],
    effects: [...told(facts, row, before, actor), ...off.effects],
    timers: [
      ...off.timers,
      { timer: 'cancel-all', prefix: rotationKeys(relationship.id, actor.id) },
      ...timersFor(facts, row, now),
      ...(row.again ? [changeoverTimer(actor, now)] : []),
    ],
    reply: replaceWith(keptCard(facts, row)),
  };
}

/** The choice as it is kept, or what is missing for it. */
function rotationOf(
  values: RotationValues,
):
  | Omit<Rotation, 'id' | 'relationshipId' | 'personId' | 'saidAt'>
  | { readonly errors: Readonly<Record<string, string>> } {
  const { movesOn, where } = values;
  const choice = rotationChoices.find(({ value }) => value === values.choice)?.value ?? 'later';
  if (where !== undefined && holdsNhsNumber(where)) return { errors: { where: takeOutNhsNumber } };
  if (choice === 'pause' && (values.until === undefined || values.until <= movesOn))
    return { errors: { until: 'Please say until when, with a day after the one on which you move.' } };
  const until = choice === 'pause' ? values.until : choice === 'end' ? (values.until ?? movesOn) : undefined;
  return { movesOn, where, choice, until, again: values.again === true };
}

function withdraw(facts: RelationshipFacts, context: PersonContext): Outcome {
  const { actor } = context;
  const { relationship } = facts;
  const over = ended(facts, context);
  if (over !== undefined) return { reply: replaceWith(over) };
  const mine = notMovingCard('You are not down as moving, and nobody expects it.', relationship);
  const said = ownRotation(facts, actor.id);
  if (said === undefined) return { reply: replaceWith(mine) };
  return {
    changes: [remove('rotation', said.id)],
    effects:
      said.choice === 'later'
        ? []
        : [
            {
              effect: 'send',
              to: { person: otherId(relationship, actor.id) },
              card: notMovingCard(
                `${actor.name} is not moving after all, so your mentoring goes on as it is. What was cancelled can be booked again.`,
                relationship,
              ),
            },
          ],
    timers: [{ timer: 'cancel-all', prefix: rotationKeys(relationship.id, actor.id) }],
    reply: replaceWith(mine),
  };
}

/** Only of a choice; and of one that is open again, where they had been told another. */
function told(
  facts: RelationshipFacts,
  row: Rotation,
  before: Rotation | undefined,
  actor: { readonly name: string },
): readonly Effect[] {
  const knows = before !== undefined && before.choice !== 'later';
  if (row.choice === 'later' && !knows) return [];
  const same =
    knows && before.choice === row.choice && before.movesOn === row.movesOn && before.until === row.until;
  if (same) return [];
  const other = otherId(facts.relationship, row.personId);
  return [{ effect: 'send', to: { person: other }, card: toldCard(facts, row, actor.name) }];
}

/** Booked for the time that is to be a pause. */
function inPause(
  facts: RelationshipFacts,
  { choice, movesOn, until }: Rotation,
  { now, actor }: PersonContext,
) {
  if (choice !== 'pause' || until === undefined) return [];
  return comingMeetings(facts, now).filter(({ start }) => {
    const { date } = inZone(instantOf(start), actor.zone);
    return date >= movesOn && date < until;
  });
}

/** Of their own: they outlive an ending that is taken back, and do nothing where it is not. */
function rotationKeys(relationshipId: string, personId: string): string {
  return `rotation:${relationshipId}:${personId}:`;
}

function timersFor({ relationship, people }: RelationshipFacts, row: Rotation, now: Date): TimerChange[] {
  const { personId, movesOn, choice, until } = row;
  const { zone } = someone(people, personId);
  const morning = (date: string) => instantOf({ date, time: '09:00', zone });
  const to = (action: string) => target('rotation', action, relationship.id, { person: personId });
  const key = (what: string) => `${rotationKeys(relationship.id, personId)}${what}`;
  const asking = (what: 'decide' | 'end-day', date: string) => {
    const at = morning(date);
    const asked = at > now ? at : now;
    return nudgeTimer({ people, personId, kind: 'rotation', key: key(what), to: to(what), asked });
  };
  switch (choice) {
    case 'later': {
      const early = addDays(movesOn, -decideDaysBefore);
      // Within the two weeks they have just been asked: once more on the eve is enough.
      return [asking('decide', morning(early) > now ? early : addDays(movesOn, -1))];
    }
    case 'end':
      return [asking('end-day', until ?? movesOn)];
    case 'pause':
      return [
        {
          timer: 'set',
          key: key('pause'),
          to: to('pause'),
          at: instantOf({ date: movesOn, time: '00:00', zone }),
        },
      ];
    case 'carry-on':
    case 'by-video':
      return [];
    default:
      return choice satisfies never;
  }
}

function moverIdOf({ relationship }: RelationshipFacts, { args }: Context): string | undefined {
  return idsOf(relationship).find((id) => id === args['person']);
}

/** What they said, where it still is to be. */
function moverOf(facts: RelationshipFacts, context: Context): Rotation | undefined {
  const personId = moverIdOf(facts, context);
  if (personId === undefined || facts.relationship.state === 'ended') return undefined;
  return ownRotation(facts, personId);
}

function ended(facts: RelationshipFacts, { actor }: PersonContext): Card | undefined {
  return facts.relationship.state === 'ended' ? endedCard(facts, actor.id) : undefined;
}
