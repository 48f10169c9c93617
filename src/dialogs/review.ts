/** A pair looks at its mentoring together: reminded of it, with a few questions to go through, and asked when it ends. */

import type { May, PersonContext } from '../engine/dialog.ts';
import { answer, refuse, replaceWith } from '../engine/reply.ts';
import { areErased } from '../mentoring/erased.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import type { AgreementTerms } from '../mentoring/records/agreement.ts';
import { reviewsOf } from '../mentoring/reviews.ts';
import { addDays, inZone, instantOf, sayDate } from '../mentoring/time.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, text } from '../ui/view.ts';
import { dialog, formAction, press, target, timer, update } from './define.ts';
import type { Outcome } from './define.ts';
import { endedCard } from './ended-cards.ts';
import { putForward } from './ground-rules.ts';
import { reviewSlot, sendAfresh } from './living-card.ts';
import { nudge } from './nudge.ts';
import { idsOf, ofThePair, otherId, otherName, someone } from './pair.ts';
import { reminderCard, reviewCard } from './review-cards.ts';
import { reviewTimers } from './review-timers.ts';
import { readButton, suggestButton } from './rules-cards.ts';

const usualDays = 90;
const mostDays = 1830;

const pair: May<RelationshipFacts> = ofThePair;

export const review = dialog({
  name: 'review',
  subject: 'relationship',
  actions: {
    /** Timer: the dates of a pair that had none of these timers. */
    plan: timer<RelationshipFacts>((facts, { now }) =>
      facts.relationship.state === 'ended' ? {} : { timers: reviewTimers(facts, now) },
    ),

    /** Timer: `person` is reminded of the `occasion` that was to be `on` that day, if it still is. */
    remind: nudge<RelationshipFacts>({
      kind: 'check-in',
      whose: ({ relationship }, { args }) => idsOf(relationship).find((id) => id === args['person']),
      say: (facts, personId, { args }) => {
        const { id, state, pausedUntil } = facts.relationship;
        const planned = reviewsOf(facts).find(({ occasion }) => occasion === args['occasion']);
        if (planned === undefined || planned.on !== args['on']) return {};
        if (state === 'paused' && pausedUntil !== undefined)
          return { again: morningAfter(pausedUntil, someone(facts.people, personId).zone) };
        return { effects: sendAfresh(personId, reviewSlot(id), reminderCard(facts, personId, planned)) };
      },
    }),

    show: press(pair, (facts, context) =>
      facts.relationship.state === 'ended'
        ? { reply: replaceWith(endedCard(facts, context.actor.id)) }
        : { confidential: true, reply: answer(reviewCard(facts, context.actor.id)) },
    ),

    'next-date': formAction({
      may: pair,
      form: (facts: RelationshipFacts, context) =>
        cannotChange(facts, context) ?? noRules(facts) ?? dateForm(facts, context),
      submit: (facts: RelationshipFacts, { reviewOn }: DateValues, context) =>
        propose(facts, { reviewOn }, context),
    }),

    /** With a new planned end, or with none. */
    'carry-on': formAction({
      may: pair,
      form: (facts: RelationshipFacts, context) => cannotChange(facts, context) ?? endForm(facts, context),
      submit: carryOn,
    }),
  },
});

type DateValues = FormValues<ReturnType<typeof dateForm>['fields']>;
type EndValues = FormValues<ReturnType<typeof endForm>['fields']>;

function dateForm({ relationship, people, agreement }: RelationshipFacts, { now, actor }: PersonContext) {
  const today = inZone(now, actor.zone).date;
  const holds = agreement?.terms.reviewOn ?? '';
  return form({
    title: 'The next review',
    intro: [
      text(
        `${otherName(relationship, people, actor.id)} is asked to agree to the date. Everything else in your ground rules stays as it is.`,
      ),
    ],
    fields: {
      reviewOn: {
        kind: 'date',
        label: 'When you look at it again',
        required: true,
        min: addDays(today, 1),
        max: addDays(today, mostDays),
        value: holds > addDays(today, usualDays) ? holds : addDays(today, usualDays),
      },
    },
    submit: 'Propose this date',
  });
}

