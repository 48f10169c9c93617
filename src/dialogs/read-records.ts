/** Reading what was written about a meeting: by oneself, and by the other where it was written to be shared. */

import { answer, replaceWith } from '../engine/reply.ts';
import type { MeetingFacts } from '../mentoring/facts.ts';
import { minutesHeld } from '../mentoring/hours.ts';
import { sayPlace } from '../mentoring/place.ts';
import type { SessionRecord } from '../mentoring/records/session-record.ts';
import { mayRead, numberOf } from '../mentoring/session-records.ts';
import { inZone, sayDate } from '../mentoring/time.ts';
import { withinSentence } from '../mentoring/wording.ts';
import type { Block, Card } from '../ui/view.ts';
import { bold, button, card, divider, list, note, text } from '../ui/view.ts';
import { dayOf, recordButton } from './answered.ts';
import { shortName } from './asking-words.ts';
import { remove, target } from './define.ts';
import type { Outcome } from './define.ts';
import { labelWith } from './meeting-cards.ts';
import { recordPaperButton } from './pair-papers.ts';
import { otherName, someone } from './pair.ts';
import { someButtons } from './some-buttons.ts';

/** Two records of more characters than this are read one after the other: no platform shows them in one message. */
const mostTogether = 5000;
/** The newest next steps of a record; a record that was changed often may have gathered many. */
const mostSteps = 3;
const mostTopics = 20;
/** Beside a record of more characters than the first there is room for one step and a few topics, beyond the second for no step. */
const longRecord = 4000;
const longestRecord = 5500;

/**
 * The records of one meeting that this person may read. Shown as a direct answer only, never sent. `authorId`: whose
 * record to show, where two long ones do not fit into one message.
 */
export function recordsCard(facts: MeetingFacts, personId: string, authorId?: string): Card {
  const { meeting } = facts;
  const day = dayOf(facts, personId);
  const readable = facts.records.filter((one) => one.meetingId === meeting.id && mayRead(one, personId));
  if (readable.length === 0)
    return card(
      `Records of ${day}`,
      text('There is no record of this meeting that you can read.'),
      note('A record that somebody keeps for themselves is never shown to anybody else.'),
    );
  const together = readable.reduce((sum, record) => sum + lengthOf(record), 0) <= mostTogether;
  const chosen = readable.find((one) => one.authorId === authorId) ?? readable[0];
  const shown = readable.filter((one) => together || one === chosen);
  const rest = readable.filter((one) => !shown.includes(one));
  return card(
    `Records of ${day}`,
    note(sayHeld(facts)),
    ...shown.flatMap((record, index) => [
      index > 0 ? divider() : undefined,
      ...recordBlocks(facts, record, personId),
    ]),
    someButtons(
      ...rest.map((record) => otherRecordButton(facts, record, personId)),
      shown.some((record) => record.authorId === personId) ? recordButton(facts, personId) : undefined,
      shown.some((record) => record.authorId === personId) ? deleteButton(facts, personId) : undefined,
      ...shown.map((record) => recordPaperButton(facts, record, personId, readable.length > 1)),
    ),
  );
}

export function readButton(facts: Pick<MeetingFacts, 'meeting' | 'people'>, personId: string) {
  const day = dayOf(facts, personId);
  return button(`Read the record of ${day}`, target('meeting', 'read', facts.meeting.id));
}

/** Its author takes a record away for good. What was agreed as a next step stays agreed. */
export function deleteRecord(facts: MeetingFacts, personId: string): Outcome {
  const { meeting } = facts;
  const day = dayOf(facts, personId);
  const own = facts.records.find((one) => one.meetingId === meeting.id && one.authorId === personId);
  if (own === undefined)
    return {
      reply: answer(card(`Records of ${day}`, text('There is no record of this meeting by you.'))),
    };
  return {
    changes: [remove('sessionRecord', own.id)],
    reply: replaceWith(
      card(
        `Your record of ${day} is deleted`,
        text('Nobody can read it any more. Next steps that you agreed stay among your next steps.'),
      ),
    ),
  };
}

function deleteButton(facts: MeetingFacts, personId: string) {
  return button(
    `Delete my record of ${dayOf(facts, personId)}`,
    target('meeting', 'delete-record', facts.meeting.id),
    {
      style: 'danger',
      confirm: {
        title: 'Delete your record?',
        text: 'It is gone for good, for both of you, with your own reflection. Copies that were saved as a PDF stay where they are.',
        yes: 'Delete it',
        no: 'Keep it',
      },
    },
  );
}

/** "Meeting 3: 45 minutes, video call." */
function sayHeld(facts: MeetingFacts): string {
  const { meeting } = facts;
  const place = withinSentence(sayPlace(meeting.heldPlace ?? meeting.place));
  return `Meeting ${numberOf(facts)}: ${minutesHeld(meeting)} minutes, ${place}.`;
}

function lengthOf({ discussed, reflection, topics = [] }: SessionRecord): number {
  return discussed.length + reflection.length + topics.join(', ').length;
}

function recordBlocks(facts: MeetingFacts, record: SessionRecord, personId: string): readonly Block[] {
  const { people, actions, relationship } = facts;
  const { topics = [] } = record;
  const steps = actions.filter(({ recordId, doneAt }) => recordId === record.id && doneAt === undefined);
  const mine = record.authorId === personId;
  const length = lengthOf(record);
  const shown = steps
    .slice(-mostSteps)
    .slice(length > longestRecord ? mostSteps : length > longRecord ? -1 : 0);
  const more = steps.length - shown.length;
  return [
    text([bold(mine ? 'Written by you' : `Written by ${someone(people, record.authorId).name}`)]),
    ...(topics.length === 0 ? [] : [note(sayTopics(topics, length > longRecord ? 3 : mostTopics))]),
    text(record.discussed),
    ...(shown.length === 0
      ? []
      : [
          text([bold('Next steps still open')]),
          list(shown.map((step) => `${shortName(someone(people, step.ownerId).name)}: ${step.what}`)),
        ]),
    ...(more > 0
      ? [note(`${sayMore(more, shown.length)} open, among the next steps of your mentoring.`)]
      : []),
    ...(mine && record.reflection !== ''
      ? [text([bold('Your own reflection')]), text(record.reflection)]
      : []),
    ...(record.changedAt === undefined
      ? []
      : [note(`Changed on ${sayDate(inZone(record.changedAt, someone(people, personId).zone).date)}.`)]),
    note(whoReads(record, otherName(relationship, people, personId), mine)),
  ];
}

function sayTopics(topics: readonly string[], most: number): string {
  const more = topics.length - most;
  const shown = topics.slice(0, most).join(', ');
  return more > 0 ? `Topics: ${shown}, and ${more} more.` : `Topics: ${shown}.`;
}

/** "2 more are", or where none is shown "2 next steps are". */
function sayMore(more: number, shown: number): string {
  const what = shown > 0 ? 'more' : more === 1 ? 'next step' : 'next steps';
  return `${more} ${what} ${more === 1 ? 'is' : 'are'}`;
}

function otherRecordButton(facts: MeetingFacts, { authorId }: SessionRecord, personId: string) {
  const whose = authorId === personId ? 'you' : someone(facts.people, authorId).name;
  return button(
    labelWith('Read the record by', whose),
    target('meeting', 'read', facts.meeting.id, { author: authorId }),
  );
}

function whoReads(record: SessionRecord, other: string, mine: boolean): string {
  if (record.sharing === 'pair') return mine ? `You and ${other} can read this.` : 'You can both read this.';
  return 'Only you can read this.';
}
