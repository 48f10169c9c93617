/** The form for a session record: it promises only what the pair has agreed to, and asks nothing where they keep none. */

import type { PersonContext } from '../engine/dialog.ts';
import type { MeetingFacts } from '../mentoring/facts.ts';
import { minutesHeld } from '../mentoring/hours.ts';
import { placeChoices } from '../mentoring/place.ts';
import type { SessionRecord } from '../mentoring/records/session-record.ts';
import { numberOf, recordsPolicyOf, sayNoRecords } from '../mentoring/session-records.ts';
import { addDays, inZone, sayZone } from '../mentoring/time.ts';
import { form } from '../ui/form.ts';
import type { Form, FormValues } from '../ui/form.ts';
import { note, text } from '../ui/view.ts';
import { labelWith } from './meeting-cards.ts';
import { otherId, otherName } from './pair.ts';

/** Both platforms take at least this much in one field. */
const mostText = 3000;
const mostAction = 300;
const mostTopics = 10;
const mostOtherTopics = 200;

type SharedFields = ReturnType<typeof sharedForm>['fields'];
type OwnFields = ReturnType<typeof ownForm>['fields'];
type NextOnlyFields = ReturnType<typeof nextOnlyForm>['fields'];

export type RecordFields = SharedFields | OwnFields | NextOnlyFields;
export type RecordValues = FormValues<SharedFields> | FormValues<OwnFields> | FormValues<NextOnlyFields>;
/** Answers that hold a record, as opposed to the next meeting alone. */
export type WrittenValues = FormValues<SharedFields> | FormValues<OwnFields>;

/** The form for the policy that the pair has agreed to. */
export function recordForm(
  facts: MeetingFacts,
  context: PersonContext,
): Form<SharedFields> | Form<OwnFields> | Form<NextOnlyFields> {
  const policy = recordsPolicyOf(facts);
  if (policy === 'none') return nextOnlyForm(facts, context);
  return policy === 'shared' ? sharedForm(facts, context) : ownForm(facts, context);
}

/** What this person wrote about the meeting before, if anything. */
export function ownRecord(facts: MeetingFacts, personId: string): SessionRecord | undefined {
  return facts.records.find((one) => one.meetingId === facts.meeting.id && one.authorId === personId);
}

// The field for the text has another name under each policy: should the pair change its policy while somebody writes,
// the text is handed back to them, not kept under a promise they did not read.

function sharedForm(facts: MeetingFacts, context: PersonContext) {
  const other = otherName(facts.relationship, facts.people, context.actor.id);
  return form({
    title: 'Session record',
    intro: [
      note(sayNumber(facts)),
      text(`${other} can read this record, and so can you. Nobody else can.`),
      note('Please write nothing that could identify a patient.'),
    ],
    fields: {
      shared: discussedField(facts, context, `Read by you and ${other}.`),
      ...recordFields(facts, context),
      ...nextFields(facts, context),
    },
    submit: 'Keep record',
  });
}

function ownForm(facts: MeetingFacts, context: PersonContext) {
  return form({
    title: 'Session record',
    intro: [
      note(sayNumber(facts)),
      text(
        facts.agreement === undefined
          ? 'Only you can read this record. Once you have agreed ground rules that share records, new ones are for both of you.'
          : 'You have agreed that each of you keeps their own records. Only you can read this one.',
      ),
      note('Please write nothing that could identify a patient.'),
    ],
    fields: {
      mine: discussedField(facts, context, 'Read by you alone.'),
      ...recordFields(facts, context),
      ...nextFields(facts, context),
    },
    submit: 'Keep record',
  });
}

function nextOnlyForm(facts: MeetingFacts, context: PersonContext) {
  return form({
    title: 'Your next meeting',
    intro: [text(`${sayNoRecords(facts)}. You can book the next meeting here.`)],
    fields: nextFields(facts, context),
    submit: 'Done',
  });
}

function sayNumber(facts: MeetingFacts): string {
  return `Meeting ${numberOf(facts)} of your mentoring.`;
}

function discussedField(facts: MeetingFacts, context: PersonContext, hint: string) {
  return {
    kind: 'longText',
    label: 'What did you discuss',
    hint,
    required: true,
    maxLength: mostText,
    value: ownRecord(facts, context.actor.id)?.discussed,
  } as const;
}

