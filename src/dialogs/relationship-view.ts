/** A relationship as one of its two sees it: the rules in short, what is coming, what was recorded, what is to be done. */

import { daysBetween, inZone, instantOf, sayDate, sayDay, sayWhen } from '../mentoring/time.ts';
import { checkInsOf } from '../mentoring/check-ins.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import type { Agreement } from '../mentoring/records/agreement.ts';
import type { WallTime } from '../mentoring/records/wall-time.ts';
import { sayRotation } from '../mentoring/rotations.ts';
import { mayRead } from '../mentoring/session-records.ts';
import type { Block, Button, Card } from '../ui/view.ts';
import { bold, button, buttons, card, divider, empty, list, note, text } from '../ui/view.ts';
import { shortName } from './asking-words.ts';
import { mineButton } from './check-in-cards.ts';
import { showBooked } from './booked-meetings.ts';
import { target } from './define.ts';
import { afterwards } from './ended-cards.ts';
import { planLastButton } from './last-meeting.ts';
import { bookButton, checklistButton } from './meeting-cards.ts';
import { certificateButton } from './pair-papers.ts';
import { letterButton, reportBackSection } from './pair-report-back.ts';
import { otherName, someone } from './pair.ts';
import { comingMeetings } from './pausing.ts';
import { portfolioButton } from './portfolio.ts';
import { movingButton } from './rotation-cards.ts';
import { ownRotation } from './rotation-form.ts';
import { readButton, suggestButton, termsBlock } from './rules-cards.ts';
import { someButtons } from './some-buttons.ts';
import { tellDatesButton } from './tell-dates.ts';

/** The newest records get a button each; older ones are reached through the list of meetings. */
const mostRecords = 8;
const mostActions = 5;

/** Holds the pair's own words (next steps): a direct answer only, never sent. */
export function relationshipCard(facts: RelationshipFacts, personId: string, now: Date): Card {
  const { relationship, people } = facts;
  const other = otherName(relationship, people, personId);
  return card(
    `Mentoring with ${shortName(other)}`,
    text(standing(facts, personId)),
    ...reportBackSection(facts, personId),
    ...rulesInShort(facts, personId),
    divider(),
    ...upcoming(facts, personId, now),
    ...nextSteps(facts, personId, now),
    ...recordList(facts, personId),
    ownCheckIns(facts, personId),
    ...papers(facts, personId),
    ...(relationship.state === 'ended' ? afterwards(facts, personId, now) : moving(facts, personId)),
    relationship.state === 'ended' ? undefined : divider(),
    relationship.state === 'ended' ? undefined : buttons(...steering(facts, personId)),
  );
}

function standing({ relationship, scheme }: RelationshipFacts, personId: string): string {
  const role = relationship.mentorId === personId ? 'You are the mentor' : 'You are the mentee';
  switch (relationship.state) {
    case 'active':
      return `${role}, in ${scheme.name}.`;
    case 'paused':
      return relationship.pausedUntil === undefined
        ? `${role}, in ${scheme.name}. It is paused.`
        : `${role}, in ${scheme.name}. It is paused until ${sayDate(relationship.pausedUntil)}.`;
    case 'ended':
      return `This mentoring in ${scheme.name} has ended.`;
    default:
      return relationship.state satisfies never;
  }
}

function rulesInShort(facts: RelationshipFacts, personId: string): readonly Block[] {
  const { relationship, agreement } = facts;
  if (relationship.state === 'ended') return agreement === undefined ? [] : agreedRules(agreement, true);
  const waiting = rulesWaiting(facts, personId);
  if (agreement !== undefined) return [...agreedRules(agreement, waiting.length === 0), ...waiting];
  if (waiting.length > 0) return waiting;
  return [
    text('You have not agreed ground rules yet. The first meeting is a good time for it.'),
    buttons(suggestButton(relationship.id, false), checklistButton(relationship)),
  ];
}

function agreedRules(agreement: Agreement, withButton: boolean): readonly Block[] {
  return [termsBlock(agreement.terms), ...(withButton ? [buttons(readButton(agreement))] : [])];
}

/** Whoever proposed them waits; the other one is told what is asked of them. */
function rulesWaiting(
  { relationship, agreement, proposedAgreement: proposed, people }: RelationshipFacts,
  personId: string,
): readonly Block[] {
  if (proposed === undefined) return [];
  const other = otherName(relationship, people, personId);
  const what = agreement === undefined ? 'ground rules' : 'changes to your ground rules';
  const says =
    proposed.proposedById === personId
      ? `You proposed ${what}, which wait for the answer of ${other}.`
      : `${other} proposes ${what}. Please read them: you can agree, or suggest something else.`;
  return [text(says), buttons(readButton(proposed))];
}

