/** Agreed next steps after they were written down: done, not done after all, on another day, and back on their day. */

import type { Context, PersonContext } from '../engine/dialog.ts';
import type { TimerChange } from '../engine/effect.ts';
import { answer, replaceWith } from '../engine/reply.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import type { Relationship } from '../mentoring/records/relationship.ts';
import type { Action } from '../mentoring/records/session-record.ts';
import { addDays, inZone, instantOf, sayDate } from '../mentoring/time.ts';
import { cutText } from '../ui/fit.ts';
import { form } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, list, text } from '../ui/view.ts';
import { target, update } from './define.ts';
import type { Outcome } from './define.ts';
import { labelWith } from './meeting-cards.ts';
import { nudge, nudgeTimer } from './nudge.ts';
import { otherName, someone } from './pair.ts';

/** A menu holds no more. */
const mostOffered = 100;
const mostLabel = 75;

/** Either of the two may say so. The step's words are shown to them alone, in passing. */
export function doneStep(facts: RelationshipFacts, { now, args }: PersonContext): Outcome {
  const action = stepOf(facts, args);
  if (action === undefined || action.doneAt !== undefined)
    return { reply: answer(card('Already done', text('This step is no longer open.'))) };
  const { id } = facts.relationship;
  return {
    changes: [update('action', action.id, { doneAt: now })],
    timers: [{ timer: 'cancel', key: stepKey(facts.relationship, action.id) }],
    confidential: true,
    reply: answer(
      card(
        'Step done',
        list([action.what]),
        buttons(
          button('It is not done after all', target('relationship', 'not-done', id, { action: action.id })),
          button('Show what is still open', target('relationship', 'show', id)),
        ),
      ),
    ),
  };
}

/** A slip of the finger is put right, and the step comes back on its day. */
export function undoStep(facts: RelationshipFacts, { now, args }: PersonContext): Outcome {
  const action = stepOf(facts, args);
  const show = buttons(
    button('Show what is still open', target('relationship', 'show', facts.relationship.id)),
  );
  if (action === undefined || action.doneAt === undefined)
    return {
      reply: answer(
        card('Still open', text('This step is open already, so there is nothing left to undo.'), show),
      ),
    };
  return {
    changes: [update('action', action.id, { doneAt: undefined })],
    timers: dueTimer(facts, { ...action, doneAt: undefined }, now),
    reply: replaceWith(card('Open again', text('The step is among your next steps again.'), show)),
  };
}

export function stepForm(facts: RelationshipFacts, { now, actor }: PersonContext) {
  const { relationship, people } = facts;
  const open = openSteps(facts).slice(0, mostOffered);
  if (open.length === 0) return noStepsCard(relationship);
  const today = inZone(now, actor.zone).date;
  return form({
    title: 'Change a next step',
    intro: [
      text(
        `Another day, or another of you to do it. ${otherName(relationship, people, actor.id)} sees the change among your next steps.`,
      ),
    ],
    fields: {
      step: {
        kind: 'oneOf',
        label: 'Which step',
        required: true,
        options: open.map(({ id, what }, index) => ({
          value: id,
          label: shortened(`${index + 1}. ${what}`),
        })),
        value: open.length === 1 ? open[0]?.id : undefined,
      },
      owner: {
        kind: 'oneOf',
        label: 'Who does it',
        hint: 'Leave empty to keep it as it is.',
        required: false,
        options: [
          { value: 'me', label: 'Me' },
          { value: 'other', label: shortened(otherName(relationship, people, actor.id)) },
        ],
      },
      dueOn: {
        kind: 'date',
        label: 'Due on',
        hint: 'Leave empty for no day.',
        required: false,
        min: today,
        max: addDays(today, 730),
      },
    },
    submit: 'Keep it',
  });
}

