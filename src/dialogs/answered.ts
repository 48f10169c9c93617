/** What is said once it is settled whether a pair met: to the one who answered, and to the other. */

import type { MeetingFacts } from '../mentoring/facts.ts';
import { recordsPolicyOf, sayNoRecords } from '../mentoring/session-records.ts';
import { inZone, instantOf, sayDay } from '../mentoring/time.ts';
import type { ActionButton, Card } from '../ui/view.ts';
import { button, buttons, card, text } from '../ui/view.ts';
import { target } from './define.ts';
import { bookButton } from './meeting-cards.ts';
import { otherName, someone } from './pair.ts';
import { someButtons } from './some-buttons.ts';

/** "Did you meet?", asked of both when the meeting's time is over. */
export function didYouMeetCard(facts: MeetingFacts, personId: string): Card {
  const day = dayOf(facts, personId);
  return card(
    'Did you meet?',
    text(
      `Your meeting with ${nameOfOther(facts, personId)} was to be on ${day}. One answer is enough for both of you.`,
    ),
    buttons(
      button(`Yes, we met on ${day}`, target('meeting', 'met', facts.meeting.id), { style: 'primary' }),
      button(`No, not on ${day}`, target('meeting', 'not-met', facts.meeting.id)),
    ),
  );
}

/** They met. `by` is who said so. */
export function metCard(facts: MeetingFacts, personId: string, by: string | undefined): Card {
  const day = dayOf(facts, personId);
  const keepsRecords = recordsPolicyOf(facts) !== 'none';
  const { relationship, people } = facts;
  if (facts.meeting.last === true && !isOver(facts)) return lastMetCard(facts, personId);
  return card(
    `You met on ${day}`,
    text(
      by === undefined || by === personId
        ? `Thank you. Your meeting with ${nameOfOther(facts, personId)} is noted.`
        : `${someone(people, by).name} said that you met. Thank you both.`,
    ),
    keepsRecords ? undefined : text(`${sayNoRecords(facts)}, so there is nothing to write.`),
    someButtons(
      keepsRecords ? recordButton(facts, personId) : undefined,
      isOver(facts) ? undefined : bookButton(relationship, people, personId),
      // A record says that they met; until there is one, a slip is put right at one press.
      isRecorded(facts) ? undefined : correctionButton(facts, personId, 'not-met'),
    ),
  );
}

/** They have held what they meant to be their last: each can end it with closing words, or go on after all. */
function lastMetCard(facts: MeetingFacts, personId: string): Card {
  const { id } = facts.relationship;
  return card(
    'You had your last meeting',
    text(
      `Thank you both for what you and ${nameOfOther(facts, personId)} gave to it. One of you can end the mentoring now; each of you can then write closing words, for yourself alone.`,
    ),
    buttons(
      button('End it with closing words', target('relationship', 'end', id), { style: 'primary' }),
      recordsPolicyOf(facts) === 'none' ? undefined : recordButton(facts, personId),
      button('It goes on after all', target('last-meeting', 'unmark', id, { meeting: facts.meeting.id })),
      isRecorded(facts) ? undefined : correctionButton(facts, personId, 'not-met'),
    ),
  );
}

/** They did not meet. Nobody is to blame. */
export function notMetCard(facts: MeetingFacts, personId: string, by: string | undefined): Card {
  const { relationship, people } = facts;
  const said =
    by === undefined || by === personId
      ? `You did not meet ${nameOfOther(facts, personId)} this time.`
      : `${someone(people, by).name} said that you did not meet this time.`;
  return card(
    `No meeting on ${dayOf(facts, personId)}`,
    text(`${said} That happens to everybody.`),
    someButtons(
      isOver(facts) ? undefined : bookButton(relationship, people, personId),
      correctionButton(facts, personId, 'met'),
      isOver(facts) ? undefined : whyButton(facts, personId),
    ),
  );
}

/** Somebody answers the other way round later. Both stay friends. */
export function contradictionCard(facts: MeetingFacts, personId: string, now: 'met' | 'not-met'): Card {
  const { meeting, people } = facts;
  const earlier =
    meeting.answeredById === undefined || meeting.answeredById === personId
      ? 'You have'
      : `${someone(people, meeting.answeredById).name} has`;
  const said = now === 'met' ? 'you did not meet' : 'you met';
  if (now === 'not-met' && isRecorded(facts))
    return card(
      'A record was written',
      text(
        `${earlier} said that ${said} on ${dayOf(facts, personId)}, and there is a record of the meeting, so it stays as it is. ` +
          'If that is not right, please talk to each other.',
      ),
    );
  return card(
    'That was answered before',
    text(
      `${earlier} said that ${said} on ${dayOf(facts, personId)}. If that was a slip, you can put it right.`,
    ),
    buttons(correctionButton(facts, personId, now)),
  );
}

export function recordButton(facts: MeetingFacts, personId: string): ActionButton {
  const { meeting, recordedBy } = facts;
  const mine = recordedBy.some((one) => one.meetingId === meeting.id && one.authorId === personId);
  const day = dayOf(facts, personId);
  return button(
    mine ? `Change my record of ${day}` : `Write the record of ${day}`,
    target('meeting', 'record', meeting.id),
    mine ? {} : { style: 'primary' },
  );
}

export function dayOf(
  { meeting, people }: Pick<MeetingFacts, 'meeting' | 'people'>,
  personId: string,
): string {
  return sayDay(inZone(instantOf(meeting.start), someone(people, personId).zone).date);
}

/** For those who want to say it; nobody is asked. */
export function whyButton(facts: MeetingFacts, personId: string): ActionButton {
  return button(
    `Give a reason for ${dayOf(facts, personId)}`,
    target('meeting', 'not-met-because', facts.meeting.id),
  );
}

function correctionButton(facts: MeetingFacts, personId: string, to: 'met' | 'not-met'): ActionButton {
  const day = dayOf(facts, personId);
  return button(
    to === 'met' ? `We did meet on ${day}` : `We did not meet on ${day}`,
    target('meeting', to, facts.meeting.id, { correct: 'yes' }),
  );
}

function nameOfOther({ relationship, people }: MeetingFacts, personId: string): string {
  return otherName(relationship, people, personId);
}

function isRecorded({ meeting, recordedBy }: MeetingFacts): boolean {
  return recordedBy.some(({ meetingId }) => meetingId === meeting.id);
}

function isOver({ relationship }: MeetingFacts): boolean {
  return relationship.state === 'ended';
}