function recordFields(facts: MeetingFacts, context: PersonContext) {
  const own = ownRecord(facts, context.actor.id);
  const today = inZone(context.now, context.actor.zone).date;
  const due = { kind: 'date', required: false, min: today, max: addDays(today, 730) } as const;
  const what = {
    kind: 'text',
    hint: 'A next step, seen by both of you. Leave empty if there is none.',
    required: false,
    maxLength: mostAction,
  } as const;
  const who = {
    kind: 'oneOf',
    required: false,
    options: [
      { value: context.actor.id, label: 'Me' },
      {
        value: otherId(facts.relationship, context.actor.id),
        label: labelWith('', otherName(facts.relationship, facts.people, context.actor.id)).trim(),
      },
    ],
  } as const;
  return {
    ...topicFields(facts, own),
    action1: { ...what, label: own === undefined ? 'Action 1' : 'New action 1' },
    action1Who: { ...who, label: 'Who does action 1' },
    action1Due: { ...due, label: 'Action 1 is due on' },
    action2: { ...what, label: own === undefined ? 'Action 2' : 'New action 2' },
    action2Who: { ...who, label: 'Who does action 2' },
    action2Due: { ...due, label: 'Action 2 is due on' },
    action3: { ...what, label: own === undefined ? 'Action 3' : 'New action 3' },
    action3Who: { ...who, label: 'Who does action 3' },
    action3Due: { ...due, label: 'Action 3 is due on' },
    reflection: {
      kind: 'longText',
      label: 'Your own reflection',
      hint: 'Only you can read this, whatever else you share.',
      required: false,
      maxLength: mostText,
      value: own?.reflection === '' ? undefined : own?.reflection,
    },
    useful: {
      kind: 'scale',
      label: 'How useful was the meeting',
      hint: 'Counted for the whole scheme, never shown with your name.',
      required: false,
      low: 'Not useful',
      high: 'Very useful',
      value: own?.useful,
    },
    ...heldFields(facts),
    ...preparationField(facts, context, own),
  } as const;
}

/** Areas of the scheme that people may ask for now, and words of their own. */
function topicFields({ scheme }: MeetingFacts, own: SessionRecord | undefined) {
  const areas = scheme.areas.filter(({ retired }) => retired !== true);
  const named = own?.topics ?? [];
  const others = named.filter((topic) => !areas.some(({ label }) => label === topic)).join(', ');
  return {
    topics: {
      kind: 'manyOf',
      label: 'Topics',
      required: false,
      max: mostTopics,
      options: areas.map(({ value, label }) => ({ value, label })),
      value: areas.filter(({ label }) => named.includes(label)).map(({ value }) => value),
    },
    otherTopics: {
      kind: 'text',
      label: 'Other topics',
      hint: 'With commas between them.',
      required: false,
      // Written without spaces after the commas they take less room than when they are shown again.
      maxLength: Math.max(mostOtherTopics, others.length),
      value: others === '' ? undefined : others,
    },
  } as const;
}

/** What is true of the meeting for both of them, whoever writes it down. */
function heldFields({ meeting }: MeetingFacts) {
  return {
    heldMinutes: {
      kind: 'number',
      label: 'Minutes that you really met',
      required: true,
      min: 1,
      max: 600,
      value: minutesHeld(meeting),
    },
    heldPlace: {
      kind: 'oneOf',
      label: 'How you met',
      required: true,
      options: placeChoices,
      value: meeting.heldPlace ?? meeting.place,
    },
  } as const;
}

/** For a mentor's hours; nobody counts those of a mentee. */
function preparationField(
  { relationship }: MeetingFacts,
  { actor }: PersonContext,
  own: SessionRecord | undefined,
): Partial<ReturnType<typeof preparationMinutesField>> {
  return relationship.mentorId === actor.id ? preparationMinutesField(own) : {};
}

function preparationMinutesField(own: SessionRecord | undefined) {
  return {
    preparationMinutes: {
      kind: 'number',
      label: 'Minutes you gave to preparing',
      hint: 'For your statement of hours. Only you can read it.',
      required: false,
      min: 0,
      max: 600,
      value: own?.preparationMinutes,
    },
  } as const;
}

/** A pair that has ended books nothing more, and is not asked. */
function nextFields(
  { relationship }: MeetingFacts,
  context: PersonContext,
): Partial<ReturnType<typeof nextMeetingFields>> {
  return relationship.state === 'ended' ? {} : nextMeetingFields(context);
}

function nextMeetingFields({ now, actor }: PersonContext) {
  const today = inZone(now, actor.zone).date;
  return {
    nextDate: {
      kind: 'date',
      label: 'Date of your next meeting',
      hint: 'Leave empty to book later.',
      required: false,
      min: today,
      max: addDays(today, 365),
    },
    nextTime: {
      kind: 'time',
      label: 'Time of your next meeting',
      hint: `In your own time zone: ${sayZone(actor.zone)}.`,
      required: false,
    },
  } as const;
}
