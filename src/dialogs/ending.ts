/** Ending a relationship: by either alone, without a reason, and as something that may be a success. */

import type { PersonContext } from '../engine/dialog.ts';
import type { Effect } from '../engine/effect.ts';
import { replaceWith } from '../engine/reply.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import { impartialCoordinators } from '../mentoring/impartial.ts';
import type { EndingKind } from '../mentoring/records.ts';
import { instantOf, sayWhen } from '../mentoring/time.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { bold, button, buttons, card, list, note, text } from '../ui/view.ts';
import { callOff } from './booking.ts';
import { target, update } from './define.ts';
import type { Outcome } from './define.ts';
import { agreementSlot } from './ground-rules.ts';
import { labelWith, outdatedCard } from './meeting-cards.ts';
import { idsOf, otherId, otherName, someone } from './pair.ts';
import { comingMeetings } from './pausing.ts';

const mostThanks = 1000;

const kinds: Readonly<Record<EndingKind, { label: string; hint: string; told: string }>> = {
  natural: {
    label: 'It has come to its natural end',
    hint: 'It has done what it could, and that is good.',
    told: 'feels that your mentoring has come to its natural end',
  },
  'goals-met': {
    label: 'We have reached our goals',
    hint: 'What you set out to do is done.',
    told: 'feels that you have reached what you set out to do',
  },
  circumstances: {
    label: 'Circumstances have changed',
    hint: 'A new post, leave, or too little time.',
    told: 'is ending your mentoring because circumstances have changed',
  },
  'no-fault': {
    label: 'Ending without a reason',
    hint: 'Nobody is at fault, and no reason is needed.',
    told: 'is ending your mentoring. Nobody is at fault, and no reason is needed',
  },
  'never-started': {
    label: 'It never started',
    hint: 'You have not met.',
    told: 'is ending your mentoring, as it has not come to a meeting',
  },
};

export function sayEnding(kind: EndingKind): string {
  return kinds[kind].label;
}

export function endForm(facts: RelationshipFacts, { now, actor }: PersonContext) {
  const other = otherName(facts.relationship, facts.people, actor.id);
  const coming = comingMeetings(facts, now);
  const met = facts.meetings.some(({ state }) => state === 'met');
  return form({
    title: 'End the mentoring',
    intro: [
      text(
        `Either of you can end it, alone and without giving a reason. ${other} is told kindly. The coordinators learn only that it has ended and how, and whoever of them manages or assesses one of you learns nothing.`,
      ),
      ...(coming.length === 0
        ? []
        : [
            text('These meetings will be cancelled:'),
            list(coming.map(({ start }) => sayWhen(instantOf(start), actor.zone))),
          ]),
    ],
    fields: {
      kind: {
        kind: 'oneOf',
        label: 'How it ends',
        required: true,
        options: kindsFor(met).map((value) => ({
          value,
          label: kinds[value].label,
          hint: kinds[value].hint,
        })),
      },
      thanks: {
        kind: 'longText',
        label: 'A few words to say goodbye',
        hint: `Sent once to ${other}, if you write any. They are not kept.`,
        required: false,
        maxLength: mostThanks,
      },
    },
    submit: 'End the mentoring',
  });
}

export function end(
  facts: RelationshipFacts,
  values: FormValues<ReturnType<typeof endForm>['fields']>,
  { now, actor }: PersonContext,
): Outcome {
  const { relationship, meetings } = facts;
  const kind = endingKind(values.kind);
  const off = callOff({
    ...facts,
    now,
    meetings: comingMeetings(facts, now),
    byId: actor.id,
    because: 'ended',
  });
  const other = otherId(relationship, actor.id);
  return {
    changes: [
      update('relationship', relationship.id, {
        state: 'ended',
        endedAt: now,
        endedById: actor.id,
        ending: kind,
        pausedUntil: undefined,
      }),
      ...off.changes,
    ],
    effects: [
      ...idsOf(relationship).map((personId): Effect => ({
        effect: 'revise',
        to: { person: personId },
        slot: agreementSlot(relationship.id),
        card: outdatedCard('ended'),
      })),
      { effect: 'send', to: { person: other }, card: toldCard(facts, kind, values.thanks, actor) },
      ...off.effects,
      ...coordinatorsTold(facts, kind),
    ],
    timers: [
      { timer: 'cancel-all', prefix: `relationship:${relationship.id}:` },
      ...meetings.map(({ id }) => ({ timer: 'cancel-all' as const, prefix: `meeting:${id}:` })),
    ],
    reply: replaceWith(endedCard(facts, actor.id, values.thanks !== undefined)),
  };
}

/** What one of the two sees of a relationship that is over. */
export function endedCard(
  { relationship, people }: RelationshipFacts,
  personId: string,
  thanked = false,
): Card {
  const other = otherName(relationship, people, personId);
  return card(
    'This mentoring has ended',
    text(
      thanked
        ? `Your mentoring with ${other} has ended. Your words are on their way.`
        : `Your mentoring with ${other} has ended. Thank you for the time you gave each other.`,
    ),
    note('What you may read of your records stays under your meetings.'),
    buttons(
      button('Ask for another mentor', target('ask', 'start', personId)),
      button('Show my meetings', target('desk', 'meetings', personId)),
    ),
  );
}

function toldCard(
  facts: RelationshipFacts,
  kind: EndingKind,
  thanks: string | undefined,
  actor: { id: string; name: string },
): Card {
  const other = otherId(facts.relationship, actor.id);
  return card(
    'Your mentoring has ended',
    text(`${actor.name} ${kinds[kind].told}.`),
    thanks === undefined ? undefined : text([bold(`${actor.name} writes:`)]),
    thanks === undefined ? undefined : text(thanks),
    text('Thank you for the time and thought that you gave to it.'),
    note('You will get no more reminders. What you may read of your records stays under your meetings.'),
    buttons(
      button(labelWith('Records with', actor.name), target('relationship', 'show', facts.relationship.id)),
      other === facts.relationship.menteeId
        ? button('Ask for another mentor', target('ask', 'start', other))
        : undefined,
    ),
  );
}

/** The fact and the kind, without content; to nobody who is one of the two, or who manages or assesses one of them. */
function coordinatorsTold(facts: RelationshipFacts, kind: EndingKind): Effect[] {
  const { scheme, relationship, people, conflictIds, reportingLines } = facts;
  const mentor = someone(people, relationship.mentorId).name;
  const mentee = someone(people, relationship.menteeId).name;
  return impartialCoordinators(scheme, { ids: idsOf(relationship), conflictIds }, reportingLines).map(
    (id) => ({
      effect: 'send',
      to: { person: id },
      card: card(
        'A mentoring relationship has ended',
        text(`${mentor} and ${mentee}, ${scheme.name}. How it ended: ${lowerFirst(kinds[kind].label)}.`),
        text(`The place with ${mentor} counts as free again.`),
        note('Nothing else about the relationship is passed on.'),
      ),
    }),
  );
}

function kindsFor(met: boolean): readonly EndingKind[] {
  return met
    ? ['natural', 'goals-met', 'circumstances', 'no-fault']
    : ['natural', 'circumstances', 'no-fault', 'never-started'];
}

/** The form offers only these. */
function endingKind(value: string): EndingKind {
  if (Object.hasOwn(kinds, value)) return value as EndingKind; // it is one of the keys, which are the kinds
  throw new RangeError('Not a way in which a relationship ends');
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
