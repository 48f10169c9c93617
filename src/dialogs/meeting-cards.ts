/** What is said about a meeting before it happens: each card in the reader's own zone, each button with its date. */

import type { People } from '../mentoring/facts.ts';
import { sayPlace } from '../mentoring/place.ts';
import type { Agreement } from '../mentoring/records/agreement.ts';
import type { Meeting, Preparation } from '../mentoring/records/meeting.ts';
import type { Relationship } from '../mentoring/records/relationship.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import type { WallTime } from '../mentoring/records/wall-time.ts';
import { inZone, instantOf, sayDay, sayWhen } from '../mentoring/time.ts';
import type { ActionButton, Block, Card } from '../ui/view.ts';
import { button, buttons, card, facts, list, note, text } from '../ui/view.ts';
import { target } from './define.ts';
import { otherName, someone } from './pair.ts';
import { prepares } from './preparation-due.ts';

type About = {
  readonly relationship: Relationship;
  readonly people: People;
  /** Who reads the card. */
  readonly personId: string;
};

type OneMeeting = About & { readonly meeting: Meeting };

type AboutMeeting = OneMeeting & {
  readonly scheme: Scheme;
  /** The newest that both agreed to; absent before there is any. */
  readonly agreement?: Agreement | undefined;
  /** What was written before meetings of this pair; absent where nothing can have been written yet. */
  readonly preparations?: readonly Preparation[];
};

/** What a last meeting is for: the questions of a planned ending, as schemes for doctors ask them. */
export const lastMeetingAgenda: readonly string[] = [
  'What you set out to do, and what you have achieved',
  'What you have learned besides, and how you will use it',
  'Thanks, to each other',
  'Whether you stay in touch, and how',
  'Who takes the mentor’s place from here',
];

/** A meeting that was booked. */
export function meetingCard(about: AboutMeeting & { readonly first: boolean }): Card {
  const other = otherName(about.relationship, about.people, about.personId);
  return card(
    about.meeting.last === true
      ? `Your last meeting: ${dayFor(about)}`
      : `Meeting booked for ${dayFor(about)}`,
    ...lastBlocks(about),
    about.first
      ? text(
          `This is your first meeting with ${other}. It is the time to agree how you want to work together: ` +
            'what is confidential, what you hope for, how often you meet, and whether you keep records.',
        )
      : undefined,
    about.first && about.scheme.introduces && about.relationship.introducedAt === undefined
      ? text(`A coordinator of ${about.scheme.name} introduces you to each other in a message of their own.`)
      : undefined,
    meetingFacts(about),
    note('The calendar file adds the meeting to your calendar. If it moves, you get a new file.'),
    buttons(
      moveButton(about),
      lateButton(about),
      topicsButton(about),
      about.first ? checklistButton(about.relationship) : undefined,
      cancelButton(about),
    ),
  );
}

/** The same meeting at another time. */
export function movedCard(about: AboutMeeting & { readonly was: WallTime; readonly byId: string }): Card {
  const { meeting, was, byId, people, personId } = about;
  const zone = someone(people, personId).zone;
  const who = byId === personId ? 'You' : someone(people, byId).name;
  const sameTime = instantOf(was).getTime() === instantOf(meeting.start).getTime();
  return card(
    sameTime ? `Meeting on ${dayFor(about)} has changed` : `Meeting moved to ${dayFor(about)}`,
    text(
      sameTime
        ? `${who} changed where you meet. The time stays as it was.`
        : `${who} moved the meeting. It was to be on ${sayWhen(instantOf(was), zone)}.`,
    ),
    meetingFacts(about),
    note('Open the new calendar file to change the entry in your calendar.'),
    buttons(moveButton(about), lateButton(about), topicsButton(about), cancelButton(about)),
  );
}

/** A meeting that has moved, as it is now and as it was. */
export type Moved = { readonly meeting: Meeting; readonly was: Meeting };

