/** A person's meetings, relationship by relationship, and the way to the record of one of them. */

import { answer, go } from '../engine/reply.ts';
import { hoursGiven, sayHours } from '../mentoring/hours.ts';
import type { PersonFacts, RelationshipGlance } from '../mentoring/facts.ts';
import { sayWhyNot } from '../mentoring/not-met.ts';
import { sayPlace } from '../mentoring/place.ts';
import type { Meeting } from '../mentoring/records/meeting.ts';
import { inZone, instantOf, sayDate, sayWhen, shiftDays } from '../mentoring/time.ts';
import type { Block, Card } from '../ui/view.ts';
import { bold, button, buttons, card, divider, empty, list, note, text } from '../ui/view.ts';
import { endOf } from './booking.ts';
import { showBooked } from './booked-meetings.ts';
import { target } from './define.ts';
import type { Outcome } from './define.ts';
import { hoursButton } from './hours-statement.ts';
import { bookButton, cancelButton, labelWith, moveButton } from './meeting-cards.ts';
import { momentOf, policyOf, recordable } from './overview.ts';
import { otherName } from './pair.ts';
import { rulesBlocks } from './rules-waiting.ts';
import { someButtons } from './some-buttons.ts';
import { tellApart } from './tell-apart.ts';

/** More pairs than these are buttons alone. */
const mostRelationships = 3;
const mostPast = 10;

/** How much of each pair there is room for: all that one or two can have, or what matters most of several. */
type Room = { readonly past: number; readonly opened: number; readonly unwritten: number };
const roomy: Room = { past: mostPast, opened: 5, unwritten: 3 };
const tight: Room = { past: 3, opened: 2, unwritten: 1 };
const mostRoomy = 2;

export function meetingsCard(facts: PersonFacts, now: Date): Card {
  const { person } = facts;
  if (facts.relationships.length === 0)
    return card(
      'Your meetings',
      empty('You have no meetings yet.', 'They begin once you have a mentor, or somebody to mentor.'),
      buttons(
        button('Ask for a mentor', target('ask', 'start', person.id), { style: 'primary' }),
        button('Offer to mentor', target('offer', 'start', person.id)),
        hoursButton(facts),
      ),
    );
  const sorted = facts.relationships.toSorted(
    (a, b) => Number(a.relationship.state === 'ended') - Number(b.relationship.state === 'ended'),
  );
  const rest = sorted.slice(mostRelationships);
  const room = sorted.length > mostRoomy ? tight : roomy;
  return tellApart(
    card(
      'Your meetings',
      ...sorted
        .slice(0, mostRelationships)
        .flatMap((glance, index) => [
          ...(index > 0 ? [divider()] : []),
          ...pairBlocks(facts, glance, now, room),
        ]),
      ...restBlocks(facts, rest),
      ...hours(facts, now),
    ),
  );
}

function restBlocks({ person, people }: PersonFacts, rest: readonly RelationshipGlance[]): readonly Block[] {
  if (rest.length === 0) return [];
  return [
    divider(),
    text(`${rest.length} more:`),
    buttons(
      ...rest
        .slice(0, 10)
        .map(({ relationship }) =>
          button(
            labelWith('Open mentoring with', otherName(relationship, people, person.id)),
            target('relationship', 'show', relationship.id),
          ),
        ),
    ),
  ];
}

/** Straight to the form where there is only one meeting to write about. */
export function chooseRecord(facts: PersonFacts, now: Date): Outcome {
  const { person, people } = facts;
  const open = recordable(facts, now);
  const [only, second] = open;
  if (only === undefined)
    return {
      reply: answer(
        card(
          'Nothing to record',
          text(
            'There is no meeting without a record of yours. You can write one once a meeting has begun, unless the two of you keep none.',
          ),
          buttons(button('Show my meetings', target('desk', 'meetings', person.id))),
        ),
      ),
    };
  if (second === undefined) return { reply: go(target('meeting', 'record', only.meeting.id)) };
  return {
    reply: answer(
      tellApart(
        card(
          'Which meeting?',
          text('These meetings have no record of yours yet:'),
          buttons(
            ...open.slice(0, mostPast).map(({ glance, meeting }) => {
              const other = otherName(glance.relationship, people, person.id);
              return button(
                labelWith(`${momentOf(meeting, person.zone)} with`, other),
                target('meeting', 'record', meeting.id),
              );
            }),
          ),
          open.length > mostPast ? note(`${open.length - mostPast} older ones are not shown.`) : undefined,
        ),
      ),
    ),
  };
}

