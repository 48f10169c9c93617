/** A coordinator brings the two of a new pair together in one message to both, where their scheme does so. */

import type { Context, May, PersonContext } from '../engine/dialog.ts';
import type { Effect, TimerChange } from '../engine/effect.ts';
import { replaceWith } from '../engine/reply.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import { impartialCoordinators } from '../mentoring/impartial.ts';
import type { Relationship } from '../mentoring/records/relationship.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import { addDays, inZone, instantOf, sayDate, sayWhen, weekdayOf } from '../mentoring/time.ts';
import { form } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, facts as factsBlock, note, text } from '../ui/view.ts';
import { dialog, formAction, target, timer, update } from './define.ts';
import type { Outcome } from './define.ts';
import { reviseFor } from './living-card.ts';
import { checklistButton, labelWith } from './meeting-cards.ts';
import { nudge, nudgeTimer } from './nudge.ts';
import { idsOf, otherName, someone } from './pair.ts';

const mostWords = 1500;
const remindAfterWorkingDays = 3;

const coordinators: May<RelationshipFacts> = (facts, actor) =>
  introducers(facts).includes(actor.id) ||
  'Only the coordinators of a scheme introduce people to each other.';

export const introduction = dialog({
  name: 'introduction',
  subject: 'relationship',
  actions: {
    /** Timer: at once when a pair begins, with what is known of both. */
    ask: timer<RelationshipFacts>((facts, { now }) => ({
      timers: mayBeIntroduced(facts) ? introducers(facts).map((id) => askTimer(facts, id, now)) : [],
    })),

    /** Timer: each coordinator, at an hour that suits them; `reminder` where it is the second time. */
    'ask-one': nudge<RelationshipFacts>({ kind: 'coordinator', whose: oneOfThem, say: ask }),

    write: formAction({
      may: coordinators,
      form: (facts: RelationshipFacts) => notToIntroduce(facts) ?? introductionForm(facts),
      submit: introduce,
    }),
  },
});

/** What begins with a pair: whoever may introduce the two is asked at once. Nothing where the scheme does not do so. */
export function introductionTimers(
  { id }: Pick<Relationship, 'id'>,
  { introduces }: Pick<Scheme, 'introduces'>,
  now: Date,
): readonly TimerChange[] {
  if (!introduces) return [];
  return [{ timer: 'set', key: introductionKey(id), to: target('introduction', 'ask', id), at: now }];
}

/** Whoever may introduce the two, at the moment of asking: a coordinator may have become one of their managers. */
function oneOfThem(facts: RelationshipFacts, { args }: Context): string | undefined {
  return introducers(facts).find((id) => id === args['person']);
}

function mayBeIntroduced({ relationship, scheme }: RelationshipFacts): boolean {
  return relationship.introducedAt === undefined && relationship.state !== 'ended' && scheme.introduces;
}

function ask(facts: RelationshipFacts, personId: string, { now, args }: Context): Outcome {
  const { relationship } = facts;
  if (!mayBeIntroduced(facts)) return {};
  const again = args['reminder'] === 'yes';
  if (relationship.state === 'paused') return afterThePause(facts, personId, { now, again });
  const slot = introductionSlot(relationship.id);
  return {
    effects: [
      ...(again ? [reviseFor(personId, slot, newerCard)] : []),
      { effect: 'send', to: { person: personId }, slot, card: askCard(facts, again) },
    ],
    timers: again
      ? []
      : [
          askTimer(facts, personId, morningAfter(facts, personId, now, remindAfterWorkingDays), {
            again: true,
          }),
        ],
  };
}

function askTimer(
  { relationship, people }: RelationshipFacts,
  personId: string,
  asked: Date,
  { again = false }: { readonly again?: boolean } = {},
): TimerChange {
  return nudgeTimer({
    people,
    personId,
    kind: 'coordinator',
    key: `${introductionKey(relationship.id)}:${personId}`,
    to: target('introduction', 'ask-one', relationship.id, {
      person: personId,
      ...(again && { reminder: 'yes' }),
    }),
    asked,
  });
}

function introductionForm({ relationship, people, scheme }: RelationshipFacts) {
  const mentee = someone(people, relationship.menteeId).name;
  const mentor = someone(people, relationship.mentorId).name;
  return form({
    title: 'Introduce them',
    intro: [
      text(
        `${mentee} and ${mentor} each get these words in their own chat, at the same time, with the time of their first meeting and the checklist for it.`,
      ),
    ],
    fields: {
      words: {
        kind: 'longText',
        label: 'What you write to both',
        hint: 'Please write nothing that only one of them has told you.',
        required: true,
        maxLength: mostWords,
        value: readyWords(mentee, mentor, scheme.name),
      },
    },
    submit: 'Send it to both',
  });
}

function introduce(
  facts: RelationshipFacts,
  { words }: { readonly words: string },
  { actor, now }: PersonContext,
): Outcome {
  const { relationship } = facts;
  const done = doneCard(facts, actor.name, now);
  return {
    changes: [update('relationship', relationship.id, { introducedAt: now })],
    effects: [
      ...idsOf(relationship).map((id): Effect => ({
        effect: 'send',
        to: { person: id },
        card: introductionCard(facts, id, words, actor.name),
      })),
      ...introducers(facts).map((id) => reviseFor(id, introductionSlot(relationship.id), done)),
    ],
    timers: [
      { timer: 'cancel', key: introductionKey(relationship.id) },
      { timer: 'cancel-all', prefix: `${introductionKey(relationship.id)}:` },
    ],
    reply: replaceWith(done),
  };
}