/** Several meetings of a series that moved in one go. */
export function seriesMovedCard(
  about: About & { readonly moved: readonly Moved[]; readonly byId: string },
): Card {
  const { moved, byId, people, personId, relationship } = about;
  const zone = someone(people, personId).zone;
  const who = byId === personId ? 'You' : someone(people, byId).name;
  const other = otherName(relationship, people, personId);
  return card(
    `${moved.length} meetings have moved`,
    text(`${who} moved these meetings. ${byId === personId ? `You now meet ${other}` : 'You now meet'}:`),
    list(
      moved.map(({ meeting, was }) => {
        const before = inZone(instantOf(was.start), zone);
        return `${sayWhen(instantOf(meeting.start), zone)}, ${sayPlace(meeting.place).toLowerCase()}, not ${sayDay(before.date)}, ${before.time}`;
      }),
    ),
    note('Open the new calendar files to change the entries in your calendar. Your reminders move too.'),
    buttons(button('Show all that is booked', target('relationship', 'booked', relationship.id))),
  );
}

/** Sent the day before. */
export function reminderCard(about: AboutMeeting): Card {
  return card(
    `Reminder: you meet on ${dayFor(about)}`,
    ...lastBlocks(about),
    meetingFacts(about),
    buttons(moveButton(about), lateButton(about), topicsButton(about), cancelButton(about)),
  );
}

/** Several meetings booked in one go. */
export function seriesCard(about: About & { readonly meetings: readonly Meeting[] }): Card {
  const { meetings, people, personId, relationship } = about;
  const zone = someone(people, personId).zone;
  return card(
    `${meetings.length} meetings booked`,
    text(`You meet ${otherName(relationship, people, personId)} at these times:`),
    list(
      meetings.map(({ start, minutes, place }) =>
        [sayWhen(instantOf(start), zone), `${minutes} minutes`, sayPlace(place)].join(', '),
      ),
    ),
    note('Each calendar file adds one meeting. You are reminded the day before each of them.'),
    buttons(button('Show my meetings', target('desk', 'meetings', personId))),
  );
}

/** Meetings that will not happen, with who decided it and what to do next. */
export function calledOffCard(
  about: About & {
    readonly meetings: readonly Meeting[];
    readonly byId: string;
    readonly because: 'cancelled' | 'paused' | 'ended';
  },
): Card {
  const { meetings, people, personId, byId, because, relationship } = about;
  const zone = someone(people, personId).zone;
  const mine = byId === personId;
  const who = mine ? 'You' : someone(people, byId).name;
  const one = meetings.length === 1;
  const reason =
    because === 'paused'
      ? 'Because the mentoring is paused, '
      : because === 'ended'
        ? 'Because the mentoring has ended, '
        : '';
  const what = one ? 'this meeting is cancelled' : 'these meetings are cancelled';
  return card(
    one ? 'Meeting cancelled' : 'Meetings cancelled',
    text(
      reason === ''
        ? `${who} cancelled ${one ? 'this meeting' : 'these meetings'}${mine ? '' : '. Plans change; you can book another time whenever it suits you both'}:`
        : `${reason}${what}:`,
    ),
    list(meetings.map(({ start }) => sayWhen(instantOf(start), zone))),
    note(
      one
        ? 'The calendar file takes it out of most calendars. If yours keeps it, please delete it there.'
        : 'The calendar files take them out of most calendars. If yours keeps them, please delete them there.',
    ),
    because === 'cancelled' && !mine ? buttons(bookButton(relationship, people, personId)) : undefined,
  );
}

/** Meetings that were called off by a slip, and are not after all. */
export function againCard(about: About & { readonly meetings: readonly Meeting[] }): Card {
  const { meetings, people, personId, relationship } = about;
  const zone = someone(people, personId).zone;
  return card(
    meetings.length === 1 ? 'Your meeting stands' : 'Your meetings stand',
    text(
      `With ${otherName(relationship, people, personId)}, as before: please open the calendar ${meetings.length === 1 ? 'file' : 'files'} again.`,
    ),
    list(meetings.map(({ start }) => sayWhen(instantOf(start), zone))),
    buttons(button('Show all that is booked', target('relationship', 'booked', relationship.id))),
  );
}