function pairBlocks(facts: PersonFacts, glance: RelationshipGlance, now: Date, room: Room): readonly Block[] {
  const { person, people } = facts;
  const { relationship, meetings } = glance;
  const other = otherName(relationship, people, person.id);
  const over = relationship.state === 'ended';
  const coming = meetings.filter((meeting) => meeting.state === 'booked' && endOf(meeting) > now);
  // What was called off before its time is no history: twelve of those would hide the ones that were held.
  const past = meetings
    .filter(
      (meeting) =>
        !coming.includes(meeting) && (meeting.state !== 'cancelled' || instantOf(meeting.start) <= now),
    )
    .toReversed();
  const [next, ...later] = coming;
  return [
    text([bold(other), over ? ': ended' : relationship.state === 'paused' ? ': paused' : '']),
    ...rulesBlocks(glance, people, person.id),
    ...(next === undefined ? [] : nextBlocks(facts, glance, next)),
    ...(later.length === 0 ? [] : laterBlocks(glance, later, person.zone, room, other)),
    ...(next === undefined && !over ? [text('No meeting is booked.')] : []),
    ...(past.length === 0
      ? []
      : pastBlocks(glance, past, policyOf(facts, glance) !== 'none', person.zone, room)),
    buttons(
      over || next !== undefined ? undefined : bookButton(relationship, people, person.id),
      over || next === undefined
        ? undefined
        : button(labelWith('Book another with', other), target('relationship', 'book', relationship.id)),
      button(labelWith('Open mentoring with', other), target('relationship', 'show', relationship.id)),
    ),
  ];
}

function nextBlocks(
  facts: PersonFacts,
  { relationship }: RelationshipGlance,
  meeting: Meeting,
): readonly Block[] {
  const { person, people } = facts;
  const about = { relationship, people, personId: person.id, meeting };
  return [
    text(
      `Next: ${sayWhen(instantOf(meeting.start), person.zone)}, ${meeting.minutes} minutes, ${sayPlace(meeting.place).toLowerCase()}.`,
    ),
    buttons(moveButton(about, { withTime: true }), cancelButton(about, { withTime: true })),
  ];
}

function laterBlocks(
  { relationship }: RelationshipGlance,
  later: readonly Meeting[],
  zone: string,
  room: Room,
  other: string,
): readonly Block[] {
  const more = later.length - room.opened;
  return [
    buttons(
      ...later
        .slice(0, room.opened)
        .map((meeting) =>
          button(`Open meeting on ${momentOf(meeting, zone)}`, target('meeting', 'show', meeting.id)),
        ),
      more > 0 ? showBooked(relationship, labelWith('All booked with', other)) : undefined,
    ),
    ...(more > 0 ? [note(`${more} more ${more === 1 ? 'is' : 'are'} booked after these.`)] : []),
  ];
}

function pastBlocks(
  glance: RelationshipGlance,
  past: readonly Meeting[],
  keepsRecords: boolean,
  zone: string,
  room: Room,
): readonly Block[] {
  const more = past.length - room.past;
  const unwritten = keepsRecords
    ? past
        .filter(({ id, state }) => state === 'met' && !glance.recorded.includes(id))
        .slice(0, room.unwritten)
    : [];
  return [
    list(
      past
        .slice(0, room.past)
        .map((meeting) => `${sayDate(inZone(instantOf(meeting.start), zone).date)}: ${became(meeting)}`),
    ),
    ...(more > 0 ? [note(`${more} more before these.`)] : []),
    ...(unwritten.length === 0
      ? []
      : [
          buttons(
            ...unwritten.map((meeting) =>
              button(
                `Write the record of ${momentOf(meeting, zone)}`,
                target('meeting', 'record', meeting.id),
              ),
            ),
          ),
        ]),
  ];
}

/** A mentor's time over the last twelve months, for the job plan, and the way to a statement of it. */
function hours(facts: PersonFacts, now: Date): readonly Block[] {
  const { person } = facts;
  const mentored = facts.relationships
    .filter(({ relationship }) => relationship.mentorId === person.id)
    .flatMap(({ meetings }) => meetings);
  const given = hoursGiven(mentored, shiftDays(now, -365, person.zone), now);
  const row = someButtons(hoursButton(facts));
  const statement = row === undefined ? [] : [row];
  if (given.meetings === 0) return statement;
  const meetings = given.meetings === 1 ? 'one meeting' : `${given.meetings} meetings`;
  return [
    note(
      `As a mentor you have given ${sayHours(given.minutes)} in ${meetings} shown here over the last twelve months, without preparation.`,
    ),
    ...statement,
  ];
}

function became({ state, notMetReason }: Meeting): string {
  const why = notMetReason === undefined ? '' : ` (${sayWhyNot(notMetReason)})`;
  switch (state) {
    case 'met':
      return 'you met';
    case 'missed':
      return `you did not meet${why}`;
    case 'cancelled':
      return `cancelled${why}`;
    case 'booked':
      return 'not answered yet';
    default:
      return state satisfies never;
  }
}
