/** What one of a pair would like to talk about: asked ahead where they agreed so, read by the other behind a button. */

import type { Context, May, PersonContext } from '../engine/dialog.ts';
import { answer, refuse, replaceWith } from '../engine/reply.ts';
import type { MeetingFacts } from '../mentoring/facts.ts';
import { holdsNhsNumber, takeOutNhsNumber } from '../mentoring/nhs-number.ts';
import type { Preparation } from '../mentoring/records/meeting.ts';
import { recordsPolicyOf, sayNoRecords } from '../mentoring/session-records.ts';
import { instantOf } from '../mentoring/time.ts';
import { form } from '../ui/form.ts';
import type { Block, Card } from '../ui/view.ts';
import { bold, button, buttons, card, empty, note, text } from '../ui/view.ts';
import { dayOf } from './answered.ts';
import { shortName } from './asking-words.ts';
import { prepareSlot } from './booking.ts';
import { dialog, formAction, insert, press, target, update } from './define.ts';
import type { Outcome } from './define.ts';
import { meetingFacts, topicsButton } from './meeting-cards.ts';
import { meetingNow } from './meeting-now.ts';
import { nudge } from './nudge.ts';
import { idsOf, ofThePair, otherId, otherName, someone } from './pair.ts';
import { prepares } from './preparation-due.ts';

const mostWords = 1500;

const pair: May<MeetingFacts> = ofThePair;

export const preparation = dialog({
  name: 'preparation',
  subject: 'meeting',
  actions: {
    /** Timer: as many days ahead as the two agreed. The mentee is asked, once for each meeting. */
    ask: nudge<MeetingFacts>({
      kind: 'preparation',
      whose: ({ relationship }) => relationship.menteeId,
      say: askForTopics,
    }),

    show: press(pair, (facts, { actor, now }) => ({
      confidential: true,
      reply: answer(topicsCard(facts, actor.id, now)),
    })),

    write: formAction<MeetingFacts, ReturnType<typeof topicsForm>['fields']>({
      may: pair,
      form: (facts, context) => notToWrite(facts, context) ?? topicsForm(facts, context),
      submit: keepTopics,
    }),
  },
});

function askForTopics(facts: MeetingFacts, menteeId: string, { now }: Context): Outcome {
  const { relationship, meeting } = facts;
  const wanted = relationship.state === 'active' && prepares(facts) && isAhead(facts, now);
  if (!wanted || noteBy(facts, menteeId) !== undefined) return {};
  const slot = prepareSlot(meeting.id);
  return { effects: [{ effect: 'send', to: { person: menteeId }, slot, card: askCard(facts, menteeId) }] };
}

/** What was written, by both, for the two of them: a direct answer only. */
function topicsCard(facts: MeetingFacts, personId: string, now: Date): Card {
  const { meeting, relationship, people } = facts;
  const day = dayOf(facts, personId);
  const own = noteBy(facts, personId);
  const notes = idsOf(relationship).flatMap((id) => noteBy(facts, id) ?? []);
  const open = isAhead(facts, now) && relationship.state !== 'ended';
  return card(
    `Topics for ${day}`,
    ...(notes.length === 0
      ? [
          open
            ? empty('Nobody has written anything yet.', 'A line or two is enough.')
            : text('No topics were written for this meeting, and there is nothing left to write.'),
        ]
      : notes.flatMap(({ authorId, words }): Block<never>[] => [
          text([bold(authorId === personId ? 'You' : someone(people, authorId).name)]),
          text(words),
        ])),
    note('Only the two of you can read this.'),
    open && recordsPolicyOf(facts) !== 'none'
      ? buttons(
          button(
            own === undefined ? `Write my topics for ${day}` : `Change my topics for ${day}`,
            target('preparation', 'write', meeting.id),
          ),
        )
      : undefined,
  );
}