function upcoming(facts: RelationshipFacts, personId: string, now: Date): readonly Block[] {
  if (facts.relationship.state === 'ended') return [];
  const coming = comingMeetings(facts, now);
  const zone = someone(facts.people, personId).zone;
  if (coming.length === 0)
    return [empty('No meeting is booked.', 'Booking the next one keeps things going.')];
  return [
    text([bold('Coming up')]),
    list(
      coming
        .slice(0, 5)
        .map(
          ({ start, last }) =>
            `${sayWhen(instantOf(start), zone)}${last === true ? ', to be your last' : ''}`,
        ),
    ),
    ...(coming.length > 5
      ? [note(sayMore(coming.length - 5)), buttons(showBooked(facts.relationship, 'Show all that is booked'))]
      : []),
  ];
}

function sayMore(more: number): string {
  return `${more} more ${more === 1 ? 'is' : 'are'} booked.`;
}

function nextSteps(facts: RelationshipFacts, personId: string, now: Date): readonly Block[] {
  const open = facts.actions.filter(({ doneAt }) => doneAt === undefined);
  if (open.length === 0) return [];
  const today = inZone(now, someone(facts.people, personId).zone).date;
  const shown = open.slice(0, mostActions);
  return [
    text([bold('Next steps')]),
    list(
      shown.map(({ ownerId, what, dueOn }) => {
        const who = ownerId === personId ? 'You' : someone(facts.people, ownerId).name;
        return `${who}: ${what}${dueOn === undefined ? '' : ` (${sayDue(dueOn, today)})`}`;
      }),
      { ordered: true },
    ),
    buttons(
      ...shown.map(({ id }, index) =>
        button(
          `Step ${index + 1} is done`,
          target('relationship', 'done', facts.relationship.id, { action: id }),
        ),
      ),
      button('Change a next step', target('relationship', 'change-step', facts.relationship.id)),
    ),
    ...(open.length > shown.length
      ? [note(`${open.length - shown.length} more ${open.length - shown.length === 1 ? 'is' : 'are'} open.`)]
      : []),
  ];
}

function recordList(facts: RelationshipFacts, personId: string): readonly Block[] {
  const zone = someone(facts.people, personId).zone;
  const readable = facts.records.filter((record) => mayRead(record, personId));
  const meetings = facts.meetings
    .filter(({ id }) => readable.some(({ meetingId }) => meetingId === id))
    .toReversed();
  if (meetings.length === 0) return [];
  const more = meetings.length - mostRecords;
  return [
    text([bold('Records you can read')]),
    buttons(
      ...meetings
        .slice(0, mostRecords)
        .map(({ id, start }) =>
          button(`Read the record of ${sayMoment(start, zone)}`, target('meeting', 'read', id)),
        ),
    ),
    ...(more > 0 ? [note(`${more} older ${more === 1 ? 'one is' : 'ones are'} under your meetings.`)] : []),
  ];
}

/** What they said of it themselves stays theirs to read, also once it has ended. */
function ownCheckIns(facts: RelationshipFacts, personId: string): Block | undefined {
  const said = checkInsOf(facts.checkIns, personId).some(({ answeredAt }) => answeredAt !== undefined);
  return said ? buttons(mineButton(facts)) : undefined;
}

function papers(facts: RelationshipFacts, personId: string): readonly Block[] {
  const row = someButtons(
    portfolioButton(facts, personId),
    certificateButton(facts),
    letterButton(facts),
    tellDatesButton(facts),
  );
  return row === undefined ? [] : [text([bold('On paper')]), row];
}

/** What they themselves said of moving; the other's is in what they were told. */
function moving(facts: RelationshipFacts, personId: string): readonly Block[] {
  const said = ownRotation(facts, personId);
  return said === undefined ? [] : [text(sayRotation(said))];
}

function steering(facts: RelationshipFacts, personId: string): readonly (Button | undefined)[] {
  const { relationship, people } = facts;
  const { id, state } = relationship;
  return [
    bookButton(relationship, people, personId),
    state === 'paused'
      ? button('End the pause now', target('relationship', 'resume', id))
      : button('Pause the mentoring', target('relationship', 'pause', id)),
    movingButton(relationship, ownRotation(facts, personId)),
    planLastButton(relationship),
    relationship.mentorId === personId ? button('Contact log', target('contact-log', 'show', id)) : undefined,
    button('End the mentoring', target('relationship', 'end', id), { style: 'danger' }),
  ];
}

/** With the time, as somebody may meet twice on one day. */
function sayMoment(start: WallTime, zone: string): string {
  const { date, time } = inZone(instantOf(start), zone);
  return `${sayDay(date)}, ${time}`;
}

function sayDue(dueOn: string, today: string): string {
  const days = daysBetween(today, dueOn);
  if (days === 0) return 'due today';
  return days < 0 ? `was due on ${sayDay(dueOn)}` : `due on ${sayDay(dueOn)}`;
}
