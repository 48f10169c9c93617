/** Reading what was written about a meeting: by oneself, and by the other where it was written to be shared. */

import type { MeetingFacts } from '../mentoring/facts.ts';
import type { SessionRecord } from '../mentoring/records.ts';
import { mayRead } from '../mentoring/session-records.ts';
import type { Block, Card } from '../ui/view.ts';
import { bold, button, card, divider, list, note, text } from '../ui/view.ts';
import { dayOf, recordButton } from './answered.ts';
import { shortName } from './asking-words.ts';
import { target } from './define.ts';
import { labelWith } from './meeting-cards.ts';
import { recordPaperButton } from './pair-papers.ts';
import { otherName, someone } from './pair.ts';
import { someButtons } from './some-buttons.ts';

/** Two records of more characters than this are read one after the other: no platform shows them in one message. */
const mostTogether = 5000;
/** The newest next steps of a record; a record that was changed often may have gathered many. */
const mostSteps = 3;
/** Beside a record of more characters than this there is room for one of them. */
const longRecord = 4000;

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
    ...shown.flatMap((record, index) => [
      index > 0 ? divider() : undefined,
      ...recordBlocks(facts, record, personId),
    ]),
    someButtons(
      ...rest.map((record) => otherRecordButton(facts, record, personId)),
      shown.some((record) => record.authorId === personId) ? recordButton(facts, personId) : undefined,
      ...shown.map((record) => recordPaperButton(facts, record, personId, readable.length > 1)),
    ),
  );
}

export function readButton(facts: Pick<MeetingFacts, 'meeting' | 'people'>, personId: string) {
  const day = dayOf(facts, personId);
  return button(`Read the record of ${day}`, target('meeting', 'read', facts.meeting.id));
}

function lengthOf({ discussed, reflection }: SessionRecord): number {
  return discussed.length + reflection.length;
}

function recordBlocks(facts: MeetingFacts, record: SessionRecord, personId: string): readonly Block[] {
  const { people, actions, relationship } = facts;
  const steps = actions.filter(({ recordId, doneAt }) => recordId === record.id && doneAt === undefined);
  const mine = record.authorId === personId;
  const shown = lengthOf(record) > longRecord ? 1 : mostSteps;
  const more = steps.length - shown;
  return [
    text([bold(mine ? 'Written by you' : `Written by ${someone(people, record.authorId).name}`)]),
    text(record.discussed),
    ...(steps.length === 0
      ? []
      : [
          text([bold('Next steps still open')]),
          list(
            steps
              .slice(-shown)
              .map((step) => `${shortName(someone(people, step.ownerId).name)}: ${step.what}`),
          ),
        ]),
    ...(more > 0
      ? [note(`${more} more ${more === 1 ? 'is' : 'are'} open, among the next steps of your mentoring.`)]
      : []),
    ...(mine && record.reflection !== ''
      ? [text([bold('Your own reflection')]), text(record.reflection)]
      : []),
    note(whoReads(record, otherName(relationship, people, personId), mine)),
  ];
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
