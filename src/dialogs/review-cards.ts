/** What a pair reads when it is time to look at its mentoring together, and when it was planned to end. */

import { sayCadence, sayGoals } from '../mentoring/agreement-words.ts';
import { areErased } from '../mentoring/erased.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import type { Review } from '../mentoring/reviews.ts';
import { inZone, sayDate } from '../mentoring/time.ts';
import { sayNumberOf, withinSentence } from '../mentoring/wording.ts';
import type { ActionButton, Block, Card } from '../ui/view.ts';
import { bold, button, buttons, card, facts as factsBlock, list, note, text } from '../ui/view.ts';
import { shortName } from './asking-words.ts';
import { target } from './define.ts';
import { bookButton } from './meeting-cards.ts';
import { otherName, someone } from './pair.ts';
import { suggestButton } from './rules-cards.ts';

/** To one of the two, some days ahead; at the planned end on the day. Nothing of what they wrote stands in it. */
export function reminderCard(facts: RelationshipFacts, personId: string, { occasion, on }: Review): Card {
  const { relationship, people } = facts;
  const other = otherName(relationship, people, personId);
  const isMentor = personId === relationship.mentorId;
  const hoped = isMentor ? `what ${shortName(other)} hoped for` : 'what you hoped for';
  const open = openButton(relationship.id);
  const book = bookButton(relationship, people, personId);
  switch (occasion) {
    case 'review':
      return card(
        `Time to look back with ${shortName(other)}`,
        text(
          `In your ground rules you and ${other} agreed to look at them again on ${sayDate(on)}. A quarter of an hour of your next meeting is enough: ${hoped}, what has happened, and whether the rules still fit.`,
        ),
        note(`${other} is reminded as well.`),
        buttons(open, book, nextDateButton(relationship.id), rulesButton(facts)),
      );
    case 'three-quarters':
      return card(
        `Three quarters of your time with ${shortName(other)}`,
        text(
          `Your mentoring with ${other} is planned until ${sayDate(relationship.plannedEnd ?? on)}. Now is a good time to look back together at ${hoped}, to choose what to use the rest for, and to speak about how you would like it to end.`,
        ),
        note(`${other} is reminded as well.`),
        buttons(open, book, endDateButton(relationship.id), endButton(relationship.id)),
      );
    case 'planned-end':
      return card(
        `Your mentoring with ${shortName(other)} was planned until today`,
        text(
          'Thank you for the time that you have given to it. Does it end here, or do you carry on? Either is right, and nothing changes until one of you says so.',
        ),
        note(`${other} is asked as well.`),
        buttons(endButton(relationship.id), endDateButton(relationship.id), book, open),
      );
    default:
      return occasion satisfies never;
  }
}

/** A short guide to go through together. Holds the pair's own words: a direct answer only, never sent. */
export function reviewCard(facts: RelationshipFacts, personId: string): Card {
  const { relationship, people } = facts;
  const other = otherName(relationship, people, personId);
  const isMentor = personId === relationship.mentorId;
  return card(
    `Looking back with ${shortName(other)}`,
    text(
      'To go through together, in this order or any other. Nothing of it is written down unless you do so.',
    ),
    text([bold(isMentor ? `1. What ${shortName(other)} hoped for` : '1. What you hoped for')]),
    ...hopes(facts),
    text([bold('2. What has happened')]),
    factsBlock(happened(facts, personId)),
    text('What has helped most? What would have helped more?'),
    text([bold('3. Whether the ground rules still fit')]),
    ...rules(facts),
    text([bold('4. What comes next')]),
    list([
      'Carry on as you are: choose when you look back next.',
      'Change something: how often, how long, what for, what is kept.',
      'Plan the ending: what is left to do, how you say goodbye, and who or what comes after.',
    ]),
    buttons(
      nextDateButton(relationship.id),
      rulesButton(facts),
      bookButton(relationship, people, personId),
      endDateButton(relationship.id),
      endButton(relationship.id),
    ),
  );
}

function hopes({ agreement }: RelationshipFacts): readonly Block[] {
  if (agreement === undefined) return [text('You have not written it down. What was it?')];
  const { objectives } = agreement.terms;
  const goals = sayGoals(agreement.terms);
  if (objectives === '' && goals === '') return [text('Your ground rules leave it open. What was it?')];
  return [
    ...[objectives, goals].filter((words) => words !== '').map((words) => text(words)),
    text('What of it has come about, and what matters now?'),
  ];
}

function happened(
  { relationship, meetings, actions, people }: RelationshipFacts,
  personId: string,
): Readonly<Record<string, string | undefined>> {
  const { startedAt, plannedEnd } = relationship;
  const met = meetings.filter(({ state }) => state === 'met').length;
  const done = actions.filter(({ doneAt }) => doneAt !== undefined).length;
  return {
    Since: sayDate(inZone(startedAt, someone(people, personId).zone).date),
    'You have met': met === 1 ? 'once' : met === 2 ? 'twice' : `${met} times`,
    'Next steps': actions.length === 0 ? undefined : `${done} of ${actions.length} done`,
    'Planned until': plannedEnd === undefined ? undefined : sayDate(plannedEnd),
  };
}

function rules({ agreement }: RelationshipFacts): readonly Block[] {
  if (agreement === undefined || areErased(agreement.terms))
    return [text('You have none at the moment. They help most where something is unclear.')];
  const { cadenceDays, minutes } = agreement.terms;
  return [
    text(
      `Version ${agreement.version}: you meet ${withinSentence(sayCadence(cadenceDays))} for ${sayNumberOf(minutes, 'minute', 'minutes')}. Is that what you do, and what you want?`,
    ),
  ];
}

function openButton(relationshipId: string): ActionButton {
  return button('Open the questions', target('review', 'show', relationshipId), { style: 'primary' });
}

function nextDateButton(relationshipId: string): ActionButton {
  return button('Set the next review date', target('review', 'next-date', relationshipId));
}

function endDateButton(relationshipId: string): ActionButton {
  return button('Carry on: plan a new end', target('review', 'carry-on', relationshipId));
}

function endButton(relationshipId: string): ActionButton {
  return button('End it with thanks', target('relationship', 'end', relationshipId, { kind: 'natural' }));
}

function rulesButton({ relationship, agreement }: RelationshipFacts): ActionButton {
  return suggestButton(relationship.id, agreement !== undefined);
}
