/** A good ending is planned: the two mark a meeting as their last, and both know what it is for. */

import type { May, PersonContext } from '../engine/dialog.ts';
import { answer, go, refuse, replaceWith } from '../engine/reply.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import { asPlace } from '../mentoring/place.ts';
import type { Meeting } from '../mentoring/records/meeting.ts';
import { inZone, instantOf, sayDate, sayDay } from '../mentoring/time.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import type { ActionButton, Card } from '../ui/view.ts';
import { button, buttons, card, list, note, text } from '../ui/view.ts';
import { bookMeeting, markLast } from './booking.ts';
import { chooseStart, meetingTimeFields } from './choose-time.ts';
import { dialog, formAction, press, target, update } from './define.ts';
import type { Outcome } from './define.ts';
import { endedCard } from './ended-cards.ts';
import { bookButton, lastMeetingAgenda } from './meeting-cards.ts';
import { ofThePair, otherId, otherName } from './pair.ts';
import { comingMeetings } from './pausing.ts';
import { placeLikely } from './place-likely.ts';

/** Each has a button. */
const mostOffered = 6;

const pair: May<RelationshipFacts> = ofThePair;

export const lastMeeting = dialog({
  name: 'last-meeting',
  subject: 'relationship',
  actions: {
    /** Straight on to a form where nothing is booked that could be the last. */
    plan: press(pair, (facts, context) => {
      const over = ended(facts, context);
      if (over !== undefined) return { reply: replaceWith(over) };
      const coming = comingMeetings(facts, context.now);
      return coming.length === 0
        ? { reply: go(target('last-meeting', 'book', facts.relationship.id, context.args)) }
        : { reply: answer(planCard(facts, coming, context)) };
    }),

    /** `until`: the day before which it has to be. */
    book: formAction({
      may: pair,
      form: (facts: RelationshipFacts, context) => ended(facts, context) ?? lastForm(facts, context),
      submit: book,
    }),

    mark: press(pair, mark),
    unmark: press(pair, unmark),
  },
});

export function planLastButton({ id }: RelationshipFacts['relationship'], until?: string): ActionButton {
  return button(
    'Plan the last meeting',
    target('last-meeting', 'plan', id, until === undefined ? undefined : { until }),
  );
}

function planCard(
  { relationship, people }: RelationshipFacts,
  coming: readonly Meeting[],
  { actor, args }: PersonContext,
): Card {
  const { id } = relationship;
  const last = coming.find((one) => one.last === true);
  const { until } = args;
  const offered = coming.filter((one) => one !== last && (until === undefined || one.start.date <= until));
  const day = (one: Meeting) => dayAndTime(one, actor.zone);
  return card(
    'The last meeting',
    text(
      `An ending that both of you know of is a better one. ${otherName(relationship, people, actor.id)} is told, and both of you get what it is for:`,
    ),
    list(lastMeetingAgenda),
    last === undefined ? undefined : text(`At the moment it is the meeting on ${day(last)}.`),
    buttons(
      ...offered
        .slice(0, mostOffered)
        .map((one) => button(`Last on ${day(one)}`, target('last-meeting', 'mark', id, { meeting: one.id }))),
      button('Book another time for it', target('last-meeting', 'book', id, args)),
      last === undefined
        ? undefined
        : button('It is not to be the last', target('last-meeting', 'unmark', id, { meeting: last.id })),
    ),
    note('Nothing ends by itself: after it one of you ends the mentoring, or it goes on.'),
  );
}

function lastForm(facts: RelationshipFacts, { now, actor, args }: PersonContext) {
  const { relationship, people, agreement, scheme } = facts;
  const place = placeLikely(facts);
  const { until } = args;
  const fields = meetingTimeFields(now, actor.zone, place === undefined ? {} : { place });
  const max = until !== undefined && until >= inZone(now, actor.zone).date ? until : fields.date.max;
  return form({
    title: 'The last meeting',
    intro: [
      text(
        `With ${otherName(relationship, people, actor.id)}, who is told at once and can move it. Both of you get what it is for:`,
      ),
      list(lastMeetingAgenda),
    ],
    fields: {
      ...fields,
      date: { ...fields.date, max },
      minutes: {
        kind: 'number',
        label: 'Length in minutes',
        required: true,
        min: 15,
        max: 240,
        value: agreement?.terms.minutes ?? scheme.meetingMinutes,
      },
    },
    submit: 'Book',
  });
}