/** Takes the place of a card whose buttons no longer lead anywhere. */
export function outdatedCard(what: 'moved' | 'cancelled' | 'over' | 'ended'): Card {
  switch (what) {
    case 'moved':
      return card('This meeting has moved', text('The new time is in a newer message.'));
    case 'cancelled':
      return card('This meeting is cancelled', text('There is nothing left to do here.'));
    case 'over':
      return card('This meeting is over', text('There is nothing left to do here.'));
    case 'ended':
      return card('This mentoring has ended', text('There is nothing left to do here.'));
    default:
      return what satisfies never;
  }
}

function lastBlocks({ meeting }: OneMeeting): readonly Block<never>[] {
  if (meeting.last !== true) return [];
  return [text('It is meant to be your last. Time well spent in it:'), list(lastMeetingAgenda)];
}

export function meetingFacts({ meeting, relationship, people, personId }: OneMeeting): Block<never> {
  return facts({
    When: sayWhen(instantOf(meeting.start), someone(people, personId).zone),
    Length: `${meeting.minutes} minutes`,
    Where: sayPlace(meeting.place),
    With: otherName(relationship, people, personId),
  });
}

/** "3 December", as the reader's calendar has it; with the time, "3 December, 17:30". */
export function dayFor(
  { meeting, people, personId }: Pick<AboutMeeting, 'meeting' | 'people' | 'personId'>,
  { withTime = false }: InList = {},
): string {
  const { date, time } = inZone(instantOf(meeting.start), someone(people, personId).zone);
  return withTime ? `${sayDay(date)}, ${time}` : sayDay(date);
}

/** In a list over several pairs the time is said too: somebody may meet two people on one day. */
type InList = { readonly withTime?: boolean };

export function moveButton(about: OneMeeting, options: InList = {}): ActionButton {
  return button(
    `Move meeting on ${dayFor(about, options)}`,
    target('meeting', 'reschedule', about.meeting.id),
  );
}

export function lateButton(about: OneMeeting): ActionButton {
  return button(`Running late on ${dayFor(about)}`, target('meeting', 'late', about.meeting.id));
}

export function cancelButton(about: OneMeeting, options: InList = {}): ActionButton {
  const other = otherName(about.relationship, about.people, about.personId);
  return button(
    `Cancel meeting on ${dayFor(about, options)}`,
    target('meeting', 'cancel', about.meeting.id),
    {
      style: 'danger',
      confirm: {
        title: 'Cancel this meeting?',
        text: `${shorten(other)} is told, and it is taken out of both your calendars. You can book another at once.`,
        yes: 'Cancel the meeting',
        no: 'Keep the meeting',
      },
    },
  );
}

/** Where the two name their topics ahead, or have done so without having agreed it. */
export function topicsButton(about: AboutMeeting): ActionButton | undefined {
  const { meeting, preparations = [] } = about;
  if (!prepares(about) && !preparations.some(({ meetingId }) => meetingId === meeting.id)) return undefined;
  return button(`Topics for ${dayFor(about)}`, target('preparation', 'show', meeting.id));
}

export function checklistButton({ id }: Pick<Relationship, 'id'>): ActionButton {
  return button('First meeting checklist', target('relationship', 'checklist', id));
}

export function bookButton(relationship: Relationship, people: People, personId: string): ActionButton {
  const other = otherName(relationship, people, personId);
  return button(labelWith('Book a meeting with', other), target('relationship', 'book', relationship.id), {
    style: 'primary',
  });
}

/** A button label that names somebody and stays within 40 characters. */
export function labelWith(words: string, name: string): string {
  return `${words} ${cut(name, 40 - words.length - 1)}`;
}

/** A long name, so that a sentence stays within a confirmation's 300 characters. */
function shorten(name: string): string {
  return cut(name, 80);
}

function cut(name: string, most: number): string {
  if (name.length <= most) return name;
  let kept = '';
  // By letters as people see them: half an accent or half an emoji is drawn as an empty box.
  for (const { segment } of new Intl.Segmenter('en-GB').segment(name)) {
    if (kept.length + segment.length > most - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}