function notToIntroduce(facts: RelationshipFacts): Card | undefined {
  const { relationship, scheme } = facts;
  if (relationship.introducedAt !== undefined) return doneCard(facts, undefined, relationship.introducedAt);
  switch (relationship.state) {
    case 'ended':
      return card('This mentoring has ended', text('There is nobody left to introduce.'));
    case 'paused':
      return card(
        'This mentoring is paused',
        text('You are asked again when it goes on, so that nobody is written to in a pause.'),
      );
    case 'active':
      return scheme.introduces
        ? undefined
        : card('No introduction is needed', text(`${scheme.name} no longer introduces people by a message.`));
    default:
      return relationship.state satisfies never;
  }
}

function introductionCard(facts: RelationshipFacts, personId: string, words: string, byName: string): Card {
  const { relationship, people, scheme, meetings } = facts;
  const first = meetings.find(({ state }) => state === 'booked');
  const other = otherName(relationship, people, personId);
  return card(
    'An introduction',
    text(`From ${byName}, ${scheme.name}:`),
    text(words),
    factsBlock({
      Mentee: someone(people, relationship.menteeId).name,
      Mentor: someone(people, relationship.mentorId).name,
      'First meeting':
        first === undefined
          ? 'Not booked yet'
          : sayWhen(instantOf(first.start), someone(people, personId).zone),
    }),
    buttons(
      checklistButton(relationship),
      button(labelWith('Open mentoring with', other), target('relationship', 'show', relationship.id)),
    ),
  );
}

function askCard({ relationship, people, scheme }: RelationshipFacts, again: boolean): Card {
  const mentee = someone(people, relationship.menteeId).name;
  const mentor = someone(people, relationship.mentorId).name;
  return card(
    again ? 'An introduction is waiting' : 'Introduce a new pair',
    text(`${mentor} mentors ${mentee}, ${scheme.name}. Both know that a coordinator introduces them.`),
    text('There are words ready for you to adapt. One of the coordinators is enough.'),
    note(
      again
        ? 'You are not reminded of this again.'
        : 'Nothing that the two write to each other comes to you.',
    ),
    buttons(button('Introduce them', target('introduction', 'write', relationship.id), { style: 'primary' })),
  );
}

function doneCard({ relationship, people }: RelationshipFacts, byName: string | undefined, at: Date): Card {
  const mentee = someone(people, relationship.menteeId).name;
  const mentor = someone(people, relationship.mentorId).name;
  const on = sayDate(inZone(at, someone(people, relationship.menteeId).zone).date);
  return card(
    'They have been introduced',
    text(
      byName === undefined
        ? `${mentor} and ${mentee} were introduced to each other on ${on}.`
        : `${byName} has introduced ${mentor} and ${mentee} to each other, on ${on}.`,
    ),
    note('There is nothing left to do here.'),
  );
}

const newerCard = card('Introduce a new pair', text('There is a newer message about this below.'));

function readyWords(mentee: string, mentor: string, scheme: string): string {
  return [
    `Dear ${mentee}, dear ${mentor},`,
    `I am glad to introduce you to each other. You are about to begin mentoring in ${scheme}.`,
    'The first meeting is for getting to know each other, and for agreeing how you want to work together: what is confidential, what you hope for, how often you meet, and whether you keep records. The checklist below helps with that.',
    'If it turns out not to be the right match, either of you can say so, without fault and without a reason. I wish you good conversations.',
  ].join('\n\n');
}

/** None who is one of the two, or who manages or assesses one of them. */
function introducers({ scheme, relationship, conflictIds, reportingLines }: RelationshipFacts) {
  return impartialCoordinators(scheme, { ids: idsOf(relationship), conflictIds }, reportingLines);
}

/** A pause is nobody's fault: the question waits for its end, and stays the first or the second that it was. */
function afterThePause(
  facts: RelationshipFacts,
  personId: string,
  { now, again }: { readonly now: Date; readonly again: boolean },
): Outcome {
  const { pausedUntil, menteeId } = facts.relationship;
  if (pausedUntil === undefined) return {};
  const end = instantOf({ date: pausedUntil, time: '10:00', zone: someone(facts.people, menteeId).zone });
  const at = end > now ? end : morningAfter(facts, personId, now, 1);
  return { timers: [askTimer(facts, personId, at, { again })] };
}

/** Nine o'clock so many working days later, where they live. */
function morningAfter({ people }: RelationshipFacts, personId: string, now: Date, workingDays: number): Date {
  const { zone } = someone(people, personId);
  let { date } = inZone(now, zone);
  for (let left = workingDays; left > 0;) {
    date = addDays(date, 1);
    if (weekdayOf(date) <= 5) left -= 1;
  }
  return instantOf({ date, time: '09:00', zone });
}

function introductionKey(relationshipId: string): string {
  return `relationship:${relationshipId}:introduce`;
}

function introductionSlot(relationshipId: string): string {
  return `introduce:${relationshipId}`;
}