function endForm(facts: RelationshipFacts, { now, actor }: PersonContext) {
  const { relationship, people } = facts;
  const today = inZone(now, actor.zone).date;
  const other = otherName(relationship, people, actor.id);
  return form({
    title: 'Carry on',
    intro: [
      text(
        termsInForce(facts) === undefined
          ? `${other} is told, and can change it.`
          : `${other} is asked to agree. Everything else in your ground rules stays as it is.`,
      ),
    ],
    fields: {
      plannedEnd: {
        kind: 'date',
        label: 'Planned until',
        hint: 'Leave it empty to carry on without a planned end.',
        required: false,
        min: addDays(today, 1),
        max: addDays(today, mostDays),
        value: addDays(today, usualDays),
      },
    },
    submit: 'Carry on',
  });
}

/** Where ground rules hold the end is one of them, so that both agree to it; otherwise one says it and the other hears. */
function carryOn(facts: RelationshipFacts, { plannedEnd }: EndValues, context: PersonContext): Outcome {
  const { relationship } = facts;
  const { actor, now } = context;
  if (termsInForce(facts) !== undefined) return propose(facts, { plannedEnd }, context);
  const after: RelationshipFacts = { ...facts, relationship: { ...relationship, plannedEnd } };
  const other = otherId(relationship, actor.id);
  return {
    changes: [update('relationship', relationship.id, { plannedEnd })],
    effects: sendAfresh(other, reviewSlot(relationship.id), goesOnCard(after, other, actor.name)),
    timers: reviewTimers(after, now),
    reply: replaceWith(goesOnCard(after, actor.id, undefined)),
  };
}

function propose(
  facts: RelationshipFacts,
  set: Partial<Pick<AgreementTerms, 'reviewOn' | 'plannedEnd'>>,
  context: PersonContext,
): Outcome {
  const terms = termsInForce(facts);
  if (terms === undefined)
    return { reply: replaceWith(noRules(facts) ?? reviewCard(facts, context.actor.id)) };
  const [same] = Object.entries(set).filter(([field, date]) => terms[field as keyof typeof set] === date);
  if (same !== undefined)
    return { reply: refuse({ [same[0]]: 'This is what holds already. Please choose another date.' }) };
  return putForward(facts, { ...terms, ...set }, context);
}

function goesOnCard(
  { relationship, people }: RelationshipFacts,
  personId: string,
  byName: string | undefined,
): Card {
  const { id, plannedEnd } = relationship;
  const until = plannedEnd === undefined ? 'without a planned end' : `until ${sayDate(plannedEnd)}`;
  return card(
    'The mentoring goes on',
    text(
      byName === undefined
        ? `Your mentoring with ${otherName(relationship, people, personId)} goes on ${until}.`
        : `${byName} would like to carry on with your mentoring, ${until}. If you see it otherwise, you can change it, or end it.`,
    ),
    buttons(
      button('Plan another end', target('review', 'carry-on', id)),
      byName === undefined ? undefined : button('End the mentoring', target('relationship', 'end', id)),
    ),
  );
}

function cannotChange(facts: RelationshipFacts, { actor }: PersonContext): Card | undefined {
  const { relationship, people, proposedAgreement: waiting } = facts;
  if (relationship.state === 'ended') return endedCard(facts, actor.id);
  if (waiting === undefined) return undefined;
  return card(
    'Other changes are waiting',
    text(
      waiting.proposedById === actor.id
        ? `You have proposed changes to your ground rules, which wait for the answer of ${otherName(relationship, people, actor.id)}. You can put something else in their place.`
        : `${otherName(relationship, people, actor.id)} has proposed changes to your ground rules. Please read them first.`,
    ),
    buttons(readButton(waiting), suggestButton(relationship.id, true)),
  );
}

/** A review date is one of the ground rules. */
function noRules(facts: RelationshipFacts): Card | undefined {
  if (termsInForce(facts) !== undefined) return undefined;
  return card(
    'You have no ground rules yet',
    text(
      'When you look at it again is one of them. Proposing them takes a few minutes, and the date is part of it.',
    ),
    buttons(suggestButton(facts.relationship.id, false)),
  );
}

function termsInForce({ agreement }: RelationshipFacts): AgreementTerms | undefined {
  return agreement === undefined || areErased(agreement.terms) ? undefined : agreement.terms;
}

function morningAfter(date: string, zone: string): Date {
  return instantOf({ date, time: '09:30', zone });
}