function book(
  facts: RelationshipFacts,
  values: FormValues<ReturnType<typeof lastForm>['fields']>,
  { now, actor, newId }: PersonContext,
): Outcome {
  const { relationship, people } = facts;
  const wall = { date: values.date, time: values.time, zone: actor.zone };
  const chosen = chooseStart(wall, values.minutes, { ...facts, now });
  if (!chosen.ok) return { reply: refuse({ time: chosen.why }) };
  const meeting: Meeting = {
    id: newId(),
    relationshipId: relationship.id,
    start: chosen.start,
    minutes: values.minutes,
    place: asPlace(values.place),
    bookedById: actor.id,
    state: 'booked',
    sequence: 0,
    last: true,
  };
  const arranged = bookMeeting({ ...facts, now, meeting, first: false });
  return {
    ...arranged,
    changes: [...arranged.changes, ...noLongerLast(facts)],
    reply: answer(
      card(
        'The last meeting is booked',
        text(
          `${otherName(relationship, people, actor.id)} is being told. What it is for is in a message to both of you.`,
        ),
      ),
    ),
  };
}

function mark(facts: RelationshipFacts, context: PersonContext): Outcome {
  const over = ended(facts, context);
  if (over !== undefined) return { reply: replaceWith(over) };
  const { actor, args, now } = context;
  const meeting = comingMeetings(facts, now).find(({ id }) => id === args['meeting']);
  if (meeting === undefined) return { reply: answer(planCard(facts, comingMeetings(facts, now), context)) };
  const marked: Meeting = { ...meeting, last: true };
  return {
    changes: [...noLongerLast(facts), update('meeting', meeting.id, { last: true })],
    effects: markLast({ ...facts, meeting: marked }),
    reply: replaceWith(
      card(
        `Your last meeting: ${sayDate(inZone(instantOf(meeting.start), actor.zone).date)}`,
        text('Both of you have a message that says what it is for.'),
        buttons(
          button(
            'It is not to be the last',
            target('last-meeting', 'unmark', facts.relationship.id, { meeting: meeting.id }),
          ),
        ),
      ),
    ),
  };
}

/** Before it, or when it is over and they would rather go on. */
function unmark(facts: RelationshipFacts, context: PersonContext): Outcome {
  const over = ended(facts, context);
  if (over !== undefined) return { reply: replaceWith(over) };
  const { actor, args } = context;
  const { relationship, people } = facts;
  const meeting = facts.meetings.find(({ id, last }) => id === args['meeting'] && last === true);
  const mine = goesOn(facts, actor.id, 'Your mentoring goes on after that meeting.');
  if (meeting === undefined) return { reply: replaceWith(mine) };
  const other = otherId(relationship, actor.id);
  return {
    changes: [update('meeting', meeting.id, { last: undefined })],
    effects: [
      {
        effect: 'send',
        to: { person: other },
        card: goesOn(
          facts,
          other,
          `${actor.name} would like your mentoring to go on after the meeting on ${dayAndTime(meeting, people[other]?.zone ?? actor.zone)}: it is not to be the last.`,
        ),
      },
    ],
    reply: replaceWith(mine),
  };
}

function goesOn({ relationship, people }: RelationshipFacts, personId: string, words: string): Card {
  return card('Not the last meeting', text(words), buttons(bookButton(relationship, people, personId)));
}

/** One meeting at most is to be the last. */
function noLongerLast({ meetings }: RelationshipFacts): NonNullable<Outcome['changes']> {
  return meetings
    .filter(({ last, state }) => last === true && state === 'booked')
    .map(({ id }) => update('meeting', id, { last: undefined }));
}

function dayAndTime({ start }: Meeting, zone: string): string {
  const { date, time } = inZone(instantOf(start), zone);
  return `${sayDay(date)}, ${time}`;
}

function ended(facts: RelationshipFacts, { actor }: PersonContext): Card | undefined {
  return facts.relationship.state === 'ended' ? endedCard(facts, actor.id) : undefined;
}
