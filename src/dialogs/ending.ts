/** Ending a relationship: by either alone, without a reason, and as something that may be a success. */

import type { PersonContext } from '../engine/dialog.ts';
import type { Effect } from '../engine/effect.ts';
import { replaceWith } from '../engine/reply.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import { impartialCoordinators } from '../mentoring/impartial.ts';
import type { EndingKind } from '../mentoring/records/relationship.ts';
import { instantOf, sayWhen } from '../mentoring/time.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import type { Block, Card } from '../ui/view.ts';
import { bold, button, buttons, card, list, note, text } from '../ui/view.ts';
import { callOff } from './booking.ts';
import { target, update } from './define.ts';
import type { Outcome } from './define.ts';
import { agreementSlot } from './ground-rules.ts';
import { reviseFor, watchSlot } from './living-card.ts';
import { labelWith, outdatedCard } from './meeting-cards.ts';
import { idsOf, otherId, otherName, someone } from './pair.ts';
import { comingMeetings, endPause } from './pausing.ts';

const mostThanks = 1000;

/** For so long what has come to rest by itself can be taken up again. */
export const wayBackDays = 90;

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
  faded: {
    label: 'It came to rest by itself',
    hint: 'Neither of you answered any more.',
    told: 'has let your mentoring come to rest',
  },
};

export function sayEnding(kind: EndingKind): string {
  return kinds[kind].label;
}

/** `kind`: how it ends, where they have said so already. */
export function endForm(facts: RelationshipFacts, { now, actor, args }: PersonContext) {
  const other = otherName(facts.relationship, facts.people, actor.id);
  const coming = comingMeetings(facts, now);
  const met = facts.meetings.some(({ state }) => state === 'met');
  return form({
    title: 'End the mentoring',
    intro: [
      text(
        `Either of you can end it, alone and without giving a reason. ${other} is told kindly. The coordinators learn only that it has ended and how, and whoever of them manages or assesses one of you learns nothing.`,
      ),
      ...(facts.scheme.kind === 'directed'
        ? [
            text(
              'This mentoring is directed. Ending it does not change what a regulator asks for: the coordinators can say what comes next.',
            ),
          ]
        : []),
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
          ...(facts.scheme.kind !== 'directed' && { hint: kinds[value].hint }),
        })),
        value: kindsFor(met).find((value) => value === args['kind']),
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
      ...endPause(facts, now),
      ...off.changes,
    ],
    effects: [
      ...idsOf(relationship).flatMap((personId) => closeQuestions(relationship.id, personId)),
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
    whyEnded(relationship),
    note('What you may read of your records stays under your meetings.'),
    buttons(
      relationship.ending === 'faded'
        ? button('Take it up again', target('watch', 'reopen', relationship.id), { style: 'primary' })
        : undefined,
      button('Ask for another mentor', target('ask', 'start', personId)),
      button('Show my meetings', target('desk', 'meetings', personId)),
    ),
  );
}

/** Where neither of the two ended it. */
function whyEnded({ ending, endedById }: RelationshipFacts['relationship']): Block | undefined {
  if (endedById !== undefined) return undefined;
  if (ending === 'faded')
    return text(
      `Neither of you had answered for a while, so it counts as ended. Nobody is at fault. If that is not right, either of you can take it up again within ${wayBackDays} days.`,
    );
  if (ending === 'never-started')
    return text('It had not come to a meeting, so a coordinator has ended it. Nobody is at fault.');
  return undefined;
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

/** Ended by neither of the two, of whom nobody has answered: both are told kindly, with what each can do next. */
export function endForThem(
  facts: RelationshipFacts,
  ending: Extract<EndingKind, 'faded' | 'never-started'>,
  now: Date,
): Outcome {
  const { relationship } = facts;
  const { id } = relationship;
  const after: RelationshipFacts = { ...facts, relationship: { ...relationship, state: 'ended', ending } };
  return {
    changes: [update('relationship', id, { state: 'ended', endedAt: now, ending, pausedUntil: undefined })],
    effects: [
      ...idsOf(relationship).flatMap((personId): Effect[] => [
        ...closeQuestions(id, personId),
        {
          effect: 'send',
          to: { person: personId },
          slot: watchSlot(id),
          card: endedCard(after, personId),
        },
      ]),
      ...(ending === 'faded' ? coordinatorsTold(facts, ending) : []),
    ],
    timers: [
      { timer: 'cancel-all', prefix: `relationship:${id}:` },
      ...facts.meetings.map((one) => ({ timer: 'cancel-all' as const, prefix: `meeting:${one.id}:` })),
    ],
  };
}

/** What they were asked, and what was proposed to them, has nothing left to answer. */
function closeQuestions(relationshipId: string, personId: string): Effect[] {
  return [agreementSlot(relationshipId), watchSlot(relationshipId)].map((slot) =>
    reviseFor(personId, slot, outdatedCard('ended')),
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