function topicsForm(facts: MeetingFacts, { actor }: PersonContext) {
  const other = otherName(facts.relationship, facts.people, actor.id);
  return form({
    title: 'Topics for the meeting',
    intro: [
      text(
        `What would you like to talk about on ${dayOf(facts, actor.id)}? ${other} can read it, nobody else.`,
      ),
      note('Please write nothing that could identify a patient.'),
    ],
    fields: {
      words: {
        kind: 'longText',
        label: 'What you would like to talk about',
        hint: 'A line or two is enough.',
        required: true,
        maxLength: mostWords,
        value: noteBy(facts, actor.id)?.words,
      },
    },
    submit: 'Keep it',
  });
}

function keepTopics(
  facts: MeetingFacts,
  { words }: { readonly words: string },
  { actor, now, newId }: PersonContext,
): Outcome {
  if (holdsNhsNumber(words)) return { reply: refuse({ words: takeOutNhsNumber }) };
  const { meeting, relationship } = facts;
  const own = noteBy(facts, actor.id);
  const written: Preparation = {
    id: own?.id ?? newId(),
    meetingId: meeting.id,
    relationshipId: relationship.id,
    authorId: actor.id,
    words,
    writtenAt: now,
  };
  const other = otherId(relationship, actor.id);
  const after = { ...facts, preparations: [...facts.preparations, written] };
  const kept = keptCard(facts, actor.id);
  return {
    changes: [
      own === undefined
        ? insert('preparation', written)
        : update('preparation', own.id, { words, writtenAt: now }),
    ],
    effects: [
      { effect: 'revise', to: { person: actor.id }, slot: prepareSlot(meeting.id), card: kept },
      // Told once: whoever rewrites a line has no need to ring a bell again.
      ...(own === undefined
        ? [{ effect: 'send' as const, to: { person: other }, card: toldCard(after, other, actor.name) }]
        : []),
    ],
    reply: replaceWith(kept),
  };
}

function notToWrite(facts: MeetingFacts, { actor, now }: PersonContext): Card | undefined {
  if (!isAhead(facts, now) || facts.relationship.state === 'ended') return meetingNow(facts, actor.id, now);
  if (recordsPolicyOf(facts) !== 'none') return undefined;
  return card(
    'Nothing is kept in writing',
    text(`${sayNoRecords(facts)}, so there is nothing to write here.`),
  );
}

function askCard(facts: MeetingFacts, personId: string): Card {
  const other = otherName(facts.relationship, facts.people, personId);
  const day = dayOf(facts, personId);
  return card(
    `Before you meet on ${day}`,
    text(
      `Is there anything you would like to talk about with ${other}? You agreed to say so ahead. Leaving it open is fine too.`,
    ),
    meetingFacts({ ...facts, personId }),
    buttons(
      button(`Write my topics for ${day}`, target('preparation', 'write', facts.meeting.id), {
        style: 'primary',
      }),
    ),
  );
}

function keptCard(facts: MeetingFacts, personId: string): Card {
  const { relationship, people, meeting } = facts;
  const day = dayOf(facts, personId);
  return card(
    `Your topics for ${day} are kept`,
    text(`${otherName(relationship, people, personId)} can read them. Nobody else can.`),
    buttons(button(`Change my topics for ${day}`, target('preparation', 'write', meeting.id))),
  );
}

/** That there is something to read, and never a word of it. */
function toldCard(facts: MeetingFacts, personId: string, author: string): Card {
  return card(
    `${shortName(author)} names topics`,
    text(`${author} wrote what they would like to talk about on ${dayOf(facts, personId)}.`),
    buttons(topicsButton({ ...facts, personId })),
  );
}

function noteBy({ preparations, meeting }: MeetingFacts, personId: string): Preparation | undefined {
  return preparations.find((one) => one.meetingId === meeting.id && one.authorId === personId);
}

function isAhead({ meeting }: MeetingFacts, now: Date): boolean {
  return meeting.state === 'booked' && instantOf(meeting.start) > now;
}