export function changeStep(
  facts: RelationshipFacts,
  values: { readonly step: string; readonly owner: string | undefined; readonly dueOn: string | undefined },
  { now, actor }: PersonContext,
): Outcome {
  const { relationship } = facts;
  const action = openSteps(facts).find(({ id }) => id === values.step);
  if (action === undefined) return { reply: answer(noStepsCard(relationship)) };
  const other = relationship.menteeId === actor.id ? relationship.mentorId : relationship.menteeId;
  const ownerId = values.owner === undefined ? action.ownerId : values.owner === 'me' ? actor.id : other;
  const changed: Action = { ...action, ownerId, dueOn: values.dueOn };
  const due = changed.dueOn === undefined ? 'no day' : sayDate(changed.dueOn);
  return {
    changes: [update('action', action.id, { ownerId, dueOn: values.dueOn })],
    timers: [{ timer: 'cancel', key: stepKey(relationship, action.id) }, ...dueTimer(facts, changed, now)],
    effects:
      ownerId === action.ownerId || ownerId === actor.id
        ? []
        : [
            {
              effect: 'send',
              to: { person: ownerId },
              card: card(
                'A next step is yours now',
                text(`${actor.name} has put one of your next steps down to you.`),
                buttons(showButton(facts, ownerId)),
              ),
            },
          ],
    reply: replaceWith(
      card(
        'Next step changed',
        text(`It is for ${ownerId === actor.id ? 'you' : someone(facts.people, ownerId).name}, with ${due}.`),
        buttons(showButton(facts, actor.id)),
      ),
    ),
  };
}

/** Timer: on the morning of the day a next step is due, to the one who does it. Never its words. */
export const stepDue = nudge<RelationshipFacts>({
  kind: 'next-step',
  whose: (facts, { args }) => stepOf(facts, args)?.ownerId,
  say: sayStepDue,
});

function sayStepDue(facts: RelationshipFacts, _: string, { args, now }: Context): Outcome {
  const action = stepOf(facts, args);
  const { relationship, people } = facts;
  if (action === undefined || action.doneAt !== undefined || relationship.state === 'ended') return {};
  const today = inZone(now, someone(people, action.ownerId).zone).date;
  if (relationship.state === 'paused') return afterThePause(facts, action, now);
  return {
    effects: [
      {
        effect: 'send',
        to: { person: action.ownerId },
        slot: `step:${action.id}`,
        card: card(
          action.dueOn === today ? 'A next step is due today' : 'A next step is due',
          text(`It is one that you agreed with ${otherName(relationship, people, action.ownerId)}.`),
          buttons(showButton(facts, action.ownerId)),
        ),
      },
    ],
  };
}

/** In the morning of its day, where whoever does it lives. Nothing for a day that has begun, or after an ending. */
export function dueTimer(
  { relationship, people }: Pick<RelationshipFacts, 'relationship' | 'people'>,
  { id, ownerId, dueOn }: Action,
  now: Date,
): readonly TimerChange[] {
  if (dueOn === undefined || relationship.state === 'ended') return [];
  const at = instantOf({ date: dueOn, time: '09:00', zone: someone(people, ownerId).zone });
  return at <= now ? [] : [setDue({ relationship, people }, { id, ownerId }, at)];
}

/** A step that comes due in a pause waits for its end. */
function afterThePause(facts: RelationshipFacts, action: Action, now: Date): Outcome {
  const until = facts.relationship.pausedUntil;
  if (until === undefined) return {};
  const at = instantOf({ date: until, time: '12:00', zone: 'UTC' });
  return {
    timers: [setDue(facts, action, at > now ? at : new Date(now.getTime() + 24 * 60 * 60_000))],
  };
}

function setDue(
  { relationship, people }: Pick<RelationshipFacts, 'relationship' | 'people'>,
  { id, ownerId }: Pick<Action, 'id' | 'ownerId'>,
  asked: Date,
): TimerChange {
  return nudgeTimer({
    people,
    personId: ownerId,
    kind: 'next-step',
    key: stepKey(relationship, id),
    to: target('relationship', 'action-due', relationship.id, { action: id }),
    asked,
  });
}

export function openSteps({ actions }: Pick<RelationshipFacts, 'actions'>): readonly Action[] {
  return actions.filter(({ doneAt }) => doneAt === undefined);
}

function stepOf({ actions }: RelationshipFacts, args: Context['args']): Action | undefined {
  return actions.find(({ id }) => id === args['action']);
}

function stepKey({ id }: Relationship, actionId: string): string {
  return `relationship:${id}:action:${actionId}`;
}

function showButton({ relationship, people }: RelationshipFacts, personId: string) {
  const other = otherName(relationship, people, personId);
  return button(labelWith('Next steps with', other), target('relationship', 'show', relationship.id));
}

function noStepsCard({ id }: Relationship): Card {
  return card(
    'No next step is open',
    text('Next steps come from the records of your meetings. Nothing is open at the moment.'),
    buttons(button('Show the mentoring', target('relationship', 'show', id))),
  );
}

function shortened(words: string): string {
  return cutText(words.replaceAll(/\s+/g, ' ').trim(), mostLabel);
}
